"""What came of the week's review, once it is finished."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.i18n import _, ngettext
from salesdesk.services.reviews import Standing
from salesdesk.ui.keeping import review_wording as wording
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary, strong
from salesdesk.ui.widgets.states import IconTile


class DoneCard(Card):
    """The summary, and the ways on: one step back, or to those who are left."""

    back = Signal()
    go_on = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout()
        row.setContentsMargins(20, 16, 20, 16)
        row.setSpacing(16)
        column = QVBoxLayout()
        column.setSpacing(6)
        self._title, self._told, self._next = (
            strong("", step=2),
            secondary("", wrap=True),
            secondary("", wrap=True),
        )
        for label in (self._title, self._told, self._next):
            column.addWidget(label)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        self._back = button(_("One step back"), self.back.emit, icon="arrow-left", tip="←")
        self._on = button(_("Look at the others, too"), self.go_on.emit)
        buttons.addWidget(self._back)
        buttons.addWidget(self._on)
        buttons.addStretch(1)
        column.addSpacing(6)
        column.addLayout(buttons)
        row.addWidget(IconTile("check", size=40, tone="good"))
        row.addLayout(column, 1)
        self.body.addLayout(row)

    def show_standing(self, standing: Standing) -> None:
        """Shows what came of it."""
        self._title.setText(_("This week's review is done"))
        self._told.setText(wording.answered(standing))
        found = sum(one.record.answer == "opportunity" for one in standing.answered)
        text = ngettext(
            "Its deal is in the pipeline, with a follow-up to call.",
            "Their deals are in the pipeline, each with a follow-up to call.",
            found,
        )
        self._next.setText(text)
        self._next.setVisible(found > 0)
        self._back.setVisible(bool(standing.answered))
        self._on.setVisible(bool(standing.left))

    def told(self) -> str:
        """What it says came of it."""
        return self._told.text()

    def first(self) -> QWidget:
        """What the keyboard goes to."""
        return self._on if not self._on.isHidden() else self._back
