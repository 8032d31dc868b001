"""One of the queue in front: why it was lost or parked, when to try again, what to offer then, and the acts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain.deals import Deal
from salesdesk.domain.locally import day_month, whole_money
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import revival
from salesdesk.services.revival import Waiting
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import completes, day, shown_day, tried
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.labels import muted, secondary, strong


class Side(QWidget):
    """Shows one of the queue. Its day and its product save themselves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._one: Waiting | None = None
        self._record: Deal | Prospect | None = None
        self._kind, self._title = muted(""), strong("", step=3)
        self._title.setWordWrap(True)
        self._who, self._why = secondary("", wrap=True), secondary("", wrap=True)
        self._then = muted("", wrap=True)
        self.day = TextFact(_("When"), quiet_line(_("which day")), self._save_day)
        self.product = TextFact(
            _("Offer then"), quiet_line(_("the same, or something else")), self._save_product
        )
        self.again = button(_("Try again"), self.revive, kind="main", icon="rotate-ccw", tip="R")
        self.see = button("", self._open, icon="arrow-right")
        self.off = button(_("Never ask again"), self.let_go, kind="link", icon="x")
        self._arrange()

    def _arrange(self) -> None:
        self.setMinimumWidth(1)  # the pane gives the width
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(4)
        for part in (self._kind, self._title, self._who, self._why):
            column.addWidget(part)
        column.addSpacing(8)
        column.addWidget(self.day)
        column.addWidget(self.product)
        column.addSpacing(4)
        column.addWidget(self._then)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.again)
        row.addWidget(self.see)
        row.addStretch(1)
        column.addLayout(row)
        column.addWidget(self.off, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def offer(self, names: Sequence[str]) -> None:
        """Offers the names of products while one types one."""
        editor = self.product.editor
        assert isinstance(editor, QLineEdit)
        completes(editor, names)

    def shown(self) -> Waiting | None:
        """What is shown."""
        return self._one

    def show_one(self, one: Waiting | None) -> bool:
        """Shows another one, or the same one anew; False where what is being typed of the present one was not
        taken."""
        other = (one.id if one else None) != (self._one.id if self._one else None)
        if other and not self.commit():
            return False
        self._one, self._record = one, self._fresh(one)
        self.setEnabled(self._record is not None)
        if one is None or self._record is None:
            return True
        deal = one.kind == "deal"
        self._kind.setText(_("Lost deal") if deal else _("Parked"))
        self._title.setText(one.shown)
        who = " · ".join(part for part in (one.name, one.company) if part and part != one.shown)
        self._who.setText(who)
        self._who.setVisible(bool(who))
        why = self._told(one)
        self._why.setText(why)
        self._why.setVisible(bool(why))
        self.day.show_value(shown_day(one.day), one.day, other=other)
        self.product.show_value(one.product, one.product, other=other)
        self._then.setText(_told_then(one))
        self.see.setText("\u2002" + (_("Open the deal") if deal else _("Open")))
        self.see.setAccessibleName(_("Open {name}").format(name=one.shown))
        return True

    def _told(self, one: Waiting) -> str:
        when = day_month(one.since.astimezone(self._desk.clock.zone()).date()) if one.since else ""
        lost = _("Lost {day}") if one.kind == "deal" else _("Parked {day}")
        to = _("has it from {name}").format(name=one.competitor) if one.competitor else ""
        if one.competitor and one.kind == "deal":
            to = _("to {name}").format(name=one.competitor)
        worth = whole_money(one.amount) if one.amount else ""
        return " · ".join(filter(None, (lost.format(day=when) if when else "", one.cause, to, worth)))

    def _fresh(self, one: Waiting | None) -> Deal | Prospect | None:
        if one is None:
            return None
        with self._desk.store.read() as reading:
            return reading.get(Deal if one.kind == "deal" else Prospect, one.id)

    def _save_day(self, text: str, _seen: Any) -> tuple[bool, str]:
        record, store = self._record, self._desk.store
        try:
            wanted = day(text, self._desk.clock)
        except UserError as error:
            return False, str(error)
        if record is None:
            return True, ""
        if wanted is None:
            return False, _("Write a day, or choose “Never ask again”.")
        return self._saved(tried(self._desk, lambda: revival.move_day(store, record, wanted)))

    def _save_product(self, text: str, _seen: Any) -> tuple[bool, str]:
        record, store = self._record, self._desk.store
        if record is None:
            return True, ""
        return self._saved(tried(self._desk, lambda: revival.offer(store, record, text)))

    def _saved(self, taken: tuple[bool, str]) -> tuple[bool, str]:
        self._record = self._fresh(self._one)  # as it is now, for what is typed next
        return taken

    def revive(self) -> None:
        """Tries the one in front again; what came of it is a click away."""
        record, desk = self._record, self._desk
        if record is None or not self.commit():
            return
        record = self._record
        assert record is not None
        made = desk.act(lambda: revival.revive(desk.store, record))
        if isinstance(made, Deal):
            told, made_id = _("Tried again: {title}").format(title=made.title), made.id
            desk.say(told, undo=True, act=_("Open the deal"), on_act=lambda: desk.go("pipeline", made_id))
        elif made is not None:
            name, made_id = self._one.shown if self._one else "", made.id
            told = _("Back on the ladder: {name}").format(name=name)
            desk.say(told, undo=True, act=_("Open"), on_act=lambda: desk.go("prospects", made_id))

    def let_go(self) -> None:
        """Never asks again about the one in front; it offers Undo."""
        record, one, desk = self._record, self._one, self._desk
        if record is not None and one is not None:
            told = _("Let go: {name}").format(name=one.shown)
            desk.act(lambda: (revival.let_go(desk.store, record), True), told=told)

    def _open(self) -> None:
        if self._one is not None:
            self._desk.go("pipeline" if self._one.kind == "deal" else "prospects", self._one.id)

    def take_keyboard(self) -> None:
        """Puts the keyboard into the day."""
        editor = self.day.editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self._record is None:
            return True
        return all([self.day.commit(), self.product.commit()])  # each, also after one that was not


def _told_then(one: Waiting) -> str:
    """What trying again does."""
    if one.kind == "deal" and one.product:
        return _("Trying again opens a deal with {product} and plans a call.").format(product=one.product)
    if one.kind == "deal":
        return _("Trying again opens a deal with the same lines and plans a call.")
    return _("Trying again takes them back to the rung where they stood and plans a call.")
