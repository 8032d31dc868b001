"""The nurture plan that a prospect is on, in a line: which, what comes next and when, and Stop."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.locally import days_late, short_day
from salesdesk.i18n import _
from salesdesk.services import nurture_plans, nurturing
from salesdesk.services.cards import Card as Person
from salesdesk.services.nurture_plans import OnPlan
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import SETTLE
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.states import IconTile

_SUBJECTS = ("nurturings", "nurture_plans", "nurture_steps", "followups")


class Nurture(Card):
    """Reads itself, by an index; hides where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._on: OnPlan | None = None
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(10)
        self._told = secondary("", wrap=True)
        self.stop_ = button(_("Stop"), self.stop, kind="link", icon="x")
        row.addWidget(IconTile("sprout"))
        row.addWidget(self._told, 1)
        row.addWidget(self.stop_)
        self.body.addLayout(row)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._read)
        desk.written.connect(self._heard)
        self.hide()

    def show_person(self, person: Person) -> None:
        """Shows what a prospect is on."""
        self._person = person
        self._read()

    def _heard(self, written: Written) -> None:
        if self._person is not None and written.touches(*_SUBJECTS):
            self._settle.start()

    def _read(self) -> None:
        person = self._person
        if person is None:
            return
        with self._desk.store.read() as reading:
            self._on = nurture_plans.on_plan(reading, person.prospect.id)
        alive = person.prospect.deleted_at is None
        self.setVisible(self._on is not None and alive)
        if self._on is not None:
            self._told.setText(self._words(self._on))

    def _words(self, on: OnPlan) -> str:
        told = _("On the plan “{name}”").format(name=on.name)
        if on.step:
            told = _("{plan}, step {number} of {count}").format(plan=told, number=on.step, count=on.steps)
        if on.day is None:
            return told
        now = today(self._desk.clock)
        when = days_late((now - on.day).days) if on.day < now else short_day(on.day, now)
        return _("{plan}: {what}, {when}").format(plan=told, what=on.what, when=when)

    def stop(self) -> None:
        """Takes the prospect off its plan; it offers Undo."""
        on, person, store = self._on, self._person, self._desk.store
        if on is not None and person is not None:
            told = _("Took {name} off the plan").format(name=person.name)
            self._desk.act(lambda: (nurturing.stop(store, on.id), True), told=told)

    def ask(self, under: QWidget) -> None:
        """Offers the plans to start the prospect on."""
        with self._desk.store.read() as reading:
            plans = nurture_plans.read(reading)
        here = self._on.plan if self._on is not None else None
        entries = [
            (one.name, partial(self._start, one.id, one.name))
            for one in plans
            if one.id != here and one.steps
        ]
        make = (_("Make a plan …"), partial(self._desk.go, "keeping", "nurture:"))
        menu_under(under, [*entries, None, make] if entries else [make])

    def _start(self, plan: UUID, name: str) -> None:
        person, store = self._person, self._desk.store
        if person is not None:
            told = _("{name} is on the plan {plan}").format(name=person.name, plan=name)
            self._desk.act(lambda: nurturing.start(store, person.prospect.id, plan), told=told)
