"""Reads all cards of the insights on one thread, of one moment, and brings each over as soon as it is known."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal

from salesdesk.services import commission_standing, insights
from salesdesk.services.insight_periods import Choice
from salesdesk.services.insights import Pair, View
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading
from salesdesk.ui.background import Progress
from salesdesk.ui.commission.told import told as commission_told
from salesdesk.ui.insights.sections import SECTIONS, Section
from salesdesk.ui.insights.told import Told

TILES = ""  # the slug of the key figures, which are no card


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of a store: for what was chosen, amounts in `own`."""

    store: Store
    own: str
    choice: Choice

    def read(self, tell: Callable[[str, Any], None], progress: Progress) -> None:
        """Tells the key figures (None: the store holds nothing), then each card by its slug. Ends where `progress`
        raises."""
        with self.store.read() as reading:
            self.read_in(reading, tell, progress)

    def read_in(self, reading: Reading, tell: Callable[[str, Any], None], progress: Progress) -> None:
        """The same in a transaction that is open."""
        if insights.is_empty(reading):
            tell(TILES, None)
            return
        progress(0, 0)
        view = View(reading, self.store.clock, self.own, self.choice)
        with insights.laid_out(view):
            tell(TILES, insights.key_figures(view))
            for place, one in enumerate(SECTIONS):
                progress(place, len(SECTIONS))
                tell(one.slug, one.tell(view))

    def on_paper(self, progress: Progress) -> tuple[list[Pair], list[tuple[Section, Told]]]:
        """The key figures, and all cards with what they tell; commission is the last of them where a plan holds."""
        found: dict[str, Any] = {}
        with self.store.read() as reading:
            self.read_in(reading, found.__setitem__, progress)
            stands = commission_standing.standing(reading, self.store.clock, self.own)
        told = [(one, found[one.slug]) for one in SECTIONS]
        return found[TILES], told if stands is None else [*told, commission_told(stands)]


class Ferry(QObject):
    """Brings what a thread has read to the window's thread. It lives until it is told to go: the thread may still
    hold it when the page that asked is gone."""

    brought = Signal(int, str, object)

    def __init__(self, turn: int, take: Callable[[int, str, Any], None]) -> None:
        super().__init__(QCoreApplication.instance())
        self._turn = turn
        self.brought.connect(take, Qt.ConnectionType.QueuedConnection)

    def tell(self, slug: str, found: Any) -> None:
        """Called on the thread that reads."""
        self.brought.emit(self._turn, slug, found)
