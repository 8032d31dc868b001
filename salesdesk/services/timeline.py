"""What happened with a prospect, as sentences: touches, moves, edits, complaints, each told once, newest first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from salesdesk.domain import subjects, vocabulary
from salesdesk.domain.activities import Activity
from salesdesk.domain.followups import FROM_CALENDAR
from salesdesk.i18n import _, ngettext
from salesdesk.services.cards import Card
from salesdesk.services.changes import sentence
from salesdesk.services.timeline_words import Names, told
from salesdesk.store import log
from salesdesk.store.log import Entry
from salesdesk.store.sql import run
from salesdesk.store.unit import Reading

_SOON: Final = timedelta(minutes=10)  # an import may take that long; what is older was made elsewhere
_LARGEST: Final = 512  # records whose log is read at once


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that happened. `kind` is that of an activity, or created, changed, stage, planned, complaint,
    solved, attached."""

    at: datetime
    kind: str
    title: str
    text: str = ""


def timeline(reading: Reading, card: Card) -> list[Line]:
    """All that is known to have happened with the prospect of `card`, newest first."""
    lines = [*_touches(card), *_moves(card), *_complaints(card), *_plans(card), *_files(card)]
    lines += _log(reading, card)
    return sorted(lines, key=lambda line: (line.at, line.kind != "created"), reverse=True)


def _touches(card: Card) -> Iterator[Line]:
    for one in card.activities:
        if one.at is None or _tells_nothing(one):
            continue
        fair = card.fair if card.fair and one.fair == card.fair.id else None
        if fair and one.outcome == "met":
            yield Line(one.at, "met", _("Met at {fair}").format(fair=fair.name), one.note)
            continue
        title = vocabulary.label("activity", one.kind)
        if one.minutes:
            spent = ngettext("{count} min", "{count} min", one.minutes).format(count=one.minutes)
            title = f"{title} · {spent}"
        outcome = one.outcome if one.outcome != "met" else ""
        yield Line(one.at, one.kind, title, "\n".join(filter(None, (one.note, outcome))))


def _tells_nothing(one: Activity) -> bool:
    """Whether it only marks a capture, which is told by itself."""
    return one.kind == "note" and one.outcome == "met" and not (one.note or one.fair)


def _moves(card: Card) -> Iterator[Line]:
    for one in card.stage_changes:
        if one.at is not None and one.old:
            old, new = (vocabulary.label("stage", slug) for slug in (one.old, one.new))
            yield Line(one.at, "stage", _("Stage: {new}").format(new=new), _("Was {old}").format(old=old))


def _complaints(card: Card) -> Iterator[Line]:
    for one in card.complaints:
        if one.received_at:
            yield Line(one.received_at, "complaint", vocabulary.label("complaint", one.kind), one.what)
        if one.resolved_at:
            text = "\n".join(filter(None, (one.what, one.resolution)))
            yield Line(one.resolved_at, "solved", _("Solved"), text)


def _plans(card: Card) -> Iterator[Line]:
    """Follow-ups of the seller's own, in a calendar too; the touch tells of those done."""
    for one in card.followups:
        own = not one.origin or one.origin.startswith(FROM_CALENDAR)
        if one.created_at and own and one.done_at is None:
            yield Line(one.created_at, "planned", _("Follow-up planned"), one.what)


def _files(card: Card) -> Iterator[Line]:
    for one in card.attachments:
        if one.created_at:
            yield Line(one.created_at, "attached", _("Attached {name}").format(name=one.name))


def _log(reading: Reading, card: Card) -> Iterator[Line]:
    """What the log tells of the prospect and its parts, a line for each unit of work."""
    prospect = card.prospect.id
    records = [prospect, *_parts(reading, prospect)][:_LARGEST]
    entries = log.history(reading.connection, records)
    names = Names(reading, entries)
    steps: dict[tuple[UUID, datetime], list[Entry]] = defaultdict(list)
    for entry in entries:
        steps[entry.batch, entry.at].append(entry)
    for (_batch, at), some in steps.items():
        line = _step(card, at, some, names)
        if line is not None:
            yield line


def _step(card: Card, at: datetime, entries: Sequence[Entry], names: Names) -> Line | None:
    first, prospect = entries[0], card.prospect.id
    if any(entry.change.record == prospect and entry.change.before is None for entry in entries):
        made = card.prospect.created_at or at
        by_itself = first.label.startswith("Captured") or abs(at - made) > _SOON
        how = "" if by_itself else sentence(first)
        return Line(made, "created", _("Prospect created"), "\n".join(filter(None, (_origin(card), how))))
    said = [text for entry in entries for text in told(entry.change, names)]
    if not said:
        return None
    plain = first.label == "Changed {name}" and first.cause not in {"undo", "redo"}
    title = said.pop(0) if plain else sentence(first)
    return Line(at, "changed", title, "\n".join(said))


def _origin(card: Card) -> str:
    if card.source is None:
        return ""
    source = " · ".join(filter(None, (vocabulary.label("source", card.source.kind), card.source.which)))
    return _("Source: {source}").format(source=source) if source else ""


def _parts(reading: Reading, prospect: UUID) -> list[UUID]:
    """What is or was a part of a prospect; the moves along the ladder are told from themselves."""
    own = [
        (subject, field)
        for subject, field, bond in subjects.referring("prospects")
        if bond == "part_of" and subject != "stage_changes"
    ]
    query = " UNION ALL ".join(f"SELECT id FROM {subject} WHERE {field} = ?" for subject, field in own)
    found = run(reading.connection, query, (prospect.bytes,) * len(own))
    return [UUID(bytes=one) for (one,) in found]
