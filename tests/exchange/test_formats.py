"""A file is known by what is in it, and a Thunderbird address book gives its people."""

import base64
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.drafts import AddressDraft, Detail, Refused, Row
from salesdesk.exchange import csv, ldif, xlsx
from salesdesk.exchange.formats import Format, detect


def archive(*names: str, mimetype: str = "") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        if mimetype:
            made.writestr("mimetype", mimetype)
        for name in names:
            made.writestr(name, "x")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Åsa\nEND:VCARD\n".encode(), Format.VCARD),
        ("\ufeff\r\nbegin:vcard\r\n".encode("utf-16"), Format.VCARD),
        (b"Exported by a phone\nBEGIN:VCARD\nFN:x\n", Format.VCARD),
        (b"BEGIN:VCALENDAR\nVERSION:2.0\n", Format.ICALENDAR),
        (b"version: 1\n\ndn: cn=Ola\ncn: Ola\n", Format.LDIF),
        (b"# an address book\n# of mine\ndn:: Y249T2xh\n", Format.LDIF),
        ("Navn;Telefon\nBjørn;1\n".encode("cp1252"), Format.CSV),
        ("Navn\tTelefon\nBjørn\t1\n".encode("utf-16-le"), Format.CSV),
        (csv.write(("name",), [("Ola",)]), Format.CSV),
        (xlsx.write(("name",), [("Ola",)], sheet="x"), Format.XLSX),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.spreadsheet"), Format.ODS),
        (archive("content.xml", mimetype="application/vnd.oasis.opendocument.text"), Format.UNKNOWN),
        (archive("datapackage.json", "prospects.csv"), Format.PACKAGE),
        (archive("holiday.jpg"), Format.UNKNOWN),
        (b"PK\x03\x04 and then nothing of a zip", Format.UNKNOWN),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x08\x06", Format.UNKNOWN),
        (b"%PDF-1.7\n", Format.UNKNOWN),
        (b"<!DOCTYPE html><html></html>", Format.UNKNOWN),
        (b'{"name": "Ola"}', Format.UNKNOWN),
        (b" \n\n", Format.UNKNOWN),
        (b"", Format.UNKNOWN),
    ],
)
def test_a_file_is_known_by_its_content(data: bytes, expected: Format) -> None:
    assert detect(data) is expected


LETTER = """Kjære Åse,

takk for besøket, det var hyggelig, og eiken var vakker.
Vi tar gjerne tre bord, seks stoler, og et skap til.
Ring meg gjerne, helst fredag, om prisen.

Hilsen, Łukasz
"""


@pytest.mark.parametrize(
    "data",
    [
        LETTER.encode(),
        LETTER.encode("cp1252", "replace"),
        b"Hi Kari,\nthank you for the visit, we liked it.\nBest, Ola\n",
        b"Just one line of words.\n",
        b"\xff\xd8\xff\xe0\x00\x10JFIF" + b"\x81\x40,\n" * 3000,
        b"\x89PNG\r\n\x1a\n" + "å,ø,ł\n".encode() * 300,
        b"GIF89a" + b"abc,def\n" * 300,
        b"%PDF-1.7\n" + b"name,phone\n" * 300,
        b"\x1f\x8b\x08" + b"name,phone\n" * 300,
        b"MZ\x90\x00\x03" + b"name,phone\n" * 300,
    ],
)
def test_a_letter_or_a_picture_is_no_list_of_contacts(data: bytes) -> None:
    assert detect(data) is Format.UNKNOWN


@pytest.mark.parametrize(
    "text",
    [
        "name\nOle Hansen\n",
        "Åse Lund,ase@lund.example\nOla Moe,ola@moe.example\n",
        "Ola Moe,912 34 567\nĐặng Minh,\n",
        "ola@moe.example\nkari@moe.example\n",
        "Åse Lund;Fjord AS\nŁukasz Nowak;Stół\n",
        "My customers\n\nNavn;Firma\nÅse;Fjord\n",
        "MZ Design,post@mz.example\n",
        "Name,Email\nKari\x1b[31m Rød,kari@moe.example\n\bBåk,b@moe.example\n",
        "Name,E-mail\n" + "Åse Lund,ase@lund.example\n" * 5000,
    ],
)
def test_a_list_of_contacts_is_one_with_a_header_or_without(text: str) -> None:
    assert detect(text.encode()) is Format.CSV


@given(st.binary(max_size=200), st.sampled_from([b"", b"PK\x03\x04", b"dn", b"# " * 60, b"BEGIN"]))
def test_no_bytes_whatever_make_the_look_fail(data: bytes, begin: bytes) -> None:
    assert isinstance(detect(begin + data), Format)


def entry(*lines: str) -> bytes:
    return ("version: 1\n\n" + "\n".join(("dn: cn=x", "objectclass: person", *lines)) + "\n").encode()


def test_a_person_of_an_ldif_book_comes_with_all_that_is_known() -> None:
    note = base64.b64encode("Liker eik å ø\nRing på fredag".encode()).decode()
    rows = list(
        ldif.read(
            entry(
                "givenName: Bjørn", "sn: Sørensen", "o: Fjordkraft", "title: Kjøper", "mail: b@fjord.example",
                "mail: second@fjord.example", "mobile: +47 912 34 567", "homePhone: 55 12 34 56",
                "street: Strandgata", "  14", "l: Bergen",
                "postalCode: 5013", "c: Norge",
                f"description:: {note}", "birthyear: 1980", "birthmonth: 5", "birthday: 1",
                "mozillaCustom1: tre",
            )
        )
    )  # fmt: skip
    assert len(rows) == 1
    row = rows[0]
    assert isinstance(row, Row)
    draft = row.draft
    assert (draft.first_name, draft.last_name, draft.company, draft.title) == (
        "Bjørn", "Sørensen", "Fjordkraft", "Kjøper",
    )  # fmt: skip
    assert [e.value for e in draft.emails] == ["b@fjord.example", "second@fjord.example"]
    assert set(draft.phones) == {Detail("+47 912 34 567", "mobile"), Detail("55 12 34 56", "home")}
    assert draft.addresses == (
        AddressDraft(street="Strandgata 14", postal_code="5013", city="Bergen", country="NO", kind="work"),
    )
    assert draft.note == "Liker eik å ø\nRing på fredag\nCustom 1: tre"
    assert str(draft.birthday) == "1980-05-01"


def test_a_mailing_list_and_a_torn_entry_are_set_aside_and_the_rest_is_kept() -> None:
    data = (
        b"dn: cn=list\nobjectclass: groupOfNames\ncn: Friends\n\n"
        b"dn: cn=torn\ncn:: ***\n\n"
        b"dn: cn=Ola\nobjectclass: person\ncn: Ola\n"
    )
    rows = list(ldif.read(data))
    aside = [r.original.splitlines()[0] for r in rows if isinstance(r, Refused)]
    assert aside == ["dn: cn=list", "dn: cn=torn"]
    assert [(r.where, r.draft.name) for r in rows if isinstance(r, Row)] == [("card 3", "Ola")]


@given(st.text(st.sampled_from("dn: cobjectlas=\n#-<å"), max_size=80))
def test_no_ldif_whatever_stops_the_reading(text: str) -> None:
    assert all(isinstance(r, Row | Refused) for r in ldif.read(text.encode()))
