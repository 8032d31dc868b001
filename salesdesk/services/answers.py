"""The answers to a hand-over: a file that the team edited, held against what was handed out and what is there now."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.drafts import ProspectDraft, Refused, Row
from salesdesk.errors import SalesdeskError, UserError
from salesdesk.exchange import field_choice, mapping
from salesdesk.exchange.datapackage import Package
from salesdesk.exchange.formats import Format, detect
from salesdesk.i18n import N_, _
from salesdesk.services import hand_overs, handed_out, package_reading, reading
from salesdesk.services.answer_fields import LISTS, SCALARS, Field, Outcome, Terms, Three, differing
from salesdesk.services.changes import nobody_watches
from salesdesk.services.hand_overs import Told
from salesdesk.services.handed_out import own_id
from salesdesk.services.matching import against_known, person
from salesdesk.store import as_of, log
from salesdesk.store.batches import Progress
from salesdesk.store.bulk import in_parts
from salesdesk.store.database import Store
from salesdesk.store.sql import listed, run

TOOK: Final = N_("Took the answers of {name}")
_CHUNK: Final = 250
_SMALL: Final = 4 * 1024 * 1024  # bytes of a file that is looked at unasked
_WIDTH: Final = 16  # letters of a digest of a field and its value


@dataclass(slots=True)
class Answered:
    """What is told anew of one prospect. `unsure`: only a likeness, and no id, says that it is they."""

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
    others: list[tuple[Told, int]]  # the other hand-overs that it may answer, and how many rows fit each
    rows: int = 0
    people: list[Answered] = field(default_factory=list[Answered])
    unchanged: int = 0  # rows that say nothing new
    strangers: list[Row] = field(default_factory=list[Row])  # rows of people who were not handed over
    gone: list[Row] = field(default_factory=list[Row])  # rows of people who were deleted or merged since
    refused: list[Refused] = field(default_factory=list[Refused])
    taken_at: datetime | None = None  # this very file was taken before

    def counted(self, outcome: Outcome) -> int:
        """How many fields came out so."""
        return sum(one.outcome is outcome for each in self.people for one in each.fields)

    def chosen(self, way: str = "") -> list[Field]:
        """The fields that are taken: those proposed; with "theirs" also what both changed. Of whom it is not certain
        who they are nothing is, unless it is ticked."""
        wanted = {Outcome.THEIRS, Outcome.BOTH} if way == "theirs" else {Outcome.THEIRS}
        return [
            one for each in self.people for one in each.fields if one.outcome in wanted and not each.unsure
        ]


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
    progress: Progress = nobody_watches,
) -> Review:
    """Holds the answer at `path` against the hand-over that it answers: `hand_over`, or the one that most rows fit.

    `region` is the country of phones without a code. Writes nothing; `progress` is told how many rows are done, and
    what it raises ends it. Raises `UserError` where the file cannot be read or answers no hand-over.
    """
    data = reading.content(path)
    read = _read(store, path, data)
    found = _whose(store, read.rows, region, progress)
    likely = {one for some in found.values() for one, _certain in some}
    candidates = _candidates(store, list(likely), reading.name_of(path))
    if hand_over is not None:
        candidates.sort(key=lambda one: one[0].id != hand_over)
        if candidates[0][0].id != hand_over:
            raise _answers_none(reading.name_of(path))
    best = candidates[0][0]
    review = Review(
        reading.name_of(path), hashlib.sha256(data).hexdigest(), best, candidates[1:], rows=len(read.rows)
    )
    review.refused = read.refused
    seen = _earlier(store, best.id, review)
    given = set(_given(store, best.id))
    mine, unsure = _sorted_out(read.rows, found, given, review)
    if review.taken_at is not None:
        review.unchanged = len(mine)
        return review
    threes = _threes_of(store, read, mine, best.id, progress)
    review.gone = [row for one, row in mine.items() if one not in threes]
    terms = Terms(read.carries, _notes_went(read, threes.values()), region, seen)
    for one, three in threes.items():
        fields = list(differing(three, terms))
        if fields:
            card = three.now.card
            company = card.company.name if card.company else ""
            review.people.append(Answered(one, card.name, company, fields, one in unsure))
        else:
            review.unchanged += 1
    return review


def answered(store: Store, path: Path) -> Told | None:
    """The hand-over that a file answers by the ids in it; None for any other file, for one that cannot be read, and
    for one too large to be looked at on the way."""
    try:
        if path.stat().st_size > _SMALL:
            return None
        rows = _read(store, path, reading.content(path)).rows
        ids = [UUID(mine) for row in rows if (mine := own_id(row.draft))]
        return _candidates(store, ids, reading.name_of(path))[0][0]
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
        ours = _there(connection, [one for one in told if one])
        found |= {place: [(one, True)] for place, one in enumerate(told) if one is not None and one in ours}
        bare = [place for place in range(len(rows)) if place not in found]
        for start in range(0, len(bare), _CHUNK):
            progress(0)  # none is done; but it may be stopped
            part = bare[start : start + _CHUNK]
            hits = against_known(connection, [person(rows[place].draft, region) for place in part])
            for place, some in zip(part, hits, strict=True):
                found[place] = [(one.id, one.match.certain) for one in some]
    return found


def _there(connection: Connection, ids: Sequence[UUID]) -> set[UUID]:
    """Which of `ids` are prospects of this store, deleted ones too."""
    out: set[UUID] = set()
    for part in in_parts([one.bytes for one in ids]):
        marks, values = listed(part)
        query = f"SELECT id FROM prospects WHERE id IN ({marks})"
        out |= {UUID(bytes=one) for (one,) in run(connection, query, values)}
    return out


def _candidates(store: Store, ids: Sequence[UUID], file: str) -> list[tuple[Told, int]]:
    """The hand-overs that some of `ids` were in, the one with the most first, then the latest."""
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
    if not told:
        raise _answers_none(file)
    found = [(one, counts[one.id]) for one in told]  # the latest first, which a sort keeps
    return sorted(found, key=lambda one: -one[1])


def _answers_none(file: str) -> UserError:
    return UserError(
        _("{file} holds nobody of that hand-over.").format(file=file),
        _("See under Handed over who was in which; or bring the file in as contacts."),
    )


def _given(store: Store, hand_over: UUID) -> list[UUID]:
    with store.read() as looking:
        return hand_overs.prospects_of(looking, hand_over)


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
    given: Collection[UUID],
    review: Review,
) -> tuple[dict[UUID, Row], set[UUID]]:
    """The row of each who was handed over, and of whom that is not certain; the other rows are told apart."""
    mine: dict[UUID, Row] = {}
    unsure: set[UUID] = set()
    for place, row in enumerate(rows):
        # Somebody else who is as like them may be known, and was not handed over.
        one, certain = next(((one, sure) for one, sure in found[place] if one in given), (None, False))
        if one is None:
            review.strangers.append(row)
        elif one in mine:
            told = _("The file tells of them twice; the first counts.")
            review.refused.append(Refused(row.where, told, row.draft.shown_name))
        else:
            mine[one] = row
            unsure |= set() if certain else {one}
    return mine, unsure


def _threes_of(
    store: Store,
    read: _File,
    mine: Mapping[UUID, Row],
    hand_over: UUID,
    progress: Progress,
) -> dict[UUID, Three]:
    with store.reading_raw() as connection:
        place = as_of.written_at(connection, hand_over)
    threes: dict[UUID, Three] = {}
    ids = list(mine)
    for start in range(0, len(ids), _CHUNK):
        progress(start)
        theirs = {one: mine[one].draft for one in ids[start : start + _CHUNK]}
        threes |= {one.id: one for one in _threes(store, read, theirs, place)}
    return threes


def _notes_went(read: _File, threes: Iterable[Three]) -> bool:
    """Whether what the seller noted went out too: no file says so, but it then comes back with one of the rows."""
    went = read.format is Format.PACKAGE
    return went or any(
        one.handed.note.strip() and one.handed.note.strip() in one.theirs.note for one in threes
    )


def _threes(store: Store, read: _File, theirs: Mapping[UUID, ProspectDraft], place: int) -> Iterator[Three]:
    ids = list(theirs)
    handed, now = handed_out.known(store, ids, place=place), handed_out.known(store, ids)
    both = [one for one in ids if one in now]
    past = [(handed.get(one) or now[one]).draft for one in both]
    was = handed_out.as_read(past, read.format, read.fields)
    mine = handed_out.as_read([now[one].draft for one in both], read.format, read.fields)
    for one, then, present in zip(both, was, mine, strict=True):
        yield Three(one, then, present, theirs[one], now[one])
