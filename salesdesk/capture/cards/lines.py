"""A card as its lines: what was read, where it stands and how sure that is. Plain values between the two processes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A piece of the straightened picture, in its pixels from the top left."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def height(self) -> int:
        return self.bottom - self.top

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def middle(self) -> float:
        """How far down its middle lies."""
        return (self.top + self.bottom) / 2

    def around(self, other: Box) -> Box:
        """The box that holds both."""
        return Box(
            min(self.left, other.left),
            min(self.top, other.top),
            max(self.right, other.right),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a card; `score` from 0 to 1 is how sure the recogniser is of its letters."""

    text: str
    box: Box
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Page:
    """What was read from a picture: the card, straightened, as a JPEG of `size` pixels, its lines from above, and
    whether it is the only card there."""

    picture: bytes
    size: tuple[int, int]
    lines: tuple[Line, ...]
    alone: bool = True
