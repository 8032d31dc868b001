"""Someone who presses anything: no exception, no thread left, and the store stays whole."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path
from types import TracebackType

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QWidget,
)

from salesdesk.services import checks, demo
from salesdesk.settings import Settings
from salesdesk.store.database import Store
from salesdesk.ui import background
from salesdesk.ui.pages import PLACES
from salesdesk.ui.start import Program, make_application
from tests.factories import StandingClock
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
LEAVES_THE_PROGRAM = {"Open folder", "Open the folder", "Call", "Email"}


class Monkey(RuleBasedStateMachine):
    """The window on a small sample year, and what may be pressed in it."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.broke: list[BaseException] = []
        self.application = make_application(Settings(theme="light"))
        self.before = sys.excepthook
        sys.excepthook = self.caught
        self.escape = QTimer()
        self.escape.timeout.connect(self.leave_dialogs)
        self.escape.start(30)
        self.program: Program | None = None

    def caught(self, _kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        self.broke.append(error)

    @staticmethod
    def leave_dialogs() -> None:
        """A person thinks better of whatever asks."""
        asking = QApplication.activeModalWidget() or QApplication.activePopupWidget()
        if asking is not None:
            asking.close()

    @property
    def path(self) -> Path:
        return Path(self.folder.name) / "store.db"

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
            if one.isVisible()
            and one.isEnabled()
            and one.accessibleName() not in LEAVES_THE_PROGRAM
            and not (isinstance(one, QPushButton) and one.menu())
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

    @rule(again=st.booleans())
    def undoes(self, *, again: bool) -> None:
        assert self.program is not None
        self.program.window.run_command("redo" if again else "undo")
        settled()

    @rule()
    def starts_again(self) -> None:
        assert self.program is not None
        self.program.window.close()
        if self.program.window.isVisible():  # what is typed was not taken: the window stays
            return
        settled()
        self.start()

    @invariant()
    def nothing_broke(self) -> None:
        QCoreApplication.processEvents()
        assert self.broke == []

    def teardown(self) -> None:
        self.escape.stop()
        sys.excepthook = self.before
        if self.program is not None:
            self.program.end()
            self.program.window.deleteLater()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        assert background.wait_for_all(5000)
        with Store.open(self.path, StandingClock()) as store:
            assert checks.look_over(store, repair=False) == []
        self.folder.cleanup()


class LongMonkey(Monkey):
    """The same for a quarter of an hour."""


Monkey.TestCase.settings = settings(max_examples=EXAMPLES, stateful_step_count=STEPS, deadline=None)
LongMonkey.TestCase.settings = settings(
    max_examples=SOAK_EXAMPLES, stateful_step_count=SOAK_STEPS, deadline=None
)
TestMonkey = Monkey.TestCase


@pytest.mark.soak
class TestLongMonkey(LongMonkey.TestCase):
    """Two thousand steps."""
