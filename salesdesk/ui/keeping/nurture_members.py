"""Who is on a nurture plan, by the day of the next step, and who was, with what ended it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout

from salesdesk.clock import today
from salesdesk.domain.locally import day_month, days_late, grouped, short_day
from salesdesk.i18n import _, ngettext
from salesdesk.services import nurture_plans, nurturing
from salesdesk.services.nurture_plans import Member
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.rows import Row, RowList

_TONES: Final = {"reply": "good", "stage": "good", "consent": "hot"}


class Members(Card):
    """A list as high as its rows; Enter shows a prospect, Delete takes one off the plan."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: dict[UUID, Member] = {}
        self._plan: UUID | None = None
        self._on = 0
        self._head = self.head(_("On this plan"))
        self.off = button(_("Take off the plan"), self.stop, kind="link", icon="x")
        self._head.buttons.addWidget(self.off)
        self.list = RowList(name=_("On this plan"), fits=True)
        self._nobody = secondary(
            _("Nobody yet. Open a prospect, or mark several, and choose “Nurture”."), wrap=True
        )
        self._nobody.setContentsMargins(16, 12, 16, 4)
        self._go = button(_("See the prospects"), self._see_prospects, kind="link", icon="users")
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 6)
        row.addWidget(self._go)
        row.addStretch(1)
        for part in (self._nobody, self.list):
            self.body.addWidget(part)
        self.body.addLayout(row)
        self.list.opened.connect(self._open)
        self.list.moved.connect(self._moved)
        desk.commands.add(
            [
                Command(
                    "stop-nurturing",
                    _("Take off the plan"),
                    self.stop,
                    "Delete",
                    "x",
                    self._can_stop,
                    group=_("Keep in touch"),
                )
            ],
            on=self.list,
        )

    def show_plan(self, plan: UUID, steps: int, on: int) -> None:
        """Shows who is on a plan of so many steps, so many in all, once they are read."""
        store = self._desk.store
        if plan != self._plan:
            for part in (self._nobody, self._go, self.list, self.off):
                part.hide()
        self._plan, self._on = plan, on
        count = ngettext("{count} prospect", "{count} prospects", on).format(count=grouped(on))
        self._head.say(_("On this plan"), count if on else "")

        def work(_progress: object) -> Sequence[Member]:
            with store.read() as reading:
                return nurture_plans.members(reading, plan)

        def read(found: Sequence[Member]) -> None:
            if plan == self._plan:  # else another one is shown by now
                self._show(found, steps)

        self._desk.run(work, parent=self, on_done=read)

    def _show(self, found: Sequence[Member], steps: int) -> None:
        self._found = {one.id: one for one in found}
        on = [one for one in found if one.ended_at is None]
        were = [one for one in found if one.ended_at is not None]
        rows = [self._running(one, steps) for one in on]
        if were:
            rows.append(Row("were", _("No longer on it"), str(len(were)), head=True))
            rows += [self._ended(one) for one in were]
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        for part in (self._nobody, self._go):
            part.setVisible(not rows)
        self._moved(self.list.current_key())

    def running(self) -> int:
        """How many are on it."""
        return self._on

    def _running(self, one: Member, steps: int) -> Row:
        now = today(self._desk.clock)
        step = _("Step {number} of {count}").format(number=one.step, count=steps) if one.step else ""
        note = " · ".join(filter(None, (one.company, step, one.what)))
        if one.day is None:
            return Row(one.id, one.name, note, _("no step planned"), who=one.name)
        late = (now - one.day).days
        tone = "hot" if late > 0 else "accent" if late == 0 else "neutral"
        chip = days_late(late) if late > 0 else short_day(one.day, now)
        return Row(one.id, one.name, note, chip, tone, who=one.name)

    def _ended(self, one: Member) -> Row:
        assert one.ended_at is not None
        day = day_month(one.ended_at.astimezone(self._desk.clock.zone()).date())
        note = " · ".join(filter(None, (one.company, _("until {day}").format(day=day))))
        word = nurture_plans.ended_word(one.ended_by)
        return Row(one.id, one.name, note, word, _TONES.get(one.ended_by, "neutral"), who=one.name)

    def _front(self) -> Member | None:
        key = self.list.current_key()
        return self._found.get(key) if key is not None else None

    def _can_stop(self) -> bool:
        one = self._front()
        return one is not None and one.ended_at is None

    def _moved(self, _key: object) -> None:
        self.off.setVisible(self._can_stop())

    def stop(self) -> None:
        """Takes the one in front off the plan; it offers Undo."""
        one, store = self._front(), self._desk.store
        if one is not None and one.ended_at is None:
            told = _("Took {name} off the plan").format(name=one.name)
            self._desk.act(lambda: (nurturing.stop(store, one.id), True), told=told)
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, key: UUID) -> None:
        one = self._found.get(key)
        if one is not None:
            self._desk.go("prospects", one.prospect)

    def _see_prospects(self) -> None:
        self._desk.go("prospects")
