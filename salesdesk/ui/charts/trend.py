"""A line over time: where it should be by now, where it is going to land, and what it is compared with."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from salesdesk.i18n import _
from salesdesk.ui.charts.axis import Named, Plot, Scale, Shown, at_end, extent, framed, name_below
from salesdesk.ui.charts.drawing import (
    DASHED,
    DOTTED,
    SOLID,
    Area,
    Box,
    Dot,
    Draft,
    Line,
    Sheet,
    Spot,
    Table,
)
from salesdesk.ui.charts.ink import Ink

ABOVE: Final = "above"
BELOW: Final = "below"
_SPARE: Final = 0.06  # of the height, kept free above and below the lines
_SPARE_OF_LEVELS: Final = 0.3  # to see both sides of the target
_NAMED_FROM: Final = 130  # pixels of height: a lower one has no room for texts below


@dataclass(frozen=True, slots=True)
class Point:
    """One point of the line. `axis` is what stands below it (None: its label)."""

    label: str
    value: float | None
    shown: str
    note: str = ""
    axis: str | None = None


@dataclass(frozen=True, slots=True)
class Ahead:
    """A point to come, and between what it is likely to lie."""

    label: str
    value: float
    low: float
    high: float
    shown: str
    note: str = ""
    axis: str | None = None


@dataclass(frozen=True, slots=True)
class Trend:
    """`heads` name the columns of the table: the label and the value.

    `target` is a level line; of a level goal, `good` says on which side of it all is well (`ABOVE`, `BELOW`).
    `pace` is where it should be, `before` what it is compared with: one number for each of `points` and `ahead`.
    `marks` are aims on the way: at which point, and what there should be by then.
    """

    heads: tuple[str, ...]
    points: tuple[Point, ...]
    shown: Shown | None = None
    ahead: tuple[Ahead, ...] = ()
    target: float | None = None
    target_shown: str = ""
    good: str = ""
    pace: tuple[float | None, ...] = ()
    before: tuple[float | None, ...] = ()
    from_zero: bool = False
    whole: bool = False
    marks: tuple[tuple[int, float], ...] = ()

    def is_empty(self) -> bool:
        """Whether no point has a value."""
        return all(point.value is None for point in self.points)

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        return 184 if self.shown else 90

    def table(self) -> Table:
        """The same values as texts, those to come at the end."""
        return Table(self.heads, tuple((one.label, _told(one))[: len(self.heads)] for one in self._all()))

    def _all(self) -> tuple[Point | Ahead, ...]:
        return (*self.points, *self.ahead)

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The line in `box`, in pixels."""
        draft = Draft()
        texts = [one.label if one.axis is None else one.axis for one in self._all()]
        named = box.height() >= _NAMED_FROM and any(texts)
        plot = framed(
            draft,
            box,
            ink,
            reach=self._reach(),
            shown=self.shown,
            named=named,
            whole=self.whole,
            end_room=ink.small.width(self.target_shown) + 6 if self.target_shown else 0.0,
        )
        across = Scale(0, max(1, len(texts) - 1), plot.inside.left() + 1, plot.inside.right() - 1)
        self._lay_ground(draft, plot, ink)
        self._lay_lines(draft, plot, across, ink)
        for place, number in self.marks:
            middle = QPointF(across.at(place), plot.scale.at(number))
            draft.shapes.extend((Dot(middle, 4, ink.color("good")), Dot(middle, 2.2, ink.color("panel"))))
        half = (across.at(1) - across.at(0)) / 2
        for place, one in enumerate(self._all()):
            x, value = across.at(place), one.value
            y = plot.scale.at(value) if value is not None else plot.inside.bottom()
            zone = QRectF(x - half, box.top(), 2 * half, box.height())
            draft.spots.append(Spot(zone, _around(x, y, 4), one.label, _told(one), one.note, round=True))
        if named:
            name_below(draft, plot, ink, [Named(across.at(n), text) for n, text in enumerate(texts)])
        return draft.sheet(len(texts))

    def _reach(self) -> tuple[float, float]:
        likely = [number for one in self.ahead for number in (one.low, one.high, one.value)]
        values = [*(point.value for point in self.points), *likely, *self.pace, *self.before, self.target]
        values += [number for _place, number in self.marks]
        low, high = extent(values, zero=self.from_zero)
        share = _SPARE_OF_LEVELS if self.good else _SPARE
        spare = ((high - low) or abs(high) or 1.0) * share
        return (max(0.0, low - spare) if low >= 0 else low - spare, high + spare)

    def _lay_ground(self, draft: Draft, plot: Plot, ink: Ink) -> None:
        """The side on which all is well, the line of the target, the foot."""
        inside = plot.inside
        if self.target is None:
            return
        y = min(max(plot.scale.at(self.target), inside.top()), inside.bottom())
        if self.good:
            far = inside.top() if self.good == ABOVE else inside.bottom()
            ground = QRectF(inside.left(), min(y, far), inside.width(), abs(far - y))
            draft.shapes.insert(0, Box(ground, ink.color("good", 0.08)))  # under the lines of the axis
        elif self.shown is None:
            foot = inside.bottom()
            ends = (QPointF(inside.left(), foot), QPointF(inside.right(), foot))
            draft.shapes.append(Line(ends, ink.color("line")))
        ends = (QPointF(inside.left(), y), QPointF(inside.right(), y))
        draft.shapes.append(Line(ends, ink.color("good", 0.6), 1.5))
        at_end(draft, plot, ink, value=self.target, text=self.target_shown)

    def _lay_lines(self, draft: Draft, plot: Plot, across: Scale, ink: Ink) -> None:
        def line(values: Sequence[float | None], token: str, width: float, dash: tuple[float, ...]) -> None:
            for run in _runs(values, across, plot.scale):
                if len(run) == 1:  # alone between two gaps
                    draft.shapes.append(Dot(run[0], width, ink.color(token)))
                else:
                    draft.shapes.append(Line(run, ink.color(token), width, dash))

        values = [point.value for point in self.points]
        last = next((n for n in range(len(values) - 1, -1, -1) if values[n] is not None), None)
        start = None
        if self.ahead and last is not None:
            start = QPointF(across.at(last), plot.scale.at(values[last] or 0.0))
            places = range(len(values), len(values) + len(self.ahead))
            upper = [QPointF(across.at(n), plot.scale.at(self.ahead[n - len(values)].high)) for n in places]
            lower = [QPointF(across.at(n), plot.scale.at(self.ahead[n - len(values)].low)) for n in places]
            likely = ink.color("accent")
            likely.setAlphaF(0.16)  # the target is seen through it
            draft.shapes.append(Area((start, *upper, *reversed(lower)), likely))
        line(self.pace, "muted", 1, DOTTED)
        line(self.before, "control", 1.5, SOLID)
        if start is not None:
            to_come = [
                QPointF(across.at(len(values) + n), plot.scale.at(one.value))
                for n, one in enumerate(self.ahead)
            ]
            draft.shapes.append(Line((start, *to_come), ink.color("accent"), 1.5, DASHED))
        line(values, "accent", 2, SOLID)


def _told(one: Point | Ahead) -> str:
    return one.shown if one.value is not None else one.shown or _("no data")


def _around(x: float, y: float, radius: float) -> QRectF:
    return QRectF(x - radius, y - radius, 2 * radius, 2 * radius)


def _runs(values: Sequence[float | None], across: Scale, up: Scale) -> Iterator[tuple[QPointF, ...]]:
    """The stretches of what there is: nothing is drawn across a gap."""
    run: list[QPointF] = []
    for place, value in enumerate(values):
        if value is not None:
            run.append(QPointF(across.at(place), up.at(value)))
        elif run:
            yield tuple(run)
            run = []
    if run:
        yield tuple(run)
