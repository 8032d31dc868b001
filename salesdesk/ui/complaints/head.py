"""The head of a complaint: what is wrong, who says so, when it came in and until when an answer is promised."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.i18n import _
from salesdesk.services.complaints import Line
from salesdesk.ui import theme
from salesdesk.ui.complaints.wording import due, received_text, who
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.facts import Fact, quiet_line
from salesdesk.ui.widgets.labels import muted, plainly


class _Link(QPushButton):
    """A link of one line that ends in an ellipsis where there is no room."""

    def __init__(self) -> None:
        super().__init__()
        self._whole = ""
        self.setProperty("kind", "link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def say(self, text: str) -> None:
        """Says whom it leads to."""
        self._whole = text
        self.setToolTip(plainly(text))
        self.setAccessibleName(_("Open {name}").format(name=text))
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = max(20, self.width() - 20)
        self.setText(self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, room))


class Head(QWidget):
    """Three lines, of which the first is typed."""

    back = Signal()
    deleting = Signal()
    opening = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.what = quiet_line(_("What is wrong"), name=_("What is wrong"))
        self.what.setFont(theme.font(2, weight=QFont.Weight.DemiBold))
        self.fact = Fact("", self.what)
        self.who = _Link()
        self.who.clicked.connect(self.opening)
        self._due, self._came = Chip(), muted("")
        self._leave = button("", self.back.emit, kind="plain", icon="arrow-left", name=_("Back to the list"))
        self._leave.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for parts in (
            (
                self._leave,
                self.fact,
                button("", self.deleting.emit, kind="plain", icon="trash", name=_("Delete this complaint")),
            ),
            (self.who,),
            (self._due, self._came),
        ):
            row = QHBoxLayout()
            row.setSpacing(8)
            row.setContentsMargins(0 if self.fact in parts else 8, 0, 0, 0)
            for part in parts:
                row.addWidget(part, 1 if part in (self.fact, self.who, self._came) else 0)
            column.addLayout(row)

    def show_head(self, found: Line) -> None:
        """Shows all but the line that is typed, which saves itself."""
        name = who(found)
        self.who.say(name)
        self.who.setVisible(bool(name))
        cell = due(found, self._clock)
        self._due.say(cell.text, cell.tone)
        self._came.setText(received_text(found, self._clock))

    def folded(self, *, folded: bool) -> None:
        """Whether it offers the way back to the list."""
        self._leave.setVisible(folded)
