"""What a screen reader does to a control has the effect that a hand's doing has."""

from __future__ import annotations

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

from salesdesk.ui.handovers.tiles import Tile, Tiles
from salesdesk.ui.navigation import Navigation
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.chips import ToggleChip


def toggled(widget: QWidget) -> None:
    """Does the act Toggle, as a screen reader does."""
    interface = QAccessible.queryAccessibleInterface(widget)
    assert interface is not None
    interface.actionInterface().doAction("Toggle")


def button(root: QWidget, name: str) -> QAbstractButton:
    return next(one for one in root.findChildren(QAbstractButton) if one.accessibleName().startswith(name))


def test_a_chip_that_a_screen_reader_switches_tells_it_once(qapp: QApplication) -> None:
    chip, told = ToggleChip("Open"), list[bool]()
    chip.clicked.connect(lambda on: told.append(on))  # noqa: PLW0108  (Qt asks how many it takes)

    toggled(chip)
    toggled(chip)
    chip.click()
    chip.setChecked(False)

    assert told == [True, False, True]


def test_a_page_that_a_screen_reader_chooses_is_gone_to(qapp: QApplication) -> None:
    navigation, gone_to = Navigation(), list[str]()
    navigation.chosen.connect(gone_to.append)

    toggled(button(navigation, "Prospects"))
    navigation.light("today")

    assert gone_to == ["prospects"]


def test_one_of_a_row_is_chosen_and_let_go_by_a_screen_reader(qapp: QApplication) -> None:
    row = Segmented([Option("now", "Now"), Option("later", "Later")], name="When")
    chosen = list[str]()
    row.chosen.connect(chosen.append)

    for name in ("When: Now", "When: Later", "When: Later"):
        toggled(button(row, name))

    assert chosen == ["now", "later", ""]
    assert row.value() == ""


def test_a_tile_that_a_screen_reader_chooses_takes_the_place_of_the_other(qapp: QApplication) -> None:
    tiles = Tiles([Tile(".vcf", "vCard", "phones"), Tile(".xlsx", "Excel", "a worksheet")], name="Format")
    chosen = list[str]()
    tiles.chosen.connect(chosen.append)

    toggled(button(tiles, "Format: Excel"))

    assert chosen == [".xlsx"]
    assert tiles.value() == ".xlsx"
    interface = QAccessible.queryAccessibleInterface(tiles.parts[".xlsx"])
    assert interface is not None
    assert interface.role() == QAccessible.Role.RadioButton
