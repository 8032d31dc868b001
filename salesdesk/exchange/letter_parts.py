"""The parts of a letter and the text a person would read of it, in time that grows with its size alone.

The standard library reads a whole letter before anything can be asked of it, and holds each line against the
boundaries of all the parts it stands in: a few megabytes of a stranger's file kept it busy for minutes. Here the
file is cut at its boundary lines (RFC 2046 §5.1), a few parts deep, and the library reads heads alone.
"""

from __future__ import annotations

import contextlib
import html
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from email.message import Message
from email.parser import BytesHeaderParser
from email.policy import Compat32
from itertools import islice
from typing import Any, Final

from salesdesk.domain.message_fields import clean

MOST_TEXT: Final = 100_000  # characters of a letter's text that are looked at
_DEEPEST: Final = 8  # parts within parts
_MOST_PARTS: Final = 100
_LARGEST_HEAD: Final = 256_000  # bytes; what mail servers take is less
_LARGEST_PART_HEAD: Final = 16_000
_LONGEST_HEADER: Final = 4_000  # characters, of which parameters are read in quadratic time
_ADDRESSES: Final = frozenset({"from", "sender", "to", "cc", "bcc"})
_LONGEST_ADDRESSES: Final = 100_000
_AN_EMPTY_LINE: Final = re.compile(rb"\n\r?\n")


class _Short(Compat32):
    """Headers as they stand in the file, none longer than a program of good will writes it."""

    def header_source_parse(self, sourcelines: list[str]) -> tuple[str, str]:
        name, said = super().header_source_parse(sourcelines)
        return name, said[: _LONGEST_ADDRESSES if name.lower() in _ADDRESSES else _LONGEST_HEADER]


@dataclass(frozen=True, slots=True)
class _Part:
    """A head, and where in the file its body stands."""

    head: Message
    start: int
    end: int


def head(content: bytes) -> Message | None:
    """The headers of a letter, none where they are too many to be those of one. Raises `ValueError`,
    `MessageError` or `LookupError` where the standard library cannot read them."""
    short = len(content) <= _LARGEST_HEAD or _AN_EMPTY_LINE.search(content, 0, _LARGEST_HEAD)
    return _part(content, 0, len(content), _LARGEST_HEAD).head if short else None


def text(content: bytes) -> str:
    """The plain text of a letter; of one that is HTML alone, what a person would read of it."""
    whole = _part(content, 0, len(content), _LARGEST_HEAD)
    parts = list(islice(_within(content, whole), _MOST_PARTS))
    for kind, shown in (("text/plain", clean), ("text/html", without_tags)):
        found = next((part for part in parts if _is_body(part.head, kind)), None)
        if found is not None and (said := shown(_content(content, found)).strip()):
            return said[:MOST_TEXT]
    return ""


def _part(content: bytes, start: int, end: int, largest_head: int) -> _Part:
    """What stands between two places of the file: headers, an empty line, a body."""
    last = min(end, start + largest_head)
    empty = _AN_EMPTY_LINE.search(content, max(0, start - 1), last)
    until, body = (empty.start() + 1, empty.end()) if empty else (last, last)
    made: Message = BytesHeaderParser(policy=_Short()).parsebytes(content[start:until])
    return _Part(made, body, end)


def _within(content: bytes, part: _Part, depth: int = 0) -> Iterator[_Part]:
    """A part and all those in it, in the order of the file. A letter that is attached to one is no part of it."""
    yield part
    boundary = _boundary(part.head)
    if not boundary or depth == _DEEPEST:
        return
    line = re.compile(rb"\n--" + re.escape(boundary) + rb"(--)?[ \t]{0,99}(?=\r?\n|\Z)")
    begun: int | None = None
    for count, found in enumerate(line.finditer(content, max(0, part.start - 1), part.end)):
        if begun is not None and begun <= found.start():
            yield from _within(content, _part(content, begun, found.start(), _LARGEST_PART_HEAD), depth + 1)
        if found.group(1) or count == _MOST_PARTS:
            return
        begun = min(content.find(b"\n", found.end(), part.end) + 1 or part.end, part.end)
    if begun is not None:
        yield from _within(content, _part(content, begun, part.end, _LARGEST_PART_HEAD), depth + 1)


