"""Week's review: customers who may want something more, one after the other, each answered by one key."""

from __future__ import annotations

from dataclasses import replace
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services import review_words, reviews
from salesdesk.services.reviews import Answered, Standing
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping import review_wording as wording
from salesdesk.ui.keeping.review_card import ANSWERS, CandidateCard
from salesdesk.ui.keeping.review_done import DoneCard
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

WIDEST: Final = 860  # pixels of what is read
SIDE: Final = 340
ONE_COLUMN_UNDER: Final = 900


class ReviewTab(Tab):
    """Reads the sales off the window's thread; an answer brings the next candidate at once."""

    slug = "review"
    icon = "clipboard-check"
    subjects = (
        *("reviews", "reviewed_customers", "deals", "deal_lines", "credits", "offers", "prospects"),
        *("companies", "products", "goes_with", "bundled", "list_prices"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._standing: Standing | None = None
        self._turned_to = False  # and it has not taken the keyboard since
        self.card, self.done = CandidateCard(desk.clock), DoneCard()
        self.answered = Card()
        self._head = self.answered.head(_("Looked at this week"))
        self.list = RowList(name=_("Looked at this week"), fits=True)
        self.answered.body.addWidget(self.list)
        self._empty = EmptyState(
            "clipboard-check",
            _("Nobody to look at this week"),
            "",
            act=_("See the products"),
            on_act=lambda: desk.go("products"),
        )
        self._arrange()
        self.card.answered.connect(self._answer)
        self.card.back.connect(self._back)
        self.card.finish.connect(self._finish)
        self.card.opened.connect(self._look_at)
        self.done.back.connect(self._back)
        self.done.go_on.connect(self._go_on)
        self.list.opened.connect(self._open_answered)
        desk.commands.add(self._commands(), on=self)

    def _commands(self) -> list[Command]:
        group = _("Week's review")
        made = [
            Command(
                f"review-{name}",
                _("Review: {answer}").format(answer=_(text)),
                lambda name=name: self._answer(name),
                key,
                icon,
                self._has_candidate,
                group=group,
            )
            for name, text, key, icon in ANSWERS
        ]
        back = _("Review: one step back")
        return [
            *made,
            Command("review-back", back, self._back, "Left", "arrow-left", self._can_go_back, group=group),
        ]

    def _arrange(self) -> None:
        inside = QWidget()
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight, inside)
        self._columns.setContentsMargins(0, 0, 0, 0)
        self._columns.setSpacing(16)
        self._front = QWidget()
        self._front.setMaximumWidth(WIDEST)
        column = QVBoxLayout(self._front)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.card)
        column.addWidget(self.done)
        column.addStretch(1)
        self._columns.addWidget(self._front, 1)
        self._columns.addWidget(self.answered, 0, Qt.AlignmentFlag.AlignTop)
        self._columns.addStretch(0)
        self._stack = QStackedWidget()
        self._stack.addWidget(ScrollArea(inside))
        nobody = Card()
        nobody.body.addWidget(self._empty)
        self._stack.addWidget(nobody)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._stack)
        self.card.hide()
        self.done.hide()
        self.answered.hide()

    @staticmethod
    def title() -> str:
        return _("Week's review")

    def load(self) -> None:
        store, currency = self.desk.store, own_currency(self.desk.settings)

        def work(_progress: object) -> Standing:
            with store.read() as reading:
                return reviews.look(reading, store.clock, currency)

        self.desk.run(work, parent=self, on_done=self._show)

    def _show(self, standing: Standing) -> None:
        self._standing = standing
        running = bool(standing.left) and not standing.finished
        had = self.card.hasFocus() or self.done.isAncestorOf(self.focusWidget() or self)
        self.card.setVisible(running)
        self.done.setVisible(not running and bool(standing.answered or standing.finished))
        if running:
            self.card.show_candidate(standing, standing.left[0])
        else:
            self.done.show_standing(standing)
        rows = wording.rows(standing)
        self.answered.setVisible(bool(rows))
        self._head.say(*wording.side(standing))
        self.list.show_rows(rows)
        nothing = not running and not standing.answered and not standing.finished
        self._empty.say(_("Nobody to look at this week"), review_words.why_none(standing.customers))
        self._stack.setCurrentIndex(1 if nothing else 0)
        if had or (self._turned_to and self.isVisible()):
            self._turned_to = False
            self._take_keyboard()
        self.shown()

    def _take_keyboard(self) -> None:
        front = self.card if self.card.isVisible() else self.done.first()
        if front.isVisible():
            front.setFocus(Qt.FocusReason.OtherFocusReason)

    def _has_candidate(self) -> bool:
        return self.isVisible() and self.card.isVisible()

    def _can_go_back(self) -> bool:
        return self.isVisible() and self._standing is not None and bool(self._standing.answered)

    def _answer(self, said: str) -> None:
        standing = self._standing
        if standing is None or not self._has_candidate():
            return
        found, *left = standing.left
        store, currency = self.desk.store, own_currency(self.desk.settings)
        told = ""
        if said == "opportunity":
            told = _("New deal: {title}").format(
                title=_("{product} for {name}").format(product=found.product_name, name=found.name)
            )
        record = self.desk.act(lambda: reviews.answer(store, found, said, currency, last=not left), told=told)
        if record is None:
            self.load()
            return
        answered = [*standing.answered, Answered(record, found.name, found.product_name)]
        review = standing.review
        if not left:
            with store.read() as reading:
                review = reviews.of_week(reading, standing.week)
        self._show(replace(standing, review=review, answered=answered, left=left))

    def _back(self) -> None:
        if self._can_go_back():
            taken = self.desk.act(lambda: reviews.step_back(self.desk.store))
            if taken is not None and taken.kept:
                self.desk.say(taken.told, undo=True)
            self.load()

    def _finish(self) -> None:
        told = _("Finished the week's review")
        if self.desk.act(lambda: reviews.finish(self.desk.store), told=told) is not None:
            self.load()

    def _go_on(self) -> None:
        if self.desk.act(lambda: reviews.go_on(self.desk.store)) is not None:
            self.load()

    def _look_at(self) -> None:
        if self._standing is not None and self._standing.left:
            found = self._standing.left[0]
            if found.prospect is not None:
                self.desk.go("prospects", found.prospect)

    def _open_answered(self, key: UUID) -> None:
        """Opens the deal that was made, or else the customer; of one still to come, the customer."""
        to_come = wording.still_to_come(self._standing) if self._standing else ()
        coming = next((one for one in to_come if one.who == key), None)
        if coming is not None and coming.prospect is not None:
            self.desk.go("prospects", coming.prospect)
        found = next((one.record for one in self._all() if one.record.id == key), None)
        if found is not None and found.deal is not None:
            self.desk.go("pipeline", found.deal)
        elif found is not None and found.prospect is not None:
            self.desk.go("prospects", found.prospect)

    def _all(self) -> list[Answered]:
        return list(self._standing.answered) if self._standing else []

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._turned_to = True
        if self.card.isVisible():
            self._take_keyboard()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._take_keyboard()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        one = self.width() < ONE_COLUMN_UNDER
        way = QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(way)
        self.answered.setMinimumWidth(0 if one else SIDE)
        self.answered.setMaximumWidth(WIDEST if one else SIDE)
