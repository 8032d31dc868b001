"""The records behind figures of sales and customers, a row each with what the figure asks of it.

Each of these is the beginning of a query: common tables, of which the last is `src` with the columns `subject`, `id`,
`at` (microseconds UTC) or `day` (ISO 8601), and the marks and amounts that sides of figures are picked by.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import OF_DEALS, Asked, own
from salesdesk.store.figures.customers import BEFORE, BUYS, HAD, HERE, Span, active
from salesdesk.store.figures.pipeline import chance
from salesdesk.store.figures.sales import BACK, IN_TIME, each_sale, products

_NET: Final = LINE.format(price="net_minor")
_CREDITED: Final = (
    "coalesce((SELECT sum(c.minor) FROM credits c WHERE c.deal = s.id AND c.deleted_at IS NULL), 0)"
)
_QUIET: Final = 30 * 86_400_000_000  # microseconds without a touch, after which an open deal is told
_ALL_OF_IT: Final = f"(SELECT sum({_NET}) FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL)"
_WORTH: Final = _ALL_OF_IT.replace("l.", "n.").replace("deal_lines l", "deal_lines n")


def sold(asked: Asked) -> str:
    """Sales won. Money is in the currency asked for, and NULL where there is no rate. `stayed` is what a sale came to
    less all its credits, whenever they were given."""
    amounts = ("listed", "off", "covered_net", "covered_cost", "uplift")
    return f"""{each_sale(asked)}, src AS (
        SELECT 'deals' AS subject, s.id, s.closed_at AS at, NULL AS day, s.stands, {own("s.net", "s")} AS minor,
            {own(f"(s.net - {_CREDITED})", "s")} AS stayed,
            s.net = 0 AS gift, s.covered, s.lines, s.stands * s.pieces AS pieces, s.discounted, s.raised,
            {", ".join(f"{own(f's.stands * s.{one}', 's')} AS {one}" for one in amounts)},
            s.closed_at - s.opened_at AS took FROM sale s)"""


def lines(asked: Asked) -> str:
    """Lines of sales that stand."""
    return f"""WITH {asked.periods}, {BACK}, src AS (
        SELECT 'deal_lines' AS subject, l.id, d.closed_at AS at, NULL AS day,
            l.net_minor IS NOT NULL AND l.cost_minor IS NOT NULL AS covered
        FROM bucket b CROSS JOIN deals d JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL
        WHERE {IN_TIME} AND d.outcome = 'won' AND d.id NOT IN back{asked.kept(OF_DEALS)})"""


def returned(asked: Asked) -> str:
    """Credits."""
    return f"""WITH {asked.periods}, {BACK}, src AS (
        SELECT 'credits' AS subject, c.id, c.at, NULL AS day, {own("coalesce(c.minor, 0)")} AS minor
        FROM bucket b CROSS JOIN credits c ON c.at >= b.begun AND c.at < b.over AND c.deleted_at IS NULL
        JOIN deals d ON d.id = c.deal AND d.deleted_at IS NULL AND d.outcome = 'won'
        LEFT JOIN deal_lines l ON l.id = c.line WHERE 1{asked.kept(OF_DEALS)})"""


def decided(asked: Asked) -> str:
    """Deals won, lost and set aside; asked by product, with what its lines came to."""
    worth = _WORTH.replace("WHERE", "WHERE n.product IS l.product AND") if products(asked) else _WORTH
    return f"""WITH {asked.periods}, {BACK}, made AS MATERIALIZED (
        SELECT d.id, d.opened_at, d.closed_at, d.outcome, d.currency, d.rate, d.rate_currency,
            coalesce({worth}, 0) AS net
        FROM bucket b CROSS JOIN deals d {products(asked)}
        WHERE {IN_TIME} AND d.outcome IN ('won', 'lost', 'disqualified'){asked.kept(OF_DEALS)}),
        src AS (SELECT 'deals' AS subject, m.id, m.closed_at AS at, NULL AS day, m.outcome,
            {own("m.net", "m")} AS minor, m.closed_at < m.opened_at AS backwards FROM made m)"""


def still_open(asked: Asked, chances: Mapping[str, int]) -> str:
    """Deals that are open now and were opened before the period is over; `chances` are those of stages, in per
    cent."""
    touched = """(SELECT max(a.at) FROM activities a WHERE a.deleted_at IS NULL AND a.at <= :now
        AND (a.deal = d.id OR a.prospect = d.prospect OR d.prospect IS NULL AND a.company = d.company))"""
    return f"""WITH {asked.periods}, {BACK}, o AS MATERIALIZED (
        SELECT d.id, d.opened_at, d.currency, d.rate, d.rate_currency, {chance(chances)} AS chance,
            coalesce({_WORTH}, 0) AS net, coalesce(max(coalesce({touched}, 0), d.opened_at), 0) AS touched,
            coalesce(d.opened_at < b.over, 1) AS then_open
        FROM bucket b CROSS JOIN deals d {products(asked)}
        WHERE d.outcome = '' AND d.deleted_at IS NULL{asked.kept(OF_DEALS)}),
        src AS (SELECT 'deals' AS subject, o.id, o.opened_at AS at, NULL AS day, then_open,
            {own("o.net", "o")} * o.chance AS weighted, {own("o.net", "o")} AS minor,
            touched < :now - {_QUIET} AS quiet FROM o)"""


def offered(asked: Asked) -> str:
    """Sales to which a step up was offered."""
    return f"""WITH {asked.periods}, {BACK}, src AS (
        SELECT 'deals' AS subject, d.id, d.closed_at AS at, NULL AS day, max(o.answer = 'taken') AS taken
        FROM bucket b CROSS JOIN deals d {products(asked)}
        JOIN offers o ON o.deal = d.id AND o.kind = 'up-sell' AND o.deleted_at IS NULL
        WHERE {IN_TIME} AND d.outcome = 'won' AND d.id NOT IN back{asked.kept(OF_DEALS)} GROUP BY d.id)"""


def bought(asked: Asked) -> str:
    """Sales that stand, and whether the customer had bought before."""
    return f"""WITH {asked.periods}, {BACK}, {BUYS}, each_one AS MATERIALIZED (
        SELECT d.id, s.at, (SELECT f.at FROM began f WHERE f.who = s.who) < s.at OR {BEFORE} AS again,
            d.currency, d.rate, d.rate_currency, coalesce({_ALL_OF_IT}, 0) AS net
        {HERE} WHERE 1{asked.kept(OF_DEALS)}),
        src AS (SELECT 'deals' AS subject, o.id, o.at, NULL AS day, o.again, {own("o.net", "o")} AS minor
            FROM each_one o)"""


def buyers(asked: Asked) -> str:
    """Who bought: whether twice, before the period, or for the first time ever."""
    return f"""WITH {asked.periods}, {BACK}, {BUYS}, each_one AS MATERIALIZED (
        SELECT s.who, s.at, {HAD} AS had, s.nth = 1 AND NOT ((SELECT f.at FROM began f WHERE f.who = s.who) < s.at
            OR {BEFORE}) AS fresh
        {HERE} WHERE 1{asked.kept(OF_DEALS)}),
        src AS (SELECT 'who' AS subject, o.who AS id, max(o.at) AS at, NULL AS day, count(*) > 1 AS twice,
            max(o.had) AS had, max(o.fresh) AS fresh FROM each_one o GROUP BY o.who)"""


def crossed(asked: Asked) -> str:
    """Earlier customers who bought: whether a category that was new to them."""
    return f"""WITH {asked.periods}, {BACK}, {BUYS}, tried AS MATERIALIZED (
            SELECT s.who, p.category, min(s.at) AS at FROM buys s
            JOIN deal_lines l ON l.deal = s.deal AND l.deleted_at IS NULL JOIN products p ON p.id = l.product
            WHERE p.category <> '' GROUP BY 1, 2),
        here AS MATERIALIZED (
            SELECT s.who, b.begun, b.over, max(s.at) AS at {HERE} WHERE {HAD}{asked.kept(OF_DEALS)} GROUP BY s.who),
        src AS (SELECT 'who' AS subject, h.who AS id, h.at, NULL AS day, EXISTS (
            SELECT 1 FROM tried t WHERE t.who = h.who AND t.at >= h.begun AND t.at < h.over
            AND t.at > (SELECT f.at FROM began f WHERE f.who = t.who)) AS new FROM here h)"""


def second(asked: Asked, today: str) -> str:
    """First sales: whether the months of a second one have run, and whether it came in them."""
    return f"""WITH {asked.periods}, {BACK}, {BUYS}, src AS (
        SELECT 'who' AS subject, s.who AS id, s.at, NULL AS day, {_ripe("s.at", "n.at", today)}
        {HERE} LEFT JOIN buys n ON n.who = s.who AND n.nth = 2
        WHERE s.nth = 1 AND NOT {BEFORE}{asked.kept(OF_DEALS)})"""


def recovered(asked: Asked, today: str) -> str:
    """Who complained: whether the months of the next sale have run, and whether it came in them."""
    return f"""WITH {asked.periods}, {BACK}, one AS (
        SELECT coalesce(c.prospect, c.company) AS who, min(c.received_at) AS at FROM bucket b
        JOIN complaints c ON c.received_at >= b.begun AND c.received_at < b.over
        WHERE c.kind = 'complaint' AND c.deleted_at IS NULL AND who IS NOT NULL GROUP BY 1),
        then_bought AS MATERIALIZED (SELECT o.who, o.at, (SELECT min(d.closed_at) FROM deals d
            WHERE coalesce(d.prospect, d.company) = o.who AND d.outcome = 'won' AND d.deleted_at IS NULL
            AND d.closed_at > o.at AND d.id NOT IN back) AS bought FROM one o),
        src AS (SELECT 'who' AS subject, t.who AS id, t.at, NULL AS day, {_ripe("t.at", "t.bought", today)}
            FROM then_bought t)"""


def _ripe(first: str, then: str, today: str) -> str:
    until = f"months_after({first})"
    return f"{until} < '{today}' AS ripe, coalesce(local_day({then}) <= {until}, 0) AS again"


def kept(spans: Sequence[Span]) -> str:
    """Who was active when the period began, and who is at its end."""
    return f"""{active(spans)}, src AS (
        SELECT 'who' AS subject, s.who AS id, NULL AS at, NULL AS day, 1 AS began_with,
            EXISTS (SELECT 1 FROM e WHERE e.who = s.who) AS stays FROM s
        UNION ALL SELECT 'who', e.who, NULL, NULL, 0, 1 FROM span x JOIN e ON e.name = x.name
            JOIN began g ON g.who = e.who AND g.at < x.s0
            WHERE NOT EXISTS (SELECT 1 FROM s WHERE s.who = e.who))"""
