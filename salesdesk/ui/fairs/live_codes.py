"""Looks for codes in the camera's pictures, off the window's thread, in the newest alone: an older one is of no use."""

from __future__ import annotations

import logging
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from salesdesk.capture import codes
from salesdesk.capture.codes import Code
from salesdesk.ui import background

_THOROUGH: Final = 5  # each fifth picture is looked through for all kinds of badges, which takes longer
_OTHER: Final = (
    3  # pictures of another code alone, until it is the next badge: two may be in sight, read in turn
)
_GONE: Final = 8  # pictures without it, after which a code counts as taken away: one blurred picture is not


class LiveCodes(QObject):
    """`seen` tells the codes of each picture that was looked at; `hit` what the one says that is new."""

    seen = Signal(object)
    hit = Signal(str)

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._newest: QImage | None = None
        self._busy = False
        self._count = 0
        self._round = 0
        self._last = ""
        self._missed = 0
        self._waits = False
        self._has_failed = False

    def look(self, image: QImage) -> None:
        """Looks at a picture, at once or when it is through with the one before and no newer came."""
        self._newest = image
        if not self._busy:
            self._begin()

    def begin_anew(self) -> None:
        """Forgets what was seen."""
        self._newest, self._last, self._missed, self._waits = None, "", 0, False
        self._round += 1  # what is being looked at tells of before

    def go_on(self) -> None:
        """The form is saved: the code of before counts again once it was taken away."""
        self._waits = False

    def _begin(self) -> None:
        image, self._newest = self._newest, None
        if image is None:
            return
        self._busy = True
        self._count += 1
        begun = self._round
        thorough = self._count % _THOROUGH == 0
        background.run(
            lambda _progress: _codes(image, thorough=thorough),
            parent=self,
            on_done=lambda found: self._was_read(found, begun),
            on_error=lambda error: self._failed(error, begun),
        )

    def _failed(self, error: BaseException, begun: int) -> None:
        """A picture could not be looked at, and the next comes at once; the first time it is written down."""
        if not self._has_failed:
            self._has_failed = True
            logging.getLogger(__name__).warning("a picture of the camera was not read", exc_info=error)
        self._was_read((), begun)

    def _was_read(self, found: tuple[Code, ...], begun: int) -> None:
        self._busy = False
        if begun == self._round:
            self.seen.emit(found)
            self._weigh({one.text for one in found}, max(found, key=lambda one: len(one.text), default=None))
        self._begin()

    def _weigh(self, texts: set[str], best: Code | None) -> None:
        if self._last in texts:
            self._missed = 0
            return
        self._missed += 1
        if self._last and not self._waits and self._missed >= _GONE:
            self._last = ""
        if best is not None and (not self._last or self._missed >= _OTHER):
            self._last, self._missed, self._waits = best.text, 0, True
            self.hit.emit(best.text)


def _codes(image: QImage, *, thorough: bool) -> tuple[Code, ...]:
    grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
    return codes.in_frame(
        memoryview(grey.constBits()),
        width=grey.width(),
        height=grey.height(),
        stride=grey.bytesPerLine(),
        thorough=thorough,
    )
