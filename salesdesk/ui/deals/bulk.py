"""What may be done with many deals at once."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import bulk_deals, bulk_setting, complaints, deal_stages
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.ui.bulk_foot import ListAct, delete_of


def acts() -> list[ListAct]:
    """A stage, the day of the expected close, the source, lost with a cause, deletion."""
    return [
        ListAct(
            "stage",
            _("Stage"),
            _stage,
            lambda n: ngettext("Moves {count} to {what}.", "Moves {count} to {what}.", n),
            _stages,
        ),
        ListAct(
            "close",
            _("Expected close"),
            _close,
            lambda n: ngettext(
                "Expects {count} to close by {what}.", "Expects {count} to close by {what}.", n
            ),
            asks=("", _("The day of the expected close"), _("For example: 18 december")),
        ),
        ListAct(
            "lost",
            _("Lost"),
            _lose,
            lambda n: ngettext("Closes {count} as lost: {what}.", "Closes {count} as lost: {what}.", n),
            _causes,
            (_("Another cause …"), _("Why they were lost"), _("For example: too dear")),
        ),
        ListAct(
            "source",
            _("Source"),
            _source,
            lambda n: ngettext(
                "Sets the source to {what} in {count}.", "Sets the source to {what} in {count}.", n
            ),
            lambda _store: _words("source"),
        ),
        delete_of("deals"),
    ]


def _words(kind: str) -> list[tuple[str, str]]:
    return [(one, vocabulary.label(kind, one)) for one in vocabulary.slugs(kind)]


def _stages(store: Store) -> list[tuple[str, str]]:
    with store.read() as reading:
        return [(one.key, deal_stages.label(one)) for one in deal_stages.read(reading)]


def _causes(store: Store) -> list[tuple[str, str]]:
    with store.read() as reading:
        own = complaints.own_causes(reading)
    return [*_words("cause"), *((one, one) for one in own)]


def _close(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    label = N_("Expected {count} to close by {what}")
    return bulk_setting.set_fields(
        store, "deals", ids, [("expected_close", value)], label=label, what=value, progress=progress
    )


def _source(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    what, label = vocabulary.label("source", value), N_("Set the source of {count} to {what}")
    return bulk_setting.set_fields(
        store, "deals", ids, [("source", value)], label=label, what=what, progress=progress
    )


def _stage(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    return bulk_deals.stage(store, ids, value, progress=progress)


def _lose(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    return bulk_deals.lose(store, ids, value, progress=progress)
