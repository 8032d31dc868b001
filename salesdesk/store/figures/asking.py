"""What a figure asks of the store: which periods, of what part, divided by what, in which currency.

Every question is cut into buckets, a list of periods that SQL joins: one for the whole period, or one a month,
week or day. A row of an answer is of one bucket and one group.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from salesdesk.domain.instants import from_micros
from salesdesk.domain.rates import turned, worth_of_one
from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

T = TypeVar("T")
Key = tuple[str, str]  # the bucket, and the group: the empty text where nothing is divided

OF_DEALS: Final = {  # a deal is `d`, and its bucket `b`
    "source": "coalesce((SELECT s.kind FROM sources s WHERE s.id = coalesce(d.source,"
    " (SELECT p.source FROM prospects p WHERE p.id = d.prospect AND p.deleted_at IS NULL))), '')",
    "segment": "coalesce((SELECT p.trade FROM prospects p WHERE p.id = d.prospect), '')",
    "technique": "d.technique",
    "competitor": "coalesce(lower(hex(d.competitor)), '')",
    "fair": "lower(hex(coalesce(d.fair, (SELECT p.fair FROM prospects p WHERE p.id = d.prospect"
    " AND p.deleted_at IS NULL), x'')))",
    "product": "coalesce(lower(hex(l.product)), '')",
    "returning": "iif({existing}, 'returning', 'new')",
}
OF_PROSPECTS: Final = {  # a prospect is `p`
    "source": "coalesce((SELECT s.kind FROM sources s WHERE s.id = p.source), '')",
    "segment": "p.trade",
    "fair": "coalesce(lower(hex(p.fair)), '')",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Buckets are a name with the instants (microseconds UTC) at which each begins and ends, and with its first day
    and the day after its last. `scope` names what groups are kept: {"source": "fair"}. Money is asked in `own`.
    `at_hand` are the instants between which closed deals are laid out (`at_hand.laid_out`), none where none are."""

    buckets: tuple[tuple[str, int, int, str, str], ...]
    own: str
    zone: tzinfo
    now: int
    by: str = ""
    scope: Mapping[str, str] = field(default_factory=dict[str, str])
    at_hand: tuple[tuple[int, int], ...] = ()

    @property
    def has_deals(self) -> bool:
        """Whether all closed deals that this asks about are laid out, each with its sums."""
        if self.by == "product" or "product" in self.scope:
            return False
        return all(
            any(begun <= start and end <= over for begun, over in self.at_hand)
            for _name, start, end, _first, _after in self.buckets
        )

    def begins(self, *tables: str) -> str:
        """What a question begins with: its periods, and those of `tables` that are not laid out."""
        return ", ".join((f"WITH {self.periods}", *(() if self.at_hand else tables)))

    @property
    def deals(self) -> str:
        """Where closed deals are read from, as `d`."""
        return "closed d" if self.has_deals else "deals d"

    @property
    def periods(self) -> str:
        """The buckets as a common table: its name, the instants at which it begins and is over, and its days."""
        rows = ", ".join(
            f"('{key}', {start}, {end}, '{first}', '{after}')"
            for key, start, end, first, after in self.buckets
        )
        return f"bucket(name, begun, over, first, after) AS (VALUES {rows})"

    def group(self, words: Mapping[str, str]) -> str:
        """The expression that an answer is divided by."""
        return words[self.by].format(existing=EXISTING) if self.by in words else "''"

    def kept(self, words: Mapping[str, str]) -> str:
        """The conditions of the scope, to stand after others."""
        return "".join(f" AND {words[one].format(existing=EXISTING)} = :in_{one}" for one in self.scope)

    @property
    def values(self) -> dict[str, Any]:
        """What the expressions are bound to."""
        return {"own": self.own, "now": self.now} | {f"in_{one}": value for one, value in self.scope.items()}


# Whose deal it is; whether they had bought before the bucket began, here or in the years before Salesdesk.
WHO: Final = "coalesce(d.prospect, d.company, d.id)"
EXISTING: Final = """(
    EXISTS (SELECT 1 FROM deals e WHERE e.prospect = d.prospect AND e.outcome = 'won' AND e.deleted_at IS NULL
        AND e.closed_at < b.begun AND e.id NOT IN back)
    OR d.prospect IS NULL AND EXISTS (SELECT 1 FROM deals e WHERE e.company = d.company AND e.prospect IS NULL
        AND e.outcome = 'won' AND e.deleted_at IS NULL AND e.closed_at < b.begun AND e.id NOT IN back)
    OR EXISTS (SELECT 1 FROM prospects q WHERE q.id = d.prospect AND q.customer_since < b.first
        AND q.deleted_at IS NULL))"""


def ask(connection: AnyConnection, statement: str, asked: Asked) -> sqlite3.Cursor:
    """Runs a question. In it, `in_own(minor, currency, rate, rate_currency)` is an amount in the currency asked for,
    or NULL where no rate says what it is worth, and `local_day(instant)` the seller's day (ISO 8601)."""
    raw: Any = (
        connection if isinstance(connection, sqlite3.Connection) else connection.connection.driver_connection
    )
    raw.create_function("in_own", 4, _in(asked.own), deterministic=True)
    raw.create_function("local_day", 1, _day_in(asked.zone), deterministic=True)
    return run(connection, statement, asked.values)


def summed(connection: AnyConnection, statement: str, asked: Asked, make: Callable[..., T]) -> dict[Key, T]:
    """The answer to a question whose rows are a bucket, a group and sums, of which `make` makes one thing."""
    return {(bucket, part): make(*told) for bucket, part, *told in ask(connection, statement, asked)}


def gathered(
    connection: AnyConnection, statement: str, asked: Asked, make: Callable[..., T]
) -> dict[Key, list[T]]:
    """The same where a bucket and group have many rows: a list of what `make` makes of each."""
    found: dict[Key, list[T]] = {}
    for bucket, part, *told in ask(connection, statement, asked):
        found.setdefault((bucket, part), []).append(make(*told))
    return found


def pair(one: int, other: int) -> tuple[int, int]:
    """Both columns of a row, as they are."""
    return one, other


def after(first: int, second: int | None) -> tuple[int, int | None]:
    """An instant, and that of what came after it, if anything did."""
    return first, second


@lru_cache(maxsize=8)
def _in(own: str) -> Callable[[int, str, int | None, str], int | None]:
    def in_own(minor: int, currency: str, rate: int | None, rate_currency: str) -> int | None:
        worth = worth_of_one(currency, rate, rate_currency, own)
        return None if worth is None else turned(minor, worth)

    return in_own


def _day_in(zone: tzinfo) -> Callable[[int | None], str | None]:
    def local_day(at: int | None) -> str | None:
        return None if at is None else from_micros(at).astimezone(zone).date().isoformat()

    return local_day


def own(amount: str, of: str = "d") -> str:
    """What `amount` comes to in the currency asked for, NULL where nobody knows; the seller's own needs no call."""
    turned = f"in_own({amount}, {of}.currency, {of}.rate, {of}.rate_currency)"
    return f"CASE WHEN {of}.currency IN (:own, '') THEN {amount} ELSE {turned} END"


def own_sum(amount: str, of: str = "d") -> str:
    """The sum of it."""
    return f"coalesce(sum({own(amount, of)}), 0)"
