"""The sheet of a competitor: what it is good at, what to answer, its prices, and who buys from it until when."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal

from salesdesk.clock import today
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import competitor_list, competitors
from salesdesk.services.prospects import delete
from salesdesk.ui.competitors import wording
from salesdesk.ui.competitors.prices import Prices
from salesdesk.ui.competitors.saving import Saver
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import completes
from salesdesk.ui.widgets.facts import AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.growing import GrowingText
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.widgets.sheet import Sheet, facts_card

_SAID: Final = {
    "strengths": (N_("Strengths"), N_("What they are good at")),
    "answers": (N_("Answers"), N_("What to answer when they are named")),
    "note": (N_("Note"), N_("What else is to be known")),
}


class CompetitorDetail(Sheet):
    """Shows a competitor, as it is now. Every field saves itself."""

    merged = Signal(object)  # the id of the one that was kept

    def __init__(self, desk: Desk) -> None:
        self._saver = saver = Saver(desk)
        super().__init__(saver.typed("name"))
        self._desk = desk
        self._sheet: competitor_list.Sheet | None = None
        self._web = TextFact(_("Web address"), quiet_line("https://"), saver.typed("web"))
        self._said = {
            field: TextFact(_(label), GrowingText(_(hint)), saver.typed(field))
            for field, (label, hint) in _SAID.items()
        }
        self.prices = Prices(saver)
        self._contracts = Card()
        self._contracts.head(_("Who buys from them"))
        self.list = RowList(name=_("Who buys from them"), fits=True)
        self._contracts.body.addWidget(self.list)
        self._contracts.body.setContentsMargins(1, 1, 1, 6)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda: self._open(self.list.current_key()))
        hint = _("The same as … (another way of writing it)")
        self.merging = AddingLine("", self._merge, line=line(hint, name=_("Make one with")))
        facts = facts_card((self._web, *self._said.values()))
        self.lay((facts, self.prices, self._contracts, self.merging), off=_("Delete this competitor"))

    def show_competitor(self, competitor: UUID | None, names: Sequence[str]) -> bool:
        """Shows a competitor; `names` are those of all. False where there is none any more."""
        other = competitor != self.shown_id()
        if other:
            self.commit()
        with self._desk.store.read() as reading:
            found = competitor_list.sheet(reading, competitor) if competitor else None
        self._sheet = found
        self.setEnabled(found is not None)
        self._saver.competitor = found.competitor.id if found else None
        if found is None:
            return False
        mine, now = found.competitor, today(self._desk.clock)
        self._title.show_value(mine.name, mine.name, other=other)
        self._web.show_value(mine.web, mine.web, other=other)
        for field, fact in self._said.items():
            fact.show_value(getattr(mine, field), getattr(mine, field), other=other)
        self._stands.setText(wording.stands(found))
        self.prices.show_prices(found.prices, other=other)
        self._contracts.setVisible(bool(found.contracts))
        self.list.show_rows([wording.contract_row(one, now, rival=False) for one in found.contracts])
        others = [name for name in names if name != mine.name]
        completes(self.merging.editor, others)  # type: ignore[arg-type]  # a QLineEdit, as it was made
        self.merging.setVisible(bool(others))
        if other:
            self.merging.clear()
            self.area.verticalScrollBar().setValue(0)
        return True

    def _merge(self, text: str) -> tuple[bool, str]:
        """Makes one of this competitor and the one that is named; Undo takes it back."""
        store = self._desk.store
        with store.read() as reading:
            other = competitors.found(reading, text)
        if other is None or self._sheet is None:
            return False, _("There is no competitor {name}.").format(name=text)
        mine = self._sheet.competitor
        try:
            competitors.merge(store, mine.id, other.id)
        except UserError as error:
            return False, str(error)
        self._desk.say(_("Merged {other} into {name}").format(other=other.name, name=mine.name), undo=True)
        return True, ""

    def _open(self, contract: UUID | None) -> None:
        """Opens the prospect of a contract."""
        found = (
            next((one for one in self._sheet.contracts if one.id == contract), None) if self._sheet else None
        )
        if found is not None:
            self._desk.go("prospects", found.prospect)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self._sheet is None:
            return True
        facts = (self._title, self._web, *self._said.values())
        taken = [
            *(fact.commit() for fact in facts),
            self.prices.commit(),
        ]  # each, also after one that was not
        return all(taken)

    def delete(self) -> None:
        """Deletes it; it offers Undo."""
        found, store = self._sheet, self._desk.store
        if found is not None:
            mine = found.competitor
            told = _("Deleted {name}").format(name=mine.name)
            self._desk.act(lambda: (delete(store, mine, mine.name), True), told=told)

    def shown_id(self) -> UUID | None:
        """The competitor that is shown."""
        return self._sheet.competitor.id if self._sheet else None
