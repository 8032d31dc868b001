"""Whatever a seller types or pastes becomes a prospect, and no word of it is lost."""

import re
from dataclasses import astuple
from datetime import date, time

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from salesdesk.capture import freetext
from salesdesk.capture.freetext_followup import find as find_follow_up
from salesdesk.capture.freetext_words import FOLLOWING_TIME_FRAME, LABELS, TIME_FRAMES
from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.text import words
from salesdesk.domain.values import country_code

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)


def parse(text: str, region: str = "NO") -> ProspectDraft:
    return freetext.parse(text, today=WEDNESDAY, region=region)


def follow_up(text: str) -> FollowUpDraft | None:
    return freetext.follow_up(text, today=WEDNESDAY)


def numbers(draft: ProspectDraft) -> list[str]:
    return [phone.value for phone in draft.phones]


def mails(draft: ProspectDraft) -> list[str]:
    return [email.value for email in draft.emails]


# A line, as one types it at a stand.


def test_the_line_of_the_manual_makes_a_hot_prospect_to_call_on_friday() -> None:
    draft = parse("Ingrid Solheim, Fjord Interiør +47 912 34 567 hot call friday")
    assert draft == ProspectDraft(
        name="Ingrid Solheim",
        company="Fjord Interiør",
        phones=(Detail("+47 912 34 567"),),
        time_frame="now",
        follow_up=FollowUpDraft(kind="call", day=FRIDAY),
    )


@pytest.mark.parametrize(
    ("line", "name", "company"),
    [
        ("Ingrid Solheim, Fjord Interiør", "Ingrid Solheim", "Fjord Interiør"),
        ("Ingrid Solheim", "Ingrid Solheim", ""),
        ("Ingrid", "Ingrid", ""),
        ("ingrid solheim, fjord interiør 91234567", "ingrid solheim", "fjord interiør"),
        ("Kari fra Fjord Interiør, 912 34 567", "Kari", "Fjord Interiør"),
        ("John Smith at Acme, Inc. john.smith@acme.com", "John Smith", "Acme, Inc."),
        ("Jan van der Berg | Berg Meubelen B.V.", "Jan van der Berg", "Berg Meubelen B.V."),
        ("Anna Nowak, Drewno i Dom Sp. z o.o., 512 345 678", "Anna Nowak", "Drewno i Dom Sp. z o.o."),
        ("Erik Öberg, Öbergs Snickeri, 070-123 45 67", "Erik Öberg", "Öbergs Snickeri"),
        ("Đỗ Văn Minh - Công ty Gỗ Xanh - 0903 123 456", "Đỗ Văn Minh", "Công ty Gỗ Xanh"),
        ("Jürgen Groß, Holzwerk Groß GmbH & Co. KG", "Jürgen Groß", "Holzwerk Groß GmbH & Co. KG"),
        ("Prof. Anne-Marie Østby-Lie, NTNU, anne.lie@ntnu.no", "Prof. Anne-Marie Østby-Lie", "NTNU"),
        ("Per Åsen, Hagesenteret Åsen, 99887766", "Per Åsen", "Hagesenteret Åsen"),
        ("Sarah O'Brien, Oak & Ash Ltd", "Sarah O'Brien", "Oak & Ash Ltd"),
        ("Hot Stone Spa AS, 22 33 44 55", "", "Hot Stone Spa AS"),
        ("Fjord Interiør AS, post@fjordinterior.no", "", "Fjord Interiør AS"),
        ("Solveig Ås, wants oak trays for her café", "Solveig Ås", ""),
        ("Thu Nguyen, 91234567", "Thu Nguyen", ""),
    ],
)
def test_name_and_company_are_told_apart(line: str, name: str, company: str) -> None:
    draft = parse(line)
    assert (draft.name, draft.company) == (name, company)


def test_the_mail_address_tells_where_the_company_begins() -> None:
    draft = parse("Ingrid Solheim Fjord Interiør ingrid@fjordinterior.no cold")
    assert (draft.name, draft.company, draft.time_frame) == ("Ingrid Solheim", "Fjord Interiør", "none")


def test_a_mailbox_at_a_provider_for_everybody_makes_no_company() -> None:
    draft = parse("Ola Gmail, ola@gmail.com")
    assert (draft.name, draft.company) == ("Ola Gmail", "")


