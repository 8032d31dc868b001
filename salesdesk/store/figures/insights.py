"""The sums that only the page of insights asks: how far those met came and how long it took, what was lost to what,
who bought again, and when leads are met."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import Asked, ask, own_sum
from salesdesk.store.figures.asking import own as in_own
from salesdesk.store.figures.customers import BUYS
from salesdesk.store.figures.sales import BACK
from salesdesk.store.sql import run, scalar

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

QUARTER_HOUR: Final = 900 * 1_000_000  # no zone is set off by less
_NET: Final = LINE.format(price="net_minor")
_OF_DEAL: Final = f"SELECT sum({_NET}) FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL"
_FAR: Final = 1 << 62  # an instant that never comes
_LISTED: Final = "EXISTS (SELECT 1 FROM sources s WHERE s.id = p.source AND s.kind = 'purchased-list')"
_MET: Final = f"""FROM bucket b JOIN prospects p ON p.met_at >= b.begun AND p.met_at < b.over
    AND p.deleted_at IS NULL AND NOT {_LISTED}"""
_STEPS: Final = ("met", "marketing", "sales", "deal", "won")


def _rung(*rungs: str) -> str:
    names = ", ".join(f"'{one}'" for one in rungs)
    return f"""(SELECT min(s.at) FROM stage_changes s WHERE s.prospect = p.id AND s.deleted_at IS NULL
        AND s.new IN ({names}))"""


# When each of those met came how far. Who is further without having been noted nearer was there by then.
_CAME: Final = f"""came AS MATERIALIZED (
    SELECT p.id, p.met_at AS met, coalesce({_rung("marketing-qualified")}, {_FAR}) AS marketing,
        coalesce({_rung("sales-qualified", "customer")}, {_FAR}) AS sales,
        coalesce((SELECT min(d.opened_at) FROM deals d WHERE d.prospect = p.id AND d.deleted_at IS NULL
            AND d.opened_at >= p.met_at), {_FAR}) AS deal,
        coalesce((SELECT min(d.closed_at) FROM deals d WHERE d.prospect = p.id AND d.deleted_at IS NULL
            AND d.outcome = 'won' AND d.closed_at >= p.met_at AND d.closed_at <= :now AND d.id NOT IN back), {_FAR})
            AS won
    {_MET}),
    reached AS MATERIALIZED (SELECT met, nullif(min(marketing, sales, deal, won), {_FAR}) AS marketing,
        nullif(min(sales, deal, won), {_FAR}) AS sales, nullif(min(deal, won), {_FAR}) AS deal,
        nullif(won, {_FAR}) AS won FROM came)"""


def funnel(
    connection: AnyConnection, asked: Asked
) -> tuple[tuple[int, ...], dict[str, tuple[int, list[int]]]]:
    """Of those first met in the bucket, without purchased lists: how many reached each step, and for each step the
    number of those who left it for the next with the middle one or two of the times that took (microseconds); `all` is
    from the meeting to the sale. Two steps at the same instant are no stay: nobody saw them in between."""
    stays = [*pairwise(_STEPS), ("met", "won")]
    names = [*_STEPS[:-1], "all"]
    took = " UNION ALL ".join(
        f"SELECT '{name}' AS step, {after} - {begun} AS took FROM reached WHERE {after} > {begun}"
        for name, (begun, after) in zip(names, stays, strict=True)
    )
    query = f"""{asked.begins(BACK)}, {_CAME}, stay AS ({took}),
        placed AS (SELECT step, took, row_number() OVER (PARTITION BY step ORDER BY took) AS nth,
            count(*) OVER (PARTITION BY step) AS times FROM stay)
        SELECT '', count(*), count(marketing), count(sales), count(deal), count(won) FROM reached
        UNION ALL SELECT step, times, took, NULL, NULL, NULL FROM placed
        WHERE nth IN ((times + 1) / 2, (times + 2) / 2)"""
    counts: tuple[int, ...] = (0,) * len(_STEPS)
    stays_found: dict[str, tuple[int, list[int]]] = {}
    for step, *told in ask(connection, query, asked):
        if step:
            stays_found.setdefault(step, (told[0], []))[1].append(told[1])
        else:
            counts = tuple(told)
    return counts, stays_found


def losses(connection: AnyConnection, asked: Asked) -> list[tuple[str, str, int, int, int]]:
    """What the deals lost in the bucket were lost to, most often first: the key and the name of the cause (both empty
    where nobody said), how many, what they came to in the currency asked for, and how many of them have no rate."""
    net = "d.net" if asked.has_deals else f"coalesce(({_OF_DEAL}), 0)"
    query = f"""WITH {asked.periods}, gone AS MATERIALIZED (
        SELECT d.cause, d.currency, d.rate, d.rate_currency, {net} AS net
        FROM bucket b CROSS JOIN {asked.deals} WHERE d.closed_at >= b.begun AND d.closed_at < b.over
            AND d.outcome = 'lost' AND d.deleted_at IS NULL)
        SELECT coalesce(c.key, ''), coalesce(c.name, ''), count(*), {own_sum("g.net", "g")},
            sum({in_own("g.net", "g")} IS NULL)
        FROM gone g LEFT JOIN causes c ON c.id = g.cause GROUP BY 1, 2
        ORDER BY g.cause IS NULL, 3 DESC, 4 DESC"""
    return ask(connection, query, asked).fetchall()


def bought_again(connection: AnyConnection, asked: Asked) -> list[tuple[str, str, int]]:
    """Of those whose first sale lies in a bucket: how many bought in that bucket and in each later one. Who was a
    customer before Salesdesk began with none of them; who came back as a whole bought nothing."""
    query = f"""{asked.begins(BACK, BUYS)},
        begun AS MATERIALIZED (SELECT f.who, b.name FROM buys f JOIN bucket b ON f.at >= b.begun AND f.at < b.over
            WHERE f.nth = 1 AND f.who <> f.deal AND NOT EXISTS (
                SELECT 1 FROM prospects q WHERE q.id = f.who AND q.customer_since < local_day(f.at)))
        SELECT g.name, b.name, count(DISTINCT g.who) FROM begun g JOIN buys s ON s.who = g.who
        JOIN bucket b ON s.at >= b.begun AND s.at < b.over GROUP BY 1, 2"""
    return ask(connection, query, asked).fetchall()


def met_at(connection: AnyConnection, asked: Asked) -> list[tuple[int, int]]:
    """How many were first met in each quarter of an hour of the bucket, without purchased lists; a quarter is its
    number since 1970."""
    query = f"WITH {asked.periods} SELECT p.met_at / {QUARTER_HOUR}, count(*) {_MET} GROUP BY 1"
    return ask(connection, query, asked).fetchall()


def met_within(connection: AnyConnection, spans: Sequence[tuple[int, int]]) -> list[int]:
    """When those were first met who were met within one of `spans` (microseconds), without purchased lists."""
    found: list[int] = []
    query = f"""SELECT p.met_at FROM prospects p WHERE p.met_at >= ? AND p.met_at < ? AND p.deleted_at IS NULL
        AND NOT {_LISTED}"""
    for span in spans:
        found += [at for (at,) in run(connection, query, span)]
    return found


def open_deals(
    connection: AnyConnection, asked: Asked
) -> list[tuple[str, int | None, str | None, int | None]]:
    """Of each open deal: its stage, its own probability (per cent), the day on which it is expected, and what it comes
    to in the currency asked for, None where no rate says so."""
    query = f"""WITH open AS MATERIALIZED (
        SELECT d.stage, d.probability, d.expected_close, d.currency, d.rate, d.rate_currency,
            coalesce(({_OF_DEAL}), 0) AS net
        FROM deals d WHERE d.outcome = '' AND d.deleted_at IS NULL)
        SELECT o.stage, o.probability, o.expected_close, {in_own("o.net", "o")} FROM open o"""
    return ask(connection, query, asked).fetchall()


def any_at_all(connection: AnyConnection) -> bool:
    """Whether there is anything of which a figure could be made."""
    query = """SELECT EXISTS (SELECT 1 FROM deals WHERE deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM prospects WHERE deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM activities WHERE deleted_at IS NULL)
        OR EXISTS (SELECT 1 FROM stints WHERE deleted_at IS NULL)"""
    return bool(scalar(connection, query))
