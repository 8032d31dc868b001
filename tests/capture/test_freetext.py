"""A line, as one types it at a stand, becomes a prospect."""

from datetime import date

import pytest

from salesdesk.capture import freetext
from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.text import words

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)


def parse(text: str, region: str = "NO") -> ProspectDraft:
    return freetext.parse(text, today=WEDNESDAY, region=region)


def numbers(draft: ProspectDraft) -> list[str]:
    return [phone.value for phone in draft.phones]


def mails(draft: ProspectDraft) -> list[str]:
    return [email.value for email in draft.emails]


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


@pytest.mark.parametrize(
    ("line", "name", "company"),
    [
        ("Kari Lie, 3M Norge +47 40 44 55 77", "Kari Lie", "3M Norge"),
        ("Kari Lie 3M Norge +47 40 44 55 77", "Kari Lie", "3M Norge"),
        ("Łukasz Żak, 7-Eleven call friday", "Łukasz Żak", "7-Eleven"),
        ("Par Two1 +47 91000001", "Par Two1", ""),
        ("Bo 2 Berg +47 91000001", "Bo 2 Berg", ""),
        ("Åse Two1, H2O AS +47 91000001", "Åse Two1", "H2O AS"),
    ],
)
def test_a_name_or_company_that_holds_a_digit_is_taken_whole(line: str, name: str, company: str) -> None:
    draft = parse(line)
    assert (draft.name, draft.company, draft.note) == (name, company, "")


@pytest.mark.parametrize("said", ["24 chairs", "2 Oak Tables", "123"])
def test_a_number_of_things_is_no_company(said: str) -> None:
    draft = parse(f"Kari Lie, {said} +47 40 44 55 77")
    assert (draft.name, draft.company, draft.note) == ("Kari Lie", "", said)
