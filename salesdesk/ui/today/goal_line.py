"""One goal beside the day: its name and how far it is, a bar, and below what it needs and how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QEnterEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from salesdesk.ui import theme
from salesdesk.ui.goal_states import TONES
from salesdesk.ui.widgets import chips
from salesdesk.ui.widgets.labels import plainly
from salesdesk.ui.widgets.meters import paint_meter

if TYPE_CHECKING:
    from salesdesk.services.goal_glance import Glimpse

HIGH: Final = 82  # pixels
_SIDE: Final = 16
_METER: Final = 12


class GoalLine(QAbstractButton):
    """Opens its goal by the mouse, Enter or Space; an empty bar before it is known what it is of."""

    def __init__(self) -> None:
        super().__init__()
        self._known: Glimpse | None = None
        self._last = False
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    @property
    def goal(self) -> UUID | None:
        """The goal that it shows."""
        return self._known.id if self._known else None

    def is_known(self) -> bool:
        """Whether it shows a goal yet."""
        return self._known is not None

    def say(self, one: Glimpse) -> None:
        """Shows a goal."""
        self._known = one
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        told = f"{one.title}: {one.stands}, {one.label}"
        self.setAccessibleName(f"{told}. {one.note}" if one.note else told)
        self.setToolTip(plainly("\n".join(filter(None, (one.title, one.stands, one.note)))))
        self.update()

    def set_last(self, last: bool) -> None:  # noqa: FBT001  (as Qt's setters)
        """Draws no line below the last one."""
        self._last = last
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HIGH)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen, painter, box = theme.tokens(self), QPainter(self), self.rect()
        if self._known is not None and self.underMouse():
            painter.fillRect(box.adjusted(0, 0, 0, -1), QColor(chosen.faint))
        if not self._last:
            painter.setPen(QPen(QColor(chosen.line), 1))
            painter.drawLine(box.bottomLeft(), box.bottomRight())
        if self.hasFocus():
            painter.fillRect(QRect(0, 0, 3, box.height() - 1), QColor(chosen.accent))
        inside = box.adjusted(_SIDE, 0, -_SIDE, 0)
        meter = QRectF(inside.left(), 36, inside.width(), _METER)
        one = self._known
        if one is None:
            paint_meter(painter, meter, 0, None, chosen)
            return
        self._paint_texts(painter, inside, one, chosen)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_meter(painter, meter, one.share, one.mark, chosen)

    @staticmethod
    def _paint_texts(painter: QPainter, inside: QRect, one: Glimpse, chosen: theme.Tokens) -> None:
        head = QRect(inside.left(), 11, inside.width(), 22)
        bold = theme.font(weight=QFont.Weight.DemiBold)
        number = theme.font(weight=QFont.Weight.DemiBold, tabular=True)
        wide = min(QFontMetrics(number).horizontalAdvance(one.stands), head.width() * 2 // 3)
        _draw(painter, head, one.stands, number, color=chosen.text, right=True)
        _draw(painter, head.adjusted(0, 0, -wide - 12, 0), one.title, bold, color=chosen.text)
        chip = chips.width(one.label)
        low = QRect(inside.left(), 52, inside.width(), chips.HEIGHT)
        _draw(painter, low.adjusted(0, 0, -chip - 12, 0), one.note, theme.font(-1), color=chosen.muted)
        where = QRect(low.right() - chip + 1, low.top(), chip, low.height())
        chips.paint(painter, where, one.label, TONES.get(one.status, "neutral"), chosen)


def _draw(
    painter: QPainter, where: QRect, text: str, font: QFont, *, color: str, right: bool = False
) -> None:
    painter.setFont(font)
    painter.setPen(QColor(color))
    side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, side | Qt.AlignmentFlag.AlignVCenter, shown)
