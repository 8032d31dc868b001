"""Insights: how sales go and why, in cards that share one period and what it is compared with."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.figures.periods import Period
from salesdesk.i18n import _
from salesdesk.services import insights
from salesdesk.services.insights import Pair, View
from salesdesk.ui import dialogs
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.figures.working import show_working
from salesdesk.ui.insights import sheet
from salesdesk.ui.insights.card import InsightCard
from salesdesk.ui.insights.head import PeriodBar, kept, lines, restored
from salesdesk.ui.insights.sections import SECTIONS, Section
from salesdesk.ui.insights.tiles import Tiles
from salesdesk.ui.insights.told import Told
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
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self._job: Job[Any] | None = None
        self.bar = PeriodBar(lambda: today(desk.clock))
        self.tiles = Tiles()
        self.cards = {one.slug: InsightCard(one) for one in SECTIONS}
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
        self._arrange()
        self.bar.chosen.connect(self._chosen)
        for slug, card in self.cards.items():
            card.chosen.connect(partial(self._choose, slug))
        for ident, tile in self.tiles.tiles.items():
            tile.chosen.connect(partial(self._open, tile, ident))
        desk.commands.add(self._commands(), on=self)

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
        last = len(self.cards) - 1
        for place, card in enumerate(self.cards.values()):
            wide = across if place == last and place % across == 0 else 1
            self._grid.addWidget(card, place // across, place % across, 1, wide)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < across else 0)

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
        self._ask(self._key_figures, self._read_figures, self._turn, list(SECTIONS))

    def _view(self, ask: Callable[[View], Any]) -> Callable[[Progress], Any]:
        """Something asked of the store for what is chosen now, to be done off this thread."""
        store, currency, choice = self.desk.store, own_currency(self.desk.settings), self.bar.choice()

        def work(progress: Progress) -> Any:
            progress(0, 0)  # ends here where it was abandoned
            with store.read() as reading:
                return ask(View(reading, store.clock, currency, choice))

        return work

    def _ask(
        self,
        ask: Callable[[View], Any],
        show: Callable[[Any], None],
        turn: int,
        left: Sequence[Section],
    ) -> None:
        """Asks one thing, shows it, and goes on to the next card unless something newer was asked meanwhile."""

        def done(found: Any) -> None:
            if turn != self._turn:
                return
            show(found)
            if left and self._has_some():
                self._ask(left[0].tell, self.cards[left[0].slug].show_told, turn, left[1:])
            else:
                self._job = None
                self.shown()

        self._job = self.desk.run(self._view(ask), parent=self, on_done=done)

    @staticmethod
    def _key_figures(view: View) -> list[Pair] | None:
        return None if insights.is_empty(view.reading) else insights.key_figures(view)

    def _read_figures(self, pairs: list[Pair] | None) -> None:
        self._either.setCurrentIndex(int(pairs is None))
        if pairs is not None:
            self.tiles.show_pairs(pairs)
        self.setWindowTitle(_("Insights"))

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
        store, currency, choice = self.desk.store, own_currency(self.desk.settings), self.bar.choice()

        def work(progress: Progress) -> None:
            told: list[tuple[Section, Told]] = []
            with store.read() as reading:
                view = View(reading, store.clock, currency, choice)
                pairs = insights.key_figures(view)
                for place, one in enumerate(SECTIONS):
                    progress(place, 2 * len(SECTIONS))
                    told.append((one, one.tell(view)))
            head = lines(choice, today(store.clock))
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
