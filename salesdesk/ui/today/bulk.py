"""The bar for follow-ups that are marked. It is made with the first mark: what it stands on takes time to load, and
Today is shown first of all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.i18n import _, ngettext
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.marking import Marking

if TYPE_CHECKING:
    from salesdesk.services.bulk_editing import Bulk
    from salesdesk.store.batches import Progress
    from salesdesk.store.database import Store
    from salesdesk.ui.bulk_foot import BulkFoot, ListAct

_DAYS = (1, 3, 7)


class FollowUpsFoot(QWidget):
    """The place of the bar; nothing while nothing is marked."""

    def __init__(self, desk: Desk, marking: Marking) -> None:
        super().__init__()
        self._desk, self._marking = desk, marking
        self.bar: BulkFoot | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        marking.changed.connect(self._changed)
        self.hide()

    def _changed(self, count: int) -> None:
        if self.bar is None and count:
            from salesdesk.ui.bulk_foot import MarkedList

            self.bar = MarkedList(self._desk, self._marking, _acts()).bar
            self._column.addWidget(self.bar)
            self.bar.say_marked(count)
        self.setVisible(count > 0)


def _acts() -> list[ListAct]:
    """Moved to a day, done, deleted."""
    from salesdesk.ui.bulk_foot import ListAct, delete_of

    return [
        ListAct(
            "move",
            _("Move"),
            _move,
            lambda n: ngettext("Moves {count} to {what}.", "Moves {count} to {what}.", n),
            _days,
            (_("Another day …"), _("To which day"), _("For example: friday")),
        ),
        ListAct(
            "done",
            _("Done"),
            _done,
            lambda n: ngettext("Marks {count} as done.", "Marks {count} as done.", n),
        ),
        delete_of("followups"),
    ]


def _days(store: Store) -> list[tuple[str, str]]:
    titles = (_("Tomorrow"), _("In 3 days"), _("In a week"))
    days = (today(store.clock) + timedelta(days=many) for many in _DAYS)
    return [(day.isoformat(), title) for day, title in zip(days, titles, strict=True)]


def _move(store: Store, ids: Sequence[UUID], value: str, progress: Progress) -> Bulk:
    from salesdesk.services import bulk_followups, capturing

    found = capturing.follow_up(store, value, "-")
    assert found.day
    return bulk_followups.move(store, ids, found.day, progress=progress)


def _done(store: Store, ids: Sequence[UUID], _value: str, progress: Progress) -> Bulk:
    from salesdesk.services import bulk_followups

    return bulk_followups.done(store, ids, progress=progress)
