"""Competitors: the list, the contracts that end under it, and beside both the sheet of the one in front."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services import competitor_list, competitors
from salesdesk.services.competitor_list import Contract, Line
from salesdesk.ui import theme
from salesdesk.ui.commands import Command
from salesdesk.ui.competitors import wording
from salesdesk.ui.competitors.detail import CompetitorDetail
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import AddingLine
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.list_and_side import ListAndSide
from salesdesk.ui.widgets.rows import HEIGHT, RowList
from salesdesk.ui.widgets.states import EmptyState

SIDE: Final = 430
_AROUND: Final = 254  # pixels of the left side that are neither competitors nor contracts: heads and gaps
_SORTS: Final[dict[str, Callable[[Line], Any]]] = {
    "name": lambda one: fold(one.name),
    "lost": lambda one: one.lost,
    "won": lambda one: one.won,
    "contracts": lambda one: one.contracts,
    "seen": lambda one: one.seen_on.toordinal() if one.seen_on else 0,
}


class CompetitorsPage(Page):
    """A few dozen at most: read whole, narrowed and sorted here."""

    slug = "competitors"
    subjects = ("competitors", "competitor_prices", "competitor_contracts", "deals", "prospects", "companies")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[Line] = []
        self._ending: list[Contract] = []
        self._then: UUID | None = None
        self._sort, self._descending = "name", False
        self.table = RecordTable(desk, RecordModel[Line](wording.columns()), name=_("Competitors"))
        self.table.sorted_by(self._sort, descending=False)
        self.detail = CompetitorDetail(desk)
        self._empty = EmptyState(
            "swords",
            _("No competitors yet"),
            _(
                "Who else sells to your customers stands here: their prices, what to answer, whose contract ends when."
            ),
            act=_("New competitor"),
            on_act=self.ask_new,
        )
        self._arrange()
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._opened)
        self.table.clicked.connect(self.both.unfold)
        self.table.sort_asked.connect(self._sort_by)
        self.detail.back.connect(self.both.fold_back)
        self.ends.opened.connect(self._open_contract)
        self.ends.clicked.connect(lambda: self._open_contract(self.ends.current_key()))
        desk.commands.add(self._commands(), on=self)

    def _commands(self) -> list[Command]:
        group = _("Competitors")
        off, delete = _("Delete this competitor"), self.detail.delete
        return [
            Command("new-competitor", _("New competitor"), self.ask_new, "Ctrl+Shift+N", "plus", group=group),
            Command("delete-competitor", off, delete, "Ctrl+Delete", "trash", self._sees_one, group=group),
        ]

    def _arrange(self) -> None:
        self._left_side = QWidget()
        column = QVBoxLayout(self._left_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        card = Card()
        self._head = card.head(_("Competitors"))
        adding = QVBoxLayout()
        adding.setContentsMargins(16, 10, 16, 10)
        hint = _("Add a competitor")
        self.adding = AddingLine("", self._add, line=line(hint, name=hint))
        adding.addWidget(self.adding)
        card.body.addLayout(adding)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._empty)
        card.body.addWidget(self._lists, 1)
        card.body.setContentsMargins(1, 1, 1, 8)
        column.addWidget(card, 1)
        self._ends = Card()
        self._ends_head = self._ends.head(_("Contracts that end"))
        self.ends = RowList(name=_("Contracts that end, the first first"), fits=True)
        self._ends.body.addWidget(self.ends)
        column.addWidget(self._ends)
        self._right_side = Card()
        self._right_side.body.addWidget(self.detail)
        self.both = ListAndSide(
            self._left_side,
            self._right_side,
            side=SIDE,
            keyboard=self.table,
            on_fold=lambda folded: self.detail.folded(folded=folded),
        )
        around = QHBoxLayout(self)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(self.both)

    def title(self) -> str:
        return _("Competitors")

    def about(self) -> str:
        return _(
            "Who else sells to your customers: their prices with the day on which you saw them, what they are good at,"
            " and what to answer. Under the list stand the contracts of your prospects that end, the first first; what"
            " someone has from whom is noted with the prospect, under Has now."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-competitor")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> tuple[list[Line], list[Contract]]:
            with store.read() as reading:
                return competitor_list.read(reading), competitor_list.ending(reading, today(store.clock))

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: tuple[list[Line], list[Contract]]) -> None:
        self._all, self._ending = found
        self._show()
        self.shown()

    def _show(self) -> None:
        ordered = sorted(self._all, key=_SORTS[self._sort], reverse=self._descending)
        lines = {one.id: one for one in ordered}

        def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Line]:
            return {key: lines[key] for key in keys if key in lines}

        self.table.show_records(list(lines), fetch)
        self._head.say(_("Competitors"), wording.counted(len(lines), len(lines)) if lines else "")
        self._lists.setCurrentIndex(0 if lines else 1)
        self.adding.setVisible(bool(lines) or self.adding.editor.hasFocus())
        self._show_ends()
        then, self._then = self._then, None
        if then is not None:
            self.table.choose(then)
        elif self.table.current_key() is None and lines:
            self.table.choose(next(iter(lines)))
        self._moved(self.table.current_key())
        self.both.fit(some=bool(self._all))

    def _show_ends(self) -> None:
        """Shows the contracts that end, with the room that the list leaves."""
        now = today(self.desk.clock)
        self._ends.setVisible(bool(self._ending))
        self._ends_head.say(_("Contracts that end"), _("the first first"))
        room = self.height() - _AROUND - theme.ROW * max(len(self._all), 3)
        self.ends.tallest = max(HEIGHT * 2, room) + 2
        self.ends.show_rows([wording.contract_row(one, now, rival=True) for one in self._ending])

    def _moved(self, competitor: UUID | None) -> None:
        shown = self.detail.shown_id()
        if competitor != shown and not self.detail.commit():
            QTimer.singleShot(0, self, lambda: self.table.choose(shown))  # it stays until it is mended
            return
        self.detail.show_competitor(competitor, [one.name for one in self._all])

    def _sort_by(self, sort: str, descending: bool) -> None:  # noqa: FBT001  (Qt's signal)
        self._sort, self._descending = sort, descending
        self.table.sorted_by(sort, descending=descending)
        self._show()

    def _opened(self, _competitor: UUID) -> None:
        self.both.unfold()
        self.detail.take_keyboard()

    def _open_contract(self, contract: UUID | None) -> None:
        found = next((one for one in self._ending if one.id == contract), None)
        if found is not None:
            self.desk.go("prospects", found.prospect)

    def open(self, record: UUID | str) -> None:
        competitor = UUID(str(record))
        if not self.table.choose(competitor):
            self._then = competitor
            self.reload()
        self.both.unfold()

    def _sees_one(self) -> bool:
        return self.isVisible() and self.detail.shown_id() is not None

    def ask_new(self) -> None:
        """Asks for the name of a new competitor; its sheet takes the rest."""
        self.desk.go("competitors")
        self.both.fold_back()
        self.adding.show()
        self.adding.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> tuple[bool, str]:
        store, made = self.desk.store, list[UUID]()
        taken, told = tried(self.desk, lambda: made.append(competitors.make(store, text).id))
        if taken:
            self._then = made[0]
            self.desk.say(_("New competitor: {name}").format(name=text), undo=True)
            self.reload()
        return taken, told

    def commit(self) -> bool:
        return self.detail.commit()

    def state(self) -> dict[str, object]:
        front = self.table.current_key()
        return {"front": front.hex if front is not None else ""}

    def restore(self, state: dict[str, Any]) -> None:
        try:
            self._then = UUID(str(state.get("front")))
        except ValueError:
            self._then = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.table if self._left_side.isVisible() else self.detail).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_ends()
