"""The sums of sales: won deals by their closing, their lines, and what came back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.sales import Decided, Offered, Returned, SaleSums
from salesdesk.domain.pipeline import LINE
from salesdesk.store import credited
from salesdesk.store.figures.asking import OF_DEALS, Asked, Key, gathered, own, own_sum, summed
from salesdesk.store.sql import scalar

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_NET, _LISTED, _COST = (LINE.format(price=price) for price in ("net_minor", "list_minor", "cost_minor"))
_OFF: Final = f"max({_LISTED} - {_NET}, 0)"
# Sales that came back as a whole: no sales any more.
EACH_BACK: Final = f"""{credited.DEALS}
    UNION SELECT c.deal FROM credits c WHERE c.deleted_at IS NULL GROUP BY c.deal
    HAVING (SELECT sum({_NET}) FROM deal_lines l WHERE l.deal = c.deal AND l.deleted_at IS NULL)
        BETWEEN 1 AND sum(c.minor)"""
BACK: Final = f"back AS MATERIALIZED ({EACH_BACK})"
IN_TIME: Final = "d.closed_at >= b.begun AND d.closed_at < b.over AND d.deleted_at IS NULL"


# What the lines `l` of a deal come to.
OF_LINES: Final[Mapping[str, str]] = {
    "net": f"coalesce(sum({_NET}), 0)",
    "listed": f"coalesce(sum(CASE WHEN l.net_minor IS NOT NULL THEN {_LISTED} END), 0)",
    "off": f"coalesce(sum({_OFF}), 0)",
    "discounted": "coalesce(max(l.list_minor > l.net_minor), 0)",
    "covered_net": f"coalesce(sum(CASE WHEN l.cost_minor IS NOT NULL THEN {_NET} END), 0)",
    "covered_cost": f"coalesce(sum(CASE WHEN l.net_minor IS NOT NULL THEN {_COST} END), 0)",
    "lines": "count(l.id)",
    "covered": "count(CASE WHEN l.net_minor IS NOT NULL THEN l.cost_minor END)",
    "pieces": "coalesce(sum(l.quantity), 0)",
    "raised": "coalesce(max(l.kind = 'up-sell'), 0)",
    "uplift": f"coalesce(sum(CASE WHEN l.kind = 'up-sell' THEN {_NET} END), 0)",
}
WITH_LINES: Final = "deals d LEFT JOIN deal_lines l ON l.deal = d.id AND l.deleted_at IS NULL"


def each_sale(asked: Asked) -> str:
    """A row a sale, or a row a sale and product where that is what is asked by."""
    per = ", l.product" if asked.by == "product" else ""
    sums, source, grouped = "d.stands, " + ", ".join(f"d.{name}" for name in OF_LINES), asked.deals, ""
    if not asked.has_deals:
        made = ", ".join(f"{made} AS {name}" for name, made in OF_LINES.items())
        sums, source, grouped = (
            f"d.id NOT IN back AS stands, {made}",
            WITH_LINES,
            f" GROUP BY b.name, d.row{per}",
        )
    return f"""{asked.begins(BACK)}, sale AS MATERIALIZED (
        SELECT b.name AS bucket, {asked.group(OF_DEALS)} AS part, d.id, d.closed_at, d.opened_at,
            d.currency, d.rate, d.rate_currency, {sums}
        FROM bucket b CROSS JOIN {source}
        WHERE {IN_TIME} AND d.outcome = 'won'{asked.kept(OF_DEALS)}{grouped})"""


def sums(connection: AnyConnection, asked: Asked) -> dict[Key, SaleSums]:
    """The sums of the sales won in each bucket. Each sum of a sale is turned into the currency asked for and rounded
    on its own; a sale without a rate is in no sum of money."""
    amounts = ("listed", "off", "covered_net", "covered_cost", "uplift")
    known = f"({own('s.net', 's')} IS NOT NULL)"
    query = f"""{each_sale(asked)}
        SELECT s.bucket, s.part, sum(s.stands), sum(s.stands AND s.net = 0), sum(NOT {known}),
            sum(s.stands AND s.net <> 0 AND {known}),
            sum(s.stands AND s.discounted), sum(s.stands AND s.raised), sum(s.stands * {known} * s.lines),
            sum(s.stands * {known} * s.covered), sum(s.stands * s.pieces), {own_sum("s.net", "s")},
            {", ".join(own_sum(f"s.stands * s.{one}", "s") for one in amounts)},
            coalesce(sum(CASE WHEN s.closed_at >= s.opened_at THEN s.closed_at - s.opened_at END), 0),
            coalesce(sum(s.closed_at >= s.opened_at), 0), coalesce(sum(s.closed_at < s.opened_at), 0)
        FROM sale s GROUP BY 1, 2"""
    return summed(connection, query, asked, SaleSums)


def returned(connection: AnyConnection, asked: Asked) -> dict[Key, Returned]:
    """What came back in each bucket, of sales whenever they were."""
    query = f"""{asked.begins(BACK)}
        SELECT b.name, {asked.group(OF_DEALS)}, count(*), {own_sum("coalesce(c.minor, 0)")},
            sum({own("0")} IS NULL)
        FROM bucket b CROSS JOIN credits c ON c.at >= b.begun AND c.at < b.over AND c.deleted_at IS NULL
        JOIN deals d ON d.id = c.deal AND d.deleted_at IS NULL AND d.outcome = 'won'
        LEFT JOIN deal_lines l ON l.id = c.line WHERE 1{asked.kept(OF_DEALS)} GROUP BY 1, 2"""
    return summed(connection, query, asked, Returned)


def tickets(connection: AnyConnection, asked: Asked) -> dict[Key, list[int]]:
    """What each sale came to that stands and was not given away, in minor units."""
    query = f"""{each_sale(asked)}
        SELECT s.bucket, s.part, {own("s.net", "s")} AS minor FROM sale s
        WHERE s.stands AND s.net <> 0 AND minor IS NOT NULL"""
    return gathered(connection, query, asked, int)


def cycles(connection: AnyConnection, asked: Asked) -> dict[Key, list[int]]:
    """How long each deal won in a bucket had been open, in microseconds; those that closed before they opened are
    left out."""
    query = f"""{asked.begins(BACK)}
        SELECT b.name, {asked.group(OF_DEALS)}, d.closed_at - d.opened_at
        FROM bucket b CROSS JOIN {asked.deals} {products(asked)}
        WHERE {IN_TIME} AND d.outcome = 'won' AND d.closed_at >= d.opened_at{asked.kept(OF_DEALS)}"""
    return gathered(connection, query, asked, int)


def decided(connection: AnyConnection, asked: Asked) -> dict[Key, Decided]:
    """What was won, lost and set aside in each bucket, by its closing; the money of it in the currency asked for."""
    mine = " AND n.product IS l.product" if products(asked) else ""
    worth = _NET.replace("l.", "n.")
    net = f"(SELECT sum({worth}) FROM deal_lines n WHERE n.deal = d.id AND n.deleted_at IS NULL{mine})"
    query = f"""{asked.begins(BACK)}, made AS MATERIALIZED (
        SELECT b.name AS bucket, {asked.group(OF_DEALS)} AS part, d.outcome, d.currency, d.rate, d.rate_currency,
            coalesce({"d.net" if asked.has_deals else net}, 0) AS net
        FROM bucket b CROSS JOIN {asked.deals} {products(asked)}
        WHERE {IN_TIME} AND d.outcome IN ('won', 'lost', 'disqualified'){asked.kept(OF_DEALS)})
        SELECT m.bucket, m.part, sum(m.outcome = 'won'), sum(m.outcome = 'lost'), sum(m.outcome = 'disqualified'),
            {own_sum("iif(m.outcome = 'won', m.net, 0)", "m")}, {own_sum("iif(m.outcome = 'lost', m.net, 0)", "m")},
            sum(m.outcome <> 'disqualified' AND {own("0", "m")} IS NULL)
        FROM made m GROUP BY 1, 2"""
    return summed(connection, query, asked, Decided)


def offered(connection: AnyConnection, asked: Asked) -> dict[Key, Offered]:
    """Of the sales won in each bucket: to how many a step up was offered, and by how many it was taken."""
    query = f"""{asked.begins(BACK)}
        SELECT b.name, {asked.group(OF_DEALS)}, count(DISTINCT d.id),
            count(DISTINCT iif(o.answer = 'taken', d.id, NULL))
        FROM bucket b CROSS JOIN {asked.deals} {products(asked)}
        JOIN offers o ON o.deal = d.id AND o.kind = 'up-sell' AND o.deleted_at IS NULL
        WHERE {IN_TIME} AND d.outcome = 'won' AND d.id NOT IN back{asked.kept(OF_DEALS)} GROUP BY 1, 2"""
    return summed(connection, query, asked, Offered)


def ever_raised(connection: AnyConnection) -> bool:
    """Whether a step up was ever offered or sold."""
    query = """SELECT EXISTS (SELECT 1 FROM deal_lines WHERE kind = 'up-sell' AND deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM offers WHERE kind = 'up-sell' AND deleted_at IS NULL)"""
    return bool(scalar(connection, query))


def products(asked: Asked) -> str:
    """What a deal is joined with where it is asked by product: a row a product, not a row a line."""
    if asked.by != "product" and "product" not in asked.scope:
        return ""
    return "LEFT JOIN (SELECT DISTINCT deal, product FROM deal_lines WHERE deleted_at IS NULL) l ON l.deal = d.id"
