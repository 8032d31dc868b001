"""What became of a complaint, as sentences: came in, promised, changed, solved, opened again, asked about after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock
from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change
from salesdesk.domain.complaints import Cause
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.instants import from_micros
from salesdesk.domain.locally import clock_time, long_day
from salesdesk.i18n import N_, _
from salesdesk.services.changes import sentence
from salesdesk.services.complaints_check_in import ORIGIN
from salesdesk.services.timeline import Line
from salesdesk.store import log
from salesdesk.store.log import Entry
from salesdesk.store.unit import Reading

SEVERITIES: Final[Mapping[int, str]] = {1: N_("Low"), 2: N_("Normal"), 3: N_("High")}
_FIELDS: Final[Mapping[str, str]] = {
    "what": N_("What is wrong"),
    "kind": N_("Kind"),
    "cause": N_("Cause"),
    "severity": N_("Severity"),
    "public": N_("Said in public"),
    "public_where": N_("Where it was said"),
    "public_answered_at": N_("Answered there"),
    "promise": N_("What you promised"),
    "promised_at": N_("Answer by"),
    "note": N_("How it stands"),
    "resolution": N_("What solved it"),
    "satisfaction": N_("Satisfaction"),
}
Value = int | str | None


def history(reading: Reading, complaint: UUID, clock: Clock) -> list[Line]:
    """All that is known to have happened with a complaint, newest first. Kinds of lines are those of a prospect's
    history: complaint, changed, solved, planned, call-out."""
    entries = log.history(reading.connection, [complaint])
    words = _Words(_causes(reading, entries), clock.zone())
    lines = [line for entry in entries for line in _told(entry, words)]
    lines += _check_ins(reading, complaint)
    # Of one moment, what was written last stands above.
    return [line for _n, line in sorted(enumerate(lines), key=lambda one: (one[1].at, one[0]), reverse=True)]


def _causes(reading: Reading, entries: Sequence[Entry]) -> dict[str, str]:
    said = [(one.change.patch, one.change.before or {}) for one in entries]
    hexed = {str(patch["cause"]) for both in said for patch in both if patch.get("cause")}
    found = reading.find(select(Cause).where(Cause.id.in_([UUID(one) for one in sorted(hexed)])))
    return {one.id.hex: vocabulary.label("cause", one.key) if one.key else one.name for one in found}


@dataclass(frozen=True, slots=True)
class _Words:
    """Values of the log as people say them."""

    causes: Mapping[str, str]
    zone: tzinfo

    def said(self, field: str, value: Value) -> str:
        if value is None or value == "":
            return ""
        match field:
            case "kind":
                return vocabulary.label("complaint", str(value))
            case "cause":
                return self.causes.get(str(value), "")
            case "severity":
                return _(SEVERITIES.get(int(value), ""))
            case "public":
                return _("yes") if value else _("no")
            case "promised_at" | "public_answered_at":
                local = from_micros(int(value)).astimezone(self.zone)
                return f"{long_day(local.date())} {clock_time(local.time())}"
            case "satisfaction":
                return _("{number} of 5").format(number=value)
            case _:
                return " ".join(str(value).split())

    def line(self, field: str, patch: Mapping[str, Value]) -> str:
        """A field with what it says; empty where it says nothing."""
        said = self.said(field, patch.get(field))
        return _("{field}: {new}").format(field=_(_FIELDS[field]), new=said) if said else ""

    def lines(self, patch: Mapping[str, Value], *fields: str) -> str:
        """Some fields, a line for each that says something."""
        return "\n".join(filter(None, (self.line(field, patch) for field in fields)))


def _told(entry: Entry, words: _Words) -> Iterator[Line]:
    change = entry.change
    if change.before is None:
        yield from _came_in(entry, words)
    elif entry.cause in {"undo", "redo"} or "deleted_at" in change.patch:
        yield Line(entry.at, "changed", sentence(entry), "\n".join(_went(change, words)))
    elif change.patch.get("status") == "resolved":
        yield _solved(entry, words)
    elif "status" in change.patch:
        yield Line(entry.at, "changed", _("Opened again"), "\n".join(_went(change, words)))
    else:
        title, *rest = [*_went(change, words)] or [sentence(entry)]
        yield Line(entry.at, "changed", title, "\n".join(rest))


def _came_in(entry: Entry, words: _Words) -> Iterator[Line]:
    patch = entry.change.patch
    kind = vocabulary.label("complaint", str(patch.get("kind") or "complaint"))
    told = words.lines(patch, "promise", "promised_at")
    at = patch.get("received_at")
    came = from_micros(int(at)) if at else entry.at
    yield Line(came, "complaint", kind, "\n".join(filter(None, (str(patch.get("what") or ""), told))))
    if patch.get("status") == "resolved":  # brought in when it was solved already
        yield _solved(entry, words)


def _solved(entry: Entry, words: _Words) -> Line:
    patch = entry.change.patch
    at = patch.get("resolved_at")
    told = "\n".join(
        filter(None, (words.said("resolution", patch.get("resolution")), words.line("satisfaction", patch)))
    )
    return Line(from_micros(int(at)) if at else entry.at, "solved", _("Solved"), told)


def _went(change: Change, words: _Words) -> Iterator[str]:
    """What a change did, a sentence for each field that a person sees."""
    before = change.before or {}
    for field, new in change.patch.items():
        if field not in _FIELDS:
            continue
        was, now = words.said(field, before.get(field)), words.said(field, new)
        label = _(_FIELDS[field])
        if was and now:
            yield _("{field}: {old} → {new}").format(field=label, old=was, new=now)
        elif was or now:
            yield _("{field}: {new}").format(field=label, new=now or _("emptied, was {old}").format(old=was))


def _check_ins(reading: Reading, complaint: UUID) -> Iterator[Line]:
    query = (
        select(FollowUp)
        .where(FollowUp.complaint == complaint, FollowUp.origin == ORIGIN, FollowUp.deleted_at.is_(None))
        .order_by(FollowUp.row)
    )
    for one in reading.find(query):
        if one.created_at and one.done_at is None:
            yield Line(
                one.created_at, "planned", _("Check-in planned for {day}").format(day=long_day(one.day))
            )
        elif one.done_at:
            yield Line(one.done_at, "call-out", _("Checked in"), one.outcome)
