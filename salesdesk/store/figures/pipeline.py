"""What may come of open deals."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.pipeline import OpenSums
from salesdesk.domain.pipeline import LINE
from salesdesk.store.figures.asking import OF_DEALS, Asked, Key, own, own_sum, summed

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_NET: Final = LINE.format(price="net_minor")


def open_deals(
    connection: AnyConnection, asked: Asked, probabilities: Mapping[str, int]
) -> dict[Key, OpenSums]:
    """What is open now: how many deals, what they come to, and the same by its probability (of 100 times as much).
    `probabilities` are those of the stages, in per cent, of deals that have none of their own."""
    stages = " ".join(f"WHEN '{key}' THEN {chance}" for key, chance in probabilities.items())
    chance = f"coalesce(d.probability, CASE d.stage {stages or 'WHEN NULL THEN 0'} ELSE 0 END)"
    each = f"SELECT sum({_NET}) FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL"
    query = f"""WITH {asked.periods}, back AS (SELECT NULL), o AS MATERIALIZED (
        SELECT b.name AS bucket, {asked.group(OF_DEALS)} AS part, d.currency, d.rate, d.rate_currency,
            {chance} AS chance, coalesce(({each}), 0) AS net
        FROM bucket b CROSS JOIN deals d WHERE d.outcome = '' AND d.deleted_at IS NULL{asked.kept(OF_DEALS)})
        SELECT bucket, part, count(*), {own_sum("o.net", "o")}, coalesce(sum({own("o.net", "o")} * chance), 0),
            sum({own("0", "o")} IS NULL)
        FROM o GROUP BY 1, 2"""
    return summed(connection, query, asked, OpenSums)
