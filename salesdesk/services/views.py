"""Saved views: the seller's own queries under a name, listed, renamed and let go."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.fairs import Fair
from salesdesk.domain.views import View
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, in_every_language
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

SAMPLE: Final = (  # the views of the sample year, by their English names
    (N_("Hot"), "hot -is:customer"),
    (N_("No follow-up"), "no:follow-up stage:marketing-qualified|sales-qualified"),
    (N_("Customers"), "is:customer"),
    (N_("Late"), "is:late"),
)


def saved(reading: Reading, subject: str) -> Sequence[View]:
    """The views of a subject, in their order."""
    query = (
        select(View).where(View.of == subject, View.deleted_at.is_(None)).order_by(View.position, View.row)
    )
    return reading.find(query)


def called(view: View) -> str:
    """The name of a view: of one of the sample, in the language in use, whichever it was filled in."""
    given = (one for one, query in SAMPLE if query == view.query and view.name in in_every_language(one))
    return next((_(one) for one in given), view.name)


def last_fair(reading: Reading, day: date) -> str:
    """The name of the fair that has begun last by `day`, or empty: whom one met there is looked at most."""
    query = select(Fair).where(Fair.starts_on <= day, Fair.deleted_at.is_(None))
    found = reading.first(query.order_by(Fair.starts_on.desc(), Fair.row.desc()))
    return found.name if found else ""


def rename(store: Store, view: UUID, name: str) -> None:
    """Gives a view another name. Raises `UserError` for an empty one, or one that another view has."""
    if not name.strip():
        raise UserError(_("A view needs a name."))
    with store.change(N_("Renamed a view to {name}"), name=name.strip()) as unit:
        same = select(View).where(View.name == name.strip(), View.deleted_at.is_(None), View.id != view)
        if unit.first(same) is not None:
            raise UserError(_("There is a view “{name}” already.").format(name=name.strip()))
        unit.need(View, view).name = name.strip()


def remove(store: Store, view: UUID) -> str:
    """Lets a view go, and gives its name; undo brings it back."""
    with store.read() as reading:
        name = reading.need(View, view).name
    with store.change(N_("Deleted the view {name}"), name=name) as unit:
        unit.delete(unit.need(View, view))
    return name
