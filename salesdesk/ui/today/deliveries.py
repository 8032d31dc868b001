"""Deliveries that are late or due: said to be made, promised for another day, or told of on the phone."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.clock import today
from salesdesk.domain.locally import days_late, weekday
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services.agenda import Agenda
from salesdesk.services.deliveries import Delivery
from salesdesk.ui.calling import call, callable_number
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import AddingLine
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import plainly
from salesdesk.ui.widgets.rows import Row, RowList

_KEYS: Final = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
SHOWN: Final = 4  # deliveries at once; the first of the rest moves up when one is made


class Deliveries(Card):
    """The card; gone where no delivery is late or due. What can be done is done with the chosen one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._head = self.head(_("Deliveries"))
        self.list = RowList(name=_("Deliveries late or due"), fits=True)
        self.list.opened.connect(self._open)
        self.list.moved.connect(self._offer)
        self.list.installEventFilter(self)
        self._waiting: dict[UUID, Delivery] = {}
        hint = _("Promise another day: friday, 4 Dec")
        self._day = AddingLine(hint, self._promise, line=line(hint, name=_("Delivery promised for")))
        self._day.setContentsMargins(12, 8, 12, 0)
        self._day.hide()
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._made = button(_("Delivered today"), self.made, icon="package-check", tip="D")
        self._move = button("", self.ask_day, icon="calendar-clock", name=_("Promise another day"))
        self._call = button("", self.call, icon="phone", name=_("Call"))
        for one in (self._made, self._move, self._call):
            row.addWidget(one)
        row.addStretch(1)
        self.body.addWidget(self.list)
        self.body.addWidget(self._day)
        self.body.addLayout(row)

    def commands(self) -> list[Command]:
        """What the palette offers of it."""
        group = _("Deliveries")
        return [
            Command(
                "delivery-made",
                _("Delivered today"),
                self.made,
                icon="package-check",
                enabled=self.chosen,
                group=group,
            ),
            Command(
                "delivery-promise",
                _("Promise another day for a delivery"),
                self.ask_day,
                icon="calendar-clock",
                enabled=self.chosen,
                group=group,
            ),
        ]

    def show_day(self, found: Agenda) -> None:
        """Shows the day."""
        self._waiting = {one.id: one for one in found.deliveries}
        self.setVisible(bool(found.deliveries))
        late = sum(one.late > 0 for one in found.deliveries)
        told = ngettext("{number} late", "{number} late", late).format(number=late) if late else ""
        self._head.say(_("Deliveries"), told)
        self.list.show_rows([_row(one) for one in found.deliveries[:SHOWN]])
        if found.deliveries and self.chosen() is False:
            self.list.setCurrentIndex(self.list.rows.index(0))
        self._offer()

    def chosen(self) -> bool:
        """Whether a delivery is chosen, with which something can be done."""
        return self._current() is not None

    def _current(self) -> Delivery | None:
        key = self.list.current_key()
        return self._waiting.get(key) if isinstance(key, UUID) else None

    def _offer(self, _key: object = None) -> None:
        one = self._current()
        self._call.setVisible(bool(one and callable_number(one.phone)))
        if one:
            self._made.setAccessibleDescription(one.title)
            self._call.setToolTip(plainly(_("Call {name}: {number}").format(name=one.who, number=one.phone)))

    def made(self) -> None:
        """Notes that the chosen one was delivered today."""
        one = self._current()
        if one is None:
            return
        from salesdesk.services import deals  # with all that writes

        store, day = self._desk.store, today(self._desk.clock)
        told = _("Delivered: {title}").format(title=one.title)
        self._desk.act(lambda: deals.note_day(store, one.id, "delivered_on", day), told=told)

    def ask_day(self) -> None:
        """Asks for which day the chosen one is promised now."""
        if self.chosen():
            self._day.show()
            self._day.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _promise(self, text: str) -> tuple[bool, str]:
        from salesdesk.services import deals
        from salesdesk.ui.widgets.entering import day, tried

        one, store = self._current(), self._desk.store
        try:
            found = day(text, self._desk.clock)
        except UserError as error:
            return False, str(error)
        if one is None or found is None:
            return True, ""
        taken = tried(self._desk, lambda: deals.promise_delivery(store, one.id, found))
        if taken[0]:
            self._day.hide()
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        return taken

    def call(self) -> None:
        """Calls whoever waits for the chosen one."""
        one = self._current()
        if one and callable_number(one.phone):
            call(one.phone)

    def commit(self) -> bool:
        """Takes the day that is being typed; False where it was not understood."""
        return self._day.commit()

    def _open(self, key: object) -> None:
        if isinstance(key, UUID):
            self._desk.go("pipeline", key)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() in _KEYS:
            acts = {Qt.Key.Key_D: self.made, Qt.Key.Key_M: self.ask_day, Qt.Key.Key_C: self.call}
            act = acts.get(Qt.Key(event.key()))
            if act and event.modifiers() == Qt.KeyboardModifier.NoModifier and self.chosen():
                event.accept()  # first of all that it is no shortcut of the page, which would be a follow-up's
                if event.type() == QEvent.Type.KeyPress:
                    act()
                return True
        return super().eventFilter(watched, event)


def _row(one: Delivery) -> Row:
    promised = _("promised {day}").format(day=weekday(one.promised))
    chip, tone = (days_late(one.late), "hot") if one.late > 0 else (weekday(one.promised), "neutral")
    if one.late == 0:
        chip, tone = _("Due today"), "warm"
    company = one.company if one.name else ""
    note = " · ".join(filter(None, (one.who, promised if one.late > 0 else company)))
    return Row(one.id, one.title, note, chip=chip, tone=tone, icon="truck")
