"""The content lines of a card: folding, quoted-printable, parameters and escapes, there and back.

What comes out of `content_lines` is in one form whatever the version was: a value on one line with the
escapes of RFC 6350 §3.4, in Unicode, with types as lower-case words; base64 stays, without its line ends.
"""

from __future__ import annotations

import binascii
import re
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING

from salesdesk.exchange import vcard_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

UNREAD = "X-SALESDESK-LINE"  # keeps a line that has no name of its own
_DEEPEST_AGENT = 4  # a card in a card in a card: deeper ones stay text
_OLD_FOLD = 72  # octets: who folds at a fixed width folds later than this

_START = re.compile(r"(?a)[A-Za-z0-9][\w./-]*+[ \t]*[;:]")
_QUOTED_HEAD = re.compile(r'(?:[^":]++|"[^"]*")*+:')
_QUOTED_ITEM = re.compile(r'(?:[^;"]++|"[^"]*"|")++')
_COMMA = re.compile(r"(?<!\\),")
_ESCAPED = re.compile(r'\\([nN\\,;:"])')
_BARE_NAME = re.compile(r"(?:FN|N|ORG|TITLE|ROLE|TEL|EMAIL|URL|ADR|NOTE|BDAY|UID|REV|LABEL|PHOTO)\s*")
# What stands on one line by nature: a stray text after it is not part of it.
_ONE_LINE = re.compile(
    r"(?i)(?:[\w-]+\.)*+(?:VERSION|PRODID|REV|FN|N|ORG|TITLE|ROLE|TEL|EMAIL|URL|UID|BDAY|KIND|LANG|GEO|TZ)[;:]"
)
_ENCODINGS = frozenset({"QUOTED-PRINTABLE", "BASE64", "B", "8BIT", "7BIT"})
_VALUES = frozenset({"INLINE", "URL", "URI", "CID", "CONTENT-ID"})
_NO_KEY = re.compile(r"[^A-Z0-9-]")
_CARET = re.compile(r"\^[n'^]")
_CARETS = MappingProxyType({"^n": "\n", "^'": '"', "^^": "^"})  # RFC 6868 §3


@dataclass(slots=True)
class Line:
    """One property of a card."""

    name: str  # as it was written
    value: str
    group: str = ""
    params: dict[str, list[str]] = field(default_factory=dict[str, "list[str]"])
    linked: bool = False  # another line has the same group
    label: str = ""  # what an X-ABLabel of its group calls it

    @property
    def key(self) -> str:
        """The name to look it up by."""
        return self.name.upper()

    @property
    def text(self) -> str:
        """The value as one text."""
        return unescape(self.value).strip()

    def parts(self, separator: str = ";") -> list[str]:
        """The components of a structured value, or the items of a list."""
        return [unescape(part).strip() for part in split(self.value, separator)]


def unescape(value: str) -> str:
    """RFC 6350 §3.4, and the escaped colons and quotes that Google and Apple write."""
    if "\\" not in value:
        return value
    return _ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)


def escape(text: str, *, separators: bool = True) -> str:
    """The inverse of `unescape`; an address in the web keeps its commas and semicolons (RFC 6350 §4.2)."""
    text = text.replace("\\", "\\\\").replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")
    return text.replace(",", "\\,").replace(";", "\\;") if separators else text


def split(value: str, separator: str) -> list[str]:
    """`value` cut at each `separator` that isn't escaped; escapes stay."""
    if "\\" not in value:
        return value.split(separator)
    # No control character is left in a line, so one can stand for an escaped backslash meanwhile.
    cut = re.split(rf"(?<!\\){separator}", value.replace("\\\\", "\0"))
    return [part.replace("\0", "\\\\") for part in cut]


def content_lines(physical: list[str], depth: int = 0) -> Iterator[Line]:
    """The properties between BEGIN and END, in order; those that say nothing are left out."""
    guess = vcard_text.charset_named(physical)
    old = any(version in physical for version in ("VERSION:2.1", "version:2.1"))
    at = 0
    while at < len(physical):
        logical, next_at = _logical(physical, at, old=old)
        line = parsed(logical, guess)
        if line.key == "AGENT":
            line.value, next_at = _nested(physical, at, depth) or (line.value, next_at)
        elif old and line.key == "N":  # 2.1 has no list in it (§2.1.5)
            line.value = _COMMA.sub(r"\\,", line.value)
        if line.value.strip():
            yield line
        at = next_at


