"""The pages of the window, of which one is in front: made when first asked for, brought back as they were."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from salesdesk.ui.pages import PLACES
from salesdesk.ui.waiting import Waiting

if TYPE_CHECKING:
    from uuid import UUID

    from salesdesk.ui.desk import Desk
    from salesdesk.ui.page import Page


class Book(QStackedWidget):
    """Until the desk is there, and the class of the page that is wanted, it says what is waited for, and only
    remembers what is wanted."""

    turned = Signal()  # another page is in front, or the one in front is called otherwise

    def __init__(self) -> None:
        super().__init__()
        self.waiting = Waiting()
        self.addWidget(self.waiting)
        self.slug = PLACES[0].slug
        self._before = self.slug
        self._desk: Desk | None = None
        self._pages: dict[str, Page] = {}
        self._kinds: dict[str, type[Page]] = {}
        self._states: dict[str, Any] = {}
        self._wanted: UUID | str | None = None  # the record to be shown on a page that is waited for

    def adopt(self, desk: Desk, kinds: Mapping[str, type[Page]]) -> None:
        """Takes the open store and the pages there are, and shows the one that was asked for meanwhile."""
        self._desk = desk
        self.know(kinds)

    def know(self, kinds: Mapping[str, type[Page]]) -> None:
        """Takes more pages, and shows the one that was asked for meanwhile."""
        self._kinds.update(kinds)
        if self.front() is None:
            self.turn(self.slug, self._wanted)

    def turn(self, slug: str, record: UUID | str | None = None) -> bool:
        """Shows a page, and there a record; False where what is being typed on the present one was not taken."""
        present = self.front()
        if present is not None and slug != self.slug and not present.commit():
            self.turned.emit()
            present.hold()
            return False
        if slug != self.slug:
            self._before, self.slug = self.slug, slug
        if slug in self._kinds:
            page = self.page(slug)
            self.setCurrentWidget(page)
            if record is not None:
                page.open(record)
            if not page.took_keyboard():
                page.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._wanted = record
            self.setCurrentWidget(self.waiting)
        self.turned.emit()
        return True

    def back(self) -> None:
        """Shows the page before this one."""
        self.turn(self._before)

    def page(self, slug: str) -> Page:
        """The page of this slug, one of those known, made when it is first asked for."""
        if slug not in self._pages:
            assert self._desk is not None
            page = self._kinds[slug](self._desk)
            page.windowTitleChanged.connect(self._renamed)
            self._pages[slug] = page
            self.addWidget(page)
            if isinstance(self._states.get(slug), dict):
                page.restore(self._states[slug])
        return self._pages[slug]

    def _renamed(self, _title: str) -> None:
        self.turned.emit()

    def front(self) -> Page | None:
        """The page in front, or None while it is waited for."""
        return self._pages.get(self.slug)

    def lay_over(self, widget: QWidget) -> None:
        """Shows something that is no page, until a page is turned to."""
        self.addWidget(widget)
        self.setCurrentWidget(widget)

    def reload_all(self) -> None:
        """Has every page read anew, as when a day begins."""
        for page in self._pages.values():
            page.reload()

    def state(self) -> dict[str, Any]:
        """What is restored at the next start."""
        return {
            "page": self.slug,
            "pages": self._states | {slug: page.state() for slug, page in self._pages.items()},
        }

    def restore(self, state: dict[str, Any]) -> None:
        """Brings back the page; the state of each follows when it is made."""
        if state.get("page") in {place.slug for place in PLACES}:
            self.slug = str(state["page"])
        states = state.get("pages")
        self._states = states if isinstance(states, dict) else {}
