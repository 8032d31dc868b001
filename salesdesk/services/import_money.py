"""Amounts, quantities and instants of a row of a table, in the units of the store; what is off is told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from salesdesk.domain.changes import Change
from salesdesk.domain.instants import to_micros
from salesdesk.domain.values import Money, is_currency, minor_places
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Staged

_SIGNS: Final = {"€": "EUR", "£": "GBP", "zł": "PLN", "₫": "VND", "kč": "CZK"}
_KRONER: Final = ("NOK", "SEK", "DKK", "ISK")
_OF_SEVERAL: Final = {  # the seller's own is meant where it is one of them, else the first
    "$": ("USD", "CAD", "AUD", "NZD", "SGD", "HKD", "TWD", "MXN"),
    **dict.fromkeys(("kr", "kr."), _KRONER),
}
_DEAREST: Final = 10**15  # minor units
_MOST: Final = 10**12  # pieces
_NOON: Final = time(12)


class NoCurrency(UserError):
    """Nobody said in which currency the amounts of a file are: none of its rows can be taken."""


@dataclass(slots=True)
class RowNotes:
    """What one row leaves to be said: `notes` go into the record, `hints` are told of the import."""

    row: Said
    notes: list[str] = field(default_factory=list[str])
    hints: list[str] = field(default_factory=list[str])

    def keep(self, line: str) -> None:
        """Keeps a line in the note."""
        self.notes.append(line)

    def hint(self, text: str) -> None:
        """Tells of something that is odd or missing."""
        self.hints.append(f"{self.row.where}: {text}")

    def made(self, changes: Sequence[Change]) -> None:
        """Tells of the fairs that the row makes: a name that is written otherwise is another fair."""
        for one in changes:
            if one.subject == "fairs":
                self.hint(_("“{fair}” is a new fair.").format(fair=one.patch["name"]))

    def note(self) -> str:
        """The note: what no field takes, as the file says it, and what was put there since."""
        return "\n".join(filter(None, (self.row.who.note, *self.notes)))

    def tell(self, staged: Staged) -> None:
        """Hands the hints over."""
        staged.hints += self.hints
        self.hints = []


def currency(values: Mapping[str, str], scene: Scene) -> str:
    """The currency of a row, or else the seller's own.

    Raises `UserError` where the row names one that is none, `NoCurrency` where nobody names any.
    """
    code = currency_meant(values.get("currency", ""), scene.currency)
    if code or scene.currency:
        return code or scene.currency
    raise NoCurrency(
        _("It is not said in which currency the amounts are."),
        _("Say it with --currency NOK, or once for all with: salesdesk settings currency=NOK"),
    )


def currency_meant(text: str, own: str) -> str:
    """The code of the currency that `text`, a code or a sign, means to a seller whose own is `own`; empty for none.

    Raises `UserError` where it is no currency.
    """
    said = text.strip()
    several = _OF_SEVERAL.get(said.casefold(), ())
    first = own if own in several else next(iter(several), said.upper())
    code = _SIGNS.get(said.casefold(), first)
    if code and not is_currency(code):
        raise UserError(_("“{text}” is no currency.").format(text=said), _("Write three letters, like NOK."))
    return code


def minor(said: RowNotes, name: str, scene: Scene) -> Money | None:
    """The amount of the field `name`; None where there is none. One with more decimals than its currency has
    is rounded (half away from nothing) and told."""
    text = said.row.values.get(name, "")
    if not text:
        return None
    code = currency(said.row.values, scene)
    exact = Decimal(text).scaleb(minor_places(code))
    whole = exact.quantize(Decimal(1), ROUND_HALF_UP)
    if abs(whole) > _DEAREST:
        raise UserError(_("“{value}” is more money than there is.").format(value=text))
    found = Money(int(whole), code)
    if whole != exact:
        said.hint(
            _("{text} has more decimals than {currency} has, and is rounded.").format(
                text=text, currency=code
            )
        )
        said.keep(f"{name}: {text}")
    return found


def quantity(said: RowNotes, name: str) -> Decimal | None:
    """The quantity of the field `name`, of up to three decimals; None where there is none."""
    text = said.row.values.get(name, "")
    if not text:
        return None
    found = Decimal(text)
    if found != found.quantize(Decimal("0.001")) or abs(found) >= _MOST:
        said.hint(_("“{value}” is no quantity. It is kept in the note.").format(value=text))
        said.keep(f"{name}: {text}")
        return None
    return found


def instant(text: str, scene: Scene) -> int | None:
    """The instant that `text` in ISO 8601 means, in microseconds UTC; None for none.

    A day without a time is its noon where the seller is: midnight would fall on the day before as soon as the
    seller, or the clock, moves an hour. Midnight sharp is how programs write a day without a time.
    """
    if not text:
        return None
    zone = scene.now.tzinfo
    if ":" in text:
        moment = datetime.fromisoformat(text)
        if moment.tzinfo or moment.time() != time():
            return to_micros(moment if moment.tzinfo else moment.replace(tzinfo=zone))
        text = text[:10]
    return to_micros(datetime.combine(date.fromisoformat(text), _NOON, zone))
