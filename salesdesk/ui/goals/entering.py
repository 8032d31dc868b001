"""What is typed of a goal: numbers as people write them in its unit."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from typing import Final

from salesdesk.errors import UserError
from salesdesk.i18n import _

_MOST: Final = Decimal(10) ** 12
_UNIT: Final = re.compile(r"[^\d.,]+$")
_GROUPED: Final = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")


def number(text: str) -> Decimal:
    """The number that `text` means: `108 000 kr`, `108,000`, `36 %`, `2,5`, `−3`. Raises `UserError` for none."""
    plain = _UNIT.sub("", "".join(text.split()).replace("\N{MINUS SIGN}", "-"))
    plain = plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain.replace(",", ".")
    try:
        found = Decimal(plain)
    except InvalidOperation:
        found = None
    if found is None or not found.is_finite() or abs(found) >= _MOST:
        raise UserError(_("“{text}” is not a number.").format(text=text), _("Write it like 108 000 or 2,5."))
    return found
