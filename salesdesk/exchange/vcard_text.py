"""Finds the cards in a file: its encoding, its line ends, and where one card ends and the next begins.

Address books on phones write what they like; a file may even mix encodings, since each line of vCard 2.1
names its own. Bytes that are not UTF-8 therefore stay as lone surrogates (PEP 383) until their line has
been put together and says which charset it is in.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass, field
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_UNDECODED = re.compile("[\udc80-\udcff]")
_WESTERN = MappingProxyType(
    {0xDC00 + byte: bytes([byte]).decode("cp1252", "ignore") or chr(byte) for byte in range(0x80, 0x100)}
)
_CHARSET = re.compile(r"(?i)[;]CHARSET=\"?([\w.-]{1,40})")
# Only what address books have used: Python also knows codecs that are slow or that are no charsets at all.
_KNOWN_CHARSET = re.compile(
    r"(?i)(utf-?8|utf-?16(-?[lb]e)?|iso-?8859-?\d{1,2}|cp\d{3,5}|koi8-?[ru]|shift[-_]?jis|s?jis|euc-?(jp|kr|cn)"
    r"|gb(k|2312|18030)|big5(-?hkscs)?|iso-?2022-?(jp|kr)|mac-?roman|tis-?620|us-?ascii|latin-?1)"
)
_DEEPEST = 5  # cards in cards
_AGENT = re.compile(r"(?i)(?:[\w-]+\.)*AGENT(?:;[^:]*+)?:\s*(BEGIN:VCARD\s*)?$")


@dataclass(slots=True)
class Block:
    """The physical lines of one card, `BEGIN` and `END` among them, or of text outside of any card."""

    line: int  # where it begins in the file, from 1
    number: int  # which card of the file, from 1; 0 is text outside of any
    lines: list[str] = field(default_factory=list[str])
    ended: bool = False

    @property
    def inside(self) -> list[str]:
        """What stands between BEGIN and END."""
        return self.lines[1:-1] if self.ended else self.lines[1:]

    @property
    def original(self) -> str:
        """The text as it stood in the file."""
        return decoded("\n".join(self.lines), "", charset_named(self.lines))

    @property
    def raw(self) -> bytes:
        """The bytes of its lines, in UTF-8 where the file was in UTF-16, ended as RFC 6350 has it."""
        return "\r\n".join((*self.lines, "")).encode("utf-8", "surrogateescape")


def text_of(data: bytes) -> str:
    """The text of a file, its lines ended by newlines, without marks of byte order and control characters.

    Encodings, in this order: a mark of byte order, UTF-16 without one, UTF-8. Any other byte becomes a
    lone surrogate, to be read by `decoded`.
    """
    text = _decode(data)
    text = text.replace("\r\r\n", "\n").replace("\r\n", "\n").replace("\r", "\n").replace("\n\ufeff", "\n")
    return plain(text)


def plain(text: str) -> str:
    """`text` without control characters, which RFC 6350 §3.3 does not allow (a tab and newlines it does)."""
    return _CONTROLS.sub("", text)


def _decode(data: bytes) -> str:
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            errors = "surrogateescape" if encoding == "utf-8" else "replace"
            return data[len(mark) :].decode(encoding, errors)
    wide = data[:400].upper().find(b"B\0E\0G\0I\0N")
    if wide >= 0:
        return data.decode("utf-16-be" if wide % 2 else "utf-16-le", "replace")
    return data.decode("utf-8", "surrogateescape")


def decoded(text: str, charset: str, guess: str = "") -> str:
    """`text` with its lone surrogates read as `text_from` reads bytes; a fold may have cut a letter."""
    if text.isascii() or not _UNDECODED.search(text):
        return text
    return text_from(text.encode("utf-8", "surrogateescape"), charset, guess)


def text_from(data: bytes, charset: str, guess: str = "") -> str:
    """`data` in the `charset` that its line names, UTF-8 or the `guess`, whichever fits, else in cp1252.

    What is called Latin-1 is UTF-8 whenever it reads as such; short words of GBK or Shift_JIS may pass for
    UTF-8 too, and are what their line says.
    """
    named = known_charset(charset)
    order = (named, "utf-8", known_charset(guess)) if named != "cp1252" else ("utf-8", named)
    for name in order:
        if name:
            try:
                return data.decode(name)
            except (LookupError, UnicodeError):
                continue
    # Whole letters of UTF-8 stay what they are, and cp1252 has no letter for five of the bytes.
    return data.decode("utf-8", "surrogateescape").translate(_WESTERN)


def known_charset(name: str) -> str:
    """The name that Python has for a charset of vCard, empty if it isn't one."""
    name = re.sub(r"(?i)^windows-?", "cp", name.strip())
    if not _KNOWN_CHARSET.fullmatch(name) or name.lower() in ("us-ascii", "usascii"):
        return ""
    # What calls itself Latin-1 is Windows' superset of it, as browsers too take it.
    return "cp1252" if name.lower() in ("iso-8859-1", "iso8859-1", "latin-1", "latin1") else name


