"""What waits on a day, asked in plain statements, so that a day can be shown before SQLAlchemy is loaded: the
follow-ups that are not done, and the open complaints."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from uuid import UUID

from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.store.sql import run, scalar

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

# That whoever a complaint is of was not deleted: the prospect, else the company. Bringing them back brings the
# complaint back; one of nobody, or of someone unknown here, stays.
OF_THE_LIVING: Final = (
    "NOT (EXISTS (SELECT 1 FROM prospects who WHERE who.id = complaints.prospect AND who.deleted_at IS NOT NULL)"
    " OR (complaints.prospect IS NULL AND EXISTS"
    " (SELECT 1 FROM companies firm WHERE firm.id = complaints.company AND firm.deleted_at IS NOT NULL)))"
)
_OPEN: Final = (
    "FROM followups u LEFT JOIN prospects p ON p.id = u.prospect{joined}"
    " WHERE u.done_at IS NULL AND u.deleted_at IS NULL AND u.day >= :start AND u.day < :end"
    " AND (u.prospect IS NULL OR (p.id IS NOT NULL AND p.deleted_at IS NULL))"
)
_FOLLOW_UP: Final = (
    "SELECT u.id, u.what, u.kind, u.day, u.time, u.remind_at, u.prospect, coalesce(p.name, ''),"
    " coalesce(c.name, ''), coalesce(f.name, '') "
    + _OPEN.format(
        joined=" LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL LEFT JOIN fairs f ON f.id = p.fair"
    )
)
_IN_ORDER: Final = " ORDER BY u.day, u.time IS NULL, u.time, u.row LIMIT :first"
_ALL: Final = -1  # lines; what SQLite takes for no limit
_OPEN_COMPLAINTS: Final = (
    f" WHERE complaints.status = 'open' AND complaints.deleted_at IS NULL AND {OF_THE_LIVING}"
)


class Due(NamedTuple):  # at each start a dataclass costs four times as much, a millisecond or two
    """A follow-up in a line. `met` is the fair where the prospect was first met."""

    id: UUID
    what: str
    kind: str
    day: date
    time: time | None
    remind_at: datetime | None
    prospect: UUID | None
    name: str
    company: str
    met: str


class Promised(NamedTuple):
    """An open complaint in a line."""

    id: UUID
    what: str
    public: bool
    promised_at: datetime | None
    prospect: UUID | None
    name: str
    company: str


def due(connection: AnyConnection, start: date | None, end: date, first: int) -> list[Due]:
    """The first follow-ups of the days from `start` (None: ever) up to and without `end`, by day and time."""
    return _due(connection, _FOLLOW_UP + _IN_ORDER, {**_days(start, end), "first": first})


def due_count(connection: AnyConnection, start: date | None, end: date) -> int:
    """How many there are of them."""
    return int(scalar(connection, f"SELECT count(*) {_OPEN.format(joined='')}", _days(start, end)))


def to_be_told(
    connection: AnyConnection, since: datetime, until: datetime, days: tuple[date, date]
) -> list[Due]:
    """The follow-ups whose reminder was set for the time from `since` up to `until`, and those without one that
    have an hour on a day from the first to the last of `days`."""
    named = (
        " AND (u.remind_at BETWEEN :since AND :until"
        " OR (u.day BETWEEN :day AND :last AND u.time IS NOT NULL AND u.remind_at IS NULL))"
    )
    values = {"since": to_micros(since), "until": to_micros(until), "first": _ALL}
    values |= {"day": days[0].isoformat(), "last": days[1].isoformat(), **_days(None, date.max)}
    return _due(connection, _FOLLOW_UP + named + _IN_ORDER, values)


def _days(start: date | None, end: date) -> dict[str, Any]:
    return {"start": start.isoformat() if start else "", "end": end.isoformat()}


def _due(connection: AnyConnection, query: str, values: dict[str, Any]) -> list[Due]:
    return [
        Due(
            UUID(bytes=one),
            what,
            kind,
            date.fromisoformat(day),
            time.fromisoformat(at) if at else None,
            _instant(remind_at),
            _id(prospect),
            *names,
        )
        for one, what, kind, day, at, remind_at, prospect, *names in run(connection, query, values)
    ]


def promised(connection: AnyConnection, first: int) -> list[Promised]:
    """The first open complaints: public ones before others, then by when the answer was promised."""
    found = run(
        connection,
        "SELECT complaints.id, complaints.what, complaints.public, complaints.promised_at, complaints.prospect,"
        " coalesce(p.name, ''), coalesce(c.name, '') FROM complaints"
        " LEFT JOIN prospects p ON p.id = complaints.prospect"
        " LEFT JOIN companies c ON c.id = coalesce(complaints.company, p.company) AND c.deleted_at IS NULL"
        f"{_OPEN_COMPLAINTS} ORDER BY complaints.public DESC, complaints.promised_at IS NULL,"
        " complaints.promised_at, complaints.row LIMIT ?",
        (first,),
    )
    return [
        Promised(UUID(bytes=one), what, bool(public), _instant(at), _id(prospect), *names)
        for one, what, public, at, prospect, *names in found
    ]


def complaints_count(
    connection: AnyConnection, *, since: datetime | None = None, until: datetime | None = None
) -> int:
    """How many complaints are open; of those promised an answer from `since`, or before `until`, where one is
    told."""
    query, values = f"SELECT count(*) FROM complaints{_OPEN_COMPLAINTS}", dict[str, int]()
    for name, at, sign in (("since", since, ">="), ("until", until, "<")):
        if at is not None:
            query += f" AND complaints.promised_at {sign} :{name}"
            values[name] = to_micros(at)
    return int(scalar(connection, query, values))


def is_empty(connection: AnyConnection) -> bool:
    """Whether there was never a prospect."""
    return scalar(connection, "SELECT 1 FROM prospects LIMIT 1") is None


def _instant(micros: int | None) -> datetime | None:
    return None if micros is None else from_micros(micros)


def _id(value: bytes | None) -> UUID | None:
    return None if value is None else UUID(bytes=value)
