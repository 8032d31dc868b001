"""What is typed about money, quantities and days, and read back as it is typed; and fields that offer names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any

from PySide6.QtCore import QStringListModel, Qt
from PySide6.QtWidgets import QCompleter, QLineEdit

from salesdesk.clock import Clock, today
from salesdesk.domain.locally import day_meant, day_month
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _, language
from salesdesk.services.editing_values import money
from salesdesk.ui.desk import Desk

_MOST = Decimal(10**9)
_TIME = re.compile(r"(\d{1,2})(?:[:.]?([0-5]\d))?")


def bare(minor: int | None, currency: str) -> str:
    """An amount as one types it, without its currency: `1 550`, `99,50`; empty for none."""
    from babel.numbers import format_decimal

    if minor is None:
        return ""
    amount = Money(minor, currency).amount
    form = "#,##0" if amount == amount.to_integral_value() else "#,##0.00##"
    shown: str = format_decimal(amount, form, locale=language())
    return shown.replace("\u00a0", " ").replace("\u202f", " ")


def amount(text: str, currency: str) -> int | None:
    """The minor units that `text` means; None for the empty text. Raises `UserError`."""
    return Money.parse(text, currency).minor if text.strip() else None


def priced(text: str, currency: str) -> Money | None:
    """The amount that `text` means, in `currency` where it names no other one (`1 590`, `139 EUR`); None for the
    empty text. Raises `UserError`."""
    said = text.strip()
    code = said.rpartition(" ")[2]
    if len(code) == 3 and code.isascii() and code.isalpha() and code.casefold() != "kr.":
        return money(said)
    return Money.parse(said, currency) if said else None


def many(number: Decimal) -> str:
    """A quantity as one types it."""
    from babel.numbers import format_decimal

    shown: str = format_decimal(number, "#0.###", locale=language())
    return shown


def quantity(text: str) -> Decimal | None:
    """The quantity that `text` means; None for the empty text. Raises `UserError` where it means none."""
    plain = "".join(text.split()).replace(",", ".").removesuffix("×").removeprefix("×")
    if not plain:
        return None
    refused = UserError(_("“{text}” is no quantity.").format(text=text), _("Write it like 12 or 2,5."))
    try:
        found = Decimal(plain)
    except InvalidOperation:
        raise refused from None
    if not found.is_finite() or abs(found) >= _MOST or found != round(found, 3):
        raise refused
    return found


def per_cent(text: str) -> int | None:
    """The whole per cent that `text` means; None for the empty text. Raises `UserError`."""
    plain = text.replace("%", "").strip()
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 3:
        raise UserError(_("A probability is from 0 to 100 per cent."), _("Write for example 40."))
    return int(plain)


def day(text: str, clock: Clock) -> date | None:
    """The day that `text` means; None for the empty text. Raises `UserError` where it means none."""
    if not text.strip():
        return None
    found = day_meant(text.strip(), today(clock))
    if found is None:
        raise UserError(_("“{text}” is not a day.").format(text=text), _("Write it like friday or 24 Nov."))
    return found


def time_of_day(text: str) -> time | None:
    """The time of day that a person means by `8`, `8:30`, `8.30` or `0830`; None where it is none."""
    found = _TIME.fullmatch(text.strip())
    if found is None or int(found[1]) > 23:
        return None
    return time(int(found[1]), int(found[2] or 0))


def shown_day(found: date | None) -> str:
    """A day as its field shows it, and understands it again."""
    return day_month(found) if found else ""


def completes(field: QLineEdit, names: Sequence[str]) -> QCompleter:
    """Has a field offer `names` while one types a part of them."""
    found: QCompleter | None = field.completer()  # none at first, whatever the stubs say
    if not found:
        found = QCompleter(field)
        found.setModel(QStringListModel(found))
        found.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        found.setFilterMode(Qt.MatchFlag.MatchContains)
        found.setMaxVisibleItems(8)
        field.setCompleter(found)
    model = found.model()
    if isinstance(model, QStringListModel) and model.stringList() != list(names):
        model.setStringList(list(names))
    return found


def tried(desk: Desk, do: Callable[[], Any]) -> tuple[bool, str]:
    """Does a short write: whether it was done, and a sentence on why not, to be said where it was typed."""

    def doing() -> UserError | bool:
        try:
            do()
        except UserError as error:
            return error
        return True

    done = desk.act(doing)
    return (True, "") if done is True else (False, str(done) if done else "")
