"""The answers to a hand-over: a file that the team edited, held against what was handed out and what is there now."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from salesdesk.domain.drafts import Refused, Row
from salesdesk.errors import SalesdeskError, UserError
from salesdesk.exchange import field_choice, mapping
from salesdesk.exchange.datapackage import Package
from salesdesk.exchange.formats import Format, detect
from salesdesk.i18n import N_, _
from salesdesk.services import hand_overs, handed_out, package_reading, reading
from salesdesk.services.answer_fields import (
    LISTS,
    SCALARS,
    Field,
    Outcome,
    Terms,
    Three,
    at_odds,
    differing,
    is_another,
    planned,
)
from salesdesk.services.changes import nobody_watches
from salesdesk.services.hand_overs import Told
from salesdesk.services.handed_out import own_id
from salesdesk.services.matching import against_known, person
from salesdesk.store import as_of, log
from salesdesk.store.batches import Progress
from salesdesk.store.bulk import in_parts
from salesdesk.store.database import Store
from salesdesk.store.known import merged
from salesdesk.store.sql import listed, run

TOOK: Final = N_("Took the answers of {name}")
_CHUNK: Final = 250
_SMALL: Final = 4 * 1024 * 1024  # bytes of a file that is looked at unasked
_WIDTH: Final = 16  # letters of a digest of a field and its value


@dataclass(slots=True)
class Answered:
    """What is told anew of one prospect. `unsure`: only a likeness, and no id, says that it is they, or the
    row tells of somebody else than its id."""

    id: UUID
    name: str
    company: str
    fields: list[Field]
    unsure: bool = False


@dataclass(slots=True)
class Review:
    """An answer, looked at before anything is taken."""

    file: str
    checksum: str
    hand_over: Told
    format: Format
    others: list[tuple[Told, int]]  # the other hand-overs that it may answer, and how many rows fit each
    rows: int = 0
    fits: int = 0  # how many of them were in the hand-over, as is told of the others
    people: list[Answered] = field(default_factory=list[Answered])
    unchanged: int = 0  # rows that say nothing new
    strangers: list[Row] = field(default_factory=list[Row])  # rows of people who were not handed over
    gone: list[Row] = field(default_factory=list[Row])  # rows of people who were deleted since
    refused: list[Refused] = field(default_factory=list[Refused])
    follow_ups: list[Refused] = field(
        default_factory=list[Refused]
    )  # rows that plan what is the seller's to plan
    taken_at: datetime | None = None  # this very file was taken before
    place: int = 0  # of the log, up to which it was looked at

    def counted(self, outcome: Outcome) -> int:
        """How many fields came out so."""
        return sum(one.outcome is outcome for each in self.people for one in each.fields)

    def chosen(self, way: str = "") -> list[Field]:
        """The fields that are taken: those proposed; with "theirs" also what both changed. Of whom it is not certain
        who they are, and where a doubt is told, nothing is, unless it is ticked."""
        wanted = {Outcome.THEIRS, Outcome.BOTH} if way == "theirs" else {Outcome.THEIRS}
        sure = (one for each in self.people if not each.unsure for one in each.fields)
        return [one for one in sure if one.outcome in wanted and not one.doubt]


@dataclass(slots=True)
class _File:
    """What a file says: its rows and what it can tell of."""

    format: Format
    rows: list[Row]
    refused: list[Refused]
    carries: frozenset[str]  # attributes of a draft
    fields: tuple[str, ...]  # the same in the words of the columns; empty where it holds all of them


def look(
    store: Store,
    path: Path,
    *,
    region: str,
    hand_over: UUID | None = None,
    again: bool = False,
    progress: Progress = nobody_watches,
) -> Review:
    """Holds the answer at `path` against the hand-over that it answers: `hand_over`, or the one that most rows fit.

    What it, or an earlier one, told before is told no more, unless `again` it is to be. `region` is the country of
    phones without a code. Writes nothing; `progress` is told how many rows are done, and what it raises ends it. Raises
    `UserError` where the file cannot be read or answers no hand-over.
    """
    data = reading.content(path)
    with store.reading_raw() as connection:
        place = as_of.now(connection)
    read = _read(store, path, data)
    found = _whose(store, read.rows, region, progress)
    likely = {one for some in found.values() for one, _certain in some}
    name = reading.name_of(path)
    candidates = _candidates(store, _ways(store, likely), name, hand_over)
    best = candidates[0][0]
    review = Review(
        name,
        hashlib.sha256(data).hexdigest(),
        best,
        read.format,
        candidates[1:],
        rows=len(read.rows),
        fits=candidates[0][1],
        place=place,
        refused=read.refused,
    )
    seen = _earlier(store, best.id, review)
    ways = _ways(store, likely | (given := _given(store, best.id)))
    mine, unsure = _sorted_out(read.rows, found, _Given(given, ways), review)
    if again:
        review.taken_at = None
    if review.taken_at is not None:
        review.unchanged = len(mine)
        return review
    threes = _threes_of(store, read, {one: (mine[one], ways[one]) for one in mine}, best.id, progress)
    review.gone = [row for one, row in mine.items() if one not in threes]
    terms = Terms(read.carries, _notes_went(read, threes.values()), region, seen, again=again)
    review.follow_ups = _follow_ups(mine, threes)
    _tell(review, threes.values(), terms, unsure)
    return review


def _follow_ups(rows: Mapping[UUID, Row], threes: Mapping[UUID, Three]) -> list[Refused]:
    """The rows that plan what to do next, which is left to the seller."""
    told = _("What to do next is yours to plan: {what}.")
    planning = ((one, planned(three)) for one, three in threes.items())
    return [Refused(rows[one].where, told.format(what=what), "") for one, what in planning if what]


def _tell(review: Review, threes: Iterable[Three], terms: Terms, unsure: set[UUID]) -> None:
    """Adds to the review what is told anew, of one after the other."""
    told: dict[UUID, list[tuple[Three, list[Field]]]] = {}
    for three in threes:
        fields = list(differing(three, terms))
        review.unchanged += not fields
        if fields:
            unsure |= {three.id} if is_another(three, terms.region) else set()
            told.setdefault(three.now.card.prospect.id, []).append((three, fields))
    review.people = [_answered(one, some, unsure) for one, some in told.items()]


def _answered(one: UUID, told: Sequence[tuple[Three, list[Field]]], unsure: Collection[UUID]) -> Answered:
    """What the rows about one prospect tell of them: several, where others were merged into them since."""
    card = told[0][0].now.card
    company = card.company.name if card.company else ""
    is_unsure = any(three.id in unsure for three, _fields in told)
    fields = at_odds([fields for _three, fields in told])
    return Answered(one, card.name, company, fields, is_unsure)


def answered(store: Store, path: Path) -> Told | None:
    """The hand-over that a file answers by the ids in it; None for any other file, for one that cannot be read, and
    for one too large to be looked at on the way."""
    try:
        if path.stat().st_size > _SMALL:
            return None
        rows = _read(store, path, reading.content(path)).rows
        ids = [UUID(mine) for row in rows if (mine := own_id(row.draft))]
        return _candidates(store, _ways(store, ids), reading.name_of(path), None)[0][0]
    except (SalesdeskError, OSError):  # whoever brings it in is told what is wrong with it
        return None


def _read(store: Store, path: Path, data: bytes) -> _File:
    if detect(data) is Format.PACKAGE:
        return _package(store, path, data)
    read = reading.read(path, data)
    rows: list[Row] = []
    refused: list[Refused] = []
    for one in read.rows:
        if isinstance(one, Row):
            rows.append(one)
        else:
            refused.append(one)
    said = frozenset(name for name in (*SCALARS, *LISTS) if any(getattr(row.draft, name) for row in rows))
    if read.table is None:
        return _File(read.format, rows, refused, said, ())
    columns = {target.field for targets in mapping.guess(read.table).targets for target in targets}
    named = {name for name, words in (SCALARS | LISTS).items() if columns.intersection(words)}
    if "note" not in said:  # a column of notes that is empty is one that did not go out
        named -= {"note"}
    fields = tuple(one for one in field_choice.FIELDS if one in columns)
    return _File(read.format, rows, refused, frozenset(named | (said - {"name"})), fields)


def _package(store: Store, path: Path, data: bytes) -> _File:
    with Package(data) as package:
        package_reading.refuse_newer(package, reading.name_of(path))
        whole = package_reading.records(package)
    told = handed_out.told(whole, whole["prospects"], store.path)
    rows = [Row(f"{n}", one.draft) for n, one in enumerate(told.values(), start=1)]
    return _File(Format.PACKAGE, rows, [], frozenset((*SCALARS, *LISTS)), ())


def _whose(
    store: Store, rows: Sequence[Row], region: str, progress: Progress
) -> dict[int, list[tuple[UUID, bool]]]:
    """Whose each row may be, by its place, and whether that is certain: by its id, else by the likeness, the likeliest
    first."""
    found: dict[int, list[tuple[UUID, bool]]] = {}
    with store.reading_raw() as connection:
        told = [UUID(mine) if (mine := own_id(row.draft)) else None for row in rows]
        ours = merged(connection, [one for one in told if one])  # deleted ones too
        found |= {place: [(one, True)] for place, one in enumerate(told) if one is not None and one in ours}
        bare = [place for place in range(len(rows)) if place not in found]
        for start in range(0, len(bare), _CHUNK):
            progress(0)  # none is done; but it may be stopped
            part = bare[start : start + _CHUNK]
            hits = against_known(connection, [person(rows[place].draft, region) for place in part])
            for place, some in zip(part, hits, strict=True):
                found[place] = [(one.id, one.match.certain) for one in some]
    return found


def _ways(store: Store, ids: Iterable[UUID]) -> dict[UUID, tuple[UUID, ...]]:
    with store.reading_raw() as connection:
        return merged(connection, list(ids))


def _candidates(
    store: Store, ways: Mapping[UUID, Sequence[UUID]], file: str, named: UUID | None
) -> list[tuple[Told, int]]:
    """The hand-overs that those of the `ways` were in, the one that is `named` first, then the one with the most, then
    the latest. What was kept of someone who was merged since is kept of who took them in."""
    ids = list({way[-1] for way in ways.values()})
    counts: dict[UUID, int] = {}
    with store.reading_raw() as connection:
        for part in in_parts([one.bytes for one in ids]):
            marks, values = listed(part)
            query = (
                "SELECT hand_over, count(DISTINCT prospect) FROM handed_over"
                f" WHERE deleted_at IS NULL AND prospect IN ({marks}) GROUP BY hand_over"
            )
            for one, count in run(connection, query, values):
                counts[UUID(bytes=one)] = counts.get(UUID(bytes=one), 0) + count
    with store.read() as looking:
        told = [one for one in hand_overs.told(looking, limit=-1) if one.id in counts]
    if not told or (named is not None and named not in counts):
        raise UserError(
            _("{file} holds nobody of that hand-over.").format(file=file),
            _("See under Handed over who was in which; or bring the file in as contacts."),
        )
    found = [(one, counts[one.id]) for one in told]  # the latest first, which a sort keeps
    return sorted(found, key=lambda one: (one[0].id != named, -one[1]))


def _given(store: Store, hand_over: UUID) -> set[UUID]:
    """Who was handed over, as they were then: who was merged since too."""
    with store.reading_raw() as connection:
        query = (
            "SELECT max(row) FROM changes WHERE before IS NULL AND record IN"
            " (SELECT id FROM handed_over WHERE hand_over = ?)"
        )
        place = run(connection, query, (hand_over.bytes,)).fetchone()[0] or 0
        went = as_of.records(
            connection, "handed_over", [hand_over], store.lifts, field="hand_over", place=place
        )
    return {UUID(str(who)) for one in went.values() if (who := one["prospect"]) and one["deleted_at"] is None}


class _Given:
    """Who was handed over, and who they are by now."""

    def __init__(self, ids: Collection[UUID], ways: Mapping[UUID, Sequence[UUID]]) -> None:
        self._ids, self._ways = ids, ways
        self._into: dict[UUID, list[UUID]] = {}
        for one in ids:
            if one in ways:
                self._into.setdefault(ways[one][-1], []).append(one)

    def of(self, one: UUID, *, by_id: bool) -> tuple[list[UUID], bool]:
        """Who of them a row about `one` may be about, and whether that is certain."""
        if by_id and one in self._ids and one in self._ways:
            return [one], True
        same = self._into.get(self._ways[one][-1], []) if one in self._ways else []
        return same, len(same) == 1


def _earlier(store: Store, hand_over: UUID, review: Review) -> dict[str, str]:
    """What earlier answers to the hand-over told, the later over the earlier."""
    seen: dict[str, str] = {}
    with store.reading_raw() as connection:
        for batch, at in log.standing(connection, TOOK):
            if batch.label_args.get("hand_over") == hand_over.hex:
                if batch.label_args.get("checksum") == review.checksum:
                    review.taken_at = at
                told = batch.label_args.get("told", "")
                for start in range(0, len(told), _WIDTH):
                    one = told[start : start + _WIDTH]
                    seen[one[: _WIDTH // 2]] = one[_WIDTH // 2 :]
    return seen


def _sorted_out(
    rows: Sequence[Row],
    found: Mapping[int, Sequence[tuple[UUID, bool]]],
    given: _Given,
    review: Review,
) -> tuple[dict[UUID, Row], set[UUID]]:
    """The row of each who was handed over, and of whom that is not certain; the other rows are told apart."""
    mine: dict[UUID, Row] = {}
    unsure: set[UUID] = set()
    for place, row in enumerate(rows):
        # Somebody else who is as like them may be known, and was not handed over.
        same, certain = _first(found[place], given, by_id=bool(own_id(row.draft)))
        one = next((each for each in same if each not in mine), same[0] if same else None)
        if one is None:
            review.strangers.append(row)
        elif one in mine:
            told = _("The file tells of them twice; the first counts.")
            review.refused.append(Refused(row.where, told, row.draft.shown_name))
        else:
            mine[one] = row
            unsure |= set() if certain else {one}
    return mine, unsure


def _first(found: Sequence[tuple[UUID, bool]], given: _Given, *, by_id: bool) -> tuple[Sequence[UUID], bool]:
    for one, sure in found:
        same, only = given.of(one, by_id=by_id)
        if same:
            return same, sure and only
    return (), False


def _threes_of(
    store: Store,
    read: _File,
    mine: Mapping[UUID, tuple[Row, Sequence[UUID]]],
    hand_over: UUID,
    progress: Progress,
) -> dict[UUID, Three]:
    with store.reading_raw() as connection:
        place = as_of.written_at(connection, hand_over)
    threes: dict[UUID, Three] = {}
    ids = list(mine)
    for start in range(0, len(ids), _CHUNK):
        progress(start)
        some = {one: mine[one] for one in ids[start : start + _CHUNK]}
        threes |= {one.id: one for one in _threes(store, read, some, place)}
    return threes


def _notes_went(read: _File, threes: Iterable[Three]) -> bool:
    """Whether what the seller noted went out too: no file says so, but it then comes back with one of the rows."""
    went = read.format is Format.PACKAGE
    return went or any(
        one.handed.note.strip() and one.handed.note.strip() in one.theirs.note for one in threes
    )


def _threes(
    store: Store, read: _File, mine: Mapping[UUID, tuple[Row, Sequence[UUID]]], place: int
) -> Iterator[Three]:
    took = {step for _row, way in mine.values() for step in way[1:]}
    handed = handed_out.known(store, list(mine), place=place, took=took)
    present = handed_out.known(store, list({way[-1] for _row, way in mine.values()}))
    now = {one: present[way[-1]] for one, (_row, way) in mine.items() if way[-1] in present}
    past = [(handed.get(one) or now[one]).draft for one in now]
    was = handed_out.as_read(past, read.format, read.fields)
    told = handed_out.as_read([one.draft for one in now.values()], read.format, read.fields)
    for one, then, is_now in zip(now, was, told, strict=True):
        yield Three(one, then, is_now, mine[one][0].draft, now[one])
