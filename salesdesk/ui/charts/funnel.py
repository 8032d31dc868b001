"""Bars that lie, one a row: the steps of a funnel, each deeper than the one before, or shares of a whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from salesdesk.i18n import _
from salesdesk.ui.charts.axis import Scale, extent
from salesdesk.ui.charts.drawing import Box, Draft, Line, Sheet, Table
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.charts.rows import PITCH, RowTexts, bar_in, lay_rows

_FIRST, _LAST = 0.35, 0.86  # of the accent, in the first step of a funnel and in the last
_EVEN: Final = 0.6


@dataclass(frozen=True, slots=True)
class Step:
    """One row; one without a value has no bar. `note` stands quietly at the right, such as the time in a stage."""

    label: str
    value: float | None
    shown: str
    note: str = ""
    strong: bool = False

    def told(self) -> str:
        """Its value as a text."""
        return self.shown or ("" if self.value is not None else _("no data"))


@dataclass(frozen=True, slots=True)
class Funnel:
    """`heads` name the columns of the table: the label, the value, and the note where there is one.

    `deepening` paints each row deeper than the one above; else all are even but the strong. Values below zero
    hang to the left of a line at zero.
    """

    heads: tuple[str, ...]
    steps: tuple[Step, ...]
    deepening: bool = True

    def is_empty(self) -> bool:
        """Whether no row has a value."""
        return all(step.value is None for step in self.steps)

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        return PITCH * len(self.steps)

    def table(self) -> Table:
        """The same values as texts."""
        wide = len(self.heads)
        return Table(self.heads, tuple((one.label, one.told(), one.note)[:wide] for one in self.steps))

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The rows in `box`, in pixels."""
        draft = Draft()
        strips = lay_rows(
            draft,
            box,
            ink,
            [RowTexts(step.label, step.told(), step.note, quiet=step.value is None) for step in self.steps],
        )
        low, high = extent([step.value for step in self.steps], zero=True)
        for place, (step, strip) in enumerate(zip(self.steps, strips, strict=True)):
            room = bar_in(strip)
            scale = Scale(low, high if high > low else low + 1, room.left(), room.right())
            zero = scale.at(0)
            if step.value is not None:
                end = scale.at(step.value)
                wide = max(abs(end - zero), 3.0 if step.value else 0.0)  # what there is can be seen
                bar = QRectF(zero if step.value > 0 else zero - wide, room.top(), wide, room.height())
                draft.shapes.append(Box(bar, ink.color("accent", self._depth(place)), 4))
            if low < 0:
                ends = (QPointF(zero, strip.whole.top()), QPointF(zero, strip.whole.bottom()))
                draft.shapes.append(Line(ends, ink.color("control")))
        return draft.sheet(1)

    def _depth(self, place: int) -> float:
        if self.steps[place].strong:
            return 1.0
        if not self.deepening:
            return _EVEN
        return _FIRST + (_LAST - _FIRST) * place / max(1, len(self.steps) - 1)
