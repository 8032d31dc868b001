"""Of a complaint: the sale that it is about, what putting it right cost, and that they bought again."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.locally import short_day
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import complaints_sale
from salesdesk.services.complaints_sale import Sale
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import bare, priced, tried
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.typed import Typed


class AboutSale(QWidget):
    """Saves itself. The sale is asked only of who bought something."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._record: Complaint | None = None
        self._again: UUID | None = None
        self.sale, cost = Choice([("", _("No sale"))], quiet=False), line(_("240"))
        self._sale, place = Field(_("About the sale"), self.sale), Field(_("What it cost you"), cost)
        self._cost = Typed(cost, place, self._save_cost)
        self.again = button("", self._open, kind="link", icon="circle-check")
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self._sale, 3)
        row.addWidget(place, 2)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        self.sale.chosen.connect(self._tie)

    def show_complaint(self, record: Complaint, *, other: bool) -> None:
        """Shows what is kept of it. `other`: of another one than before."""
        self._record = record
        clock = self._desk.clock
        with self._desk.store.read() as reading:
            found = complaints_sale.sales(reading, record)
            again = complaints_sale.bought_again(reading, record)
        self.sale.offer([("", _("No sale")), *self._offered(found)])
        self.sale.show_value(_value(record.deal, record.deal_line), _("Another sale"))
        self._sale.setVisible(bool(found) or record.deal is not None)
        currency = record.cost_currency or own_currency(self._desk.settings)
        text = bare(record.cost_minor, currency)
        if record.cost_minor is not None and currency != own_currency(self._desk.settings):
            text = f"{text} {currency}"
        self._cost.show_value(text, record.cost_minor, other=other)
        self._again = again.id if again else None
        self.again.setVisible(again is not None)
        if again is not None and again.closed_at is not None:
            day = short_day(again.closed_at.astimezone(clock.zone()).date(), today(clock))
            told = _("Bought again {day}: {title}").format(day=day, title=again.title)
            self.again.setText(f"\u2002{told}")
            self.again.setAccessibleName(told)

    def _offered(self, found: list[Sale]) -> list[tuple[str, str]]:
        clock = self._desk.clock
        told: list[tuple[str, str]] = []
        for one in found:
            closed = one.deal.closed_at
            day = short_day(closed.astimezone(clock.zone()).date(), today(clock)) if closed else ""
            told.append((_value(one.deal.id, None), " · ".join(filter(None, (one.deal.title, day)))))
            of = _("{title}: {line}")
            told += [
                (_value(one.deal.id, part.id), of.format(title=one.deal.title, line=part.name))
                for part in one.lines
            ]
        return told

    def _tie(self, value: str) -> None:
        record, store = self._record, self._desk.store
        deal, _slash, part = value.partition("/")
        if record is not None:
            self._desk.act(
                lambda: (
                    complaints_sale.tie(
                        store, record, UUID(deal) if deal else None, UUID(part) if part else None
                    ),
                    True,
                )
            )
            self._fresh()

    def _save_cost(self, text: str, _seen: Any) -> tuple[bool, str]:
        record, store = self._record, self._desk.store
        if record is None:
            return True, ""
        try:
            cost = priced(text, record.cost_currency or own_currency(self._desk.settings))
        except UserError as error:
            return False, str(error)
        taken = tried(self._desk, lambda: complaints_sale.put_right(store, record, cost))
        self._fresh()
        return taken

    def _fresh(self) -> None:
        """Reads the record as it is now, for what is chosen next."""
        if self._record is not None:
            with self._desk.store.read() as reading:
                self._record = reading.get(Complaint, self._record.id)

    def _open(self) -> None:
        if self._again is not None:
            self._desk.go("pipeline", self._again)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self._cost.commit()


def _value(deal: UUID | None, line: UUID | None) -> str:
    return "/".join(one.hex for one in (deal, line) if one is not None)
