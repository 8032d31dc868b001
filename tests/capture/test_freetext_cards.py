"""A signature, a form, a row of a sheet or a code, pasted whole, becomes a prospect."""

from datetime import date

import pytest

from salesdesk.capture import freetext
from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft
from salesdesk.domain.text import words

WEDNESDAY = date(2026, 11, 18)


def parse(text: str, region: str = "NO") -> ProspectDraft:
    return freetext.parse(text, today=WEDNESDAY, region=region)


def mails(draft: ProspectDraft) -> list[str]:
    return [email.value for email in draft.emails]


def test_a_norwegian_signature_is_taken_apart() -> None:
    draft = parse(
        "Med vennlig hilsen\n\nIngrid Solheim\nInnkjøpssjef\n\nFjord Interiør AS\nStorgata 5B, 5013 Bergen\n"
        "Tlf: 55 12 34 56 | Mob: 912 34 567\ningrid.solheim@fjordinterior.no | www.fjordinterior.no\n"
        "Org.nr. 912 345 678 MVA"
    )
    assert draft == ProspectDraft(
        name="Ingrid Solheim",
        title="Innkjøpssjef",
        company="Fjord Interiør AS",
        phones=(Detail("55 12 34 56"), Detail("912 34 567", "mobile")),
        emails=(Detail("ingrid.solheim@fjordinterior.no"),),
        webs=(Detail("www.fjordinterior.no"),),
        addresses=(AddressDraft(street="Storgata 5B", postal_code="5013", city="Bergen"),),
        note="Org.nr. 912 345 678 MVA",
    )


def test_a_vietnamese_card_is_taken_apart() -> None:
    draft = parse(
        "Nguyễn Thị Hạnh\nGiám đốc\nCông ty TNHH Nội Thất Gỗ Việt\nĐT: 0912 345 678\nhanh@noithatgoviet.vn",
        "VN",
    )
    assert draft == ProspectDraft(
        name="Nguyễn Thị Hạnh",
        title="Giám đốc",
        company="Công ty TNHH Nội Thất Gỗ Việt",
        phones=(Detail("0912 345 678"),),
        emails=(Detail("hanh@noithatgoviet.vn"),),
    )


def test_a_card_in_capitals_with_the_company_in_the_middle_is_taken_apart() -> None:
    draft = parse(
        "INGRID SOLHEIM\nFJORD INTERIØR AS\nDAGLIG LEDER\nMOB 912 34 567\nE-POST INGRID@FJORDINTERIOR.NO"
    )
    assert (draft.name, draft.company, draft.title) == ("INGRID SOLHEIM", "FJORD INTERIØR AS", "DAGLIG LEDER")
    assert draft.phones == (Detail("912 34 567", "mobile"),)
    assert (mails(draft), draft.note) == (["INGRID@FJORDINTERIOR.NO"], "")


def test_a_form_with_labels_is_read_by_its_labels() -> None:
    draft = parse(
        "Name: Ingrid Solheim\nCompany: Fjord\nTitle: Boss of oak\nPhone: 912 34 567\nE-mail: i@fjord.example\n"
        "Notes: wants 20 trays, before Christmas"
    )
    assert draft == ProspectDraft(
        name="Ingrid Solheim",
        company="Fjord",
        title="Boss of oak",
        phones=(Detail("912 34 567"),),
        emails=(Detail("i@fjord.example"),),
        note="wants 20 trays, before Christmas",
    )


@pytest.mark.parametrize("separator", ["\t", ";"])
def test_a_row_of_a_sheet_is_read_cell_by_cell(separator: str) -> None:
    cells = ["Ingrid", "Solheim", "Fjord Interiør", "Innkjøper", "+47 912 34 567", "i@fjordinterior.no"]
    draft = parse(separator.join([*cells, "5013", "Bergen", "hot"]))
    assert draft == ProspectDraft(
        name="Ingrid Solheim",
        company="Fjord Interiør",
        title="Innkjøper",
        phones=(Detail("+47 912 34 567"),),
        emails=(Detail("i@fjordinterior.no"),),
        addresses=(AddressDraft(postal_code="5013", city="Bergen"),),
        time_frame="now",
    )


def test_a_mecard_gives_what_it_holds_and_keeps_the_rest() -> None:
    draft = parse(
        "MECARD:N:Solheim,Ingrid;TEL:+4791234567;TEL:55123456;EMAIL:i@fjord.example;ORG:Fjord\\, Interiør;"
        "ADR:,,Storgata 5,Bergen,,5013,Norway;NOTE:likes oak\\; trays;BDAY:19800517;URL:fjord.example;X:odd;;"
    )
    assert draft == ProspectDraft(
        name="Ingrid Solheim",
        first_name="Ingrid",
        last_name="Solheim",
        company="Fjord, Interiør",
        phones=(Detail("+4791234567"), Detail("55123456")),
        emails=(Detail("i@fjord.example"),),
        webs=(Detail("fjord.example"),),
        addresses=(AddressDraft(street="Storgata 5", postal_code="5013", city="Bergen", country="NO"),),
        birthday=date(1980, 5, 17),
        note="likes oak; trays\nX: odd",
    )


@pytest.mark.parametrize("text", ["MECARD:", "mecard:N:;;", "MECARD:nonsense", "MECARD:BDAY:tomorrow\\"])
def test_a_broken_mecard_is_kept_as_a_note(text: str) -> None:
    draft = parse(text)
    assert not draft.name
    assert all(word in words(draft.note) for word in words(text)[1:] if word not in {"n"})


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("BEGIN:VCARD\nVERSION:4.0", True),
        ("\ufeff\r\n begin:vcard\r\n", True),
        ("Ingrid says BEGIN:VCARD", False),
        ("", False),
        ("MECARD:N:A;;", False),
    ],
)
def test_a_vcard_is_known_by_its_first_line(text: str, is_one: bool) -> None:  # noqa: FBT001  (a table of cases)
    assert freetext.looks_like_vcard(text) is is_one


@pytest.mark.parametrize(
    ("closing", "name"),
    [
        ("Best regards", "Ingrid Solheim"),
        ("Kind regards,", "Ingrid Solheim"),
        ("Med vennlig hilsen", "Ingrid Solheim"),
        ("Hilsen", "Ingrid Solheim"),
        ("Vänliga hälsningar,", "Åsa Nyström"),
        ("Mit freundlichen Grüßen", "Jürgen Groß"),
        ("Z poważaniem,", "Łukasz Żółtowski"),
        ("Trân trọng,", "Đặng Văn Đức"),
        ("Cordialement", "Chloé Lefèvre"),
    ],
)
def test_what_closes_a_letter_is_no_note(closing: str, name: str) -> None:
    draft = parse(f"{closing}\n{name}\nFjord AS\n+47 912 34 567\nSent from my iPhone")
    assert (draft.name, draft.company, draft.note) == (name, "Fjord AS", "")
    draft = parse(f"{closing.rstrip(',')} {name}\n+47 912 34 567")
    assert (draft.name, draft.note) == (name, "")
    assert "regards the bowl" in parse("Ingrid Solheim\n912 34 567\nregards the bowl").note
