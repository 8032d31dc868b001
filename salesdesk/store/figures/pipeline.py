"""What may come of open deals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.pipeline import LATEST, OpenSums
from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import OF_DEALS, Asked, Key, own, own_sum, summed
from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_NET: Final = LINE.format(price="net_minor")


def chance(probabilities: Mapping[str, int]) -> str:
    """How likely the deal `d` is won, in per cent: its own probability, else that of its stage."""
    quoted = ((key.replace("'", "''"), percent) for key, percent in probabilities.items())
    stages = " ".join(f"WHEN '{key}' THEN {percent}" for key, percent in quoted)
    return f"coalesce(d.probability, CASE d.stage {stages or 'WHEN NULL THEN 0'} ELSE 0 END)"


def open_deals(
    connection: AnyConnection, asked: Asked, probabilities: Mapping[str, int]
) -> dict[Key, OpenSums]:
    """What is open now: how many deals, what they come to, and the same by its probability (of 100 times as much).
    `probabilities` are those of the stages, in per cent, of deals that have none of their own."""
    each = f"SELECT sum({_NET}) FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL"
    query = f"""WITH {asked.periods}, back AS (SELECT NULL), o AS MATERIALIZED (
        SELECT b.name AS bucket, {asked.group(OF_DEALS)} AS part, d.currency, d.rate, d.rate_currency,
            {chance(probabilities)} AS chance, coalesce(({each}), 0) AS net
        FROM bucket b CROSS JOIN deals d WHERE d.outcome = '' AND d.deleted_at IS NULL{asked.kept(OF_DEALS)})
        SELECT bucket, part, count(*), {own_sum("o.net", "o")}, coalesce(sum({own("o.net", "o")} * chance), 0),
            sum({own("0", "o")} IS NULL)
        FROM o GROUP BY 1, 2"""
    return summed(connection, query, asked, OpenSums)


def outcomes(connection: AnyConnection) -> dict[str, tuple[int, int]]:
    """Of the latest deals that were won or lost: for each stage in which some stood before they closed, how many of
    them were won, and how many there are. One that was closed the moment it came there had no chance there."""
    query = f"""WITH latest AS MATERIALIZED (
        SELECT id, outcome, closed_at FROM deals
        WHERE closed_at IS NOT NULL AND +outcome IN ('won', 'lost') AND deleted_at IS NULL
        ORDER BY closed_at DESC, row DESC LIMIT {LATEST}),
        stood AS (SELECT DISTINCT l.id, l.outcome, c.new AS stage
        FROM latest l CROSS JOIN stage_changes c ON c.deal = l.id AND c.deleted_at IS NULL AND c.at < l.closed_at
            AND c.new NOT IN ('won', 'lost', 'disqualified'))
        SELECT stage, sum(outcome = 'won'), count(*) FROM stood GROUP BY 1"""
    return {stage: (won, closed) for stage, won, closed in run(connection, query)}
