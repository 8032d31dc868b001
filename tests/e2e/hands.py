"""Two hands on a keyboard: how the end-to-end tests use the real window, and read what stands in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QAccessible, QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from salesdesk.services import complaints, listing, search
from salesdesk.settings import Settings
from salesdesk.ui.pages import PLACES
from salesdesk.ui.studio import CONTROL, Studio
from tests.factories import StandingClock

KEPT: Final = Settings(language="en", country="NO", currency="NOK", theme="light")
MOST: Final = 60  # presses of Tab until something counts as out of reach


class Hands:
    """Two hands on a keyboard, and eyes that read what has the focus."""

    def __init__(self, folder: Path, clock: StandingClock | None = None) -> None:
        self.clock = clock or StandingClock()
        self.studio = Studio(folder / "store.db", self.clock, KEPT)

    def here(self) -> str:
        """What a screen reader calls that which has the keyboard."""
        interface = QAccessible.queryAccessibleInterface(self.studio.front())
        return str(interface.text(QAccessible.Text.Name)) if interface else ""

    def press(self, key: Qt.Key, modifiers: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.studio.press(key, modifiers)

    def page(self, slug: str) -> None:
        """Turns to a page by its key in the navigation; to one that has none by the palette."""
        listed = [place for place in PLACES if not place.under]
        number = next(n for n, place in enumerate(listed, 1) if place.slug == slug)
        if number <= 10:
            self.press(Qt.Key(Qt.Key.Key_0 + number % 10), CONTROL)  # the tenth is 0
        else:
            self.press(Qt.Key.Key_K, CONTROL)
            self.studio.write(listed[number - 1].title)  # in English, as it is kept
            self.press(Qt.Key.Key_Return)
        self.studio.settle()

    def tab_to(self, name: str) -> None:
        """Presses Tab until what has the keyboard is called so."""
        passed = list[str]()
        while not self.here().startswith(name):
            passed.append(self.here())
            assert len(passed) < MOST, f"Tab does not lead to “{name}”, but to {passed}"
            QTest.keyClick(self.studio.front(), Qt.Key.Key_Tab)
            QCoreApplication.processEvents()
        self.studio.settle()

    def fill(self, *texts: str, after: Qt.Key) -> None:
        """Types texts, and presses a key after each."""
        for text in texts:
            if text:
                self.studio.write(text)
            self.press(after)

    def command(self, title: str) -> None:
        """Finds a command in the palette, and runs it."""
        self.press(Qt.Key.Key_K, CONTROL)
        self.fill(title, after=Qt.Key.Key_Return)
        self.wait()

    def wait(self) -> None:
        """Waits for work in steps, each begun when the one before has answered."""
        for _round in range(3):
            self.studio.settle()

    def reads(self, words: str) -> bool:
        """Whether these words stand in the window."""
        labels = self.studio.window.findChildren(QLabel)
        return any(words in f"{one.text()} {one.accessibleName()}" for one in labels if one.isVisible())

    @contextmanager
    def naming(self, text: str) -> Iterator[None]:
        """Types this into the dialog that asks for a file, as soon as there is one, and presses Enter."""
        asked = list[QFileDialog]()

        def answer() -> None:
            dialog = QApplication.activeModalWidget()
            if isinstance(dialog, QFileDialog) and not asked:
                asked.append(dialog)
                typed = QInputMethodEvent()
                typed.setCommitString(text)
                QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_A, CONTROL)
                QCoreApplication.sendEvent(dialog.focusWidget(), typed)
                QTest.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)

        timer = QTimer()
        timer.timeout.connect(answer)
        timer.start(50)
        yield
        timer.stop()
        assert asked, "no dialog asked for a file"
        self.studio.window.activateWindow()  # as a window manager does when a dialog is gone
        self.wait()

    def names(self, query: str = "") -> set[str]:
        desk = self.studio.desk
        with desk.store.read() as reading:
            asked = search.ask(reading, query, subject="prospects", clock=desk.clock)
            return {one.name for one in listing.fetch(reading, listing.rows(reading, asked)).values()}

    def complaints(self) -> list[str]:
        with self.studio.desk.store.read() as reading:
            return [one.what for one in complaints.listed(reading) if one.open]
