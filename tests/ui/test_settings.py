"""Settings: each is kept as soon as it is made, holds at once, and can be taken back."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk import settings
from salesdesk.services import backups, changes, preferences
from salesdesk.services.preferences import USUAL, DayOff, Preferences
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.page import SettingsPage
from salesdesk.ui.widgets.rows import Row
from tests.factories import capture
from tests.ui.driving import settled, typed


def opened(desk: Desk, qtbot: QtBot) -> SettingsPage:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    page.resize(1200, 900)
    page.show()
    page.activateWindow()
    settled()
    return page


def said(desk: Desk) -> Preferences:
    with desk.store.read() as reading:
        return preferences.read(reading)


def told(desk: Desk) -> list[str]:
    heard: list[str] = []
    desk.said.connect(lambda text, *_more: heard.append(text))
    return heard


def rows(page: SettingsPage) -> list[Row]:
    listed = page.backups.list.rows
    return [row for place in range(listed.rowCount()) if (row := listed.at(listed.index(place)))]


def named(page: SettingsPage, name: str) -> QAbstractButton:
    found = [one for one in page.findChildren(QAbstractButton) if one.accessibleName() == name]
    assert len(found) == 1, name
    return found[0]


def retyped(page: SettingsPage, key: str, text: str, qtbot: QtBot) -> None:
    editor = page.delays.rows[key].editor
    editor.setFocus()
    editor.selectAll()
    typed(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)


def test_a_delay_is_kept_on_enter_and_taken_back_by_undo(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)

    retyped(page, "hot_days", "3", qtbot)

    assert said(desk).hot_days == 3
    changes.undo(desk.store)
    page.load()
    settled()
    assert page.delays.rows["hot_days"].editor.text() == "1"


@pytest.mark.parametrize("text", ["0", "soon", "366", "-1", "", "1,5", "99999999999"])
def test_a_delay_that_is_none_is_told_beside_it_and_not_kept(desk: Desk, qtbot: QtBot, text: str) -> None:
    page = opened(desk, qtbot)

    retyped(page, "cold_days", text or " ", qtbot)

    assert said(desk) == USUAL
    assert "365" in page.delays.rows["cold_days"].trouble()
    assert not page.commit()


def test_the_days_of_the_week_are_switched_by_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    saturday = page.calendar.week[5]
    saturday.setFocus()

    qtbot.keyClick(saturday, Qt.Key.Key_Space)

    assert said(desk).worked_days == (0, 1, 2, 3, 4, 5)


def test_the_last_worked_day_stays(desk: Desk, qtbot: QtBot) -> None:
    preferences.change(desk.store, worked_days=(2,))
    page, heard = opened(desk, qtbot), told(desk)

    page.calendar.week[2].click()

    assert said(desk).worked_days == (2,)
    assert page.calendar.week[2].isChecked()
    assert len(heard) == 1


@pytest.mark.parametrize(("text", "meant"), [("9", time(9)), ("0930", time(9, 30)), ("9.15", time(9, 15))])
def test_working_hours_are_taken_as_people_write_them(
    desk: Desk, qtbot: QtBot, text: str, meant: time
) -> None:
    page = opened(desk, qtbot)
    editor = page.calendar.hours["begins"]
    editor.selectAll()
    typed(editor, text)
    qtbot.keyClick(editor, Qt.Key.Key_Return)

    assert said(desk).begins == meant
    assert editor.text() == meant.strftime("%H:%M")


def test_hours_that_are_none_are_told_and_the_page_is_not_left(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    editor = page.calendar.hours["ends"]
    for wrong in ("25", "7:00", "noon"):
        editor.selectAll()
        typed(editor, wrong)
        assert not page.commit()

    assert said(desk) == USUAL


def test_a_day_off_is_typed_with_its_name_and_taken_back_by_its_cross(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    typed(page.calendar.day, "24 Dec")
    typed(page.calendar.name, "Wigilia w Łodzi")
    qtbot.keyClick(page.calendar.name, Qt.Key.Key_Return)
    settled()

    assert said(desk).days_off == (DayOff(date(2026, 12, 24), "Wigilia w Łodzi"),)
    assert (page.calendar.day.text(), page.calendar.name.text()) == ("", "")

    page.load()
    settled()
    named(page, "Work on Thu 24 Dec 2026 after all").click()

    assert said(desk).days_off == ()
    changes.undo(desk.store)
    assert len(said(desk).days_off) == 1


def test_what_is_no_day_is_told_and_stays_as_typed(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    typed(page.calendar.day, "whenever")

    assert not page.commit()
    assert page.calendar.day.text() == "whenever"
    assert said(desk).days_off == ()


def test_theme_and_country_are_kept_on_this_laptop(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)

    named(page, "Colours: Dark").click()
    country = page.device.choices["country"]
    country.setCurrentIndex(country.findData("PL"))
    country.activated.emit(country.currentIndex())

    assert (settings.load().theme, settings.load().country) == ("dark", "PL")
    named(page, "Colours: System").click()
    assert settings.load().theme == ""


def test_another_language_asks_the_window_to_begin_again_in_it(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    language = page.device.choices["language"]
    assert [language.itemData(n) for n in range(language.count())] == ["", "en", "nb"]

    with qtbot.waitSignal(desk.begin_again_asked, timeout=1000):
        language.setCurrentIndex(language.findData("nb"))
        language.activated.emit(language.currentIndex())

    assert settings.load().language == "nb"


def test_a_backup_made_by_hand_stands_in_the_list(desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Đặng Thị Hạnh")
    page, heard = opened(desk, qtbot), told(desk)
    assert rows(page) == []
    assert not page.backups.bring.isEnabled()

    with qtbot.waitSignal(desk.backed_up, timeout=5000):
        named(page, "Back up now").click()
    settled()

    assert [row.note.split(" · ")[0] for row in rows(page)] == ["1 prospect"]
    assert heard == ["Backed up as store-2026-11-22.db"]


def test_nothing_can_be_brought_back_before_it_is_known_what_there_is(desk: Desk, qtbot: QtBot) -> None:
    page = SettingsPage(desk)
    qtbot.addWidget(page)
    assert not page.backups.bring.isEnabled()
    qtbot.mouseClick(page.backups.bring, Qt.MouseButton.LeftButton)
    assert not page.backups.panel.isVisible()


def test_many_backups_are_shown_a_few_first(desk: Desk, qtbot: QtBot) -> None:
    for day in range(10, 18):
        backups.make(desk.store, backups.folder(desk.store.path) / f"store-2026-11-{day}.db")
    page = opened(desk, qtbot)
    assert [row.title for row in rows(page)][-1] == "Show 4 more"

    page.backups.list.choose("more")
    qtbot.keyClick(page.backups.list, Qt.Key.Key_Return)

    assert len(rows(page)) == 8


def test_where_there_is_no_second_place_it_warns_and_takes_one(
    desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    page, stick = opened(desk, qtbot), tmp_path / "minnepinne på hytta"
    stick.mkdir()
    assert page.backups.second.choose.isVisible()

    page.backups.second.take(stick)
    settled()

    assert not page.backups.second.choose.isVisible()
    assert [file.name for file in stick.glob("*.db")] == ["store-2026-11-22.db"]
    stick.rename(tmp_path / "unplugged")
    page.load()
    settled()
    assert page.backups.second.choose.isVisible()


def test_before_a_backup_is_brought_back_it_is_shown_beside_what_there_is(desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Ingrid Solheim")
    kept = backups.make(desk.store, None)
    capture(desk.store, "Łukasz Żak")
    page = opened(desk, qtbot)
    asked: list[Path] = []
    desk.restore_asked.connect(asked.append)

    page.backups.list.choose(kept)
    qtbot.keyClick(page.backups.list, Qt.Key.Key_Return)
    settled()

    cells = page.backups.panel.cells
    assert (cells[1, 1].text(), cells[1, 2].text()) == ("1", "2")
    assert page.backups.panel.yes.hasFocus()
    assert asked == []
    qtbot.keyClick(page.backups.panel.yes, Qt.Key.Key_Escape)
    assert not page.backups.panel.isVisible()

    named(page, "Bring back …").click()
    settled()
    page.backups.panel.yes.click()
    assert asked == [kept]


def test_a_file_that_is_no_backup_is_refused_in_words(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page, heard = opened(desk, qtbot), told(desk)
    other = tmp_path / "brev.db"
    other.write_text("Kjære Ingrid")

    page.backups.look_at(other)
    settled()

    assert "brev.db" in heard[0]
    assert not page.backups.panel.isVisible()


def test_a_place_is_copied(desk: Desk, qtbot: QtBot) -> None:
    named(opened(desk, qtbot), "Copy: Your data").click()

    assert QGuiApplication.clipboard().text() == str(desk.store.path)


def test_the_store_is_looked_over_and_said_to_be_whole(desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Åse Nygård")
    page = opened(desk, qtbot)

    named(page, "Check the store").click()
    settled()

    assert page.program.answer.isVisible()
    assert "whole" in page.program.answer.text()


def test_the_licences_are_shown_and_put_away(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot)
    named(page, "What it is built on").click()
    assert "LGPL-3.0" in page.program.parts.text()
    named(page, "What it is built on").click()
    assert not page.program.parts.isVisible()


@pytest.mark.parametrize("wide", [964, 1240])
def test_nothing_is_wider_than_the_page(desk: Desk, qtbot: QtBot, wide: int) -> None:
    page = opened(desk, qtbot)
    page.resize(wide, 560)
    settled()

    inside = page._scroll.widget()
    assert inside is not None
    assert inside.width() <= page._scroll.viewport().width()
    assert inside.minimumSizeHint().width() <= page._scroll.viewport().width()


def test_tab_goes_from_a_day_off_to_the_line_that_adds_one(desk: Desk, qtbot: QtBot) -> None:
    preferences.add_day_off(desk.store, date(2026, 12, 24), "Julaften")
    page = opened(desk, qtbot)
    page.calendar.hours["ends"].setFocus()

    qtbot.keyClick(page.calendar.hours["ends"], Qt.Key.Key_Tab)
    cross = named(page, "Work on Thu 24 Dec 2026 after all")
    assert cross.hasFocus()
    qtbot.keyClick(cross, Qt.Key.Key_Tab)
    assert page.calendar.day.hasFocus()


def test_the_list_of_backups_is_a_sound_model(desk: Desk, qtbot: QtBot, qtmodeltester: ModelTester) -> None:
    backups.make(desk.store, None)
    model: QAbstractItemModel = opened(desk, qtbot).backups.list.rows
    qtmodeltester.check(model)
