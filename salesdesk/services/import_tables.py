"""Bringing in tables of what is no contact by the window: what a file lists, what it would do, and doing it.

Looked at by a trial, which counts; written by reading the same files once more, so that what is known by then counts.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from salesdesk.errors import UserError
from salesdesk.exchange import csv, headers, subject_tables, xlsx
from salesdesk.exchange.formats import Format, detect
from salesdesk.exchange.tables import Table
from salesdesk.i18n import _, ngettext
from salesdesk.services import apart, reading, rejects
from salesdesk.services.apart import Tell
from salesdesk.services.drafting import Scene
from salesdesk.services.import_apart import SMALL
from salesdesk.services.import_work import Brought, Kept
from salesdesk.services.imports import Choice, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.imports_calendar import CalendarImporter
from salesdesk.services.imports_companies import CompanyImporter
from salesdesk.services.imports_deals import DealImporter
from salesdesk.services.imports_expenses import ExpenseImporter
from salesdesk.services.imports_products import ProductImporter
from salesdesk.services.imports_ratings import RatingImporter
from salesdesk.services.imports_touches import ActivityImporter, ComplaintImporter
from salesdesk.store.database import Store

CONTACTS: Final = "prospects"
IMPORTERS: Final[dict[str, type[SubjectImporter]]] = {
    "companies": CompanyImporter,
    "deals": DealImporter,
    "products": ProductImporter,
    "activities": ActivityImporter,
    "complaints": ComplaintImporter,
    "ratings": RatingImporter,
    "expenses": ExpenseImporter,
    reading.CALENDAR: CalendarImporter,
}
_HEAD: Final = 65_536  # bytes of a file of text that are looked at to see what it lists
_FIRST: Final = 3  # rows that are named where many say the same
_MANY: Final = 1000  # columns of a table, and more
_TOLD: Final = 200  # sentences
_PERSON: Final = frozenset({"first_name", "last_name", "title", "birthday", "courtesy"}) | headers.MANY


@dataclass(frozen=True, slots=True)
class TableSeen:
    """A table that was looked at; `trouble` says why one could not be read."""

    name: str
    path: str
    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class TableLook:
    """What tables of one subject would do, in rows. `told` are sentences on what is not taken, or taken otherwise."""

    kind: str
    files: tuple[TableSeen, ...]
    created: int = 0
    updated: int = 0
    known: int = 0  # and nothing new is said of them
    refused: int = 0
    aside: int = 0  # about someone who may be known already: kept aside in a file
    told: tuple[str, ...] = ()

    @property
    def wanted(self) -> int:
        """How many would be made or added to."""
        return self.created + self.updated


def listed(path: Path) -> str:
    """What a file lists: a subject of `IMPORTERS` where its columns are plainly those of one, else contacts."""
    if reading.is_calendar(path):
        return reading.CALENDAR
    try:
        table = _head(reading.content(path))
        found = _scores(table) if table else Counter[str]()
    except UserError:  # it is said when it is read
        return CONTACTS
    return found.most_common(1)[0][0] if found else CONTACTS


def _head(data: bytes) -> Table | None:
    found = detect(data)
    if found in {Format.XLSX, Format.ODS}:
        return xlsx.read(data)
    if found is Format.CSV or (found is Format.UNKNOWN and data.strip()):
        return csv.read(data if len(data) <= _HEAD else data[: data.rfind(b"\n", 0, _HEAD) + 1])
    return None


def _scores(table: Table) -> Counter[str]:
    """By subject the columns of its own that no contact has; of those with two or more, and more than there are
    columns of a person."""
    targets = [headers.target(name) for name in table.header]
    persons = sum(one is not None and one.field in _PERSON for one in targets)
    found = Counter[str]()
    for subject in subject_tables.SUBJECTS:
        ways = subject_tables.sort_out(table, subject)
        if table.headless and not ways.table.headless:
            targets = [headers.target(name) for name in ways.table.header]
        own = [field for field, place in ways.own.items() if field != "id" and targets[place] is None]
        if subject == "companies" and own and not persons:
            found[subject] = 1
        elif len(own) >= 2 and len(own) > persons:
            found[subject] = _MANY * len(own) + len(
                ways.own
            )  # of two subjects, the one that takes more columns
    return found


class Bringing(ABC):
    """One import of tables of one subject: looked at, then written, then closed."""

    @abstractmethod
    def look(self, files: Sequence[Path], tell: Tell) -> TableLook:
        """Tells what would become of the rows. Nothing is written."""

    @abstractmethod
    def write(self, tell: Tell) -> Brought:
        """Writes what was looked at, as one batch. What `tell` raises stops it, and nothing stays written."""

    @abstractmethod
    def close(self) -> None:
        """Lets go what is held."""


def begin(store: Store, scene: Scene, kind: str, files: Sequence[Path]) -> Bringing:
    """The way that suits files of this size: here, or in a process of its own."""
    size = 0
    for file in files:
        with suppress(OSError):  # told when it is read
            size += file.stat().st_size
    return _Apart(store, scene, kind) if size > SMALL else Work(store, scene, kind)


class Work(Bringing):
    """The work itself, wherever it runs."""

    def __init__(self, store: Store, scene: Scene, kind: str) -> None:
        self._store, self._scene, self._kind = store, scene, kind
        self._files: tuple[Path, ...] = ()

    def look(self, files: Sequence[Path], tell: Tell) -> TableLook:
        self._files = tuple(files)
        importer, staged, seen = self._stage(replace(self._scene, trial=True), tell)
        for _group in importer.groups(staged):
            pass  # which counts what only all rows together tell
        duplicates, updated = (
            sum(getattr(one, name) for one in staged) for name in ("duplicates", "updated")
        )
        return TableLook(
            kind=self._kind,
            files=seen,
            created=sum(one.created for one in staged),
            updated=updated,
            known=max(0, duplicates - updated),
            refused=sum(len(one.refused) for one in staged),
            aside=sum(len(one.aside) for one in staged),
            told=tuple(_told(staged)[:_TOLD]),
        )

    def _stage(self, scene: Scene, tell: Tell) -> tuple[SubjectImporter, list[Staged], tuple[TableSeen, ...]]:
        importer = IMPORTERS[self._kind](self._store, scene, lambda _doubt, _card: Choice.ASIDE)
        staged, seen = list[Staged](), list[TableSeen]()
        for path in self._files:
            name = reading.name_of(path)
            try:
                read, rows = reading.read_subject(path, reading.content(path), self._kind)
                total = len(read.table.rows) if read.table else 0
                done = importer.stage(read, rows, lambda so_far, of=total: tell(so_far, of))
            except UserError as trouble:
                seen.append(TableSeen(name, str(path), trouble=str(trouble)))
                continue
            staged.append(done)
            told = (name, str(path), read.format.value, read.encoding, read.delimiter, done.rows)
            seen.append(TableSeen(*told))
        return importer, staged, tuple(seen)

    def write(self, tell: Tell) -> Brought:
        importer, staged, _seen = self._stage(self._scene, tell)
        fallback, made = self._store.path.with_name("rejected"), list[Path]()
        total = sum(one.rows for one in staged)
        try:
            kept = [one for some in staged for one in _kept(some, fallback, made)]
            written = importer.write(staged, lambda done: tell(min(done, total), total))
        except BaseException:
            for file in made:
                with suppress(OSError):  # it only says once more what the file brought in says
                    file.unlink(missing_ok=True)
            raise
        return Brought(
            batches=(written.batch,) if written.batch else (),
            created=sum(one.created for one in staged),
            updated=sum(one.updated for one in staged),
            kept=tuple(kept),
            kept_yours=tuple(one for some in staged for one in some.kept_yours[:_TOLD]),
        )

    def close(self) -> None:
        """There is nothing to let go."""


class _Apart(Bringing):
    """The work in a process of its own."""

    def __init__(self, store: Store, scene: Scene, kind: str) -> None:
        self._process = apart.Apart(store, work_of, scene, kind)

    def look(self, files: Sequence[Path], tell: Tell) -> TableLook:
        try:
            look: TableLook = self._process.ask(
                ("look", tuple(files)), tell, lost=_broken_off(), writes=False
            )
        except BaseException:
            self.close()
            raise
        return look

    def write(self, tell: Tell) -> Brought:
        try:
            brought: Brought = self._process.ask(("write",), tell, lost=_broken_off(), writes=True)
        finally:
            self.close()
        return brought

    def close(self) -> None:
        self._process.close()


def _broken_off() -> str:
    return _("The import was broken off.")


def work_of(store: Store, scene: Scene, kind: str) -> apart.Answer:
    """What the process does: an import, asked for step by step."""
    work = Work(store, replace(scene, store=store.path), kind)

    def answer(asked: tuple[Any, ...], _give: apart.Give, tell: Tell) -> object:
        return work.look(asked[1], tell) if asked[0] == "look" else work.write(tell)

    return answer


def _kept(staged: Staged, fallback: Path, made: list[Path]) -> list[Kept]:
    counts = rejects.counts(staged)
    files = rejects.keep(staged, fallback, made=made.append)
    return [Kept(kind, str(path), counts[kind]) for kind, path in files.items()]


def _told(staged: Sequence[Staged]) -> list[str]:
    told = list[str]()
    for one in staged:
        told += [f"{row.where}: {row.reason}" for row in one.refused]
        told += [
            f"{doubt.row.where}: "
            + _("May be known already: {reasons}").format(
                reasons=" ".join(reason.text for reason in doubt.hit.match.reasons)
            )
            for doubt in one.aside
        ]
        if one.read.unmapped:
            columns = ", ".join(one.read.unmapped)
            told.append(_("Put into the note under their own names: {columns}.").format(columns=columns))
        told += gathered(one.hints)
    return told


def gathered(hints: Sequence[str]) -> list[str]:
    """Hints with those that say the same of many rows in one line, with how many and the first of them."""
    found: dict[str, list[str]] = {}
    for hint in hints:
        where, colon, text = hint.partition(": ")
        found.setdefault(text if colon else where, []).append(where if colon else "")
    lines: list[str] = []
    for text, rows in found.items():
        first = ", ".join(rows[:_FIRST])
        if len(rows) > _FIRST:
            told = ngettext(
                "{text} ({first} and {n} more)", "{text} ({first} and {n} more)", len(rows) - _FIRST
            )
            lines.append(told.format(text=text, first=first, n=len(rows) - _FIRST))
        else:
            lines.append(f"{first}: {text}" if first else text)
    return lines
