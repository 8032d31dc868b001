"""The team of the sample year: a colleague for the north of the country, and one who speaks Polish."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from salesdesk.services.demo_course import made

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_year import Year

_TEAM: Final[tuple[Patch, ...]] = (
    {"name": "Kari Moen", "email": "kari@moen-salg.example", "areas": "6*, 7*, 8*, 9*", "in_turn": 1},
    {"name": "Jan Wójcik", "email": "jan@wojcik.example", "languages": "pl", "in_turn": 1, "position": 1},
)


def team_of(year: Year) -> Iterator[Change]:
    """The changes that make it."""
    at = year.hour(year.day(-200))
    for one in _TEAM:
        yield made("teammates", {**one}, at)
