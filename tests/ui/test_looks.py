"""What the window looks like where it is narrow, said in Norwegian, refused something, or telling something."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from threading import Event

import pytest
from PySide6.QtCore import QCoreApplication, QPoint, QRect
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from salesdesk import i18n
from salesdesk.domain.fairs import Fair
from salesdesk.i18n import _
from salesdesk.services import agenda, demo, fairs, search
from salesdesk.services.fairs import Board
from salesdesk.ui.complaints.wording import PUBLIC, columns
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.board import FairCard
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.first.page import FirstStart
from salesdesk.ui.imports.doubt_card import DoubtCard
from salesdesk.ui.imports.look_view import LookView
from salesdesk.ui.imports.page import ImportPage
from salesdesk.ui.notices import Notice
from salesdesk.ui.prospects.page import ProspectsPage
from salesdesk.ui.prospects.views import all_views
from salesdesk.ui.today.figures import Figures
from salesdesk.ui.today.side import FairCard as FairToday
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import ElidedLabel, KeyCap, ToneLabel, muted
from salesdesk.ui.window import Window
from tests.factories import capture
from tests.ui.driving import settled

NARROW = (1024, 640)


@pytest.fixture
def fair(desk: Desk) -> Fair:
    """A fair that runs, with a target."""
    return fairs.make(
        desk.store,
        "Smak & Bord 2026",
        starts_on=date(2026, 11, 21),
        ends_on=date(2026, 11, 23),
        target_leads=60,
    )


@pytest.fixture
def window(desk: Desk, fair: Fair, qtbot: QtBot) -> Iterator[Window]:
    """A narrow window with the capture at the fair in front."""
    made = Window()
    qtbot.addWidget(made)
    made.resize(*NARROW)
    made.show()
    made.adopt(desk, {"capture": CapturePage, "import": ImportPage})
    made.go("capture")
    settled()
    yield made
    settled()


@pytest.fixture
def norwegian(desk: Desk) -> Iterator[None]:
    """Everything made meanwhile is said in Norwegian."""
    i18n.use("nb")
    yield
    i18n.use("en")


def place(part: QWidget, within: QWidget) -> QRect:
    """Where a part stands."""
    return QRect(part.mapTo(within, QPoint()), part.size())


def test_two_fields_beside_each_other_stay_in_line_where_one_is_refused(window: Window) -> None:
    page = window.book.page("capture")
    assert isinstance(page, CapturePage)
    form = page.card.form
    form.fields["name"].refuse("Type a name or a company first, so that you know later whom you met.")
    page.open("fairs")
    rows = page.fairs_view.form.rows
    rows["starts_on"].refuse("“31.02.2026” is not a day. Write it like 24 Nov 2026.")
    for _round in range(3):
        QCoreApplication.processEvents()
    days = [rows[key].editor.mapTo(page.fairs_view.form, QPoint()).y() for key in ("starts_on", "ends_on")]
    page.choose_fair(None)
    for _round in range(3):
        QCoreApplication.processEvents()

    assert form.name.mapTo(form, QPoint()).y() == form.company.mapTo(form, QPoint()).y()
    assert days[0] == days[1]


def test_a_notice_stands_above_what_saves_at_the_foot_of_a_page(window: Window) -> None:
    page = window.book.page("capture")
    assert isinstance(page, CapturePage)
    window.notice.say("Lagret Łukasz Đorđević, ring ham i morgen klokken 10 om prislisten", undo=True)
    QCoreApplication.processEvents()

    notice, save = place(window.notice, window), place(page.card.save_button, window)

    assert notice.bottom() < save.top()
    assert place(window.notice, window).intersected(save).isEmpty()


def test_a_notice_moves_up_when_a_page_with_a_foot_comes_under_it(window: Window) -> None:
    page = window.book.page("capture")
    assert isinstance(page, CapturePage)
    page.open("fairs")
    window.notice.say("Slettet messen på Østbanen", undo=True)
    low = window.notice.y()

    page.choose_fair(None)
    QCoreApplication.processEvents()

    assert window.notice.y() < low
    assert place(window.notice, window).bottom() < place(page.card.save_button, window).top()


def test_a_notice_stands_above_what_may_be_done_with_those_marked(window: Window, desk: Desk) -> None:
    capture(desk.store, "Łukasz Żak")
    window.book.adopt(desk, {"prospects": ProspectsPage})
    window.go("prospects")
    page = window.book.page("prospects")
    assert isinstance(page, ProspectsPage)
    settled()
    page.list.table.mark_all()
    window.notice.say("Tatt tilbake: Slettet 404 prospekter", undo=True)
    settled()

    assert page.bulk.isVisible()
    assert place(window.notice, window).bottom() < place(page.bulk, window).top()


def test_long_work_is_told_in_a_narrow_window_with_an_ellipsis_where_it_must(
    window: Window, desk: Desk
) -> None:
    beside = muted("Du ser på oppdiktede data. Ta dem bort")
    window.foot.add(beside)
    window.foot.say("Lagret på denne maskinen", "Sikkerhetskopi i dag 13:01")
    go_on = Event()
    for title in (
        "Taking the sample away …",
        "Tar eksempelåret og alt som hører til det bort, ett om gangen …",
    ):
        job = desk.run(lambda _progress: go_on.wait(10), parent=window, on_done=lambda _none: None)
        window.foot.work(title, job)
        for _round in range(3):
            QCoreApplication.processEvents()
        told = next(one for one in window.foot.findChildren(ElidedLabel) if one.accessibleName() == title)
        shown, room = told.text(), told.width()
        assert told.isVisible()
        assert QFontMetrics(told.font()).horizontalAdvance(shown) <= room
        assert shown == title or shown.endswith("…")
    go_on.set()
    settled()


def test_a_notice_that_covers_nothing_stays_at_the_foot(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(*NARROW)
    over.show()
    notice = Notice(over, lambda: None)
    notice.say("Backed up")

    assert notice.geometry().bottom() > over.height() - 60


@pytest.mark.parametrize("language", ["en", "nb"])
def test_how_the_fair_goes_is_whole_in_a_narrow_window(
    desk: Desk, fair: Fair, qtbot: QtBot, language: str
) -> None:
    i18n.use(language)
    try:
        card = FairCard(lambda _below: None, *[lambda: None] * 4)
        qtbot.addWidget(card)
        card.setFixedWidth(284)
        card.show()
        card.say(Board(fair, 59, {"hot": 25, "warm": 14}, 2, 3, 0.5, None, None, [], 3), desk.clock)
        for _round in range(3):
            QCoreApplication.processEvents()
    finally:
        i18n.use("en")

    parts = [one for one in (*card.findChildren(Chip), *card.findChildren(ToneLabel)) if one.isVisible()]
    cut = [one.text() for one in parts if one.text() and one.width() < one.sizeHint().width()]
    out = [one.text() for one in parts if place(one, card).right() > card.width() - 12]

    assert [one.text()[:2] for one in card.findChildren(Chip)] == ["25", "14"]
    assert [one for one in cut if "Smak" not in one] == []  # a name may end in an ellipsis
    assert out == []


def test_the_fair_of_the_day_says_its_words_clear_of_its_button(desk: Desk, fair: Fair, qtbot: QtBot) -> None:
    card = FairToday(desk)
    qtbot.addWidget(card)
    card.resize(300, 102)
    with desk.store.read() as reading:
        card.show_day(agenda.agenda(reading, desk.clock))
    card.show()
    QCoreApplication.processEvents()
    note = next(one for one in card.findChildren(ToneLabel) if "60" in one.text())
    (go,) = card.findChildren(QPushButton)

    assert go.x() - note.geometry().right() > 8
    assert note.height() >= note.heightForWidth(note.width())


def test_leads_of_this_week_are_not_denied_beside_how_many_were_followed_up(desk: Desk, qtbot: QtBot) -> None:
    """Met today, they are not late yet: nothing can be said of them."""
    capture(desk.store, "Żaneta Łukasik", time_frame="now")
    figures = Figures()
    qtbot.addWidget(figures)
    with desk.store.read() as reading:
        figures.show_day(agenda.agenda(reading, desk.clock))
    said = " | ".join(label.text() for label in figures.findChildren(QLabel))

    assert "no leads" not in said
    assert "too early to say" in said


def test_words_of_the_preview_are_whole_in_norwegian(desk: Desk, norwegian: None, qtbot: QtBot) -> None:
    card, look = DoubtCard(), LookView(desk)
    for part in (card, look):
        qtbot.addWidget(part)
        part.resize(924, 300)
    card.same.setText(_("Same person, keep both emails"))
    look.offer([])
    for part in (card, look):
        part.show()
    QCoreApplication.processEvents()
    (cap,) = card.same.findChildren(KeyCap)
    words = card.same.fontMetrics().horizontalAdvance(card.same.text())
    option = look.fair.fontMetrics().horizontalAdvance(look.fair.currentText())

    assert look.fair.currentText() == "Ikke møtt på messe"
    assert 13 + words < cap.x()  # the padding of a button, its words, its key
    assert 11 + option < look.fair.width() - 26  # the padding of a choice, its words, its arrow


def test_the_head_of_a_column_is_whole_in_norwegian(desk: Desk, norwegian: None, qapp: QApplication) -> None:
    column = next(one for one in columns(desk.clock) if one.key == PUBLIC)

    assert column.title == "Offentlig"
    assert QFontMetrics(qapp.font()).horizontalAdvance(column.title) + 20 < column.width


def test_language_and_currency_look_like_what_can_be_chosen(desk: Desk, qtbot: QtBot) -> None:
    first = FirstStart(desk)
    qtbot.addWidget(first)

    assert [choice.property("kind") for choice in first.findChildren(Choice)] == [None, None]


def test_views_of_the_sample_are_called_in_the_language_in_use(desk: Desk) -> None:
    demo.fill(desk.store, prospects=20, region="NO")
    search.save(desk.store, "Late", "region:Łódź", subject="prospects")

    def called() -> list[str]:
        with desk.store.read() as reading:
            return [one.name for one in all_views(reading, date(2026, 11, 22)) if one.saved]

    english = called()
    i18n.use("nb")
    try:
        norwegian = called()
    finally:
        i18n.use("en")

    assert english == ["Hot", "No follow-up", "Customers", "Late"]
    assert norwegian[-1] == "Late"  # the seller's own word
    assert not set(norwegian[:3]) & set(english)
