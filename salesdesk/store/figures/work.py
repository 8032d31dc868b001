"""The sums of the seller's own work: what was done, whom it served, what was reviewed, what it cost."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.work import FairSums, Reviewed, Spent
from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import Asked, Key, ask, own, own_sum, summed
from salesdesk.store.figures.sales import BACK
from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

ACQUISITION: Final = (
    "attract",
    "qualify",
    "offer",
    "win",
)  # what is spent on keeping is not spent on winning
SPENT: Final = ("kind", "step", "source")
# All that was spent, with what the stand of a fair cost on its first day.
SPENDING: Final = """spent AS (
    SELECT e.day, e.kind, e.step, coalesce((SELECT s.kind FROM sources s WHERE s.id = e.source),
        iif(e.fair IS NULL, '', 'fair')) AS source, e.fair, e.currency, e.minor,
        'expenses' AS subject, e.id
    FROM expenses e WHERE e.deleted_at IS NULL AND e.minor IS NOT NULL
    UNION ALL SELECT f.starts_on, 'fair', 'attract', 'fair', f.id, f.cost_currency, f.cost_minor,
        'fairs', f.id
    FROM fairs f WHERE f.deleted_at IS NULL AND f.cost_minor IS NOT NULL)"""


def activities(connection: AnyConnection, asked: Asked) -> dict[Key, int]:
    """How many activities there were in each bucket; asked by `kind`, of each kind."""
    query = f"""WITH {asked.periods}
        SELECT b.name, {"a.kind" if asked.by == "kind" else "''"}, count(*) FROM bucket b CROSS JOIN activities a
        ON a.at >= b.begun AND a.at < b.over AND a.deleted_at IS NULL
        WHERE 1{" AND a.kind = :in_kind" if "kind" in asked.scope else ""} GROUP BY 1, 2"""
    return summed(connection, query, asked, int)


def served(connection: AnyConnection, asked: Asked) -> dict[str, int]:
    """How many customers or prospects were met, called through or sold to on each bucket (a day each) on which anything
    was done, the same one once. A call that nobody took serves nobody."""
    query = f"""{asked.begins(BACK)}
        SELECT name, count(DISTINCT who) FROM (
            SELECT b.name, iif(a.kind IN ('visit', 'meeting', 'demo', 'call-in', 'call-out')
                AND folded(a.outcome) NOT IN {NOT_REACHED}, coalesce(a.prospect, a.company), NULL) AS who
            FROM bucket b CROSS JOIN activities a
                ON a.at >= b.begun AND a.at < b.over WHERE a.deleted_at IS NULL
            UNION ALL SELECT b.name, coalesce(d.prospect, d.company) FROM bucket b CROSS JOIN deals d
                ON d.closed_at >= b.begun AND d.closed_at < b.over
                WHERE d.outcome = 'won' AND d.deleted_at IS NULL AND d.id NOT IN back
            UNION ALL SELECT b.name, NULL FROM bucket b JOIN stints t
                ON t.started_at >= b.begun AND t.started_at < b.over WHERE t.deleted_at IS NULL)
        GROUP BY 1"""
    return dict(ask(connection, query, asked).fetchall())


def fair_days(connection: AnyConnection) -> list[tuple[str, str]]:
    """The first and the last day (ISO 8601) of each fair."""
    days = "SELECT starts_on, coalesce(ends_on, starts_on) FROM fairs"
    return run(connection, f"{days} WHERE starts_on IS NOT NULL AND deleted_at IS NULL").fetchall()


def reviews(connection: AnyConnection, asked: Asked) -> dict[Key, Reviewed]:
    """How many weeks of each bucket have a finished review, how many customers were looked at, and how many
    opportunities found."""
    query = f"""WITH {asked.periods}
        SELECT b.name, '', count(DISTINCT r.week), count(c.id), coalesce(sum(c.answer = 'opportunity'), 0)
        FROM bucket b JOIN reviews r ON r.week >= b.first AND r.week < b.after
            AND r.finished_at IS NOT NULL AND r.deleted_at IS NULL
        LEFT JOIN reviewed_customers c ON c.review = r.id AND c.deleted_at IS NULL AND c.answer <> ''
        GROUP BY 1"""
    return summed(connection, query, asked, Reviewed)


def spent(connection: AnyConnection, asked: Asked) -> dict[Key, Spent]:
    """What was spent to win customers on the days of each bucket in the currency asked for, in how many amounts, and
    how many in another one are left out. It is asked by a word of `SPENT`, or not at all."""
    steps = ", ".join(f"'{step}'" for step in ACQUISITION)
    only = "".join(f" AND s.{one} = :in_{one}" for one in asked.scope)
    by = asked.by
    query = f"""WITH {asked.periods}, {SPENDING}
        SELECT b.name, {f"s.{by}" if by else "''"}, coalesce(sum(iif(s.currency IN (:own, ''), s.minor, 0)), 0),
            sum(s.currency IN (:own, '')), sum(s.currency NOT IN (:own, ''))
        FROM bucket b JOIN spent s ON s.day >= b.first AND s.day < b.after
        WHERE s.step IN ({steps}){only} GROUP BY 1, 2"""
    return summed(connection, query, asked, Spent)


def fairs(connection: AnyConnection, asked: Asked) -> dict[Key, FairSums]:
    """Of the fairs that begin in each bucket, and whose cost is known in the currency asked for: what they cost, who
    was first met there, who of them is qualified, what they bought less what came back, and what that had cost (of
    the lines of which it is known)."""
    sums = ("c.minor", "p.met", "p.good", "e.sales", "e.net", "e.cost", "e.no_rate")
    back = f"SELECT {own_sum('coalesce(c.minor, 0)')} FROM credits c WHERE c.deal = d.id AND c.deleted_at IS NULL"
    query = f"""WITH {asked.periods}, {SPENDING},
        cost AS (SELECT fair, sum(iif(currency IN (:own, ''), minor, 0)) AS minor,
            sum(currency NOT IN (:own, '')) AS other
            FROM spent WHERE fair IS NOT NULL GROUP BY 1),
        people AS (SELECT p.fair, count(*) AS met, sum({QUALIFIED}) AS good FROM prospects p
            WHERE p.fair IS NOT NULL AND p.deleted_at IS NULL GROUP BY 1),
        sale AS MATERIALIZED (SELECT p.fair, d.currency, d.rate, d.rate_currency, coalesce(sum({_NET}), 0) AS net,
            coalesce(sum(CASE WHEN l.net_minor IS NOT NULL THEN {_COST} END), 0) AS cost, coalesce(({back}), 0) AS back
            FROM prospects p JOIN deals d ON d.prospect = p.id AND d.outcome = 'won' AND d.deleted_at IS NULL
            LEFT JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL
            WHERE p.fair IS NOT NULL AND p.deleted_at IS NULL GROUP BY d.row),
        earned AS (SELECT s.fair, {own_sum("s.net", "s")} - sum(s.back) AS net,
            {own_sum("s.cost", "s")} AS cost,
            count(*) AS sales, sum({own("0", "s")} IS NULL) AS no_rate FROM sale s GROUP BY 1)
        SELECT b.name, {"lower(hex(f.id))" if asked.by == "fair" else "''"}, sum(NOT c.other),
            {", ".join(f"coalesce(sum(iif(c.other, 0, {one})), 0)" for one in sums)}, sum(c.other > 0)
        FROM bucket b JOIN fairs f ON f.starts_on >= b.first AND f.starts_on < b.after AND f.deleted_at IS NULL
        JOIN cost c ON c.fair = f.id LEFT JOIN people p ON p.fair = f.id LEFT JOIN earned e ON e.fair = f.id
        WHERE 1{" AND lower(hex(f.id)) = :in_fair" if "fair" in asked.scope else ""} GROUP BY 1, 2"""
    return summed(connection, query, asked, FairSums)


NOT_REACHED: Final = "('missed', 'no answer', 'no-answer', 'not reached', 'not-reached', 'busy', 'voicemail')"
_NET, _COST = (LINE.format(price=price) for price in ("net_minor", "cost_minor"))
_RUNGS: Final = "('marketing-qualified', 'sales-qualified', 'customer')"
QUALIFIED: Final = f"""(p.stage IN {_RUNGS} OR EXISTS (SELECT 1 FROM stage_changes s WHERE s.prospect = p.id
    AND s.new IN {_RUNGS} AND s.deleted_at IS NULL))"""
