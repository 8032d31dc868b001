"""The room of charts that are rows: what a row is called, what is drawn, its value and a note at the right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QRectF

from salesdesk.ui.charts.drawing import LEFT, RIGHT, Draft, Label, Spot
from salesdesk.ui.charts.ink import Ink

PITCH: Final = 34  # pixels from row to row
_GAP: Final = 16
_NARROW_GAP: Final = 8
_LEAST: Final = 64  # pixels of what is drawn
_SHARE: Final = 0.36  # of the width, at most, for what a row is called
_NOTE_FROM: Final = 300  # pixels of width: a narrower chart keeps its notes for the tip


@dataclass(frozen=True, slots=True)
class RowTexts:
    """What is written in a row. `quiet`: it has no value, and says so where one would be drawn."""

    label: str
    shown: str
    note: str = ""
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """A row as it is laid out: its whole, and the room of what is drawn."""

    whole: QRectF
    room: QRectF


def lay_rows(draft: Draft, box: QRectF, ink: Ink, rows: Sequence[RowTexts]) -> list[Strip]:
    """Lays out the texts and spots of rows; gives the room that is left in each."""
    pitch = min(PITCH, box.height() / max(1, len(rows)))
    plain, strong, small = ink.plain, ink.strong, ink.small
    value_wide = max((strong.width(row.shown) for row in rows if not row.quiet), default=0.0)
    note_wide = max((small.width(row.note) for row in rows), default=0.0)
    gap = _GAP if box.width() >= _NOTE_FROM else _NARROW_GAP
    note_wide = note_wide + gap if note_wide and gap == _GAP else 0.0
    most = max(0.0, box.width() - value_wide - note_wide - _LEAST - 2 * gap)
    longest = max((plain.width(row.label) for row in rows), default=0.0)
    label_wide = min(longest, most, max(72.0, box.width() * _SHARE))
    left = box.left() + label_wide + gap
    room = max(0.0, box.right() - value_wide - note_wide - gap - left)
    strips: list[Strip] = []
    for place, row in enumerate(rows):
        whole = QRectF(box.left(), box.top() + place * pitch, box.width(), pitch)
        cut = plain.cut(row.label, label_wide)
        _write(draft, ink, row, (whole, cut, label_wide, value_wide + (room if row.quiet else 0), note_wide))
        strips.append(Strip(whole, QRectF(left, whole.top(), room, pitch)))
        hidden = cut != row.label or bool(row.note and not note_wide)
        mark = whole.adjusted(-4, 1, 4, -1)
        draft.spots.append(Spot(whole, mark, row.label, row.shown, row.note, tip=hidden))
    return strips


def _write(draft: Draft, ink: Ink, row: RowTexts, places: tuple[QRectF, str, float, float, float]) -> None:
    whole, cut, label_wide, value_wide, note_wide = places

    def put(left: float, wide: float, text: str, kind: str) -> None:
        types = {
            "label": (ink.plain, "secondary", LEFT),
            "value": (ink.strong, "text", RIGHT),
            "quiet": (ink.plain, "muted", RIGHT),
        }
        type_, token, side = types.get(kind, (ink.small, "muted", RIGHT))
        high = min(type_.height, whole.height())
        box = QRectF(left, whole.center().y() - high / 2, wide, high)
        if text:
            draft.labels.append(Label(box, text, type_, ink.color(token), side))

    put(whole.left(), label_wide, cut, "label")
    said = (ink.plain.cut(row.shown, value_wide), "quiet") if row.quiet else (row.shown, "value")
    put(whole.right() - note_wide - value_wide, value_wide, *said)
    if note_wide:
        put(whole.right() - note_wide + _GAP, note_wide - _GAP, row.note, "note")


def bar_in(strip: Strip) -> QRectF:
    """The room of a bar in a row."""
    high = min(22.0, strip.room.height() * 0.65)
    return QRectF(strip.room.left(), strip.room.center().y() - high / 2, strip.room.width(), high)
