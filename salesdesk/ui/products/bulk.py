"""What may be done with many products at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import bulk_setting, products
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.ui.bulk_foot import ListAct, delete_of


def acts() -> list[ListAct]:
    """A category, deletion."""
    return [
        ListAct(
            "category",
            _("Category"),
            _category,
            lambda n: ngettext(
                "Puts {count} into the category {what}.", "Puts {count} into the category {what}.", n
            ),
            _categories,
            (_("Another category …"), _("The category"), _("For example: Kitchen")),
        ),
        delete_of("products"),
    ]


def _categories(store: Store) -> list[tuple[str, str]]:
    with store.read() as reading:
        known = dict.fromkeys(one.category for one in products.all_of(reading) if one.category)
    return [(one, one) for one in known]


def _category(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    label = N_("Put {count} into the category {what}")
    return bulk_setting.set_fields(
        store, "products", ids, [("category", value)], label=label, what=value, progress=progress
    )
