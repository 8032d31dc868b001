"""Many expenses put to a fair, which is known by its id: two may be called the same."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.domain.expenses import Expense
from salesdesk.i18n import N_, _
from salesdesk.services import fairs
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.bulk_rehearsal import rehearsed
from salesdesk.services.changes import nobody_watches
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit


def fair(store: Store, ids: Sequence[UUID], to: UUID | None, *, progress: Progress = nobody_watches) -> Bulk:
    """Puts expenses to a fair, or with None to no fair any more."""
    with store.read() as reading:
        called = fairs.told_apart(reading).get(to, "") if to else _("none")

    def rule(unit: Unit, ident: UUID) -> None:
        unit.need(Expense, ident).fair = to

    return rehearsed(
        store, ids, rule, Bulk(N_("Set the fair of {count} to {what}"), {"what": called}), progress=progress
    )
