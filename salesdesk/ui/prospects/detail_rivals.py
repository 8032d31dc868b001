"""Has now: what a prospect has from a competitor and until when, with a follow-up before it ends."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from itertools import pairwise
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.locally import day_month, short_day, weekday
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import competitor_list, competitors, deals_after
from salesdesk.services.cards import Card as Person
from salesdesk.services.competitor_list import Contract
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import completes, day, tried
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import ElidedLabel, muted


class HasNow(Card):
    """The contracts of a prospect; without one it shows only when it is asked for."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._prospect: UUID | None = None
        self._shown: list[Contract] | None = None
        head = self.head(_("Has now"), _("from a competitor"))
        self._add = button("", self.ask, kind="plain", icon="plus", name=_("Add what they have now"))
        head.buttons.addWidget(self._add)
        column = QVBoxLayout()
        column.setContentsMargins(16, 8, 12, 12)
        column.setSpacing(8)
        self._box = QWidget()
        self._rows = QVBoxLayout(self._box)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(4)
        self.form = _Form(desk, self._took)
        self.form.hide()
        column.addWidget(self._box)
        column.addWidget(self.form)
        self.body.addLayout(column)
        self.hide()

    def show_person(self, person: Person) -> None:
        """Shows what a prospect has."""
        if person.prospect.id != self._prospect:
            self._prospect, self._shown = person.prospect.id, None
            self.form.clear()
            self.form.hide()
        with self._desk.store.read() as reading:
            found = competitor_list.contracts(reading, prospect=person.prospect.id)
        if found != self._shown:
            self._shown = found
            self._show(found)
        self._fit()

    def _fit(self) -> None:
        self._box.setVisible(bool(self._shown))
        self.setVisible(bool(self._shown) or not self.form.isHidden())
        self._add.setVisible(self.form.isHidden())

    def _show(self, found: list[Contract]) -> None:
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        now = today(self._desk.clock)
        for one in found:
            row = QWidget()
            inside = QHBoxLayout(row)
            inside.setContentsMargins(0, 0, 0, 0)
            inside.setSpacing(8)
            text = " · ".join(part for part in (one.rival, one.product, one.note) if part)
            inside.addWidget(ElidedLabel(text), 1)
            if one.ends_on is not None:
                told = _("ended {day}") if one.ends_on < now else _("ends {day}")
                inside.addWidget(muted(told.format(day=short_day(one.ends_on, now)), step=0))
            off = button(
                "",
                partial(self._remove, one),
                kind="quiet",
                icon="x",
                name=_("Remove {what}").format(what=text),
            )
            off.setFixedWidth(26)
            inside.addWidget(off)
            self._rows.addWidget(row)

    def told(self) -> list[str]:
        """The contracts as they read."""
        return [" · ".join((one.rival, one.product)) for one in self._shown or []]

    def ask(self) -> None:
        """Asks for what they have."""
        if self._prospect is None:
            return
        self.form.begin(self._prospect)
        self._fit()

    def _took(self) -> None:
        self.form.hide()
        self._fit()

    def _remove(self, one: Contract) -> None:
        store = self._desk.store

        def work() -> bool:
            with store.read() as reading:
                part = reading.need(competitors.CompetitorContract, one.id)
            competitors.remove_part(store, part)
            return True

        self._desk.act(work, told=_("Removed {what}").format(what=one.rival))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.form.isHidden() or self.form.take(asked=False)


class _Form(QWidget):
    """Competitor, product, end, and the day of a follow-up before it, which is proposed as soon as the end is known."""

    def __init__(self, desk: Desk, done: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._done = desk, done
        self._prospect: UUID | None = None
        self._proposed = ""
        self.rival, self.product = line(_("Nordic Timber")), line(_("Serving trays"))
        self.ends, self.follow = line(_("31 March")), line(_("none"))
        fields = {
            "rival": Field(_("Competitor"), self.rival),
            "product": Field(_("What they have"), self.product),
            "ends": Field(_("Contract ends"), self.ends),
            "follow": Field(_("Follow up on"), self.follow),
        }
        self._fields = fields
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 4, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        for place, field in enumerate(fields.values()):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button(_("Leave it"), self._leave))
        foot.addWidget(button(_("Note it"), lambda: self.take(asked=True), kind="main"))
        grid.addLayout(foot, 2, 0, 1, 2)
        order: list[QLineEdit] = [self.rival, self.product, self.ends, self.follow]
        for one, after in pairwise(order):
            one.returnPressed.connect(after.setFocus)
        self.follow.returnPressed.connect(self._enter)
        self.ends.editingFinished.connect(self._propose)

    def begin(self, prospect: UUID) -> None:
        """Asks, of a prospect."""
        self._prospect = prospect
        with self._desk.store.read() as reading:
            completes(self.rival, deals_after.competitors(reading))
        self.show()
        self.rival.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Lets go what was typed."""
        self._proposed = ""
        for name, editor in (("rival", self.rival), ("product", self.product), ("ends", self.ends)):
            editor.clear()
            self._fields[name].refuse("")
        self.follow.clear()
        self._fields["follow"].refuse("")

    def _propose(self) -> None:
        """Proposes the day of the follow-up, where nobody chose one."""
        if self.follow.text() != self._proposed:
            return
        try:
            ends = day(self.ends.text(), self._desk.clock)
        except UserError:
            return
        with self._desk.store.read() as reading:
            found = competitors.follow_before(reading, ends, today(self._desk.clock)) if ends else None
        near = found is not None and (found - today(self._desk.clock)).days < 300
        self._proposed = (weekday(found) if near else day_month(found)) if found else ""
        self.follow.setText(self._proposed)

    def _enter(self) -> None:
        self.take(asked=True)

    def take(self, *, asked: bool) -> bool:
        """Notes it; says under the field what is wrong. `asked`: by the seller, and not in leaving."""
        for field in self._fields.values():
            field.refuse("")
        rival = self.rival.text().strip()
        if not rival and not asked and not self.product.text().strip():
            return True
        if not rival:
            return self._refuse("rival", _("Say from whom they have it."))
        self._propose()
        at = "ends"
        try:
            ends = day(self.ends.text(), self._desk.clock)
            at = "follow"
            follow = day(self.follow.text(), self._desk.clock)
        except UserError as error:
            return self._refuse(at, str(error))
        store, prospect, what = self._desk.store, self._prospect, self.product.text()
        if prospect is None:
            return True
        taken, told = tried(
            self._desk,
            lambda: competitors.note_contract(
                store, prospect, rival, product=what, ends_on=ends, follow_up=follow
            ),
        )
        if not taken:
            return self._refuse("rival", told)
        said = _("Noted, with a follow-up on {day}").format(day=weekday(follow)) if follow else _("Noted")
        self._desk.say(said, undo=True)
        self.clear()
        self._done()
        return True

    def _refuse(self, name: str, sentence: str) -> bool:
        self._fields[name].refuse(sentence)
        self._fields[name].editor.setFocus(Qt.FocusReason.OtherFocusReason)
        return False

    def _leave(self) -> None:
        self.clear()
        self._done()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)
