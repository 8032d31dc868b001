"""A tab with a list at the left, and beside it the one that is in front in that list."""

from __future__ import annotations

from uuid import UUID

from salesdesk.ui.desk import Desk
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.rows import RowList


class ListTab(Tab):
    """A subclass fills `list` when it reads, calls `put_in_front` then, and shows in `front_moved` the one in front."""

    def __init__(self, desk: Desk, *, name: str) -> None:
        super().__init__(desk)
        self._then: UUID | None = None  # to be put in front with what is read next
        self.list = RowList(name=name)
        self.list.moved.connect(self.front_moved)

    def front_moved(self, key: UUID | None) -> None:
        """Shows the one in front, or nobody."""
        raise NotImplementedError

    def put_in_front(self, first: UUID | None) -> None:
        """Puts the wanted one in front, else leaves the one that is there, else takes the `first`."""
        then, self._then = self._then, None
        if not (then is not None and self.list.choose(then)) and self.list.current_key() is None and first:
            self.list.choose(first)
        self.front_moved(self.list.current_key())

    def open(self, record: UUID | str) -> None:
        wanted = UUID(str(record))
        if not self.list.choose(wanted):
            self._then = wanted
            self.load()
