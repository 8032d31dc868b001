"""Finds the postal address on a card: a town by its postal code or its name, and the street beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from salesdesk.capture import freetext_address
from salesdesk.capture.cards.fields import Field, field
from salesdesk.capture.cards.lines import Line
from salesdesk.capture.cards.vietnamese_words import PLACES
from salesdesk.capture.freetext_kinds import has_legal_form
from salesdesk.domain.drafts import AddressDraft
from salesdesk.domain.text import fold
from salesdesk.domain.values import country_code

_CITY: Final = r"(?P<city>[^\W\d_][^\d,|]{1,40}?)"
_LAND: Final = r"(?:(?P<land>[A-Z]{1,3})\s?-\s?)?"
_NATIONAL: Final = (  # the country, and how its postal code stands beside a town
    ("PL", rf"{_LAND}(?P<code>\d{{2}}\s?-\s?\d{{3}})\s+{_CITY}"),
    ("PT", rf"{_LAND}(?P<code>\d{{4}}-\d{{3}})\s+{_CITY}"),
    ("NL", rf"{_LAND}(?P<code>[1-9]\d{{3}}\s?[A-Z]{{2}})\s+{_CITY}"),
    ("GB", rf"(?:{_CITY}[, ]\s*)?(?P<code>[A-Z]{{1,2}}\d[A-Z\d]?\s?\d[A-Z]{{2}})"),
    ("CA", rf"{_CITY},?\s+(?P<region>[A-Z]{{2}}),?\s+(?P<code>[A-Z]\d[A-Z]\s?\d[A-Z]\d)"),
    ("US", rf"{_CITY},?\s+(?P<region>[A-Z]{{2}})\.?,?\s+(?P<code>\d{{5}}(?:-\d{{4}})?)"),
    ("AU", rf"{_CITY},?\s+(?P<region>NSW|VIC|QLD|SA|WA|TAS|NT|ACT),?\s+(?P<code>\d{{4}})"),
    ("", rf"{_LAND}(?P<code>\d{{3}} \d{{2}}|\d{{4,6}})\s+{_CITY}"),
    ("", rf"{_CITY},?\s+(?P<code>\d{{6}}|\d{{3}} \d{{2}})"),
    ("", r"(?P<city>[^\W\d_][^\W\d_]+(?: [^\W\d_]+)?)\s+(?P<code>\d{5})"),
)
_TOWN: Final = tuple(
    (land, re.compile(rf"(?:^|.*?[,;·|]\s*|.*?\s{{2,}}){form}$")) for land, form in _NATIONAL
)
_INSIDE: Final = tuple((land, re.compile(rf"^.*?\d\S*\s+{form}$")) for land, form in _NATIONAL[:8])
_LANDS: Final = {"N": "NO", "S": "SE", "D": "DE", "A": "AT", "F": "FR", "FIN": "FI", "I": "IT", "B": "BE"}
_STREET_WORD: Final = re.compile(
    r"(?<![^\W\d_])(?:ul|al|os|pl|aleja|ulica|rue|avenue|av|bd|boulevard|place|quai|chemin|via|viale|piazza|corso|calle|avda"
    r"|paseo|plaza|rua|street|st|road|rd|ave|lane|ln|drive|dr|blvd|square|sq|court|way|suite|floor|building|house|park|unit"
    r"|box|boks|postboks|postfach|bp|c/o|so|duong|lo|kcn|ngo|tang|toa nha|quan|phuong)(?![^\W\d_])"
    r"|(?:gata|gaten|gate|gatan|veien|vegen|vei|veg|vagen|vag|torget|torg|plass|plassen|plats|allen|allé|allee|kaia|kaien"
    r"|brygge|brygga|strasse|str|weg|platz|gasse|ring|ufer|damm|vej|gade|backen|bakken|stigen|straat|laan|plein|katu|tie)"
    r"(?![^\W\d_])"
)
_CITY_OF_MANY_WORDS: Final = 4
_VIETNAMESE: Final = re.compile(
    r"(?:^|[\s,])(?:tp|t\.p|thanh pho|quan|phuong|huyen|thi xa|tinh|kcn|duong|lo)[\s.]+\w"
)


@dataclass(frozen=True, slots=True)
class Place:
    """An address as it is printed, as its parts, and where it was read."""

    field: Field
    draft: AddressDraft


def place(lines: Sequence[Line], region: str) -> tuple[Place | None, tuple[Line, ...]]:
    """The address among `lines` of a card from `region`, and the lines that are left."""
    towns = [(line, draft) for line in lines if (draft := _town(line.text, region))]
    if not towns:
        return _street_alone(lines)
    town, draft = max(towns, key=lambda one: (bool(one[1].postal_code), one[0].box.top))
    used = [town]
    if not draft.street:
        used = [*_street_above(town, lines), town]
    below = _next_to(town, lines, below=True)
    if below is not None and (land := _country(below.text)):
        used.append(below)
        draft = replace(draft, country=land)
    streets = [line.text.strip(" ,") for line in used if line is not town and not _country(line.text)]
    draft = replace(draft, street=", ".join(filter(None, (*streets, draft.street))))
    printed = ", ".join(_tidy(line.text) for line in used)
    sure = 1.0 if draft.street and (draft.postal_code or region == "VN") else 0.7
    return Place(field("address", printed, used, sure=sure), draft), _without(lines, used)


def _tidy(text: str) -> str:
    return " ".join(re.sub(r",(?=[^\W\d_])", ", ", text).split()).strip(" ,;|·•")


def _without(lines: Sequence[Line], used: Sequence[Line]) -> tuple[Line, ...]:
    return tuple(line for line in lines if all(line is not one for one in used))


def _town(text: str, region: str) -> AddressDraft | None:
    """The town that `text` ends with, and the street before it; None where it tells of none."""
    text = _tidy(text)
    said, country = _before_country(text)
    for land, form in (*_TOWN, *_INSIDE):
        match = form.match(said)
        if match is None or (land == "US" and region not in {"US", "PR", ""} and "," not in said):
            continue
        parts = match.groupdict()
        city = (parts["city"] or "").strip(" ,")
        if city and not _is_city(city):
            continue
        street = said[: min(match.start(one) for one in ("city", "code") if match[one])].strip(" ,;·|")
        if parts.get("land"):
            street = re.sub(rf"\b{parts['land']}\s?-?$", "", street).strip(" ,;·|")
        if street and not _may_be_street(street):
            continue
        if parts.get("land") and _LANDS.get(parts["land"], parts["land"]):
            country = country or country_code(_LANDS.get(parts["land"], parts["land"]))
        return AddressDraft(
            street=street,
            postal_code=parts["code"],
            city=city,
            region=parts.get("region") or "",
            country=country or (land if land in {"PL", "GB"} else ""),
        )
    return _vietnamese(said, country) if region == "VN" else None


def _vietnamese(text: str, country: str) -> AddressDraft | None:
    """A town of Vietnam, where addresses have no postal code."""
    before, _comma, last = text.rpartition(",")
    city = last.strip()
    bare = re.sub(r"^(?:tp|t\.p|thanh pho|tinh)[\s.]+", "", fold(city)).strip(" .")
    if bare in PLACES:
        return AddressDraft(street=before.strip(" ,"), city=city, country=country)
    return None


def _before_country(text: str) -> tuple[str, str]:
    """`text` less a country that stands after a comma at its end, and the country's code."""
    before, comma, last = text.rpartition(",")
    land = _country(last) if comma else ""
    return (before.strip(" ,"), land) if land else (text, "")


