"""Stretches of time under each other over months, with what is meant to be reached on the way, and today's line."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QPointF, QRectF

from salesdesk.ui.charts.axis import Scale
from salesdesk.ui.charts.drawing import DASHED, LEFT, MIDDLE, Box, Dot, Draft, Label, Line, Sheet, Spot, Table
from salesdesk.ui.charts.ink import Ink

PITCH: Final = 38  # pixels from stretch to stretch
_BAR: Final = 16
_HEAD: Final = 26  # pixels for the names of the months
_STEP: Final = 16  # pixels that a part stands further in than its whole
_SHARE: Final = 0.34  # of the width, at most, for what a stretch is called
_GAP: Final = 16


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to be reached on the way: where, and whether it was."""

    at: float
    reached: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """From `start` to `end`, `done` of which is behind it; `tone` is a token of the theme, and `level` how deep it
    stands under others. `cells` are its row in the table."""

    label: str
    start: float
    end: float
    tone: str
    shown: str
    cells: tuple[str, ...]
    note: str = ""
    level: int = 0
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Timeline:
    """`heads` name the columns of the table. `reach` is what is shown of the time, `named` where what begins (months),
    `today` where one stands, called `today_shown`."""

    heads: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    reach: tuple[float, float]
    named: tuple[tuple[float, str], ...]
    today: float
    today_shown: str

    def is_empty(self) -> bool:
        """Whether there is no stretch."""
        return not self.stretches

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        return _HEAD + PITCH * len(self.stretches) + 8

    def table(self) -> Table:
        """The same as texts."""
        return Table(self.heads, tuple(one.cells for one in self.stretches))

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The stretches in `box`, in pixels."""
        draft = Draft()
        longest = max((ink.plain.width(one.label) + one.level * _STEP for one in self.stretches), default=0.0)
        left = box.left() + min(longest, box.width() * _SHARE) + _GAP
        across = Scale(*self.reach, left, box.right() - 4)
        top = box.top() + _HEAD
        foot = min(box.bottom(), top + PITCH * len(self.stretches))
        self._lay_months(draft, ink, across, QRectF(left, box.top(), box.right() - left, foot - box.top()))
        for place, one in enumerate(self.stretches):
            row = QRectF(box.left(), top + place * PITCH, box.width(), PITCH)
            self._lay_stretch(draft, ink, one, row, across)
        x = round(across.at(self.today))
        draft.shapes.append(Line((QPointF(x, top - 2), QPointF(x, foot)), ink.color("accent"), 1.5))
        return draft.sheet(1)

    def _lay_months(self, draft: Draft, ink: Ink, across: Scale, room: QRectF) -> None:
        type_ = ink.small
        said = QRectF(0, room.top(), type_.width(self.today_shown), type_.height)
        said.moveLeft(
            min(max(across.at(self.today) - said.width() / 2, room.left()), room.right() - said.width())
        )
        if self.today_shown:
            draft.labels.append(Label(said, self.today_shown, type_, ink.color("accent"), MIDDLE))
        free = room.left()
        for at, name in self.named:
            x = round(across.at(at))
            if not room.left() - 1 <= x <= room.right():
                continue
            draft.shapes.append(
                Line(
                    (QPointF(x, room.top() + _HEAD - 4), QPointF(x, room.bottom())),
                    ink.color("faint"),
                    1,
                    DASHED,
                )
            )
            place = QRectF(x + 4, room.top(), type_.width(name), type_.height)
            if (
                place.right() <= room.right()
                and place.left() >= free
                and not place.adjusted(-6, 0, 6, 0).intersects(said)
            ):
                draft.labels.append(Label(place, name, type_, ink.color("muted"), LEFT))
                free = place.right() + 8

    def _lay_stretch(self, draft: Draft, ink: Ink, one: Stretch, row: QRectF, across: Scale) -> None:
        type_ = ink.plain
        indent = one.level * _STEP
        room = across.start - _GAP - row.left() - indent
        cut = type_.cut(one.label, room)
        middle = row.center().y()
        draft.labels.append(
            Label(
                QRectF(row.left() + indent, middle - type_.height / 2, room, type_.height),
                cut,
                type_,
                ink.color("text" if not one.level else "secondary"),
                LEFT,
            )
        )
        start, end = (min(max(across.at(x), across.start), across.end) for x in (one.start, one.end))
        bar = QRectF(start, middle - _BAR / 2, max(6.0, end - start), _BAR)
        draft.shapes.append(Box(bar, ink.color(one.tone, 0.24), 5))
        now = min(max(across.at(self.today), bar.left()), bar.right())
        if now > bar.left() + 2:
            draft.shapes.append(
                Box(QRectF(bar.left(), bar.top(), now - bar.left(), _BAR), ink.color(one.tone, 0.62), 5)
            )
        for mark in one.marks:
            if across.low <= mark.at <= across.high:
                at = QPointF(across.at(mark.at), middle)
                draft.shapes.append(Dot(at, 5, ink.color("panel")))
                draft.shapes.append(Dot(at, 4, ink.color("good" if mark.reached else "secondary")))
                if not mark.reached:
                    draft.shapes.append(Dot(at, 2.4, ink.color("panel")))
        draft.spots.append(Spot(row, bar, one.label, one.shown, one.note))