@pytest.mark.parametrize(
    "line",
    [
        "Ingrid Solheim <ingrid.solheim@fjord.example>",
        '"Solheim, Ingrid" <ingrid.solheim@fjord.example>',
        "Solheim, Ingrid <ingrid.solheim@fjord.example>",
        "mailto:ingrid.solheim@fjord.example Ingrid Solheim",
    ],
)
def test_an_address_copied_from_a_mail_program_is_a_name_and_an_email(line: str) -> None:
    draft = parse(line)
    assert (draft.name, mails(draft), draft.note) == ("Ingrid Solheim", ["ingrid.solheim@fjord.example"], "")


@pytest.mark.parametrize(
    ("line", "title"),
    [
        ("Ingrid Solheim, Buyer, Fjord Interiør", "Buyer"),
        ("Ingrid Solheim (Innkjøper), Fjord Interiør AS", "Innkjøper"),
        ("Ingrid Solheim Innkjøpssjef, Fjord Interiør AS", "Innkjøpssjef"),
        ("Åsa Nyström, Inköpschef, Nyströms Möbler AB", "Inköpschef"),
        ("Lars af Petersens, VD, Petersens Handel AB", "VD"),
        ("Łukasz Żółtowski, Dyrektor ds. zakupów, MEBLE Sp. z o.o.", "Dyrektor ds. zakupów"),
        ("Nguyễn Thị Hạnh, Giám đốc, Công ty Gỗ Việt", "Giám đốc"),
        ("Jürgen Groß, Geschäftsführer, Groß GmbH", "Geschäftsführer"),
        ("Anna Nowak CEO Woodline anna@woodline.pl", "CEO"),
        ("Kari Nordmann | Daglig leder | Nordmann Bygg AS", "Daglig leder"),
        ("Sarah Miles, Head of Purchasing, Oak Ltd", "Head of Purchasing"),
    ],
)
def test_what_somebody_is_becomes_the_title_and_not_the_name(line: str, title: str) -> None:
    draft = parse(line)
    assert draft.title == title
    assert draft.name
    assert draft.company
    assert not draft.note


@pytest.mark.parametrize(
    ("said", "time_frame"),
    [
        ("hot", "now"),
        ("HOT!", "now"),
        ("Hot lead", "now"),
        ("varm", "two-months"),
        ("kald", "none"),
        ("het", "now"),
        ("kall", "none"),
        ("gorący", "now"),
        ("ciepły", "two-months"),
        ("zimny", "none"),
    ],
)
def test_hot_warm_and_cold_are_understood_in_four_languages(said: str, time_frame: str) -> None:
    draft = parse(f"Ingrid Solheim, Fjord Interiør, {said}")
    assert (draft.time_frame, draft.note) == (time_frame, "")


def test_hot_before_a_colon_is_a_time_frame_too() -> None:
    draft = parse("Hot: Per Åsen, Hagesenteret Åsen")
    assert (draft.time_frame, draft.name, draft.company) == ("now", "Per Åsen", "Hagesenteret Åsen")


@pytest.mark.parametrize(
    "line",
    ["Per Åsen, liker varm eik", "Per Åsen, serves soup cold", "Hot Stone Spa AS", "Per Åsen, Hot Yoga AS"],
)
def test_a_warm_colour_is_no_time_frame(line: str) -> None:
    draft = parse(line)
    assert draft.time_frame == ""
    assert "varm" not in line or "liker varm eik" in draft.note


def test_tags_are_taken_where_they_stand() -> None:
    draft = parse("#oak Ingrid Solheim #møbler, Fjord Interiør #oak nr #12")
    assert draft.tags == ("oak", "møbler")
    assert "#12" in draft.note


def test_what_is_not_understood_is_the_note() -> None:
    draft = parse("Per Åsen, Åsen AS, vil ha rabatt og 250 stk i eik, besøk 2026-12-01")
    assert draft.note == "vil ha rabatt og 250 stk i eik"
    assert draft.follow_up == FollowUpDraft(kind="visit", day=date(2026, 12, 1))


# Phones, links and addresses.


