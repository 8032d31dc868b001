"""A piece of a card's picture, as large as there is room: what a field was read from."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from salesdesk.capture.cards.lines import Box
from salesdesk.i18n import _
from salesdesk.ui import theme

_HIGH: Final = 22  # pixels beside a label
_ROOM: Final = 120
_ASIDE, _ABOVE = 0.15, 0.05  # of a box's height, so that no letter is cut and no other line is seen


class Piece(QWidget):
    """A piece of a picture, `high` pixels, at the `left` or at the right; keeps its height where it shows none."""

    def __init__(self, *, high: int = _HIGH, left: bool = False) -> None:
        super().__init__()
        self._image, self._left = QImage(), left
        self.setFixedHeight(high)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("The piece of the card that this was read from"))

    def sizeHint(self) -> QSize:
        return QSize(_ROOM, self.height())

    def image(self) -> QImage:
        """What is shown."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Shows another piece; none for a null image."""
        self._image = image
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        scale = min(self.height() / self._image.height(), self.width() / self._image.width())
        wide, high = round(self._image.width() * scale), round(self._image.height() * scale)
        left = 0 if self._left else self.width() - wide
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        where = QRect(left, (self.height() - high) // 2, wide, high)
        painter.drawImage(where, self._image)
        painter.setPen(QColor(theme.tokens(self).line))  # else a white card has no edge on a white ground
        painter.drawRect(where.adjusted(0, 0, -1, -1))


def piece_of(image: QImage, box: Box, scale: float) -> QImage:
    """What lies in `box` of a picture that is shown `scale` times as large, with a little around it."""
    aside, above = box.height * _ASIDE, box.height * _ABOVE
    where = QRect(
        round((box.left - aside) * scale),
        round((box.top - above) * scale),
        round((box.width + 2 * aside) * scale),
        round((box.height + 2 * above) * scale),
    )
    return image.copy(where & image.rect())
