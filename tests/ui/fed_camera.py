"""A camera of pictures that a test hands over one by one: they go the way of a real one's, through QtMultimedia."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PIL import Image
from PySide6.QtCore import QByteArray, QSize, QTimer
from PySide6.QtGui import QImage

from salesdesk.ui.fairs.frame_source import FrameSource
from tests.capture.drawn_codes import drawn, laid


def badge(text: str, kind: str = "QRCode") -> Image.Image:
    """What a camera of 1280 × 720 sees of a badge."""
    return laid(drawn(text, kind))


def wall() -> Image.Image:
    """What it sees where no badge is held before it."""
    return Image.new("L", (1280, 720), 150)


class FedCamera:
    """Shows `source` the last picture it was given, over and over, as a camera does."""

    def __init__(self, multimedia: Any, source: FrameSource, session: Any = None) -> None:
        self._multimedia = multimedia
        self._input = multimedia.QVideoFrameInput()
        self._image = QImage()
        (session or source.listen(multimedia)).setVideoFrameInput(self._input)
        self._timer = QTimer(source, interval=20)
        self._timer.timeout.connect(self._send)

    def show(self, picture: Image.Image) -> None:
        """Holds this before it from now on."""
        grey = picture.tobytes()
        image = QImage(grey, picture.width, picture.height, picture.width, QImage.Format.Format_Grayscale8)
        self._image = image.convertToFormat(QImage.Format.Format_RGB32)
        self._timer.start()

    def stop(self) -> None:
        """Shows nothing any more."""
        self._timer.stop()

    def _send(self) -> None:
        self._input.sendVideoFrame(self._multimedia.QVideoFrame(self._image))


@dataclass
class Plugged:
    """A camera that is plugged in, as far as the system tells of it."""

    place: str
    name: str = "HD Webcam"
    sizes: tuple[tuple[int, int, float], ...] = ()

    def id(self) -> QByteArray:
        return QByteArray(self.place.encode())

    def description(self) -> str:
        return self.name

    def isNull(self) -> bool:  # noqa: N802  (as Qt calls it)
        return not self.place

    def videoFormats(self) -> list[Any]:  # noqa: N802  (as Qt calls it)
        return [Format(*size) for size in self.sizes]


@dataclass(frozen=True)
class Format:
    """What a camera can give: the size of its pictures, and how many a second."""

    width: int
    height: int
    rate: float = 30.0

    def resolution(self) -> QSize:
        return QSize(self.width, self.height)

    def maxFrameRate(self) -> float:  # noqa: N802  (as Qt calls it)
        return self.rate
