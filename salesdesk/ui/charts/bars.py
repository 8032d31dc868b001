"""Bars, one a day, week or month, beside what it was before."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from salesdesk.i18n import _
from salesdesk.ui.charts.axis import Named, Plot, Shown, extent, framed, name_below
from salesdesk.ui.charts.drawing import Box, Draft, Line, Sheet, Spot, Table
from salesdesk.ui.charts.ink import Ink

_WIDEST: Final = 48  # pixels of a bar
_FILLED: Final = 0.66  # of the room of a bar
_PALE: Final = 0.46  # of the accent, in a bar that is not the strong one


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar. `axis` is what stands below it (None: its label); `before` is what it is compared with."""

    label: str
    value: float | None
    shown: str
    strong: bool = False
    note: str = ""
    axis: str | None = None
    before: float | None = None
    before_shown: str = ""

    def told(self) -> str:
        """Its value as a text."""
        return self.shown if self.value is not None else self.shown or _("no data")


@dataclass(frozen=True, slots=True)
class Bars:
    """`heads` name the columns of the table: the label, the value, and what it is compared with where it is.
    `shown` writes a number of the axis out; without it there is none. `whole`: the axis counts things."""

    heads: tuple[str, ...]
    bars: tuple[Bar, ...]
    shown: Shown | None = None
    whole: bool = False

    def is_empty(self) -> bool:
        """Whether no bar has a value."""
        return all(bar.value is None and bar.before is None for bar in self.bars)

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        return 184

    def table(self) -> Table:
        """The same values as texts."""
        wide = len(self.heads)
        return Table(self.heads, tuple((bar.label, bar.told(), bar.before_shown)[:wide] for bar in self.bars))

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The bars in `box`, in pixels."""
        draft = Draft()
        values = [value for bar in self.bars for value in (bar.value, bar.before)]
        texts = [bar.label if bar.axis is None else bar.axis for bar in self.bars]
        plot = framed(
            draft,
            box,
            ink,
            reach=extent(values, zero=True),
            shown=self.shown,
            named=any(texts),
            whole=self.whole,
        )
        pitch = plot.inside.width() / max(1, len(self.bars))
        named: list[Named] = []
        for place, bar in enumerate(self.bars):
            zone = QRectF(plot.inside.left() + place * pitch, box.top(), pitch, box.height())
            self._lay_bar(draft, plot, ink, bar, zone)
            named.append(Named(zone.center().x(), texts[place]))
        foot = round(plot.scale.at(0))
        ends = (QPointF(plot.inside.left(), foot), QPointF(plot.inside.right(), foot))
        draft.shapes.append(Line(ends, ink.color("line")))
        name_below(draft, plot, ink, named)
        return draft.sheet(len(self.bars))

    def _lay_bar(self, draft: Draft, plot: Plot, ink: Ink, bar: Bar, zone: QRectF) -> None:
        wide = max(1.0, min(_WIDEST, zone.width() * _FILLED))
        left, foot = zone.center().x() - wide / 2, plot.scale.at(0)
        mark = QRectF(left, plot.inside.top(), wide, plot.inside.height())
        if bar.value is not None:
            head = plot.scale.at(bar.value)
            mark = QRectF(left, min(head, foot), wide, abs(foot - head))
            color = ink.color("accent", 1.0 if bar.strong else _PALE)
            if mark.height() > 0:
                draft.shapes.append(Box(mark, color, 2, "below" if bar.value > 0 else "above"))
        if bar.before is not None:
            y = plot.scale.at(bar.before)
            draft.shapes.append(
                Line((QPointF(left - 1, y), QPointF(left + wide + 1, y)), ink.color("secondary"), 2)
            )
        before = f"{self.heads[2]}: {bar.before_shown}" if bar.before_shown and len(self.heads) > 2 else ""
        note = " · ".join(filter(None, (bar.note, before)))
        draft.spots.append(Spot(zone, mark, bar.label, bar.told(), note))
