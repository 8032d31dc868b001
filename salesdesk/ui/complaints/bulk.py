"""What may be done with many complaints at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import bulk_setting, complaints
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.ui.bulk_foot import ListAct, delete_of


def acts() -> list[ListAct]:
    """A cause, the day of a promised answer, deletion."""
    return [
        ListAct(
            "cause",
            _("Cause"),
            _cause,
            lambda n: ngettext(
                "Sets the cause to {what} in {count}.", "Sets the cause to {what} in {count}.", n
            ),
            _causes,
            (_("Another cause …"), _("The cause"), _("For example: the haulier")),
        ),
        ListAct(
            "promised",
            _("Answer by"),
            _promised,
            lambda n: ngettext(
                "Promises an answer by {what} in {count}.", "Promises an answer by {what} in {count}.", n
            ),
            asks=("", _("By when an answer is promised"), _("For example: friday 16:00")),
        ),
        delete_of("complaints"),
    ]


def _causes(store: Store) -> list[tuple[str, str]]:
    with store.read() as reading:
        own = complaints.own_causes(reading)
    return [
        *((one, vocabulary.label("cause", one)) for one in vocabulary.slugs("cause")),
        *((one, one) for one in own),
    ]


def _cause(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    what = vocabulary.label("cause", value)
    label = N_("Set the cause of {count} to {what}")
    return bulk_setting.set_fields(
        store, "complaints", ids, [("cause", value)], label=label, what=what, progress=progress
    )


def _promised(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    label = N_("Promised an answer by {what} in {count}")
    return bulk_setting.set_fields(
        store, "complaints", ids, [("promised", value)], label=label, what=value, progress=progress
    )
