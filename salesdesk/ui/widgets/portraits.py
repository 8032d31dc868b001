"""A person's picture in a round frame, or initials where there is none."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.states import initials, paint_tile

_SHARP = 3  # device pixels kept for each pixel shown, so that it is sharp at every scale


def read_picture(path: str, side: int) -> QImage:
    """The middle square of the picture at `path` for `side` pixels, empty where it is none. On any thread."""
    reader = QImageReader(path)
    reader.setAutoTransform(True)
    reader.setDecideFormatFromContent(True)
    size, wanted = reader.size(), side * _SHARP
    if size.isValid() and min(size.width(), size.height()) > wanted:
        reader.setScaledSize(
            size.scaled(QSize(wanted, wanted), Qt.AspectRatioMode.KeepAspectRatioByExpanding)
        )
    image = reader.read()
    short = min(image.width(), image.height())
    return image.copy((image.width() - short) // 2, (image.height() - short) // 2, short, short)


class Portrait(QWidget):
    """The picture or the initials of someone."""

    def __init__(self, *, size: int = 44, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name, self._picture = "", QImage()
        self.setFixedSize(size, size)

    def say(self, name: str, picture: QImage | None = None) -> None:
        """Shows someone else."""
        self._name, self._picture = name, picture or QImage()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, box = QPainter(self), QRectF(self.rect())
        if self._picture.isNull():
            paint_tile(painter, box, theme.tokens(self), text=initials(self._name), tone="accent")
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        path = QPainterPath()
        path.addEllipse(box)
        painter.setClipPath(path)
        painter.drawImage(box, self._picture)
