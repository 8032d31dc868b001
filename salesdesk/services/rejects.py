"""What an import did not take, kept in files beside the input, with the reason: rows and cards in a form that comes in
again once they are corrected."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from itertools import count
from pathlib import Path
from typing import Final

from salesdesk.domain.drafts import Refused, Row
from salesdesk.errors import EnvironmentTrouble
from salesdesk.exchange import csv, headers, mapping, vcard
from salesdesk.exchange.formats import Format
from salesdesk.i18n import _
from salesdesk.services.imports import Doubt, Staged
from salesdesk.services.output import put, refused
from salesdesk.services.reading import TABLES

_TOLD: Final = ".rejected.txt"


def _nobody_asks(_file: Path) -> None:
    """Nobody wants to know."""


def keep(staged: Staged, fallback: Path, *, made: Callable[[Path], None] = _nobody_asks) -> dict[str, Path]:
    """Writes what was refused and what was doubtful, beside the input or, where that folder is read-only, in
    `fallback`. Gives the files by kind: `refused`, where there are such rows behind their reasons or cards as they
    came, ready to be brought in when they are corrected; `reasons`, where that file cannot tell them, a list to read
    of what was refused and why; and `doubtful`, ready to be brought in again.

    Those that an earlier import had not kept already are told to `made`.
    """
    kept: dict[str, Path] = {}
    source = staged.read.path
    again, told = _sorted(staged)
    if again:
        content = b"".join(one.raw for one in again) or _rows(again, staged)
        kept["refused"] = _write(source, ending(staged.read.format), content, fallback, made)
    if told:
        kept["reasons" if again else "refused"] = _write(source, _TOLD, _listed(told), fallback, made)
    if staged.aside:
        cards = staged.read.format is Format.VCARD
        content = _cards(staged.aside) if cards else _table(staged.aside)
        how = ".doubtful.vcf" if cards else ".doubtful.csv"
        kept["doubtful"] = _write(source, how, content, fallback, made)
    return kept


def ending(found: Format) -> str:
    """How the file is called in which rows or cards of such a file are kept that were refused: its name, and this."""
    return {Format.VCARD: ".rejected.vcf", **dict.fromkeys(TABLES, ".rejected.csv")}.get(found, _TOLD)


def counts(staged: Staged) -> dict[str, int]:
    """How many each file of `keep` tells of, by its kind."""
    again, told = _sorted(staged)
    return {"refused": len(again or told), "reasons": len(told), "doubtful": len(staged.aside)}


def kept_in(one: Refused, kept: Mapping[str, Path], staged: Staged) -> Path | None:
    """The file among those that `keep` gave in which something refused stands; None where nothing was kept."""
    return kept.get("refused" if _comes_in(one, staged) else "reasons") or kept.get("refused")


def stands(where: str) -> tuple[int, ...]:
    """Where a row stands in its file, told as "row 12" or "card 3, line 40": by its numbers."""
    return tuple(int(number) for number in re.findall(r"[0-9]{1,12}", where))


def _sorted(staged: Staged) -> tuple[list[Refused], list[Refused]]:
    """What comes in again when it is corrected, and what a list tells of: cards say nothing of their reasons."""
    found = sorted(staged.refused, key=lambda one: stands(one.where))
    again = [one for one in found if _comes_in(one, staged)]
    if staged.read.format is Format.VCARD:
        return again, found
    return again, [one for one in found if not _comes_in(one, staged)]


def _comes_in(one: Refused, staged: Staged) -> bool:
    return bool(one.raw) or (one.row and staged.read.format in TABLES)


def _rows(refused: list[Refused], staged: Staged) -> bytes:
    table = staged.read.table
    assert table is not None
    header = table.header
    if table.headless:  # what it was guessed to be is what it is called, so that it is so again
        ways = mapping.guess(table).targets
        firsts = (next(iter(some), None) for some in ways)
        header = tuple(
            one.field if one and one.kind != headers.NAMED else name
            for name, one in zip(table.header, firsts, strict=True)
        )
    return csv.write_refused(header, refused, staged.read.delimiter)


def keep_rows(source: Path, rows: Sequence[Row], fallback: Path, *, cards: bool) -> Path:
    """Writes some rows of `source` beside it, or in `fallback`, as cards or as a table, ready to be brought in by
    themselves. Raises `EnvironmentTrouble` where neither folder can be written to."""
    drafts = [row.draft for row in rows]
    ending = ".new.vcf" if cards else ".new.csv"
    content = vcard.write(drafts) if cards else csv.write(*mapping.export_table(drafts))
    return _write(source, ending, content, fallback, _nobody_asks)


def _write(source: Path, ending: str, content: bytes, fallback: Path, made: Callable[[Path], None]) -> Path:
    stem = source.stem.removesuffix(Path(ending).stem)  # of what was put aside before, and is put aside again
    try:
        return _beside(source.parent, stem, ending, content, made)
    except EnvironmentTrouble:  # a read-only folder, a full stick
        return _beside(fallback, stem, ending, content, made)


def _beside(folder: Path, stem: str, ending: str, content: bytes, made: Callable[[Path], None]) -> Path:
    """Writes `content` under a name that no other content has, so that nothing kept earlier is lost."""
    for number in count(1):
        target = folder / (f"{stem}{ending}" if number == 1 else f"{stem}-{number}{ending}")
        try:
            folder.mkdir(parents=True, exist_ok=True)
            if not target.exists():
                put(target, content)
                made(target)
                return target
            if target.read_bytes() == content:
                return target
        except OSError as error:
            raise refused(target, error) from error
    raise AssertionError("the numbers never end")


def _listed(refused: list[Refused]) -> bytes:
    parts = [f"{one.where}: {one.reason}\n{one.original.rstrip()}\n" for one in refused]
    head = _("Not taken, with the reason of each:")
    return ("\n".join((head + "\n", *parts))).encode("utf-8")


def _cards(doubts: list[Doubt]) -> bytes:
    return vcard.write(doubt.row.draft for doubt in doubts)


def _table(doubts: list[Doubt]) -> bytes:
    return csv.write(*mapping.export_table([doubt.row.draft for doubt in doubts]))
