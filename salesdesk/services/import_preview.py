"""What an import would do, row by row, packed small: a hundred thousand rows are looked at, not held unpacked.

Rows come in blocks, made where the file is read (in a process of its own, for a large one), and a block is
unpacked when one of its rows is looked at.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from enum import IntEnum
from typing import Any, Final, NamedTuple

from salesdesk.services.badge_lists import Counted
from salesdesk.services.import_reading import Column
from salesdesk.services.import_told import Sides
from salesdesk.services.imports import Choice

BLOCK: Final = 64  # rows packed together: about a screen
_UNPACKED: Final = 32  # blocks held unpacked


class State(IntEnum):
    """What would become of a row."""

    NEW = 0
    ADDS = 1
    KNOWN = 2  # and nothing new is said of them
    LOOK = 3
    REFUSED = 4


class Line(NamedTuple):
    """A row as the preview shows it. `doubt` is the number of what is to be decided, or -1."""

    name: str
    company: str
    phone: str
    email: str
    told: str
    doubt: int = -1


class Block(NamedTuple):
    """Some rows, packed: a byte of `State` each, the lines as JSON, and the doubts among them as JSON."""

    states: bytes
    lines: bytes
    doubts: tuple[bytes, ...]


def packed(rows: Sequence[tuple[State, Line]], doubts: Sequence[Sides]) -> Block:
    """A block of no more than `BLOCK` rows."""
    states = bytes(state for state, _line in rows)
    lines = json.dumps([line for _state, line in rows], ensure_ascii=False).encode()
    return Block(states, lines, tuple(json.dumps(asdict(one)).encode() for one in doubts))


@dataclass(frozen=True, slots=True)
class FileSeen:
    """What a file is. `trouble` says why it could not be read, and what to do."""

    name: str
    path: str
    format: str = ""
    encoding: str = ""
    delimiter: str = ""
    rows: int = 0
    twice: int = 0  # rows that tell of someone whom an earlier row told of, and
    again: tuple[str, ...] = ()  # the first of them
    headless: bool = False
    columns: tuple[Column, ...] = ()
    unmapped: tuple[str, ...] = ()  # columns that go into the note
    unknown: tuple[str, ...] = ()  # those of them whose name says nothing to us
    hints: tuple[str, ...] = ()
    trouble: str = ""
    badges: Counted | None = None  # where it is an organiser's list of badges


@dataclass(slots=True)
class Look:
    """All rows of an import with what would become of them, and what a person decided so far."""

    files: tuple[FileSeen, ...] = ()
    states: bytearray = field(default_factory=bytearray)
    choices: dict[int, Choice] = field(default_factory=dict[int, Choice])
    _blocks: list[bytes] = field(default_factory=list[bytes])
    _doubts: list[bytes] = field(default_factory=list[bytes])
    _places: list[int] = field(default_factory=list[int])  # of the doubts
    _unpacked: dict[int, list[Line]] = field(default_factory=dict[int, list[Line]])

    def take(self, block: Block) -> None:
        """Adds the next rows; every block but the last is full."""
        start = len(self.states)
        self._places += [start + n for n, state in enumerate(block.states) if state == State.LOOK]
        self.states += block.states
        self._blocks.append(block.lines)
        self._doubts += block.doubts

    def count(self, state: State) -> int:
        """How many rows are in `state` by now."""
        return self.states.count(state)

    @property
    def doubts(self) -> int:
        """How many were or are to be decided."""
        return len(self._doubts)

    @property
    def wanted(self) -> int:
        """How many prospects would be made or added to."""
        return self.count(State.NEW) + self.count(State.ADDS)

    def places(self, *states: State) -> Sequence[int]:
        """The rows in one of `states`, by their place; without one, all."""
        if not states:
            return range(len(self.states))
        wanted = frozenset(states)
        return [place for place, one in enumerate(self.states) if one in wanted]

    def lines(self, places: Sequence[int]) -> Mapping[int, Line]:
        """The rows at `places`."""
        return {place: self._block(place // BLOCK)[place % BLOCK] for place in places}

    def _block(self, number: int) -> list[Line]:
        found = self._unpacked.get(number)
        if found is None:  # another thread may ask for other rows meanwhile
            if len(self._unpacked) >= _UNPACKED:
                self._unpacked.clear()
            found = self._unpacked[number] = [Line(*one) for one in json.loads(self._blocks[number])]
        return found

    def sides(self, doubt: int) -> Sides:
        """What is to be decided under this number."""
        said: dict[str, Any] = json.loads(self._doubts[doubt])
        said["reasons"] = tuple(said["reasons"])
        said["rows"] = tuple((label, theirs, yours) for label, theirs, yours in said["rows"])
        return Sides(**said)

    def place_of(self, doubt: int) -> int:
        """Where the row stands that is to be decided."""
        return self._places[doubt]

    def decide(self, doubt: int, choice: Choice) -> None:
        """Keeps a decision; putting aside takes one back."""
        after = {Choice.SAME: State.ADDS, Choice.TWO: State.NEW}.get(choice, State.LOOK)
        self.states[self._places[doubt]] = after
        if choice is Choice.ASIDE:
            self.choices.pop(doubt, None)
        else:
            self.choices[doubt] = choice

    def undecided(self, after: int = -1) -> int | None:
        """The next that is not decided yet, from the one behind `after` on and round; None: none is left."""
        order = (*range(after + 1, self.doubts), *range(min(after + 1, self.doubts)))
        return next((one for one in order if one not in self.choices), None)
