"""Credits: what came back of a sale, against one of its lines, on a day of its own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.deals import Credit, Deal, DealLine
from salesdesk.domain.locally import exact_money
from salesdesk.domain.pipeline import line_minor
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


def give(
    store: Store,
    line: UUID,
    quantity: Decimal,
    *,
    minor: int | None = None,
    at: datetime | None = None,
    note: str = "",
) -> Credit:
    """Credits so many pieces of a line of a sale, at its net price or at `minor` in all.

    Raises `UserError` where the deal is not won, nothing would be credited, or more than was sold.
    """
    with store.read() as reading:
        what = reading.need(DealLine, line).name
    with store.change(N_("Credited: {what}"), what=what) as unit:
        mine = unit.need(DealLine, line)
        assert mine.deal
        deal = unit.need(Deal, mine.deal)
        if deal.outcome != "won":
            raise UserError(_("That deal is not won yet."), _("Only a sale can be credited."))
        before = [one for one in of(unit, deal.id) if one.line == line]
        left = mine.quantity - sum((one.quantity or Decimal(0) for one in before), Decimal(0))
        sold = line_minor(mine.quantity, mine.net_minor or 0) - sum(one.minor or 0 for one in before)
        whole = (
            sold if quantity == left else min(worth(mine, quantity), sold)
        )  # the last take what rounding left
        amount = whole if minor is None else minor
        _need_at_most(left, quantity)
        if not 0 <= amount <= sold:
            raise UserError(
                _("A credit is an amount from nothing to what was paid for it."),
                _("Left to credit: {quantity}.").format(quantity=exact_money(sold, deal.currency)),
            )
        return unit.add(
            Credit(deal=deal.id, line=line, quantity=quantity, minor=amount, at=at or unit.now, note=note)
        )


def _need_at_most(left: Decimal, quantity: Decimal) -> None:
    still = _("Left to credit: {quantity}.").format(quantity=f"{left.normalize():f}")
    if quantity <= 0:
        raise UserError(_("Nothing came back, so there is nothing to credit."), still)
    if quantity > left:
        raise UserError(_("That is more than was sold and is not credited yet."), still)


def worth(line: DealLine, quantity: Decimal) -> int:
    """What so many pieces of a line were sold for, in minor units."""
    return line_minor(quantity, line.net_minor or 0)


def of(reading: Reading, deal: UUID) -> Sequence[Credit]:
    """The credits of a sale, the earliest first."""
    query = select(Credit).where(Credit.deal == deal, Credit.deleted_at.is_(None))
    return reading.find(query.order_by(Credit.at, Credit.row))
