"""The seller's own card: as a file to pass on, and as a QR code that the phone of who stands before one reads."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from salesdesk.capture import codes
from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft
from salesdesk.errors import UserError
from salesdesk.exchange.vcard_writing import card_of
from salesdesk.i18n import _
from salesdesk.services import output
from salesdesk.services.preferences import Own

_VERSION: Final = "3.0"  # what all phones read
_PLACE: Final = re.compile(
    r"(?:[A-Z]{1,2}-)?([0-9][0-9 -]{1,8}[0-9])\s+(\D.*)"
)  # a postal code before the city


def draft(own: Own) -> ProspectDraft:
    """What the card says. Raises `UserError` where it would name nobody."""
    name, company = (own.person, own.name) if own.person else (own.name, "")
    if not name:
        raise UserError(_("Your card needs your name."), _("Write it in the first field."))
    return ProspectDraft(
        name=name,
        company=company,
        title=own.title,
        phones=tuple(Detail(one, "mobile") for one in _several(own.phone)),
        emails=tuple(Detail(one, "work") for one in _several(own.email)),
        webs=(Detail(own.web, "work"),) if own.web else (),
        addresses=(_address(own.address),) if own.address else (),
    )


def _several(text: str) -> list[str]:
    return [one.strip() for one in re.split(r"[,;\n]", text) if one.strip()]


def _address(text: str) -> AddressDraft:
    """Street, and postal code and city where a line is so written."""
    lines = [one.strip() for one in text.splitlines() if one.strip()]
    at = next((place for place, one in enumerate(lines) if place and _PLACE.fullmatch(one)), None)
    if at is None:
        return AddressDraft(street=", ".join(lines), kind="work")
    found = _PLACE.fullmatch(lines[at])
    assert found is not None
    street = ", ".join(lines[:at])
    country = ", ".join(lines[at + 1 :])
    return AddressDraft(street=street, postal_code=found[1], city=found[2], country=country, kind="work")


def write(own: Own, file: Path) -> None:
    """Writes the card as a vCard file. Raises as `draft` does, and where the file cannot be written."""
    output.put(file, card_of(draft(own), _VERSION))


def code(own: Own) -> tuple[bytes, ...]:
    """The card as the rows of a QR code, 0 for what is dark. Raises as `draft` does, and where it says too much."""
    text = card_of(draft(own), _VERSION).decode()
    try:
        return codes.drawn(
            re.sub(r"PRODID:[^\r]*\r\n", "", text)
        )  # which program wrote it makes the code no better
    except ValueError as error:
        raise UserError(
            _("Your card says more than a code holds."), _("Shorten the address or the title.")
        ) from error
