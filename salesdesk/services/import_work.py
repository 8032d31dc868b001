"""The work of one import, from reading to writing, wherever it runs: here, or in a process of its own.

Free of any window. What is asked and what is answered are plain values, so that both ways are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final
from uuid import UUID

from salesdesk.domain.drafts import ProspectDraft, Refused
from salesdesk.errors import UserError
from salesdesk.exchange.formats import Format, detect
from salesdesk.i18n import _
from salesdesk.services import import_reading, packages, reading, rejects
from salesdesk.services.apart import Tell
from salesdesk.services.cards import Card, cards
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene
from salesdesk.services.import_packing import Give, Packing, package_lines
from salesdesk.services.import_preview import FileSeen, Line, State
from salesdesk.services.import_reading import Column, Told
from salesdesk.services.import_told import AGAIN, adds, sides
from salesdesk.services.imports import Choice, Doubt, Importer, Item, Staged
from salesdesk.services.updates import adding
from salesdesk.store import batches
from salesdesk.store.batches import Written
from salesdesk.store.database import Store

_AT_ONCE: Final = 250  # rows held against what is known of them, before their blocks are given
_HINTS: Final = 50


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in which something was kept that was not taken: its `kind` as `rejects.keep` has it, and how many it
    tells of."""

    kind: str
    path: str
    count: int


@dataclass(frozen=True, slots=True)
class Brought:
    """What an import did. `batches` are those that take it back, in the order in which they were written."""

    batches: tuple[UUID, ...] = ()
    created: int = 0
    updated: int = 0
    kept: tuple[Kept, ...] = ()
    kept_yours: tuple[str, ...] = ()


