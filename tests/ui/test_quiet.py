"""Gone quiet, referrals, deliveries and the score, as the seller acts on them in the window."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextDocumentFragment
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.services import changes, deals, referrals
from salesdesk.services.cards import card
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.quiet import QuietTab
from salesdesk.ui.keeping.referrals import ReferralsTab
from salesdesk.ui.prospects.columns import USUAL
from salesdesk.ui.prospects.detail_referrer import Referrer
from salesdesk.ui.prospects.detail_score import ScoreFact
from salesdesk.ui.widgets.rows import RowList
from tests.factories import StandingClock, capture
from tests.ui import prospects_page, today_page
from tests.ui.driving import settled, typed


def bought(desk: Desk, name: str, minor: int = 50_000, **known: object) -> UUID:
    """A customer with one sale and nothing planned; the id of the deal."""
    made = capture(desk.store, name, phones=("912 34 567",))
    line = LineDraft(name="Oak trays", net_minor=minor)
    draft = DealDraft(title=f"Trays for {name}", prospect=made.prospect, currency="NOK", lines=(line,))
    deal = deals.open_deal(desk.store, draft).id
    deals.win(desk.store, deal, Won(check_ins=False, **known))  # type: ignore[arg-type]  # as a test says
    with desk.store.change("nothing planned") as unit:
        unit.delete(unit.need(FollowUp, made.follow_up))
    return deal


def whose(desk: Desk, deal: UUID) -> UUID:
    with desk.store.read() as reading:
        found = reading.need(Deal, deal).prospect
    assert found is not None
    return found


def wait(desk: Desk, days: int) -> None:
    assert isinstance(desk.clock, StandingClock)
    desk.clock.wait(days=days)


def rows(shown: RowList) -> list[str]:
    return [row.title for n in range(shown.rows.rowCount()) if (row := shown.rows.at(shown.rows.index(n)))]


def prospect(desk: Desk, who: UUID) -> Prospect:
    with desk.store.read() as reading:
        return reading.need(Prospect, who)


def test_a_name_that_looks_like_html_is_shown_letter_by_letter(desk: Desk, qtbot: QtBot) -> None:
    name = "<img src='//x.no/ø.png'> & Søn"
    whose(desk, bought(desk, name))
    wait(desk, 400)
    tab = QuietTab(desk)
    qtbot.addWidget(tab)
    tab.load()
    settled()
    told = [one.toolTip() for one in tab.findChildren(QPushButton) if "img" in one.toolTip()]
    shown = [QTextDocumentFragment.fromHtml(one).toPlainText() for one in told]
    assert shown == [f"Call {name}: 912 34 567"]


def test_a_quiet_customer_is_called_planned_for_or_said_to_have_left(desk: Desk, qtbot: QtBot) -> None:
    first, second = (whose(desk, bought(desk, name)) for name in ("Åsa Ørn", "Đặng Thị Hạnh"))
    wait(desk, 400)
    tab = QuietTab(desk)
    qtbot.addWidget(tab)
    tab.resize(1200, 700)
    tab.show()
    tab.activateWindow()
    tab.load()
    settled()
    assert rows(tab.list) == ["Åsa Ørn", "Đặng Thị Hạnh"]
    assert tab.side.shown() is not None

    tab.side.plan()
    tab.load()
    settled()
    assert rows(tab.list) == ["Đặng Thị Hạnh"]
    with desk.store.read() as reading:
        found = card(reading, first)
    assert found is not None
    assert [one.origin for one in found.followups] == ["quiet"]

    tab.side.ask_cause()
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed(field, "Price")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    tab.load()
    settled()
    assert prospect(desk, second).left_on == date(2027, 12, 27)
    assert rows(tab.list) == ["Đặng Thị Hạnh"]  # under Left now, with an act worth a try
    assert "Show Đặng Thị Hạnh what costs less" in tab.side._proposal.text()
    changes.undo(desk.store)
    assert prospect(desk, second).left_on is None


def test_a_referral_that_became_a_customer_is_thanked_for(desk: Desk, qtbot: QtBot) -> None:
    marit = capture(desk.store, "Marit Ås").prospect
    tab = ReferralsTab(desk)
    qtbot.addWidget(tab)
    tab.show()
    tab.load()
    settled()
    assert tab._empty.isVisible()

    deal = bought(desk, "Łukasz Żak")
    referrals.say_who(desk.store, whose(desk, deal), marit)
    tab.load()
    settled()
    assert [title.strip("\u2003 ") for title in rows(tab.list)] == ["Marit Ås", "↳\u2002Łukasz Żak"]
    assert rows(tab.thanks) == ["Marit Ås"]
    tab.thank()
    tab.load()
    settled()
    assert rows(tab.thanks) == []
    with desk.store.read() as reading:
        found = card(reading, marit)
    assert found is not None
    assert [(one.origin, one.deal) for one in found.followups][-1] == ("thank-you", deal)


def test_a_late_delivery_stands_on_today_until_it_is_made_or_promised_anew(desk: Desk, qtbot: QtBot) -> None:
    late = bought(desk, "Åsa Ørn", delivery=date(2026, 11, 18))
    due = bought(desk, "Łukasz Żak", delivery=date(2026, 11, 22))
    page = today_page.opened(desk, qtbot)
    box = page._deliveries
    assert box.isVisible()
    assert rows(box.list) == ["Trays for Åsa Ørn", "Trays for Łukasz Żak"]
    first = box.list.rows.at(box.list.rows.index(0))
    assert first is not None
    assert (first.chip, first.note) == ("4 days late", "Åsa Ørn · promised Wed 18 Nov")

    box.list.setFocus()
    qtbot.keyClick(box.list, Qt.Key.Key_M)
    field = today_page.front()
    typed(field, "nonsense")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert box._day.trouble()
    field.clear()
    typed(field, "tuesday")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    page.reload()
    qtbot.waitUntil(lambda: rows(box.list) == ["Trays for Łukasz Żak", "Trays for Åsa Ørn"])
    with desk.store.read() as reading:
        assert [one.day for one in deals.promises(reading, late)][-1] == date(2026, 11, 24)

    box.list.choose(due)
    qtbot.keyClick(box.list, Qt.Key.Key_D)
    with desk.store.read() as reading:
        assert reading.need(Deal, due).delivered_on == date(2026, 11, 22)
    page.reload()
    qtbot.waitUntil(lambda: rows(box.list) == ["Trays for Åsa Ørn"])


def test_the_table_shows_and_explains_the_score_and_sorts_the_best_first(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    bought(desk, "Kåre Best")
    page = prospects_page.opened(desk, qtbot)
    page.list._choose_columns(USUAL | {"score"})
    model = page.list.model
    column = next(n for n, one in enumerate(model.columns) if one.key == "score")
    page.list.table.horizontalHeader().sectionClicked.emit(column)
    prospects_page.rested(page, qtbot)
    assert prospects_page.names(page)[0] == "Kåre Best"
    shown = [int(model.index(row, column).data()) for row in range(model.rowCount())]
    assert shown == sorted(shown, reverse=True)
    told = model.index(0, column).data(Qt.ItemDataRole.AccessibleDescriptionRole)
    assert told == model.index(0, column).data(Qt.ItemDataRole.ToolTipRole)
    assert told.splitlines()[:2] == [f"Score: {shown[0]} of 100", "Stage: 25 of 25: Customer"]

    page.open(known["Åsa Nyström"])
    prospects_page.rested(page, qtbot)
    (fact,) = page.findChildren(ScoreFact)
    assert "Interest: 20 of 20: Hot" in fact.total.accessibleDescription()
    assert fact.parts.isHidden()
    qtbot.mouseClick(fact.total, Qt.MouseButton.LeftButton)
    assert "Interest: 20 of 20: Hot" in fact.parts.text()


def test_who_referred_someone_is_found_as_one_types_and_taken_away_again(
    desk: Desk, qtbot: QtBot, known: dict[str, UUID]
) -> None:
    page = prospects_page.opened(desk, qtbot)
    page.open(known["Åsa Nyström"])
    prospects_page.rested(page, qtbot)
    page.detail.facts.unfold(on=True)
    qtbot.waitUntil(lambda: bool(page.findChildren(Referrer)))
    (fact,) = page.findChildren(Referrer)
    typed(fact.field, "lukasz")
    assert rows(fact.list) == ["Łukasz Żak"]
    qtbot.keyClick(fact.field, Qt.Key.Key_Return)
    assert prospect(desk, known["Åsa Nyström"]).referred_by == known["Łukasz Żak"]
    prospects_page.rested(page, qtbot)
    assert fact.field.text() == "Łukasz Żak"

    fact.field.selectAll()
    qtbot.keyClick(fact.field, Qt.Key.Key_Delete)
    assert fact.commit()
    assert prospect(desk, known["Åsa Nyström"]).referred_by is None
