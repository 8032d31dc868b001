"""The templates of the sample year: the usual ones, as a new seller is offered them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from salesdesk.services.demo_course import made
from salesdesk.services.templates import EDITED, usual

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_year import Year


def templates_of(year: Year) -> Iterator[Change]:
    """The changes that make them."""
    at = year.hour(year.day(-366))
    for position, one in enumerate(usual()):
        patch: Patch = {name: getattr(one, name) for name in EDITED}
        yield made("templates", {**patch, "position": position or None}, at)
