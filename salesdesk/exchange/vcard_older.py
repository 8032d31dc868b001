"""Cards of vCard 3.0 (RFC 2426) and 2.1 (versit, 1996), for phones and programs that know no 4.0.

Each begins with the lines of a card of 4.0 and says them as the older version does; what that one has no
word for becomes a property of our own, so that Salesdesk reads the same card back.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from salesdesk.exchange.vcard_fields import day_of
from salesdesk.exchange.vcard_lines import Line, folded, split, unescape, written

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

VERSIONS = ("4.0", "3.0", "2.1")
_OURS = "X-SALESDESK-"
_PLAIN_DAY = re.compile(r"(?a)\d{8}")
_NO_DAY = re.compile(r"(?a)\d{4}-\d\d-\d\d")  # as a text, so it does not exist
_DATA = re.compile(r"data:([\w.+/-]*);base64,", re.IGNORECASE)
_BASE64 = re.compile(r"[A-Za-z0-9+/=]*")
_WORD = re.compile(r"[A-Za-z0-9-]+")
_NO_TYPES = frozenset({"quoted-printable", "base64", "b", "8bit", "7bit", "inline", "url", "uri", "cid"})
_SHORT_TYPES = frozenset({"jpeg", "png", "gif", "bmp", "tiff"})
_STRUCTURED = frozenset({"N", "ADR", "ORG"})
_TEXTS = frozenset({"FN", "TITLE", "ROLE", "NOTE", "EMAIL", "TEL", "URL", "UID", "BDAY"})
_OWN_LISTS = frozenset({f"{_OURS}ASKED-ABOUT"})
_WIDE = 74  # characters of a line, with room for the mark of a soft break
_UTF_8 = ";CHARSET=UTF-8"


def lines_of_30(lines: Iterable[Line]) -> Iterator[Line]:
    """The lines of a card of 4.0 as 3.0 says them; N must be there (RFC 2426 §3.1.2)."""
    named = False
    for line in lines:
        named = named or line.key == "N"
        yield _older(line)
    if not named:
        yield Line("N", ";;;;")


def bytes_of_30(lines: Iterable[Line]) -> bytes:
    """The body of a card of 3.0, folded."""
    return b"".join(folded(written(line)) for line in lines_of_30(lines))


def bytes_of_21(lines: Iterable[Line]) -> bytes:
    """The body of a card of 2.1: types as bare words, texts beyond ASCII as quoted-printable in UTF-8."""
    return b"".join(map(_line_of_21, lines_of_30(lines)))


def _older(line: Line) -> Line:
    params, value = dict(line.params), line.value
    order = params.pop("PREF", [])
    if order[:1] == ["1"]:
        params["TYPE"] = [*params.get("TYPE", []), "pref"]
    match line.key:
        case "KIND" | "LANG":
            return replace(line, name=_OURS + line.key, params=params)
        case "BDAY" if _PLAIN_DAY.fullmatch(value) and (day := day_of(value)):
            value = day.isoformat()
        case "BDAY" if params.get("VALUE") == ["text"] and _NO_DAY.fullmatch(value):
            del params["VALUE"]
        case "GEO" if value.lower().startswith("geo:"):
            value = value[4:].replace(",", ";", 1)
        case "TEL" if value.lower().startswith("tel:"):
            value = value[4:]
            params.pop("VALUE", None)
        case "PHOTO" | "LOGO" if found := _DATA.match(value.replace("\\", "")):
            kind = found[1].removeprefix("image/")
            params = {"ENCODING": ["b"], "TYPE": [kind.upper() if kind in _SHORT_TYPES else found[1]]}
            value = value.replace("\\", "")[found.end() :]
        case _:
            pass
    return replace(line, params=params, value=value)


def _line_of_21(line: Line) -> bytes:
    head = f"{line.group}.{line.name}" if line.group else line.name
    params = dict(line.params)
    if params.get("ENCODING"):
        if _BASE64.fullmatch(line.value):
            return _picture(line, head)
        del params["ENCODING"]  # a picture that is damaged stays what it is: a text
    for key, values in params.items():
        for value in dict.fromkeys(values):
            bare = key == "TYPE" and _WORD.fullmatch(value) and value.lower() not in _NO_TYPES
            quoted = f'"{value}"' if re.search(r"[,;:]", value) else value
            head += f";{value.upper()}" if bare else f";{key}={quoted}"
    value = _value_of_21(line)
    if value is None:  # a list, or what no field knows: as later versions write it
        plain = "" if line.value.isascii() else f"{_UTF_8};ENCODING=8BIT"
        return f"{head}{plain}:{line.value}\r\n".encode("utf-8", "replace")
    if value.isascii() and "\n" not in value and len(head) + len(value) < _WIDE:
        return f"{head}:{value}\r\n".encode("ascii")
    return _quoted(f"{head}{_UTF_8};ENCODING=QUOTED-PRINTABLE:", value)


def _value_of_21(line: Line) -> str | None:
    """The value with the one escape that 2.1 has, a semicolon in a part of several (§2.1.5); None where it
    must stay as later versions write it."""
    if line.key in _STRUCTURED:
        parts = [unescape(part) for part in split(_unlisted(line), ";")]
        value = ";".join(part.replace(";", "\\;") for part in parts)
        odd = any("\\" in part for part in parts)
    elif line.key in _TEXTS or (line.key.startswith(_OURS) and line.key not in _OWN_LISTS):
        value = unescape(line.value)
        odd = "\\" in value
    else:
        return None
    return None if odd else value


def _unlisted(line: Line) -> str:
    """The value of `line`. The parts of a name are no lists in 2.1, where a comma is nothing but a comma."""
    return " ".join(split(line.value, ",")) if line.key == "N" else line.value


def _quoted(head: str, value: str) -> bytes:
    """Quoted-printable (RFC 2045 §6.7) in lines of at most 76. A colon is quoted too, so that no line of it
    passes for the end of the card."""
    pieces = [head]
    for byte in value.replace("\n", "\r\n").encode("utf-8", "replace"):
        sign = chr(byte) if 32 <= byte < 127 and chr(byte) not in "=:" else f"={byte:02X}"
        if len(pieces[-1]) + len(sign) > _WIDE:
            pieces[-1] += "="
            pieces.append("")
        pieces[-1] += sign
    return ("\r\n".join(pieces) + "\r\n").encode("ascii", "replace")


def _picture(line: Line, head: str) -> bytes:
    """Base64 in lines that begin with a space, and a blank line after it (§2.1.4)."""
    kind = next(iter(line.params.get("TYPE", [])), "")
    kind = kind if _WORD.fullmatch(kind) else f"TYPE={kind}"
    parts = [line.value[at : at + _WIDE] for at in range(0, len(line.value), _WIDE)]
    return "\r\n ".join([f"{head};ENCODING=BASE64;{kind}:", *parts, ""]).rstrip(" ").encode("ascii") + b"\r\n"
