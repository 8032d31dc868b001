"""A quiet line from Friday on: how many customers this week's review has, and the way there."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.clock import today
from salesdesk.i18n import _, ngettext
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary

FRIDAY: Final = 4


class ReviewLine(Card):
    """Reads itself off the window's thread, after the day stands on the screen; gone where nobody waits."""

    told = Signal()  # that somebody waits

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(12)
        self._text = secondary("", wrap=True)
        go = button(_("Begin"), self._go, icon="clipboard-check", name=_("Begin this week's review"))
        row.addWidget(self._text, 1)
        row.addWidget(go)
        self.body.addLayout(row)
        self.hide()

    def look(self) -> None:
        """Looks how many wait; from Friday on only."""
        if today(self._desk.clock).weekday() < FRIDAY:
            self.hide()
            return
        store, currency = self._desk.store, own_currency(self._desk.settings)

        def work(_progress: object) -> int:
            from salesdesk.services import reviews  # reads all sales: not before the day is shown

            with store.read() as reading:
                return reviews.waiting(reading, store.clock, currency)

        self._desk.run(work, parent=self, on_done=self._say)

    def _say(self, many: int) -> None:
        told = ngettext(
            "This week's review: {number} customer", "This week's review: {number} customers", many
        )
        self._text.setText(told.format(number=many))
        self.setVisible(many > 0)
        if many:
            self.told.emit()

    def text(self) -> str:
        """What it says, or the empty text where it is gone."""
        return "" if self.isHidden() else self._text.text()

    def _go(self) -> None:
        self._desk.go("keeping", "review:")
