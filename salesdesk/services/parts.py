"""Parts of a prospect or company, each changed by itself: a phone, an address, a consent, an answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.companies import Company
from salesdesk.domain.consents import Consent
from salesdesk.domain.prospects import Address, Phone, Prospect
from salesdesk.domain.records import Record
from salesdesk.domain.values import normalise_phone
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import nurturing
from salesdesk.services.editing_parts import reachable
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

_LABEL: Final = N_("Changed {name}")
_PLACED: Final = frozenset({"phones", "emails", "webs", "addresses", "asked_about"})


def add(
    store: Store, owner: Prospect | Company, subject: str, said: Mapping[str, Any], *, name: str, region: str
) -> Record:
    """Adds a part of `subject` to `owner`, behind those it has. `region` is the country of numbers without a
    country code."""
    kind: Any = subjects.BY_SUBJECT[subject]
    field = "company" if isinstance(owner, Company) else "prospect"
    with store.change(_LABEL, name=name) as unit:
        unit.need(type(owner), owner.id)
        values = {field: owner.id, **said}
        if subject in _PLACED:
            standing = unit.rows(select(kind.position).where(getattr(kind, field) == owner.id))
            values["position"] = max((place for (place,) in standing), default=-1) + 1
        made = unit.add(kind(**values))
        _settle(unit, made, region)
        return made


def change(
    store: Store, part: Record, fields: Mapping[str, tuple[Any, Any]], *, name: str, region: str
) -> None:
    """Sets fields of a part from `(seen, new)` pairs. Raises `UserError`, changing nothing, where one is no
    longer what was seen."""
    with store.change(_LABEL, name=name) as unit:
        fresh = unit.need(type(part), part.id)
        if any(getattr(fresh, field) not in pair for field, pair in fields.items()):
            raise UserError(_("That was changed meanwhile."), _("Look at it again and repeat the change."))
        for field, (_seen, new) in fields.items():
            setattr(fresh, field, new)
        if isinstance(fresh, Consent) and fresh.withdrawn_at is not None and "withdrawn_at" in fields:
            nurturing.withdrawn(unit, fresh)
        _settle(unit, fresh, region)


def take_off(store: Store, part: Record, *, name: str) -> None:
    """Takes a part off; undo brings it back. Raises `UserError` where it is all that tells who is meant."""
    with store.change(_LABEL, name=name) as unit:
        fresh: Any = unit.need(type(part), part.id)
        unit.delete(fresh)
        if isinstance(fresh, Consent):
            nurturing.withdrawn(unit, fresh)
        owner = unit.get(Prospect, fresh.prospect) if fresh.prospect else None
        if owner is not None and not (owner.name or owner.company) and not reachable(unit, owner):
            raise UserError(
                _("That would leave nobody."),
                _("Give at least a name, a company, a phone or an email address."),
            )


def _settle(unit: Unit, part: Record, region: str) -> None:
    if isinstance(part, Phone):
        e164 = normalise_phone(part.value, _country(unit, part) or region)
        if part.e164 != e164:
            part.e164 = e164


def _country(reading: Reading, phone: Phone) -> str:
    """The country of the address beside a number, where it is known by its two letters."""
    where = Address.company == phone.company if phone.company else Address.prospect == phone.prospect
    found = reading.find(
        select(Address).where(where, Address.deleted_at.is_(None)).order_by(Address.position)
    )
    return next((one.country for one in found if len(one.country) == 2), "")
