"""A handheld scanner is understood on the capture page, wherever the keyboard is; a person never is one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from tests.ui.driving import settled, typed
from tests.ui.test_capture import enter, everyone, fair, page, save, scan

__all__ = ["fair", "page"]  # fixtures
VCARD = "BEGIN:VCARD\rVERSION:3.0\rFN:Kari Østby\rORG:Østby Blomster\rTEL:+47 912 34 567\rEND:VCARD\r"


def test_a_card_fills_the_form_and_leaves_the_field_as_it_was(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    form = page.card.form
    typed(form.note, "wants linen")
    form.note.setFocus()
    scan(form.note, VCARD)
    assert (form.name.text(), form.company.text(), form.phone.text()) == (
        "Kari Østby",
        "Østby Blomster",
        "+47 912 34 567",
    )
    assert form.note.toPlainText() == "wants linen"
    save(qtbot, form.name)
    assert [one.name for one in everyone(desk)] == ["Kari Østby"]


@pytest.mark.parametrize("end", ["\r", "\r\n", ""])
def test_a_mecard_is_read_however_the_scanner_ends_it(page: CapturePage, qtbot: QtBot, end: str) -> None:
    form = page.card.form
    scan(form.name, f"MECARD:N:Đức,Phạm;TEL:+84912345678;;{end}")
    qtbot.waitUntil(lambda: form.name.text() == "Phạm Đức")


def test_the_number_of_a_badge_is_noted_and_names_who_has_no_name_yet(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    scan(page.card.form.company, "FH26-004711\r")
    assert page.card.form.company.text() == ""
    assert page.card.form.note.toPlainText() == "Badge FH26-004711"
    save(qtbot, page.card.form.name)
    (made,) = everyone(desk)
    assert made.name == "Badge FH26-004711"


def test_a_badge_that_was_scanned_before_names_who_it_was(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    typed(page.card.form.name, "Åse Lie")
    scan(page.card.form.name, "FH26-004711\r")
    save(qtbot, page.card.form.name)
    scan(page.card.form.name, "FH26-004711\r", start=90_000)
    known = page.card.form.bar.known()
    assert known is not None
    assert known.name == "Åse Lie"


def test_badge_after_badge_saves_the_one_before(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    for place, name in enumerate(("Åse Lie", "Jan Żółć", "Phạm Đức")):
        scan(page.card.form.name, f"MECARD:N:{name};;\r", start=50_000 + place * 5000)
    assert [one.name for one in everyone(desk)] == ["Åse Lie", "Jan Żółć"]
    assert page.card.form.name.text() == "Phạm Đức"


def test_a_badge_scanned_again_is_added_to_who_has_it_when_the_next_comes(
    page: CapturePage, desk: Desk
) -> None:
    for place, number in enumerate(("FH26-004711", "FH26-004712", "FH26-004711", "FH26-004713")):
        scan(page.card.form.name, f"{number}\r", start=50_000 + place * 5000)
    assert sorted(one.name for one in everyone(desk)) == ["Badge FH26-004711", "Badge FH26-004712"]


def test_the_bar_says_that_it_is_the_same_badge(page: CapturePage, qtbot: QtBot) -> None:
    scan(page.card.form.name, "FH26-004711\r")
    save(qtbot, page.card.form.name)
    scan(page.card.form.name, "FH26-004711\r", start=90_000)
    known = page.card.form.bar.known()
    assert known is not None
    assert known.reason == "The same badge was scanned before."


@pytest.mark.parametrize("codes", [("FH26-004711\r", VCARD), (VCARD, "FH26-004711\r")])
def test_a_number_and_the_card_of_another_badge_stay_two(
    page: CapturePage, desk: Desk, codes: tuple[str, str]
) -> None:
    for place, code in enumerate((*codes, "FH26-004719\r")):
        scan(page.card.form.name, code, start=50_000 + place * 9000)
    assert sorted(one.name for one in everyone(desk)) == ["Badge FH26-004711", "Kari Østby"]


def test_a_fast_typist_is_not_taken_for_a_scanner(page: CapturePage, desk: Desk) -> None:
    scan(page.card.form.name, "471100 Østby", gap=80)
    assert page.card.form.name.text() == "471100 Østby"
    assert page.card.form.note.toPlainText() == ""


def test_words_that_come_quickly_stay_where_they_were_typed(page: CapturePage, qtbot: QtBot) -> None:
    typed(page.card.form.company, "Fjord ")
    page.card.form.company.setFocus()
    scan(page.card.form.company, "Interiør")
    qtbot.waitUntil(lambda: page.card.form.company.text() == "Fjord Interiør")


def test_a_phone_that_comes_quickly_into_its_field_is_no_badge(page: CapturePage, qtbot: QtBot) -> None:
    page.card.form.phone.setFocus()
    scan(page.card.form.phone, "91234567\r")
    assert page.card.form.phone.text() == "91234567"
    assert page.card.form.phone.told() == "Norway"


def test_a_number_can_be_typed_by_hand(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    qtbot.keyClick(page, Qt.Key.Key_F2)
    assert page.card.scan_line.isVisible()
    typed(page.card.scan_line.number, "4711")
    enter(qtbot, page.card.scan_line.number)
    settled()
    assert not page.card.scan_line.isVisible()
    assert page.card.form.note.toPlainText() == "Badge 4711"


def test_a_scan_over_what_was_typed_can_be_taken_back(page: CapturePage, desk: Desk) -> None:
    acts: list[object] = []
    desk.said.connect(lambda _text, _undo, _act, on: acts.append(on))
    typed(page.card.form.name, "Kåre")
    scan(page.card.form.name, VCARD)
    assert page.card.form.name.text() == "Kari Østby"
    act = acts[-1]
    assert callable(act)
    act()
    assert page.card.form.name.text() == "Kåre"


def test_a_badge_of_another_saves_who_was_typed_first(page: CapturePage, desk: Desk) -> None:
    typed(page.card.form.name, "Kåre Lunde")
    typed(page.card.form.phone, "912 34 567")
    scan(page.card.form.company, VCARD)
    assert [one.name for one in everyone(desk)] == ["Kåre Lunde"]
    assert page.card.form.name.text() == "Kari Østby"


def test_a_card_that_cannot_be_read_is_said_and_changes_nothing(page: CapturePage, desk: Desk) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    scan(page.card.form.name, "BEGIN:VCARD\rVERSION:3.0\rNOTE:x\rEND:VCARD\r")
    assert said[0].startswith("That card cannot be read.")
    assert page.card.form.content().empty
