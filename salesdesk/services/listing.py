"""Prospects as a table shows them: all hits in an order, and the lines of those that are looked at."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from salesdesk.domain.instants import from_micros
from salesdesk.domain.score import SEGMENTS, Scale, Standing
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
    standing: Standing
    scale: Scale | None  # None: nobody asked for scores

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


def fetch(
    reading: Reading, wanted: Sequence[int], *, brief: bool = False, scale: Scale | None = None
) -> dict[int, Line]:
    """The lines of some rows, at most 512, by row; those that are gone are not among them.

    A `brief` line costs a third: it is without phone, email, address and tags, but still has a `shown_name`. With
    a `scale` (services/scoring.py), lines are ready to be scored.
    """
    currency = scale.currency if scale else ""
    found = listing.lines(reading.connection, wanted, currency, brief=brief)
    return {one[0]: _line(one, scale) for one in found}


def ids(reading: Reading, wanted: Sequence[int]) -> list[UUID]:
    """The ids of some rows, in their order."""
    return [UUID(bytes=one) for one in listing.ids(reading.connection, wanted)]


def count(reading: Reading) -> int:
    """How many prospects there are."""
    return listing.count(reading.connection)


def all_deleted(reading: Reading) -> bool:
    """Whether there is nobody since the seller deleted all, rather than since nobody came yet or what came was taken
    back."""
    return not count(reading) and listing.last_deleted(reading.connection) in {"change", "redo"}


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


# What `store/listing.py` gives of a row, in its order; what is taken as it is stands in `Line` under the same name.
_GIVEN: Final = (
    *("row", "id", "name", "title", "stage", "override", "trade", "language", "since", "met", "deleted"),
    *(
        "size",
        "region",
        "won",
        "open",
        "company",
        "interest",
        "next_day",
        "touched",
        "source",
        "which",
        "fair",
    ),
    *("phone", "email", "street", "postal_code", "city", "tags"),
)
_TEXTS: Final = (
    *("name", "title", "stage", "trade", "language", "company", "interest", "source", "which", "fair"),
    *("phone", "email", "street", "postal_code", "city", "tags"),
)


def _line(one: tuple[object, ...], scale: Scale | None) -> Line:
    said = dict(zip(_GIVEN, one, strict=True))
    texts = {name: _text(said[name]) for name in _TEXTS}
    since, next_day = said["since"], said["next_day"]
    return Line(
        row=_number(said["row"]),
        id=UUID(bytes=_bytes(said["id"])),
        overridden=bool(said["override"]),
        customer_since=date.fromisoformat(since) if isinstance(since, str) else None,
        met_at=_instant(said["met"]),
        deleted=said["deleted"] is not None,
        next_day=date.fromisoformat(next_day) if isinstance(next_day, str) else None,
        touched_at=_instant(said["touched"]),
        standing=_standing(said, texts),
        scale=scale,
        **texts,
    )


def _standing(said: Mapping[str, object], texts: Mapping[str, str]) -> Standing:
    won, still = said["won"], said["open"]
    return Standing(
        texts["stage"],
        texts["interest"],
        _instant(said["touched"]),
        won if isinstance(won, int) else 0,
        still if isinstance(still, int) else 0,
        {name: _text(said[name]) for name in SEGMENTS},
    )


def _instant(value: object) -> datetime | None:
    return from_micros(value) if isinstance(value, int) else None


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> int:
    assert isinstance(value, int)
    return value


def _bytes(value: object) -> bytes:
    assert isinstance(value, bytes)
    return value
