"""Labels of one kind each, which follow the theme: strong, secondary, muted, title; and key caps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtGui import Qt as Texts
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from salesdesk.ui import theme


def literally(text: str) -> str:
    """A text for a button or a menu, where Qt takes & for the mark of a key: names are written by anybody."""
    return text.replace("&", "&&")


def plainly(text: str) -> str:
    """A text for a place that takes plain and rich text alike, a tooltip or a box, so that it shows it letter by
    letter: names are written by anybody, and what looks like HTML to Qt may fetch a picture."""
    if not Texts.mightBeRichText(text):
        return text
    from html import escape  # its table of names is large, and hardly any text gets here

    return f"<p style='white-space: pre-wrap'>{escape(text)}</p>"


class ToneLabel(QLabel):
    """A label in the colour of a token, which it keeps when the theme is switched."""

    def __init__(self, text: str, token: str, *, wrap: bool = False) -> None:
        super().__init__()
        self._token = token
        self.setForegroundRole(QPalette.ColorRole.WindowText)  # whatever ground it stands on
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        self.setText(text)
        self._tint()

    def set_token(self, token: str) -> None:
        """Takes the colour of another token."""
        self._token = token
        self._tint()

    def _tint(self) -> None:
        palette = self.palette()
        wanted = QColor(getattr(theme.in_use(), self._token))
        if palette.color(QPalette.ColorRole.WindowText) != wanted:
            palette.setColor(QPalette.ColorRole.WindowText, wanted)
            self.setPalette(palette)

    def event(self, event: QEvent) -> bool:
        # A widget with colours of its own hears of another theme by the change of its style sheet alone.
        if event.type() in (QEvent.Type.StyleChange, QEvent.Type.ApplicationPaletteChange):
            self._tint()
        return super().event(event)


class Trouble(ToneLabel):
    """What is wrong with what was typed, small and below it; gone where nothing is."""

    def __init__(self) -> None:
        super().__init__("", "hot", wrap=True)
        self.setFont(theme.font(-1))
        self.hide()

    def say(self, sentence: str) -> None:
        """Says what is wrong; the empty text takes that away."""
        self.setText(sentence)
        self.setVisible(bool(sentence))


class ElidedLabel(ToneLabel):
    """A label of one line that ends in an ellipsis where it does not fit, and tells the rest when pointed at."""

    def __init__(self, text: str, token: str = "text") -> None:
        self._whole = text
        super().__init__(text, token)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        self._whole = text
        self.setAccessibleName(text)
        self._elide()

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance(self._whole) + 2, super().sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, Qt.TextElideMode.ElideRight, max(0, self.width()))
        super().setText(shown)
        self.setToolTip(plainly(self._whole if shown != self._whole else ""))


def strong(text: str, *, step: int = 0) -> ToneLabel:
    """A half-bold label."""
    made = ToneLabel(text, "text")
    made.setFont(theme.font(step, weight=QFont.Weight.DemiBold))
    return made


def title(text: str) -> ToneLabel:
    """The title of a page."""
    return strong(text, step=3)


def secondary(text: str, *, wrap: bool = False, step: int = 0) -> ToneLabel:
    """A label of text that is read second."""
    made = ToneLabel(text, "secondary", wrap=wrap)
    made.setFont(theme.font(step))
    return made


def muted(text: str, *, wrap: bool = False, step: int = -1) -> ToneLabel:
    """A quiet label."""
    made = ToneLabel(text, "muted", wrap=wrap)
    made.setFont(theme.font(step))
    return made


class KeyCap(QWidget):
    """A key as it looks on the keyboard."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)

    def sizeHint(self) -> QSize:
        return QSize(QFontMetrics(theme.font(-2)).horizontalAdvance(self._text) + 12, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        paint_key(painter, self.rect(), self._text, chosen)


def paint_key(painter: QPainter, where: QRect, text: str, chosen: theme.Tokens) -> None:
    """Paints a key cap that fills `where`."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(chosen.line), 1))
    painter.setBrush(QColor(chosen.panel))
    box = QRectF(where).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.drawRoundedRect(box, 4, 4)
    painter.setFont(theme.font(-2))
    painter.setPen(QColor(chosen.muted))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
