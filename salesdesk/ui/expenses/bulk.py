"""What may be done with many expenses at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import bulk_expenses, bulk_setting, expenses, fairs
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.ui.bulk_foot import ListAct, delete_of


def acts() -> list[ListAct]:
    """A kind, a fair, deletion."""
    return [
        ListAct(
            "kind",
            _("Kind"),
            _kind,
            lambda n: ngettext(
                "Sets the kind to {what} in {count}.", "Sets the kind to {what} in {count}.", n
            ),
            _kinds,
            (_("Another kind …"), _("The kind"), _("For example: parking")),
        ),
        ListAct("fair", _("Fair"), _fair, _to_fair, _fairs),
        delete_of("expenses"),
    ]


def _kinds(_store: Store) -> list[tuple[str, str]]:
    return [(one, vocabulary.label("expense", one)) for one in vocabulary.slugs("expense")]


def _kind(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    kind, label = expenses.kind_meant(value), N_("Set the kind of {count} to {what}")
    what = vocabulary.label("expense", kind)
    return bulk_setting.set_fields(
        store, "expenses", ids, [("kind", kind)], label=label, what=what, progress=progress
    )


def _to_fair(count: int) -> str:
    return ngettext("Sets the fair of {count} to {what}.", "Sets the fair of {count} to {what}.", count)


def _fairs(store: Store) -> list[tuple[str, str]]:
    with store.read() as reading:
        called = fairs.told_apart(reading)
        known = [(one.id.hex, called[one.id]) for one in fairs.all_fairs(reading)]
    return [("", _("No fair")), *known]


def _fair(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    return bulk_expenses.fair(store, ids, UUID(value) if value else None, progress=progress)
