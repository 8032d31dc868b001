"""The sums of customers: who bought again, who stayed, who is new."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.customers import BuyerSums, Kept
from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import (
    OF_DEALS,
    WHO,
    Asked,
    Key,
    after,
    ask,
    gathered,
    own_sum,
    pair,
    summed,
)
from salesdesk.store.figures.sales import BACK

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_NET: Final = LINE.format(price="net_minor")
# Every sale that stands, with its buyer, and which one of that buyer it is.
EACH_BUY: Final = f"""SELECT {WHO} AS who, d.id AS deal, d.prospect, d.closed_at AS at,
        row_number() OVER (PARTITION BY {WHO} ORDER BY d.closed_at, d.row) AS nth
    FROM deals d WHERE d.outcome = 'won' AND d.deleted_at IS NULL AND d.closed_at IS NOT NULL AND d.id NOT IN back"""
FIRST_BUYS: Final = "SELECT who, at FROM buys WHERE nth = 1"
BUYS: Final = f"buys AS MATERIALIZED ({EACH_BUY}), began AS MATERIALIZED ({FIRST_BUYS})"
SINCE: Final = "(SELECT q.customer_since FROM prospects q WHERE q.id = s.prospect AND q.deleted_at IS NULL)"
BEFORE: Final = f"coalesce({SINCE} < local_day(s.at), 0)"
HERE: Final = "FROM bucket b JOIN buys s ON s.at >= b.begun AND s.at < b.over JOIN deals d ON d.id = s.deal"
HAD: Final = f"((SELECT f.at FROM began f WHERE f.who = s.who) < b.begun OR coalesce({SINCE} < b.first, 0))"


@dataclass(frozen=True, slots=True)
class Span:
    """A period over which customers stay or go. A sale between the instants of `start` makes one active at its start,
    one between those of `end` at its end; the days are the same for those who were customers before Salesdesk."""

    name: str
    start: tuple[int, int]
    end: tuple[int, int]
    start_days: tuple[str, str]
    end_days: tuple[str, str]

    @property
    def row(self) -> str:
        """It as a row of values."""
        days = ", ".join(f"'{day}'" for day in (*self.start_days, *self.end_days))
        return f"('{self.name}', {self.start[0]}, {self.start[1]}, {self.end[0]}, {self.end[1]}, {days})"


def buyers(connection: AnyConnection, asked: Asked) -> dict[Key, BuyerSums]:
    """Who bought in each bucket, and whether they had before it or before that sale."""
    query = f"""{asked.begins(BACK, BUYS)}, bought AS MATERIALIZED (
        SELECT b.name AS bucket, {asked.group(OF_DEALS)} AS part, s.who, d.currency, d.rate, d.rate_currency,
            s.nth, (SELECT f.at FROM began f WHERE f.who = s.who) < s.at OR {BEFORE} AS again, {HAD} AS had,
            coalesce((SELECT sum({_NET}) FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL), 0) AS minor
        {HERE} WHERE 1{asked.kept(OF_DEALS)}),
        one AS (SELECT o.bucket, o.part, count(*) AS times, sum(o.again) AS again, {own_sum("o.minor", "o")} AS minor,
            {own_sum("iif(o.again, o.minor, 0)", "o")} AS again_minor, max(o.had) AS had,
            max(o.nth = 1 AND NOT o.again) AS fresh
            FROM bought o GROUP BY o.bucket, o.part, o.who)
        SELECT bucket, part, sum(times), sum(again), sum(minor), sum(again_minor), count(*), sum(times > 1),
            sum(had), sum(fresh)
        FROM one GROUP BY 1, 2"""
    return summed(connection, query, asked, BuyerSums)


def crossed(connection: AnyConnection, asked: Asked) -> dict[Key, tuple[int, int]]:
    """Of those who had bought before each bucket and bought in it: how many bought a category new to them, and how
    many there are."""
    query = f"""{asked.begins(BACK, BUYS)}, tried AS MATERIALIZED (
            SELECT s.who, p.category, min(s.at) AS at FROM buys s
            JOIN deal_lines l ON l.deal = s.deal AND l.deleted_at IS NULL JOIN products p ON p.id = l.product
            WHERE p.category <> '' GROUP BY 1, 2),
        here AS MATERIALIZED (
            SELECT DISTINCT b.name AS bucket, b.begun, b.over, {asked.group(OF_DEALS)} AS part, s.who
            {HERE} WHERE {HAD}{asked.kept(OF_DEALS)})
        SELECT h.bucket, h.part, sum(EXISTS (
            SELECT 1 FROM tried t WHERE t.who = h.who AND t.at >= h.begun AND t.at < h.over
            AND t.at > (SELECT f.at FROM began f WHERE f.who = t.who))), count(*)
        FROM here h GROUP BY 1, 2"""
    return summed(connection, query, asked, pair)


def active(spans: Sequence[Span]) -> str:
    """Who was active at the start of each span, as the common table `s`, and at its end, as `e`."""
    there = """{it} AS MATERIALIZED (
        SELECT x.name, y.who FROM span x JOIN buys y ON y.at >= x.{it}0 AND y.at < x.{it}1
        UNION SELECT x.name, q.id FROM span x JOIN prospects q
            ON q.customer_since >= x.d{it}0 AND q.customer_since < x.d{it}1 AND q.deleted_at IS NULL)"""
    return f"""WITH {BACK}, {BUYS},
        span(name, s0, s1, e0, e1, ds0, ds1, de0, de1) AS (VALUES {", ".join(one.row for one in spans)}),
        {there.format(it="s")}, {there.format(it="e")}"""


def kept(connection: AnyConnection, asked: Asked, spans: Sequence[Span]) -> dict[str, Kept]:
    """Who was active at the start of each span, who of them at its end, and who came back after longer."""
    query = f"""{active(spans)}
        SELECT x.name, (SELECT count(*) FROM s WHERE s.name = x.name),
            (SELECT count(*) FROM s JOIN e ON e.name = s.name AND e.who = s.who WHERE s.name = x.name),
            (SELECT count(*) FROM e LEFT JOIN s ON s.name = e.name AND s.who = e.who
                JOIN began g ON g.who = e.who AND g.at < x.s0 WHERE e.name = x.name AND s.who IS NULL)
        FROM span x"""
    return {name: Kept(*told) for name, *told in ask(connection, query, asked)}


def first_and_second(connection: AnyConnection, asked: Asked) -> dict[Key, list[tuple[int, int | None]]]:
    """Of those whose first sale lies in each bucket: the instants of it and of the one after it."""
    query = f"""{asked.begins(BACK, BUYS)}
        SELECT b.name, {asked.group(OF_DEALS)}, s.at, n.at
        {HERE} LEFT JOIN buys n ON n.who = s.who AND n.nth = 2
        WHERE s.nth = 1 AND NOT {BEFORE}{asked.kept(OF_DEALS)}"""
    return gathered(connection, query, asked, after)