@pytest.mark.parametrize(
    ("text", "region", "phones"),
    [
        ("91234567", "NO", [("91234567", "")]),
        ("Tlf: 55 12 34 56 | Mob: 912 34 567", "NO", [("55 12 34 56", ""), ("912 34 567", "mobile")]),
        ("T +46 31 12 34 56 M: 070-123 45 67", "SE", [("+46 31 12 34 56", ""), ("070-123 45 67", "mobile")]),
        (
            "tel. kom.: 601 234 567, fax: 22 123 45 67",
            "PL",
            [("601 234 567", "mobile"), ("22 123 45 67", "fax")],
        ),
        ("ĐT: 0912 345 678", "VN", [("0912 345 678", "")]),
        ("Telefon: +49 761 123456-0", "NO", [("+49 761 123456-0", "")]),
        ("(555) 123-4567", "NO", [("(555) 123-4567", "")]),
        ("512 345 678", "NO", [("512 345 678", "")]),
        ("912 34 567 (mobil)", "NO", [("912 34 567", "mobile")]),
        ("912 34 567, 912 34 567", "NO", [("912 34 567", "")]),
    ],
)
def test_phones_are_kept_as_they_were_typed_with_their_kind(
    text: str, region: str, phones: list[tuple[str, str]]
) -> None:
    draft = parse(f"Ingrid Solheim, {text}", region)
    assert [(phone.value, phone.kind) for phone in draft.phones] == phones
    assert draft.note == ""


@pytest.mark.parametrize(
    "text",
    [
        "Org.nr. 912 345 678 MVA",
        "NIP: 525-22-48-481",
        "10 000 000 kr",
        "2024-2025",
        "2026-12-01 14:00",
        "IBAN NO93 8601 1117 947",
        "ordre 12345678",
    ],
)
def test_a_number_of_something_else_is_no_phone(text: str) -> None:
    draft = parse(f"Ingrid Solheim\n{text}")
    assert numbers(draft) == []
    assert words(text)[0] in words(draft.note) or draft.follow_up


def test_links_are_taken_with_and_without_www() -> None:
    draft = parse("Kari Nordmann, www.nordmann.example, https://nordmann.example/om?x=1, nordmannbygg.no")
    assert [web.value for web in draft.webs] == [
        "www.nordmann.example",
        "https://nordmann.example/om?x=1",
        "nordmannbygg.no",
    ]
    assert not draft.note


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("Storgata 5B, 5013 Bergen", ("Storgata 5B", "5013", "Bergen", "")),
        ("Storgata 5B\nN-5013 Bergen", ("Storgata 5B", "5013", "Bergen", "NO")),
        ("Vasagatan 12\n411 24 Göteborg\nSverige", ("Vasagatan 12", "411 24", "Göteborg", "SE")),
        ("ul. Nowy Świat 12/4\n00-497 Warszawa", ("ul. Nowy Świat 12/4", "00-497", "Warszawa", "PL")),
        ("30-001 Kraków, Polska", ("", "30-001", "Kraków", "PL")),
        (
            "Gartenstraße 17\nD-79098 Freiburg im Breisgau",
            ("Gartenstraße 17", "79098", "Freiburg im Breisgau", "DE"),
        ),
        ("Vesterbrogade 4A\n1620 København V", ("Vesterbrogade 4A", "1620", "København V", "")),
        ("Keizersgracht 123\n1012 AB Amsterdam", ("Keizersgracht 123", "1012 AB", "Amsterdam", "")),
        ("12 High Street, London SW1A 1AA", ("12 High Street", "SW1A 1AA", "London", "")),
        (
            "12 Nguyễn Huệ, Quận 1, TP. Hồ Chí Minh 700000",
            ("12 Nguyễn Huệ, Quận 1", "700000", "TP. Hồ Chí Minh", ""),
        ),
        ("Address: Storgata 5, 5013 Bergen", ("Storgata 5", "5013", "Bergen", "")),
    ],
)
def test_a_postal_address_is_found_in_six_countries(text: str, address: tuple[str, str, str, str]) -> None:
    street, code, city, country = address
    draft = parse(f"Ingrid Solheim\nFjord Interiør AS\n{text}")
    assert draft.addresses == (AddressDraft(street=street, postal_code=code, city=city, country=country),)
    assert (draft.name, draft.company, draft.note) == ("Ingrid Solheim", "Fjord Interiør AS", "")


def test_a_year_before_a_city_is_no_postal_code() -> None:
    draft = parse("Solveig Ås, met at Hjem & Hage 2026 Oslo")
    assert draft.addresses == ()
    assert draft.note == "met at Hjem & Hage 2026 Oslo"


# Signatures, rows and codes.


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
        note="Med vennlig hilsen\nOrg.nr. 912 345 678 MVA",
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


