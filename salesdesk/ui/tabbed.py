"""A page of tabs: each is made when it is first turned to, and what it was left as is kept with the page."""

from __future__ import annotations

from functools import partial
from typing import Any, ClassVar, Final, cast
from uuid import UUID

from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.refresh import Written
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.buttons import Option, Segmented

_ROOM: Final = 8  # pixels around the words of a tab


class TabbedPage(Page):
    """A row of tabs. A subclass names them in `TABS`, in the order in which they stand."""

    TABS: ClassVar[tuple[type[Tab], ...]]

    def __init_subclass__(cls) -> None:
        super().__init_subclass__()
        cls.subjects = tuple(dict.fromkeys(subject for kind in cls.TABS for subject in kind.subjects))

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._made: dict[str, Tab] = {}
        self._states: dict[str, dict[str, object]] = {}
        self._front = self.TABS[0].slug
        options = [Option(kind.slug, kind.title(), kind.icon) for kind in self.TABS]
        self.tabs = Segmented(options, name=self.title())
        self.tabs.setFixedWidth(self.tabs.even_width() + _ROOM * len(self.TABS))
        self._stack = QStackedWidget()
        self._arrange()
        self.tabs.choose(self._front)
        self.tabs.chosen.connect(self._chosen)
        group = self.title()
        for kind in self.TABS:
            turn = partial(desk.go, self.slug, f"{kind.slug}:")
            made = Command(f"{self.slug}-{kind.slug}", kind.title(), turn, icon=kind.icon, group=group)
            desk.commands.add([made], on=self)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(16)
        row = QHBoxLayout()
        row.addWidget(self.tabs)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self._stack, 1)

    def main_command(self) -> Command | None:
        return self.front().main_command()

    def front(self) -> Tab:
        """The tab in front; made where it was not turned to before."""
        made = self._made.get(self._front)
        if made is None:
            kind = next(kind for kind in self.TABS if kind.slug == self._front)
            made = self._made[self._front] = kind(self.desk)
            made.filled.connect(self.shown)
            made.renamed.connect(self._rename)
            self._stack.addWidget(made)
            made.restore(self._states.get(self._front, {}))
        return made

    def turn(self, slug: str) -> bool:
        """Brings a tab in front and has it read itself; False where what is being typed was not taken."""
        present = self._made.get(self._front)
        if present is not None and slug != self._front and not present.commit():
            present.hold()
            self.tabs.choose(self._front)
            return False
        self._front = slug
        self.tabs.choose(slug)
        self._stack.setCurrentWidget(self.front())
        self._rename()
        self._stale = True
        self._load_if_seen()
        return True

    def _chosen(self, slug: str) -> None:
        self.turn(slug or self._front)  # a second click on the tab in front leaves it there

    def _rename(self) -> None:
        if self.isVisible():
            self.setWindowTitle("")
            self.setWindowTitle(f"{self.title()}: {self.front().title()}")

    def load(self) -> None:
        tab = self.front()
        self._stack.setCurrentWidget(tab)
        tab.load()

    def _heard(self, written: Written) -> None:
        if written.touches(*self.front().subjects):
            self.reload()

    def open(self, record: UUID | str) -> None:
        """Shows a tab, and there a record: "SLUG:RECORD", or what belongs to the tab in front."""
        slug, colon, rest = str(record).partition(":")
        known = colon and any(kind.slug == slug for kind in self.TABS)
        if known and not self.turn(slug):
            return
        wanted = rest if known else str(record)
        if wanted:
            self.front().open(wanted)

    def search(self) -> bool:
        return self.front().search()

    def commit(self) -> bool:
        made = self._made.get(self._front)
        return made is None or made.commit()

    def hold(self) -> None:
        self.front().hold()

    def state(self) -> dict[str, object]:
        kept = {**self._states, **{slug: tab.state() for slug, tab in self._made.items()}}
        return {"tab": self._front, "tabs": kept}

    def restore(self, state: dict[str, Any]) -> None:
        tab, tabs = state.get("tab"), state.get("tabs")
        if isinstance(tabs, dict):
            said = cast("dict[str, object]", tabs)
            self._states = {
                slug: cast("dict[str, object]", kept) for slug, kept in said.items() if isinstance(kept, dict)
            }
        for slug, made in self._made.items():
            made.restore(self._states.get(slug, {}))
        if isinstance(tab, str) and any(kind.slug == tab for kind in self.TABS):
            self.turn(tab)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.front().setFocus(event.reason())
