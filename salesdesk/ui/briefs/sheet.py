"""A brief on paper: one upright A4, set closer where there is much to say, and cut where even that is not enough."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt

from salesdesk.domain.locally import long_day
from salesdesk.i18n import _
from salesdesk.services.brief import Brief, Part
from salesdesk.ui.background import Progress
from salesdesk.ui.widgets.marks import SIDE, TOP, Mark, PaperPage, cut, paint
from salesdesk.ui.widgets.paper import HIGH, WIDE, write_pages

_WIDE: Final = WIDE - 2 * SIDE
_END: Final = HIGH - 480.0
_USUAL: Final = (1.0, 0.92, 0.84, 0.76)  # how large the text is set, the largest that fits first
_DOT: Final = 130.0


def write(file: Path, briefs: Sequence[Brief], progress: Progress) -> int:
    """Writes briefs as PDF, a page each, and gives how many. Raises `EnvironmentTrouble`; `progress` may stop it."""
    laid: list[list[Mark]] = []
    for done, one in enumerate(briefs):
        progress(done, len(briefs))
        laid.append(page(one))
    write_pages(file, [partial(paint, marks=one) for one in laid], title=_("Brief before a visit"))
    return len(laid)


def page(brief: Brief) -> list[Mark]:
    """What stands on the page of a brief."""
    for size in _USUAL:
        made = _laid(brief, size)
        if made.down <= _END:
            return made.marks
    return [one for one in _laid(brief, _USUAL[-1]).marks if one.box.bottom() <= _END]


def _laid(brief: Brief, size: float) -> PaperPage:
    made = PaperPage(down=TOP - 90)
    made.put(long_day(brief.day), 85, SIDE, _WIDE, ink="muted", align=Qt.AlignmentFlag.AlignRight)
    made.down += made.put(cut(brief.name), 200, SIDE, _WIDE - 1300, bold=True) + 30
    for line in brief.about:
        made.down += made.put(cut(line), 100, SIDE, _WIDE, ink="secondary") + 12
    if brief.reach:
        made.down += 20
        made.down += made.put(cut(" · ".join(brief.reach)), 100, SIDE, _WIDE) + 12
    made.down += 80 * size
    for part in brief.parts:
        _part(made, part, size)
    if not brief.parts:
        made.down += 100
        made.put(_("Nothing is known yet but the name."), 100, SIDE, _WIDE, ink="secondary")
    return made


def _part(made: PaperPage, part: Part, size: float) -> None:
    made.rule()
    made.down += 90 * size
    ink = "hot" if part.urgent else "accent"
    made.down += made.put(part.title, 92 * size, SIDE, _WIDE, bold=True, ink=ink) + 40 * size
    for line in part.lines:
        made.put("•", 100 * size, SIDE, _DOT, ink="muted")
        made.down += made.put(line, 100 * size, SIDE + _DOT, _WIDE - _DOT) + 26 * size
    made.down += 90 * size