# What is to be done.


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call friday", ("call", FRIDAY, None, "")),
        ("ring mandag kl 14", ("call", date(2026, 11, 23), time(14), "")),
        ("email tomorrow 14:00", ("email", date(2026, 11, 19), time(14), "")),
        ("visit 2026-12-01", ("visit", date(2026, 12, 1), None, "")),
        ("call in 2 weeks", ("call", date(2026, 12, 2), None, "")),
        ("send price list next tuesday", ("email", date(2026, 11, 24), None, "send price list")),
        ("price list friday", ("other", FRIDAY, None, "price list")),
        ("friday", ("call", FRIDAY, None, "")),
        ("call", ("call", None, None, "")),
        ("meet for lunch 2pm friday", ("meeting", FRIDAY, time(14), "meet for lunch")),
        ("call Åsa about oak friday at 2:30 pm", ("call", FRIDAY, time(14, 30), "call Åsa about oak")),
        ("call on the 5th of may", ("call", date(2027, 5, 5), None, "")),
        ("day after tomorrow: visit", ("visit", FRIDAY, None, "")),
        ("follow up +7d", ("other", date(2026, 11, 25), None, "")),
        ("ring henne om to uker", ("call", date(2026, 12, 2), None, "ring henne")),
        ("besøk 1. desember kl. 9.30", ("visit", date(2026, 12, 1), time(9, 30), "")),
        ("møte neste uke", ("meeting", date(2026, 11, 23), None, "")),
        ("ring fredag neste uke", ("call", date(2026, 11, 27), None, "")),
        ("send tilbud innen fredag", ("email", FRIDAY, None, "send tilbud")),
        ("send vareprøve 24.12.", ("sample", date(2026, 12, 24), None, "")),
        ("ringa måndag", ("call", date(2026, 11, 23), None, "")),
        ("skicka prisblad på tisdag", ("email", date(2026, 11, 24), None, "skicka prisblad")),
        ("mejla i övermorgon kl 8", ("email", FRIDAY, time(8), "")),
        ("zadzwoń jutro", ("call", date(2026, 11, 19), None, "")),
        ("zadzwonić za dwa tygodnie", ("call", date(2026, 12, 2), None, "")),
        ("spotkanie 3 grudnia o 14", ("meeting", date(2026, 12, 3), time(14), "")),
        ("wyślij próbki w środę", ("sample", date(2026, 11, 25), None, "")),
        ("zadzwoń pojutrze o godz. 15:30", ("call", FRIDAY, time(15, 30), "")),
        ("gọi thứ sáu lúc 9h", ("call", FRIDAY, time(9), "")),
        ("anrufen am Montag um 14 Uhr", ("call", date(2026, 11, 23), time(14), "")),
    ],
)
def test_a_follow_up_is_understood_in_the_words_of_the_seller(
    text: str, expected: tuple[str, date | None, time | None, str]
) -> None:
    kind, day, at, what = expected
    assert follow_up(text) == FollowUpDraft(kind=kind, day=day, time=at, what=what)


@pytest.mark.parametrize("text", ["", "oak trays", "14:00", "Ingrid Solheim", "☃"])
def test_a_text_that_plans_nothing_is_no_follow_up(text: str) -> None:
    assert follow_up(text) is None


def test_a_weekday_said_on_that_day_is_a_week_away() -> None:
    found = freetext.follow_up("call friday", today=FRIDAY)
    assert found is not None
    assert found.day == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["call 31.2.2027", "email 2026-13-45", "call friday 25:00"])
def test_a_day_or_time_that_does_not_exist_stays_among_the_words(text: str) -> None:
    found = follow_up(text)
    assert found is not None
    assert found.what
    assert found.time is None


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    for text in ("call friday", "in 3 months", "next week", "next month", "tomorrow", "1/12"):
        found = freetext.follow_up(f"call {text}", today=date.max)
        assert found is not None
        assert found.day is None or found.day > date(9999, 11, 1)


@given(st.text(max_size=60), st.dates())
def test_a_follow_up_never_fails_and_has_a_kind_that_is_known(text: str, today: date) -> None:
    found = freetext.follow_up(f"call {text}", today=today)
    assert found is not None
    assert found.kind in vocabulary.slugs("followup")
    assert found.day is None or isinstance(found.day, date)


def test_the_follow_up_of_a_longer_text_keeps_what_is_to_be_done() -> None:
    draft = parse(
        "Ingrid Solheim, Fjord Interiør\n\nShe liked the big oak bowl and asked about delivery.\n"
        "Call her friday 14:00 with price list."
    )
    assert draft.follow_up == FollowUpDraft(
        kind="call", day=FRIDAY, time=time(14), what="Call her with price list"
    )
    assert draft.note == "She liked the big oak bowl and asked about delivery."


