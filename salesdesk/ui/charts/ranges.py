"""A dot in the range that it may as well lie in, one a row: what cannot be told apart is seen not to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from salesdesk.i18n import _
from salesdesk.ui.charts.axis import Scale, extent
from salesdesk.ui.charts.drawing import DASHED, Box, Dot, Draft, Line, Sheet, Table
from salesdesk.ui.charts.ink import Ink
from salesdesk.ui.charts.rows import PITCH, RowTexts, Strip, lay_rows

_DOT: Final = 5
_HIGH: Final = 4  # pixels of the bar of a range


@dataclass(frozen=True, slots=True)
class Range:
    """One row: a value between `low` and `high`, of so many (`note`: "43 deals"). `sure` False: too few to say."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    shown: str
    note: str = ""
    between: str = ""  # the range as a text, for the table and a screen reader
    sure: bool = True

    def told(self) -> str:
        """Its value as a text."""
        return self.shown or ("" if self.value is not None else _("no data"))


@dataclass(frozen=True, slots=True)
class Ranges:
    """`heads` name the columns of the table: the label, the value, the range, the note.

    `low` and `high` are the ends of the scale (None: those of the rows); `middle` is a line through all rows,
    such as the rate of all together.
    """

    heads: tuple[str, ...]
    rows: tuple[Range, ...]
    low: float | None = None
    high: float | None = None
    middle: float | None = None

    def is_empty(self) -> bool:
        """Whether no row has a value."""
        return all(row.value is None for row in self.rows)

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        return PITCH * len(self.rows)

    def table(self) -> Table:
        """The same values as texts."""
        wide = len(self.heads)
        return Table(
            self.heads, tuple((row.label, row.told(), row.between, row.note)[:wide] for row in self.rows)
        )

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The rows in `box`, in pixels."""
        draft = Draft()
        texts = [RowTexts(row.label, row.told(), row.note, quiet=row.value is None) for row in self.rows]
        strips = lay_rows(draft, box, ink, texts)
        low, high = self._ends()
        for row, strip in zip(self.rows, strips, strict=True):
            scale = Scale(
                low, high, strip.room.left() + _DOT, max(strip.room.left(), strip.room.right()) - _DOT
            )
            if self.middle is not None and row.value is not None:
                x = scale.at(self.middle)
                ends = (QPointF(x, strip.whole.top()), QPointF(x, strip.whole.bottom()))
                draft.shapes.append(Line(ends, ink.color("line"), 1, DASHED))
            self._lay_range(draft, row, strip, ink, scale)
        return draft.sheet(1)

    def _ends(self) -> tuple[float, float]:
        values = [number for row in self.rows for number in (row.low, row.value, row.high)]
        low, high = extent([*values, self.middle], zero=False)
        low, high = min(low, self.low if self.low is not None else low), max(high, self.high or high)
        return (low, high) if high > low else (low, low + 1)

    @staticmethod
    def _lay_range(draft: Draft, row: Range, strip: Strip, ink: Ink, scale: Scale) -> None:
        y = strip.room.center().y()
        if row.low is not None and row.high is not None:
            left, right = scale.at(row.low), scale.at(row.high)
            bar = QRectF(left, y - _HIGH / 2, max(_HIGH, right - left), _HIGH)
            draft.shapes.append(Box(bar, ink.color("accent", 0.34 if row.sure else 0.2), _HIGH / 2))
        if row.value is not None:
            middle = QPointF(scale.at(row.value), y)
            draft.shapes.append(Dot(middle, _DOT, ink.color("accent")))
            if not row.sure:  # a ring: there is a value, not yet a finding
                draft.shapes.append(Dot(middle, _DOT - 1.5, ink.color("panel")))
