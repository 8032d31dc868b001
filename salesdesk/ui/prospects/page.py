"""Prospects: the list, and beside it the one in front; companies, areas and duplicates on the same page."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.prospects.areas import Areas
from salesdesk.ui.prospects.commands import page_commands
from salesdesk.ui.prospects.companies import Companies
from salesdesk.ui.prospects.detail import Detail
from salesdesk.ui.prospects.list import ProspectList
from salesdesk.ui.prospects.merge import Duplicates
from salesdesk.ui.widgets.buttons import Option, Segmented, button
from salesdesk.ui.widgets.edges import edge

FOLD_UNDER: Final = 970  # pixels under which table and pane have no room beside each other
PANE: Final = 378
REST: Final = 90  # milliseconds that the arrows rest on a row, until who is there is read


class ProspectsPage(Page):
    """Companies, areas and duplicates are made when they are first looked at."""

    slug = "prospects"
    subjects = (
        *("prospects", "companies", "phones", "emails", "addresses", "tags", "taggings", "followups"),
        *("activities", "sources", "fairs", "views"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted: UUID | None = None
        self._begun = False  # whether an act took the keyboard as the page was turned to
        self._then: UUID | None = None
        self._folded = False
        self.list, self.detail = ProspectList(desk), Detail(desk)
        self.bulk = self.list.bulk
        self._rest = QTimer(self, singleShot=True, interval=REST)
        self._rest.timeout.connect(self._show_wanted)
        self._parts: dict[str, QWidget] = {}
        self._stack = QStackedWidget()
        self._people = self._beside_each_other()
        self._stack.addWidget(self._people)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self.list.head.lead.addWidget(self._switch("people"))
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        self.list.table.clicked.connect(self._clicked)
        self.list.answered.connect(self.shown)
        self.list.work.merge_asked.connect(self._merge)
        self.detail.closed.connect(self._let_go)
        made = {one.id: one for one in page_commands(self)}
        self.list.head.more = [
            (made[one].title, made[one].run)
            for one in ("save-view", "areas", "duplicates", "deleted", "import")
        ]
        desk.commands.add(made.values(), on=self)

    def _switch(self, chosen: str) -> Segmented:
        made = Segmented(
            [Option("people", _("People")), Option("companies", _("Companies"))], name=_("What is shown")
        )
        made.choose(chosen)
        made.setFixedWidth(made.sizeHint().width() + 24)
        made.chosen.connect(partial(self._switched, made, chosen))
        return made

    def _switched(self, switch: Segmented, stays: str, value: str) -> None:
        switch.choose(stays)  # each side has a switch of its own, which always says that side
        if value and value != stays:
            self.show_part(value)

    def _beside_each_other(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._line = edge(upright=True)
        self._pane = QWidget()
        column = QVBoxLayout(self._pane)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self._back = button(_("Back to the list"), self.fold_back, kind="plain", icon="arrow-left")
        around = QHBoxLayout()
        around.setContentsMargins(12, 8, 12, 0)
        around.addWidget(self._back)
        around.addStretch(1)
        column.addLayout(around)
        column.addWidget(self.detail, 1)
        for part, share in ((self.list, 1), (self._line, 0), (self._pane, 0)):
            row.addWidget(part, share)
        return made

    def title(self) -> str:
        return _("Prospects")

    def about(self) -> str:
        return _(
            "Everyone you sell to or may sell to. Type any part of a name, a company or a number to find someone;"
            " narrow it down with views and filters; mark several with Space and do the same with all of them."
            " Whoever is in front stands at the right, where every field saves itself."
        )

    def main_command(self) -> Command | None:
        return next((one for one in self.desk.commands.listed() if one.id == "new-prospect"), None)

    def load(self) -> None:
        self.list.load()
        if self._then is not None:
            self.list.expect(self._then)
            self._then = None

    def open(self, record: UUID | str) -> None:
        """Shows a prospect; `note:` and an id begins a note, `query:` and a search shows what it finds."""
        if isinstance(record, str) and record.startswith("query:"):
            self.narrow(record.removeprefix("query:"))
            return
        act, _colon, ident = str(record).rpartition(":")
        if not self.commit():
            return
        self.show_part("people")
        self._rest.stop()
        self._wanted = UUID(ident)
        self.list.show_prospect(self._wanted)
        self._rest.stop()
        if not self._show_wanted():
            return
        self._unfold()
        if act:
            self.detail.act(act)
            self._begun = True

    def took_keyboard(self) -> bool:
        begun, self._begun = self._begun, False
        return begun and self.detail.isAncestorOf(self.focusWidget() or self)

    def show_part(self, name: str) -> None:
        """Shows people, companies, areas or duplicates; not where what is being typed was not taken."""
        if self.commit():
            self._stack.setCurrentWidget(self._part(name))
            if name == "areas":
                self._areas().show_for(self.list.field.text())

    def _areas(self) -> Areas:
        found = self._part("areas")
        assert isinstance(found, Areas)
        return found

    def _part(self, name: str) -> QWidget:
        if name == "people":
            return self._people
        if name not in self._parts:
            self._parts[name] = self._made(name)
            self._stack.addWidget(self._parts[name])
        return self._parts[name]

    def _made(self, name: str) -> QWidget:
        if name == "areas":
            areas = Areas(self.desk)
            areas.narrowed.connect(self.narrow)
            areas.opened.connect(self.open)
            areas.back.connect(self.show_people)
            return areas
        inside = Companies(self.desk) if name == "companies" else Duplicates(self.desk)
        made = _Framed(inside)
        if name == "companies":
            made.head.addWidget(self._switch("companies"))
        else:
            made.head.addWidget(button(_("Back"), self.show_people, kind="plain", icon="arrow-left"))
        made.head.addStretch(1)
        return made

    def show_people(self) -> None:
        """Goes back to the list."""
        self.show_part("people")
        self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_all(self) -> None:
        """Shows all prospects."""
        self.narrow("")

    def show_deleted(self) -> None:
        """Shows what was deleted, to bring back from."""
        self.narrow("is:deleted")

    def narrow(self, query: str) -> None:
        """Shows in the list those that a query asks for."""
        self.show_people()
        self.fold_back()
        self.list.head.say(query)

    def _merge(self, one: UUID, other: UUID) -> None:
        self.show_part("duplicates")
        inside = self._inside()
        if isinstance(inside, Duplicates):
            inside.show_pair(one, other)

    def _inside(self) -> QWidget | None:
        part = self._stack.currentWidget()
        return part.inside if isinstance(part, _Framed) else part

    def rename_view(self) -> None:
        """Asks for another name of the view that is lit."""
        lit = self.list.head.views.lit()
        if lit is not None:
            self.list.head.naming.ask(lit.query, lit)

    def delete_view(self) -> None:
        """Deletes the view that is lit."""
        lit = self.list.head.views.lit()
        if lit is not None:
            self.list.head.views.remove(lit)

    def search(self) -> bool:
        inside = self._inside()
        if isinstance(inside, Companies):
            return inside.search()
        self.show_part("people")
        self.fold_back()
        self.list.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list.field.selectAll()
        return True

    def foot(self) -> QWidget | None:
        return self.detail.log if self.list.isHidden() else self.list.foot

    def commit(self) -> bool:
        inside = self._inside()
        return self.detail.commit() and (not isinstance(inside, Companies) or inside.commit())

    def _moved(self, prospect: UUID | None) -> None:
        self._wanted = prospect
        self._rest.start()

    def _show_wanted(self) -> bool:
        """Shows who is wanted. Where what was typed of the one shown is not taken, that one stays in front."""
        shown = self.detail.shown()
        if self._wanted == shown or self.detail.show_prospect(self._wanted):
            return self._wanted is not None or self.fold_back()  # the list says why there is nobody
        self._wanted = shown
        if shown is not None:
            self.list.stay(shown)
        return False

    def _opened(self, prospect: UUID) -> None:
        self._wanted = prospect
        self._rest.stop()
        self._show_wanted()
        self._unfold()

    def _clicked(self) -> None:
        self._rest.stop()
        self._show_wanted()
        self._unfold()

    def act(self, name: str) -> None:
        """Begins an act with the one in front."""
        if self._wanted is not None:
            self.show_part("people")
            if self._show_wanted():
                self._unfold()
                self.detail.act(name)

    def _unfold(self) -> None:
        """Where there is room for one only, the pane takes the place of the list."""
        if self._folded:
            self.list.hide()
            self._pane.show()
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def fold_back(self) -> bool:
        """Shows the list again, where the pane had taken its place."""
        if self._folded and self.list.isHidden() and self.detail.commit():
            self._pane.hide()
            self.list.show()
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)
        return True

    def _let_go(self) -> None:
        """Has the list take over where the one shown was deleted."""
        self.fold_back()
        if self.list.isVisible():
            self.list.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._folded and self.list.isHidden():
            self.fold_back()
        elif event.key() == Qt.Key.Key_Escape and self._stack.currentWidget() is not self._people:
            self.show_people()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._stack.currentWidget() is self._people:
            (self._back if self.list.isHidden() else self.list.table).setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < FOLD_UNDER
        if folded != self._folded or event.oldSize().width() < 0:
            self._folded = folded
            self.list.show()
            self._pane.setVisible(not folded)
            self._line.setVisible(not folded)
            self._back.setVisible(folded)
            self._pane.setMinimumWidth(1 if folded else PANE)
            self._pane.setMaximumWidth(16_777_215 if folded else PANE)

    def state(self) -> dict[str, Any]:
        return {**self.list.state(), "front": self._wanted.hex if self._wanted else ""}

    def restore(self, state: dict[str, Any]) -> None:
        self.list.restore(state)
        try:
            self._then = UUID(str(state.get("front")))
        except ValueError:
            self._then = None


class _Framed(QWidget):
    """Something with a row above it that leads back."""

    def __init__(self, inside: QWidget) -> None:
        super().__init__()
        self.inside = inside
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.setContentsMargins(16, 12, 16, 0)
        column.addLayout(self.head)
        column.addWidget(inside, 1)
