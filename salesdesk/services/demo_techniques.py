"""The techniques of the sample year: those that its deals name, each with a script and a checklist."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from salesdesk.i18n import N_
from salesdesk.services.demo_course import made
from salesdesk.services.techniques_usual import DEMO, REFERRAL, SAMPLES, told

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_year import Year

_SHELF: Final = (
    "",
    N_(
        "“I measured your shelf by the window: 1.80 wide, three boards. May I show you how it would look?”\n\n"
        "Lay the drawing on the counter, not the price list.\n\n"
        "“Here stands what people take along without asking, here what they ask you about.”\n\n"
        "“Which of the three boards shall we fill first?”"
    ),
    N_(
        "Measured the shelf, took a photo\nDrawing with pieces, not with names\n"
        "A first fill that they can afford at once\nAgreed who fills it up, and when\n"
        "Photo of the filled shelf for the next customer"
    ),
    "quote negotiation",
)
_TEXTS: Final[Mapping[str, tuple[str, str, str, str]]] = {
    "Live demo": DEMO,
    "Sample box": SAMPLES,
    "Referral call": REFERRAL,
    "Shelf plan": _SHELF,
}


def techniques_of(year: Year, names: Sequence[str]) -> Iterator[Change]:
    """The changes that make them, called as the deals of the sample name them."""
    at = datetime.combine(year.day(-366), time(9), year.zone)  # without dice
    for position, name in enumerate(names):
        if name in _TEXTS:
            one = told(_TEXTS[name], name=name)
            patch: Patch = {
                "name": name,
                "script": one.script,
                "checklist": one.checklist,
                "stages": " ".join(one.stages),
                "position": position or None,
            }
            yield made("techniques", patch, at)
