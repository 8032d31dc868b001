"""What other programs, and Salesdesk itself, find in the cards that Salesdesk writes."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
import vobject
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from icalendar.parser import Contentlines

from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, Photo, ProspectDraft, Refused, Row
from salesdesk.exchange import vcard

ID = "0198a000-0000-7000-8000-000000000001"


def back(data: bytes) -> list[ProspectDraft]:
    """The drafts of a file of which nothing was refused."""
    items = list(vcard.read(data))
    assert not [item for item in items if isinstance(item, Refused)]
    return [item.draft for item in items if isinstance(item, Row)]


def lines(*drafts: ProspectDraft) -> list[str]:
    """The unfolded lines of a file."""
    return vcard.write(drafts).decode().replace("\r\n ", "").split("\r\n")


def clean(text: str) -> str:
    kept = (c for c in text.replace("\r", "\n") if c in "\t\n" or not (ord(c) < 32 or ord(c) == 127))
    return "".join(kept).strip()


awkward = st.sampled_from(
    [",", ";", "\\", "\n", ":", '"', "^n", "=", " ", "\\n", "å", "ø", "ł", "ż", "ế", "đ", "😀"]
)
texts = (st.text(max_size=90) | st.lists(awkward, max_size=90).map("".join)).map(clean)
said = texts.filter(bool)
phones = st.builds(
    Detail,
    said.filter(lambda t: not t.lower().startswith("tel:")),
    st.sampled_from(["", "work", "home", "mobile", "fax", "pager", "other"]),
)
emails = st.builds(
    Detail,
    said.filter(lambda t: not t.lower().startswith("mailto:")),
    st.sampled_from(["", "work", "home", "other"]),
)
webs = st.builds(Detail, said, st.sampled_from(["", "work", "home", "other"]))
addresses = st.builds(
    AddressDraft,
    street=texts,
    postal_code=texts,
    city=texts,
    region=texts,
    country=texts,
    kind=st.sampled_from(["", "work", "home", "other"]),
).filter(bool)
photos = st.builds(
    Photo, st.sampled_from(["image/jpeg", "image/png", "image/x-odd"]), st.binary(min_size=1, max_size=200)
)
kept_lines = st.lists(
    st.sampled_from(
        [
            "IMPP;PREF=1:xmpp:å@x.example",
            "X-SKYPE;TYPE=work:inø\\, rid\\;\\nx",
            "GEO:geo:60.39,5.32",
            "NICKNAME:Bø,Bæ",
            'RELATED;TYPE=spouse;X-TEXT="a: b; ^^c^n":urn:uuid:1',
            "ROLE:Økonom",
            "X-LABEL:Gate 1\\n5013 Bergen",
            "item1.X-ABDATE:1990-01-01",
        ]
    ),
    unique=True,
).map(tuple)


def settled(draft: ProspectDraft) -> ProspectDraft:
    """`draft` in the form that reading gives."""
    own = draft.uid == f"urn:uuid:{draft.id}"
    if draft.first_name or draft.last_name:
        draft = replace(draft, name=draft.name or f"{draft.first_name} {draft.last_name}".strip())
    return replace(draft, follow_up=None, uid="" if own else draft.uid)


drafts = st.builds(
    ProspectDraft,
    id=st.just("") | st.uuids().map(str),
    uid=texts | st.uuids().map("urn:uuid:{}".format),
    name=texts,
    first_name=texts,
    last_name=texts,
    title=texts,
    company=texts,
    phones=st.lists(phones, max_size=3).map(tuple),
    emails=st.lists(emails, max_size=3).map(tuple),
    webs=st.lists(webs, max_size=2).map(tuple),
    addresses=st.lists(addresses, max_size=2).map(tuple),
    birthday=st.none() | st.dates(),
    note=texts,
    tags=st.lists(said, max_size=3, unique=True).map(tuple),
    source=texts,
    source_which=texts,
    fair=texts,
    stage=texts,
    time_frame=st.sampled_from(["", "now", "two-months", "none"]),
    language=texts,
    trade=texts,
    size=texts,
    region=texts,
    consent=texts,
    customer_since=st.none() | st.dates(),
    met=st.none() | st.dates(),
    asked_about=st.lists(said, max_size=3, unique=True).map(tuple),
    photo=st.none() | photos,
    raw_vcard=kept_lines,
    follow_up=st.none() | st.just(FollowUpDraft(what="ring")),
).map(settled)


@settings(deadline=None, max_examples=150)
@given(st.lists(drafts, max_size=3))
def test_what_is_written_is_read_back_the_same(written: list[ProspectDraft]):
    assume(written and all(draft.says_who for draft in written))
    data = vcard.write(written)
    assert back(data) == written
    assert vcard.write(back(data)) == data


@settings(deadline=None, max_examples=100)
@given(drafts)
def test_every_line_has_at_most_75_octets_ends_in_crlf_and_cuts_no_letter(draft: ProspectDraft):
    data = vcard.write([draft])
    assert data.endswith(b"END:VCARD\r\n")
    for line in data.removesuffix(b"\r\n").split(b"\r\n"):
        assert len(line) <= 75
        assert b"\r" not in line
        assert b"\n" not in line
        line.decode("utf-8")


def test_texts_out_of_form_are_written_in_a_form_that_stays():
    draft = ProspectDraft(name=" Åse\x00\r\nBø ", phones=(Detail("tel:1"), Detail(" ")), tags=("a", "a", ""))
    (read,) = back(vcard.write([draft]))
    assert read == ProspectDraft(name="Åse\nBø", phones=(Detail("1"),), tags=("a",))


def test_nothing_is_written_of_nobody():
    assert vcard.write([]) == b""


def test_a_company_without_a_person_is_a_card_of_an_organisation():
    draft = ProspectDraft(company="Fjord Interiør; Bergen")
    assert lines(draft)[2:] == [
        "PRODID:-//Salesdesk//Salesdesk//EN",
        "KIND:org",
        "FN:Fjord Interiør\\; Bergen",
        "ORG:Fjord Interiør\\; Bergen",
        "END:VCARD",
        "",
    ]
    assert back(vcard.write([draft])) == [draft]


def test_our_id_becomes_the_uid_and_the_one_of_the_other_program_stays_beside_it():
    draft = ProspectDraft(id=ID, uid="abc", name="Åse")
    assert f"UID:urn:uuid:{ID}" in lines(draft)
    assert "X-SALESDESK-UID:abc" in lines(draft)
    assert "UID:abc" in lines(replace(draft, id=""))


def test_dates_are_written_as_vcard_4_has_them():
    draft = ProspectDraft(name="x", birthday=date(980, 3, 2), customer_since=date(2019, 12, 31))
    assert {"BDAY:09800302", "X-SALESDESK-CUSTOMER-SINCE:20191231"} <= set(lines(draft))


class TestKeptLines:
    """Lines kept from the card of another program, beside fields that the seller may have changed."""

    draft = ProspectDraft(
        name="Dr. Ingrid Solheim",
        first_name="Ingrid",
        last_name="Solheim",
        company="Fjord",
        title="Sjef",
        phones=(Detail("55 12", "fax"), Detail("99", "mobile")),
        birthday=date(1980, 3, 22),
        raw_vcard=(
            "N;LANGUAGE=nb:Solheim;Ingrid;;Dr.;",
            "ORG:Fjord;Salg",
            "ORG:Kor",
            "TITLE:Sjef",
            "TITLE:Dirigent",
            "TEL;TYPE=work,fax:55 12",
            "BDAY:1980-03-22T10:30:00Z",
        ),
    )

    def test_they_are_written_in_the_place_of_the_fields_they_agree_with(self):
        written = lines(self.draft)
        for line in (*self.draft.raw_vcard[:-1], "BDAY:19800322T103000Z", "TEL;TYPE=cell:99"):
            assert written.count(line) == 1
        assert sum(line.startswith(("N:", "N;")) for line in written) == 1
        assert sum(line.startswith("TEL") for line in written) == 2

    def test_a_changed_name_company_title_or_birthday_replaces_its_line_and_leaves_the_others(self):
        changed = replace(
            self.draft, last_name="Bø", company="Fjell", title="Eier", birthday=date(1981, 1, 1)
        )
        written = lines(changed)
        assert {"N:Bø;Ingrid;;;", "ORG:Fjell", "ORG:Kor", "TITLE:Eier", "TITLE:Dirigent"} <= set(written)
        assert "BDAY:19810101" in written
        assert not [line for line in written if "Dr.;" in line or "Salg" in line or line == "TITLE:Sjef"]

    def test_a_phone_that_the_seller_removed_does_not_come_back(self):
        written = lines(replace(self.draft, phones=self.draft.phones[1:]))
        assert [line for line in written if line.startswith("TEL")] == ["TEL;TYPE=cell:99"]

    def test_the_form_that_was_kept_is_read_back(self):
        assert replace(back(vcard.write([self.draft]))[0], raw_vcard=()) == replace(self.draft, raw_vcard=())


@pytest.mark.parametrize(
    ("kept", "written"),
    [
        ("LABEL;TYPE=work:Gate 1\\n5013 Bergen", "X-LABEL;TYPE=work:Gate 1\\n5013 Bergen"),
        ("AGENT:BEGIN:VCARD\\nFN:Å\\nEND:VCARD", "X-AGENT:BEGIN:VCARD\\nFN:Å\\nEND:VCARD"),
        ("GEO:60.39;5.32", "GEO:geo:60.39,5.32"),
        ("ANNIVERSARY:2001-02-03", "ANNIVERSARY:20010203"),
        ("BDAY:--03-22", "BDAY:--0322"),
        ("BDAY:våren 1980", "BDAY;VALUE=text:våren 1980"),
        ("KEY;TYPE=x509;ENCODING=b:MIID", "KEY;TYPE=x509:data:application/octet-stream;base64,MIID"),
        ("LOGO;TYPE=png;ENCODING=b:iVBO", "LOGO:data:image/png;base64,iVBO"),
        ("PHOTO;VALUE=url:https://x.example/a", "PHOTO;VALUE=uri:https://x.example/a"),
        ("IMPP;TYPE=pref,home:xmpp:a", "IMPP;TYPE=home;PREF=1:xmpp:a"),
        ("X-messaging/irc-All:konqi", "X-messaging-irc-All:konqi"),
        ("not a property", "X-SALESDESK-LINE:not a property"),
    ],
)
def test_a_kept_line_is_written_as_vcard_4_allows_it_and_then_stays(kept: str, written: str):
    draft = ProspectDraft(name="x", raw_vcard=(kept,))
    assert written in lines(draft)
    assert lines(*back(vcard.write([draft]))) == lines(draft)


def test_a_kept_line_cannot_smuggle_in_another_one():
    draft = ProspectDraft(name="x", raw_vcard=("X-A:1\r\nEND:VCARD\r\nBEGIN:VCARD\r\nFN:y", "END:VCARD"))
    assert lines(draft).count("END:VCARD") == 1
    assert len(back(vcard.write([draft]))) == 1


PEOPLE = [
    ProspectDraft(
        id=ID,
        name="Nguyễn Thế Đạt, ing.",
        first_name="Thế Đạt",
        last_name="Nguyễn",
        company="Łódź; Bø & Sønner",
        phones=(Detail("+84 91 234 567", "mobile"), Detail("055,12", "work")),
        emails=(Detail("dat@xn--bø.example", "work"),),
        note="blåbær, " * 40 + "\nslutt",
    ),
    ProspectDraft(name="Åse", company="Ås", emails=(Detail("åse@ås.example"),)),
]


def test_vobject_reads_the_same_names_numbers_and_addresses(caplog: pytest.LogCaptureFixture):
    caplog.set_level(logging.CRITICAL)
    cards: list[Any] = list(vobject.readComponents(vcard.write(PEOPLE).decode()))
    assert [card.fn.value for card in cards] == [person.name for person in PEOPLE]
    for card, person in zip(cards, PEOPLE, strict=True):
        assert [tel.value for tel in card.contents.get("tel", [])] == [d.value for d in person.phones]
        assert [mail.value for mail in card.contents.get("email", [])] == [d.value for d in person.emails]
    assert cards[0].note.value == PEOPLE[0].note
    assert (cards[0].n.value.family, cards[0].n.value.given) == ("Nguyễn", "Thế Đạt")


def test_icalendar_unfolds_the_same_lines_with_the_same_types():
    parts = [line.parts() for line in Contentlines.from_ical(vcard.write(PEOPLE).decode()) if line]
    found = [(str(name), dict(params).get("TYPE"), value) for name, params, value in parts]
    assert ("TEL", "cell", "+84 91 234 567") in found
    assert ("EMAIL", "work", "dat@xn--bø.example") in found
    assert ("FN", None, "Åse") in found


def test_a_box_and_a_floor_are_told_with_the_street_and_written_back_where_they_stood() -> None:
    line = "ADR;TYPE=WORK:PB 5;3. etg;Storgata 1;Ørsta;;6150;Norway"
    (read,) = vcard.read(f"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Åse\r\n{line}\r\nEND:VCARD\r\n".encode())
    assert isinstance(read, Row)
    assert [place.street for place in read.draft.addresses] == ["Storgata 1, 3. etg, PB 5"]
    again = vcard.write([read.draft])
    assert b"PB 5;3. etg;Storgata 1;" in again
    (back,) = vcard.read(again)
    assert isinstance(back, Row)
    assert back.draft.addresses == read.draft.addresses


@pytest.mark.parametrize(
    ("version", "line"),
    [("4.0", "BDAY;VALUE=text:1980-02-30"), ("3.0", "BDAY:1980-02-30"), ("2.1", "BDAY:1980-02-30")],
)
def test_a_birthday_that_does_not_exist_goes_out_as_it_came(version: str, line: str) -> None:
    card = b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:\xc3\x85se\r\nBDAY:1980-02-30\r\nEND:VCARD\r\n"
    (row,) = vcard.read(card)
    assert isinstance(row, Row)
    written = vcard.write([row.draft], version)
    assert line in written.decode().splitlines()
    (again,) = vcard.read(written)
    assert isinstance(again, Row)
    assert line in vcard.write([again.draft], version).decode().splitlines()
