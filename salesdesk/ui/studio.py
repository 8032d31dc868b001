"""The real window without a screen: used by hand of a program, and looked at. For pictures and tours."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt
from PySide6.QtGui import QInputMethodEvent, QKeyEvent, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk.clock import Clock
from salesdesk.settings import Settings
from salesdesk.ui import background, theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import SETTLE
from salesdesk.ui.start import Program, make_application
from salesdesk.ui.window import Window

_LOOKS = 8  # at most, until two are alike: something may move for ever
NONE = Qt.KeyboardModifier.NoModifier
CONTROL = Qt.KeyboardModifier.ControlModifier


class Studio:
    """One run of the program on a store. Needs no screen, and uses none."""

    def __init__(
        self, store: Path, clock: Clock, kept: Settings, *, size: tuple[int, int] = (1440, 900)
    ) -> None:
        self._broke: list[BaseException] = []
        self._hook = sys.excepthook
        sys.excepthook = self._caught
        self.application = make_application(kept)
        self.program = Program(store, clock, kept)
        self.window.resize(*size)
        self.window.show()
        self.program.begin()
        self.until(self.program.is_whole)
        self.settle()
        self.window.activateWindow()  # or nothing in it would have the keyboard
        self.settle()

    @staticmethod
    def without_screen() -> None:
        """Says to Qt, before it starts, that no screen is wanted."""
        os.environ["QT_QPA_PLATFORM"] = "offscreen"

    @property
    def window(self) -> Window:
        """The window as it is now: another where it began anew."""
        return self.program.window

    @property
    def desk(self) -> Desk:
        """The open store."""
        assert self.program.desk is not None
        return self.program.desk

    def settle(self) -> None:
        """Waits until nothing is under way and all is painted."""
        end = time.monotonic() + 2.5 * SETTLE / 1000
        while time.monotonic() < end:
            background.wait_for_all()
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.005)
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    def until(self, true: Callable[[], bool], *, seconds: float = 60) -> None:
        """Waits until something holds. Raises `TimeoutError`."""
        end = time.monotonic() + seconds
        while not true():
            if time.monotonic() > end:
                raise TimeoutError
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
            time.sleep(0.005)

    def front(self) -> QWidget:
        """What has the keyboard."""
        return QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
        """Presses a key where the keyboard is, as a person does, shortcuts included."""
        QTest.keyClick(self.front(), key, modifiers)
        self.settle()

    def write(self, text: str) -> None:
        """Types a text of any script where the keyboard is."""
        event = QInputMethodEvent()
        event.setCommitString(text)
        QCoreApplication.sendEvent(self.front(), event)
        self.settle()

    def burst(self, text: str) -> None:
        """Types as a handheld scanner does: a key each two milliseconds, Enter at the end of a line."""
        for number, letter in enumerate(text):
            key = Qt.Key.Key_Return if letter == "\n" else Qt.Key.Key_unknown
            for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
                event = QKeyEvent(kind, key, NONE, "\r" if letter == "\n" else letter)
                event.setTimestamp(10_000 + 2 * number)
                QCoreApplication.sendEvent(self.front(), event)
        self.until(lambda: True)
        self.settle()

    def look(self, *, scheme: str = "", size: tuple[int, int] | None = None) -> None:
        """Switches the theme or the size of the window."""
        if scheme:
            theme.apply(self.application, scheme)
        if size:
            self.window.resize(*size)
        self.settle()

    def take(self, file: Path) -> None:
        """Takes a picture of the window, once it stands still, with the dialog that lies over it."""
        self.settle()
        file.parent.mkdir(parents=True, exist_ok=True)
        picture = self.window.grab()
        for _look in range(_LOOKS):
            self.settle()
            before, picture = picture, self.window.grab()
            if picture.toImage() == before.toImage():
                break
        over = QApplication.activeModalWidget()
        if over is not None:
            painter = QPainter(picture)
            painter.drawPixmap(self.window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0))), over.grab())
            painter.end()
        picture.save(str(file))

    def _caught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        self._broke.append(error.with_traceback(trace))
        self._hook(kind, error, trace)

    def leave(self) -> None:
        """Closes the window and the store. Raises what broke in the window meanwhile, which Qt lets pass."""
        over = QApplication.activeModalWidget()
        if over is not None:
            over.close()
        self.window.close()
        self.settle()
        self.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        sys.excepthook = self._hook
        if self._broke:
            raise self._broke[0]
