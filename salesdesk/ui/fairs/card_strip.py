"""The business card that is being looked through, above the form: the picture, how it stands, and how many wait."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.capture.cards.lines import Box
from salesdesk.i18n import _, ngettext
from salesdesk.ui import theme
from salesdesk.ui.fairs.piece import Piece, piece_of
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import ElidedLabel, secondary

_SIZE: Final = (240, 135)  # as the camera's picture, in a window of any size
_LARGE: Final = 48  # pixels of the piece of the field that has the keyboard


class CardStrip(QWidget):
    """`later` asks to let the card wait and empty the form, `go_on` to look through those that wait."""

    later = Signal()
    go_on = Signal()
    said = Signal()  # another card is shown, or none

    def __init__(self) -> None:
        super().__init__()
        self._shown = False
        self.photo = _Photo()
        self._name = ElidedLabel("")
        self._name.setFont(theme.font(weight=QFont.Weight.Medium))
        self.told = secondary("", wrap=True)
        self.wait = button(
            _("Later"), self.later.emit, icon="clock", tip=_("Lets this card wait, and empties the form")
        )
        self.look = button(_("Look through"), self.go_on.emit, icon="id-card")
        self.piece = Piece(high=_LARGE, left=True)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._name, 1)
        head.addWidget(self.wait)
        said = QHBoxLayout()
        said.setSpacing(12)
        said.addWidget(self.told, 1)
        said.addWidget(self.look)
        words = QVBoxLayout()
        words.setSpacing(6)
        words.addLayout(head)
        words.addLayout(said)
        words.addStretch(1)
        words.addWidget(self.piece)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.photo)
        row.addLayout(words, 1)
        self.hide()

    def say(self, name: str, doubtful: int, waiting: int) -> None:
        """Tells of the card read from the picture `name`, empty where none is in the form; `doubtful` of its fields
        are to be looked at, and so many cards are `waiting` besides."""
        shown = bool(name)
        told: list[str] = []
        if doubtful:
            told.append(
                ngettext(
                    "{number} field is to be looked at: Enter takes it as it stands.",
                    "{number} fields are to be looked at: Enter takes one as it stands.",
                    doubtful,
                ).format(number=doubtful)
            )
        elif shown:
            told.append(_("Compare, and save with Ctrl+Enter."))
        if waiting:
            more = ngettext("{number} more card waits.", "{number} more cards wait.", waiting)
            alone = ngettext(
                "{number} card waits to be looked through.",
                "{number} cards wait to be looked through.",
                waiting,
            )
            told.append((more if shown else alone).format(number=waiting))
        self._name.setText(name)
        self.told.setText(" ".join(told))
        for part in (self.photo, self._name, self.wait, self.piece):
            part.setVisible(shown)
        self.look.setVisible(not shown)
        self.setVisible(shown or waiting > 0)
        self._shown = shown
        self.said.emit()

    @property
    def is_of_card(self) -> bool:
        """Whether a card is shown, and not only how many wait."""
        return self._shown


class _Photo(QWidget):
    """The card, straightened, with a frame around what has the keyboard and around what is doubtful."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._scale = 1.0
        self._here: Box | None = None
        self._doubtful: Sequence[Box] = ()
        self.setFixedSize(*_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Picture of the card"))

    def sizeHint(self) -> QSize:
        return QSize(*_SIZE)

    def show_image(self, image: QImage, scale: float) -> None:
        """Shows another picture, in which a card's boxes lie `scale` times as far."""
        self._image, self._scale = image, scale
        if not image.isNull():
            fit = min(_SIZE[0] / image.width(), _SIZE[1] / image.height())
            self.setFixedSize(round(image.width() * fit), round(image.height() * fit))
        self.update()

    def piece(self, box: Box | None) -> QImage:
        """What lies in a box; null where there is none."""
        return piece_of(self._image, box, self._scale) if box is not None else QImage()

    def mark(self, here: Box | None, doubtful: Sequence[Box]) -> None:
        """Draws frames around these."""
        self._here, self._doubtful = here, doubtful
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._image.isNull():
            painter.fillRect(self.rect(), QColor(chosen.faint))
            return
        painter.drawImage(self.rect(), self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QColor(chosen.line))  # else a white card has no edge on a white ground
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        times = self.width() / self._image.width() * self._scale
        marked = [(box, theme.DARK.warm) for box in self._doubtful if box != self._here]
        if self._here is not None:
            marked.append((self._here, theme.DARK.accent))
        for box, color in marked:
            frame = QRectF(box.left * times, box.top * times, box.width * times, box.height * times)
            # Dark around light: seen on any card, in any theme.
            for edge, width in ((theme.DARK.background, 3), (color, 1.5)):
                painter.setPen(QPen(QColor(edge), width))
                painter.drawRoundedRect(frame.adjusted(-2, -1, 2, 1), 2, 2)
