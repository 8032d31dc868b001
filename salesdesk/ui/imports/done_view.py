"""The last step: what came in, what was kept aside and where, and how to take it all back."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services.import_work import Brought, Kept
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, muted, secondary, strong
from salesdesk.ui.widgets.states import IconTile

_WIDTH = 620
_YOURS = 4  # examples of what stayed as it was


class DoneView(QWidget):
    """Shows what an import did; `undo`, `again`, `show_them` and `more` are asked for by its buttons."""

    undo = Signal()
    again = Signal()
    show_them = Signal()
    more = Signal()

    def __init__(self) -> None:
        super().__init__()
        around = QVBoxLayout(self)
        around.setContentsMargins(0, 0, 0, 0)
        self._card = Card()
        around.addWidget(self._card)
        middle = QVBoxLayout()
        middle.setContentsMargins(24, 24, 24, 24)
        middle.setSpacing(8)
        middle.addStretch(2)
        middle.addWidget(IconTile("check", size=40, tone="good"), 0, Qt.AlignmentFlag.AlignHCenter)
        self._title, self._told = strong("", step=3), secondary("", wrap=True)
        for label in (self._title, self._told):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            middle.addWidget(label)
        self._kept = QVBoxLayout()
        self._kept.setSpacing(6)
        holder = QHBoxLayout()
        holder.addStretch(1)
        self._list = QWidget()
        self._list.setLayout(self._kept)
        self._list.setFixedWidth(_WIDTH)
        holder.addWidget(self._list)
        holder.addStretch(1)
        middle.addLayout(holder)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addStretch(1)
        self.undo_button = button(_("Undo this import"), self.undo.emit, icon="undo-2")
        self.again_button = button(_("Do it again"), self.again.emit, icon="redo-2")
        self.again_button.hide()
        self.more_button = button(_("Bring in more"), self.more.emit, icon="download")
        self.show_button = button(_("Show them"), self.show_them.emit, kind="main", icon="users")
        for part in (self.undo_button, self.again_button, self.more_button, self.show_button):
            buttons.addWidget(part)
        buttons.addStretch(1)
        middle.addSpacing(8)
        middle.addLayout(buttons)
        middle.addStretch(3)
        self._card.body.addLayout(middle)

    def show_brought(self, brought: Brought, *, contacts: bool = True, can_show: bool = True) -> None:
        """Shows what came in, `contacts` or rows of something else; `can_show`: whether a page does."""
        whole = brought.created + brought.updated
        self._title.setText(brought_told(whole, contacts=contacts))
        new = ngettext("{n} new", "{n} new", brought.created).format(n=grouped(brought.created))
        added = ngettext("{n} added to", "{n} added to", brought.updated).format(n=grouped(brought.updated))
        self._told.setText(
            _("{new}, {added}. All of it can be taken back, now or later.").format(new=new, added=added)
        )
        self._clear()
        for one in brought.kept:
            self._kept.addWidget(_kept_row(one))
        if brought.kept_yours:
            shown = "; ".join(brought.kept_yours[:_YOURS]) + (
                " …" if len(brought.kept_yours) > _YOURS else ""
            )
            told = _("Your own words stayed where the file said something else: {what}")
            self._kept.addWidget(muted(told.format(what=shown), wrap=True))
        self.undo_button.setVisible(bool(brought.batches))
        self.show_button.setEnabled(whole > 0)
        self.show_button.setVisible(can_show)

    def show_undone(self) -> None:
        """Says that it was taken back."""
        self._title.setText(_("The import was taken back"))
        self._told.setText(_("All is as it was before it."))
        self._clear()
        self.undo_button.hide()
        self.show_button.setEnabled(False)

    def set_free(self, *, again: bool) -> None:
        """Nothing is under way any more; `again`: whether it was taken back and can be done again."""
        self.undo_button.setEnabled(True)
        self.again_button.setEnabled(True)
        self.again_button.setVisible(again)

    def _clear(self) -> None:
        while (item := self._kept.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()


def brought_told(whole: int, *, contacts: bool) -> str:
    """How many came in, `contacts` or rows of something else."""
    if contacts:
        told = ngettext("{n} prospect brought in", "{n} prospects brought in", whole)
    else:
        told = ngettext("{n} row brought in", "{n} rows brought in", whole)
    return told.format(n=grouped(whole))


def _kept_row(one: Kept) -> QWidget:
    """How many were kept in which file, and the folder to open."""
    if one.kind == "refused":
        told = ngettext("{n} not taken, kept in {file}", "{n} not taken, kept in {file}", one.count)
    elif one.kind == "reasons":
        told = ngettext("Why {n} was not taken: {file}", "Why {n} were not taken: {file}", one.count)
    else:
        told = ngettext(
            "{n} undecided, kept aside in {file}", "{n} undecided, kept aside in {file}", one.count
        )
    path = Path(one.path)
    made = QWidget()
    made.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(ElidedLabel(told.format(n=grouped(one.count), file=path.name)), 1)
    opened = QUrl.fromLocalFile(str(path.parent))
    row.addWidget(button(_("Open folder"), lambda: QDesktopServices.openUrl(opened), kind="link"))
    return made
