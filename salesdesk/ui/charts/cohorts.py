"""A grid of shares: who began when, down, and how many are still there so many months later, across."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

from salesdesk.i18n import _
from salesdesk.ui.charts.drawing import LEFT, MIDDLE, RIGHT, Box, Draft, Label, Sheet, Spot, Table
from salesdesk.ui.charts.ink import Ink

_PITCH: Final = 28
_WIDEST: Final = 72
_GAP: Final = 12


@dataclass(frozen=True, slots=True)
class Cell:
    """A share from 0 to 1, as a number and as a text; `note` says what of, such as "7 of 12"."""

    share: float | None
    shown: str
    note: str = ""

    def told(self) -> str:
        """Its value as a text."""
        return self.shown or ("" if self.share is not None else _("no data"))


@dataclass(frozen=True, slots=True)
class Cohort:
    """One row, and its cells by column: None, or no more of them, where the time has not come."""

    label: str
    note: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Cohorts:
    """`heads` name the first column of the table, and the note of a row: "Began in", "Customers". A point's place
    is row * len(columns) + column."""

    heads: tuple[str, str]
    columns: tuple[str, ...]
    rows: tuple[Cohort, ...]

    def is_empty(self) -> bool:
        """Whether no cell has a value."""
        return not any(cell and cell.share is not None for row in self.rows for cell in row.cells)

    def height(self, ink: Ink) -> float:
        """How high it likes to be, in pixels."""
        return _PITCH * (len(self.rows) + 1)

    def table(self) -> Table:
        """The same values as texts."""
        rows: list[tuple[str, ...]] = []
        for row in self.rows:
            cells = [cell.told() if cell else "" for cell in self._cells(row)]
            rows.append((f"{row.label} ({row.note})" if row.note else row.label, *cells))
        return Table((self.heads[0], *self.columns), tuple(rows), across=len(self.columns))

    def _cells(self, row: Cohort) -> tuple[Cell | None, ...]:
        """As many as there are columns."""
        return (*row.cells, *([None] * len(self.columns)))[: len(self.columns)]

    def laid(self, box: QRectF, ink: Ink) -> Sheet:
        """The grid in `box`, in pixels."""
        draft = Draft()
        plain, small = ink.plain, ink.small
        head = max(small.height, min(_PITCH, box.height() / (len(self.rows) + 1)))
        pitch = min(_PITCH, max(0.0, box.height() - head) / max(1, len(self.rows)))
        every = 1 if pitch >= plain.height else math.ceil(1.5 * plain.height / max(1.0, pitch))
        labels = min(max((plain.width(row.label) for row in self.rows), default=0.0), box.width() * 0.3)
        notes = max((small.width(row.note) for row in self.rows), default=0.0)
        needed = self._needed(ink)
        room = box.width() - labels - _GAP - len(self.columns) * needed
        notes = notes + _GAP if notes and room >= notes + _GAP else 0.0
        left = box.left() + labels + notes + _GAP
        wide = min(_WIDEST, (box.right() - left) / max(1, len(self.columns)))
        said = needed <= wide and small.height + 2 <= pitch  # in all cells, or in none
        self._lay_head(draft, ink, QRectF(left, box.top(), wide, head))
        for place, row in enumerate(self.rows):
            top = box.top() + head + place * pitch
            line = QRectF(box.left(), top + (pitch - plain.height) / 2, labels, plain.height)
            line.moveTop(max(box.top() + head, min(line.top(), box.bottom() - plain.height)))
            if place % every == 0:
                text = plain.cut(row.label, labels)
                draft.labels.append(Label(line, text, plain, ink.color("secondary"), LEFT))
            if place % every == 0 and notes:
                beside = QRectF(line.right() + _GAP, line.top(), notes - _GAP, line.height())
                draft.labels.append(Label(beside, row.note, small, ink.color("muted"), RIGHT))
            for number, cell in enumerate(self._cells(row)):
                where = QRectF(left + number * wide, top, wide, pitch)
                self._lay_spot(draft, row, number, where)
                if cell is not None:
                    _lay_cell(draft, ink, cell, where, said=said)
        return draft.sheet(len(self.columns))

    def _needed(self, ink: Ink) -> float:
        """How wide a cell is that has room for each text."""
        texts = {cell.shown for row in self.rows for cell in row.cells if cell}
        return max(map(ink.small.width, texts), default=0.0) + 4

    def _lay_head(self, draft: Draft, ink: Ink, first: QRectF) -> None:
        """The names of the columns: every other one, and so on, where they are too wide."""
        small, step = ink.small, 1
        longest = max(map(small.width, self.columns), default=0.0)
        while step < len(self.columns) and longest + 4 > first.width() * step:
            step *= 2
        for number in range(0, len(self.columns), step):
            text = self.columns[number]
            room = min(small.width(text), max(first.width(), 0.0) * step)
            middle = first.center().x() + number * first.width()
            end = first.left() + len(self.columns) * first.width()
            at = min(max(middle - room / 2, first.left()), end - room)
            box = QRectF(at, first.center().y() - small.height / 2, room, small.height)
            draft.labels.append(Label(box, small.cut(text, room), small, ink.color("muted"), MIDDLE))

    def _lay_spot(self, draft: Draft, row: Cohort, number: int, box: QRectF) -> None:
        cell = self._cells(row)[number]
        if cell is None:
            draft.spots.append(None)
            return
        label = f"{row.label}, {self.columns[number]}"
        draft.spots.append(Spot(box, box.adjusted(1, 1, -1, -1), label, cell.told(), cell.note))


def _lay_cell(draft: Draft, ink: Ink, cell: Cell, box: QRectF, *, said: bool) -> None:
    """The ground of a cell, and its text where there is room for all."""
    ground = ink.color("faint") if cell.share is None else ink.tint(cell.share)
    draft.shapes.append(Box(box.adjusted(1, 1, -1, -1), ground, 3))
    if said and cell.shown:
        inside = box.adjusted(2, 1, -2, -1)
        draft.labels.append(Label(inside, cell.shown, ink.small, ink.readable(ground), MIDDLE))
