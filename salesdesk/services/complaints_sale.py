"""The sale that a complaint is about, the line of it that went wrong, what putting it right cost, and whether the
customer bought again in spite of it."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal, DealLine
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deals, prospects
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

MOST = 20  # sales that a complaint may be about, the latest first


@dataclass(frozen=True, slots=True)
class Sale:
    """A deal that was won, with what was sold in it."""

    deal: Deal
    lines: tuple[DealLine, ...]


def sales(reading: Reading, complaint: Complaint) -> list[Sale]:
    """What the customer who complains has bought, the latest first."""
    if complaint.prospect is None:
        return []
    mine = Deal.prospect == complaint.prospect, Deal.outcome == "won", Deal.deleted_at.is_(None)
    found = reading.find(
        select(Deal).where(*mine).order_by(Deal.closed_at.desc(), Deal.row.desc()).limit(MOST)
    )
    return [Sale(one, tuple(deals.lines(reading, one.id))) for one in found]


def tie(store: Store, seen: Complaint, deal: UUID | None, line: UUID | None = None) -> None:
    """Says which sale a complaint is about, and which line of it; None takes that back. Raises `UserError` where the
    line is none of that sale, or it was said otherwise since the complaint was `seen`."""
    with store.read() as reading:
        if line is not None and reading.need(DealLine, line).deal != deal:
            raise UserError(_("That line belongs to another sale."))
    changed = {"deal": (seen.deal, deal), "deal_line": (seen.deal_line, line)}
    prospects.edit(store, seen, changed, N_("Changed a complaint"))


def put_right(store: Store, seen: Complaint, cost: Money | None) -> None:
    """Notes what putting it right cost. Raises `UserError` where that is below nothing, or was changed meanwhile."""
    if cost is not None and cost.minor < 0:
        raise UserError(_("A cost is not below nothing."), _("Write an amount, or leave it empty."))
    minor, currency = (cost.minor, cost.currency) if cost else (None, "")
    changed = {
        "cost_minor": (seen.cost_minor, minor),
        "cost_currency": (seen.cost_currency, currency),
    }
    prospects.edit(store, seen, changed, N_("Changed a complaint"))


def bought_again(reading: Reading, complaint: Complaint) -> Deal | None:
    """The first deal with the customer that was won after the complaint came in, other than the one that it is
    about; None where there is none yet."""
    if complaint.prospect is None or complaint.received_at is None:
        return None
    mine = Deal.prospect == complaint.prospect, Deal.outcome == "won", Deal.deleted_at.is_(None)
    query = select(Deal).where(*mine, Deal.closed_at >= complaint.received_at)
    if complaint.deal is not None:
        query = query.where(Deal.id != complaint.deal)
    return reading.first(query.order_by(Deal.closed_at, Deal.row))
