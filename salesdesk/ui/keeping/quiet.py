"""Gone quiet: customers of whom one has not heard for longer than is usual with them, and those that left."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_month, days_late, whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services import complaints, quiet
from salesdesk.services.quiet import Customer, Lists
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.quiet_side import QuietSide
from salesdesk.ui.keeping.two_cards import ListCard, side_by_side
from salesdesk.ui.list_tab import ListTab
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

WIDE: Final = 400  # pixels of the side
SHOWN: Final = 200  # customers of each list; whoever is further down is less overdue


class QuietTab(ListTab):
    """The list at the left, the longest overdue first; at the right the one in front with the acts."""

    slug = "quiet"
    icon = "bell-off"
    subjects = ("prospects", "companies", "deals", "deal_lines", "activities", "followups", "causes")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk, name=_("Gone quiet"))
        self._found: dict[UUID, Customer] = {}
        self.side = QuietSide(desk)
        self._empty = EmptyState(
            "bell-off",
            _("No customer has gone quiet"),
            _("Whoever has not bought or been heard of for longer than is usual with them stands here."),
            act=_("See the customers"),
            on_act=lambda: desk.go("prospects"),
        )
        self._arrange()
        self.list.opened.connect(partial(desk.go, "prospects"))
        desk.commands.add(self._commands(), on=self)

    def _arrange(self) -> None:
        left = ListCard(_("Gone quiet"), self.list, self._empty)
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
            ("quiet-call", _("Plan a call"), self.side.plan, "F", "calendar-plus"),
            ("quiet-log", _("Note a call that was made"), self.side.log, "L", "phone-outgoing"),
            ("quiet-left", _("Has left"), self.side.ask_cause, "G", "log-out"),
        ]
        return [Command(*said, one, group=group) for said in made]

    @staticmethod
    def title() -> str:
        return _("Gone quiet")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> tuple[Lists, list[str]]:
            with store.read() as reading:
                names = [vocabulary.label("cause", slug) for slug in vocabulary.slugs("cause")]
                return quiet.look(reading, store.clock), [*names, *complaints.own_causes(reading)]

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, read: tuple[Lists, list[str]]) -> None:
        found, causes = read
        self.side.offer(causes)
        gone, left = found.quiet[:SHOWN], found.left[:SHOWN]
        self._found = {one.id: one for one in (*gone, *left)}
        rows = [_row(one) for one in gone]
        if left:
            rows += [Row(None, _("Left"), str(len(found.left)), head=True), *map(_left_row, left)]
        self.list.show_rows(rows)
        self._lists.setCurrentWidget(self.list if rows else self._empty)
        self._right.setVisible(bool(rows))
        told = ngettext("{number} customer", "{number} customers", len(found.quiet))
        self._head.say(_("Gone quiet"), told.format(number=len(found.quiet)) if rows else "")
        self.put_in_front(next(iter(self._found), None))
        self.shown()

    def front_moved(self, key: UUID | None) -> None:
        one = self._found.get(key) if key is not None else None
        if not self.side.show_one(one) and (before := self.side.shown()) is not None:
            self.list.choose(before.id)  # it stays in front until it is mended

    def commit(self) -> bool:
        return self.side.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: Customer) -> Row:
    heard = _("last heard {day}").format(day=day_month(one.last))
    company = one.company if one.name else ""
    worth = whole_money(one.won) if one.won else ""
    note = " · ".join(filter(None, (company, heard, worth)))
    tone = "hot" if one.overdue > one.usual.days else "warm"
    return Row(one.id, one.who, note, days_late(one.overdue), tone, who=one.who)


def _left_row(one: Customer) -> Row:
    cause = vocabulary.label("cause", one.cause) if one.cause else ""
    left = _("left {day}").format(day=day_month(one.left_on)) if one.left_on else ""
    company = one.company if one.name else ""
    return Row(one.id, one.who, " · ".join(filter(None, (company, left))), cause, "neutral", who=one.who)
