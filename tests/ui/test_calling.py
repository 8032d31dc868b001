"""What may be called, and where that is offered."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QMenu
from pytestqt.qtbot import QtBot

from salesdesk.ui.calling import callable_number
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail import Detail
from tests.factories import capture
from tests.ui.driving import settled


@pytest.mark.parametrize(
    ("typed", "e164", "called"),
    [
        ("91 23 45 67", "+4791234567", "+4791234567"),
        ("02800", "", "02800"),
        ("rom 12", "", ""),
        ("spør i butikken", "", ""),
    ],
)
def test_what_is_no_number_cannot_be_called(typed: str, e164: str, called: str) -> None:
    assert callable_number(typed, e164) == called


def offered(by: QAbstractButton, qtbot: QtBot) -> list[str]:
    """What the menu of a button offers."""
    qtbot.keyClick(by, Qt.Key.Key_Space)
    made = by.findChildren(QMenu)[-1]
    words = [one.text() for one in made.actions() if one.text()]
    made.close()
    settled()
    return words


def test_what_is_no_number_can_be_copied_and_is_not_offered_to_be_called(desk: Desk, qtbot: QtBot) -> None:
    someone = capture(desk.store, "Åse Bø", phones=("spør i butikken",)).prospect
    other = capture(desk.store, "Łukasz Żak", phones=("spør i butikken", "55 12 34 56")).prospect
    pane = Detail(desk)
    qtbot.addWidget(pane)
    pane.resize(700, 800)
    pane.show()
    pane.show_prospect(someone)
    settled()
    names = {one.accessibleName(): one for one in pane.findChildren(QAbstractButton)}

    head, row = offered(names["Phone"], qtbot), offered(names["More on spør i butikken"], qtbot)
    words = names["Phone"].text().strip()
    pane.show_prospect(other)
    settled()

    assert words == "Phone"
    assert head == ["Copy spør i butikken"]
    assert row[0] == "Copy"
    assert names["Phone"].text().strip() == "55 12 34 56"
