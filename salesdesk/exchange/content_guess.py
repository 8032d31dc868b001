"""Tells what a column holds by its cells, where its header says nothing or the file has none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from salesdesk.exchange import headers
from salesdesk.exchange.headers import Target

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.exchange.tables import Table

_SEEN = 300  # cells of a column that are looked at
_HEADER_WORDS = 5  # a longer cell is a sentence
_SHAPES = (
    ("email", re.compile(r"[^@\s]+@[^@\s]+")),
    ("web", re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)),
    ("phone", re.compile(r"(?:\+|00)\d[\d ()./-]{6,}")),
)
_LOCAL_PHONE = re.compile(r"(?=(?:\D*\d){7,12}\D*$)\d[\d ()./-]{6,18}")
_POSTAL_CODE = re.compile(r"\d{4,5}|\d\d-\d{3}|\d{3} \d\d")
_COMPANY = re.compile(
    r"(?:\b(?:AS|ASA|AB|ANS|ApS|A/S|GmbH|AG|KG|Ltd|Inc|LLC|SA|SARL|TNHH|Co|Oy)\.?$|\bsp\. ?z ?o\. ?o\b"
    r"|\bS\.A\.|^Công ty\b)",
    re.IGNORECASE,
)
_NAME_PART = re.compile(r"[^\W\d_][^\d@;:]{0,60}")


def samples(table: Table) -> list[list[str]]:
    """The first cells with content of each column; an empty list is a column without any."""
    found = [list[str]() for _name in table.header]
    wanted = list(range(len(found)))
    for _number, cells in table.rows:
        for i in wanted:
            if text := cells[i].strip():
                found[i].append(text[:400])
        wanted = [i for i in wanted if len(found[i]) < _SEEN]
        if not wanted:
            break
    return found


def holds_contacts(table: Table) -> bool:
    """Whether `table` is a list of contacts rather than prose with commas in it.

    It has a header that we know, or a column of emails or phones; without either, a delimiter that no prose
    has, and the same number of cells in each row.
    """
    known = 0 if table.headless else sum(headers.known(name) for name in table.header)
    if known > 1 or (known and all(len(name.split()) <= _HEADER_WORDS for name in table.header)):
        return True
    if len(table.refused) > len(table.rows):
        return False
    seen = samples(table)
    shapes = (*(shape for name, shape in _SHAPES if name != "web"), _LOCAL_PHONE)
    looked = min(len(table.rows), _SEEN)
    if any(len(c) * 2 >= looked and _share(c, shape) >= 0.8 for c in seen if c for shape in shapes):
        return True
    return table.delimiter not in {"", ","} and len(table.header) > 1 and looked > 1 and not table.refused


def by_content(
    found: list[Target | None], header: Sequence[str], seen: list[list[str]], *, headless: bool
) -> None:
    """Fills `found` for columns that are surely emails, links or international numbers, unless their header says what
    no field holds: a picture's link, a manager's phone.

    Without a header, for local phones, postal codes with their city, companies and names as well.
    """
    for i, column in enumerate(seen):
        if found[i] is None and column and (headless or not headers.is_noted(header[i])):
            field = next((name for name, shape in _SHAPES if _share(column, shape) >= 0.8), "")
            found[i] = Target(field) if field else None
    if headless:
        _local(found, seen)
        _names(found, seen)


def _share(column: list[str], shape: re.Pattern[str]) -> float:
    return sum(1 for text in column if shape.fullmatch(text)) / len(column)


def _local(found: list[Target | None], seen: list[list[str]]) -> None:
    for i, column in enumerate(seen):
        if found[i] or not column:
            continue
        if _share(column, _POSTAL_CODE) >= 0.9 and not any(t and t.field == "postal_code" for t in found):
            found[i] = Target("postal_code")
            if i + 1 < len(found) and found[i + 1] is None and _share(seen[i + 1] or [""], _NAME_PART) > 0.8:
                found[i + 1] = Target("city")
        elif _share(column, _LOCAL_PHONE) >= 0.8:
            found[i] = Target("phone")


def _names(found: list[Target | None], seen: list[list[str]]) -> None:
    texts = [i for i, c in enumerate(seen) if c and not found[i] and _share(c, _NAME_PART) >= 0.8]
    for i in texts:
        if sum(bool(_COMPANY.search(text)) for text in seen[i]) * 3 > len(seen[i]):
            found[i] = Target("company")
            texts.remove(i)
            break
    if not texts:
        return
    first = texts[0]
    single = [sum(" " not in text for text in seen[i]) / len(seen[i]) for i in texts[:2]]
    if len(texts) > 1 and texts[1] == first + 1 and single[0] > 0.6 and single[1] > 0.6:
        found[first], found[first + 1] = Target("first_name"), Target("last_name")
    else:
        found[first] = Target("name")
