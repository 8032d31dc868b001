"""Nurture plans: all of them at the left; at the right the one in front, its steps and who is on it."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk.i18n import _, ngettext
from salesdesk.services import nurture_plans
from salesdesk.services.nurture_plans import PlanLine, StepDraft
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.nurture_plan import PlanView
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

LIST: Final = 280  # pixels


class NurtureTab(Tab):
    """A handful of plans, with how many are on each: thousands, so that they are counted off this thread."""

    slug = "nurture"
    icon = "sprout"
    subjects = (
        *("nurture_plans", "nurture_steps", "nurturings", "followups"),
        *("prospects", "companies", "templates"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._then: UUID | None = None
        self._on: dict[UUID, int] = {}  # how many are on each plan
        self._named = False  # whether the name of the one in front is to be typed next
        self.list = RowList(name=_("Nurture plans"))
        self.plan = PlanView(desk)
        self._empty = EmptyState(
            "sprout",
            _("No plans yet"),
            _(
                "A plan keeps in touch with those who are not ready to buy: each step becomes a follow-up when its"
                " day comes, and all of it ends by itself when there is an answer."
            ),
            act=_("New plan"),
            on_act=self.make,
        )
        self._sides = QStackedWidget(self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sides)
        for part in (self._both(), self._alone()):
            self._sides.addWidget(part)
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        group = _("Keep in touch")
        made = [
            Command("new-plan", _("New plan"), self.make, icon="plus", group=group),
            Command(
                "delete-plan",
                _("Delete this plan"),
                self.plan.delete,
                icon="trash",
                enabled=self._sees_one,
                group=group,
            ),
        ]
        desk.commands.add(made, on=self)

    def _both(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = Card()
        left.setFixedWidth(LIST)
        left.head(_("Plans"))
        left.body.addWidget(self.list, 1)
        left.body.setContentsMargins(1, 1, 1, 8)
        right = Card()
        right.body.addWidget(ScrollArea(self.plan))
        row.addWidget(left)
        row.addWidget(right, 1)
        return made

    def _alone(self) -> QWidget:
        made = Card()
        made.body.addWidget(self._empty)
        return made

    @staticmethod
    def title() -> str:
        return _("Nurture plans")

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-plan")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> list[PlanLine]:
            with store.read() as reading:
                return nurture_plans.read(reading)

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: list[PlanLine]) -> None:
        self._on = {one.id: one.on for one in found}
        self._sides.setCurrentIndex(0 if found else 1)
        self.list.show_rows([_row(one) for one in found])
        if self._then is not None and self.list.choose(self._then):
            self._then = None
        elif self.list.current_key() is None and found:
            self.list.choose(found[0].id)
        self._moved(self.list.current_key())
        if self._named and self._then is None:
            self._named = False
            self.plan.take_keyboard()
        self.shown()

    def _moved(self, key: UUID | None) -> None:
        on = self._on.get(key, 0) if key is not None else 0
        if not self.plan.show_plan(key, on) and self.plan.shown_id() is not None:
            self.list.choose(self.plan.shown_id())  # it stays in front until it is mended

    def _opened(self, _key: UUID) -> None:
        self.plan.take_keyboard()

    def _sees_one(self) -> bool:
        return self.isVisible() and self.plan.shown_id() is not None

    def make(self) -> None:
        """Makes a plan of three usual steps, whose name is typed next."""
        desk = self.desk
        desk.go("keeping", "nurture:")
        if not self.commit():
            return
        made = desk.act(
            lambda: nurture_plans.make(desk.store, self._free_name(), _usual()), told=_("New plan")
        )
        if made is not None:
            self._then, self._named = made.id, True
            self.load()

    def _free_name(self) -> str:
        with self.desk.store.read() as reading:
            taken = nurture_plans.names(reading)
        name, number = _("Not ready yet"), 2
        while name in taken:
            name, number = _("Not ready yet {number}").format(number=number), number + 1
        return name

    def open(self, record: UUID | str) -> None:
        wanted = UUID(str(record))
        if not self.list.choose(wanted):
            self._then = wanted
            self.load()

    def commit(self) -> bool:
        return self.plan.commit()

    def state(self) -> dict[str, object]:
        front = self.list.current_key()
        return {"front": front.hex if isinstance(front, UUID) else ""}

    def restore(self, state: dict[str, object]) -> None:
        try:
            self._then = UUID(str(state.get("front")))
        except ValueError:
            self._then = None

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._sides.currentIndex() == 0:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._empty.take_keyboard()


def _usual() -> list[StepDraft]:
    """What a new plan begins with, to be changed."""
    return [
        StepDraft(days=14, kind="call", tell=_("Ask how things stand")),
        StepDraft(days=30, kind="email", tell=_("Tell what is new")),
        StepDraft(days=60, kind="call", tell=_("Ask whether the time has come")),
    ]


def _row(one: PlanLine) -> Row:
    many = ngettext("{count} step", "{count} steps", one.steps).format(count=one.steps)
    on = (
        ngettext("{count} on it", "{count} on it", one.on).format(count=one.on)
        if one.on
        else _("nobody on it")
    )
    return Row(one.id, one.name, f"{many} · {on}", icon="sprout")
