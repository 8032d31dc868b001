"""The seller's own card says the same as a file and as a code that a phone reads."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from salesdesk.capture import codes
from salesdesk.domain.drafts import AddressDraft, Detail, Refused
from salesdesk.errors import UserError
from salesdesk.exchange import vcard
from salesdesk.services import own_card
from salesdesk.services.preferences import Own

OWN = Own(
    name="Ås Treverk",
    address="Storgata 5\n5013 Bergen\nNorge",
    phone="+47 912 34 567",
    email="asa@astreverk.example",
    person="Åsa Łoś-Đặng",
    title="Innehaver",
    web="https://astreverk.example",
)


def read(content: bytes) -> vcard.Row:
    (row,) = vcard.read(content)
    assert not isinstance(row, Refused)
    return row


def scanned(rows: tuple[bytes, ...]) -> str:
    size = len(rows)
    picture = Image.frombytes("L", (size, size), b"".join(rows)).resize((size * 5, size * 5), 0)
    (found,) = codes.in_photograph(picture)
    return found.text


def test_the_code_and_the_file_say_who_the_seller_is(tmp_path: Path) -> None:
    file = tmp_path / "me.vcf"
    own_card.write(OWN, file)
    for content in (file.read_bytes(), scanned(own_card.code(OWN)).encode()):
        draft = read(content).draft
        assert (draft.name, draft.company, draft.title) == ("Åsa Łoś-Đặng", "Ås Treverk", "Innehaver")
        assert draft.phones == (Detail("+47 912 34 567", "mobile"),)
        assert draft.emails == (Detail("asa@astreverk.example", "work"),)
        assert [one.value for one in draft.webs] == ["https://astreverk.example"]
        (address,) = draft.addresses
        assert address == AddressDraft(
            street="Storgata 5", postal_code="5013", city="Bergen", country=address.country, kind="work"
        )
        assert address.country


def test_who_named_no_own_name_is_the_company() -> None:
    assert read(scanned(own_card.code(Own(name="Ås Treverk"))).encode()).draft.name == "Ås Treverk"


def test_a_card_of_nobody_and_one_that_says_too_much_are_refused_with_what_to_do() -> None:
    with pytest.raises(UserError, match="needs your name"):
        own_card.code(Own(phone="912 34 567"))
    with pytest.raises(UserError, match="more than a code holds") as refusal:
        own_card.code(Own(name="Å" * 3000))
    assert "Shorten" in refusal.value.hint


_WORDS = st.text(st.characters(categories=("L", "N", "P")), min_size=1, max_size=30)


@given(person=_WORDS, company=_WORDS, address=st.lists(_WORDS, max_size=3).map("\n".join))
def test_whatever_is_written_comes_out_of_the_code_as_it_was(person: str, company: str, address: str) -> None:
    own = Own(name=company, person=person, address=address)
    meant, found = own_card.draft(own), read(scanned(own_card.code(own)).encode()).draft
    assert (found.name, found.company) == (meant.name, meant.company)
