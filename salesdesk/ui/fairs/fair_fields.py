"""The fields of a fair, and what a typed text means in each: a day, an amount, a number."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from salesdesk.domain import locally
from salesdesk.domain.fairs import Fair
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.ui.icons import icon
from salesdesk.ui.widgets.calendar import DayPopup
from salesdesk.ui.widgets.fields import line, lines

_MOST = 1_000_000


@dataclass(frozen=True, slots=True)
class FairField:
    """One field: its label, its editor, how it is shown and read. `read` raises `UserError`."""

    key: str
    label: str
    editor: QLineEdit | QPlainTextEdit
    shown: Callable[[Fair], str]
    read: Callable[[str], dict[str, Any]]  # the fields of the record that the text sets


def fair_fields(today: Callable[[], date], currency: Callable[[], str]) -> list[FairField]:
    """All fields, with editors of their own."""
    return [
        FairField(
            "name",
            _("Name"),
            line(_("For example: Hjem & Hage 2026")),
            lambda fair: fair.name,
            lambda text: {"name": text.strip()},
        ),
        FairField(
            "place",
            _("Place"),
            line(_("Hall, stand, city")),
            lambda fair: fair.place,
            lambda text: {"place": text.strip()},
        ),
        _day_field("starts_on", _("From"), today),
        _day_field("ends_on", _("To"), today),
        FairField(
            "cost",
            _("Cost of the stand"),
            line(_("For example: 14 200 {currency}").format(currency=currency())),
            lambda fair: _bare(locally.money(fair.cost_minor, fair.cost_currency)),
            lambda text: _cost(text, currency()),
        ),
        FairField(
            "target_leads",
            _("Target of leads"),
            line(_("For example: 40")),
            lambda fair: str(fair.target_leads or ""),
            _target,
        ),
        FairField(
            "note",
            _("Note"),
            lines(_("What to show, what to bring, whom to ask for"), rows=3),
            lambda fair: fair.note,
            lambda text: {"note": text.strip()},
        ),
    ]


def _day_field(key: str, label: str, today: Callable[[], date]) -> FairField:
    editor = DayLine(today)

    def read(text: str) -> dict[str, Any]:
        if not text.strip():
            return {key: None}
        day = locally.day_meant(text.strip(), today())
        if day is None:
            raise UserError(_("“{value}” is not a day.").format(value=text), _("Write it like 24 Nov 2026."))
        return {key: day}

    def shown(fair: Fair) -> str:
        day: date | None = getattr(fair, key)
        return locally.day_month(day) if day else ""

    return FairField(key, label, editor, shown, read)


def _bare(money: str) -> str:
    """An amount without decimals that are none."""
    return money.replace(".00 ", " ").replace(",00 ", " ")


def _cost(text: str, currency: str) -> dict[str, Any]:
    """An amount with its currency, or in the seller's own where none is named."""
    text = text.strip()
    if not text:
        return {"cost_minor": None, "cost_currency": ""}
    amount, _space, last = text.rpartition(" ")
    if amount and len(last) == len("NOK") and last.isalpha() and last.isascii():
        text, currency = amount, last.upper()
    cost = Money.parse(text, currency)
    if not 0 <= cost.minor < 10**12:
        raise UserError(_("That is no cost of a stand."), _("Look at the digits."))
    return {"cost_minor": cost.minor, "cost_currency": cost.currency}


def _target(text: str) -> dict[str, Any]:
    text = text.strip()
    if not text:
        return {"target_leads": None}
    if not (text.isdecimal() and len(text) < len(str(_MOST)) and int(text) > 0):
        raise UserError(_("“{value}” is not a number of leads.").format(value=text), _("Write it like 40."))
    return {"target_leads": int(text)}


class DayLine(QLineEdit):
    """A line for a day, with a calendar at its end."""

    def __init__(self, today: Callable[[], date], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._today = today
        self.setPlaceholderText(_("For example: {day}").format(day=locally.day_month(today())))
        self._popup = DayPopup(lambda text: locally.day_meant(text, today()), self)
        self._popup.chosen.connect(self._take)
        act = self.addAction(icon("calendar"), QLineEdit.ActionPosition.TrailingPosition)
        act.setText(_("Calendar"))
        act.setToolTip(_("Choose from the calendar"))
        act.triggered.connect(self.ask)

    def ask(self) -> None:
        """Opens the calendar."""
        meant = locally.day_meant(self.text(), self._today()) if self.text() else None
        self._popup.ask(meant or self._today(), self)

    def _take(self, day: date) -> None:
        self.setText(locally.day_month(day))
        self.setFocus()
        self.returnPressed.emit()
