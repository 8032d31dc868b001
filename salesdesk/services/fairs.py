"""Fairs: made and prepared, and how many were met there."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.domain.fairs import Fair
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


def make(
    store: Store,
    name: str,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    place: str = "",
    cost: Money | None = None,
    target_leads: int | None = None,
) -> Fair:
    """Makes a fair. Raises `UserError` where it has no name or ends before it starts."""
    if not name.strip():
        raise UserError(_("A fair needs a name."))
    if starts_on and ends_on and ends_on < starts_on:
        raise UserError(_("The fair ends before it starts."), _("Look at its days."))
    with store.change(N_("Prepared {name}"), name=name) as unit:
        return unit.add(
            Fair(
                name=name.strip(),
                place=place,
                starts_on=starts_on,
                ends_on=ends_on or starts_on,
                cost_minor=cost.minor if cost else None,
                cost_currency=cost.currency if cost else "",
                target_leads=target_leads,
            )
        )


def current(reading: Reading, day: date) -> Fair | None:
    """The fair that runs on `day`, else the next one to come."""
    query = (
        select(Fair).where(Fair.ends_on >= day, Fair.deleted_at.is_(None)).order_by(Fair.starts_on, Fair.row)
    )
    return reading.first(query)


def met_at(reading: Reading, fair: UUID) -> int:
    """How many prospects were met at the fair."""
    query = select(func.count()).select_from(Prospect)
    return reading.rows(query.where(Prospect.fair == fair, Prospect.deleted_at.is_(None)))[0][0]
