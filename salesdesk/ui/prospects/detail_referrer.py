"""Who referred a prospect: found while one types, and a click away once it is known."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain.query import QueryError
from salesdesk.i18n import _
from salesdesk.services import referrals, search
from salesdesk.ui.prospects.detail_reading import Look
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.facts import Fact, quiet_line
from salesdesk.ui.widgets.rows import Row, RowList

_HITS: Final = 5


class Referrer(Fact):
    """The name of who referred the one shown. What is typed finds others; Enter takes the first, and the emptied
    line takes the referrer away."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver
        self._look: Look | None = None
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(4)
        self.field: QLineEdit = quiet_line("…", name=_("Referred by"))
        self.open = button("", self._open, kind="plain", icon="arrow-right", name=_("Open"))
        row.addWidget(self.field, 1)
        row.addWidget(self.open)
        column.addLayout(row)
        self.list = RowList(name=_("What was found"), fits=True)
        self.list.hide()
        column.addWidget(self.list)
        super().__init__(_("Referred by"), box)
        self.field.setAccessibleName(_("Referred by"))
        self.field.textEdited.connect(self._find)
        self.field.returnPressed.connect(self._first)
        self.field.editingFinished.connect(self.commit)
        self.list.clicked.connect(self._clicked)
        self.list.opened.connect(self._take)

    def show_look(self, look: Look, *, other: bool) -> None:
        """Shows a prospect: another one where `other`."""
        self._look = look
        if other or not self.field.isModified():
            self._show()

    def _show(self) -> None:
        known = self._look.referrer if self._look else None
        self.field.setText(known[1] if known else "")
        self.field.setModified(False)
        self.open.setVisible(known is not None)
        self.list.hide()

    def _find(self, text: str) -> None:
        hits: list[search.Hit] = []
        desk, mine = self._saver.desk, self._look.card.prospect.id if self._look else None
        if text.strip():
            try:
                with desk.store.read() as reading:
                    asked = search.ask(reading, text, subject="prospects", clock=desk.clock)
                    hits = search.page(reading, asked, limit=_HITS + 1)
            except QueryError:
                hits = []
        self._offer([hit for hit in hits if hit.id != mine][:_HITS])

    def _offer(self, hits: Sequence[search.Hit]) -> None:
        self.list.show_rows([Row(hit.id, hit.name, hit.company, who=hit.name) for hit in hits])
        self.list.setVisible(bool(hits))

    def _first(self) -> None:
        if self.field.text().strip():
            self._clicked(self.list.rows.index(0))

    def _clicked(self, index: QModelIndex) -> None:
        row = self.list.rows.at(index)
        if row is not None and not self.list.isHidden():
            self._take(row.key)

    def _take(self, referrer: UUID | None) -> None:
        look, desk = self._look, self._saver.desk
        if look is None:
            return
        who = look.card.prospect.id
        told = _("Noted who referred {name}").format(name=look.card.name)
        self.field.setModified(False)
        if desk.act(lambda: referrals.say_who(desk.store, who, referrer), told=told) is None:
            self._show()
        self.list.hide()

    def _open(self) -> None:
        if self._look and self._look.referrer:
            self._saver.desk.go("prospects", self._look.referrer[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.field.isModified():
            self._show()
            return
        if event.key() == Qt.Key.Key_Down and not self.list.isHidden():
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
            self.list.setCurrentIndex(self.list.rows.index(0))
            return
        super().keyPressEvent(event)

    def commit(self) -> bool:
        """Takes the referrer away where the line was emptied; a name nobody was chosen for is let go."""
        if self.field.isModified() and not self.list.hasFocus():
            if self._look and self._look.referrer and not self.field.text().strip():
                self._take(None)
            elif not self.field.hasFocus():
                self._show()
        return True
