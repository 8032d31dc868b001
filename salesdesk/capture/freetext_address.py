"""Finds a postal address in lines of text: a postal code before or after a city, and the street beside it.

Modest on purpose: what is not surely an address stays text, and text goes to the note.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Final

from salesdesk.capture.freetext_words import NUMBER_LABELS
from salesdesk.domain.drafts import AddressDraft
from salesdesk.domain.text import fold
from salesdesk.domain.values import country_code

_CITY: Final = (
    r"(?P<city>[^\W\d_][^\W\d_.'’-]*(?:[.'’-][^\W\d_]+){0,3}\.?"
    r"(?:[ ](?:[A-ZÀ-ÖØ-ÞĀ-ŽƠƯẠ-Ỹ][^\W\d_]*(?:[.'’-][^\W\d_]+){0,3}|am|an der|im|in|ob|i|på|w|nad|m|S|C|K|N|V|Ø)){0,3})"
)
# A country's letter before the code; then NL "1012 AB", PL "30-001", SE "411 05", 4 to 6 digits elsewhere.
_BEFORE_CITY: Final = re.compile(
    r"(?:^|(?<=[\s,]))(?:(?P<land>NO|N|SE|S|DK|DE|D|PL|FI|FIN|AT|A|CH|NL|VN)-)?"
    rf"(?P<code>\d{{4}}\s?[A-Z]{{2}}(?=\s)|\d\d-\d{{3}}|\d{{3}}\s\d\d|\d{{4,6}})\s+{_CITY}$"
)
_AFTER_CITY: Final = re.compile(
    rf"^{_CITY}\s+(?P<code>\d{{5,6}}|[A-Z]{{1,2}}\d[A-Z\d]?\s\d[A-Z]{{2}})$"  # Vietnam; Great Britain
)
_LAND: Final = {"N": "NO", "S": "SE", "D": "DE", "A": "AT", "FIN": "FI"}
_STREET_WORD: Final = re.compile(
    r"(?<![^\W_])(?:ul|al|os|pl|aleja|ulica|plac|street|st|road|rd|avenue|ave|lane|square|duong|pho|so|ngo|quan|phuong"
    r"|postboks|box|boks|pb|pob|skr|rue|via)(?![^\W_])"
    r"|(?:gata|gate|gaten|gt|veien|vegen|vei|veg|vagen|gatan|vag|torget|torg|plass|plassen|allé|allee|kaia|kaien|brygge"
    r"|brygga|strasse|str|weg|platz|gasse|damm|vej|gade|backen|bakken|stigen|straat)(?:[. ]|$)"
)
_HOUSE: Final = re.compile(r"(?<!\S)\d{1,5}(?:[/-]\d{1,4})?\s?[A-Za-z]?(?=$|[\s,.])")


def find(text: str) -> AddressDraft | None:
    """The address that the whole of `text` is, with or without a street; None where it is none."""
    text, country = _without_country(text)
    match = _BEFORE_CITY.search(text) or _AFTER_CITY.search(text)
    if match is None or fold(match["city"]).split()[0] in NUMBER_LABELS:
        return None
    before = text[: match.start()].strip(" ,-–")
    if before and not is_street(before):
        return None
    code, land = match["code"], match.groupdict().get("land") or ""
    if not country and land:
        country = _LAND.get(land, land)
    if not country and re.fullmatch(r"\d\d-\d{3}", code):
        country = "PL"
    city = match["city"].strip()
    return AddressDraft(street=before, postal_code=code, city=city, country=country)


def _without_country(text: str) -> tuple[str, str]:
    """`text` less a country at its end, and the country's code."""
    words = text.rstrip(" .").split(" ")
    for count in (1, 2):
        name = " ".join(words[-count:])
        if len(words) > count and len(name) > 3 and name[:1].isupper() and (code := country_code(name)):
            return " ".join(words[:-count]).rstrip(" ,-"), code
    return text, ""


def country(text: str) -> str:
    """The code of a country whose name is the whole of `text`, else empty."""
    return country_code(text.strip(" .")) if 3 < len(text) < 40 and text[:1].isupper() else ""


def is_street(text: str) -> bool:
    """Whether `text` reads like a street with a house number, or a box."""
    return says_street(text) or (len(text) <= 100 and _plain_street(text))


def says_street(text: str) -> bool:
    """Whether a word in `text` says that it is a street or a box, with its number."""
    words = text.split()
    if len(text) > 100 or not words or fold(words[0]).rstrip(".:") in NUMBER_LABELS:
        return False
    return bool(_HOUSE.search(text)) and bool(_STREET_WORD.search(fold(text)))


def _plain_street(text: str) -> bool:
    """ "Lille Grensen 7", "Nowy Świat 12/4": capital words and a number at the end."""
    words = text.split()
    if not words:
        return False
    number = _HOUSE.fullmatch(words[-1]) or (len(words) > 2 and _HOUSE.fullmatch(" ".join(words[-2:])))
    return (
        bool(number) and len(words) in range(2, 6) and words[0][:1].isupper() and not words[0][:1].isdigit()
    )


def joined(address: AddressDraft, street: str) -> AddressDraft:
    """`address` with the street from the line before it."""
    return replace(address, street=", ".join(part for part in (street, address.street) if part))
