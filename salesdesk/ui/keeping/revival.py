"""To try again: lost deals and parked prospects by the day on which they are due, each acted on where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from salesdesk.clock import today
from salesdesk.domain.locally import days_late, short_day, whole_money
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import revival
from salesdesk.services.revival import Waiting
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.revival_side import Side
from salesdesk.ui.keeping.two_cards import ListCard, side_by_side
from salesdesk.ui.list_tab import ListTab
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

WIDE: Final = 400  # pixels of the side
_HEADS: Final = {
    "late": N_("Late"),
    "due": N_("Today"),
    "next": N_("Later"),
    "none": N_("No day yet"),
}
_TONES: Final = {"late": "hot", "due": "accent"}


class RevivalTab(ListTab):
    """The queue at the left; at the right the one in front, with its day, what to offer and the acts."""

    slug = "revival"
    icon = "rotate-ccw"
    subjects = (
        *("deals", "deal_lines", "prospects", "companies", "causes", "competitors"),
        *("competitor_contracts", "products", "stage_changes"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name=_("To try again"))
        self._found: dict[UUID, Waiting] = {}
        self.side = Side(desk)
        self._empty = EmptyState(
            "rotate-ccw",
            _("Nothing waits for another try"),
            _("A lost deal with a day to try again stands here, and whoever you park until later."),
            act=_("See the pipeline"),
            on_act=lambda: desk.go("pipeline"),
        )
        self._arrange()
        self.list.opened.connect(self._opened)
        desk.commands.add(self._commands(), on=self)

    def _arrange(self) -> None:
        left = ListCard(_("To try again"), self.list, self._empty)
        self._head, self._lists = left.heading, left.lists
        self._right = Card()
        self._right.setFixedWidth(WIDE)
        self._right.body.addWidget(ScrollArea(self.side))
        side_by_side(self, left, self._right)

    def _commands(self) -> list[Command]:
        group = _("Keep in touch")

        def one() -> bool:
            return self.isVisible() and self.side.shown() is not None

        made = [
            ("try-again", _("Try again"), self.side.revive, "R", "rotate-ccw"),
            ("try-later", _("Another day"), self.side.take_keyboard, "M", "calendar-days"),
            ("let-go", _("Never ask again"), self.side.let_go, "Delete", "x"),
        ]
        return [Command(*said, one, group=group) for said in made]

    @staticmethod
    def title() -> str:
        return _("To try again")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> tuple[list[Waiting], list[str]]:
            with store.read() as reading:
                return revival.queue(reading), revival.offered(reading)

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, read: tuple[list[Waiting], list[str]]) -> None:
        found, names = read
        self._found = {one.id: one for one in found}
        self.side.offer(names)
        self.list.show_rows(_rows(found, self.desk))
        held = (self.focusWidget() or self).hasFocus()
        self._lists.setCurrentWidget(self.list if found else self._empty)
        self._right.setVisible(bool(found))
        if held and not found:  # the last one was tried again, or let go
            self._empty.take_keyboard()
        self._head.say(_("To try again"), _counted(found, self.desk))
        self.put_in_front(found[0].id if found else None)
        self.shown()

    def front_moved(self, key: UUID | None) -> None:
        one = self._found.get(key) if key is not None else None
        if not self.side.show_one(one) and (before := self.side.shown()) is not None:
            self.list.choose(before.id)  # it stays in front until it is mended

    def _opened(self, _key: UUID) -> None:
        self.side.take_keyboard()

    def commit(self) -> bool:
        return self.side.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._lists.currentWidget() is self._empty:
            self._empty.take_keyboard()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _rows(found: Sequence[Waiting], desk: Desk) -> list[Row]:
    now = today(desk.clock)
    rows: list[Row] = []
    for state, group in groupby(found, lambda one: one.state(now)):
        mine = list(group)
        rows.append(Row(("head", state), _(_HEADS[state]), str(len(mine)), head=True))
        rows += [_row(one, _TONES.get(state, "neutral"), desk) for one in mine]
    return rows


def _row(one: Waiting, tone: str, desk: Desk) -> Row:
    icon = "kanban" if one.kind == "deal" else ""
    return Row(one.id, one.shown, note(one), chip(one, desk), tone, icon=icon, who=one.shown)


def note(one: Waiting) -> str:
    """What is known of it, in a line."""
    who = one.name if one.title else ""
    offer = _("offer {product}").format(product=one.product) if one.product else ""
    worth = whole_money(one.amount) if one.amount else ""
    company = one.company if one.company != one.shown else ""
    parts = (who, company, one.cause, one.competitor, offer, worth)
    return " · ".join(filter(None, parts)) or (_("Parked") if one.kind == "prospect" else _("Lost deal"))


def chip(one: Waiting, desk: Desk) -> str:
    """The day, as far as it is off."""
    now = today(desk.clock)
    if one.day is None:
        return ""
    return days_late((now - one.day).days) if one.day < now else short_day(one.day, now)


def _counted(found: Sequence[Waiting], desk: Desk) -> str:
    now = today(desk.clock)
    late = sum(one.state(now) == "late" for one in found)
    due = sum(one.state(now) == "due" for one in found)
    parts = [
        ngettext("{count} late", "{count} late", late).format(count=late) if late else "",
        ngettext("{count} today", "{count} today", due).format(count=due) if due else "",
    ]
    if len(found) == revival.MOST:
        parts.append(_("the first {count}").format(count=len(found)))
    return " · ".join(filter(None, parts))
