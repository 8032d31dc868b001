"""What the form asks of the store, off the window's thread; an answer that comes too late is dropped."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.i18n import N_, _
from salesdesk.services import goal_form, goal_units, goals
from salesdesk.services.goal_form import Group, Meant
from salesdesk.services.goal_form_evidence import Evidence
from salesdesk.services.goal_measuring import Asking
from salesdesk.store.unit import Reading
from salesdesk.ui.background import Job
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk

_WAIT: Final = 120  # milliseconds after the last key
PARTS: Final = {
    "source": N_("Source: {name}"),
    "segment": N_("Trade: {name}"),
    "technique": N_("Technique: {name}"),
    "product": N_("Product: {name}"),
    "competitor": N_("Against {name}"),
    "fair": N_("Fair: {name}"),
    "returning": "{name}",
    "kind": N_("Kind: {name}"),
    "step": N_("Step: {name}"),
}


@dataclass(frozen=True, slots=True)
class Offered:
    """What is offered of a figure: the parts it may be of, and the goals that it may be a part of."""

    figure: str
    groups: Sequence[Group]
    parents: Sequence[tuple[str, str]]


def of_part(group: Group) -> tuple[str, str]:
    """A part as it is chosen: `source=fair`, and what it is called."""
    told = PARTS[group.part]
    return f"{group.part}={group.key}", _(told).format(name=group.label)


def _of(meant: Meant) -> tuple[str, str, str]:
    return meant.figure, meant.scope, meant.scope_value


class Asker(QObject):
    """`looked` tells an `Outlook`, `offered` an `Offered`: the newest of what was asked; `failed` that there is no
    outlook, which was told."""

    looked = Signal(object)
    failed = Signal()
    offered = Signal(object)

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._turn = 0
        self._job: Job[Any] | None = None
        self._moved: dict[
            tuple[str, str, str], Sequence[Evidence]
        ] = {}  # by figure and part, of this filling
        self._meant: Callable[[], Meant | None] | None = None
        self._wait = QTimer(self, singleShot=True, interval=_WAIT)
        self._wait.timeout.connect(self._ask)

    def look_soon(self, meant: Callable[[], Meant | None]) -> None:
        """Looks at what is meant then, a moment after the last key."""
        self._meant = meant
        self._turn += 1  # what is under way is of something older
        self._wait.start()

    def look_now(self) -> None:
        """Does not wait for another key."""
        if self._wait.isActive():
            self._wait.stop()
            self._ask()

    def let_go(self) -> None:
        """Nothing of what was asked is wanted any more."""
        self._turn += 1
        self._wait.stop()
        if self._job is not None:
            self._job.stop()
        self._job = None
        self._moved.clear()

    def is_waiting(self) -> bool:
        """Whether an answer is still to come."""
        return self._wait.isActive() or self._job is not None

    def _ask(self) -> None:
        meant = self._meant() if self._meant else None
        if self._job is not None:
            self._job.stop()
            self._job = None
        if meant is None:
            return
        turn, store = self._turn, self._desk.store
        moved = self._moved.get(_of(meant))

        def work(_progress: object) -> goal_form.Outlook:
            with store.read() as reading:
                return goal_form.look(self._asking(reading), meant, moved)

        self._job = self._desk.run(
            work,
            parent=self,
            on_done=lambda found: self._looked(turn, found),
            on_error=lambda error: self._failed(turn, error),
        )

    def _looked(self, turn: int, found: goal_form.Outlook) -> None:
        if turn == self._turn:
            self._job = None
            if found.days is not None:
                self._moved[_of(found.meant)] = found.moved
            self.looked.emit(found)

    def _failed(self, turn: int, error: BaseException) -> None:
        if turn == self._turn:
            self._job = None
            self.failed.emit()
            self._desk.tell(error)

    def offer(self, figure: str) -> None:
        """Asks what a figure may be of."""
        store = self._desk.store

        def work(_progress: object) -> Offered:
            with store.read() as reading:
                every = goals.all_of(reading)
                parents = [(one.id.hex, goal_units.title(one)) for one in every if one.figure == figure]
                return Offered(figure, goal_form.groups(self._asking(reading), figure), parents)

        self._desk.run(work, parent=self, on_done=self.offered.emit)

    def _asking(self, reading: Reading) -> Asking:
        settings = self._desk.settings
        return Asking(reading, self._desk.clock, own_currency(settings), settings.region())
