"""The team: whom prospects can be handed to, and what each of them takes."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from salesdesk.domain.handovers import Teammate
from salesdesk.i18n import _, ngettext
from salesdesk.services import teammates
from salesdesk.services.teammates import TeammateDraft
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.teammate import TeammateForm
from salesdesk.ui.list_tab import ListTab
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row
from salesdesk.ui.widgets.states import EmptyState

LIST: Final = 300  # pixels


class TeamTab(ListTab):
    """A handful of people: read in line."""

    slug = "team"
    icon = "users"
    subjects = ("teammates", "hand_overs", "handed_over")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name=_("Your team"))
        self._named = False  # whether the name of the one in front is to be typed next
        self._team: dict[UUID, Teammate] = {}
        self.form = TeammateForm(desk)
        self._empty = EmptyState(
            "users",
            _("Nobody in your team yet"),
            _(
                "Say who takes which area, product or language, and prospects are shared out among them by"
                " themselves, a file for each."
            ),
            act=_("New teammate"),
            on_act=self.make,
        )
        self._sides = QStackedWidget(self)
        for part in (self._both(), self._alone()):
            self._sides.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._sides)
        self.list.opened.connect(self._opened)
        self.form.removed.connect(self._remove)
        made = Command("new-teammate", _("New teammate"), self.make, icon="plus", group=_("Hand over"))
        desk.commands.add([made], on=self)

    def _both(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = Card()
        left.setFixedWidth(LIST)
        left.head(_("Your team"))
        left.body.addWidget(self.list, 1)
        left.body.setContentsMargins(1, 1, 1, 8)
        row.addWidget(left)
        row.addWidget(self.form, 1)
        return made

    def _alone(self) -> QWidget:
        made = Card()
        made.body.addWidget(self._empty)
        return made

    @staticmethod
    def title() -> str:
        return _("Team")

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-teammate")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> tuple[list[Teammate], dict[UUID, int]]:
            with store.read() as reading:
                return teammates.everyone(reading), teammates.so_far(reading)

        self.desk.run(work, parent=self, on_done=self._show)

    def _show(self, found: tuple[list[Teammate], dict[UUID, int]]) -> None:
        team, counts = found
        self._team = {one.id: one for one in team}
        self._sides.setCurrentIndex(0 if team else 1)
        self.list.show_rows([_row(one, counts.get(one.id, 0)) for one in team])
        self.put_in_front(team[0].id if team else None)
        if self._named:
            self._named = False
            self.form.take_keyboard()
        self.shown()

    def front_moved(self, key: Any) -> None:
        if not self.form.show_teammate(self._team.get(key)):
            self.list.choose(self.form.shown_id())  # it stays in front until it is mended

    def _opened(self, _key: UUID) -> None:
        self.form.take_keyboard()

    def make(self) -> None:
        """Takes someone into the team, whose name is typed next."""
        desk = self.desk
        desk.go("handover", "team:")
        if not self.commit():
            return
        made = desk.act(
            lambda: teammates.make(desk.store, TeammateDraft(name=self._free_name())), told=_("New teammate")
        )
        if made is not None:
            self._then, self._named = made.id, True
            self.load()

    def _free_name(self) -> str:
        with self.desk.store.read() as reading:
            name, number = _("New teammate"), 2
            while teammates.named(reading, name):
                name, number = _("New teammate {number}").format(number=number), number + 1
        return name

    def _remove(self, who: Teammate) -> None:
        told = _("{name} is no longer in your team").format(name=who.name)
        store = self.desk.store
        if self.desk.act(lambda: (teammates.remove(store, who), True), told=told):
            self.load()

    def commit(self) -> bool:
        return self.form.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: Teammate, count: int) -> Row:
    takes = " · ".join(teammates.takes(one)) or _("takes all")
    handed = ngettext("{n} so far", "{n} so far", count).format(n=count)
    return Row(one.id, one.name, f"{takes} · {handed}" if count else takes, who=one.name)
