"""The ledger of a fair: what it cost, what came of it, and how it stands beside earlier ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.fairs import Fair
from salesdesk.domain.locally import grouped, short_day, whole_money
from salesdesk.domain.values import Money
from salesdesk.i18n import _
from salesdesk.services import fair_figures, fair_ledgers
from salesdesk.services.fair_figures import LedgerFigure
from salesdesk.services.fair_ledgers import FairLedger
from salesdesk.ui import dialogs
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.board import today_of
from salesdesk.ui.page import SETTLE
from salesdesk.ui.refresh import Written
from salesdesk.ui.tables import Cell, Column, RecordModel, RecordTable
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card, Figure
from salesdesk.ui.widgets.labels import muted, plainly
from salesdesk.ui.widgets.states import EmptyState

SUBJECTS = (
    *("fairs", "expenses", "prospects", "stage_changes", "deals", "deal_lines", "credits"),
    *("activities", "preferences"),
)


class LedgerView(QWidget):
    """The figures of the fair in front as cards, and all fairs in a table, which puts one in front."""

    def __init__(self, desk: Desk, back: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._back = desk, back
        self._found: list[FairLedger] = []
        self._wanted: UUID | None = None
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self.load)
        self.cards = {ident: Figure(fair_figures.title(ident), wrap=True) for ident in fair_figures.IDS}
        for card in self.cards.values():
            card.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._left_out = muted("", wrap=True)
        self.table = RecordTable(
            desk, RecordModel[FairLedger](_columns(desk)), name=_("Fairs beside each other")
        )
        self.table.moved.connect(self._moved)
        self._empty = EmptyState(
            "tent",
            _("No fair yet"),
            _("Prepare one with its days and cost. Its ledger says later whether it was worth it."),
            act=_("Prepare a fair"),
            on_act=lambda: desk.commands.find("fair-new").run(),
        )
        self._arrange()
        desk.written.connect(self._heard)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        above = Card()
        self._head = above.head(_("Fair ledger"))
        self._export = button(_("Save as table"), self.ask_export, icon="download")
        back = button(_("Back"), self._back, icon="arrow-left", tip=_("Back to the capture (Esc)"))
        for part in (self._export, back):
            self._head.buttons.addWidget(part)
        self._figures = QWidget()
        grid = QGridLayout(self._figures)
        grid.setContentsMargins(16, 12, 16, 16)
        grid.setSpacing(12)
        for place, card in enumerate(self.cards.values()):
            grid.addWidget(card, place // 3, place % 3)
        for part in range(3):
            grid.setColumnStretch(part, 1)
            grid.setColumnMinimumWidth(part, 120)
        grid.addWidget(self._left_out, 2, 0, 1, 3)
        above.body.addWidget(self._figures)
        column.addWidget(above)
        below = Card()
        self._beside = below.head(_("Beside other fairs"), _("the latest first"))
        self._lists = QStackedWidget()
        self._lists.addWidget(self.table)
        self._lists.addWidget(self._empty)
        inside = QHBoxLayout()
        inside.setContentsMargins(1, 0, 1, 8)
        inside.addWidget(self._lists)
        below.body.addLayout(inside, 1)
        column.addWidget(below, 1)

    def show_fair(self, fair: UUID | None) -> None:
        """Puts the ledger of a fair in front; None: that of the latest which has begun."""
        self._wanted = fair
        self.load()

    def _heard(self, written: Written) -> None:
        if self.isVisible() and written.touches(*SUBJECTS):
            self._settle.start()

    def load(self) -> None:
        """Reads all ledgers off this thread: thousands may have been met."""
        store, currency = self._desk.store, own_currency(self._desk.settings)

        def work(_progress: object) -> list[FairLedger]:
            with store.read() as reading:
                return fair_ledgers.all_of(reading, currency, store.clock)

        self._desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: list[FairLedger]) -> None:
        self._found = found
        by_id = {one.fair.id: one for one in found}

        def fetch(keys: Sequence[UUID]) -> Mapping[UUID, FairLedger]:
            return {key: by_id[key] for key in keys}

        self.table.show_records(list(by_id), fetch)
        self._lists.setCurrentIndex(0 if found else 1)
        for part in (self._export, self._figures, self._beside):
            part.setVisible(bool(found))
        wanted, self._wanted = self._wanted, None
        if (wanted is None or not self.table.choose(wanted)) and self.table.current_key() is None and found:
            self.table.choose(self._first(found).id)
        self._moved(self.table.current_key())

    def _first(self, found: Sequence[FairLedger]) -> Fair:
        day = today_of(self._desk.clock)
        begun = (one.fair for one in found if one.fair.starts_on and one.fair.starts_on <= day)
        return next(begun, found[0].fair)

    def _moved(self, fair: UUID | None) -> None:
        found = next((one for one in self._found if one.fair.id == fair), None)
        cost = found.sums.cost if found else None
        told = whole_money(Money(cost, found.currency)) if found and cost is not None else ""
        self._head.say(found.fair.name if found else _("Fair ledger"), told)
        for figure in fair_figures.figures(found) if found else ():
            self.cards[figure.id].say(shown(figure), figure.working)
            self.cards[figure.id].setToolTip(plainly(figure.working))
        notes = fair_figures.left_out(found) if found else []
        self._left_out.setText(" ".join(notes))
        self._left_out.setVisible(bool(notes))

    def begin(self) -> None:
        """Puts the keyboard into the table."""
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def ask_export(self) -> None:
        """Asks where the table is to be saved, as CSV or XLSX."""
        kinds = [_("Spreadsheet (*.xlsx)"), _("CSV (*.csv)")]
        file = dialogs.file_to_save(self, _("Save the fairs as a table"), f"{_('Fairs')}.xlsx", kinds)
        if file is not None:
            self.export(file)

    def export(self, file: Path) -> None:
        """Writes the table."""
        found, told = self._found, _("Saved {file}").format(file=file.name)
        self._desk.run(
            lambda _progress: fair_figures.export(found, file),
            parent=self,
            on_done=lambda _none: self._desk.say(told),
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._back()
            return
        super().keyPressEvent(event)


def shown(figure: LedgerFigure) -> str:
    """A figure as its card says it: nothing is made of too few."""
    return _("too few to say") if figure.few else figure.shown


def _columns(desk: Desk) -> tuple[Column[FairLedger], ...]:
    def days(one: FairLedger) -> Cell:
        start = one.fair.starts_on
        return Cell(short_day(start, today_of(desk.clock)) if start else "")

    def cost(one: FairLedger) -> Cell:
        minor = one.sums.cost
        told = whole_money(Money(minor, one.currency)) if minor is not None else ""
        if one.costs_left_out:  # what cannot be added is named, never guessed
            told = f"{told} + …" if told else _("elsewhere")
        return Cell(told or _("no data"))

    made: list[Column[FairLedger]] = [
        Column("name", _("Fair"), lambda one: Cell(one.fair.name, strong=True), 150, 0, stretch=True),
        Column("days", _("Begins"), days, 96, 6),
        Column("cost", _("Cost"), cost, 118, 3, right=True),
        Column("leads", _("Leads"), lambda one: Cell(grouped(one.sums.leads)), 66, 1, right=True),
    ]
    titles = {
        "cost_per_lead": (_("a lead"), 100, 1),
        "cost_per_qualified_lead": (_("a qualified one"), 122, 5),
        "cost_per_customer": (_("a customer"), 106, 4),
        "fair_return": (_("Return"), 100, 2),
        "break_even": (_("Sales needed"), 110, 7),
        "follow_up_coverage": (_("In time"), 100, 3),
    }
    for ident, (title, width, priority) in titles.items():
        made.append(Column(ident, title, _cell(ident), width, priority, right=True))
    return tuple(made)


def _cell(ident: str) -> Callable[[FairLedger], Cell]:
    def cell(one: FairLedger) -> Cell:
        figure = next(figure for figure in fair_figures.figures(one) if figure.id == ident)
        return Cell(_("too few") if figure.few else figure.shown)

    return cell
