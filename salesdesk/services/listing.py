"""Prospects as a table shows them: all hits in an order, and the lines of those that are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from salesdesk.domain.instants import from_micros
from salesdesk.store import listing
from salesdesk.store.listing import TooLongError
from salesdesk.store.search import Asked
from salesdesk.store.unit import Reading

__all__ = [
    "FIRST", "SORTS", "Area", "Line", "TooLongError", "areas", "count", "fetch", "first", "ids", "in_area",
    "row_of", "rows",
]  # fmt: skip

SORTS = listing.SORTS
FIRST: Final = 200  # rows that a table shows before it has all
AT_ONCE: Final = 0.008  # seconds that a keystroke may wait for them


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the table. `interest` is the shown one; `next_day` the day of the next follow-up."""

    row: int
    id: UUID
    name: str
    title: str
    stage: str
    overridden: bool
    trade: str
    language: str
    customer_since: date | None
    met_at: datetime | None
    deleted: bool
    company: str
    interest: str
    next_day: date | None
    touched_at: datetime | None
    source: str
    which: str
    fair: str
    phone: str
    email: str
    street: str
    postal_code: str
    city: str
    tags: str

    @property
    def shown_name(self) -> str:
        """The person's name, else the company's, else the way to reach them."""
        return self.name or self.company or self.email or self.phone


@dataclass(frozen=True, slots=True)
class Area:
    """A city with some of the prospects asked for. `key` names it to `in_area`; `codes` are its postal codes."""

    key: str
    city: str
    codes: str
    count: int


def rows(
    reading: Reading,
    asked: Asked,
    *,
    sort: str = "",
    descending: bool = False,
    waited: Callable[[], bool] = lambda: True,
) -> array[int]:
    """The rows of all hits of prospects in the order of `sort` (one of `SORTS`; empty: words typed in the order
    of search, everything else by name), packed.

    Raises `TooLongError` where it is no longer `waited` for.
    """
    with listing.while_waited_for(reading.connection, waited):
        return listing.ordered(reading.connection, asked, sort=sort, descending=descending)


def first(
    reading: Reading, asked: Asked, count: int = FIRST, *, seconds: float = AT_ONCE
) -> array[int] | None:
    """The first rows in the order of an empty `sort`; None where that takes longer than `seconds`."""
    try:
        with listing.within(reading.connection, seconds):
            return listing.ordered(reading.connection, asked, first=count)
    except TooLongError:
        return None


def fetch(reading: Reading, wanted: Sequence[int], *, brief: bool = False) -> dict[int, Line]:
    """The lines of some rows, at most 512, by row; those that are gone are not among them.

    A `brief` line costs a third: it is without phone, email, address and tags, but still has a `shown_name`.
    """
    return {one[0]: _line(one) for one in listing.lines(reading.connection, wanted, brief=brief)}


def ids(reading: Reading, wanted: Sequence[int]) -> list[UUID]:
    """The ids of some rows, in their order."""
    return [UUID(bytes=one) for one in listing.ids(reading.connection, wanted)]


def count(reading: Reading) -> int:
    """How many prospects there are."""
    return listing.count(reading.connection)


def areas(reading: Reading, asked: Asked) -> list[Area]:
    """Where the hits live or work, most first."""
    return [
        Area(key, city, first_code if first_code == last else f"{first_code}–{last}", number)
        for key, city, first_code, last, number in listing.areas(reading.connection, asked)
    ]


def in_area(reading: Reading, asked: Asked, key: str) -> array[int]:
    """The rows of the hits in an area, by postal code and street."""
    return listing.in_area(reading.connection, asked, key)


def row_of(reading: Reading, prospect: UUID) -> int | None:
    """The row of a prospect, or None where there is none."""
    return listing.row_of(reading.connection, prospect)


def _line(one: tuple[object, ...]) -> Line:
    (
        row,
        ident,
        name,
        title,
        stage,
        override,
        trade,
        language,
        since,
        met,
        deleted,
        company,
        interest,
        *rest,
    ) = one
    next_day, touched, source, which, fair, phone, email, street, code, city, tags = rest
    return Line(
        row=_number(row),
        id=UUID(bytes=_bytes(ident)),
        name=_text(name),
        title=_text(title),
        stage=_text(stage),
        overridden=bool(override),
        trade=_text(trade),
        language=_text(language),
        customer_since=date.fromisoformat(since) if isinstance(since, str) else None,
        met_at=from_micros(met) if isinstance(met, int) else None,
        deleted=deleted is not None,
        company=_text(company),
        interest=_text(interest),
        next_day=date.fromisoformat(next_day) if isinstance(next_day, str) else None,
        touched_at=from_micros(touched) if isinstance(touched, int) else None,
        source=_text(source),
        which=_text(which),
        fair=_text(fair),
        phone=_text(phone),
        email=_text(email),
        street=_text(street),
        postal_code=_text(code),
        city=_text(city),
        tags=_text(tags),
    )


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value
