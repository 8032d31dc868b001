"""Files from strangers: whatever the bytes are, a seller gets an answer and keeps what is whole."""

from __future__ import annotations

from dataclasses import astuple
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.drafts import ProspectDraft, Refused, Row
from salesdesk.exchange import vcard

if TYPE_CHECKING:
    from collections.abc import Iterator

WHOLE = b"BEGIN:VCARD\r\nVERSION:4.0\r\nFN:\xc3\x85se B\xc3\xb8\r\nEND:VCARD\r\n"
PIECES = [
    b"BEGIN:VCARD\r\n",
    b"END:VCARD\r\n",
    b"VERSION:2.1\r\n",
    b"FN:x\r\n",
    b"N;ENCODING=QUOTED-PRINTABLE:=C3=\r\n",
    b"AGENT:\r\n",
    b"AGENT:BEGIN:VCARD\r\n",
    b"PHOTO;ENCODING=b:",
    b"TEL;TYPE=home,fax;PREF=999999999999:",
    b'ADR;LABEL="',
    b"CHARSET=utf-16;",
    b";CHARSET=undefined:",
    b"item1.X-ABLabel:_$!<>!$_\r\n",
    b"UID:urn:uuid:\r\nPRODID:-//Salesdesk//Salesdesk//EN\r\n",
    b"BDAY:0000-00-00\r\n",
    b"X-SALESDESK-CUSTOMER-SINCE:99999999\r\n",
    b" ",
    b"=",
    b"\r",
    b"\n",
    b"\\",
    b"\xff\xfe",
    b"\xe5",
    b"\x00",
    b":",
    b";",
    b'"',
]


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for item in value:  # pyright: ignore[reportUnknownVariableType]  (astuple tells no types)
            yield from texts(item)  # pyright: ignore[reportUnknownArgumentType]


def check(data: bytes) -> list[Row | Refused]:
    """The items of a file, all of whose texts can be stored, and whose drafts can be written."""
    items = list(vcard.read(data))
    for item in items:
        for text in texts(astuple(item)):
            text.encode("utf-8")
    drafts = [item.draft for item in items if isinstance(item, Row)]
    written = vcard.write(drafts)
    assert len([item for item in vcard.read(written) if isinstance(item, Row)]) == len(drafts)
    return items


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=300))
def test_any_bytes_give_an_answer(data: bytes):
    assert check(data)


@settings(deadline=None, max_examples=400)
@given(st.lists(st.sampled_from(PIECES) | st.binary(max_size=3), max_size=30).map(b"".join))
def test_any_mixture_of_pieces_of_cards_gives_an_answer(data: bytes):
    assert check(data)


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=12).map(b"".join))
def test_whole_cards_around_a_broken_one_are_kept(broken: bytes):
    items = check(
        WHOLE + b"BEGIN:VCARD\r\n" + broken + b"\r\nEND:VCARD\r\nEND:VCARD\r\nEND:VCARD\r\n" + WHOLE
    )
    drafts = [item.draft for item in items if isinstance(item, Row)]
    assert drafts[0] == ProspectDraft(name="Åse Bø")
    assert drafts[-1].name == "Åse Bø"


@pytest.mark.parametrize(
    "bad",
    [
        b"NOTE:" + b"a\\, " * 300_000,
        b"NOTE:" + (b"a" * 70 + b"\r\n ") * 15_000,
        b"NOTE;ENCODING=QUOTED-PRINTABLE:" + b"=C3=A5=\r\n" * 100_000,
        b"NOTE;X=" + b'"' * 1_000_001,
        b'NOTE;X="' + b'a":;"' * 200_000,
        b"x=\r\n" * 200_000,
        b"\r" * 1_000_000,
        b"TEL" + b";A=b" * 200_000 + b":1",
        b"ADR:" + b";" * 1_000_000,
        b"NOTE:" + b"\\" * 1_000_000,
        b"NOTE:" + b"\xe5" * 500_000,
        b"AGENT:BEGIN:VCARD\r\nFN:y\r\n" * 20_000,
        b"PHOTO:data:" + b";a" * 300_000 + b",x",
    ],
    ids=range(13),
)
def test_a_huge_line_does_not_keep_the_seller_from_the_next_card(bad: bytes):
    items = list(vcard.read(b"BEGIN:VCARD\r\nFN:x\r\n" + bad + b"\r\nEND:VCARD\r\n" * 2 + WHOLE))
    rows = [item for item in items if isinstance(item, Row)]
    assert rows[0].draft.name == "x"
    assert rows[-1].draft == ProspectDraft(name="Åse Bø") or bad.startswith(b"AGENT")


def test_cards_nested_without_end_are_one_card():
    data = b"BEGIN:VCARD\r\nFN:x\r\n" + b"AGENT:\r\nBEGIN:VCARD\r\nFN:y\r\n" * 5_000
    (item,) = vcard.read(data)
    assert isinstance(item, Row)
    assert item.draft.name == "x"
    assert item.draft.raw_vcard[0].startswith("AGENT:BEGIN:VCARD\\nFN:y")
