"""Cards as phones and programs really write them: no value of any line may be lost on the way in.

What is to be found is told by a decoder of its own here, short and slow, so that it does not share the
reader's mistakes.
"""

from __future__ import annotations

import base64
import os
import quopri
import re
from dataclasses import astuple
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from salesdesk.domain.drafts import Refused, Row
from salesdesk.exchange import vcard

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPORA = Path(os.environ.get("SALESDESK_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
FOLDER = CORPORA / "vcard"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason=f"no vCards to try under {FOLDER}")

NOT_OF_THE_PERSON = {"VERSION", "PRODID", "REV", "BEGIN", "END"}


def files() -> list[tuple[str, bytes]]:
    """The files that hold a card, by name."""
    kinds = (".vcf", ".ref", ".2_1ref")
    paths = sorted(path for path in FOLDER.rglob("*") if path.is_file() and path.suffix in kinds)
    found = [(path.name, path.read_bytes()) for path in paths]
    return [(name, data) for name, data in found if b"BEGIN:VCARD" in data.replace(b"\0", b"").upper()]


def squeezed(text: str) -> str:
    """`text` without white space, which folding leaves open."""
    return re.sub(r"\s+", "", text)


def unescaped(text: str) -> str:
    return re.sub(r"\\([nN\\,;:\"])", lambda found: "\n" if found[1] in "nN" else found[1], text)


def text_in(data: bytes, *charsets: str) -> str:
    """`data` in the first of the charsets that fits, else as Windows has it."""
    for charset in (*charsets, "utf-8", "cp1252"):
        try:  # of a value that says UTF-8, the last letter may have been cut off
            return data.decode(charset, "ignore" if charset == "UTF-8" else "strict")
        except (LookupError, UnicodeError):
            continue
    return data.decode("latin-1")


def unfolded(data: bytes) -> Iterator[bytes]:
    """The content lines of a file."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        data = data.decode("utf-16").encode()
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\r\r\n", b"\n").replace(b"\r\n", b"\n")
    line = b""
    for physical in data.replace(b"\r", b"\n").split(b"\n"):
        starts = re.match(rb"[\w./-]+[;:]", physical)
        soft = b"QUOTED-PRINTABLE" in line.partition(b":")[0].upper() and line.endswith(b"=")
        if soft and (physical[:1] or b"!") not in b"!" and not starts:
            line = line[:-1] + physical
        elif not soft and physical[:1] in (b" ", b"\t"):
            line += physical[1:]
        elif physical:
            yield line
            line = physical
    yield line


def values(data: bytes) -> Iterator[str]:
    """Every item of every value of the cards of a file, decoded."""
    hint = re.search(rb"(?i)charset=([\w-]+)", data)
    for line in unfolded(data):
        found = re.match(rb'((?:[^":]|"[^"]*")*):(.*)', line, re.DOTALL)
        if not found:
            continue
        head, value = found[1].decode("ascii", "replace").upper(), found[2]
        name = head.split(";")[0].strip().rpartition(".")[2]
        if name in NOT_OF_THE_PERSON or (name == "AGENT" and b"BEGIN" in value):
            continue
        if re.search(r";(ENCODING=)?(BASE64|B)(;|$)", head) or value.startswith(b"data:"):
            yield squeezed(value.rpartition(b",")[2].decode("latin-1"))[:60]
            continue
        if "QUOTED-PRINTABLE" in head:
            value = quopri.decodestring(value)
        charset = re.search(r"CHARSET=([\w-]+)", head)
        guess = [charset[1]] if charset else []
        guess += ["utf-8", hint[1].decode()] if hint else []
        for part in re.split(r"(?<!\\)[;,]", text_in(value, *guess)):
            yield squeezed(unescaped(part)).removeprefix("tel:")


def strings(value: object) -> Iterator[str]:
    """Every text of a draft, as it stands and without escapes."""
    if isinstance(value, str):
        yield from (value, unescaped(value))
    elif isinstance(value, bytes):
        yield base64.b64encode(value).decode()
    elif isinstance(value, date):
        yield from (value.isoformat(), value.isoformat().replace("-", ""))
    elif isinstance(value, tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]  (astuple tells no types)
            yield from strings(item)  # pyright: ignore[reportUnknownArgumentType]


def lost(data: bytes) -> list[str]:
    """The values of a file that are neither in a draft nor in what was refused."""
    found = [
        text
        for item in vcard.read(data)
        for text in (strings(astuple(item.draft)) if isinstance(item, Row) else strings(item.original))
    ]
    hay = squeezed("\n".join(found))
    return [value for value in values(data) if value not in hay]


def test_no_value_of_any_card_is_lost():
    tried = files()
    assert len(tried) > 50
    losing = {name: what[:3] for name, data in tried if (what := lost(data))}
    assert 1 - len(losing) / len(tried) >= 0.97, losing


def test_cards_are_refused_only_where_they_tell_nobody():
    for name, data in files():
        for item in vcard.read(data):
            if isinstance(item, Refused):
                says_who = re.search(r"(?im)^([\w-]+\.)?(FN|N|ORG|TEL|EMAIL)[;:].*[^;:\s]", item.original)
                assert not says_who, (name, item)


def test_what_was_read_is_written_and_read_back_the_same():
    for name, data in files():
        drafts = [item.draft for item in vcard.read(data) if isinstance(item, Row)]
        written = vcard.write(drafts)
        again = [item.draft for item in vcard.read(written) if isinstance(item, Row)]
        assert [astuple(draft)[:-2] for draft in again] == [astuple(draft)[:-2] for draft in drafts], name
        assert vcard.write(again) == written, name
