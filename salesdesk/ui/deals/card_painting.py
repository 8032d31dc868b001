"""Cards on the board, painted: a column of hundreds costs no more than the few that are seen."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from salesdesk.ui import theme
from salesdesk.ui.deals.card_model import MARKED, CardTexts
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets import chips

HEIGHT: Final = 106
GAP: Final = 10
MARGIN: Final = 10  # left and right of the cards
_PAD: Final = 12
_CHECK: Final = 16  # pixels of the sign that a card is marked
_NARROW: Final = 176  # pixels of a card under which its inside is closer to its edge
Index = QModelIndex | QPersistentModelIndex


class CardPainter(QStyledItemDelegate):
    """Paints one card in the room that a row of the list has."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(100, HEIGHT + GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        texts: CardTexts | None = index.data(Qt.ItemDataRole.UserRole + 1)
        if texts is None:
            return
        option_any: Any = option  # its fields are not in the stubs
        box = QRect(option_any.rect).adjusted(MARGIN, 0, -MARGIN, -GAP)
        marked = bool(index.data(MARKED))
        paint_card(painter, box, texts, option_any.widget, state=option_any.state, marked=marked)


def paint_card(
    painter: QPainter,
    box: QRect,
    texts: CardTexts,
    widget: QWidget,
    *,
    state: QStyle.StateFlag,
    marked: bool = False,
) -> None:
    """Paints a card into `box`."""
    chosen, flag = theme.tokens(widget), QStyle.StateFlag
    current = bool(state & flag.State_Selected)
    edge = chosen.accent if current else chosen.control if state & flag.State_MouseOver else chosen.line
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    wide = 2 if current and state & flag.State_HasFocus else 1
    painter.setPen(QPen(QColor(edge), wide))
    painter.setBrush(QColor(chosen.accent_soft if marked else chosen.panel))
    half = wide / 2
    painter.drawRoundedRect(
        QRectF(box).adjusted(half, half, -half, -half), theme.CARD_RADIUS, theme.CARD_RADIUS
    )
    pad = _PAD if box.width() >= _NARROW else 9
    _paint_words(painter, box.adjusted(pad, 10, -pad, -10), texts, chosen, room=_CHECK + 4 if marked else 0)
    if marked:
        where = QRect(box.right() - pad - _CHECK + 1, box.top() + 12, _CHECK, _CHECK)
        paint_icon(painter, "circle-check", where, chosen.accent)
    painter.restore()


def _paint_words(
    painter: QPainter, inside: QRect, texts: CardTexts, chosen: theme.Tokens, *, room: int
) -> None:
    strong = theme.font(weight=QFont.Weight.DemiBold)
    figure = theme.font(weight=QFont.Weight.DemiBold, tabular=True)
    small = theme.font(-2)

    def row(top: int, high: int) -> QRect:
        return QRect(inside.left(), inside.top() + top, inside.width(), high)

    third, last = row(43, 24), row(68, 18)
    worth = QFontMetrics(figure).horizontalAdvance(texts.amount)
    chip = chips.width(texts.chip) if texts.chip else 0
    beside = worth + 8 + chip <= inside.width()
    closes = texts.closes
    if chip and beside:
        chips.paint(painter, third.adjusted(inside.width() - chip, 0, 0, 0), texts.chip, texts.tone, chosen)
    elif chip:
        spare = inside.width() - chip - 6
        metrics = QFontMetrics(small)
        closes = next(
            (one for one in (closes, texts.closes_short) if metrics.horizontalAdvance(one) <= spare), ""
        )
        left = max(inside.left(), inside.right() + 1 - chip)
        where = QRect(left, last.top(), min(chip, inside.width()), last.height())
        chips.paint(painter, where, texts.chip, texts.tone, chosen)
    _line(painter, row(0, 20).adjusted(0, 0, -room, 0), texts.title, strong, chosen.text)
    _line(painter, row(21, 17), texts.whom, small, chosen.secondary)
    _line(painter, third, texts.amount, figure, chosen.text if texts.worth else chosen.muted)
    _line(painter, last, closes, small, chosen.muted)


def _line(painter: QPainter, where: QRect, text: str, font: QFont, color: str) -> None:
    if not text:
        return
    painter.setFont(font)
    painter.setPen(QColor(color))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, where.width())
    painter.drawText(where, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
