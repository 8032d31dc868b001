"""Above the board: what is likely to come in, and what was lost this month."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.clock import Clock, today
from salesdesk.i18n import _
from salesdesk.services.deals_board import Board
from salesdesk.ui import theme
from salesdesk.ui.deals.wording import forecast, lost
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.labels import ElidedLabel, plainly, secondary, strong


class Head(QWidget):
    """The weighted forecast with its range, and the chip that lists the lost ones."""

    lost_asked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._ranges = ("", "")  # in many words, and in few
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._label, self.sum, self.range = (
            secondary(_("Weighted forecast")),
            strong(""),
            ElidedLabel("", "muted"),
        )
        self.sum.setFont(theme.font(weight=theme.QFont.Weight.DemiBold, tabular=True))
        self._label.setToolTip(
            _("Each open deal counts by how likely it is. Eight times in ten, what comes lies in the range.")
        )
        row.addWidget(self._label)
        row.addWidget(self.sum)
        row.addWidget(self.range, 1)
        self._chip = ToggleChip("")
        self._chip.setCheckable(False)
        self._chip.clicked.connect(lambda: self.lost_asked.emit())  # noqa: PLW0108  (without Qt's own argument)
        self._chip.hide()
        row.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignRight)
        self.setFixedHeight(30)

    def show_board(self, board: Board, clock: Clock) -> None:
        """Tells of a board."""
        sum_, *ranges = forecast(board, today(clock))
        self.sum.setText(sum_)
        self._ranges = (ranges[0], ranges[1])
        self._label.setVisible(bool(sum_))
        text = lost(board, clock) if board.lost else ""
        self._chip.setText(text)
        self._chip.setAccessibleName(text)
        self._chip.setVisible(bool(text))
        self._chip.updateGeometry()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Says the range in few words where there is no room for many."""
        others = (part for part in (self._label, self.sum, self._chip) if not part.isHidden())
        room = self.width() - sum(part.sizeHint().width() + 8 for part in others)
        many, few = self._ranges
        fits = self.range.fontMetrics().horizontalAdvance(many) <= room
        self.range.setText(many if fits else few)
        self.range.setToolTip(plainly("" if fits else many))
