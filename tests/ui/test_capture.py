"""Fair capture as a seller uses it: by keyboard alone, with a scanner, with someone who is known already."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QApplication, QScrollArea, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk.domain.fairs import Fair
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.values import Money
from salesdesk.services import changes, fairs
from salesdesk.services.cards import Card, card
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from tests.factories import capture
from tests.ui.driving import settled, typed


@pytest.fixture
def fair(desk: Desk) -> Fair:
    """A fair on its second day."""
    days = (date(2026, 11, 21), date(2026, 11, 23))
    return fairs.make(
        desk.store,
        "Smak & Bord",
        starts_on=days[0],
        ends_on=days[1],
        cost=Money(98_000, "NOK"),
        target_leads=40,
    )


@pytest.fixture
def page(desk: Desk, fair: Fair, qtbot: QtBot) -> Iterator[CapturePage]:
    """The page at that fair, in front."""
    yield from shown(desk, qtbot)


@pytest.fixture
def plain(desk: Desk, qtbot: QtBot) -> Iterator[CapturePage]:
    """The page without any fair."""
    yield from shown(desk, qtbot)


def shown(desk: Desk, qtbot: QtBot) -> Iterator[CapturePage]:
    made = CapturePage(desk)
    qtbot.addWidget(made)
    made.resize(1200, 820)
    with qtbot.waitExposed(made):
        made.show()
    made.activateWindow()
    made.setFocus()
    settled()
    yield made
    settled()


def everyone(desk: Desk) -> list[Card]:
    with desk.store.read() as reading:
        ids = [one.id for one in reading.find(select(Prospect).where(Prospect.deleted_at.is_(None)))]
        found = [card(reading, one) for one in ids]
    return [one for one in found if one is not None]


def has_keyboard(widget: QWidget) -> bool:
    return QApplication.focusWidget() is widget


def scan(widget: QWidget, text: str, *, start: int = 50_000, gap: int = 4) -> None:
    """Types `text` as a handheld scanner does: each key a few milliseconds after the one before."""
    for place, letter in enumerate(text):
        key = Qt.Key.Key_Return if letter in "\r\n" else Qt.Key.Key_unknown
        event = QKeyEvent(QEvent.Type.KeyPress, key, Qt.KeyboardModifier.NoModifier, letter)
        event.setTimestamp(start + place * gap)
        QApplication.sendEvent(QApplication.focusWidget() or widget, event)
    settled()


def enter(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Return)


def save(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.keyClick(widget, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settled()


def test_a_prospect_is_taken_down_by_keyboard_alone(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot
) -> None:
    form = page.card.form
    assert has_keyboard(form.name)
    for editor, text in (
        (form.name, "Phạm Văn Đức"),
        (form.company, "Hotel Bałtyk"),
        (form.phone, "912 34 567"),
        (form.email, "duc@bałtyk.pl"),
    ):
        assert has_keyboard(editor)
        typed(editor, text)
        enter(qtbot, editor)
    qtbot.keyClick(form.time_frame.focusProxy(), Qt.Key.Key_Space)
    assert form.time_frame.value() == "now"
    for key, frame in ((Qt.Key.Key_Right, "two-months"), (Qt.Key.Key_Left, "now")):
        qtbot.keyClick(QApplication.focusWidget(), key)
        assert form.time_frame.value() == frame
    save(qtbot, page)

    (made,) = everyone(desk)
    assert (made.name, made.interest, made.prospect.fair) == ("Phạm Văn Đức", "hot", fair.id)
    assert made.company is not None
    assert made.company.name == "Hotel Bałtyk"
    assert made.phones[0].e164 == "+4791234567"
    assert [one.day for one in made.followups] == [date(2026, 11, 23)]
    assert has_keyboard(form.name)
    assert form.content().empty


def test_the_follow_up_follows_the_interest_until_it_is_chosen(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    form = page.card.form
    assert form.follow_up.day() == date(2026, 11, 30), "a week ahead is a Sunday"
    form.take_time_frame("now")
    assert form.follow_up.day() == date(2026, 11, 23)
    form.follow_up.ask()
    line = form.follow_up.popup().field()
    typed(line, "5 Dec")
    enter(qtbot, line)
    form.take_time_frame("none")
    assert form.follow_up.day() == date(2026, 12, 5), "a Saturday that was chosen stays"
    typed(form.name, "Åse")
    save(qtbot, form.name)
    assert everyone(desk)[0].followups[0].day == date(2026, 12, 5)


def test_nobody_is_not_saved_and_that_is_said_at_the_name(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    typed(page.card.form.note, "wants linen")
    save(qtbot, page.card.form.note)
    assert everyone(desk) == []
    assert "at least a name" in page.card.form.name.accessibleDescription()
    assert page.card.form.note.toPlainText() == "wants linen"


def test_the_counter_and_the_list_move_with_each_save_and_its_undo(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    said: list[tuple[str, bool]] = []
    desk.said.connect(lambda text, undo, _act, _on: said.append((text, undo)))
    for name in ("Åse", "Øyvind"):
        typed(page.card.form.name, name)
        save(qtbot, page.card.form.name)
    qtbot.waitUntil(lambda: page.fair_card.told() == ("2", "490 NOK a lead so far"))
    assert said[-1] == ("Captured Øyvind", True)
    assert page.just_now.list.rows.rowCount() == 2
    changes.undo(desk.store)
    qtbot.waitUntil(lambda: page.fair_card.told()[0] == "1")


def test_interests_consents_and_answers_are_kept(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot
) -> None:
    fairs.ask(desk.store, fair, [(None, "Which dishes?")])
    qtbot.waitUntil(lambda: bool(page.card.form.asked()))
    form = page.card.form
    typed(form.name, "Åse Lie")
    typed(form.interests.line, "Oak tray, Linen")
    enter(qtbot, form.interests.line)
    answer = page.findChild(QWidget, "answer-1")
    assert answer is not None
    typed(answer, "Żurek")
    form.consents.choose(("email", "phone"))
    save(qtbot, form.name)

    (made,) = everyone(desk)
    assert sorted(one.product for one in made.asked_about) == ["Linen", "Oak tray"]
    assert [one.text for one in made.answers] == ["Żurek"]
    assert sorted(one.channel for one in made.consents) == ["email", "phone"]

    long = "What would make them change their supplier of wooden tableware before summer, and who decides it?"
    fairs.ask(desk.store, fair, [(None, "Which dishes?"), (None, long)])
    qtbot.waitUntil(lambda: len(page.card.form.asked()) == 2)
    form.time_frame.say("none", "Vil bare se seg litt omkring")
    form.follow_up.row().say("day", "torsdag 30. november 2026")
    page.resize(964, 560)
    settled()
    area = page.card.findChild(QScrollArea)
    assert area is not None
    assert page.card.form.width() + 2 * 10 < area.viewport().width(), "nothing is cut off at the right"


def test_who_may_be_known_is_named_and_added_to(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    before = capture(desk.store, "Ingrid Solheim", company="Fjord Interiør", phones=["+47 912 34 567"])
    form = page.card.form
    typed(form.name, "Ingrid")
    typed(form.phone, "91234567")
    assert form.phone.told() == "Norway"
    qtbot.waitUntil(lambda: form.bar.known() is not None)
    assert "Ingrid Solheim, Fjord Interiør. The phone number is the same." in form.bar.text()
    form.take_time_frame("two-months")
    qtbot.keyClick(page, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier)
    settled()

    (made,) = everyone(desk)
    assert made.prospect.id == before.prospect
    assert made.interest == "warm"
    assert form.content().empty
    assert not form.bar.isVisible()


def test_both_are_kept_where_the_seller_says_so(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Ingrid Solheim", phones=["+47 912 34 567"])
    form = page.card.form
    typed(form.phone, "91234567")
    qtbot.waitUntil(lambda: form.bar.known() is not None)
    qtbot.keyClick(page, Qt.Key.Key_K, Qt.KeyboardModifier.AltModifier)
    assert not form.bar.isVisible()
    typed(form.company, "Hjem")
    page.keeping.known.look()
    assert form.bar.known() is None
    save(qtbot, form.name)
    assert len(everyone(desk)) == 2


def test_what_was_copied_fills_the_form_and_is_all_saved(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setText(
        "BEGIN:VCARD\nVERSION:3.0\nN:Østby;Kari;;;\nFN:Kari Østby\nORG:Blomster AS\nTITLE:Owner\n"
        "TEL;TYPE=CELL:+47 912 34 567\nTEL;TYPE=WORK:+47 22 00 00 00\nURL:https://blomster.no\nEND:VCARD\n"
    )
    qtbot.keyClick(page, Qt.Key.Key_F4)
    form = page.card.form
    assert (form.name.text(), form.company.text(), form.phone.text()) == (
        "Kari Østby",
        "Blomster AS",
        "+47 912 34 567",
    )
    save(qtbot, form.name)
    (made,) = everyone(desk)
    assert (made.prospect.first_name, made.prospect.title) == ("Kari", "Owner")
    assert [one.value for one in made.phones] == ["+47 912 34 567", "+47 22 00 00 00"]
    assert [one.value for one in made.webs] == ["https://blomster.no"]


def test_an_empty_clipboard_is_said(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    QGuiApplication.clipboard().clear()
    qtbot.keyClick(page, Qt.Key.Key_F4)
    assert said == ["There is nothing to paste. Copy text or a picture first, then press F4."]


def test_what_was_cleared_comes_back(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    acts: list[object] = []
    desk.said.connect(lambda _text, _undo, _act, on: acts.append(on))
    typed(page.card.form.name, "Åse")
    page.card.form.take_time_frame("now")
    before = page.card.form.content()
    page.keeping.clear()
    assert page.card.form.content().empty
    act = acts[-1]
    assert callable(act)
    act()
    assert page.card.form.content() == before


def test_what_is_typed_survives_a_restart(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    typed(page.card.form.name, "Zażółć Gęślą")
    scan(page.card.form.name, "FH26-004711\r")
    page.card.form.consents.choose(("email",))
    kept = page.state()
    again = CapturePage(desk)
    qtbot.addWidget(again)
    again.restore(kept)
    again.show()
    settled()
    assert again.card.form.content() == page.card.form.content()
    assert again.card.form.name.text() == "Zażółć Gęślą"


def test_a_state_that_makes_no_sense_is_passed_over(desk: Desk, qtbot: QtBot) -> None:
    made = CapturePage(desk)
    qtbot.addWidget(made)
    made.restore(
        {
            "content": {"name": 7, "products": "x", "scanned": ["BEGIN:VCARD"]},
            "fair": "zz",
            "day": "2026-11-22",
        }
    )
    made.show()
    settled()
    assert made.card.form.name.text() == ""


def test_without_a_fair_it_is_a_new_prospect_and_none_is_stamped(
    plain: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    assert plain.title() == "New prospect"
    assert not plain.just_now.isVisible()
    typed(plain.card.form.name, "Ola")
    save(qtbot, plain.card.form.name)
    assert everyone(desk)[0].prospect.fair is None


def test_another_fair_or_none_is_chosen_from_the_menu(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot
) -> None:
    other = fairs.make(desk.store, "Dom i Stół", starts_on=date(2026, 12, 13))
    page.open(other.id)
    typed(page.card.form.name, "Jan")
    save(qtbot, page.card.form.name)
    page.choose_fair(None)
    assert page.title() == "New prospect"
    typed(page.card.form.name, "Ola")
    save(qtbot, page.card.form.name)
    assert [one.prospect.fair for one in everyone(desk)] == [other.id, None]
    page.menu.fill([other, fair], None, desk.clock)
    texts = [action.text() for action in page.menu.actions() if action.text()]
    assert texts == [
        "Smak && Bord · day 2 of 3",
        "Dom i Stół · in 21 days",
        "No fair",
        "New fair …",
        "All fairs …",
    ]


def test_a_row_opens_the_prospect(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    asked: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda slug, record: asked.append((slug, record)))
    made = capture(desk.store, "Åse")
    qtbot.waitUntil(lambda: page.just_now.list.rows.rowCount() == 1)
    page.just_now.list.choose(made.prospect)
    enter(qtbot, page.just_now.list)
    assert asked == [("prospects", made.prospect)]


def test_the_list_of_the_latest_is_a_sound_model(
    page: CapturePage, desk: Desk, qtmodeltester: object
) -> None:
    capture(desk.store, "Åse")
    page.load()
    qtmodeltester.check(page.just_now.list.rows)  # type: ignore[attr-defined]  # pytest-qt gives no type


def test_enter_goes_through_all_that_is_asked(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot
) -> None:
    fairs.ask(desk.store, fair, [(None, "Hvem bestemmer?")])
    capture(desk.store, "Åse", asked_about=("Linen",))
    qtbot.waitUntil(lambda: bool(page.card.form.asked()) and bool(page.card.form.interests.chips()))
    seen: list[str] = []
    page.card.form.begin()
    for _step in range(8):
        front = QApplication.focusWidget()
        assert front is not None
        seen.append(front.accessibleName())
        enter(qtbot, front)
    assert seen == [
        "Name",
        "Company",
        "Phone",
        "Email",
        "When would they buy?: Now",
        "Follow up: Tomorrow",
        "Interested in: Linen",
        "Hvem bestemmer?",
    ]
    assert has_keyboard(page.card.form.note)
