"""One complaint: every field saves itself; solved at one keystroke."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from salesdesk.domain import vocabulary
from salesdesk.domain.complaints import Complaint
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import capturing, complaints
from salesdesk.services.complaints import Line
from salesdesk.services.prospects import delete
from salesdesk.ui.complaints.wording import promise_text, received_text, who
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import Option, Segmented, button
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, SelfSaving, line, lines
from salesdesk.ui.widgets.labels import muted

FIRST_CAUSES: Final = ("product", "price", "delivery", "service")


class ComplaintDetail(QWidget):
    """Shows a complaint, as its record is now."""

    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: Line | None = None
        self._record: Complaint | None = None
        self._told_of: UUID | None = None
        self._what = line(_("What is wrong"), name=_("What is wrong"))
        self._who = button("", self._open_who, kind="link", icon="user-round")
        self._came = muted("")
        self._cause = Segmented(
            [Option(slug, vocabulary.label("cause", slug)) for slug in FIRST_CAUSES], name=_("Cause")
        )
        self._other = Choice(_others(), name=_("Another cause"), quiet=False)
        self._severity = Segmented(
            [Option("1", _("Low")), Option("2", _("Normal")), Option("3", _("High"), tone="hot")],
            name=_("Severity"),
        )
        self._public = CheckBox(_("Said in public"))
        self._where = line(_("Where: a review, a post …"), name=_("Where it was said in public"))
        self._promise = line(_("New bowls or money back"))
        self._by = line(_("today 16:00, friday, 24 Nov"))
        self._solution = lines(_("What was done about it"), rows=3)
        self._satisfied = Segmented(
            [Option(str(number), str(number), tone="good") for number in range(1, 6)],
            name=_("How satisfied are they now?"),
        )
        self._check_in = CheckBox(_("Check in again a week after it is solved"))
        self._check_in.setChecked(True)
        self._solve = button(_("Mark as solved"), self.solve, kind="main", icon="circle-check")
        self._reopen = button(_("Open again"), self._open_again, icon="rotate-ccw")
        self._saving = [
            self._saver(self._what, "what", lambda text: text.strip() or _refused(_("Say what is wrong."))),
            self._saver(self._where, "public_where", str.strip),
            self._saver(self._promise, "promise", str.strip),
            self._saver(self._by, "promised_at", self._instant),
            self._saver(self._solution, "resolution", str.strip),
        ]
        self._saving[3].restored.connect(lambda: self._by_field.refuse(""))
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 14, 20, 16)
        column.setSpacing(10)
        top = QHBoxLayout()
        self._leave = button("", self.back.emit, kind="plain", icon="arrow-left", name=_("Back to the list"))
        self._leave.hide()
        top.addWidget(self._leave)
        top.addWidget(self._who)
        top.addStretch(1)
        top.addWidget(button("", self.delete, kind="plain", icon="trash", name=_("Delete this complaint")))
        column.addLayout(top)
        column.addWidget(self._what)
        column.addWidget(self._came)
        self._causes = Field(_("Cause"), self._cause)
        column.addWidget(self._causes)
        column.addWidget(self._other)
        both = QHBoxLayout()
        both.setSpacing(12)
        both.addWidget(Field(_("Severity"), self._severity), 1)
        column.addLayout(both)
        public = QHBoxLayout()
        public.setSpacing(12)
        public.addWidget(self._public)
        public.addWidget(self._where, 1)
        column.addLayout(public)
        column.addWidget(Field(_("What you promised"), self._promise))
        self._by_field = Field(_("Answer by"), self._by)
        column.addWidget(self._by_field)
        column.addWidget(Field(_("What solved it"), self._solution))
        column.addWidget(Field(_("How satisfied are they now?"), self._satisfied))
        column.addWidget(self._check_in)
        column.addStretch(1)
        column.addWidget(self._solve)
        column.addWidget(self._reopen)

    def _connect(self) -> None:
        self._cause.chosen.connect(self._set_cause)
        self._other.chosen.connect(self._set_cause)
        self._severity.chosen.connect(self._severity_chosen)
        self._public.clicked.connect(self._public_clicked)
        self._satisfied.chosen.connect(self._satisfaction_chosen)

    def _severity_chosen(self, value: str) -> None:
        self._change("severity", int(value or 2))

    def _public_clicked(self, on: object) -> None:
        self._change("public", int(bool(on)))

    def _satisfaction_chosen(self, value: str) -> None:
        self._change("satisfaction", int(value) if value else None)

    def _saver(
        self, editor: QLineEdit | QPlainTextEdit, field: str, read: Callable[[str], Any]
    ) -> SelfSaving:
        return SelfSaving(editor, lambda text: self._save(field, text, read))

    def _save(self, field: str, text: str, read: Callable[[str], Any]) -> bool:
        try:
            new = read(text)
        except UserError as error:
            if field == "promised_at":
                self._by_field.refuse(str(error))
            else:
                self._desk.say(str(error))
            return False
        self._by_field.refuse("")
        return self._change(field, new)

    def _instant(self, text: str) -> Any:
        return capturing.instant(self._desk.store, text) if text.strip() else None

    def _change(self, field: str, new: Any) -> bool:
        record, store = self._record, self._desk.store
        if record is None:
            return False
        seen, ident = getattr(record, field), record.id
        if self._desk.act(lambda: (complaints.change(store, ident, field, seen, new), True)) is None:
            return False
        with store.read() as reading:  # what the next change in this field must have seen
            self._record = reading.get(Complaint, ident)
        return True

    def _set_cause(self, cause: str) -> None:
        record, store = self._record, self._desk.store
        if record is not None:
            self._desk.act(lambda: complaints.set_cause(store, record.id, cause))

    def is_open(self) -> bool:
        """Whether the one shown waits for its solution."""
        return self._line is not None and self._line.open

    def show_complaint(self, found: Line | None) -> None:
        """Shows a complaint; what is being typed at this moment is left alone. None: nothing can be typed."""
        self._line = found
        self.setEnabled(found is not None)
        if found is None:
            self._record = None
            for saver in self._saving:
                saver.show("")
            return
        with self._desk.store.read() as reading:
            self._record = record = reading.get(Complaint, found.id)
        if record is None:
            return
        if found.id != self._told_of:
            self._by_field.refuse("")
        self._told_of = found.id
        shown = (
            record.what,
            record.public_where,
            record.promise,
            promise_text(record.promised_at, self._desk.clock),
        )
        for saver, text in zip(self._saving, (*shown, record.resolution), strict=True):
            if saver is not self._saving[3] or not self._by_field.is_refused() or saver.text() == text:
                saver.show(text)
        name = who(found)
        self._who.setText(f"\u2002{name}")
        self._who.setAccessibleName(_("Open {name}").format(name=name))
        self._who.setVisible(bool(name))
        self._came.setText(received_text(found, self._desk.clock))
        self._cause.choose(found.cause)
        other = "" if found.cause in FIRST_CAUSES else found.cause
        self._other.offer(_others(other))
        self._other.show_value(other)
        self._severity.choose(str(record.severity))
        self._public.setChecked(bool(record.public))
        self._where.setVisible(bool(record.public))
        self._satisfied.choose(str(record.satisfaction or ""))
        self._solve.setVisible(found.open)
        self._check_in.setVisible(found.open)
        self._reopen.setVisible(not found.open)

    def folded(self, *, folded: bool) -> None:
        """Whether it has taken the place of the list, and offers the way back."""
        self._leave.setVisible(folded)

    def first(self) -> QWidget:
        """Where the keyboard goes first."""
        return self._promise if self._line is not None and self._line.open else self._what

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [saver.commit() for saver in self._saving]  # each, also after one that was not
        return all(taken)

    def solve(self) -> None:
        """Marks it as solved, and plans to ask again where that is wanted."""
        record, store = self._record, self._desk.store
        if record is None or self._line is None or not self._line.open or not self.commit():
            return
        satisfied = self._satisfied.value()
        self._desk.act(
            lambda: complaints.resolve(
                store,
                record.id,
                self._solution.toPlainText().strip(),
                satisfaction=int(satisfied) if satisfied else None,
                check_in=self._check_in.isChecked(),
            ),
            told=_("Solved: {what}").format(what=record.what),
        )

    def _open_again(self) -> None:
        record, store = self._record, self._desk.store
        if record is not None:
            told = _("Opened again: {what}").format(what=record.what)
            self._desk.act(lambda: (complaints.reopen(store, record.id), True), told=told)

    def delete(self) -> None:
        """Deletes it; it offers Undo."""
        record, store = self._record, self._desk.store
        if record is not None:
            told = _("Deleted {what}").format(what=record.what)
            self._desk.act(lambda: (delete(store, record, record.what), True), told=told)

    def _open_who(self) -> None:
        if self._line is not None and self._line.prospect is not None:
            self._desk.go("prospects", self._line.prospect)

    def shown_id(self) -> UUID | None:
        """The complaint that is shown."""
        return self._line.id if self._line else None


def _others(own: str = "") -> list[tuple[str, str]]:
    """The causes that stand not in the row, and the seller's own word where it is one."""
    slugs = [slug for slug in vocabulary.slugs("cause") if slug not in FIRST_CAUSES]
    if own and own not in slugs:
        slugs.append(own)
    return [("", _("Another cause …")), *((slug, vocabulary.label("cause", slug)) for slug in slugs)]


def _refused(sentence: str) -> str:
    raise UserError(sentence)