def _logical(physical: list[str], at: int, *, old: bool) -> tuple[str, int]:
    """The line that begins at `at`, and where the next one begins: without its folds and soft line breaks,
    with the ends of line that a value was broken by."""
    first = physical[at]
    pieces = [first]
    head = first[: first.find(":")].upper() if ";" in first else ""
    quoted = "QUOTED-PRINTABLE" in head
    base64 = "BASE64" in head or "ENCODING=B" in head
    soft, blank = _soften(pieces) if quoted else False, False
    for next_at in range(at + 1, len(physical)):
        line = physical[next_at]
        starts = bool(_START.match(line))
        if not line:
            blank = True
            continue
        if soft and not (blank and starts):
            pieces.append(line)
        elif line[0] in " \t":
            word_fold = old and not base64 and _folds_at_words(physical[next_at - 1], line)
            pieces.append(line if word_fold else line[1:])
        elif starts or (_ONE_LINE.match(first) and not _BARE_NAME.fullmatch(line)):
            return "".join(pieces), next_at
        elif not _BARE_NAME.fullmatch(line):
            pieces.append(line if base64 else "\n" + line)
        blank = False
        soft = quoted and _soften(pieces)
    return "".join(pieces), len(physical)


def _soften(pieces: list[str]) -> bool:
    """Takes the soft line break (RFC 2045 §6.7) off the last piece, and says whether there was one."""
    last = pieces[-1].rstrip()
    if last.endswith("="):
        pieces[-1] = last[:-1]
    return last.endswith("=")


def _folds_at_words(before: str, line: str) -> bool:
    """RFC 6350 §3.2 takes the first space of a folded line away. vCard 2.1 (§2.1.3) folds where a space is,
    and keeps it; but many of its writers fold as later versions do, which shows in how wide they fold."""
    if before[-1:] in ("", " ", "\t", ":") or line[1:2] in ("", " ", "\t"):
        return False
    return len(before) < _OLD_FOLD and len(before.encode("utf-8", "surrogateescape")) < _OLD_FOLD


def _nested(physical: list[str], at: int, depth: int) -> tuple[str, int] | None:
    """The card of the AGENT at `at` as one escaped text, as vCard 3.0 (RFC 2426 §3.5.4) has it, and where
    the line after it begins. None if no card follows."""
    while not physical[at].strip().upper().endswith("BEGIN:VCARD"):
        at += 1
        if at == len(physical) or physical[at].strip().upper() not in ("", "BEGIN:VCARD"):
            return None
    body: list[str] = []
    open_cards = 1
    while open_cards and at + 1 < len(physical):
        at += 1
        mark = physical[at].strip().upper()
        open_cards += (mark == "BEGIN:VCARD") - (mark == "END:VCARD")
        body += [physical[at]] if open_cards and mark else []
    if body and all(line[0] in " \t" for line in body):
        body = [line[1:] for line in body]  # folded as a whole, each line of it
    if depth < _DEEPEST_AGENT:
        body = [written(line) for line in content_lines(body, depth + 1)]
    else:
        body = [vcard_text.decoded(line, "") for line in body]
    return escape("\n".join(["BEGIN:VCARD", *body, "END:VCARD"])), at + 1


