"""Who of a team takes whom: by area, product and language, and in turn where several would do.

A rule without a store, so that a seller can be told why each prospect goes where it goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from salesdesk.domain.text import fold

AREA: Final = "area"
PRODUCT: Final = "product"
LANGUAGE: Final = "language"
TURN: Final = "turn"
_SEPARATOR: Final = re.compile(r"[,;\n]")
_RANGE: Final = re.compile(r"(\d{2,10})\s*[-–]\s*(\d{2,10})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Taker:
    """Someone of the team. Each list is of what they take, folded; an empty one takes all. `so_far` is how many
    they were given before."""

    id: UUID
    areas: tuple[
        str, ...
    ] = ()  # a postcode, its beginning (50*), a range (5003-5099), a city, region, country
    products: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    in_turn: bool = False
    so_far: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A prospect to be given to someone: where it is, what it asked about, what it speaks, all folded."""

    id: UUID
    postal_codes: tuple[str, ...] = ()
    places: frozenset[str] = frozenset()  # cities, regions, countries
    products: frozenset[str] = frozenset()
    language: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """Who gets a prospect, and why: `area`, `product`, `language` are what fitted, `turn` that it was their turn.
    `to` is None where nobody of the team takes it."""

    prospect: UUID
    to: UUID | None
    why: tuple[str, ...] = ()


def listed(text: str) -> tuple[str, ...]:
    """What a list typed with commas, semicolons or lines holds, folded, each once."""
    return tuple(dict.fromkeys(fold(part) for part in separated(text)))


def separated(text: str) -> list[str]:
    """What a list typed with commas, semicolons or lines holds, as it was typed."""
    return [part.strip() for part in _SEPARATOR.split(text) if fold(part)]


def share_out(prospects: Iterable[Wanted], team: Sequence[Taker]) -> list[Given]:
    """Gives each prospect to one of `team`, in the order of the prospects.

    Only who takes its area, product and language may have it; who says most of what fits comes first. Where
    several are left, those who take turns do, the one with the fewest so far first; else the first of the team.
    """
    counts: Counter[UUID] = Counter({one.id: one.so_far for one in team})
    given: list[Given] = []
    for prospect in prospects:
        fits = {one.id: why for one in team if (why := _fit(prospect, one)) is not None}
        best = max(map(len, fits.values()), default=0)
        left = [one for one in team if one.id in fits and len(fits[one.id]) == best]
        if not left:
            given.append(Given(prospect.id, None))
            continue
        taking = [one for one in left if one.in_turn]
        chosen = min(taking, key=lambda one: counts[one.id]) if taking else left[0]
        counts[chosen.id] += 1
        turn = (TURN,) if len(taking) > 1 else ()
        given.append(Given(prospect.id, chosen.id, (*fits[chosen.id], *turn)))
    return given


def _fit(prospect: Wanted, taker: Taker) -> tuple[str, ...] | None:
    """What of the lists fits, None where one of them leaves the prospect out."""
    asked: Mapping[str, tuple[bool, bool]] = {
        AREA: (bool(taker.areas), any(_in_area(prospect, area) for area in taker.areas)),
        PRODUCT: (bool(taker.products), bool(prospect.products.intersection(taker.products))),
        LANGUAGE: (bool(taker.languages), prospect.language in taker.languages),
    }
    if any(stated and not fits for stated, fits in asked.values()):
        return None
    return tuple(what for what, (stated, _fits) in asked.items() if stated)


def _in_area(prospect: Wanted, area: str) -> bool:
    """`50*` is every postcode that begins so, `5003-5099` every number between of as many digits."""
    plain = area.replace(" ", "")  # 123 45 and 12345 are one postcode
    codes = [code.replace(" ", "") for code in prospect.postal_codes]
    if area in prospect.places or plain in codes:
        return True
    if plain.endswith("*"):
        return any(code.startswith(plain[:-1]) for code in codes)
    between = _RANGE.fullmatch(plain)
    if not between:
        return False
    first, last = between.groups()
    return any(
        len(first) <= len(code) <= len(last) and int(first) <= int(code) <= int(last)
        for code in codes
        if code.isascii() and code.isdigit()
    )
