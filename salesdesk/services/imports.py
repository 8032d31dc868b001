"""Bringing contacts in: read, held against who is known, decided, then written as one batch.

Reading and matching happen off the lock; nothing is written before everything is decided, and what is
written can be taken back as a whole for ever.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from enum import StrEnum
from itertools import islice
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import ProspectDraft, Refused, Row
from salesdesk.domain.matching import Person, keys
from salesdesk.services import badge_lists
from salesdesk.services.badge_lists import BadgeList
from salesdesk.services.blending import blended
from salesdesk.services.cards import Card, card, cards
from salesdesk.services.changes import FROM_FILE, FROM_FILES, nobody_watches
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, new_prospect
from salesdesk.services.field_words import called
from salesdesk.services.imports_after import Aftermath
from salesdesk.services.matching import Hit, SameFile, against_known, person
from salesdesk.services.reading import Read
from salesdesk.services.settling import NamesOnce
from salesdesk.services.updates import adding
from salesdesk.store import batches
from salesdesk.store.batches import Plan, Progress, Written
from salesdesk.store.database import Store
from salesdesk.store.known import alive
from salesdesk.store.log import BatchRow
from salesdesk.store.unit import Reading

CHUNK = 250
_NAMED = 3  # files of an import that the past names each


class Choice(StrEnum):
    """What is done with someone who may be known."""

    SAME = "same"
    TWO = "two"
    ASIDE = "aside"


@dataclass(frozen=True, slots=True)
class Doubt:
    """A row that may be someone known: shown side by side, decided by a person."""

    row: Row
    hit: Hit


Decide = Callable[[Doubt, Card | None], Choice]


class Item:
    """A prospect to be made, or known and to be added to.

    `where` is the row of the file that it was first told by, `counts` whether what is added is told of that file; else
    a later one adds it all.
    """

    __slots__ = ("_packed", "counts", "id", "known", "where")

    def __init__(self, made: UUID, draft: ProspectDraft, *, known: bool, where: str) -> None:
        self.id, self.known, self.where, self.counts = made, known, where, True
        self.draft = draft

    @property
    def draft(self) -> ProspectDraft:
        """What is told of them; packed up, since a file of many would fill the memory with the parts of its drafts."""
        draft: ProspectDraft = pickle.loads(self._packed)  # noqa: S301 (packed below, by ourselves)
        return draft

    @draft.setter
    def draft(self, draft: ProspectDraft) -> None:
        self._packed = pickle.dumps(draft, pickle.HIGHEST_PROTOCOL)


@dataclass(slots=True)
class Staged:
    """A file held against who is known, before anything is written."""

    read: Read
    badges: BadgeList | None = None
    items: list[Item] = field(default_factory=list[Item])
    aside: list[Doubt] = field(default_factory=list[Doubt])
    refused: list[Refused] = field(default_factory=list[Refused])
    hints: list[str] = field(default_factory=list[str])
    rows: int = 0
    duplicates: int = 0
    created: int = 0
    updated: int = 0
    kept_yours: list[str] = field(default_factory=list[str])
    again: list[str] = field(
        default_factory=list[str]
    )  # rows that tell of someone whom an earlier row told of


@dataclass(frozen=True, slots=True)
class _Newcomer:
    """A row with what matching needs of it, made once."""

    row: Row
    person: Person
    keys: tuple[int, ...]


def brought_in(names: Sequence[str]) -> Plan:
    """What the past says of an import of these files: each by its name, or the first two of many."""
    if len(names) <= _NAMED:
        return Plan(FROM_FILE, {"file": ", ".join(names)})
    told = {"file": ", ".join(names[: _NAMED - 1]), "more": str(len(names) - _NAMED + 1)}
    return Plan(FROM_FILES, told)


class Importer:
    """One import of one or several files."""

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        self._store, self._scene, self._decide = store, scene, decide
        self._file = SameFile()
        self._by_id: dict[UUID, Item] = {}
        self._earlier: frozenset[UUID] = frozenset()  # whom the files before this one told of

    def stage(
        self,
        read: Read,
        progress: Progress = nobody_watches,
        *,
        fair: str | None = None,
        everyone: bool = False,
    ) -> Staged:
        """Reads a file and holds each row against who is known and who came before it in the same import.

        Of an organiser's list of badges come in those that were scanned, or `everyone`; `fair` is the one that it is
        of, as in `badge_lists.sought`.
        """
        at = self._scene.fair or None if fair is None else fair
        listed = badge_lists.sought(self._store, read.badges, fair=at, everyone=everyone)
        staged, self._earlier = Staged(read, badges=listed), frozenset(self._by_id)
        rows = iter(read.rows)
        while chunk := list(islice(rows, CHUNK)):
            taken: list[Row] = []
            for row in chunk:
                staged.rows += 1
                if isinstance(row, Refused):
                    staged.refused.append(row)
                else:
                    taken.append(row)
            taken = listed.wanted(taken) if listed else taken
            staged.hints += [f"{row.where}: {hint}" for row in taken for hint in row.hints]
            self._match(taken, staged)
            progress(staged.rows)
        return staged

    def _match(self, rows: Sequence[Row], staged: Staged) -> None:
        people = [_Newcomer(row, one := person(row.draft, self._scene.region), keys(one)) for row in rows]
        with self._store.reading_raw() as connection:
            found = against_known(connection, [one.person for one in people], [one.keys for one in people])
            own = _own_ids(connection, rows)
        for one, hits in zip(people, found, strict=True):
            if own and one.row in own:  # to hash a row is to hash all that it says
                self._same(own[one.row], one, staged)
            else:
                self._place(one, [*self._of_this_file(one), *hits], staged)

    def _of_this_file(self, one: _Newcomer) -> list[Hit]:
        """Who came before in the same file; two that an export of ours gave different ids are two."""
        mine = one.row.draft.id
        hits = self._file.find(one.person, one.keys)
        return [hit for hit in hits if not mine or self._by_id[hit.id].draft.id in {"", mine}]

    def _place(self, one: _Newcomer, hits: list[Hit], staged: Staged) -> None:
        hits.sort(key=lambda hit: (not hit.match.certain, -hit.match.score))
        if not hits:
            self._new(one, staged)
            return
        best = hits[0]
        told = (
            None
            if best.match.certain
            else next((h for h in hits[:5] if self._says_nothing_new(h.id, one.row)), None)
        )
        if best.match.certain or told:
            self._same((told or best).id, one, staged)
        elif best.id in self._by_id and not self._by_id[best.id].known:
            self._new(one, staged)
        else:
            self._doubtful(best, one, staged)

    def _says_nothing_new(self, known: UUID, row: Row) -> bool:
        item = self._by_id.get(known)
        if item is not None:
            return (
                item.draft.shown_name == row.draft.shown_name and blended(item.draft, row.draft) == item.draft
            )
        with self._store.read() as reading:
            mine = card(reading, known)
            if mine is None or mine.name != row.draft.shown_name:
                return False
            directory = Directory(reading.connection, self._scene.now)
            addition = adding(mine, row.draft, directory, self._scene)
            return not addition.changes and not addition.kept

    def _doubtful(self, hit: Hit, one: _Newcomer, staged: Staged) -> None:
        doubt = Doubt(one.row, hit)
        with self._store.read() as reading:
            mine = card(reading, hit.id)
        choice = self._decide(doubt, mine)
        if choice is Choice.SAME:
            self._same(hit.id, one, staged)
        elif choice is Choice.TWO:
            self._new(one, staged)
        else:
            staged.aside.append(doubt)

    def _new(self, one: _Newcomer, staged: Staged) -> None:
        self._remember(Item(new_id(), one.row.draft, known=False, where=one.row.where), one, staged)

    def _same(self, known: UUID, one: _Newcomer, staged: Staged) -> None:
        staged.duplicates += 1
        item = self._by_id.get(known)
        if item is not None:
            if known not in self._earlier:
                staged.again.append(one.row.where)
            before, item.draft = item.draft, blended(item.draft, one.row.draft)
            if known in self._earlier and item.draft != before:
                self._count_for_later(item, before, one.row.draft, staged)
        else:
            self._remember(Item(known, one.row.draft, known=True, where=one.row.where), one, staged)

    def _count_for_later(
        self, item: Item, before: ProspectDraft, more: ProspectDraft, staged: Staged
    ) -> None:
        """Counts what a later file adds to whom an earlier one told of; once, however many of its rows do."""
        self._earlier -= {item.id}
        if item.known:
            with self._store.read() as reading:
                mine = card(reading, item.id)
                if mine is None:
                    return
                item.counts = item.counts and self._adds(reading, mine, before)
                staged.updated += self._adds(reading, mine, more)
        else:
            staged.updated += 1

    def _adds(self, reading: Reading, mine: Card, draft: ProspectDraft) -> bool:
        return bool(adding(mine, draft, Directory(reading.connection, self._scene.now), self._scene).changes)

    def _remember(self, item: Item, one: _Newcomer, staged: Staged) -> None:
        self._by_id[item.id] = item
        self._file.add(item.id, one.person, one.keys)
        staged.items.append(item)

    def settle(self, staged: Staged, decided: Sequence[tuple[Doubt, Choice]]) -> None:
        """Decides those who were put aside: after all was read, and before anything is written."""
        answered = {id(doubt) for doubt, choice in decided if choice is not Choice.ASIDE}
        staged.aside = [doubt for doubt in staged.aside if id(doubt) not in answered]
        for doubt, choice in decided:
            if choice is not Choice.ASIDE:
                self._settle(staged, doubt, choice)

    def _settle(self, staged: Staged, doubt: Doubt, choice: Choice) -> None:
        who = person(doubt.row.draft, self._scene.region)
        one = _Newcomer(doubt.row, who, keys(who))
        known = doubt.hit.id if choice is Choice.SAME else self._came_before(one)
        if known is None:
            self._new(one, staged)
        else:
            self._same(known, one, staged)

    def _came_before(self, one: _Newcomer) -> UUID | None:
        """Who is new in this import and beyond doubt the same, as where a file tells of someone twice."""
        hits = self._of_this_file(one)
        return next((h.id for h in hits if h.match.certain and not self._by_id[h.id].known), None)

    def stamp(self, *, fair: str, source: str) -> None:
        """Has all that is written from now on say the fair where they were met, or where they come from."""
        self._scene = replace(self._scene, fair=fair, source=source, met=bool(fair))

    def write(
        self,
        staged: Sequence[Staged],
        progress: Progress = nobody_watches,
        *,
        together: list[BatchRow] | None = None,
    ) -> Written:
        """Writes all that was staged as one batch (one of those `together`, as of `batches.in_one`); raises and
        leaves nothing behind where it is stopped."""
        self._file, self._by_id = SameFile(), {}  # who came before whom is settled, and would lie in memory
        names = ", ".join(one.read.name for one in staged)
        plan = brought_in([one.read.name for one in staged])
        settle = NamesOnce(self._scene.now).settle
        work = Aftermath(self._store).along(self.groups(staged))
        written = batches.write(self._store, plan, work, settle=settle, progress=progress, together=together)
        for left in written.skipped:
            if words := called(left.patch):
                staged[0].kept_yours.append(f"{names}: {words}")
        return written

    def groups(self, staged: Sequence[Staged]) -> Iterator[list[Change]]:
        """The changes of each prospect, counted as they are made, whose items are let go. Nothing is written."""
        with self._store.read() as reading:  # one directory for all files: they name the same companies
            directory = Directory(reading.connection, self._scene.now, everything=True)
            directory.preload()
        for one in staged:
            while chunk := one.items[:CHUNK]:
                del one.items[:CHUNK]  # those of a large file would fill the memory to the end
                yield from self._changes(chunk, directory, one)

    def _changes(self, chunk: Sequence[Item], directory: Directory, staged: Staged) -> Iterator[list[Change]]:
        with self._store.read() as reading:
            known = {c.prospect.id: c for c in cards(reading, [item.id for item in chunk if item.known])}
        for item in chunk:
            mine = known.get(item.id)
            if item.known and mine and mine.prospect.deleted_at is None:
                addition = adding(mine, item.draft, directory, self._scene)
                staged.kept_yours += [
                    f"{mine.name}: {word}" for one in addition.kept if (word := called([one]))
                ]
                if addition.changes:
                    staged.updated += item.counts
                    yield addition.changes
            else:  # new, or known when it was read and deleted since
                staged.created += 1
                made = None if item.known else item.id
                yield new_prospect(item.draft, directory, self._scene, made=made)[1]


def _own_ids(connection: Connection, rows: Sequence[Row]) -> dict[Row, UUID]:
    """Rows that carry an id of ours which this store knows: from an export of it, or back from a program that
    kept it as the card's UID, another Salesdesk among them."""
    told: dict[Row, list[UUID]] = {}
    for row in rows:
        for text in filter(None, (row.draft.id, row.draft.uid.removeprefix("urn:uuid:"))):
            with suppress(ValueError):
                told.setdefault(row, []).append(UUID(text))
    known = set(alive(connection, [one.bytes for some in told.values() for one in some]))
    ours = {row: [one for one in some if one.bytes in known] for row, some in told.items()}
    return {row: some[0] for row, some in ours.items() if some}
