"""Keep in touch, in the window: plans made and edited, people on them, lost deals tried again."""

from __future__ import annotations

from datetime import date
from uuid import UUID

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from sqlalchemy import select

from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.services import activities, deals, nurture_plans, nurturing, products, revival
from salesdesk.services.deals import DealDraft, Lost
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.services.products import ProductDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.nurture import NurtureTab
from salesdesk.ui.keeping.page import KeepingPage
from salesdesk.ui.keeping.revival import RevivalTab
from salesdesk.ui.prospects.page import ProspectsPage
from tests.factories import capture
from tests.ui.driving import settled, typed

TODAY = date(2026, 11, 22)


def opened(desk: Desk, qtbot: QtBot, tab: str) -> KeepingPage:
    """The page in its window, with a tab in front."""
    page = KeepingPage(desk)
    qtbot.addWidget(page)
    page.resize(1180, 760)
    page.show()
    desk.asked_to_go.connect(lambda slug, record: page.open(record) if slug == "keeping" and record else None)
    page.turn(tab)
    settled()
    return page


def lost(desk: Desk, who: UUID, title: str = "Eikebrett") -> Deal:
    made = deals.open_deal(desk.store, DealDraft(title=title, currency="NOK", prospect=who))
    return deals.lose(desk.store, made.id, Lost(cause="price", revisit_on=TODAY))


def read(desk: Desk, kind: type, ident: UUID) -> object:
    with desk.store.read() as reading:
        return reading.need(kind, ident)


def shown(page: KeepingPage) -> list[str]:
    tab = page.front()
    assert isinstance(tab, RevivalTab | NurtureTab)
    rows = tab.list.rows
    return [rows.data(rows.index(place)) for place in range(rows.rowCount())]


def press(page: KeepingPage, key: Qt.Key) -> None:
    """Presses a key where the keyboard is."""
    QTest.keyClick(QApplication.focusWidget() or page, key)
    again(page)


def retyped(editor: QWidget, text: str) -> None:
    """Types over all that stands in a field."""
    assert isinstance(editor, QLineEdit)
    editor.selectAll()
    typed(editor, text)


def again(page: KeepingPage) -> None:
    """Has the page read what was written, without waiting for it to do so by itself."""
    settled()
    page.load()
    settled()


