"""A new complaint, taken in where the others are shown: who, what, why, what was promised by when."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from salesdesk.domain.query import QueryError
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import capturing, complaints, search
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.ui.complaints.causes import Causes
from salesdesk.ui.complaints.nature import NORMAL, Nature, Publicity
from salesdesk.ui.complaints.pane import Pane
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import strong
from salesdesk.ui.widgets.rows import Row, RowList

OFFERED: Final = 4
_NEW: Final = "new"  # the key of the row that makes a prospect of the name


class NewComplaint(Pane):
    """Ctrl+Enter takes it in, Escape leaves it."""

    taken = Signal(object)  # the id of the new complaint
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._who: UUID | None = None
        self._is_new = False  # whether a prospect of the name is to be made
        self._name = line(_("A name, a company, a number"))
        self._found = RowList(name=_("Whom it is about"), fits=True)
        self._what = line(_("Cracked glaze on 4 of 12 bowls"))
        self.causes, self.nature, self.publicity = Causes(), Nature(), Publicity(answers=False)
        self._promise = line(_("New bowls or money back"))
        self._by = line(_("today 16:00, friday, 24 Nov"))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = self.column
        column.addWidget(strong(_("New complaint"), step=2))
        self._fields = {
            "who": Field(_("Who"), self._name),
            "what": Field(_("What is wrong"), self._what),
            "cause": Field(_("Cause"), self.causes),
            "promise": Field(_("What you promised"), self._promise),
            "by": Field(_("Answer by"), self._by),
        }
        column.addWidget(self._fields["who"])
        column.addWidget(self._found)
        for name in ("what", "cause", "promise", "by"):
            column.addWidget(self._fields[name])
        column.addWidget(self.nature)
        column.addWidget(self.publicity)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        row.addWidget(button(_("Leave it"), self.left.emit))
        row.addWidget(button(_("Take it in"), self.take, kind="main"))
        self.foot.addLayout(row)
        self._found.hide()

    def _connect(self) -> None:
        self._name.textChanged.connect(self._look)  # a screen reader's text is not `textEdited`
        self._name.returnPressed.connect(self._first)
        for name, field in (("who", self._name), ("what", self._what), ("by", self._by)):
            field.textChanged.connect(partial(self._mended, name))
        self._found.opened.connect(self._choose)
        self._found.clicked.connect(lambda: self._choose(self._found.current_key()))
        for field, following in ((self._what, self._promise), (self._promise, self._by)):
            field.returnPressed.connect(following.setFocus)
        self._by.returnPressed.connect(self.take)

    def _mended(self, name: str, _text: str) -> None:
        self._fields[name].refuse("")

    def ask(self, prospect: UUID | None) -> None:
        """Begins; `prospect` is known already where it was asked for from there."""
        if prospect is not None and self.has_words():  # what was half typed is gone on with, for this one
            self._know(prospect)
            self.begin()
            return
        self.restore({})
        for field in self._fields.values():
            field.refuse("")
        if prospect is not None:
            self._know(prospect)
        (self._what if prospect else self._name).setFocus(Qt.FocusReason.OtherFocusReason)

    def begin(self) -> None:
        """Puts the keyboard where something is missing."""
        field = self._name if not self._name.text() and self._who is None else self._what
        field.setFocus(Qt.FocusReason.OtherFocusReason)

    def has_words(self) -> bool:
        """Whether something was typed that would be lost."""
        return any(field.text().strip() for field in self._lines().values())

    def _lines(self) -> dict[str, QLineEdit]:
        where = self.publicity.where
        return {
            "who": self._name,
            "what": self._what,
            "promise": self._promise,
            "by": self._by,
            "where": where,
        }

    def state(self) -> dict[str, str]:
        """What was typed, to be gone on with at the next start."""
        kind, severity = self.nature.value()
        return {name: field.text() for name, field in self._lines().items()} | {
            "prospect": self._who.hex if self._who else "",
            "new": "yes" if self._is_new else "",
            "cause": self.causes.value(),
            "kind": kind,
            "severity": str(severity),
            "public": "yes" if self.publicity.public.isChecked() else "",
        }

    def restore(self, state: dict[str, str]) -> None:
        """Brings back what was typed."""
        for name, field in self._lines().items():
            field.setText(state.get(name, ""))
        with self._desk.store.read() as reading:
            own = complaints.own_causes(reading)
        self.causes.show_cause(state.get("cause", ""), own)
        severity = state.get("severity", "")
        grave = int(severity) if severity in {"1", "2", "3"} else NORMAL
        self.nature.show_nature(state.get("kind") or "complaint", grave)
        self.publicity.show_publicity(public=bool(state.get("public")), answered=False)
        who = state.get("prospect", "")
        self._who = UUID(who) if len(who) == 32 else None
        self._is_new = bool(state.get("new"))
        self._found.hide()

    def _look(self, text: str) -> None:
        self._who, self._is_new = None, False
        store, rows = self._desk.store, list[Row]()
        if text.strip():
            try:
                with store.read() as reading:
                    asked = search.ask(reading, text, subject="prospects", clock=store.clock)
                    hits = search.page(reading, asked, limit=OFFERED)
            except QueryError:
                hits = []
            rows = [Row(hit.id, hit.name, hit.company, who=hit.name) for hit in hits]
            made = _("New prospect “{name}”").format(name=text.strip())
            rows.append(Row(_NEW, made, _("Made when you take this in"), icon="user-plus"))
        self._found.show_rows(rows)
        self._found.setVisible(bool(rows))

    def _first(self) -> None:
        row = self._found.rows.at(self._found.rows.index(0))
        if self._who is None and not self._is_new and row is not None:
            self._choose(row.key)
        else:
            self._what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _choose(self, key: object) -> None:
        if isinstance(key, UUID):
            self._know(key)
        elif key == _NEW:
            self._is_new = True
            self._fields["who"].refuse("")
            self._found.hide()
        else:
            return
        self._what.setFocus(Qt.FocusReason.OtherFocusReason)

    def _know(self, prospect: UUID) -> None:
        with self._desk.store.read() as reading:
            name = search.name_of(reading, prospect)
        self._name.setText(name)
        self._who, self._is_new = prospect, False  # after the text, since another one may be someone else
        self._found.hide()

    def take(self) -> None:
        """Takes it in; says under the field what is missing."""
        store = self._desk.store
        if not self._what.text().strip():
            self._fields["what"].refuse(_("Say in a word what is wrong."))
            self._what.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        name = self._name.text().strip()
        if name and self._who is None and not self._is_new:
            self._fields["who"].refuse(
                _("Choose someone of the list, a new prospect too, or leave it empty.")
            )
            self._name.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        try:
            by = capturing.instant(store, self._by.text()) if self._by.text().strip() else None
        except UserError as error:
            self._fields["by"].refuse(str(error))
            self._by.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.causes.commit()
        kind, severity = self.nature.value()
        draft = ComplaintDraft(
            what=self._what.text().strip(),
            kind=kind,
            cause=self.causes.value(),
            severity=severity,
            public=self.publicity.public.isChecked(),
            public_where=self.publicity.where.text().strip(),
            promise=self._promise.text().strip(),
            promised_at=by,
        )
        told = _("Complaint: {what}").format(what=draft.what)
        new, region = name if self._is_new else "", self._desk.settings.region()
        made = self._desk.act(
            lambda: (
                complaints.receive_of(store, draft, new, region=region)
                if new
                else complaints.receive(store, draft, self._who)
            ),
            told=told,
        )
        if made is not None:
            self.taken.emit(made.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
