"""The sums of what comes after the sale: deliveries, check-ins, complaints, ratings."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.service import ComplaintSums, Promises, Recommended
from salesdesk.store.figures.asking import OF_DEALS, Asked, Key, after, gathered, pair, summed
from salesdesk.store.figures.sales import BACK

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_BY_DAY: Final = "{day} >= b.first AND {day} < b.after"


def deliveries(connection: AnyConnection, asked: Asked, today: str) -> dict[Key, Promises]:
    """Of the sales whose first promised day lies in each bucket and is over (before `today`) or that were delivered:
    how many were delivered by it, how many there are, and how many promises were moved."""
    query = f"""WITH {asked.periods}, {BACK}, promised AS MATERIALIZED (
        SELECT p.deal, p.day, row_number() OVER (PARTITION BY p.deal ORDER BY p.at, p.row) AS nth,
            count(*) OVER (PARTITION BY p.deal) AS times
        FROM delivery_promises p WHERE p.deleted_at IS NULL AND p.day IS NOT NULL)
        SELECT b.name, {asked.group(OF_DEALS)}, coalesce(sum(d.delivered_on <= p.day), 0), count(*), sum(p.times > 1)
        FROM bucket b JOIN promised p ON p.nth = 1 AND {_BY_DAY.format(day="p.day")}
        JOIN deals d ON d.id = p.deal AND d.deleted_at IS NULL AND d.outcome = 'won'
        WHERE (p.day < '{today}' OR d.delivered_on IS NOT NULL){asked.kept(OF_DEALS)} GROUP BY 1, 2"""
    return summed(connection, query, asked, Promises)


def check_ins(connection: AnyConnection, asked: Asked, today: str) -> dict[Key, tuple[int, int]]:
    """Of the check-ins that were for a day of each bucket which is over, or that were done: how many were done by that
    day, and how many there are."""
    query = f"""WITH {asked.periods}
        SELECT b.name, '', coalesce(sum(local_day(f.done_at) <= f.day), 0), count(*)
        FROM bucket b JOIN followups f ON {_BY_DAY.format(day="f.day")} AND f.origin = 'check-in'
        WHERE f.deleted_at IS NULL AND (f.day < '{today}' OR f.done_at IS NOT NULL) GROUP BY 1"""
    return summed(connection, query, asked, pair)


def complaints(connection: AnyConnection, asked: Asked) -> dict[Key, ComplaintSums]:
    """How many complaints were received in each bucket, and of those received before its end: how many are open now,
    and when the oldest of them was received (microseconds UTC)."""
    query = f"""WITH {asked.periods}
        SELECT b.name, '', sum(c.received_at >= b.begun), sum(c.status <> 'resolved'),
            min(CASE WHEN c.status <> 'resolved' THEN c.received_at END)
        FROM bucket b JOIN complaints c ON c.received_at < b.over AND c.kind = 'complaint' AND c.deleted_at IS NULL
        GROUP BY 1"""
    return summed(connection, query, asked, ComplaintSums)


def resolved(connection: AnyConnection, asked: Asked) -> dict[Key, list[int]]:
    """How long each complaint resolved in a bucket took from its receipt, in microseconds."""
    query = f"""WITH {asked.periods}
        SELECT b.name, '', c.resolved_at - c.received_at FROM bucket b
        JOIN complaints c ON c.resolved_at >= b.begun AND c.resolved_at < b.over
        WHERE c.kind = 'complaint' AND c.status = 'resolved' AND c.deleted_at IS NULL
            AND c.resolved_at >= c.received_at"""
    return gathered(connection, query, asked, int)


def recovered(connection: AnyConnection, asked: Asked) -> dict[Key, list[tuple[int, int | None]]]:
    """Of the customers who complained in each bucket: the instant of their first complaint in it, and that of their
    first sale after it."""
    query = f"""WITH {asked.periods}, {BACK}, one AS (
        SELECT b.name AS bucket, coalesce(c.prospect, c.company) AS who, min(c.received_at) AS at FROM bucket b
        JOIN complaints c ON c.received_at >= b.begun AND c.received_at < b.over
        WHERE c.kind = 'complaint' AND c.deleted_at IS NULL AND who IS NOT NULL GROUP BY 1, 2)
        SELECT o.bucket, '', o.at, (SELECT min(d.closed_at) FROM deals d WHERE coalesce(d.prospect, d.company) = o.who
            AND d.outcome = 'won' AND d.deleted_at IS NULL AND d.closed_at > o.at AND d.id NOT IN back)
        FROM one o"""
    return gathered(connection, query, asked, after)


def satisfied(connection: AnyConnection, asked: Asked) -> dict[Key, tuple[int, int]]:
    """Of the latest rating of each event (a sale, a complaint, or one by itself) in each bucket: how many are 4 or 5,
    and how many are 1 to 5."""
    query = f"""WITH {asked.periods}, said AS (
        SELECT b.name AS bucket, r.value, row_number() OVER (
            PARTITION BY b.name, coalesce(r.complaint, r.deal, r.id) ORDER BY r.at DESC, r.row DESC) AS nth
        FROM bucket b JOIN ratings r ON r.at >= b.begun AND r.at < b.over
        WHERE r.kind = 'satisfaction' AND r.value BETWEEN 1 AND 5 AND r.deleted_at IS NULL)
        SELECT bucket, '', sum(value >= 4), count(*) FROM said WHERE nth = 1 GROUP BY 1"""
    return summed(connection, query, asked, pair)


def recommended(connection: AnyConnection, asked: Asked) -> dict[Key, Recommended]:
    """Of the latest recommendation of each customer in each bucket: how many are 9 or 10, 7 or 8, and 0 to 6."""
    query = f"""WITH {asked.periods}, said AS (
        SELECT b.name AS bucket, r.value, row_number() OVER (
            PARTITION BY b.name, coalesce(r.prospect, r.company, r.id) ORDER BY r.at DESC, r.row DESC) AS nth
        FROM bucket b JOIN ratings r ON r.at >= b.begun AND r.at < b.over
        WHERE r.kind = 'recommendation' AND r.value BETWEEN 0 AND 10 AND r.deleted_at IS NULL)
        SELECT bucket, '', sum(value >= 9), sum(value BETWEEN 7 AND 8), sum(value <= 6) FROM said WHERE nth = 1
        GROUP BY 1"""
    return summed(connection, query, asked, Recommended)
