"""Who a card tells of: by sizes, places, mailbox and domain, in layouts and languages that no list knows."""

from __future__ import annotations

import pytest

from salesdesk.capture.cards.lines import Box, Line, Page
from salesdesk.capture.cards.reading import card, of_lines
from salesdesk.domain.text import fold
from tests.capture.card_lines import lines


def told(*texts: str | tuple[str, int], region: str = "NO") -> dict[str, str]:
    fields, _left, _where = of_lines(lines(*texts), region)
    return {one.name: one.value for one in fields}


def test_the_name_is_large_the_title_under_it_and_the_company_has_the_domain() -> None:
    read = told(
        ("Fjordkraft Marine", 44), "", ("Bjørn Åge Sørensen", 56), "Båtbyggersvenn", "",
        "bjorn.sorensen@fjordmarine.no", "Strandgata 14, 5013 Bergen",
    )  # fmt: skip
    assert read["name"] == "Bjørn Åge Sørensen"
    assert read["title"] == "Båtbyggersvenn"  # in no list
    assert read["company"] == "Fjordkraft Marine"
    assert read["address"] == "Strandgata 14, 5013 Bergen"


def test_a_company_named_after_its_owner_is_told_from_the_owner() -> None:
    read = told(
        ("Sæther & Sønner AS", 40), "Quality since 1987", "", ("Håkon Sæther", 44), "Partner", "",
        "hakon@saether-sonner.no",
    )  # fmt: skip
    assert (read["name"], read["title"], read["company"]) == ("Håkon Sæther", "Partner", "Sæther & Sønner AS")


def test_what_says_nothing_of_anybody_is_kept_in_the_note() -> None:
    page = Page(
        b"",
        (1000, 600),
        tuple(lines(("Sæther & Sønner AS", 40), "Quality since 1987", "", ("Håkon Sæther", 44))),
    )
    assert card(page, "NO").draft.note == "Quality since 1987"


def test_names_and_titles_in_capitals_are_written_as_a_seller_would() -> None:
    read = told(
        ("ŁUKASZ WIŚNIEWSKI", 48), "DYREKTOR HANDLOWY", "", "Żuraw Sp. z o.o.", "l.wisniewski@zuraw.pl"
    )
    assert (read["name"], read["title"]) == ("Łukasz Wiśniewski", "Dyrektor handlowy")
    german = told(
        ("JÜRGEN MÜSSIG", 48), "LEITER EINKAUF", "", "Präzision GmbH", "j.muessig@sued-praezision.de"
    )
    assert (german["name"], german["title"]) == ("Jürgen Müssig", "Leiter Einkauf")
    assert told(("Anders Mårtensson", 48), "VD", "", "anders@skanelivs.se")["title"] == "VD"


def test_a_first_name_that_is_a_legal_form_elsewhere_is_a_name() -> None:
    read = told(
        ("Asa Lindström", 48), "Chef", "", ("Göteborgs Kullager AB", 40), "asa.lindstrom@gbgkullager.se"
    )
    assert (read["name"], read["company"]) == ("Asa Lindström", "Göteborgs Kullager AB")


def test_a_name_with_its_title_on_one_line_is_divided() -> None:
    read = told(("Jan Kowalski | Prezes Zarządu", 44), "", "Tworzywa S.A.", "jan.kowalski@tworzywa.pl")
    assert (read["name"], read["title"]) == ("Jan Kowalski", "Prezes Zarządu")


def test_addresses_of_many_countries_are_read_as_they_are_printed() -> None:
    for street, town, code, city in (
        ("ul. Głogowska 112", "60-265 Poznań", "60-265", "Poznań"),
        ("14 Finsbury Square", "London EC2A 1BR", "EC2A 1BR", "London"),
        ("2200 Post Oak Blvd, Suite 900", "Houston, TX 77056", "77056", "Houston"),
        ("Prinsengracht 12", "1016 HK Amsterdam", "1016 HK", "Amsterdam"),
        ("Östra Hamngatan 16", "411 09 Göteborg", "411 09", "Göteborg"),
        ("Bahnhofstr. 3", "D-70173 Stuttgart", "70173", "Stuttgart"),
        ("12 rue des Tanneurs", "69002 Lyon", "69002", "Lyon"),
    ):
        _fields, _left, where = of_lines(
            lines(("Ada Lovelace", 50), "", street, town, "+1 713 555 0142"), "US"
        )
        assert where is not None
        assert where.field.value == f"{street}, {town}"
        assert (where.draft.street, where.draft.postal_code, where.draft.city) == (street, code, city)


def test_a_slogan_with_a_year_above_the_address_is_no_street() -> None:
    assert told(("Ada Lovelace", 50), "", "Quality since 1987", "Storgata 8", "9008 Tromsø")["address"] == (
        "Storgata 8, 9008 Tromsø"
    )


def test_a_foreign_number_without_its_country_is_saved_so_that_it_can_be_dialled_from_here() -> None:
    texts = (("Marcus Whitfield", 50), "VP of Sales", "", "(713) 555-0142", "Houston, TX 77056")
    read = card(Page(b"", (1000, 600), tuple(lines(*texts))), "NO")
    assert [one.value for one in read.fields if one.name == "phone"] == ["(713) 555-0142"]
    assert read.draft.phones[0].value == "+1 713-555-0142"


def test_each_field_names_the_piece_of_the_picture_it_was_read_from() -> None:
    texts = lines(("Bjørn Sjögren", 50), "Inköpare", "", "Källgatan 3", "722 11 Västerås")
    fields, _left, _where = of_lines(texts, "SE")
    boxes = {one.name: one.box for one in fields}
    assert boxes["name"] == texts[0].box
    assert boxes["address"] == texts[2].box.around(texts[3].box)


def test_letters_that_were_hardly_read_make_a_field_doubtful() -> None:
    texts = [
        Line("Bjørn Sjögren", Box(60, 60, 500, 110), 0.6),
        *lines("", "", "", "bjorn.sjogren@vasteras.se"),
    ]
    fields, _left, _where = of_lines(texts, "SE")
    assert {one.name: one.doubtful for one in fields} == {"name": True, "email": False}


def test_a_mark_that_the_language_does_not_write_is_read_as_the_one_it_does() -> None:
    assert (
        told(("Tove Bäckström", 50), "", "Umeà Trähus AB", "tove@umeatrahus.se")["company"]
        == "Umeå Trähus AB"
    )


@pytest.mark.parametrize(
    ("name", "phone", "doubtful"),
    [
        ("Asa Lindström", "+46 70 123 45 67", True),
        ("Åsa Lindström", "+46 70 123 45 67", False),
        ("JOZEF ZAK", "+48 601 234 567", True),
        ("Bengt-Ake Eklund", "+46 70 123 45 67", True),
        ("Asa Whitfield", "+44 7400 123456", False),
        ("Anna Åke", "+46 70 123 45 67", False),
    ],
)
def test_a_first_name_without_the_marks_it_is_written_with_is_to_be_looked_at(
    name: str, phone: str, *, doubtful: bool
) -> None:
    mailbox = fold(name).replace(" ", ".")
    (first, *_others), _left, _where = of_lines(
        lines(("Fjord AB", 40), "", (name, 36), "Säljare", "", phone, f"{mailbox}@fjord.example"), "NO"
    )
    assert first.name == "name"
    assert first.doubtful == doubtful
