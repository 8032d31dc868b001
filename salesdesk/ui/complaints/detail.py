"""One complaint: every field saves itself; solved at one keystroke; below, what became of it so far."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from salesdesk.domain.complaints import Complaint
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.locally import short_moment
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import capturing, complaints, complaints_check_in, preferences, timeline
from salesdesk.services.complaints import Line
from salesdesk.services.complaints_history import history
from salesdesk.services.prospects import delete
from salesdesk.services.ratings import About
from salesdesk.store.database import Store
from salesdesk.ui.complaints.causes import Causes
from salesdesk.ui.complaints.check_in import CheckIn
from salesdesk.ui.complaints.head import Head
from salesdesk.ui.complaints.nature import Nature, Publicity
from salesdesk.ui.complaints.pane import Pane
from salesdesk.ui.complaints.sale import AboutSale
from salesdesk.ui.complaints.wording import promise_text
from salesdesk.ui.desk import Desk
from salesdesk.ui.rating import RatingsCard
from salesdesk.ui.widgets.buttons import Option, Segmented, button
from salesdesk.ui.widgets.facts import Fact
from salesdesk.ui.widgets.fields import Field, line, lines
from salesdesk.ui.widgets.history import ICONS, History, Told
from salesdesk.ui.widgets.labels import strong
from salesdesk.ui.widgets.typed import Typed


@dataclass(frozen=True, slots=True)
class _Look:
    """What is shown of a complaint beside its line in the list."""

    record: Complaint
    causes: Sequence[str]  # the seller's own words
    check_in: FollowUp | None
    check_in_days: int
    history: Sequence[timeline.Line]


def _look(store: Store, complaint: UUID) -> _Look | None:
    with store.read() as reading:
        record = reading.get(Complaint, complaint)
        if record is None:
            return None
        return _Look(
            record,
            complaints.own_causes(reading),
            complaints_check_in.last(reading, complaint),
            preferences.read(reading).check_in_days,
            history(reading, complaint, store.clock),
        )


class ComplaintDetail(Pane):
    """Shows a complaint, as its record is now."""

    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._line: Line | None = None
        self._record: Complaint | None = None
        self._told_of: UUID | None = None
        self.head, self.nature = Head(desk.clock), Nature()
        self.publicity, self.causes = Publicity(answers=True), Causes()
        self.ratings, self.sale = RatingsCard(desk), AboutSale(desk)
        self.check_in, self.history = CheckIn(desk.clock), History(name=_("What became of it"))
        self._promise = line(_("New bowls or money back"))
        self._by = line(_("today 16:00, friday"))
        self._stands = line(_("Waiting for the carrier"))
        self._solution = lines(_("What was done about it"), rows=3)
        self._satisfied = Segmented(
            [Option(str(number), str(number), tone="good") for number in range(1, 6)],
            name=_("How satisfied are they now?"),
        )
        self._solve = button(_("Mark as solved"), self.solve, kind="main", icon="circle-check")
        self._reopen = button(_("Open again"), self.reopen, icon="rotate-ccw")
        self._by_field = Field(_("Answer by"), self._by)
        self._fields: dict[str, Field | Fact] = {
            "what": self.head.fact,
            "public_where": self.publicity.fact,
            "promise": Field(_("What you promised"), self._promise),
            "promised_at": self._by_field,
            "note": Field(_("How it stands"), self._stands),
            "resolution": Field(_("What solved it"), self._solution),
        }
        read: dict[str, Callable[[str], Any]] = {"what": _said, "promised_at": self._instant}
        self._typed = {name: self._kept(name, read.get(name, str.strip)) for name in self._fields}
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        column = self.column
        promise = QHBoxLayout()
        promise.setSpacing(12)
        promise.addWidget(self._fields["promise"], 3)
        promise.addWidget(self._by_field, 2)
        column.addWidget(self.head)
        column.addWidget(Field(_("Cause"), self.causes))
        column.addLayout(promise)
        column.addWidget(self.sale)
        column.addWidget(self._fields["note"])
        column.addWidget(self._fields["resolution"])
        column.addWidget(Field(_("How satisfied are they now?"), self._satisfied))
        column.addWidget(self.check_in)
        column.addWidget(self.nature)
        column.addWidget(self.publicity)
        column.addWidget(self.ratings)
        column.addSpacing(4)
        column.addWidget(strong(_("What became of it")))
        column.addWidget(self.history)
        column.addStretch(1)
        self.foot.addWidget(self._solve)
        self.foot.addWidget(self._reopen)

    def _connect(self) -> None:
        self.head.back.connect(self.back)
        self.head.deleting.connect(self.delete)
        self.head.opening.connect(self._open_who)
        self.causes.chosen.connect(self._set_cause)
        self.nature.kind_chosen.connect(partial(self._change, "kind"))
        self.nature.severity_chosen.connect(partial(self._change, "severity"))
        self.publicity.said.connect(self._said_in_public)
        self.publicity.answered.connect(self._answered_there)
        self._satisfied.chosen.connect(self._satisfaction_chosen)
        self.check_in.box.clicked.connect(self._plan_check_in)

    def _kept(self, field: str, read: Callable[[str], Any]) -> Typed:
        place = self._fields[field]
        assert isinstance(place.editor, QLineEdit | QPlainTextEdit)
        return Typed(place.editor, place, lambda text, seen: self._save(field, text, seen, read))

    def _save(self, field: str, text: str, seen: Any, read: Callable[[str], Any]) -> tuple[bool, str]:
        refused = list[str]()

        def write() -> bool:
            try:
                self._write(field, seen, read(text))
            except UserError as error:
                refused.append(str(error))
            return not refused

        taken = self._desk.act(write) or False
        if refused:  # with what stands there now, which may be another program's
            self._again()
        return taken, "".join(refused)

    def _write(self, field: str, seen: Any, new: Any) -> None:
        record, store = self._record, self._desk.store
        if record is None:
            return
        complaints.change(store, record.id, field, seen, new)
        with store.read() as reading:  # what the next change in this field must have seen
            self._record = reading.get(Complaint, record.id)
        if field in self._typed:
            self._typed[field].saw(getattr(self._record, field))

    def _again(self) -> None:
        """Shows what is typed of the record, as it is now."""
        with self._desk.store.read() as reading:
            self._record = reading.get(Complaint, self._record.id) if self._record else None
        if self._record is not None:
            self._show_typed(self._record, other=False)

    def _instant(self, text: str) -> Any:
        return capturing.instant(self._desk.store, text) if text.strip() else None

    def _change(self, field: str, new: Any) -> None:
        seen = getattr(self._record, field, None)
        self._desk.act(lambda: self._write(field, seen, new))

    def _satisfaction_chosen(self, value: str) -> None:
        self._change("satisfaction", int(value) if value else None)

    def _said_in_public(self, on: object) -> None:
        self._change("public", int(bool(on)))

    def _answered_there(self, on: object) -> None:
        self._change("public_answered_at", self._desk.clock.now() if on else None)

    def _set_cause(self, cause: str) -> None:
        record, store, before = self._record, self._desk.store, self.causes.before
        if record is None:
            return
        done = self._desk.act(lambda: (complaints.set_cause(store, record.id, cause, seen=before), True))
        if done is None:
            with store.read() as reading:
                now = complaints.causes(reading, [reading.need(Complaint, record.id)]).get(record.id, "")
                self.causes.keep(cause, now, complaints.own_causes(reading))

    def _plan_check_in(self, on: object) -> None:
        """Of a solved one it is planned or taken off at once; of an open one when it is solved."""
        record, store = self._record, self._desk.store
        if record is None or self.is_open():
            return
        if on:
            told = _("Planned to check in: {what}").format(what=record.what)
            self._desk.act(lambda: complaints_check_in.plan(store, record.id), told=told)
        else:
            told = _("No longer to check in: {what}").format(what=record.what)
            self._desk.act(lambda: (complaints_check_in.drop(store, record.id), True), told=told)

    def is_open(self) -> bool:
        """Whether the one shown waits for its solution."""
        return self._line is not None and self._line.open

    def is_solved(self) -> bool:
        """Whether the one shown is solved."""
        return self._line is not None and not self._line.open

    def show_complaint(self, found: Line | None) -> None:
        """Shows a complaint; what is being typed at this moment is left alone. None: nothing can be typed."""
        self._line = found
        self.setEnabled(found is not None)
        look = _look(self._desk.store, found.id) if found else None
        self._record = look.record if look else None
        if found is None or look is None:
            for typed in self._typed.values():
                typed.show_value("", None, other=True)
            return
        other = found.id != self._told_of
        self._told_of = found.id
        if other:
            self.causes.let_go()
            self.check_in.want()
            self.area.verticalScrollBar().setValue(0)
        self._show(found, look, other=other)

    def _show(self, found: Line, look: _Look, *, other: bool) -> None:
        record, clock = look.record, self._desk.clock
        self._show_typed(record, other=other)
        self.head.show_head(found)
        self.causes.show_cause(found.cause, look.causes)
        self.nature.show_nature(record.kind, record.severity)
        self.publicity.show_publicity(
            public=bool(record.public), answered=record.public_answered_at is not None
        )
        self._satisfied.choose(str(record.satisfaction or ""))
        self.check_in.show_check_in(look.check_in, look.check_in_days, open_one=found.open)
        self.history.show_lines(
            [
                Told(ICONS.get(one.kind, "pencil"), one.title, short_moment(one.at, clock), one.text)
                for one in look.history
            ]
        )
        self.sale.show_complaint(record, other=other)
        self.ratings.show_about(About(complaint=record.id), wanted=not found.open)
        self._solve.setVisible(found.open)
        self._reopen.setVisible(not found.open)

    def _show_typed(self, record: Complaint, *, other: bool) -> None:
        for field, typed in self._typed.items():
            seen = getattr(record, field)
            text = promise_text(seen, self._desk.clock) if field == "promised_at" else seen
            typed.show_value(text, seen, other=other)

    def folded(self, *, folded: bool) -> None:
        """Whether it has taken the place of the list, and offers the way back."""
        self.head.folded(folded=folded)

    def first(self) -> QWidget:
        """Where the keyboard goes first."""
        return self._promise if self.is_open() else self.head.what

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [
            self.causes.commit(),
            self.ratings.commit(),
            self.sale.commit(),
            *(typed.commit() for typed in self._typed.values()),
        ]
        return all(taken)  # each was asked, also after one that was not

    def solve(self) -> None:
        """Marks it as solved, and plans to ask again where that is wanted."""
        record, store = self._record, self._desk.store
        if record is None or not self.is_open() or not self.commit():
            return
        wanted = self.check_in.wanted()
        self._desk.act(
            lambda: complaints.resolve(store, record.id, "", check_in=wanted),
            told=_("Solved: {what}").format(what=record.what),
        )

    def reopen(self) -> None:
        """Opens it again; the check-in that was planned goes."""
        record, store = self._record, self._desk.store
        if record is not None and self.is_solved():
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


def _said(text: str) -> str:
    if not text.strip():
        raise UserError(_("Say what is wrong."))
    return text.strip()
