"""What an import did not take, kept in files beside the input, with the reason."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count
from pathlib import Path

from salesdesk.domain.drafts import Refused, Row
from salesdesk.errors import EnvironmentTrouble
from salesdesk.exchange import csv, mapping, vcard
from salesdesk.exchange.formats import Format
from salesdesk.i18n import _
from salesdesk.services.imports import Doubt, Staged
from salesdesk.services.output import put, refused


def _nobody_asks(_file: Path) -> None:
    """Nobody wants to know."""


def keep(staged: Staged, fallback: Path, *, made: Callable[[Path], None] = _nobody_asks) -> dict[str, Path]:
    """Writes what was refused (as it stood, with reasons) and what was doubtful (ready to be brought in
    again), beside the input or, where that folder is read-only, in `fallback`. Gives the files by kind.

    Those that an earlier import had not kept already are told to `made`.
    """
    kept: dict[str, Path] = {}
    source = staged.read.path
    if staged.refused:
        kept["refused"] = _write(source, ".rejected.txt", _listed(staged.refused), fallback, made)
    if staged.aside:
        cards = staged.read.format is Format.VCARD
        content = _cards(staged.aside) if cards else _table(staged.aside)
        ending = ".doubtful.vcf" if cards else ".doubtful.csv"
        kept["doubtful"] = _write(source, ending, content, fallback, made)
    return kept


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
