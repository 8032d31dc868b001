"""Axes: ticks at round numbers that cover the data, and as many labels as there is room for."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from salesdesk.ui.charts.drawing import LEFT, MIDDLE, RIGHT, Draft, Label, Line
from salesdesk.ui.charts.ink import Ink

Shown = Callable[[float], str]
_ROUND: Final = (1.0, 2.0, 2.5, 5.0, 10.0)
_APART: Final = 8  # pixels between two texts
_A_TICK: Final = 36  # pixels that a tick wants
_AXIS_FROM: Final = (260, 110)  # pixels: a smaller chart shows its shape alone


@dataclass(frozen=True, slots=True)
class Scale:
    """Where a number lies: `low` at `start` and `high` at `end`, in pixels."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """The pixel of `value`."""
        return self.start + (value - self.low) / (self.high - self.low) * (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Plot:
    """The room that is left for what is shown, and the scale of its height."""

    inside: QRectF
    scale: Scale


@dataclass(frozen=True, slots=True)
class Named:
    """A text under a point: where its middle is, in pixels."""

    middle: float
    text: str


def ticks(low: float, high: float, most: int, *, whole: bool = False) -> tuple[float, ...]:
    """About `most` round numbers, the first at most `low`, the last at least `high`; steps are 1, 2, 2.5 or 5
    times a power of ten, and `whole` numbers where asked."""
    low, high = _apart(low, high)
    rough = (high - low) / max(1, most - 1)
    power = 10.0 ** math.floor(math.log10(rough))
    offered = [power * one for one in _ROUND if power * one >= rough * (1 - 1e-9)]
    step = next(one for one in offered if not whole or one % 1 == 0 or one < 1)
    if whole:
        step = max(1.0, step)
    first, last = math.floor(low / step), math.ceil(high / step)
    first -= first * step > low  # what dividing rounded away
    last += last * step < high
    return tuple(number * step for number in range(first, last + 1))


def _apart(low: float, high: float) -> tuple[float, float]:
    """Two numbers that are far enough from each other to divide what is between."""
    least = max(abs(low), abs(high)) * 1e-9
    if high - low > least:
        return low, high
    return (0.0, abs(high) or 1.0) if high >= 0 else (2 * high, high)


def extent(values: Sequence[float | None], *, zero: bool) -> tuple[float, float]:
    """The least and the largest of the values there are, and zero where asked."""
    known = [value for value in values if value is not None] + ([0.0] if zero else [])
    return (min(known), max(known)) if known else (0.0, 1.0)


def framed(
    draft: Draft,
    box: QRectF,
    ink: Ink,
    *,
    reach: tuple[float, float],
    shown: Shown | None,
    named: bool,
    whole: bool = False,
    end_room: float = 0.0,
) -> Plot:
    """Lays out the lines of the ticks and their texts at the left; `named` keeps room for texts below."""
    type_, (wide, high) = ink.small, _AXIS_FROM
    bottom = type_.height + 4 if named else 1.0
    if shown is None or box.width() < wide or box.height() < high:
        inside = box.adjusted(0, 3, -end_room, -bottom)
        low, top = _apart(*reach)
        return Plot(inside, Scale(low, top, inside.bottom(), inside.top()))
    inside = box.adjusted(0, type_.height / 2, -end_room, -max(bottom, type_.height / 2))
    marks = ticks(*reach, max(2, min(6, int(inside.height() / _A_TICK) + 1)), whole=whole)
    texts = [shown(mark) for mark in marks]
    gutter = max(map(type_.width, texts))
    inside.setLeft(inside.left() + gutter + _APART)
    scale = Scale(marks[0], marks[-1], inside.bottom(), inside.top())
    for mark, text in zip(marks, texts, strict=True):
        y = round(scale.at(mark))
        draft.shapes.append(
            Line(
                (QPointF(inside.left(), y), QPointF(inside.right(), y)),
                ink.color("line" if mark == 0 else "faint"),
            )
        )
        place = QRectF(box.left(), y - type_.height / 2, gutter, type_.height)
        if not any(label.box.intersects(place) for label in draft.labels):
            draft.labels.append(Label(place, text, type_, ink.color("muted"), RIGHT))
    return Plot(inside, scale)


def name_below(draft: Draft, plot: Plot, ink: Ink, names: Sequence[Named]) -> None:
    """Lays out the texts under the points: all, or every other one until none touches the next. The last stays."""
    type_, inside = ink.small, plot.inside
    named = [one for one in names if one.text][::-1]
    every = [_below(plot, ink, one) for one in named]
    step = 1
    while any(one.left() < left.right() + _APART for one, left in pairwise(every[::step])):
        step *= 2
    for one, box in zip(named[::step], every[::step], strict=True):
        text = type_.cut(one.text, inside.width())
        draft.labels.append(Label(box, text, type_, ink.color("muted"), MIDDLE))


def _below(plot: Plot, ink: Ink, one: Named) -> QRectF:
    """The box of a text, kept within the plot."""
    inside, wide = plot.inside, min(ink.small.width(one.text), plot.inside.width())
    left = min(max(one.middle - wide / 2, inside.left()), inside.right() - wide)
    return QRectF(left, inside.bottom() + 4, wide, ink.small.height)


def at_end(draft: Draft, plot: Plot, ink: Ink, *, value: float, text: str) -> None:
    """Lays out a text at the right of the plot, at the height of `value`, where it lies within."""
    type_, y = ink.small, plot.scale.at(value)
    if text and plot.inside.top() - 1 <= y <= plot.inside.bottom() + 1:
        box = QRectF(plot.inside.right() + 6, y - type_.height / 2, type_.width(text), type_.height)
        draft.labels.append(Label(box, text, type_, ink.color("secondary"), LEFT))
