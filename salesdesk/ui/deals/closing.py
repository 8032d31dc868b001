"""Won or lost, asked where the deal is looked at: what must be known, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Final, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from salesdesk.clock import today
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals, deals_after, techniques
from salesdesk.services.deals import Lost, Won
from salesdesk.services.deals_told import Whole
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.deals.causes import Causes
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import completes, day, shown_day, tried
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import ToneLabel, strong

T = TypeVar("T")
_COMPETITION: Final = "competition"


class _Asking(Card):
    """A card with fields: Enter in one of them saves, Escape leaves all as it was."""

    saved = Signal()
    left = Signal()

    def __init__(self, desk: Desk, edge: str) -> None:
        super().__init__(edge=edge)
        self._desk = desk
        self._whole: Whole | None = None
        self.body.setContentsMargins(16, 12, 16, 14)
        self.body.setSpacing(10)
        self._trouble = ToneLabel("", "hot", wrap=True)
        self._trouble.hide()

    def _foot(self, text: str, kind: str) -> None:
        self.body.addWidget(self._trouble)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(button(_("Leave it"), self.left.emit))
        row.addWidget(button(text, self.save, kind=kind))
        self.body.addLayout(row)

    def _refuse(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def _read(self, field: Field, read: Callable[[str], T]) -> T:
        """What stands in a field; raises `UserError`, after it was told there."""
        editor = field.editor
        assert isinstance(editor, QLineEdit)
        try:
            found = read(editor.text())
        except UserError as error:
            field.refuse(str(error))
            editor.setFocus(Qt.FocusReason.OtherFocusReason)
            raise
        field.refuse("")
        return found

    def _day(self, text: str) -> date | None:
        return day(text, self._desk.clock)

    def save(self) -> None:
        """Saves it; says what is wrong."""
        try:
            taken, told = self._save()
        except UserError:
            return  # which was told at its field
        self._refuse(told)
        if taken:
            self.saved.emit()

    def _save(self) -> tuple[bool, str]:
        raise NotImplementedError

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)


class WonForm(_Asking):
    """Asks when it was closed, when it is to be delivered, by which technique; all have an answer or need none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "good")
        self._closed, self._delivery = line(), line(_("friday, 4 Dec, +10d"))
        self._technique = line(_("Live demo, sample box …"))
        self._rate = line()
        self.body.addWidget(strong(_("Won")))
        self._fields = {
            "closed": Field(_("Closed on"), self._closed),
            "delivery": Field(_("Delivery promised for"), self._delivery),
            "technique": Field(_("Technique"), self._technique),
            "rate": Field(_("Rate"), self._rate),
        }
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._fields["closed"], 2)
        row.addWidget(self._fields["delivery"], 3)
        self.body.addLayout(row)
        self.body.addWidget(self._fields["technique"])
        self.body.addWidget(self._fields["rate"])
        self._foot(_("Save as won"), "main")
        for field in (self._closed, self._delivery, self._technique, self._rate):
            field.returnPressed.connect(self.save)

    def ask(self, whole: Whole) -> None:
        """Begins, for a deal."""
        self._whole = whole
        self._closed.setText(shown_day(today(self._desk.clock)))
        self._delivery.clear()
        self._technique.setText(whole.deal.technique)
        with self._desk.store.read() as reading:
            completes(self._technique, techniques.names(reading))
        own = own_currency(self._desk.settings)
        self._rate.clear()
        told = _("What 1 {currency} is worth in {own}").format(currency=whole.deal.currency, own=own)
        self._fields["rate"].label.setText(told)
        self._rate.setAccessibleName(told)
        self._fields["rate"].setVisible(bool(whole.deal.currency) and whole.deal.currency != own)
        for field in self._fields.values():
            field.refuse("")
        self._refuse("")
        self._delivery.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> tuple[bool, str]:
        whole, store = self._whole, self._desk.store
        if whole is None:
            return False, ""
        closed = self._read(self._fields["closed"], self._closing_day)
        delivery = self._read(self._fields["delivery"], self._day)
        rate = None if self._fields["rate"].isHidden() else self._read(self._fields["rate"], rate_of)
        known = Won(
            at=deals_after.closing(store.clock, closed, whole.deal.opened_at),
            delivery=delivery,
            technique=self._technique.text(),
            rate=rate,
            rate_currency=own_currency(self._desk.settings),
        )
        taken, told = tried(self._desk, lambda: deals.win(store, whole.deal.id, known))
        if taken:
            self._desk.say(_("Won: {title}").format(title=whole.deal.title), undo=True)
        return taken, told

    def _closing_day(self, text: str) -> date:
        found = day(text, self._desk.clock) or today(self._desk.clock)
        if found > today(self._desk.clock):
            raise UserError(_("That day is still to come."), _("Write the day on which it was closed."))
        return found


class LostForm(_Asking):
    """Asks for the cause by one key, and proposes by it when to try again."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, "hot")
        self._ends: date | None = None
        self._proposed = ""
        self.causes = Causes(deals_after.causes())
        self._competitor, self._again = line(_("Who got it")), line(_("no second try"))
        self.body.addWidget(strong(_("Lost: why?")))
        self.body.addWidget(self.causes)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._again_field = Field(_("Try again on"), self._again)
        row.addWidget(Field(_("Competitor"), self._competitor), 3)
        row.addWidget(self._again_field, 2)
        self.body.addLayout(row)
        self._foot(_("Save as lost"), "")
        self.causes.chosen.connect(self._caused)

    def ask(self, whole: Whole) -> None:
        """Begins, for a deal."""
        self._whole = whole
        store = self._desk.store
        with store.read() as reading:
            self._ends = deals_after.contract_ends(reading, whole.deal.id, today(store.clock))
            completes(self._competitor, deals_after.competitors(reading))
        self.causes.choose("")
        self._competitor.setText(whole.competitor)
        self._proposed = ""
        self._again.clear()
        self._again_field.refuse("")
        self._refuse("")
        self.causes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _caused(self, cause: str) -> None:
        """Proposes when to try again; what the seller wrote there stays."""
        proposed = shown_day(deals_after.revisit(cause, today(self._desk.clock), self._ends))
        if self._again.text() in {"", self._proposed}:
            self._again.setText(proposed)
            self._proposed = proposed
        after = self._competitor if cause == _COMPETITION and not self._competitor.text() else self._again
        after.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> tuple[bool, str]:
        whole, store = self._whole, self._desk.store
        if whole is None:
            return False, ""
        again = self._read(self._again_field, self._day)
        known = Lost(cause=self.causes.value(), competitor=self._competitor.text().strip(), revisit_on=again)
        taken, told = tried(self._desk, lambda: deals.lose(store, whole.deal.id, known))
        if taken:
            self._desk.say(_("Lost: {title}").format(title=whole.deal.title), undo=True)
        return taken, told

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):  # of a field or a cause, which both leave it
            self.save()
            return
        super().keyPressEvent(event)


def rate_of(text: str) -> Decimal | None:
    """The rate that `text` means; None for the empty text: then the sale is left out of totals, and listed."""
    plain = "".join(text.split()).replace(",", ".")
    if not plain:
        return None
    try:
        found = Decimal(plain)
    except InvalidOperation:
        found = Decimal(0)
    if not found.is_finite() or not 0 < found < 10**5 or found != round(found, 12):
        raise UserError(_("“{text}” is no rate.").format(text=text), _("Write it like 11,735."))
    return found
