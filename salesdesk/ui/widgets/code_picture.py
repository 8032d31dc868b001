"""A QR code on the screen, black on white in either theme: that is what phones read."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

_LEAST: Final = 180  # pixels
_PRINTED: Final = 12  # pixels a module in a file


class CodePicture(QWidget):
    """Each module is a whole number of pixels, for sharp edges."""

    def __init__(self, *, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setMinimumSize(_LEAST, _LEAST)
        self._image = QImage()

    def show_code(self, rows: tuple[bytes, ...]) -> None:
        """Shows a code by its rows, 0 for what is dark; none where there are no rows."""
        whole = b"".join(rows)
        size = len(rows)
        self._image = (
            QImage(whole, size, size, size, QImage.Format.Format_Grayscale8).copy() if rows else QImage()
        )
        self.update()

    def picture(self) -> QImage:
        """The code, large enough to be printed."""
        size = self._image.size() * _PRINTED
        return self._image.scaled(
            size, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.FastTransformation
        )

    def sizeHint(self) -> QSize:
        return QSize(2 * _LEAST, 2 * _LEAST)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._image.isNull():
            return
        whole = int(min(self.width(), self.height()) * self.devicePixelRatio())
        side = whole // self._image.width() * self._image.width() / self.devicePixelRatio()
        left, top = (self.width() - side) / 2, (self.height() - side) / 2
        QPainter(self).drawImage(QRect(round(left), round(top), round(side), round(side)), self._image)
