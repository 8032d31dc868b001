"""What every tab of a page with tabs is: a widget that reads itself when it is turned to.

A tab lives in a file of its own and is named in `TABS` of its page, which is all that has to be done for it: the
page makes it when it is first turned to, loads it each time that it is, and again when records of its `subjects`
were written while it is in front. Its state is kept with that of the page.
"""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.held import hold


class Tab(QWidget):
    """A tab of the page. A subclass says its `slug`, its `icon` and the `subjects` that it shows.

    It has no margins of its own: the page gives them. It calls `shown` when what it read stands on the screen,
    and emits `renamed` when its `main_command` is another one than before.
    """

    slug: ClassVar[str]
    icon: ClassVar[str]
    subjects: ClassVar[tuple[str, ...]] = ()
    filled = Signal()  # what it read stands on the screen
    renamed = Signal()  # `main_command` is to be asked for anew

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk

    @staticmethod
    def title() -> str:
        """What the row of tabs says; asked for before the tab is made."""
        raise NotImplementedError

    def load(self) -> None:
        """Reads what it shows: in line where that takes under 8 ms, else through `desk.run`."""
        raise NotImplementedError

    def shown(self) -> None:
        """To be called when what was read stands on the screen."""
        self.filled.emit()

    def main_command(self) -> Command | None:
        """The one command that stands at the top right while it is in front."""
        return None

    def open(self, record: UUID | str) -> None:
        """Shows a record; `desk.go(PAGE, "SLUG:RECORD")` ends here with RECORD."""

    def search(self) -> bool:
        """Puts the keyboard into its search field; False where it has none."""
        return False

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken, and the tab should not be left."""
        return True

    def hold(self) -> None:
        """Says why it is not left where `commit` was False."""
        hold(self, self.desk)

    def state(self) -> dict[str, object]:
        """What is restored when the program starts again: plain values."""
        return {}

    def restore(self, state: dict[str, object]) -> None:
        """Brings back what `state` gave."""
