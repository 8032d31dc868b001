"""Many made-up people, the same for the same seed, with as few namesakes as a real address book has."""

from __future__ import annotations

import random
from collections.abc import Iterator

from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft

_STARTS = (
    *("Bjø", "Sol", "Łuk", "Nys", "Wój", "Lin", "Øst", "Dah", "Żak", "Eng", "Kow", "Gru", "Aam", "Phạ"),
    *("Ngu", "Trầ", "Mül", "Har", "And", "Ols", "Pet", "Joh", "Sva", "Tho"),
)
_MIDDLES = (
    *("berg", "heim", "asi", "strö", "ci", "qvi", "ve", "lst", "hal", "dorf", "land", "mark", "nes"),
    *("vik", "rud", "stad", "by", "sen", "ard", "ell", "ing", "ov", "em", "ur"),
)
_ENDS = (
    "en",
    "er",
    "a",
    "ik",
    "öm",
    "ek",
    "st",
    "by",
    "d",
    "k",
    "an",
    "y",
    "ń",
    "i",
    "o",
    "e",
    "as",
    "ak",
    "us",
)
_FIRST = (
    *("Ingrid", "Marek", "Åsa", "Hạnh", "Lars", "Ewa", "Oskar", "Zofia", "Kari", "Jan", "Maja", "Henrik"),
    *(
        "Silje",
        "Tomasz",
        "Đức",
        "John",
        "Mary",
        "Øyvind",
        "Łucja",
        "Anna",
        "Ola",
        "Per",
        "Nils",
        "Eva",
        "Liv",
    ),
    *("Ida", "Jens", "Erik", "Karl", "Olga", "Adam", "Piotr", "Hanna", "Sven", "Lena", "Minh", "Linh", "Thu"),
)
_FORMS = ("AS", "AB", "Sp. z o.o.", "Ltd", "GmbH", "")
_TOWNS = (
    ("5013", "Bergen", "NO"),
    ("0150", "Oslo", "NO"),
    ("111 20", "Stockholm", "SE"),
    ("60-101", "Poznań", "PL"),
)


def people(count: int, seed: int = 1) -> Iterator[ProspectDraft]:
    """`count` people with a company, a phone, an email address, a postal address and a tag."""
    chance = random.Random(seed)
    for number in range(count):
        first, last = chance.choice(_FIRST), _word(chance)
        company = f"{_word(chance)} {chance.choice(_FORMS)}".strip()
        code, city, country = chance.choice(_TOWNS)
        street = f"{_word(chance)}gata {chance.randrange(1, 200)}"
        yield ProspectDraft(
            first_name=first,
            last_name=last,
            title=chance.choice(("Buyer", "Owner", "")),
            company=company,
            phones=(Detail(f"+47 9{chance.randrange(10**7):07d}", "mobile"),),
            emails=(
                Detail(f"post{number}@{last.lower().encode('ascii', 'ignore').decode() or 'x'}.example"),
            ),
            addresses=(AddressDraft(street=street, postal_code=code, city=city, country=country),),
            tags=(chance.choice(("oak", "bowls", "trays")),),
            time_frame=chance.choice(("now", "two-months", "none", "")),
            note="Met at the fair, asked for the price list" if number % 3 else "",
        )


def _word(chance: random.Random) -> str:
    middle = chance.choice(_MIDDLES) + (chance.choice(_MIDDLES) if chance.random() < 0.6 else "")
    return chance.choice(_STARTS) + middle + chance.choice(_ENDS)
