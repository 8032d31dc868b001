"""What every page is: a widget that loads when it is looked at, and again when what it shows was written."""

from __future__ import annotations

from typing import ClassVar, Final
from uuid import UUID

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.held import hold
from salesdesk.ui.refresh import Written

SETTLE: Final = 60  # milliseconds from a write to the reading that shows it, so that many are read as one


class Page(QWidget):
    """A page of the window. A subclass says its `slug` and the `subjects` that it shows, and loads itself."""

    slug: ClassVar[str]
    subjects: ClassVar[tuple[str, ...]] = ()
    filled = Signal()  # once, when what it read first stands on the screen

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.loaded = False  # whether `shown` was called since it was made
        self._stale = True
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._load_if_seen)
        desk.written.connect(self._heard)

    def title(self) -> str:
        """What the top of the window says."""
        raise NotImplementedError

    def about(self) -> str:
        """What this page is for, in two or three sentences; shown by F1."""
        raise NotImplementedError

    def load(self) -> None:
        """Reads what the page shows: in line where that takes under 8 ms, else through `desk.run`."""
        raise NotImplementedError

    def main_command(self) -> Command | None:
        """The one command that stands at the top right."""
        return None

    def open(self, record: UUID | str) -> None:
        """Shows a record on this page."""

    def took_keyboard(self) -> bool:
        """Whether `open` has just put the keyboard where something is begun, so that it is to stay there."""
        return False

    def search(self) -> bool:
        """Puts the keyboard into the page's own search field; False where it has none."""
        return False

    def foot(self) -> QWidget | None:
        """What stands at the foot of the page and is pressed there: a notice is said above it."""
        return None

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken, and the page should not be left."""
        return True

    def hold(self) -> None:
        """Says why it is not left where `commit` was False, and puts the keyboard where that is mended."""
        hold(self, self.desk)

    def is_half_typed(self) -> bool:
        """Whether a form on it holds what is not saved until it is whole; Undo in its fields ends with them."""
        return False

    def undo_filling(self) -> bool:
        """Takes back what such a form was filled with at once (a card, a paste); False where nothing was."""
        return False

    def state(self) -> dict[str, object]:
        """What is restored when the program starts again: plain values."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Brings back what `state` gave."""

    def shown(self) -> None:
        """To be called by a page when what it read stands on the screen."""
        if not self.loaded:
            self.loaded = True
            self.filled.emit()

    def reload(self) -> None:
        """Loads soon, or when the page is next looked at."""
        self._stale = True
        if self.isVisible() and not self._settle.isActive():
            self._settle.start()

    def _heard(self, written: Written) -> None:
        if written.touches(*self.subjects):
            self.reload()

    def _load_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._stale = False
            self.load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_if_seen()

    def hideEvent(self, event: QHideEvent) -> None:
        self._settle.stop()
        super().hideEvent(event)
