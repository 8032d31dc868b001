"""Letters as files: an email draft written as .eml, and what a dropped .eml tells, whoever wrote it.

Written as RFC 5322 and MIME by the standard library; `X-Unsent: 1` has mail programs open it as a draft. What is
read comes from strangers: nothing in it is trusted but as text.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from email import policy
from email.errors import MessageError
from email.header import decode_header
from email.headerregistry import Address
from email.message import EmailMessage, Message
from email.utils import format_datetime, getaddresses, parsedate_to_datetime
from typing import Any, Final, cast

from salesdesk.domain.message_fields import clean, one_line
from salesdesk.errors import UserError
from salesdesk.exchange import letter_parts
from salesdesk.i18n import _

LARGEST: Final = 40_000_000  # bytes; a mail server takes no larger letter
_MOST_PEOPLE: Final = 500
_LONGEST_UID: Final = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A letter to be written. Addresses are whole ones that `normalise_email` took."""

    to: str
    to_name: str
    subject: str
    body: str
    sender: str = ""
    sender_name: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Someone whom a letter names: the address in small letters, and the name beside it."""

    address: str
    name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a file tells: `uid` is the Message-ID, or a hash of the file where it has none."""

    uid: str
    sender: Person
    to: Sequence[Person]
    subject: str
    at: datetime | None
    text: str
    is_draft: bool = False
    is_automatic: bool = False  # no person wrote it: an answer while away, a receipt


def write(letter: Outgoing, at: datetime) -> bytes:
    """The letter as a file of drafts. `at` is aware, in the seller's zone. No header takes more than one line."""
    made = EmailMessage(policy=policy.SMTP)
    addresses = {"To": (letter.to, letter.to_name), "From": (letter.sender, letter.sender_name)}
    if any(not _in_ascii(address).isascii() for address, _name in addresses.values()):
        made = EmailMessage(policy=policy.SMTPUTF8)  # RFC 6532: letters beyond ASCII before the @
    for header, (address, name) in addresses.items():
        if address:
            local, _at, domain = _in_ascii(one_line(address)).rpartition("@")
            made[header] = Address(one_line(name), local, domain)
    made["Subject"] = one_line(letter.subject)
    made["Date"] = format_datetime(at)
    made["X-Unsent"] = "1"
    made.set_content(clean(letter.body), charset="utf-8", cte="base64")
    return made.as_bytes()


def _in_ascii(address: str) -> str:
    """An address whose domain is written as it travels (RFC 3490)."""
    local, _at, domain = address.rpartition("@")
    try:
        return f"{local}@{domain.encode('idna').decode()}"
    except UnicodeError:
        return address


def read(content: bytes) -> Letter:
    """The letter that a file holds. Raises `UserError` where it is none, or too large to be one."""
    if len(content) > LARGEST:
        raise UserError(_("That is too large for an email."), _("Nothing was read of it."))
    try:
        message = letter_parts.head(content)
    except (MessageError, ValueError, LookupError):
        message = None
    if message is None:
        raise _no_letter()
    sender = next(iter(_people(message, "From", "Sender")), Person(""))
    to = _people(message, "To", "Cc", "Bcc")
    if not (sender.address or to):
        raise _no_letter()
    return Letter(
        uid=_uid(message, content),
        sender=sender,
        to=to,
        subject=_header(message, "Subject")[:1000],
        at=_date(message),
        text=letter_parts.text(content),
        is_draft=_header(message, "X-Unsent") == "1",
        is_automatic=_is_automatic(message),
    )


def _no_letter() -> UserError:
    return UserError(_("That is no email."), _("Save it from the mail program as .eml, and drop that."))


def _is_automatic(message: Message) -> bool:
    """Whether a program answered (RFC 3834 §5), or said so as they did before that."""
    if said := re.match(r"[a-z-]+", _header(message, "Auto-Submitted").lower()):
        return said[0] != "no"
    older = ("X-Autoreply", "X-Autorespond")
    return any(_header(message, name).lower() not in ("", "no") for name in older) or (
        _header(message, "Precedence").lower() in ("bulk", "auto_reply")
    )


def _header(message: Message, name: str) -> str:
    """A header in one line of text; what cannot be decoded is shown as it can be."""
    return _words(next(iter(_raw(message, name)), ""))


def _raw(message: Message, name: str) -> list[str]:
    """All headers of a name as they stand in the file."""
    items = cast("list[tuple[str, Any]]", list(message.raw_items()))
    return [_mended(str(said)) for called, said in items if called.lower() == name.lower()]


def _words(said: str) -> str:
    """What encoded words say (RFC 2047); where they say nothing, what stands there."""
    try:
        parts = cast("list[tuple[bytes | str, str | None]]", decode_header(said))
    except (MessageError, ValueError):
        return one_line(said)
    return one_line("".join(_decoded(part, charset) for part, charset in parts))


def _decoded(part: bytes | str, charset: str | None) -> str:
    if isinstance(part, str):
        return part
    try:
        return part.decode(letter_parts.readable(charset or ""))
    except (LookupError, ValueError):
        return part.decode("latin-1")


def _mended(text: str) -> str:
    """A header that was sent in plain UTF-8: the parser keeps its bytes as surrogates (PEP 383)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _people(message: Message, *headers: str) -> list[Person]:
    raw = [said for header in headers for said in _raw(message, header)]
    found: dict[str, Person] = {}
    try:
        pairs = getaddresses(raw)
    except (ValueError, IndexError, RecursionError):
        return []
    for name, address in pairs[:_MOST_PEOPLE]:
        plain = one_line(address).lower()
        if re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", plain):
            found.setdefault(plain, Person(plain, _words(name[:1000])[:200]))
    return list(found.values())


def _uid(message: Message, content: bytes) -> str:
    said = _header(message, "Message-ID")
    return said if 0 < len(said) <= _LONGEST_UID else f"sha256:{hashlib.sha256(content).hexdigest()}"


def _date(message: Message) -> datetime | None:
    """When it was sent; one that names no zone is taken for UTC (RFC 5322 §3.3)."""
    try:
        found = parsedate_to_datetime(_header(message, "Date"))
        return (found if found.tzinfo else found.replace(tzinfo=UTC)).astimezone(UTC)
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
