"""Many deals moved to a stage, or closed as lost, by the rules of one."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.deals import Deal
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deal_stages, deals
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.bulk_rehearsal import rehearsed
from salesdesk.services.changes import nobody_watches
from salesdesk.services.deals import Lost
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit


def stage(store: Store, ids: Sequence[UUID], key: str, *, progress: Progress = nobody_watches) -> Bulk:
    """Moves open deals to the stage of this key, each move noted. A closed one is left out: it is opened again by an
    act of its own."""
    with store.read() as reading:
        called = next((deal_stages.label(one) for one in deal_stages.read(reading) if one.key == key), key)

    def rule(unit: Unit, ident: UUID) -> None:
        mine = unit.need(Deal, ident)
        if mine.outcome:
            deals.refuse_closed(mine, store.clock.zone())
        deals.stand_in(unit, mine, key)

    return rehearsed(
        store, ids, rule, Bulk(N_("Moved {count} to {what}"), {"what": called}), progress=progress
    )


def lose(store: Store, ids: Sequence[UUID], cause: str, *, progress: Progress = nobody_watches) -> Bulk:
    """Closes deals as lost with a cause, a slug of the vocabulary or the seller's own word. Those lost already are
    so already; others that are closed are left out. Raises `UserError` for no cause."""
    if not cause.strip():
        raise UserError(_("Say why they were lost."), _("Choose a cause, or write one."))
    known = Lost(cause=cause.strip())

    def rule(unit: Unit, ident: UUID) -> None:
        if unit.need(Deal, ident).outcome != "lost":
            deals.lose_in(unit, ident, known, store.clock.zone())

    what = vocabulary.label("cause", cause) or cause.strip()
    return rehearsed(store, ids, rule, Bulk(N_("Lost {count}: {what}"), {"what": what}), progress=progress)
