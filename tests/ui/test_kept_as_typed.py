"""What is no phone, no email address and no day is kept as it was typed, and marked beside where it stands."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.prospects.detail import Detail
from salesdesk.ui.widgets.marked import MarkedLine
from tests.factories import capture, records
from tests.ui.driving import settled, typed
from tests.ui.test_capture import enter, everyone, fair, page, save

__all__ = ["fair", "page"]  # fixtures
NO_PHONE, NO_EMAIL = "Not a phone number, kept as typed.", "Not an email address, kept as typed."


def told(field: MarkedLine) -> tuple[str, str, str]:
    return field.told(), field.toolTip(), field.accessibleDescription()


def test_a_phone_and_an_email_that_are_none_are_marked_in_the_form_and_saved_as_typed(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    form = page.card.form
    typed(form.name, "Łukasz Żak")
    for field, text in ((form.phone, "rom 12"), (form.email, "lukasz(at)baltyk.pl")):
        field.setFocus()
        typed(field, text)
        assert told(field) == ("", "", ""), "it is half typed"
        enter(qtbot, field)
        settled()
    assert told(form.phone) == ("Kept as typed", NO_PHONE, NO_PHONE)
    assert told(form.email) == ("Kept as typed", NO_EMAIL, NO_EMAIL)

    form.email.setText("lukasz@bałtyk.pl")
    assert told(form.email) == ("", "", "")
    form.email.setText("lukasz(at)baltyk.pl")

    save(qtbot, form.name)
    (made,) = everyone(desk)
    assert [one.value for one in (*made.phones, *made.emails)] == ["rom 12", "lukasz(at)baltyk.pl"]
    assert told(form.phone) == told(form.email) == ("", "", "")


def test_a_day_that_cannot_be_meant_is_told_where_it_was_pasted(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    said = list[str]()
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    form = page.card.form
    QGuiApplication.clipboard().setText("Đorđe Nyström, Bowls AS, +47 912 34 567, call 31.11.2026")
    page.keeping.paste()
    settled()

    sentence = "“31.11.2026” is no day that exists; it is kept in the note."
    assert any(sentence in one for one in said)
    assert sentence in {one.text() for one in form.findChildren(QLabel) if one.isVisible()}
    assert "31.11.2026" in form.note.toPlainText()
    save(qtbot, form.name)
    assert not any(sentence in one.text() for one in form.findChildren(QLabel) if one.isVisible())


def test_the_prospect_shows_which_phone_and_email_are_none(desk: Desk, qtbot: QtBot) -> None:
    who = capture(desk.store, "Åse", phones=("rom 12", "+47 912 34 567"), emails=("ase(at)x",)).prospect
    pane = Detail(desk)
    qtbot.addWidget(pane)
    pane.resize(380, 800)
    pane.show()
    pane.show_prospect(who)
    settled()

    shown = {one.text(): told(one) for one in pane.findChildren(MarkedLine)}

    assert shown["rom 12"] == ("Kept as typed", NO_PHONE, NO_PHONE)
    assert shown["ase(at)x"] == ("Kept as typed", NO_EMAIL, NO_EMAIL)
    assert shown["+47 912 34 567"] == ("", "+47 912 34 567", "")


def test_of_a_pasted_signature_the_numbers_become_phones_and_the_rest_stays_where_it_was_pasted(
    desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Åse", phones=("+47 912 34 567",)).prospect
    pane = Detail(desk)
    qtbot.addWidget(pane)
    pane.show()
    pane.show_prospect(who)
    settled()
    line = next(one for one in pane.findChildren(QLineEdit) if one.accessibleName() == "Add a phone")

    QGuiApplication.clipboard().setText("Åshild\n+44 7911 99\nCardiff\n55 12 34 56")
    line.paste()
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settled()

    phones = records(desk.store)["phones"].values()
    assert [(one["value"], one["e164"]) for one in phones][1:] == [
        ("+44 7911 99", ""),  # of no country: kept as typed
        ("55 12 34 56", "+4755123456"),
    ]
    assert line.text().splitlines() == ["Åshild", "Cardiff"]
    assert line.accessibleDescription().startswith("What is left is not a phone number.")
