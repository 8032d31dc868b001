"""What other pages ask the page of messages for, in one text: whom to write to, about what."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from salesdesk.domain.deals import Deal
from salesdesk.domain.fairs import Fair
from salesdesk.i18n import _
from salesdesk.services.cards import card
from salesdesk.services.handing_over import Group
from salesdesk.services.templates import PURPOSES
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Asked:
    """To one prospect, about a deal or not, or to a group; for a purpose or any."""

    group: Group
    prospect: UUID | None = None
    deal: UUID | None = None
    purpose: str = ""


def asked(reading: Reading, record: UUID | str) -> Asked | None:
    """What `record` asks for: the id of a prospect, `write:` and one, a purpose and the id of a prospect or a deal
    (`feedback:`), `fair:` and one, `ids:` and several, or `query:`. None where it is none of these, or it is gone."""
    if isinstance(record, UUID):
        return _one(reading, record, "")
    act, _colon, rest = record.partition(":")
    if act == "query":
        called = _("Found by “{query}”").format(query=rest) if rest.strip() else _("All prospects")
        return Asked(Group(called, query=rest))
    try:
        ids = tuple(UUID(one) for one in rest.split(",") if one)
    except ValueError:
        return None
    if act == "ids":
        whom = Asked(Group(_("Those who were marked"), ids=ids))
        return _one(reading, ids[0], "") if len(ids) == 1 else whom
    if len(ids) != 1:
        return None
    if act == "fair":
        fair = reading.get(Fair, ids[0])
        return Asked(Group(fair.name, fair=fair.id), purpose="thanks") if fair else None
    return _one(reading, ids[0], act if act in PURPOSES else "")


def _one(reading: Reading, record: UUID, purpose: str) -> Asked | None:
    deal = reading.get(Deal, record)
    prospect = deal.prospect if deal is not None else record
    found = card(reading, prospect) if prospect else None
    if found is None or found.prospect.deleted_at is not None:
        return None
    who = found.prospect.id
    return Asked(Group(found.name, ids=(who,)), who, deal.id if deal else None, purpose)
