"""What the list is asked for and what it finds: the first hits at once, all of them a moment later.

All hits in order are read off the window's thread, and let go unfinished as soon as something else is asked.
"""

from __future__ import annotations

import time
from array import array
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.domain.query import QueryError
from salesdesk.domain.score import Scale
from salesdesk.services import listing, scoring, search
from salesdesk.services.listing import FIRST, Line, TooLongError
from salesdesk.store.unit import Reading
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.tables import SCREEN

_PAUSE: Final = 120  # milliseconds without a key, until all hits are worth reading
_SHARE: Final = 2  # so much longer than the last reading took is waited before the next that a write asks for
_KEPT: Final = 1024  # lines kept, so that what stood there a moment ago is not read again


@dataclass(frozen=True, slots=True)
class Question:
    """A query of the written language, and the order; an empty `sort` is the order of search, or by name."""

    text: str = ""
    sort: str = ""
    descending: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """The rows found so far. `of` is how many prospects there are; `whole` whether these are all hits."""

    rows: Sequence[int]
    of: int
    whole: bool
    deleted: bool
    fresh: bool  # another question than the one answered last


class Hits(QObject):
    """Answers questions. `came` gives an Answer; `refused` what cannot be understood, in sentences."""

    came = Signal(object)
    refused = Signal(str)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self.question = Question()
        self._turn = 0
        self._fresh, self._busy, self._due = True, False, False
        self._rest = 0
        self._of: int | None = None  # how many prospects there are, until something is written
        self._brief, self._scored = False, False
        self._scale: Scale | None = None  # what scores are held against, until something is written
        self._lines: dict[int, Line] = {}
        self._pause = QTimer(self, singleShot=True)
        self._pause.timeout.connect(self._all)

    def ask(self, question: Question) -> None:
        """Asks something else. The first hits come before this returns, where they are found soon enough."""
        store = self._desk.store
        self._turn += 1
        self._pause.stop()
        try:
            with store.read() as reading:
                asked = search.ask(reading, question.text, subject="prospects", clock=store.clock)
                rows = None if question.sort else listing.first(reading, asked)
                of = listing.count(reading) if self._of is None else self._of
                self._read(reading, rows[:SCREEN] if rows else ())
        except QueryError as error:
            self.refused.emit(str(error))
            return
        self.question, self._fresh, self._of = question, True, of
        self.refused.emit("")
        if rows is not None:
            self._tell(Answer(rows, of, len(rows) < FIRST, asked.deleted, fresh=True))
        if rows is None or len(rows) >= FIRST:
            self._pause.start(0 if rows is None else _PAUSE)

    def forget(self) -> None:
        """Lets go what was read, since something was written."""
        self._lines.clear()
        self._of = self._scale = None

    def again(self) -> None:
        """Asks the same once more, since something was written."""
        self.forget()
        if not self._pause.isActive():
            self._pause.start(self._rest)

    def is_reading(self) -> bool:
        """Whether an answer is still to come."""
        return self._busy or self._due or self._pause.isActive()

    def fetch(self, keys: Sequence[Any]) -> Mapping[Any, Line]:
        """The lines of some rows."""
        if any(key not in self._lines for key in keys):
            with self._desk.store.read() as reading:
                self._read(reading, keys)
        return {key: self._lines[key] for key in keys if key in self._lines}

    def _read(self, reading: Reading, rows: Sequence[int]) -> None:
        """Reads the lines of some rows, but for those that stood there a moment ago."""
        if len(self._lines) > _KEPT:
            self._lines.clear()
        missing = [row for row in rows if row not in self._lines]
        if missing:
            if self._scored and self._scale is None:
                self._scale = scoring.scale_of(reading)
            found = listing.fetch(reading, missing, brief=self._brief, scale=self._scale)
            self._lines.update(found)

    def show_lines(self, *, brief: bool, scored: bool = False) -> bool:
        """Says whether `brief` lines are enough for the columns that are shown, and whether they show a score;
        whether that is new."""
        if (brief, scored) == (self._brief, self._scored):
            return False
        self._brief, self._scored = brief, scored
        self._lines.clear()
        return True

    def _all(self) -> None:
        if self._busy:
            self._due = True
            return
        self._busy, self._due = True, False
        mine, question, store, begun = self._turn, self.question, self._desk.store, time.monotonic()

        def work(_progress: Progress) -> tuple[array[int], int, bool] | None:
            with store.read() as reading:
                try:
                    asked = search.ask(reading, question.text, subject="prospects", clock=store.clock)
                    rows = listing.rows(
                        reading,
                        asked,
                        sort=question.sort,
                        descending=question.descending,
                        waited=lambda: mine == self._turn,
                    )
                except (QueryError, TooLongError):  # a view that it names is gone; or nobody waits for it
                    return None
                return rows, listing.count(reading), asked.deleted

        def done(found: tuple[array[int], int, bool] | None) -> None:
            self._busy = False
            self._rest = round((time.monotonic() - begun) * 1000 * _SHARE)
            if found is not None and mine == self._turn:
                self._of = found[1]
                self._tell(Answer(found[0], found[1], whole=True, deleted=found[2], fresh=self._fresh))
            if self._due:
                self._pause.start(self._rest if mine == self._turn else 0)

        self._desk.run(work, parent=self, on_done=done, on_error=self._failed)

    def _failed(self, error: BaseException) -> None:
        self._busy = False
        self._desk.tell(error)

    def _tell(self, answer: Answer) -> None:
        self._fresh = False
        self.came.emit(answer)
