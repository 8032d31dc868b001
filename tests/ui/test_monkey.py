"""Someone who presses anything: no exception, no thread left, and the store stays whole."""

from __future__ import annotations

import sys
import tempfile
import threading
from itertools import cycle
from pathlib import Path
from types import TracebackType

import pytest
from hypothesis import Phase, event, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt, QTimer, QUrl, Slot
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from salesdesk import i18n
from salesdesk.services import checks, demo
from salesdesk.settings import Settings
from salesdesk.store.database import Store
from salesdesk.ui import background
from salesdesk.ui.desk import Desk
from salesdesk.ui.pages import PLACES
from salesdesk.ui.start import Program, make_application
from tests.factories import StandingClock, capture
from tests.ui.driving import settled, typed

EXAMPLES, STEPS = 3, 60
SOAK_EXAMPLES, SOAK_STEPS = 10, 200  # two thousand steps
KEYS = [
    *(Qt.Key.Key_Return, Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Space),
    *(Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Delete, Qt.Key.Key_F1),
    *(Qt.Key.Key_D, Qt.Key.Key_S, Qt.Key.Key_M, Qt.Key.Key_Y, Qt.Key.Key_N, Qt.Key.Key_F2, Qt.Key.Key_F4),
]
CONTROLLED = [Qt.Key.Key_Return, Qt.Key.Key_K, Qt.Key.Key_F, Qt.Key.Key_N, Qt.Key.Key_A, Qt.Key.Key_C]
TEXTS = [
    "Ingrid Solheim",
    "Łukasz Żak, Łódź",
    "Nguyễn Đức +84 912 345 678",
    "call friday",
    "åsa@hemma.se",
    "hot",
    '"',
    "2",
    " ",
]
CARD = "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:{name}\r\nTEL:+47 912 34 567\r\nEND:VCARD\r\n"
SIZES = [(1024, 640), (1180, 700), (1440, 900), (1920, 1080)]
LEAVING = ("file", "tel", "mailto", "http", "https", "geo")  # what another program would open
ONE_AT_A_TIME = "Another import or undo is running."
BOXES_OF_TROUBLE = {QMessageBox.Icon.Warning, QMessageBox.Icon.Critical}


class Elsewhere(QObject):
    """Takes what the window hands to other programs, so that none is started."""

    @Slot(QUrl)
    def take(self, _url: QUrl) -> None:
        event("handed something to another program")


