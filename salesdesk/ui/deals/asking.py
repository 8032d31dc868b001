"""A new deal, taken in beside the board: what about, with whom, for what, until when."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.query import QueryError
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals, products, search
from salesdesk.services.deal_line_text import line_meant
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import completes, day
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import strong
from salesdesk.ui.widgets.rows import Row, RowList

OFFERED: Final = 4


class NewDeal(QWidget):
    """Enter goes on to the next field and from the last one takes it in; Ctrl+Enter at once, Escape leaves it."""

    taken = Signal(object)  # the id of the new deal
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._prospect: UUID | None = None
        self._title, self._name = line(_("Oak trays, two stores")), line(_("A name, a company, a number"))
        self._found = RowList(name=_("With whom"), fits=True)
        self._line, self._close = line(_("Oak tray x40 @ 1 550")), line(_("friday, 10 Dec, +30d"))
        self._fields = {
            "title": Field(_("What it is about"), self._title),
            "who": Field(_("With whom"), self._name),
            "line": Field(_("First line"), self._line),
            "close": Field(_("Expected to close on"), self._close),
        }
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 16)
        inside = QWidget()
        inside.setMaximumWidth(640)
        outer.addWidget(inside, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(strong(_("New deal"), step=2))
        for name, field in self._fields.items():
            column.addWidget(field)
            if name == "who":
                column.addWidget(self._found)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(button(_("Leave it"), self.left.emit))
        row.addWidget(button(_("Take it in"), self.take, kind="main", tip="Ctrl+Enter"))
        column.addLayout(row)
        column.addStretch(1)
        self._found.hide()
        self._name.textEdited.connect(self._look)
        self._name.returnPressed.connect(self._first)
        self._found.opened.connect(self._choose)
        self._found.clicked.connect(lambda: self._choose(self._found.current_key()))
        self._title.returnPressed.connect(self._name.setFocus)
        self._line.returnPressed.connect(self._close.setFocus)
        self._close.returnPressed.connect(self.take)

    def ask(self, prospect: UUID | None) -> None:
        """Begins; `prospect` is known already where it was asked for from there. What was half typed stays."""
        if not self.has_words():
            for field in self._fields.values():
                field.refuse("")
            self._found.hide()
        if prospect is not None:
            self._know(prospect)
        with self._desk.store.read() as reading:
            completes(self._line, [one.name for one in products.all_of(reading)])
        self._title.setFocus(Qt.FocusReason.OtherFocusReason)

    def first(self) -> QWidget:
        """Where typing begins."""
        return self._title

    def has_words(self) -> bool:
        """Whether something was typed that would be lost."""
        return any(field.text().strip() for field in self._lines().values())

    def clear(self) -> None:
        """Lets go what was typed."""
        self._prospect = None
        for field in self._lines().values():
            field.clear()
        for field in self._fields.values():
            field.refuse("")
        self._found.hide()

    def _lines(self) -> dict[str, QLineEdit]:
        return {"title": self._title, "who": self._name, "line": self._line, "close": self._close}

    def state(self) -> dict[str, str]:
        """What was typed, to be gone on with at the next start."""
        known = {"prospect": self._prospect.hex if self._prospect else ""}
        return {name: field.text() for name, field in self._lines().items()} | known

    def restore(self, state: dict[str, str]) -> None:
        """Brings back what was typed."""
        for name, field in self._lines().items():
            field.setText(state.get(name, ""))
        who = state.get("prospect", "")
        self._prospect = UUID(who) if len(who) == 32 else None

    def _look(self, text: str) -> None:
        self._prospect = None
        store, rows = self._desk.store, list[Row]()
        if text.strip():
            try:
                with store.read() as reading:
                    asked = search.ask(reading, text, subject="prospects", clock=store.clock)
                    hits = search.page(reading, asked, limit=OFFERED)
            except QueryError:
                hits = []
            rows = [Row(hit.id, hit.name, hit.company, who=hit.name) for hit in hits]
        self._found.show_rows(rows)
        self._found.setVisible(bool(rows))

    def _first(self) -> None:
        row = self._found.rows.at(self._found.rows.index(0))
        if self._prospect is None and row is not None:
            self._choose(row.key)
        else:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, prospect: UUID | None) -> None:
        if prospect is not None:
            self._know(prospect)
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, prospect: UUID) -> None:
        self._prospect = prospect
        with self._desk.store.read() as reading:
            self._name.setText(search.name_of(reading, prospect))
        self._fields["who"].refuse("")
        self._found.hide()

    def take(self) -> None:
        """Takes it in; says under the field what is missing."""
        for field in self._fields.values():
            field.refuse("")
        title, sold = self._title.text().strip(), self._line.text().strip()
        if not title and not sold:
            self._refuse("title", _("Say in a word what it is about."))
            return
        if self._name.text().strip() and self._prospect is None:
            self._refuse("who", _("Choose someone of the list, or leave it empty."))
            return
        try:
            close = day(self._close.text(), self._desk.clock)
        except UserError as error:
            self._refuse("close", str(error))
            return
        store, currency = self._desk.store, own_currency(self._desk.settings)
        first: tuple[LineDraft, ...] = ()
        try:
            if sold:
                with store.read() as reading:
                    meant = line_meant(reading, sold, currency, today(store.clock))
                first, title = (meant,), title or meant.name
        except UserError as error:
            self._refuse("line", str(error))
            return
        draft = DealDraft(
            title=title,
            currency=currency,
            prospect=self._prospect,
            expected_close=close,
            lines=first,
        )
        told = _("New deal: {title}").format(title=draft.title)
        made = self._desk.act(lambda: deals.open_deal(store, draft), told=told)
        if made is not None:
            self.clear()
            self.taken.emit(made.id)

    def _refuse(self, name: str, sentence: str) -> None:
        self._fields[name].refuse(sentence)
        self._lines()[name].setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
