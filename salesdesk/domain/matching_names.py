"""How far the names of two people agree: misspelt, shortened, in another order, or not at all."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from rapidfuzz.distance import OSA, JaroWinkler

if TYPE_CHECKING:
    from salesdesk.domain.matching_person import Traits

# How alike two parts of a name are, and the bits that each degree is worth (see matching_score).
UNKNOWN, OTHER, LIKE, CLOSE, SAME = range(5)
_FIRST = (0.0, -5.0, 2.0, 5.0, 5.5)
_LAST = (0.0, -5.0, 4.0, 6.5, 7.5)
_ALIKE = 0.85  # the Jaro-Winkler similarity from which two names are taken for spellings of one


class Names(NamedTuple):
    """What two names say: bits of evidence, how alike the first and the last names are, the code of the
    reason, and whether they may be taken for one name without asking a person."""

    bits: float
    first: int
    last: int
    code: str
    sure: bool


_SILENT = Names(0.0, UNKNOWN, UNKNOWN, "", sure=True)
_SAME_NAME = Names(13.0, SAME, SAME, "name", sure=True)
_SAME_WORD = Names(6.5, SAME, UNKNOWN, "name", sure=True)
_OTHER_ORDER = Names(12.5, SAME, SAME, "name_order", sure=True)
_SHORTER = Names(11.5, SAME, SAME, "name_shorter", sure=True)
_COMPANY_AND_PERSON = Names(-5.0, OTHER, OTHER, "company_and_person", sure=False)


def likeness(one: str, other: str) -> int:
    """How alike two parts of a name are: `UNKNOWN` where one is empty, else from `OTHER` to `SAME`."""
    if not one or not other:
        return UNKNOWN
    if one == other:
        return SAME
    short, long = (one, other) if len(one) <= len(other) else (other, one)
    an_end = one[0] == other[0] or one[-1] == other[-1]  # which one typing error leaves as it was
    if an_end and len(long) > 2 and OSA.distance(one, other, score_cutoff=1) <= 1:
        return CLOSE
    if len(short) != 2 and long.startswith(short):
        return LIKE  # "Alex" and "Alexander", "I." and "Ingrid"; two letters say neither
    # In one order, since the measure is not quite symmetric.
    before, after = (one, other) if one < other else (other, one)
    return LIKE if JaroWinkler.similarity(before, after, score_cutoff=_ALIKE) else OTHER


def in_one_order(a: Traits, b: Traits) -> bool:
    """Whether two names, neither the same nor the other shortened, are sure to be compared first with first and last
    with last by `compare_names`."""
    if not a.run or not b.run or a.run == b.run or a.words == b.words:
        return False
    if len(a.words) != len(b.words) and len(a.words) > 1 and len(b.words) > 1:
        return False
    return not _may_be_crossed(a, b)


def _may_be_crossed(a: Traits, b: Traits) -> bool:
    return a.first[:1] == b.last[:1] or a.last[:1] == b.first[:1]


def _other_ending(one: str, other: str) -> bool:
    """Whether two names differ at their end alone, as Anna and Anne or Jan and Jana do: often two people."""
    return one[:-1] in (other, other[:-1]) or one == other[:-1]


def _code(first: int, last: int) -> str:
    known = [degree for degree in (first, last) if degree != UNKNOWN]
    if not known:
        return ""
    if OTHER in known:
        return "other_first_name" if first == OTHER else "other_last_name"
    if SAME not in known or LIKE in known:
        return "name_letter" if known == [CLOSE] else "name_alike"
    if CLOSE in known:
        return "name_letter"
    return "first_name" if first == SAME else "last_name"


def _by_part(a: Traits, b: Traits) -> Names:
    first, last = likeness(a.first, b.first), likeness(a.last, b.last)
    if (first < LIKE or last < LIKE) and _may_be_crossed(a, b):
        one, two = sorted((likeness(a.first, b.last), likeness(a.last, b.first)))
        crossed = _FIRST[one] + _LAST[two] - 1.0
        if crossed > _FIRST[first] + _LAST[last]:
            code = "name_order" if one >= LIKE else _code(two, UNKNOWN)
            return Names(crossed, one, two, code, sure=False)
    sure = (
        (first == SAME and last in (UNKNOWN, CLOSE))
        or (first == CLOSE and last == SAME and not _other_ending(a.first, b.first))
        or (first == LIKE and last == SAME and 1 in (len(a.first), len(b.first)))
    )
    return _straight(first, last, sure)


@cache  # one of so few that making it would cost more than the comparison
def _straight(first: int, last: int, sure: bool) -> Names:  # noqa: FBT001 (cached by its place)
    return Names(_FIRST[first] + _LAST[last], first, last, _code(first, last), sure)


def compare_names(a: Traits, b: Traits) -> Names:
    """How far the names of `a` and `b` agree; silent where one of them has none."""
    if not a.run or not b.run:
        return _SILENT
    if a.run == b.run or a.words == b.words:
        if len(a.words) == 1 and len(b.words) == 1 and not (a.is_company or b.is_company):
            return _SAME_WORD
        return _SAME_NAME if a.run == b.run else _OTHER_ORDER
    if a.is_company != b.is_company:
        return _COMPANY_AND_PERSON
    short, long = (a.words, b.words) if len(a.words) < len(b.words) else (b.words, a.words)
    if 1 < len(short) < len(long) and set(short) <= set(long):
        return _SHORTER
    return _by_part(a, b)