def _boundary(of: Message) -> bytes:
    if of.get_content_maintype() != "multipart":
        return b""
    try:
        return (_told(of.get_boundary) or "").encode("ascii", "surrogateescape")
    except ValueError:
        return b""


def _is_body(of: Message, kind: str) -> bool:
    """Whether a part is of a kind, and is no file."""
    return of.get_content_type() == kind and not _told(of.get_filename)


def _told(parameter: Callable[[], str | None]) -> str | None:
    """A parameter of a header, none where the standard library stumbles over those that stand there."""
    try:
        return parameter()
    except (ValueError, LookupError, TypeError):
        return None


def _content(content: bytes, part: _Part) -> str:
    """The text of a part, as far as it is looked at."""
    written = content[part.start : min(part.end, part.start + 12 * MOST_TEXT)]  # =C3=A5: six bytes a letter
    part.head.set_payload(written.decode("ascii", "surrogateescape"))
    try:
        raw: Any = part.head.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        return ""
    if not isinstance(raw, bytes):
        return ""
    whole = len(raw) <= 4 * MOST_TEXT and part.end - part.start <= 12 * MOST_TEXT
    some = raw[: 4 * MOST_TEXT]
    for charset in (readable(_told(part.head.get_content_charset) or ""), "utf-8"):
        try:
            return some.decode(charset, "strict" if whole else "ignore")
        except (LookupError, ValueError):
            continue
    return some.decode("latin-1")


def readable(charset: str) -> str:
    """A charset that mail is written in. Codecs of Python that are none take quadratic time (punycode)."""
    plain = charset.lower().replace("_", "-").strip()
    return "utf-8" if plain in {"", "punycode", "idna"} else charset


_TAG: Final = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,40})")
_IN_A_TAG: Final = re.compile(r""">|=\s*(["'])""")
_HIDDEN: Final = {
    name: re.compile(rf"</{name}\b", re.IGNORECASE) for name in ("script", "style", "title", "template")
}
_BREAKS: Final = frozenset({"p", "br", "div", "tr", "li", "h1", "h2", "h3", "h4", "table", "blockquote"})


def without_tags(said: str) -> str:
    """The words of an HTML text, a line a paragraph. It is gone through once, forwards: what begins and never
    ends (a comment, a tag, a quoted attribute) takes the rest with it, as in a browser (HTML §13.2.5)."""
    words = "".join(_words(said))
    lines = (line.strip() for line in clean(words).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines))


def _words(said: str) -> Iterator[str]:
    at = 0
    while (opened := said.find("<", at)) >= 0:
        yield _plain(said[at:opened])
        tag = _TAG.match(said, opened)
        if tag is None:
            is_mark = said[opened + 1 : opened + 2] in ("!", "?", "/")
            if not is_mark:
                yield "<"
            at = _after_mark(said, opened) if is_mark else opened + 1
            continue
        name = tag[2].lower()
        if name in _BREAKS:
            yield "\n"
        at = _after_tag(said, tag.end())
        if name in _HIDDEN and not tag[1]:
            closing = _HIDDEN[name].search(said, at)
            at = closing.start() if closing else len(said)
    yield _plain(said[at:])


def _after_mark(said: str, opened: int) -> int:
    """Where a comment, or another mark that is no tag, ends."""
    closing = "-->" if said.startswith("<!--", opened) else ">"
    found = said.find(closing, opened + 2)
    return found + len(closing) if found >= 0 else len(said)


def _after_tag(said: str, at: int) -> int:
    """Where a tag ends; a sign that would end it may stand in a quoted attribute."""
    while found := _IN_A_TAG.search(said, at):
        if not found[1]:
            return found.end()
        closing = said.find(found[1], found.end())
        if closing < 0:
            break
        at = closing + 1
    return len(said)


def _plain(words: str) -> str:
    with contextlib.suppress(ValueError):  # a number of thousands of digits
        words = html.unescape(words)
    return re.sub(r"\s+", " ", words)
