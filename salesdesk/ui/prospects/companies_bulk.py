"""What may be done with many companies at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import bulk_setting
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.ui.bulk_foot import ListAct, delete_of


def acts() -> list[ListAct]:
    """A trade, deletion: one where prospects work is left out."""
    return [
        ListAct(
            "trade",
            _("Trade"),
            _trade,
            lambda n: ngettext(
                "Sets the trade to {what} in {count}.", "Sets the trade to {what} in {count}.", n
            ),
            asks=("", _("The trade"), _("For example: Furniture")),
        ),
        delete_of("companies"),
    ]


def _trade(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    label = N_("Set the trade of {count} to {what}")
    return bulk_setting.set_fields(
        store, "companies", ids, [("trade", value)], label=label, what=value, progress=progress
    )