def test_a_lost_deal_gets_another_day_another_product_and_is_tried_again_by_keyboard(
    desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Ingrid Łukasik", company="Fjord Interiør").prospect
    products.make(desk.store, ProductDraft(name="Ullkurv"))
    gone, other = lost(desk, who), capture(desk.store, "Phạm Văn Đức").prospect
    revival.park(desk.store, other, day=date(2026, 11, 18))
    page = opened(desk, qtbot, "revival")
    tab = page.front()
    assert isinstance(tab, RevivalTab)
    QAbstractItemModelTester(tab.list.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert shown(page) == ["Late", "Phạm Văn Đức", "Today", "Eikebrett"]

    tab.list.setFocus()
    press(page, Qt.Key.Key_Delete)  # the parked one is let go
    assert shown(page) == ["Today", "Eikebrett"]
    said = read(desk, Prospect, other)
    assert isinstance(said, Prospect)
    assert said.stage == "discarded"
    tab.list.choose(gone.id)
    tab.side.product.editor.setFocus()
    typed(tab.side.product.editor, "ullkurv")
    assert page.commit()
    again(page)
    assert "Ullkurv" in tab.side._then.text()
    tab.side.day.editor.setFocus()
    retyped(tab.side.day.editor, "aldri")
    assert not page.commit()
    retyped(tab.side.day.editor, "4 Dec")
    assert page.commit()
    again(page)
    assert shown(page) == ["Later", "Eikebrett"]

    tab.list.setFocus()
    press(page, Qt.Key.Key_R)
    assert shown(page) == []
    with desk.store.read() as reading:
        made = reading.first(select(Deal).where(Deal.revived_from == gone.id))
    assert made is not None
    assert made.title == "Ullkurv"


def test_a_plan_is_made_and_its_steps_are_changed_where_they_stand(desk: Desk, qtbot: QtBot) -> None:
    page = opened(desk, qtbot, "nurture")
    tab = page.front()
    assert isinstance(tab, NurtureTab)
    assert page.main_command() is not None

    tab.make()
    again(page)
    typed(tab.plan._name.editor, "Til våren")
    assert page.commit()
    again(page)
    first, second, third = tab.plan.steps.rows()
    first.tell.editor.setFocus()
    retyped(first.tell.editor, "Spør om våren")
    first.days.editor.setFocus()
    retyped(first.days.editor, "soon")
    assert not page.commit()
    assert first.days.trouble()
    retyped(first.days.editor, "7")
    assert page.commit()
    second.kind.setCurrentIndex(second.kind.findData("visit"))
    second.kind.activated.emit(second.kind.currentIndex())
    third._up.click()
    again(page)
    tab.plan.steps.rows()[-1]._off.click()
    again(page)
    tab.plan.steps.adding.click()
    again(page)

    with desk.store.read() as reading:
        (plan,) = nurture_plans.read(reading)
        steps = nurturing.steps(reading, plan.id)
    assert plan.name == "Til våren"
    assert shown(page) == ["Til våren"]
    assert [(one.days, one.kind) for one in steps] == [(7, "call"), (60, "call"), (60, "call")]
    assert steps[0].tell == "Spør om våren"


def test_who_is_on_a_plan_is_seen_there_and_taken_off_with_delete(desk: Desk, qtbot: QtBot) -> None:
    plan = nurture_plans.make(desk.store, "Til våren", [StepDraft(tell="Spør"), StepDraft()])
    ingrid, duc = (capture(desk.store, name).prospect for name in ("Ingrid Łukasik", "Phạm Văn Đức"))
    for who in (ingrid, duc):
        nurturing.start(desk.store, who, plan.id)
    page = opened(desk, qtbot, "nurture")
    tab = page.front()
    assert isinstance(tab, NurtureTab)
    members = tab.plan.members.list
    QAbstractItemModelTester(members.rows, QAbstractItemModelTester.FailureReportingMode.Fatal)

    activities.note(desk.store, duc, kind="email-in", text="Takk, gjerne i mars")
    again(page)
    titles = [members.rows.data(members.rows.index(place)) for place in range(members.rows.rowCount())]
    assert titles == ["Ingrid Łukasik", "No longer on it", "Phạm Văn Đức"]
    went: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda slug, record: went.append((slug, record)))
    members.setFocus()
    members.setCurrentIndex(members.rows.index(0))
    press(page, Qt.Key.Key_Return)
    assert went == [("prospects", ingrid)]
    press(page, Qt.Key.Key_Delete)

    with desk.store.read() as reading:
        assert nurturing.running(reading, ingrid) is None
        open_ones = FollowUp.origin == "nurture", FollowUp.deleted_at.is_(None)
        assert reading.first(select(FollowUp).where(*open_ones)) is None


def test_the_tab_in_use_is_there_again_and_each_is_named_and_made_when_first_turned_to(
    desk: Desk, qtbot: QtBot
) -> None:
    page = opened(desk, qtbot, "revival")
    assert len(page._made) == 1
    slugs, titles = ({kind.slug for kind in KeepingPage.TABS}, {kind.title() for kind in KeepingPage.TABS})
    assert len(slugs) == len(titles) == len(KeepingPage.TABS)
    for kind in KeepingPage.TABS:
        assert page.turn(kind.slug)
        settled()
        assert page.loaded
    page.turn("nurture")
    later = KeepingPage(desk)
    qtbot.addWidget(later)
    later.restore(page.state())
    assert isinstance(later.front(), NurtureTab)
    desk.go("keeping", "revival:")
    assert isinstance(page.front(), RevivalTab)


@pytest.fixture
def prospects_page(desk: Desk, qtbot: QtBot) -> ProspectsPage:
    made = ProspectsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 800)
    made.show()
    settled()
    return made


def test_a_prospect_shows_its_plan_which_goes_when_it_answers_and_stops_at_a_click(
    desk: Desk, prospects_page: ProspectsPage
) -> None:
    who = capture(desk.store, "Åsa Nyström").prospect
    plan = nurture_plans.make(desk.store, "Til våren", [StepDraft(tell="Spør om våren"), StepDraft()])
    prospects_page.open(who)
    settled()
    line = prospects_page.detail.nurture
    assert line.isHidden()

    line._start(plan.id, plan.name)
    settled()
    line._read()
    assert not line.isHidden()
    assert line._told.text() == "On the plan “Til våren”, step 1 of 2: Spør om våren, 7 Dec"
    activities.note(desk.store, who, kind="call-in")
    settled()
    line._read()
    assert line.isHidden()
    line._start(plan.id, plan.name)
    settled()
    line._read()
    line.stop_.click()
    settled()
    line._read()
    assert line.isHidden()


def test_parking_asks_when_to_come_back_and_what_to_offer_then(
    desk: Desk, prospects_page: ProspectsPage
) -> None:
    who = capture(desk.store, "Åsa Nyström").prospect
    prospects_page.open(who)
    settled()
    facts = prospects_page.detail.facts
    day, product = facts._parked
    assert day.isHidden()
    assert product.isHidden()

    stage = facts.fields.choices["stage"]
    stage.show_value("parked")
    stage.activated.emit(stage.currentIndex())
    settled()
    prospects_page.detail._read_now()
    assert isinstance(day.editor, QLineEdit)
    assert day.editor.text() == "22 Feb 2027"
    retyped(day.editor, "15 jan 2027")
    typed(product.editor, "Ullkurv")
    assert facts.commit()

    said = read(desk, Prospect, who)
    assert isinstance(said, Prospect)
    assert (said.stage, said.revisit_on, said.revisit_product) == ("parked", date(2027, 1, 15), "Ullkurv")
