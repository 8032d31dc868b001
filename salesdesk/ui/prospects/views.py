"""The row of views: those that everyone has, the last fair, and the seller's own, each a query under a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from salesdesk.domain import query as written
from salesdesk.domain.query import QueryError
from salesdesk.i18n import _
from salesdesk.services import search, views
from salesdesk.store.unit import Reading
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.filters import SUBJECT, quoted
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import secondary


@dataclass(frozen=True, slots=True)
class Shown:
    """A view as a chip. `saved` is its id where it is the seller's own."""

    name: str
    query: str
    saved: UUID | None = None


def all_views(reading: Reading, day: date) -> list[Shown]:
    """Those that are offered on `day`."""
    found = [
        Shown(_("All"), ""),
        Shown(_("Hot"), "interest:hot"),
        Shown(_("No follow-up"), "no:follow-up"),
        Shown(_("Customers"), "is:customer"),
    ]
    fair = views.last_fair(reading, day)
    if fair:
        found.insert(2, Shown(_("Fair: {name}").format(name=fair), f"fair:{quoted(fair)}"))
    own = [Shown(views.called(one), one.query, one.id) for one in views.saved(reading, SUBJECT)]
    said = {one.name for one in own} | {canonical(one.query, day) for one in own}
    return [*(one for one in found if said.isdisjoint((one.name, canonical(one.query, day)))), *own]


def canonical(text: str, day: date) -> str:
    """A query as the program itself would write it, by which two are compared."""
    try:
        return written.write(written.parse(text, subject=SUBJECT, today=day))
    except QueryError:
        return text.strip()


class ViewChips(QWidget):
    """The chips; the one whose query is asked is lit. A menu on one of the seller's own renames or deletes it."""

    chosen = Signal(str)  # a query
    rename_asked = Signal(object)  # Shown

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._flow = FlowLayout(self, spacing=6)
        self._chips: list[tuple[Shown, ToggleChip]] = []
        self._written: list[str] = []  # their queries, as they are compared
        self._lit: Shown | None = None
        self._query, self._day = "", date.min

    def show_views(self, found: Sequence[Shown], day: date) -> None:
        """Offers other views."""
        self._day = day
        self._written = [canonical(one.query, day) for one in found]
        if [one for one, _chip in self._chips] == list(found):
            return
        for _one, chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = [(one, self._chip(one)) for one in found]
        self.light(self._query)

    def _chip(self, one: Shown) -> ToggleChip:
        chip = ToggleChip(one.name)
        chip.clicked.connect(partial(self._clicked, one))
        if one.saved:
            chip.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            chip.customContextMenuRequested.connect(partial(self._menu, one, chip))
            chip.setToolTip(_("Right click to rename or delete it"))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _clicked(self, one: Shown, _checked: object = None) -> None:
        self.light(self._query)  # the query decides which is lit, not the click
        self.chosen.emit(one.query)

    def light(self, query: str) -> None:
        """Lights the view of this query, if there is one."""
        self._query, mine = query, canonical(query, self._day)
        fitting = [one for (one, _chip), said in zip(self._chips, self._written, strict=True) if said == mine]
        self._lit = next((one for one in fitting if one.saved), fitting[0] if fitting else None)
        for one, chip in self._chips:
            chip.setChecked(one is self._lit)

    def lit(self) -> Shown | None:
        """The view that is asked for; the seller's own before those that everyone has."""
        return self._lit

    def _menu(self, one: Shown, chip: ToggleChip, where: QPoint) -> None:
        menu = QMenu(chip)
        menu.addAction(_("Rename …")).triggered.connect(partial(self._rename, one))
        menu.addAction(_("Delete the view")).triggered.connect(partial(self._remove, one))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(chip.mapToGlobal(where))

    def _rename(self, one: Shown, _checked: object = None) -> None:
        self.rename_asked.emit(one)

    def _remove(self, one: Shown, _checked: object = None) -> None:
        self.remove(one)

    def remove(self, one: Shown) -> None:
        """Deletes a view of the seller's own, and offers to undo that."""
        saved = one.saved
        if saved is not None:
            told = _("Deleted the view {name}").format(name=one.name)
            self._desk.act(lambda: views.remove(self._desk.store, saved), told=told)


class NameLine(QWidget):
    """Asks for the name of a view in a line of the page: a new one for a query, or another for one there is."""

    done = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._query = ""
        self._view: Shown | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.field = line(_("For example: Oslo, hot"), name=_("Name of the view"))
        self.field.returnPressed.connect(self.save)
        label = secondary(_("Name of the view"))
        label.setBuddy(self.field)
        row.addWidget(label)
        row.addWidget(self.field, 1)
        row.addWidget(button(_("Save"), self.save, kind="main"))
        row.addWidget(button(_("Cancel"), self.leave))
        self.hide()

    def ask(self, query: str, view: Shown | None = None) -> None:
        """Asks for the name of a new view of `query`, or another one for `view`."""
        self._query, self._view = query, view
        self.field.setText(view.name if view else "")
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self.field.selectAll()

    def save(self) -> None:
        """Saves it under the name that was typed."""
        name, store = self.field.text().strip(), self._desk.store
        view = self._view.saved if self._view else None
        if not name:
            self.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        if view is not None:
            told = _("Renamed the view to {name}").format(name=name)
            taken = self._desk.act(lambda: (views.rename(store, view, name), True), told=told)
        else:
            told = _("Saved the view {name}").format(name=name)
            taken = self._desk.act(lambda: search.save(store, name, self._query, subject=SUBJECT), told=told)
        if taken is not None:
            self.leave()

    def leave(self) -> None:
        """Asks no more."""
        self.hide()
        self.done.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)
