"""Reads MECARD, the short contact of QR codes (NTT DOCOMO, "Contact information", as phones write it)."""

from __future__ import annotations

import re
from datetime import date
from typing import Any, Final

from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft
from salesdesk.domain.values import country_code

_LONGEST: Final = 20_000  # characters looked at; a QR code holds 4,296
_START: Final = re.compile(r"\s*MECARD:", re.IGNORECASE)
_FIELD: Final = re.compile(r"((?:[^;\\]|\\.)*)(?:;|\\?$)", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\(.)", re.DOTALL)
_LISTS: Final = {"TEL": "phones", "TEL-AV": "phones", "EMAIL": "emails", "URL": "webs"}
_PLAIN: Final = {"ORG": "company", "TITLE": "title", "NOTE": "note"}


def read(text: str) -> ProspectDraft | None:
    """The draft of a MECARD; None where `text` is none. What has no field is kept in the note."""
    start = _START.match(text)
    if start is None:
        return None
    values: dict[str, Any] = {}
    notes: list[str] = []
    fields, tail = divided(text, start.end())
    for key, raw in fields:
        value = plain(raw)
        if not key:
            notes.append(value)
        elif value and not _put(values, key, raw, value):
            notes.append(value if key == "NOTE" else f"{key}: {value}")
    values["note"] = "\n".join(note for note in (values.get("note", ""), *notes, tail) if note)
    return ProspectDraft(**values)


def divided(text: str, begin: int) -> tuple[list[tuple[str, str]], str]:
    """The fields from `begin` on, as keys in capitals (empty where none stands) and values as they stand, and what
    is too long to be looked at."""
    end = len(text) if len(text) <= _LONGEST else text.rfind(";", 0, _LONGEST) + 1
    fields: list[tuple[str, str]] = []
    for match in _FIELD.finditer(text, begin, max(begin, end)):
        key, colon, raw = match[1].strip().partition(":")
        if match[1].strip():
            fields.append((key.strip().upper(), raw) if colon else ("", match[1]))
    return fields, text[max(begin, end) :].strip()


def plain(raw: str) -> str:
    """A value without its escapes and the spaces around it."""
    return _ESCAPED.sub(r"\1", raw).strip()


def _put(values: dict[str, Any], key: str, raw: str, value: str) -> bool:
    """Sets the field that `key` means; False where it means none, or one that is filled."""
    if key in _LISTS:
        old = values.get(_LISTS[key], ())
        values[_LISTS[key]] = (*old, Detail(value)) if Detail(value) not in old else old
        return True
    if key == "ADR":
        values["addresses"] = (*values.get("addresses", ()), _address(raw))
        return True
    if key == "BDAY" and "birthday" not in values:
        values["birthday"] = _day(value)
        return values["birthday"] is not None
    if key == "N" and "name" not in values:
        last, _, first = (plain(part) for part in _halves(raw))
        values |= {"name": f"{first} {last}".strip(), "first_name": first, "last_name": last if first else ""}
        return True
    if key in _PLAIN and _PLAIN[key] not in values:
        values[_PLAIN[key]] = value
        return True
    return False


def _commas(raw: str) -> list[str]:
    return [plain(part) for part in re.findall(r"((?:[^,\\]|\\.)*)(?:,|\\?$)", raw, re.DOTALL)]


def _halves(raw: str) -> tuple[str, str, str]:
    match = re.match(r"((?:[^,\\]|\\.)*)(,?)", raw, re.DOTALL)
    assert match is not None
    return match[1], match[2], raw[match.end() :]


def _address(raw: str) -> AddressDraft:
    """Box, room, house number and street, city, region, postal code, country; else all of it as the street."""
    parts = [part.replace(",", " ") for part in _commas(raw)]
    if len(parts) < 7:
        return AddressDraft(street=", ".join(part for part in parts if part))
    street = ", ".join(part for part in parts[:3] if part)
    land = " ".join(part for part in parts[6:] if part)
    return AddressDraft(
        street=street,
        city=parts[3],
        region=parts[4],
        postal_code=parts[5],
        country=country_code(land) or land,
    )


def _day(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if re.fullmatch(r"\d{8}|\d{4}-\d\d-\d\d", value) else None
    except ValueError:
        return None