def parsed(logical: str, guess: str = "") -> Line:
    """One property from its unfolded line, its value decoded: in the charset it names, else as UTF-8 or in
    the `guess`. A line without a name is kept as `UNREAD`."""
    cut = logical.find(":")
    if '"' in logical[: max(cut, 0)]:
        found = _QUOTED_HEAD.match(logical)
        cut = found.end() - 1 if found else cut
    if cut < 0 or not _START.match(logical):
        return Line(UNREAD, escape(vcard_text.decoded(logical, "", guess)))
    name, _, rest = logical[:cut].partition(";")
    group, _, name = name.strip().rpartition(".")
    line = Line(name or UNREAD, logical[cut + 1 :], group)
    if not rest:
        line.value = vcard_text.decoded(line.value, "", guess).replace("\n", "\\n")
        return line
    line.params = _params(vcard_text.decoded(rest, "", guess).replace("\n", " "))
    charset = line.params.pop("CHARSET", [""])[0]
    line.value = vcard_text.decoded(line.value, charset, guess)
    encoding = line.params.pop("ENCODING", [""])[0].upper()
    if encoding == "QUOTED-PRINTABLE":
        line.value = _quoted_printable(line.value, charset, guess)
    elif encoding in ("BASE64", "B") and ":" not in line.value:
        line.params["ENCODING"] = ["b"]
        line.value = "".join(line.value.split())
    line.value = line.value.replace("\n", "\\n")
    return line


def _params(rest: str) -> dict[str, list[str]]:
    params: dict[str, list[str]] = {}
    for item in _QUOTED_ITEM.findall(rest) if '"' in rest else rest.split(";"):
        key, equals, value = item.partition("=")
        key = key.upper()
        if not equals:
            value, bare = item, key.strip()
            key = "ENCODING" if bare in _ENCODINGS else "VALUE" if bare in _VALUES else "TYPE"
        elif not (key.isascii() and key.isalpha()):
            key = _NO_KEY.sub("", key)
        value = value.strip()
        if key == "TYPE":
            words = value.replace('"', "").lower().split(",")
            params.setdefault(key, []).extend([word for word in map(str.strip, words) if word])
        elif value and key:
            value = value[1:-1] if len(value) > 1 and value[0] == value[-1] == '"' else value
            params.setdefault(key, []).append(_CARET.sub(lambda found: _CARETS[found[0]], value))
    return params


def _quoted_printable(value: str, charset: str, guess: str) -> str:
    data = binascii.a2b_qp(value.encode("utf-8", "surrogatepass"))
    text = vcard_text.plain(
        vcard_text.text_from(data, charset, guess).replace("\r\n", "\n").replace("\r", "\n")
    )
    if "\\" in text and ("\n" in text or "\\," not in text):
        # It has ends of line of its own, so that a backslash is one: only `\;` is an escape of 2.1.
        text = re.sub(r"\\(?!;)", r"\\\\", text)
    return text


def written(line: Line) -> str:
    """The unfolded content line of a property, as RFC 6350 §3.3 has it."""
    head = f"{line.group}.{line.name}" if line.group else line.name
    for key, values in line.params.items():
        if key == "TYPE":
            head += f";TYPE={','.join(_param(value) for value in dict.fromkeys(values))}" if values else ""
        else:
            head += "".join(f";{key}={_param(value)}" for value in values)
    return f"{head}:{line.value}"


def _param(value: str) -> str:
    safe = value.replace("^", "^^").replace("\n", "^n").replace('"', "^'")  # RFC 6868 §3
    return f'"{safe}"' if re.search(r"[,;:]", safe) else safe


def linked(lines: Iterable[Line]) -> list[Line]:
    """`lines`, told which of them share a group and what Apple's label of the group says."""
    lines = list(lines)
    groups: dict[str, list[Line]] = {}
    for line in lines:
        if line.group:
            groups.setdefault(line.group.upper(), []).append(line)
    for members in groups.values():
        label = next((m.text for m in members if m.key == "X-ABLABEL"), "")
        for member in members:
            member.linked, member.label = len(members) > 1, label
    return lines


def folded(line: str) -> bytes:
    """`line` cut at 75 octets, never inside of a letter, each part ended by CRLF (RFC 6350 §3.2)."""
    data = line.encode("utf-8", "replace")
    if len(data) <= 75:
        return data + b"\r\n"
    parts: list[bytes] = []
    at, width = 0, 75
    while at < len(data):
        end = min(at + width, len(data))
        while end < len(data) and data[end] & 0xC0 == 0x80:
            end -= 1
        parts.append(data[at:end])
        at, width = end, 74  # the space that begins a folded line counts
    return b"\r\n ".join(parts) + b"\r\n"
