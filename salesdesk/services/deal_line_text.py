"""A line of a deal as a seller types it, in the window and on the command line alike: `Oak tray x40 @ 1 550`."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Final

from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals, products
from salesdesk.services.deals import LineDraft
from salesdesk.store.unit import Reading

_LINE: Final = re.compile(r"(?s)(.+?)(?:\s+[x×]\s*([-+]?[0-9][0-9.,]*))?(?:\s*@\s*([^@]+))?")
_QUANTITY: Final = re.compile(r"[0-9]{1,9}(\.[0-9]{1,3})?")
_CODE: Final = re.compile(r"[0-9.,\s-]+([A-Z]{3})")


def line_meant(reading: Reading, text: str, currency: str, day: date) -> LineDraft:
    """The line that `text` means: a product by name or number, or what is sold; how many; the price of one in
    `currency`, else the list price of `day`. A product whose name looks like more is taken by its name.

    Raises `UserError` where the quantity or the price is none, or the price is in another currency.
    """
    said = text.strip()
    if "@" not in said and products.found(reading, said) is not None:
        return deals.line_named(reading, said, currency, day)
    found = _LINE.fullmatch(said)
    if found is None:
        raise UserError(_("A line needs a name."), _("Write it like Oak tray x40 @ 1550."))
    known = deals.line_named(reading, found[1], currency, day)
    return replace(
        known,
        quantity=_quantity(found[2]) if found[2] else Decimal(1),
        net_minor=_price(found[3], currency) if found[3] else None,
    )


def currency_said(lines: Iterable[str]) -> str:
    """The currency that the first price of some lines names by its code (`@ 100 EUR`); empty where none does."""
    prices = (line.rpartition("@")[2].strip() for line in lines if "@" in line)
    named = (found[1] for price in prices if (found := _CODE.fullmatch(price)))
    return next(named, "")


def _quantity(text: str) -> Decimal:
    written = text.replace(",", ".")
    if not _QUANTITY.fullmatch(written) or not Decimal(written):
        raise UserError(_("“{value}” is not a quantity.").format(value=text), _("Write it like x40 or x2.5."))
    return Decimal(written)


def _price(text: str, currency: str) -> int:
    said = text.strip()
    other = _CODE.fullmatch(said)
    if other and other[1] != currency:
        raise UserError(
            _("That price is in {other}, and the deal in {currency}.").format(
                other=other[1], currency=currency
            ),
            _("Open a deal of its own for what is sold in {other}.").format(other=other[1]),
        )
    minor = Money.parse(said, currency).minor
    if minor < 0:
        raise UserError(_("A line is not below nothing."), _("What came back is a credit of the sale."))
    return minor
