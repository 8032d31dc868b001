"""The cells of a subject's own columns made plain: days and instants in ISO 8601, numbers as Python writes them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Final

from salesdesk.exchange import amounts, days
from salesdesk.exchange.tables import Table
from salesdesk.i18n import _

MOMENTS: Final = frozenset(
    ("at", "received", "promised", "resolved", "asked", "opened", "closed", "lost_time", "date")
)
DAYS: Final = frozenset(("expected_close", "since", "day", "delivered", "invoiced", "paid", "revisit"))
NUMBERS: Final = frozenset(
    ("amount", "price", "list_price", "cost", "quantity", "on_hand", "probability", "value", "rate")
)
_BELOW: Final = frozenset({"value", "probability"})  # numbers that may be below nothing here: looked at later
_CLOCK: Final = re.compile(
    r"(?a)(.+?)[\sT,]+(?:kl\.?\s*)?(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?\s*([ap])?\.?m?\.?", re.I
)
_YEARS: Final = range(1900, 2200)  # of what happens in trade


class Cells:
    """How the cells of each column are read, worked out once for all rows."""

    def __init__(self, table: Table, own: Mapping[str, int], fixed: Mapping[str, str]) -> None:
        self.called = {field: table.header[i] for field, i in own.items()}
        self._fixed, self._places = fixed, own
        self._ours = "id" in own  # an export of ours comes back as it went, whatever an older version took
        columns = {field: [cells[i] for _at, cells in table.rows] for field, i in own.items()}
        dated = [f for f in own if f in MOMENTS | DAYS]
        orders = days.orders(columns[f] for f in dated)
        self._day_first = {f: first for f, (first, _text) in zip(dated, orders, strict=True)}
        self.both_ways = [text for _first, text in orders if text]
        # An export of ours, and a rate of exchange, write no thousands apart: "11.735" is a little over eleven.
        self._marks = {
            f: amounts.decimal_mark(columns[f]) or ("." if "id" in own or f == "rate" else "")
            for f in own
            if f in NUMBERS
        }

    def read(self, said: Mapping[str, str]) -> tuple[dict[str, str], list[tuple[str, str]]]:
        """What one row says, by field, and the fields whose text is no day, no number or below nothing, each with
        that text."""
        values = {**self._fixed, **said}
        clock = values.pop("time", "")
        if clock and values.get("at"):
            values["at"] = f"{values['at']} {clock}"
        broken: list[tuple[str, str]] = []
        for field, text in list(values.items()):
            made = text
            if field in self._day_first:
                made = self._time(field, text)
            elif field in self._marks:
                made, currency = self._number(field, text)
                if currency:
                    values.setdefault("currency", currency)
            if made:
                values[field] = made
            else:
                del values[field]
                blank = amounts.is_blank(text) or (field not in NUMBERS and days.is_blank(text))
                broken += [] if blank else [(field, text)]
        return values, sorted(broken, key=lambda one: self._places.get(one[0], -1))

    def trouble(self, field: str, text: str) -> str:
        """Why `text` is not taken as `field`: a sentence."""
        if field not in NUMBERS:
            told = _("“{value}” is no day that exists.")
        elif amounts.amount(text, self._marks[field]):
            told = _("“{value}” is below nothing.")
        else:
            told = _("“{value}” is no number.")
        return told.format(value=text[:80])

    def _time(self, field: str, text: str) -> str:
        made = _moment(text, day_first=self._day_first[field])
        return made[:10] if field in DAYS else made

    def _number(self, field: str, text: str) -> tuple[str, str]:
        number, currency = amounts.amount(text, self._marks[field]) or ("", "")
        below = _is_below_nothing(field, number) and not self._ours
        return ("", "") if below else (number, currency)


def _is_below_nothing(field: str, number: str) -> bool:
    return field not in _BELOW and number.startswith("-") and any(c in "123456789" for c in number)


def _moment(text: str, *, day_first: bool) -> str:
    """A day or an instant in ISO 8601 as far as `text` tells it; empty where it tells none that exists."""
    try:
        said = datetime.fromisoformat(text)
        if said.year not in _YEARS:
            return ""
        return said.date().isoformat() if ":" not in text else said.isoformat()
    except ValueError:
        parts = _CLOCK.fullmatch(text)
    found = days.day(parts[1] if parts else text, day_first=day_first)
    if found is None or found.year not in _YEARS:
        return ""
    if parts is None:
        return found.isoformat()
    hour = int(parts[2]) % 12 + (12 if parts[4].lower() == "p" else 0) if parts[4] else int(parts[2])
    return f"{found.isoformat()}T{hour:02}:{parts[3]}" if hour < 24 and int(parts[3]) < 60 else ""