class Monkey(RuleBasedStateMachine):
    """The window on a small sample year, and what may be pressed in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.broke: list[BaseException] = []
        self.threads = set(threading.enumerate())
        i18n.use("en")
        self.application = make_application(Settings(theme="light"))
        self.before = sys.excepthook
        sys.excepthook = self.caught
        self.elsewhere = Elsewhere()
        for scheme in LEAVING:
            QDesktopServices.setUrlHandler(scheme, self.elsewhere, "take")  # pyright: ignore[reportArgumentType]  # takes text
        self.minds = cycle((False, False, True))
        self.escape = QTimer()
        self.escape.timeout.connect(self.answer)
        self.escape.start(30)
        self.program: Program | None = None

    def caught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.broke.append(error)

    def answer(self) -> None:
        """A person says yes to every third that asks, and thinks better of the others. A box that tells of
        trouble is a failure: nothing here gives the machine cause to refuse, but two long writes at once."""
        asking = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if isinstance(asking, QMessageBox) and asking.icon() in BOXES_OF_TROUBLE:
            told = f"{asking.text()} {asking.informativeText()} {asking.detailedText()}"
            if not told.startswith(ONE_AT_A_TIME):
                self.broke.append(AssertionError(told))
        if asking is None:
            return
        if next(self.minds) and agreed(asking, Path(self.folder.name)):
            event("agreed to what asked")
        else:
            asking.close()

    @property
    def path(self) -> Path:
        return Path(self.folder.name) / "store.db"

    @property
    def desk(self) -> Desk:
        assert self.program is not None
        assert self.program.desk is not None
        return self.program.desk

    @initialize()
    def a_small_year(self) -> None:
        with Store.open(self.path, StandingClock()) as store:
            demo.fill(store, prospects=40, seed=3)
        self.start()

    def start(self) -> None:
        self.program = Program(
            self.path, StandingClock(), Settings(language="en", country="NO", theme="light")
        )
        self.program.window.show()
        self.program.begin()
        settled()
        assert self.program.desk is not None

    def front(self) -> QWidget:
        assert self.program is not None
        return QApplication.focusWidget() or self.program.window

    @rule(page=st.sampled_from([place.slug for place in PLACES]))
    def goes_somewhere(self, page: str) -> None:
        assert self.program is not None
        self.program.window.go(page)
        settled()

    @rule(key=st.sampled_from(KEYS))
    def presses(self, key: Qt.Key) -> None:
        QTest.keyClick(self.front(), key)

    @rule(key=st.sampled_from(CONTROLLED))
    def presses_with_control(self, key: Qt.Key) -> None:
        QTest.keyClick(self.front(), key, Qt.KeyboardModifier.ControlModifier)

    @rule(text=st.sampled_from(TEXTS))
    def types(self, text: str) -> None:
        front = self.front()
        if isinstance(front, QLineEdit | QPlainTextEdit):
            typed(front, text)

    @rule(number=st.integers(0, 500))
    def clicks(self, number: int) -> None:
        assert self.program is not None
        found = [
            one
            for one in self.program.window.findChildren(QAbstractButton)
            if one.isVisible() and one.isEnabled() and not (isinstance(one, QPushButton) and one.menu())
        ]
        if found:
            QTest.mouseClick(found[number % len(found)], Qt.MouseButton.LeftButton)

    @rule(number=st.integers(0, 500), double=st.booleans())
    def chooses_a_row(self, number: int, *, double: bool) -> None:
        assert self.program is not None
        lists = [one for one in self.program.window.findChildren(QAbstractItemView) if one.isVisible()]
        if lists:
            where = lists[number % len(lists)].viewport()
            act = QTest.mouseDClick if double else QTest.mouseClick
            act(where, Qt.MouseButton.LeftButton, pos=QPoint(60, 10 + number % max(1, where.height() - 10)))

    @rule(number=st.integers(0, 500))
    def runs_a_command(self, number: int) -> None:
        """Anything that the palette offers, but to quit: `starts_again` does."""
        found = [command for command in self.desk.commands.all() if command.id != "quit"]
        chosen = found[number % len(found)]
        event(f"ran {chosen.id}")
        chosen.run()

    @rule(again=st.booleans())
    def undoes(self, *, again: bool) -> None:
        assert self.program is not None
        self.program.window.run_command("redo" if again else "undo")
        settled()

    @rule(name=st.sampled_from(TEXTS))
    def drops_a_card(self, name: str) -> None:
        assert self.program is not None
        file = Path(self.folder.name) / "card.vcf"
        file.write_text(CARD.format(name=name), "utf-8")
        self.program.window.bring_in([file])

    @rule(name=st.sampled_from(TEXTS[:3]))
    def another_program_writes(self, name: str) -> None:
        with Store.open(self.path, StandingClock()) as store:
            capture(store, name)

    @rule(size=st.sampled_from(SIZES))
    def resizes(self, size: tuple[int, int]) -> None:
        assert self.program is not None
        self.program.window.resize(*size)

    @rule(milliseconds=st.integers(1, 300))
    def waits(self, milliseconds: int) -> None:
        """For what a page does a moment later."""
        QTest.qWait(milliseconds)
        settled()

    @rule(hurried=st.booleans())
    def starts_again(self, *, hurried: bool) -> None:
        assert self.program is not None
        if not hurried:
            settled()
        self.program.window.close()
        if self.program.window.isVisible():  # what is typed was not taken: the window stays
            return
        self.forget()
        self.start()

    def forget(self) -> None:
        """Lets the window go, as the end of the process does."""
        if self.program is not None:
            settled()
            self.program.window.deleteLater()
            self.program.deleteLater()
            self.program = None
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)

    @invariant()
    def nothing_broke(self) -> None:
        QCoreApplication.processEvents()
        if self.broke:
            raise self.broke[0]

    def teardown(self) -> None:
        self.escape.stop()
        if self.program is not None:
            self.program.end()
        self.forget()
        for scheme in LEAVING:
            QDesktopServices.unsetUrlHandler(scheme)
        sys.excepthook = self.before
        assert background.wait_for_all(5000)
        assert {one for one in threading.enumerate() if not one.daemon} <= self.threads
        if self.path.exists():  # not where it ended before the first step
            with Store.open(self.path, StandingClock()) as store:
                assert checks.look_over(store, repair=False) == []
        self.nothing_broke()
        self.folder.cleanup()


def agreed(asking: QWidget, folder: Path) -> bool:
    """Says yes to a question, and names a file where one is to be written; False to anything else."""
    if isinstance(asking, QMessageBox) and asking.icon() == QMessageBox.Icon.Question:
        asking.buttons()[0].click()
        return True
    if isinstance(asking, QFileDialog) and asking.acceptMode() == QFileDialog.AcceptMode.AcceptSave:
        asking.setDirectory(str(folder))
        asking.accept()
        return True
    return False


class LongMonkey(Monkey):
    """The same for some minutes."""


# What breaks is told as it was found: to shorten it would take minutes, in the long one hours.
AS_FOUND = (Phase.explicit, Phase.reuse, Phase.generate)
Monkey.TestCase.settings = settings(
    max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None, phases=AS_FOUND
)
LongMonkey.TestCase.settings = settings(
    max_examples=SOAK_EXAMPLES, stateful_step_count=SOAK_STEPS, deadline=None, phases=AS_FOUND
)
TestMonkey = Monkey.TestCase


@pytest.mark.soak
class TestLongMonkey(LongMonkey.TestCase):
    """Two thousand steps."""
