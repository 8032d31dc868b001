"""The stages of a deal and the questions of the ladder, as the seller makes them their own."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, deal_stages, deals, questions
from salesdesk.services.deals import DealDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.page import SettingsPage
from tests.ui.driving import settled, typed


def _opened(desk: Desk, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    page.activateWindow()
    settled()
    return page


def _stages(desk: Desk) -> list[tuple[str, int, int | None]]:
    with desk.store.read() as reading:
        return [(deal_stages.label(one), one.probability, one.idle_days) for one in deal_stages.read(reading)]


def test_stages_are_renamed_weighed_moved_added_and_taken_away_and_all_of_it_is_undone(
    desk: Desk, qtbot: QtBot
) -> None:
    page = _opened(desk, qtbot)
    card, usual = page.stages, _stages(desk)
    card.rows[1].name.setFocus()
    card.rows[1].name.selectAll()
    qtbot.keyClicks(card.rows[1].name, "Smaksprøve")
    qtbot.keyClick(card.rows[1].name, Qt.Key.Key_Return)
    for editor, text in ((card.rows[1].chance, "45 %"), (card.rows[1].idle, "")):
        editor.setFocus()
        editor.selectAll()
        qtbot.keyClick(editor, Qt.Key.Key_Delete)
        qtbot.keyClicks(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return)
    assert _stages(desk)[1] == ("Smaksprøve", 45, None)

    qtbot.mouseClick(card.rows[1].up, Qt.MouseButton.LeftButton)
    settled()
    assert [name for name, *_ in _stages(desk)][:2] == ["Smaksprøve", "Qualified"]
    assert card.rows[0].name.text() == "Smaksprøve"
    assert not card.rows[0].up.isEnabled()

    typed(card.another.editor, "Łódź fair")
    qtbot.keyClick(card.another.editor, Qt.Key.Key_Return)
    settled()
    assert _stages(desk)[-1][0] == "Łódź fair"
    qtbot.mouseClick(card.rows[-1].cross, Qt.MouseButton.LeftButton)
    settled()
    assert [name for name, *_ in _stages(desk)][-1] == "Negotiation"

    for _ in range(6):
        changes.undo(desk.store)
    page.load()
    settled()
    assert _stages(desk) == usual
    qtbot.waitUntil(lambda: card.rows[0].name.text() == "Qualified")  # it is read anew after a while


def test_what_cannot_be_is_said_and_a_stage_with_open_deals_stays(desk: Desk, qtbot: QtBot) -> None:
    deals.open_deal(desk.store, DealDraft(title="Trays", currency="NOK"))
    card = _opened(desk, qtbot).stages
    qtbot.mouseClick(card.rows[0].cross, Qt.MouseButton.LeftButton)
    assert "still has open deals" in card.trouble()
    card.rows[2].chance.setFocus()
    card.rows[2].chance.setText("140")
    qtbot.keyClick(card.rows[2].chance, Qt.Key.Key_Return)
    assert "0 to 100" in card.trouble()
    assert not card.commit()
    card.rows[2].chance.setText("70")
    assert card.commit()
    assert card.trouble() == ""
    card.rows[2].name.setText("Demo")
    assert not card.commit()
    assert "a name of its own" in card.trouble()


def test_each_rung_has_its_own_questions(desk: Desk, qtbot: QtBot) -> None:
    card = _opened(desk, qtbot).rungs
    card.asked.add.click()
    (line,) = card.asked.editors()
    qtbot.keyClicks(line, "Hva trenger dere?")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    card.rung.setCurrentIndex(2)
    card.rung.chosen.emit(card.rung.value())
    assert card.asked.editors() == []
    with desk.store.read() as reading:
        (kept,) = questions.of_rung(reading, "suspect")
        assert kept.text == "Hva trenger dere?"
        assert questions.of_rung(reading, "sales-qualified") == []
    changes.undo(desk.store)
    with desk.store.read() as reading:
        assert questions.of_rung(reading, "suspect") == []
