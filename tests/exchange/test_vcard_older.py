"""Cards for phones and programs that know vCard 3.0 or 2.1 only, which Salesdesk too reads back as they were."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
import vobject
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from salesdesk.domain.drafts import AddressDraft, Detail, Photo, ProspectDraft
from salesdesk.exchange import vcard
from tests.exchange.test_vcard_writing import back, drafts

INGRID = ProspectDraft(
    id="0198a000-0000-7000-8000-000000000001",
    name="Ingrid Sølheim",
    first_name="Ingrid",
    last_name="Sølheim",
    title="Innkjøper; vev",
    company="Fjord Interiør, Bergen",
    phones=(Detail("+47 912 34 567", "mobile"), Detail("55 12 34 56", "fax")),
    emails=(Detail("ingrid@fjord.no", "work"),),
    addresses=(AddressDraft(street="Strandgaten 1; bak", postal_code="5013", city="Bergen", country="NO"),),
    webs=(Detail("https://fjord.no/?a=1,2;3"),),
    birthday=date(1980, 2, 29),
    note="Likes oak, ash; glass\nĐặng Thị Mỹ Lệ sent her" + " and so on" * 12,
    tags=("oak", "øko, ren"),
    language="nb",
    stage="sales-qualified",
    photo=Photo("image/jpeg", b"\xff\xd8\xff" + bytes(range(200))),
)
# What other versions say in other words is kept, but not to the letter.
_OTHERWISE = ("IMPP;PREF", "GEO:geo", "RELATED")


@pytest.mark.parametrize("version", ["3.0", "2.1"])
@settings(deadline=None, max_examples=150)
@given(written=st.lists(drafts, max_size=2))
def test_what_is_written_is_read_back_the_same(version: str, written: list[ProspectDraft]) -> None:
    assume(written and all(draft.says_who for draft in written))
    plain = [
        replace(one, raw_vcard=tuple(line for line in one.raw_vcard if not line.startswith(_OTHERWISE)))
        for one in written
    ]
    assert back(vcard.write(plain, version)) == plain


@pytest.mark.parametrize("version", ["3.0", "2.1"])
def test_another_program_reads_who_it_is_and_the_picture(version: str) -> None:
    data = vcard.write([INGRID], version).decode("utf-8")
    card = vobject.readOne(data, allowQP=version == "2.1")
    assert card.version.value == version
    assert card.fn.value == "Ingrid Sølheim"
    assert (card.n.value.given, card.n.value.family) == ("Ingrid", "Sølheim")
    assert [one.value for one in card.contents["tel"]] == ["+47 912 34 567", "55 12 34 56"]
    assert card.adr.value.street == "Strandgaten 1; bak"
    if version == "3.0":  # in 2.1 a comma is nothing but a comma, where this program divides a list
        assert card.org.value == ["Fjord Interiør, Bergen"]
        assert card.note.value == INGRID.note
    else:
        assert card.note.value == "Likes oak"
    assert card.email.value == "ingrid@fjord.no"
    assert INGRID.photo is not None
    assert card.photo.value == INGRID.photo.content


def test_3_0_has_what_it_asks_for_and_nothing_of_4_0() -> None:
    lines = (
        vcard.write([INGRID, ProspectDraft(company="Stół")], "3.0")
        .decode()
        .replace("\r\n ", "")
        .split("\r\n")
    )
    assert "VERSION:3.0" in lines
    assert "BDAY:1980-02-29" in lines
    assert "TEL;TYPE=cell:+47 912 34 567" in lines
    assert "N:;;;;" in lines
    assert any(line.startswith("PHOTO;ENCODING=b;TYPE=JPEG:") for line in lines)
    assert not any(line.startswith(("KIND", "LANG", "PHOTO:data")) for line in lines)


def test_2_1_has_types_as_bare_words_and_quoted_printable_in_utf_8() -> None:
    data = vcard.write([INGRID], "2.1")
    lines = data.decode("ascii", "replace").split("\r\n")
    assert "TEL;CELL:+47 912 34 567" in lines
    assert "N;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:S=C3=B8lheim;Ingrid;;;" in lines
    assert "FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Ingrid S=C3=B8lheim" in lines
    assert "TITLE;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:Innkj=C3=B8per; vev" in lines
    assert "ADR:;;Strandgaten 1\\; bak;Bergen;;5013;NO" in lines
    assert any(line.startswith("PHOTO;ENCODING=BASE64;JPEG:") for line in lines)
    quoted = [line for line in lines if "=0D=0A" in line or line.endswith("=")]
    assert quoted
    assert max(len(line) for line in lines) <= 76


def test_a_note_that_looks_like_the_end_of_a_card_does_not_end_it() -> None:
    for pad in range(1, 70):
        draft = ProspectDraft(name="Å", note="x" * pad + "\nEND:VCARD\nBEGIN:VCARD\n" + "å" * 30)
        for version in ("4.0", "3.0", "2.1"):
            assert back(vcard.write([draft], version)) == [draft]


def test_a_place_on_the_map_and_a_preferred_number_are_said_in_the_words_of_3_0() -> None:
    raw = ("GEO:geo:60.39,5.32", "IMPP;PREF=1:xmpp:å@x.example")
    text = vcard.write([ProspectDraft(name="Å", raw_vcard=raw)], "3.0").decode()
    assert "GEO:60.39;5.32\r\n" in text
    assert "IMPP;TYPE=pref:xmpp:å@x.example\r\n" in text
    (again,) = back(text.encode())
    assert "GEO:geo:60.39,5.32" in vcard.write([again]).decode()


def test_a_damaged_picture_does_not_keep_the_others_from_an_old_phone() -> None:
    card = "BEGIN:VCARD\nVERSION:2.1\nFN:{name}\nPHOTO;PNG;ENCODING=BASE64:\x89PNGøż\nEND:VCARD\n"
    [damaged] = back(card.format(name="Åsa Nyström").encode())
    written = vcard.write([damaged, INGRID], "2.1")
    assert [one.name for one in back(written)] == ["Åsa Nyström", "Ingrid Sølheim"]
    assert "PNGøż" in "".join(back(written)[0].raw_vcard)


@pytest.mark.parametrize("escaped", ["Richter\\, James", "Richter, James"])
def test_a_comma_in_a_name_of_an_old_card_stays_one(escaped: str) -> None:
    card = f"BEGIN:VCARD\nVERSION:2.1\nN:Doe;John;{escaped};;\nEND:VCARD\n".encode()
    [read] = back(card)
    assert read.first_name == "John Richter, James"
    for version in ("2.1", "3.0", "4.0"):
        assert back(vcard.write([read], version)) == [read]


@pytest.mark.parametrize("version", ["2.1", "3.0", "4.0"])
@pytest.mark.parametrize("day", ["19723101", "1972-03", "1972", "--0412"])
def test_a_birthday_that_is_no_whole_day_stands_as_it_was_written(version: str, day: str) -> None:
    card = f"BEGIN:VCARD\nVERSION:3.0\nFN:Åsa Nyström\nBDAY:{day}\nEND:VCARD\n".encode()
    assert f"BDAY:{day}\r\n".encode() in vcard.write(back(card), version)
