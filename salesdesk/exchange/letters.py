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
from email.parser import BytesParser
from email.utils import format_datetime, getaddresses, parsedate_to_datetime
from html.parser import HTMLParser
from typing import Any, Final, cast

from salesdesk.domain.message_fields import clean, one_line
from salesdesk.errors import UserError
from salesdesk.i18n import _

LARGEST: Final = 40_000_000  # bytes; a mail server takes no larger letter
_MOST_TEXT: Final = 100_000  # characters of a letter's text that are looked at
_MOST_PEOPLE: Final = 500
_DEEPEST: Final = 200  # parts of a letter that are looked into
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
        message = BytesParser(policy=policy.compat32).parsebytes(content)
    except (MessageError, RecursionError, ValueError, LookupError):
        raise _no_letter() from None
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
        text=_text(message)[:_MOST_TEXT],
        is_draft=_header(message, "X-Unsent") == "1",
    )


def _no_letter() -> UserError:
    return UserError(_("That is no email."), _("Save it from the mail program as .eml, and drop that."))


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
        return part.decode(charset or "utf-8")
    except (LookupError, ValueError):
        return part.decode("latin-1")


def _mended(text: str) -> str:
    """A header that was sent in plain UTF-8: the parser keeps its bytes as surrogates (PEP 383)."""
    return text.encode("utf-8", "surrogateescape").decode("utf-8", "replace")


def _people(message: Message, *headers: str) -> list[Person]:
    raw = [said[:100_000] for header in headers for said in _raw(message, header)]
    found: dict[str, Person] = {}
    try:
        pairs = getaddresses(raw)
    except (ValueError, IndexError, RecursionError):
        return []
    for name, address in pairs[:_MOST_PEOPLE]:
        plain = one_line(address).lower()
        if re.fullmatch(r"[^\s@,;<>]+@[^\s@,;<>]+", plain):
            found.setdefault(plain, Person(plain, _words(name)[:200]))
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


def _text(message: Message) -> str:
    """The plain text of a letter; of one that is HTML alone, what a person would read of it."""
    parts: list[Message] = []
    try:
        for part in message.walk():
            parts.append(part)
            if len(parts) == _DEEPEST:
                break
    except RecursionError:
        parts = parts[:1]
    bodies = [part for part in parts if not part.is_multipart() and not part.get_filename()]
    for kind, shown in (("text/plain", clean), ("text/html", _without_tags)):
        found = next((part for part in bodies if part.get_content_type() == kind), None)
        if found is not None and (text := shown(_content(found)).strip()):
            return text
    return ""


def _content(part: Message) -> str:
    try:
        raw = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    if not isinstance(raw, bytes):
        return ""
    some = raw[: 4 * _MOST_TEXT]
    for charset in (_charset(part), "utf-8"):
        try:
            return some.decode(charset, "strict" if len(some) == len(raw) else "ignore")
        except (LookupError, ValueError):
            continue
    return some.decode("latin-1")


def _charset(part: Message) -> str:
    try:
        return part.get_content_charset() or "utf-8"
    except (LookupError, ValueError):
        return "utf-8"


_HIDDEN: Final = frozenset({"script", "style", "head", "title", "template"})
_BREAKS: Final = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote"})


class _Words(HTMLParser):
    """The words of an HTML letter, a line a paragraph."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.said: list[str] = []
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag in _HIDDEN and not self._hidden:
            self._hidden = tag
        elif tag in _BREAKS:
            self.said.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag in _BREAKS:
            self.said.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.said.append(re.sub(r"\s+", " ", data))


def _without_tags(text: str) -> str:
    reader = _Words()
    try:
        reader.feed(text)
        reader.close()
    except (ValueError, AssertionError):  # what the standard library's parser raises on broken declarations
        return ""
    lines = (line.strip() for line in clean("".join(reader.said)).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))