def test_office_hours_in_a_signature_plan_nothing() -> None:
    draft = parse("Ingrid Solheim\nFjord Interiør AS\nMonday-Friday 9-16\nCall: 912 34 567")
    assert draft.follow_up is None
    assert "Monday-Friday 9-16" in draft.note


# Nothing is lost.

UNDERSTOOD = {
    word
    for text in (*LABELS, *TIME_FRAMES, *FOLLOWING_TIME_FRAME, "at from fra från hos z firmy bei ved mailto")
    for word in words(text)
}


def said_in(said: object) -> set[str]:
    """Every word that any field of a draft holds."""
    if isinstance(said, tuple):
        return {word for part in said for word in said_in(part)}
    return set(words(said)) if isinstance(said, str) else set()


def lost(text: str, draft: ProspectDraft) -> set[str]:
    """The words of `text` that `draft` neither holds nor has made a follow-up, a label or a country of."""
    missing = {word for word in words(text) if word not in UNDERSTOOD} - said_in(astuple(draft))
    if draft.follow_up is not None:
        planned = [part for part in re.split(r"[|,;\t\n()]| - ", text) if find_follow_up(part, WEDNESDAY)]
        missing -= set(words(" ".join(planned)))
    return missing


PIECES = st.one_of(
    st.sampled_from(
        """
        Ingrid Solheim|Åsa Nyström|Łukasz Żółtowski|Nguyễn Thị Hạnh|Fjord Interiør AS|Meble Sp. z o.o.|Buyer
        Inköpschef|CEO Anna Nowak|912 34 567|Tlf: 55 12 34 56|i@fjord.example|www.fjord.example|5013 Bergen
        Storgata 5|30-001 Kraków|#oak|#1|hot|wants oak trays|Best regards,|(Innkjøper)|Org.nr. 912 345 678
        10 000 kr|ring|Ring AS|note: hm|Company:|😀|Đặng|12|2026|A/S|“quoted”|<x@y.example>|Hot: x|at Fjord
        """.strip()
        .replace("\n", "|")
        .split("|")
    ),
    st.text(max_size=12),
)
SEPARATORS = st.sampled_from([" ", ", ", "\n", "\t", "; ", ";", " | ", " - ", " at ", " (", ") ", '"', "  "])


@given(st.lists(st.tuples(PIECES, SEPARATORS), max_size=12))
@example([("Solheim, Ingrid", " "), ("<ingrid.solheim@fjord.example>", " wrote:")])
def test_every_word_of_a_pasted_text_is_found_in_the_draft(parts: list[tuple[str, str]]) -> None:
    text = "".join(piece + separator for piece, separator in parts)
    assert lost(text, parse(text)) == set()


@given(st.text())
def test_any_text_at_all_is_taken_and_kept(text: str) -> None:
    assert lost(text, parse(text)) == set()


@given(st.from_regex(r"MECARD:(?:(?:N|TEL|ADR|NOTE|ORG|BDAY|Q):[^:;]{0,12};){0,6}", fullmatch=True))
def test_every_word_of_a_mecard_is_found_in_the_draft(text: str) -> None:
    draft = parse(text)
    values = [part.partition(":")[2].replace("\\", "") for part in text[len("MECARD:") :].split(";")]
    missing = {word for value in values for word in words(value)} - said_in(astuple(draft))
    day = draft.birthday.strftime("%Y%m%d %Y %m %d").split() if draft.birthday else []
    countries = {address.country for address in draft.addresses}
    assert {word for word in missing if country_code(word) not in countries} <= set(day)


def test_a_book_is_pasted_whole_into_the_note() -> None:
    book = "Ingrid Solheim, Fjord Interiør, 912 34 567\n" + "og så videre, " * 700_000 + "slutt"
    draft = parse(book)
    assert (draft.name, draft.company, numbers(draft)) == ("Ingrid Solheim", "Fjord Interiør", ["912 34 567"])
    assert draft.note.endswith("og så videre, slutt")
    assert draft.note.count("videre") == 700_000


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 2_000_000,
        "a" * 4_000_000,
        "@" * 4_000_000,
        "a." * 2_000_000,
        ";" * 4_000_000,
        "MECARD:" + "N:a;" * 900_000,
    ],
)
def test_a_hostile_text_is_kept_as_a_note_without_delay(text: str) -> None:
    assert parse(text).note.rstrip(";").endswith(text[-500:].rstrip("; "))
