"""Commission in the settings: set up, filled in, changed from a day on, taken away, undone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.figures.commission import Plan, Terms, Tier
from salesdesk.services import changes, commissions
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.page import SettingsPage
from tests.ui.driving import settled


def opened(desk: Desk, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    page.activateWindow()
    settled()
    return page


def write(qtbot: QtBot, editor: QLineEdit, text: str) -> None:
    editor.setFocus()
    editor.selectAll()
    qtbot.keyClick(editor, Qt.Key.Key_Delete)
    qtbot.keyClicks(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    settled()


def kept(desk: Desk) -> list[Terms]:
    with desk.store.read() as reading:
        return [one.terms for one in commissions.read(reading)]


def test_a_plan_is_set_up_filled_in_followed_by_another_and_all_of_it_is_undone(
    desk: Desk, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot)
    card = page.commission
    card.begin.click()
    settled()
    write(qtbot, card.base.editor, "5000")  # type: ignore[arg-type]
    write(qtbot, card.since.editor, "1 Jan 2026")  # type: ignore[arg-type]
    write(qtbot, card.tier.editor, "0 = 5 %")  # type: ignore[arg-type]
    write(qtbot, card.tier.editor, "90 000 = 7,5")  # type: ignore[arg-type]
    write(qtbot, card.rows[1].low, "100 000")
    write(qtbot, card.rows[1].rate, "8")
    (terms,) = kept(desk)
    five, eight = Tier(0, Decimal("0.05")), Tier(100_000_00, Decimal("0.08"))
    assert terms == Terms(date(2026, 1, 1), "month", Plan(5_000_00, (five, eight)), terms.currency)

    card.step.setCurrentIndex(1)
    card.step.chosen.emit("quarter")
    write(qtbot, card.another.editor, "1 Jan 2027")  # type: ignore[arg-type]
    card.rows[1].cross.click()
    settled()
    now, coming = kept(desk)
    assert (now.step, coming.since, coming.plan.tiers) == ("quarter", date(2027, 1, 1), (five,))
    assert now.plan.tiers == (five, eight)
    assert card.plan.count() == 2
    card.cross.click()
    settled()
    assert kept(desk) == [now]
    for _ in range(11):
        changes.undo(desk.store)
    assert kept(desk) == []
    qtbot.waitUntil(card.begin.isVisible)


def test_what_cannot_be_is_said_where_it_was_typed(desk: Desk, qtbot: QtBot) -> None:
    card = opened(desk, qtbot).commission
    card.begin.click()
    settled()
    write(qtbot, card.tier.editor, "8 %")  # type: ignore[arg-type]
    assert "no tier" in card.tier.trouble()
    write(qtbot, card.tier.editor, "0 = 5")  # type: ignore[arg-type]
    write(qtbot, card.tier.editor, "0 = 6")  # type: ignore[arg-type]
    assert "same amount" in card.tier.trouble()
    write(qtbot, card.rows[0].rate, "108 %")
    assert "0 to 100" in card.trouble()
    assert not card.commit()
    write(qtbot, card.rows[0].rate, "10 %")
    assert card.trouble() == ""
    write(qtbot, card.since.editor, "soon")  # type: ignore[arg-type]
    assert "not a day" in card.since.trouble()
