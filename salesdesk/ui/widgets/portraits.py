"""A person's picture in a round frame, or initials where there is none."""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QImage, QImageReader, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QWidget

from salesdesk.ui import theme
from salesdesk.ui.widgets.states import initials, paint_tile

_SHARP: Final = 3  # device pixels kept for each pixel shown, so that it is sharp at every scale
_MOST_BYTES: Final = 60_000_000
_MOST_PIXELS: Final = 120_000_000  # phones write 12 to 108 million
_MOST_MEGABYTES: Final = 256  # that decoding may take
_FORMATS: Final = frozenset(
    {"jpeg", "jpg", "png", "webp", "gif", "bmp", "tiff"}
)  # an SVG may ask for anything


def portrait_of(original: Path, copies: Path, side: int) -> QImage:
    """The picture at `original` for `side` pixels, from its small copy in `copies` where there is one, which is made
    else. `original` is named after its content. Empty where it is no picture. On any thread."""
    copy = copies / f"{original.name}-{side * _SHARP}.png"
    found = _square(copy, side)
    if found.isNull():
        found = _square(original, side)
        if not found.isNull():
            _keep(found, copy)
    return found


def _keep(picture: QImage, copy: Path) -> None:
    """Keeps a small copy, whole or not at all; without room for it, the picture is read anew each time."""
    part = copy.with_suffix(f".{os.getpid()}.part")
    with suppress(OSError):
        copy.parent.mkdir(parents=True, exist_ok=True)
        if picture.save(str(part), "PNG"):  # pyright: ignore[reportCallIssue, reportArgumentType]  (a str, as it is called)
            part.replace(copy)
        part.unlink(missing_ok=True)


def _square(path: Path, side: int) -> QImage:
    """The middle square of the picture at `path`, upright, of no more pixels than are shown. Empty where it is none, or
    too large to be looked at."""
    with suppress(OSError):
        if path.stat().st_size <= _MOST_BYTES:
            return _read(str(path), side * _SHARP)
    return QImage()


def _read(path: str, wanted: int) -> QImage:
    QImageReader.setAllocationLimit(_MOST_MEGABYTES)
    reader = QImageReader(path)
    reader.setDecideFormatFromContent(True)
    reader.setAutoTransform(True)  # a phone says in EXIF which side is up
    size = reader.size()
    kind = bytes(reader.format().data()).decode("ascii", "replace")
    if kind not in _FORMATS or not size.isValid() or size.width() * size.height() > _MOST_PIXELS:
        return QImage()
    if min(size.width(), size.height()) > wanted:
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
        self._name, self._picture, self._shown = "", QImage(), QImage()
        self.setFixedSize(size, size)

    def say(self, name: str, picture: QImage | None = None) -> None:
        """Shows someone else."""
        self._name, self._picture, self._shown = name, picture or QImage(), QImage()
        self.update()

    def shown(self) -> QImage:
        """The picture in the pixels of the screen that the window is on; empty where initials are shown."""
        side = round(self.width() * self.devicePixelRatioF())
        if not self._picture.isNull() and self._shown.width() != side:
            self._shown = self._picture.scaled(
                side, side, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation
            )
        return self._shown

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
        painter.drawImage(box, self.shown())
