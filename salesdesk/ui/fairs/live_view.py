"""What the camera sees while a badge is asked for, with a frame around the code that was found, and how it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QHideEvent, QImage, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.capture.codes import Code
from salesdesk.capture.scanner import badge_number
from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.aloud import say_aloud
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.frame_source import Camera, FrameSource, State, load
from salesdesk.ui.fairs.live_codes import LiveCodes
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import secondary

_SIZE: Final = (240, 135)  # of the picture, in a window of any size
_WIDE: Final = 260  # of the choice of a camera, whose names are long


class LiveView(QWidget):
    """`hit` tells what a code before the camera says. Hidden, it holds no camera."""

    hit = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.source = FrameSource(self)
        self.codes = LiveCodes(self)
        self.picture = _Picture()
        self.told = secondary("", wrap=True)
        self.off = button(_("Close the camera"), self.close_camera, icon="x", tip=_("Esc"))
        self.cameras = Choice((), name=_("Camera"), quiet=False)
        self.cameras.setMaximumWidth(_WIDE)
        self.cameras.hide()
        words = QVBoxLayout()
        words.setSpacing(8)
        words.addWidget(self.told)
        words.addWidget(self.cameras)
        words.addWidget(self.off, 0, Qt.AlignmentFlag.AlignLeft)
        words.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.picture)
        row.addLayout(words, 1)
        self.source.came.connect(self._take)
        self.source.changed.connect(self._say)
        self.source.plugged.connect(self._offer)
        self.cameras.chosen.connect(self._choose)
        self.codes.seen.connect(self.picture.mark)
        self.codes.hit.connect(self._tell_hit)
        self._multimedia: object = None
        self.hide()

    def begin(self) -> None:
        """Opens the camera where there is one, else says what stands in its way."""
        if self._begun:
            return

        def work(_progress: Progress) -> object:
            return load()

        self.begin_anew()
        self._desk.run(work, parent=self, on_done=self._loaded)

    def begin_anew(self) -> None:
        """Shows nothing of what was seen before, and waits for pictures."""
        self.codes.begin_anew()
        self.picture.show_image(QImage())
        self._tell("")
        self.picture.hide()
        self.off.hide()
        self.show()

    def _loaded(self, multimedia: object) -> None:
        if self.isVisible() and not self._begun:  # F2 may be pressed again while it is loaded
            self._multimedia = multimedia
            self.source.start(multimedia)

    def _offer(self, cameras: Sequence[Camera]) -> None:
        """Offers a choice where there is one to make."""
        self.cameras.offer([(one.key, one.name) for one in cameras])
        had = self.cameras.hasFocus()
        self.cameras.setVisible(len(cameras) > 1)
        if had and len(cameras) < 2:
            self.off.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: str) -> None:
        """Opens another camera, and the same one the next time."""
        self.source.wanted = key
        if key != self.source.used:
            self.codes.begin_anew()
            self.picture.show_image(QImage())
            self.source.start(self._multimedia)

    @property
    def _begun(self) -> bool:
        return self.source.state in (State.STARTING, State.RUNNING)

    @property
    def is_on(self) -> bool:
        """Whether pictures come."""
        return self.source.state is State.RUNNING

    def image(self) -> QImage:
        """What the camera sees now; null where it is off."""
        return self.picture.image() if self.is_on else QImage()

    def close_camera(self) -> None:
        """Lets go of the camera; a badge may still be scanned, typed or chosen."""
        self.hide()

    def _take(self, image: QImage) -> None:
        self.picture.show_image(image)
        self.codes.look(image)

    def _tell_hit(self, text: str) -> None:
        if self.is_on:
            self.hit.emit(text)

    def tell_became(self, text: str, refused: str, *, who: bool) -> None:
        """Says what became of a code: that it stands in the form, and whether that says `who` it is; or why it was
        refused, and then it counts again once it was taken away."""
        if refused:
            self.codes.go_on()
            told = refused
        elif badge_number(text):
            told = _("Read: a number that does not say who. Save with Ctrl+Enter, or write the name.")
        elif who:
            told = _("Read. Save with Ctrl+Enter, or hold up the next badge.")
        else:
            told = _("Read: a code that does not say who. Write the name, or hold up another badge.")
        self._tell(told)

    def go_on(self) -> None:
        """Looks for the next badge, the form being saved."""
        self.codes.go_on()
        self._tell(_(self.source.state.value))

    def _say(self, state: State) -> None:
        self.picture.setVisible(self._begun)
        self.off.setVisible(self._begun)
        self.cameras.show_value(self.source.used)
        self._tell(_(state.value) if state.value else "")

    def _tell(self, text: str) -> None:
        self.told.setText(text)
        self.told.setAccessibleName(text)
        say_aloud(self.told, text)

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self.source.stop()
        self.codes.begin_anew()


class _Picture(QWidget):
    """The picture as it is, whole, on a dark ground, with a line around the codes in it."""

    def __init__(self) -> None:
        super().__init__()
        self._image = QImage()
        self._marks: tuple[Code, ...] = ()
        self.setFixedSize(*_SIZE)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Picture of the camera"))

    def sizeHint(self) -> QSize:
        return QSize(*_SIZE)

    def image(self) -> QImage:
        """The picture that is shown."""
        return self._image

    def show_image(self, image: QImage) -> None:
        """Shows another picture."""
        self._image = image
        if image.isNull():
            self._marks = ()
        self.update()

    def mark(self, found: tuple[Code, ...]) -> None:
        """Draws a frame around these."""
        self._marks = found
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(self.rect(), QColor(chosen.faint))
        if self._image.isNull():
            return
        scale = min(self.width() / self._image.width(), self.height() / self._image.height())
        size = QSize(round(self._image.width() * scale), round(self._image.height() * scale))
        left, top = (self.width() - size.width()) / 2, (self.height() - size.height()) / 2
        painter.drawImage(QRectF(left, top, size.width(), size.height()), self._image)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for code in self._marks:
            frame = QPolygonF([QPointF(left + x * scale, top + y * scale) for x, y in code.corners])
            # Dark around light: seen on any picture, in any theme.
            for color, width in ((theme.DARK.background, 5), (theme.DARK.accent, 3)):
                painter.setPen(QPen(QColor(color), width))
                painter.drawPolygon(frame)
