"""Phones, emails and web addresses come off a card as they stand there, whatever the letters were taken for."""

from __future__ import annotations

import pytest

from salesdesk.capture.cards.contact import contact
from tests.capture.card_lines import lines


def values(name: str, *texts: str, region: str = "NO") -> list[str]:
    return contact(lines(*texts), region).values(name)


def kinds(*texts: str, region: str = "NO") -> list[tuple[str, str]]:
    found = contact(lines(*texts), region).fields
    return [(one.value, one.kind) for one in found if one.name == "phone"]


def test_a_phone_is_of_the_kind_that_its_label_says() -> None:
    assert kinds("Tlf. 55 12 34 56", "Mob. 913 45 672", "Faks 55 12 34 57") == [
        ("55 12 34 56", "work"),
        ("913 45 672", "mobile"),
        ("55 12 34 57", "fax"),
    ]
    assert kinds("ĐT: 024 3858 4416", "DĐ: 0912 345 678", region="VN") == [
        ("024 3858 4416", "work"),
        ("0912 345 678", "mobile"),
    ]
    assert kinds("tel. 12 422 18 36", "kom. 512 700 114", region="PL")[1] == ("512 700 114", "mobile")


def test_without_a_label_the_number_itself_says_whether_it_is_a_mobile() -> None:
    assert kinds("+46 31 704 22 10", "+46 70 812 44 09") == [
        ("+46 31 704 22 10", "work"),
        ("+46 70 812 44 09", "mobile"),
    ]


def test_numbers_on_one_line_are_told_apart_and_a_stroke_between_them_is_no_digit() -> None:
    assert values("phone", "Tlf. +47 55 43 24 34 1 Mob. +47 489 99 584") == [
        "+47 55 43 24 34",
        "+47 489 99 584",
    ]
    assert values("phone", "22 41 85 30 / 913 45 672") == ["22 41 85 30", "913 45 672"]


def test_letters_that_were_taken_for_digits_are_mended_in_a_number() -> None:
    assert values("phone", "Mobil: +47 9l3 45 67O") == ["+47 913 45 670"]


def test_what_is_the_number_of_something_else_is_no_phone() -> None:
    assert values("phone", "Org.nr. 912 345 678", "NIP 525-22-48-481") == []
    assert values("phone", "5013 Bergen", "00-116 Warszawa", "Quality since 1987") == []


@pytest.mark.parametrize(
    "read",
    ["E: kari @ nordlyssol.no", "E-mail: kari@nordlyssol .no", "kari@nordlyssol,no", "kari©nordlyssol.no"],
)
def test_an_email_is_mended_where_spaces_and_dots_were_misread(read: str) -> None:
    assert values("email", read) == ["kari@nordlyssol.no"]


def test_email_and_web_of_one_domain_mend_each_other() -> None:
    read = ("asa.lindstrom@gbgkullager.se", "www.gbgkullagerse")
    assert values("web", *read) == ["www.gbgkullager.se"]
    assert values("email", "kari@nordlyssolno", "nordlyssol.no") == ["kari@nordlyssol.no"]
    assert values("web", "ingrid@bolgen.design", "Bølgen Design") == []


def test_a_mended_address_is_less_sure_than_one_that_was_read_so() -> None:
    fields = contact(lines("asa@gbgkullager.se", "www.gbgkullagerse"), "SE").fields
    assert fields[0].confidence > fields[1].confidence


def test_a_label_that_stands_apart_belongs_to_the_number_beside_it() -> None:
    from salesdesk.capture.cards.lines import Box, Line

    apart = [Line("Fax", Box(40, 100, 100, 130)), Line("+47 22 41 85 31", Box(180, 101, 420, 131))]
    (phone,) = contact(apart, "NO").fields
    assert (phone.value, phone.kind) == ("+47 22 41 85 31", "fax")
