"""What prospects bought and may buy, derived with each write of their deals: a part of their score."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.domain.pipeline import LINE
from salesdesk.domain.rates import turned, worth_of_one
from salesdesk.store.bulk import in_parts
from salesdesk.store.sql import listed, run

SEGMENT: Final = ("trade", "size", "region", "language")  # of a prospect, kept beside what it bought
_OF_A_DEAL: Final = ("deal_lines", "credits")


@dataclass(slots=True)
class Worth:
    """In one currency, in minor units: won less what came back, how many sales that were, and what is open."""

    won: int = 0
    sales: int = 0
    open: int = 0


def worth(connection: Connection, prospects: Sequence[bytes]) -> dict[bytes, dict[str, Worth]]:
    """What `prospects` bought and may buy, by currency: that of the deal, or of the rate that was kept with the
    sale. A sale that came back as a whole is none, nor is a gift."""
    marks, listed_values = listed(prospects)
    net = LINE.format(price="net_minor")
    found = run(
        connection,
        "SELECT d.prospect, d.outcome, d.currency, d.rate, d.rate_currency,"
        f" coalesce((SELECT sum({net}) FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL), 0)"
        " - coalesce((SELECT sum(c.minor) FROM credits c WHERE c.deal = d.id AND c.deleted_at IS NULL), 0)"
        f" FROM deals d WHERE d.prospect IN ({marks}) AND d.deleted_at IS NULL AND d.outcome IN ('won', '')",
        listed_values,
    )
    out: dict[bytes, dict[str, Worth]] = defaultdict(lambda: defaultdict(Worth))
    for prospect, outcome, currency, rate, rate_currency, amount in found:
        if amount <= 0:
            continue
        if outcome == "":
            out[prospect][currency].open += amount
            continue
        own = rate_currency if rate and rate_currency else currency
        one = worth_of_one(currency, rate, rate_currency, own) or Decimal(1)
        kept = out[prospect][own]
        kept.won += turned(amount, one)
        kept.sales += 1
    return out


def buyers(connection: Connection, changes: Sequence[Change]) -> set[bytes]:
    """The prospects, deleted ones left out, of the deals whose lines or credits `changes` touch."""
    deals: set[bytes] = set()
    for subject in _OF_A_DEAL:
        mine = [change for change in changes if change.subject == subject]
        said = [told.get("deal") for change in mine for told in (change.patch, change.before or {})]
        deals |= {bytes.fromhex(one) for one in said if isinstance(one, str)}
        for part in in_parts([change.record.bytes for change in mine if change.before is not None]):
            marks, listed_values = listed(part)
            query = f"SELECT deal FROM {subject} WHERE id IN ({marks}) AND deal IS NOT NULL"
            deals |= {one for (one,) in run(connection, query, listed_values)}
    found: set[bytes] = set()
    for part in in_parts(sorted(deals)):
        marks, listed_values = listed(part)
        query = (
            "SELECT p.id FROM deals d JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
            f" WHERE d.id IN ({marks})"
        )
        found |= {one for (one,) in run(connection, query, listed_values)}
    return found
