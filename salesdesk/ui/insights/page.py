"""Insights: how sales go and why, in cards that share one period and what it is compared with."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.figures.periods import Period
from salesdesk.i18n import _
from salesdesk.services.insights import Pair
from salesdesk.ui import dialogs
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.commands import Command
from salesdesk.ui.commission.card import CommissionStanding
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.figures import goal
from salesdesk.ui.figures.working import show_working
from salesdesk.ui.insights import sheet
from salesdesk.ui.insights.card import InsightCard
from salesdesk.ui.insights.head import PeriodBar, kept, lines, restored
from salesdesk.ui.insights.reading import TILES, Ferry, Question
from salesdesk.ui.insights.sections import SECTIONS
from salesdesk.ui.insights.tiles import Tiles
from salesdesk.ui.month_report.commands import report_commands
from salesdesk.ui.page import Page
from salesdesk.ui.widgets.paper import look_at
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

_TWO: Final = 980  # pixels, from which cards stand in two columns
_GAP: Final = 14


class InsightsPage(Page):
    """Cards are read one after the other off the window's thread; a newer choice abandons what an older one asked."""

    slug = "insights"
    subjects = (
        *("prospects", "stage_changes", "deals", "deal_lines", "credits", "delivery_promises", "offers"),
        *("products", "causes", "techniques", "sources", "fairs", "expenses", "activities", "stints"),
        *("commission_plans", "commission_tiers"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self._job: Job[Any] | None = None
        self.bar = PeriodBar(lambda: today(desk.clock))
        self.tiles = Tiles()
        self.cards: dict[str, InsightCard] = {}
        self._empty = EmptyState(
            "chart-column",
            _("Nothing to tell yet"),
            _(
                "Capture the people you meet, and open a deal where something may come of it. What sells, to whom,"
                " and why, is then told here."
            ),
            act=_("Capture a prospect"),
            on_act=lambda: desk.go("capture"),
        )
        self.commission = CommissionStanding(desk)
        self._arrange()
        self.bar.chosen.connect(self._chosen)
        for ident, tile in self.tiles.tiles.items():
            tile.chosen.connect(partial(self._open, tile, ident))
            tile.goal_wanted.connect(partial(self._make_goal, goal.asked(ident)))
        desk.commands.add([*self._commands(), *report_commands(desk, self)], on=self)
        QTimer.singleShot(0, self, self._make_next)

    def _commands(self) -> list[Command]:
        group = _("Insights")
        return [
            Command(
                "insights-pdf",
                _("Insights as PDF…"),
                self._ask_pdf,
                "Ctrl+P",
                "download",
                self._has_some,
                group=group,
            ),
            Command(
                "insights-period",
                _("Choose the period"),
                self.bar.ask_period,
                "Ctrl+Shift+P",
                "calendar-days",
                self._has_some,
                group=group,
            ),
            Command(
                "insights-goal",
                _("Make it a goal"),
                lambda: self._make_goal(self._goal_in_front()),
                "Ctrl+Shift+G",
                "target",
                lambda: bool(self._goal_in_front()),
                group=group,
            ),
        ]

    def _arrange(self) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 4, 20, 20)
        column.setSpacing(_GAP)
        column.addWidget(self.tiles)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(_GAP)
        column.addLayout(self._grid)
        column.addWidget(self.commission)
        column.addStretch(1)
        self._across = 0
        self._lay(2)
        whole = QWidget()
        rows = QVBoxLayout(whole)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(8)
        top = QHBoxLayout()
        top.setContentsMargins(20, 14, 20, 0)
        top.addWidget(self.bar)
        rows.addLayout(top)
        rows.addWidget(ScrollArea(inside), 1)
        self._either = QStackedWidget()
        self._either.addWidget(whole)
        self._either.addWidget(self._empty)
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        around.addWidget(self._either)

    def _lay(self, across: int) -> None:
        """Sets the cards in one column or in two; the last one fills its line."""
        if across == self._across:
            return
        self._across = across
        for place, card in enumerate(self.cards.values()):
            self._put(place, card)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

    def _put(self, place: int, card: InsightCard) -> None:
        across = self._across
        wide = across if place == len(SECTIONS) - 1 and place % across == 0 else 1
        self._grid.addWidget(card, place // across, place % across, 1, wide)

    def _make_next(self) -> None:
        """Makes one card, and soon the others: all at once would hold the window up."""
        if len(self.cards) < len(SECTIONS):
            self._make_card()
            QTimer.singleShot(0, self, self._make_next)

    def _make_card(self) -> None:
        section = SECTIONS[len(self.cards)]
        card = InsightCard(section)
        card.chosen.connect(partial(self._choose, section.slug))
        card.goal_wanted.connect(self._make_goal)
        if self._job is not None:
            card.wait()
        self._put(len(self.cards), card)
        self.cards[section.slug] = card

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay(2 if self.width() >= _TWO else 1)

    def title(self) -> str:
        return _("Insights")

    def about(self) -> str:
        return _(
            "How your sales go, and why: what sells, where customers come from, what works, and what is lost to what."
            " Period and comparison are chosen once for all cards; each chart can be shown as a table. What is made of"
            " fewer than five records says that it is too few to say."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("insights-pdf") if self._has_some() else None

    def _has_some(self) -> bool:
        return self._either.currentIndex() == 0

    def load(self) -> None:
        self._turn += 1
        if self._job is not None:
            self._job.stop()
        for card in self.cards.values():
            card.wait()
        self.bar.show_choice(self.bar.choice())  # today may be another day by now
        turn = self._turn
        ferry = Ferry(turn, self._brought)

        def done(_none: object) -> None:
            if turn == self._turn:
                self._job = None
                self.commission.load()
                self.shown()

        question = self._question()
        job = self.desk.run(partial(question.read, ferry.tell), parent=self, on_done=done)
        job.ended.connect(ferry.deleteLater)
        self._job = job

    def _question(self) -> Question:
        return Question(self.desk.store, own_currency(self.desk.settings), self.bar.choice())

    def _brought(self, turn: int, slug: str, found: Any) -> None:
        """Shows what was read, unless something newer was asked meanwhile."""
        if turn != self._turn:
            return
        if slug == TILES:
            self._read_figures(found)
        else:
            while slug not in self.cards:
                self._make_card()
            self.cards[slug].show_told(found)

    def _read_figures(self, pairs: list[Pair] | None) -> None:
        self._either.setCurrentIndex(int(pairs is None))
        if pairs is not None:
            self.tiles.show_pairs(pairs)
        self.setWindowTitle(_("Insights"))

    def _make_goal(self, wanted: str) -> None:
        self.desk.go("goals", wanted)

    def _goal_in_front(self) -> str:
        """What would be a goal of the tile or card that has the keyboard."""
        front = self.window().focusWidget()
        if not front:
            return ""
        for ident, tile in self.tiles.tiles.items():
            if tile is front:
                return goal.asked(ident)
        cards = (one for one in self.cards.values() if one.isAncestorOf(front))
        return next((wanted for one in cards for _name, wanted in one.goals()), "")

    def _chosen(self, _choice: object) -> None:
        self.load()

    def _choose(self, slug: str, place: int) -> None:
        card = self.cards[slug]
        section, told = card.section, card.told
        if not section.figure:
            return
        if section.by and place < len(told.keys):
            self._open(card, section.figure, scope={section.by: told.keys[place]})
        elif place < len(told.days):
            self._open(card, section.figure, days=told.days[place])

    def _open(
        self,
        anchor: QWidget,
        figure: str,
        *,
        days: Period | None = None,
        scope: Mapping[str, str] | None = None,
    ) -> None:
        """Shows the working of a figure: of the whole period or of some days, of the whole or of a part."""
        period = days or self.bar.choice().days(today(self.desk.clock))
        show_working(self.desk, anchor, figure=figure, period=period, scope=scope or {})

    def _ask_pdf(self) -> None:
        name = _("Insights {day}").format(day=today(self.desk.clock).isoformat())
        file = dialogs.file_to_save(self, _("Insights as PDF…"), f"{name}.pdf", [_("PDF (*.pdf)")])
        if file is not None:
            self.write(file)

    def write(self, file: Path) -> None:
        """Writes the page as PDF, and offers to open it."""
        question = self._question()

        def work(progress: Progress) -> None:
            pairs, told = question.on_paper(lambda done, of: progress(done, 2 * of))
            head = lines(question.choice, today(question.store.clock))
            sheet.write(file, head, pairs=pairs, told=told, progress=progress)

        def done(_none: None) -> None:
            said = _("Written to {file}").format(file=file.name)
            self.desk.say(said, act=_("Open"), on_act=partial(look_at, file))

        self.desk.run(work, parent=self, on_done=done, title=_("Writing {file} …").format(file=file.name))

    def state(self) -> dict[str, object]:
        return kept(self.bar.choice())

    def restore(self, state: dict[str, Any]) -> None:
        self.bar.take(restored(state))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.bar.period.setFocus(Qt.FocusReason.OtherFocusReason)