def charset_named(lines: list[str]) -> str:
    """The first charset other than UTF-8 that a line of a card names: a guess for lines that name none."""
    for line in lines:
        found = _CHARSET.search(line)
        if found and known_charset(found[1]) and found[1].lower() not in ("utf-8", "utf8"):
            return found[1]
    return ""


def blocks(text: str) -> Iterator[Block]:
    """The cards of a file and the text between them, in the order of the file.

    A card whose END is missing ends where the next one begins. A card inside of an AGENT (vCard 2.1, 3.0)
    belongs to the card around it; one that stands in another without that is a card of its own, and the one
    around it goes on behind it.
    """
    number, depth, indent, last = 0, 0, "", ""
    block, around, inner = Block(1, 0), list[Block](), list[Block]()
    lines = text.split("\n")
    for at, typed in enumerate(lines, 1):
        # A file may be indented as a whole; other lines that begin with a space are folded ones.
        line = typed.removeprefix(indent) if block.number else typed
        mark = _mark(line)
        folded = bool(block.number) and line[:1].isspace()
        if block.number and mark.endswith("BEGIN:VCARD") and _nests(mark, line, last):
            depth += 1
        elif mark == "BEGIN:VCARD" and not folded:
            if block.number and not depth and _stands_inside(lines, at):
                around.append(block)
            else:
                yield from _worth_telling(block)
            number, depth, indent = number + 1, 0, typed[: len(typed) - len(typed.lstrip())]
            block, line = Block(at, number), typed.strip()
        elif block.number and mark == "END:VCARD" and depth:
            depth -= 1
        elif block.number and mark == "END:VCARD" and not folded:
            block.lines.append(line)
            block.ended = True
            if around:
                inner.append(block)
                block = around.pop()
            else:
                yield from sorted((block, *inner), key=lambda one: one.number)
                block, inner = Block(at + 1, 0), []
            continue
        block.lines.append(line)
        last = line or last
    yield from sorted((*around, *inner, *_worth_telling(block)), key=lambda one: one.line)


def _mark(line: str) -> str:
    """What a line says where it begins or ends a card."""
    return line.strip().upper().replace(" ", "") if "vcard" in line.lower() else ""


def _stands_inside(lines: list[str], at: int) -> bool:
    """Whether the card that begins on line `at` stands in another, which is ended behind it; else the other
    one was cut off."""
    inside = 1
    for line in islice(lines, at, None):
        mark = _mark(line)
        if mark.endswith("BEGIN:VCARD"):
            inside += 1
            if inside in {1, _DEEPEST}:  # a card of its own behind it, or too much of it
                return False
        elif mark == "END:VCARD":
            inside -= 1
            if inside < 0:
                return True
    return False


def _nests(mark: str, line: str, last: str) -> bool:
    """Whether a BEGIN inside of a card begins the card of an AGENT, on the same line or the next."""
    return bool(_AGENT.match(last if mark == "BEGIN:VCARD" else line))


def _worth_telling(block: Block) -> Iterator[Block]:
    lines = [line for line in block.lines if line.strip() and line.strip().upper() != "END:VCARD"]
    if block.number or lines:
        yield block
