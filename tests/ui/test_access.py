"""Everything can be reached by Tab and has a name that a screen reader says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QApplication, QWidget

from salesdesk.services import demo
from salesdesk.settings import Settings
from salesdesk.store.database import Store
from salesdesk.ui.pages import PLACES
from salesdesk.ui.studio import Studio
from salesdesk.ui.widgets.buttons import button
from tests.factories import StandingClock

MANY = 400  # presses of Tab, more than any page has controls


@pytest.fixture
def studio(tmp_path: Path, qapp: QApplication) -> object:
    """The program on a small sample year."""
    store = tmp_path / "store.db"
    with Store.open(store, StandingClock()) as opened:
        demo.fill(opened, prospects=30, seed=2)
    made = Studio(
        store, StandingClock(), Settings(language="en", country="NO", theme="light"), size=(1440, 900)
    )
    yield made
    made.leave()


def focusable(root: QWidget) -> list[QWidget]:
    """What takes the keyboard by Tab and can be seen."""
    return [
        one
        for one in root.findChildren(QWidget)
        if one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
        and not one.focusProxy()
        and one.width() > 0
    ]


def told(widget: QWidget) -> str:
    """What a screen reader calls it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return str(interface.text(QAccessible.Text.Name)) if interface else ""


def where(widget: QWidget) -> str:
    names = [type(widget).__name__]
    parent = widget.parentWidget()
    while parent is not None and len(names) < 4:
        names.append(type(parent).__name__)
        parent = parent.parentWidget()
    return " in ".join(names)


@pytest.mark.parametrize("page", [place.slug for place in PLACES])
def test_every_control_of_a_page_has_a_name(studio: Studio, page: str) -> None:
    studio.window.go(page)
    studio.settle()

    nameless = [where(one) for one in focusable(studio.window) if not told(one).strip()]
    views = [one for one in studio.window.findChildren(QAbstractItemView) if one.isVisible()]

    assert nameless == []
    assert [
        where(one) for one in views if not told(one).strip() and one.focusPolicy() != Qt.FocusPolicy.NoFocus
    ] == []


@pytest.mark.parametrize("page", [place.slug for place in PLACES])
def test_every_control_of_a_page_is_reached_by_tab(studio: Studio, page: str) -> None:
    studio.window.go(page)
    studio.settle()
    wanted = focusable(studio.window)
    reached = set[QWidget]()
    studio.window.navigation.focusNextChild()

    for _press in range(MANY):
        QTest.keyClick(studio.front(), Qt.Key.Key_Tab)
        front = QApplication.focusWidget()
        if front is not None:
            reached.add(front)

    missed = [one for one in wanted if one not in reached and not is_one_of_a_group(one, reached)]
    assert [where(one) for one in missed if one.isVisible()] == []


def is_one_of_a_group(widget: QWidget, reached: set[QWidget]) -> bool:
    """Whether arrows lead to it from one that Tab reached: Qt's own groups of buttons take Tab once."""
    if not isinstance(widget, QAbstractButton) or widget.group() is None:
        return False
    return any(one in reached for one in widget.group().buttons())


def test_the_and_in_a_name_is_a_letter_on_a_button(qapp: QApplication) -> None:
    pressed = button("Gåvor & Form")
    assert QKeySequence.mnemonic(pressed.text()).isEmpty()
    assert "&&" in pressed.text()
