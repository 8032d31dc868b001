"""The top of the window: the page's title, the field that opens the palette, the page's main act."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QPushButton, QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.commands import Command, keys_shown
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets.labels import ElidedLabel, paint_key

HEIGHT = 52


class TopBar(QWidget):
    """`search` is the button that looks like a field."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 0, 20, 0)
        row.setSpacing(12)
        self._title = ElidedLabel("")
        self._title.setFont(theme.font(3, weight=QFont.Weight.DemiBold))
        self.search = SearchButton()
        row.addWidget(self._title, 1)
        row.addWidget(self.search)
        self._row = row
        self._main: QPushButton | None = None

    def show_page(self, title: str, main: Command | None) -> None:
        """Says another title, and offers another main act."""
        self._title.setText(title)
        if self._main is not None:
            self._main.deleteLater()
            self._main = None
        if main is not None:
            from salesdesk.ui.widgets.buttons import command_button  # a page's act comes with its page

            self._main = command_button(main, kind="main")
            self._row.addWidget(self._main)

    def title(self) -> str:
        """What it says."""
        return self._title.accessibleName()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chosen.panel))
        painter.setPen(QColor(chosen.line))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())


class SearchButton(QAbstractButton):
    """Looks like a field, and opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(32)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(200)
        self.speak()

    def speak(self) -> None:
        """Says its words anew, in the language in use."""
        self.setText(_("Search or run a command"))
        self.setAccessibleName(self.text())

    def sizeHint(self) -> QSize:
        return QSize(330, 32)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge = chosen.accent if self.hasFocus() else (chosen.control if self.underMouse() else chosen.line)
        painter.setPen(QColor(edge))
        painter.setBrush(QColor(chosen.background))
        painter.drawRoundedRect(
            QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS
        )
        paint_icon(painter, "search", QRect(11, 8, 16, 16), chosen.muted)
        keys = keys_shown("Ctrl+K")
        wide = QFontMetrics(theme.font(-2)).horizontalAdvance(keys) + 12
        cap = QRect(self.width() - wide - 10, 7, wide, 18)
        paint_key(painter, cap, keys, chosen)
        painter.setFont(theme.font())
        painter.setPen(QColor(chosen.muted))
        room = QRect(36, 0, cap.left() - 44, self.height())
        shown = QFontMetrics(theme.font()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, shown)