class Work:
    """One import of one or several files: looked at once, then written."""

    def __init__(self, store: Store, scene: Scene) -> None:
        self._store, self._scene = store, scene
        self._importer = Importer(store, scene, lambda _doubt, _card: Choice.ASIDE)
        self._staged: list[Staged] = []
        self._packages: list[tuple[str, bytes]] = []
        self._asked: list[tuple[Staged, Doubt]] = []  # in the order in which they were given

    def look(self, files: Sequence[tuple[Path, Told]], give: Give, tell: Tell) -> tuple[FileSeen, ...]:
        """Reads the files and gives what would become of each row, in the order of the files. Nothing is
        written. A file that cannot be read says so, and the others go on."""
        seen: list[FileSeen] = []
        out = Packing(give)
        for path, told in files:
            name = reading.name_of(path)
            try:
                seen.append(self._file(path, told, out, tell))
            except UserError as trouble:
                seen.append(FileSeen(name, str(path), trouble=str(trouble)))
        for staged in self._staged:
            self._lines(staged, out, tell)
        out.flush()
        return tuple(seen)

    def _file(self, path: Path, told: Told, out: Packing, tell: Tell) -> FileSeen:
        data = reading.content(path)
        if detect(data) is Format.PACKAGE:
            return self._package(path, data, out)
        read, columns = import_reading.read(path, data, told)
        total = len(read.table.rows) if read.table else len(re.findall(rb"(?im)^BEGIN:VCARD|^dn:", data))
        staged = self._importer.stage(
            read, lambda done: tell(done, max(done, total)), fair=told.fair, everyone=told.everyone
        )
        self._staged.append(staged)
        table = read.table
        counted = staged.badges.counted() if staged.badges else None
        return FileSeen(
            name=read.name,
            path=str(path),
            format=read.format.value,
            encoding=read.encoding,
            delimiter=read.delimiter,
            rows=staged.rows,
            again=tuple(staged.again[:AGAIN]),
            twice=len(staged.again),
            badges=counted,
            headless=bool(table and table.headless),
            columns=columns,
            unmapped=unmapped(columns),
            unknown=read.unmapped,
            hints=tuple(staged.hints[:_HINTS]),
        )

    def _package(self, path: Path, data: bytes, out: Packing) -> FileSeen:
        name = reading.name_of(path)
        self._packages.append((name, data))
        return FileSeen(name, str(path), Format.PACKAGE.value, rows=package_lines(self._store, data, out))

    def _lines(self, staged: Staged, out: Packing, tell: Tell) -> None:
        """What would become of each row of one file, as it stands there."""
        rows: list[Item | Doubt | Refused] = [*staged.items, *staged.aside, *staged.refused]
        rows.sort(key=lambda one: rejects.stands(one.row.where if isinstance(one, Doubt) else one.where))
        with self._store.read() as reading_now:
            directory = Directory(reading_now.connection, self._scene.now, everything=True)
            directory.preload()
        trial = replace(self._scene, trial=True)
        for start in range(0, len(rows), _AT_ONCE):
            part = rows[start : start + _AT_ONCE]
            with self._store.read() as reading_now:
                wanted = {one for one in map(_known_to, part) if one is not None}
                known = {one.prospect.id: one for one in cards(reading_now, list(wanted))}
            for one in part:
                if isinstance(one, Refused):
                    out.add(State.REFUSED, Line("", "", "", "", f"{one.where}: {one.reason}"))
                elif isinstance(one, Doubt):
                    self._doubt(one, known, staged, out)
                else:
                    state, told = _become(one, known, directory, trial)
                    out.add(state, _line(one.draft, told))
            tell(start, 0)

    def _doubt(self, one: Doubt, known: Mapping[UUID, Card], staged: Staged, out: Packing) -> None:
        mine = known[one.hit.id]
        beside = sides(one, mine, self._store)
        who = ", ".join(filter(None, (mine.name, mine.company.name if mine.company else "")))
        told = _("Maybe {who}. {why}").format(who=who, why=" ".join(beside.reasons[:1]))
        self._asked.append((staged, one))
        out.add(State.LOOK, _line(one.row.draft, told), beside)

    def write(self, choices: Mapping[int, Choice], fair: str, source: str, tell: Tell) -> Brought:
        """Writes all that was looked at, with `choices` for the doubtful by their number; the others are kept
        aside in a file. What is raised by `tell` stops it, and then nothing of any of the files stays."""
        for staged in self._staged:
            mine = ((n, doubt) for n, (of, doubt) in enumerate(self._asked) if of is staged)
            self._importer.settle(staged, [(doubt, choices.get(n, Choice.ASIDE)) for n, doubt in mine])
        self._importer.stamp(fair=fair, source=source)
        fallback = self._store.path.with_name("rejected")
        made = list[Path]()
        try:
            kept = [one for staged in self._staged for one in _kept(staged, fallback, made.append)]
            written, created = self._write_all(tell)
        except BaseException:
            for file in made:
                with suppress(OSError):  # it only says once more what the file brought in says
                    file.unlink(missing_ok=True)
            raise
        return Brought(
            batches=tuple(one.batch for one in written if one.batch),
            created=created + sum(one.created for one in self._staged),
            updated=sum(one.updated for one in self._staged),
            kept=tuple(kept),
            kept_yours=tuple(one for staged in self._staged for one in staged.kept_yours[:_HINTS]),
        )

    def _write_all(self, tell: Tell) -> tuple[list[Written], int]:
        """Writes packages and contacts, all or none; gives the batches and how many the packages made."""
        written, created = list[Written](), 0
        with batches.in_one(self._store) as together:
            for name, data in self._packages:
                taken = packages.take_in(
                    self._store, data, name, lambda done: tell(done, 0), together=together
                )
                written.append(taken.written)
                created += taken.created
            if self._staged:
                total = sum(len(one.items) for one in self._staged)
                written.append(
                    self._importer.write(
                        self._staged, lambda done: tell(done, max(done, total)), together=together
                    )
                )
        return written, created


def unmapped(columns: Sequence[Column]) -> tuple[str, ...]:
    """The columns with something in them that no field takes."""
    return tuple(one.name for one in columns if one.field == import_reading.TO_NOTE and one.samples)


def _known_to(one: Item | Doubt | Refused) -> UUID | None:
    if isinstance(one, Doubt):
        return one.hit.id
    return one.id if isinstance(one, Item) and one.known else None


def _become(item: Item, known: Mapping[UUID, Card], directory: Directory, scene: Scene) -> tuple[State, str]:
    mine = known.get(item.id)
    if mine is None:
        return State.NEW, ""
    addition = adding(mine, item.draft, directory, scene)
    return (State.ADDS if addition.changes else State.KNOWN), adds(addition)


def _line(draft: ProspectDraft, told: str) -> Line:
    phone, email = next(iter(draft.phones), None), next(iter(draft.emails), None)
    return Line(
        name=draft.shown_name,
        company=draft.company,
        phone=phone.value if phone else "",
        email=email.value if email else "",
        told=told,
    )


def _kept(staged: Staged, fallback: Path, made: Callable[[Path], None]) -> Iterator[Kept]:
    counts = rejects.counts(staged)
    for kind, path in rejects.keep(staged, fallback, made=made).items():
        yield Kept(kind, str(path), counts[kind])
