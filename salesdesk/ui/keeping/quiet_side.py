"""A customer gone quiet in front: what is usual with them, and the acts; of one that left why, and what may be done."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.locally import day_month, long_day, whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services import activities, quiet
from salesdesk.services.quiet import Customer
from salesdesk.ui.calling import call, callable_number
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.entering import completes, tried
from salesdesk.ui.widgets.facts import AddingLine
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import muted, plainly, secondary, strong


class QuietSide(QWidget):
    """Shows one customer."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._one: Customer | None = None
        self._draft: FollowUpDraft | None = None
        self._kind, self._title = muted(""), strong("", step=3)
        self._title.setWordWrap(True)
        self._about, self._usual = secondary("", wrap=True), secondary("", wrap=True)
        self._proposal = secondary("", wrap=True)
        self._plan = button(_("Plan a call"), self.plan, kind="main", icon="calendar-plus", tip="F")
        self._log = button(_("I called"), self.log, icon="phone-outgoing", tip="L")
        self._call = button("", self._ring, icon="phone", name=_("Call"))
        self._see = button("", self._open, icon="arrow-right", name=_("Open"))
        self._off = button(_("Has left …"), self.ask_cause, kind="plain", icon="log-out", tip="G")
        self._take = button(_("Plan it"), self._plan_proposal, kind="main", icon="calendar-plus")
        self._back = button(_("Is back"), self._return, icon="undo-2")
        hint = _("Why did they leave? Price, service …")
        self._cause = AddingLine(hint, self._leave, line=line(hint, name=_("Why did they leave?")))
        self._arrange()

    def _arrange(self) -> None:
        self.setMinimumWidth(1)  # the pane gives the width
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        for part in (self._kind, self._title, self._about, self._usual):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self._proposal)
        for buttons in ((self._plan, self._log, self._call, self._see), (self._take, self._back)):
            row = FlowLayout()
            for one in buttons:
                row.addWidget(one)
            column.addLayout(row)
        column.addSpacing(4)
        column.addWidget(self._off, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._cause)
        column.addStretch(1)

    def offer(self, causes: Sequence[str]) -> None:
        """Offers the causes while one types."""
        editor = self._cause.editor
        assert isinstance(editor, QLineEdit)
        completes(editor, causes)

    def shown(self) -> Customer | None:
        """Who is shown."""
        return self._one

    def show_one(self, one: Customer | None) -> bool:
        """Shows another one, or the same one anew; False where what is being typed was not taken."""
        other = (one.id if one else None) != (self._one.id if self._one else None)
        if other and not self.commit():
            return False
        self._one = one
        self.setEnabled(one is not None)
        if one is None:
            return True
        if other:
            self._cause.clear()
            self._cause.hide()
        gone = one.left_on is not None
        self._kind.setText(_("Left") if gone else _("Gone quiet"))
        self._title.setText(one.who)
        self._say(self._about, " · ".join(filter(None, (one.company if one.name else "", _worth(one)))))
        self._say(self._usual, _left(one) if gone else _usual(one))
        for part in (self._plan, self._log, self._off):
            part.setVisible(not gone)
        self._call.setVisible(bool(callable_number(one.phone)))
        self._call.setToolTip(plainly(_("Call {name}: {number}").format(name=one.who, number=one.phone)))
        label(self._see, _("Open") if gone else "")
        self._see.setAccessibleName(_("Open {name}").format(name=one.who))
        self._propose(one if gone else None)
        return True

    @staticmethod
    def _say(part: QWidget, text: str) -> None:
        part.setProperty("text", text)
        part.setVisible(bool(text))

    def _propose(self, one: Customer | None) -> None:
        """Of one that left: the one act that its cause proposes, until something is planned."""
        self._draft = None
        if one is not None and one.next_day is None:
            with self._desk.store.read() as reading:
                self._draft = quiet.proposed(reading, one.cause, one.who, self._desk.clock)
        told = ""
        if self._draft:
            told = _("Worth a try: {what}, {day}.").format(
                what=self._draft.what, day=long_day(self._draft.day)
            )
        elif one is not None:
            told = _("The next step is planned for {day}.").format(day=long_day(one.next_day))
        self._say(self._proposal, told)
        self._take.setVisible(self._draft is not None)
        self._back.setVisible(one is not None)

    def plan(self) -> None:
        """Plans a call with the one in front."""
        one, store = self._one, self._desk.store
        if one is not None and one.left_on is None:
            told = _("Planned a call with {name}").format(name=one.who)
            self._desk.act(lambda: quiet.follow_up(store, one.id, one.who), told=told)

    def log(self) -> None:
        """Notes that the one in front was called."""
        one, store = self._one, self._desk.store
        if one is not None and one.left_on is None:
            told = _("Noted a call with {name}").format(name=one.who)
            self._desk.act(lambda: activities.note(store, one.id, kind="call-out"), told=told)

    def ask_cause(self) -> None:
        """Asks why the one in front left: Enter notes it."""
        if self._one is not None and self._one.left_on is None:
            self._cause.show()
            self._cause.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave(self, text: str) -> tuple[bool, str]:
        one, store = self._one, self._desk.store
        if one is None:
            return True, ""
        taken = tried(self._desk, lambda: quiet.leave(store, one.id, one.who, text))
        if taken[0]:
            self._cause.hide()
            self._desk.say(_("{name} has left").format(name=one.who), undo=True)
        return taken

    def _plan_proposal(self) -> None:
        one, draft, store = self._one, self._draft, self._desk.store
        if one is not None and draft is not None:
            told = _("Planned: {what}").format(what=draft.what)
            self._desk.act(lambda: quiet.plan(store, one.id, one.who, draft), told=told)

    def _return(self) -> None:
        one, store = self._one, self._desk.store
        if one is not None:
            told = _("{name} is back").format(name=one.who)
            self._desk.act(lambda: quiet.return_(store, one.id, one.who), told=told)

    def _ring(self) -> None:
        if self._one is not None and self._one.phone:
            call(self._one.phone)

    def _open(self) -> None:
        if self._one is not None:
            self._desk.go("prospects", self._one.id)

    def commit(self) -> bool:
        """Notes the cause that is being typed; False where it was not taken."""
        return self._cause.commit()


def _worth(one: Customer) -> str:
    sales = ngettext("{number} sale", "{number} sales", one.sales).format(number=one.sales)
    return ", ".join(filter(None, (sales if one.sales else "", whole_money(one.won) if one.won else "")))


def _usual(one: Customer) -> str:
    """What is usual with a customer, and how long it has been."""
    every = {
        "own": ngettext(
            "Usually buys again after {days} day.", "Usually buys again after {days} days.", one.usual.days
        ),
        "customers": ngettext(
            "Your customers usually buy again after {days} day; of this one too little is known.",
            "Your customers usually buy again after {days} days; of this one too little is known.",
            one.usual.days,
        ),
        "year": _("Nobody has bought often enough to tell what is usual, so a year is taken."),
    }[one.usual.source].format(days=one.usual.days)
    heard = _("You last heard of each other on {day}.").format(day=day_month(one.last))
    return f"{every} {heard}"


def _left(one: Customer) -> str:
    cause = vocabulary.label("cause", one.cause) if one.cause else _("no cause was said")
    return _("Left on {day}: {cause}.").format(day=day_month(one.left_on) if one.left_on else "", cause=cause)