def _country(text: str) -> str:
    return freetext_address.country(_tidy(text).title() if text.isupper() else _tidy(text))


def _is_city(text: str) -> bool:
    words = text.split()
    return (
        len(words) <= _CITY_OF_MANY_WORDS
        and text[0].isupper()
        and not has_legal_form(text)
        and not _STREET_WORD.search(fold(words[-1]))
    )


def _may_be_street(text: str) -> bool:
    return any(c.isdigit() for c in text) or bool(_STREET_WORD.search(fold(text)))


def _street_above(town: Line, lines: Sequence[Line]) -> list[Line]:
    """The lines right above a town that read like a street, a box, a floor, from above; at most three."""
    found: list[Line] = []
    at = town
    while len(found) < 3:
        above = _next_to(at, lines, below=False)
        if (
            above is None
            or has_legal_form(above.text)
            or not _may_be_street(above.text)
            or _is_slogan(above.text)
        ):
            break
        at = above
        found.insert(0, at)
    return found


def _is_slogan(text: str) -> bool:
    """Whether its only number is a year: "Quality since 1987"."""
    return re.findall(r"\d+", text) != [] and re.fullmatch(r".*[^\W\d_]{3,} (?:19|20)\d\d", text) is not None


def _next_to(line: Line, lines: Sequence[Line], *, below: bool) -> Line | None:
    """The line right above or below one, in the same column; None where there is none."""
    beside = [
        other
        for other in lines
        if other is not line
        and _in_column(line, other)
        and 0
        < (other.box.middle - line.box.middle) * (1 if below else -1)
        < 2.1 * max(line.box.height, other.box.height)
    ]
    return min(beside, key=lambda other: abs(other.box.middle - line.box.middle), default=None)


def _in_column(one: Line, other: Line) -> bool:
    """Whether two lines begin, end or are centred at the same place."""
    near = 1.2 * max(one.box.height, other.box.height)
    centre = abs(one.box.left + one.box.right - other.box.left - other.box.right) / 2
    return min(abs(one.box.left - other.box.left), abs(one.box.right - other.box.right), centre) < near


def _street_alone(lines: Sequence[Line]) -> tuple[Place | None, tuple[Line, ...]]:
    for line in lines:
        street = _tidy(line.text)
        if freetext_address.says_street(street) or _VIETNAMESE.search(fold(street)):
            found = Place(field("address", street, [line], sure=0.6), AddressDraft(street=street))
            return found, _without(lines, [line])
    return None, tuple(lines)
