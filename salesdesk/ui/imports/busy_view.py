"""What is shown while a file is read or taken in: how far it is, and Stop."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, strong
from salesdesk.ui.widgets.states import IconTile


class BusyView(QWidget):
    """One piece of long work of this page. It goes on when another page is looked at."""

    def __init__(self, stop: Callable[[], None]) -> None:
        super().__init__()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        card = Card()
        around.addWidget(card)
        middle = QVBoxLayout()
        middle.setSpacing(12)
        middle.setContentsMargins(24, 24, 24, 24)
        self._title, self._far, self._note = strong("", step=2), muted("", step=0), muted("", wrap=True)
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(360)
        self._stop = button(_("Stop"), stop)
        self._note.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._note.setFixedWidth(420)
        middle.addStretch(1)
        parts = (IconTile("download", size=40, tone="accent"), self._title, self._bar, self._far)
        for part in (*parts, self._stop, self._note):
            middle.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        middle.addStretch(1)
        card.body.addLayout(middle)

    def begin(self, title: str, note: str = "") -> None:
        """Says what is done from now on."""
        self._title.setText(title)
        self._note.setText(note)
        self._bar.setAccessibleName(title)
        self._stop.setEnabled(True)
        self.show_far(0, 0)

    def show_far(self, done: int, total: int) -> None:
        """Shows how far it is; a total of 0: nobody knows."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        told = _("{done} of {all}") if total else ("{done}" if done else "")
        self._far.setText(told.format(done=grouped(done), all=grouped(total)))

    def stopping(self) -> None:
        """Says that it ends at its next step."""
        self._title.setText(_("Stopping …"))
        self._stop.setEnabled(False)
        self._bar.setRange(0, 0)
