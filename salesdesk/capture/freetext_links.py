"""Reads what codes hold beside whole contacts: BIZCARD, and the links that dial, write a message or an email.

BIZCARD has the form of a MECARD with letters of its own, as old badge printers write it; mailto is RFC 6068, tel RFC
3966, sms RFC 5724; MATMSG and SMSTO are NTT DOCOMO's.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final
from urllib.parse import unquote

from salesdesk.capture.freetext_mecard import divided, plain
from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft

# A link holds no space: "Tel:55 12 34 56, Ingrid" is a line that someone wrote.
_LINK: Final = re.compile(
    r"\s*(BIZCARD|MATMSG|SMSTO|MMSTO|(?:SMS|TEL|MAILTO)(?=:\S+\s*\Z)):(?=\S)", re.IGNORECASE
)
_LONGEST: Final = 20_000  # characters; a QR code holds 4,296
_PHONES: Final = {"B": "", "M": "mobile", "F": "fax"}
_NUMBER: Final = re.compile(r"\+?[\d\s().\-/]{3,30}")


def read(text: str) -> ProspectDraft | None:
    """The draft of a link or a BIZCARD; None where `text` is none. What has no field is kept in the note."""
    start = _LINK.match(text)
    if start is None or len(text) > _LONGEST:
        return None
    return _READERS[start[1].upper()](text, start.end())


def _bizcard(text: str, begin: int) -> ProspectDraft:
    fields, tail = divided(text, begin)
    first: dict[str, str] = {}
    phones: list[Detail] = []
    notes: list[str] = []
    for key, raw in fields:
        value = plain(raw)
        if key in _PHONES and value:
            phones.append(Detail(value, _PHONES[key]))
        elif key in {"N", "X", "T", "C", "A", "E"} and key not in first:
            first[key] = value
        elif value:
            notes.append(f"{key}: {value}" if key else value)
    given, family = first.get("N", ""), first.get("X", "")
    return ProspectDraft(
        name=f"{given} {family}".strip(),
        first_name=given if family else "",
        last_name=family if given else "",
        title=first.get("T", ""),
        company=first.get("C", ""),
        phones=tuple(phones),
        emails=(Detail(first["E"]),) if first.get("E") else (),
        addresses=(AddressDraft(street=first["A"]),) if first.get("A") else (),
        note="\n".join((*notes, tail) if tail else notes),
    )


def _mailto(text: str, begin: int) -> ProspectDraft:
    to, _mark, headers = text[begin:].strip().partition("?")
    said = dict(_header(pair) for pair in headers.split("&") if pair)
    everyone = [unquote(one) for one in to.split(",")] + said.pop("to", "").split(",")
    return ProspectDraft(
        emails=tuple(dict.fromkeys(Detail(one.strip()) for one in everyone if one.strip())),
        note=_noted(said),
    )


def _header(pair: str) -> tuple[str, str]:
    name, _sign, value = pair.partition("=")
    return unquote(name).casefold(), unquote(value)


def _noted(said: dict[str, str]) -> str:
    """Subject and text as they are, any other header with its name."""
    plain_ones = [said.pop(name, "") for name in ("subject", "body")]
    return "\n".join(part for part in (*plain_ones, *(f"{n}: {v}" for n, v in said.items() if v)) if part)


def _matmsg(text: str, begin: int) -> ProspectDraft:
    fields, tail = divided(text, begin)
    emails = tuple(dict.fromkeys(Detail(plain(raw)) for key, raw in fields if key == "TO" and plain(raw)))
    notes = [plain(raw) for key, raw in fields if key != "TO"]
    return ProspectDraft(emails=emails, note="\n".join(part for part in (*notes, tail) if part))


def _tel(text: str, begin: int) -> ProspectDraft:
    number, _mark, parameters = text[begin:].strip().partition(";")
    said = dict(_header(one) for one in parameters.split(";") if one)
    context = said.pop("phone-context", "")
    if context.startswith("+") and not number.startswith("+"):
        number = f"{context}{number}"
    if extension := said.pop("ext", ""):
        number = f"{number} ext. {extension}"
    return _phone(unquote(number), _noted({name: value or name for name, value in said.items()}))


def _sms(text: str, begin: int) -> ProspectDraft:
    number, _mark, headers = text[begin:].strip().partition("?")
    return _phone(unquote(number), _noted(dict(_header(pair) for pair in headers.split("&") if pair)))


def _smsto(text: str, begin: int) -> ProspectDraft:
    number, _mark, body = text[begin:].strip().partition(":")
    return _phone(number, body)


def _phone(number: str, note: str) -> ProspectDraft:
    """A draft of a phone; what is none is kept in the note, with the words beside it."""
    if _NUMBER.match(number):
        return ProspectDraft(phones=(Detail(number.strip()),), note=note)
    return ProspectDraft(note="\n".join(part for part in (number.strip(), note) if part))


_READERS: Final[dict[str, Callable[[str, int], ProspectDraft]]] = {
    "BIZCARD": _bizcard,
    "MAILTO": _mailto,
    "MATMSG": _matmsg,
    "TEL": _tel,
    "SMS": _sms,
    "SMSTO": _smsto,
    "MMSTO": _smsto,
}
