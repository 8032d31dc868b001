"""Referrals: who brought whom and what came of it; and the words of thanks that are due."""

from __future__ import annotations

from functools import partial
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.locally import whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services import referrals
from salesdesk.services.referrals import Line, Thanks, Tree
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.two_cards import ListCard, side_by_side
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState

WIDE: Final = 400  # pixels of the side
SHOWN: Final = 500  # lines of the tree
_DEEPEST: Final = 6  # steps that are set in; a longer chain goes on below
_STEP: Final = "\u2003"
_CAME: Final = {"customer": "good", "not": "neutral", "open": "accent"}


class ReferralsTab(Tab):
    """The tree at the left; at the right whom there is to thank."""

    slug = "referrals"
    icon = "users-round"
    subjects = ("prospects", "companies", "deals", "deal_lines", "followups")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._due: dict[tuple[UUID, UUID], Thanks] = {}
        self.list = RowList(name=_("Who brought whom"))
        self.thanks = RowList(name=_("Words that are due"))
        self._empty = EmptyState(
            "users-round",
            _("Nobody was referred yet"),
            _(
                "Say in a prospect's details, under More, who referred them; what each brought stands here then."
            ),
            act=_("See the prospects"),
            on_act=partial(desk.go, "prospects"),
        )
        self._thank = button(_("Plan a thank-you"), self.thank, icon="heart-handshake", tip="T")
        self._nothing = secondary(
            _("Nobody is waiting for a word. When it is known what came of a referral, it is proposed here."),
            wrap=True,
        )
        self._arrange()
        self.list.opened.connect(partial(desk.go, "prospects"))
        self.thanks.opened.connect(self._thank.click)
        made = Command(
            "thank-referrer",
            _("Plan a thank-you for a referral"),
            self.thank,
            "T",
            "heart-handshake",
            lambda: self.isVisible() and bool(self._due),
            group=_("Keep in touch"),
        )
        desk.commands.add([made], on=self)

    def _arrange(self) -> None:
        left = ListCard(_("Who brought whom"), self.list, self._empty)
        self._head, self._lists = left.heading, left.lists
        self._right = Card()
        self._right.setFixedWidth(WIDE)
        self._due_head = self._right.head(_("Words that are due"))
        foot = QVBoxLayout()
        foot.setContentsMargins(16, 12, 16, 8)
        foot.addWidget(self._nothing)
        foot.addWidget(self._thank, 0, Qt.AlignmentFlag.AlignLeft)
        self._right.body.addWidget(self.thanks, 1)
        self._right.body.addLayout(foot)
        self._right.body.addStretch()
        side_by_side(self, left, self._right)

    @staticmethod
    def title() -> str:
        return _("Referrals")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> Tree:
            with store.read() as reading:
                return referrals.look(reading)

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: Tree) -> None:
        self._due = {(one.referrer.id, one.referred.id): one for one in found.thanks}
        self.list.show_rows([_row(one) for one in found.lines[:SHOWN]])
        self.thanks.show_rows([_thanks_row(key, one) for key, one in self._due.items()])
        self._lists.setCurrentWidget(self.list if found.lines else self._empty)
        self._right.setVisible(bool(found.lines))
        for part in (self.thanks, self._thank):
            part.setVisible(bool(self._due))
        self._nothing.setVisible(not self._due)
        referred = sum(one.person.by is not None for one in found.lines)
        told = ngettext("{number} referred", "{number} referred", referred)
        self._head.say(_("Who brought whom"), told.format(number=referred) if found.lines else "")
        self._due_head.say(_("Words that are due"), str(len(self._due)) if self._due else "")
        if self.list.current_key() is None and found.lines:
            self.list.choose(found.lines[0].person.id)
        if self.thanks.current_key() is None and self._due:
            self.thanks.choose(next(iter(self._due)))
        self.shown()

    def thank(self) -> None:
        """Plans the word that is in front among those due."""
        one, store = self._due.get(self.thanks.current_key()), self.desk.store
        if one is not None:
            told = _("Planned to thank {name}").format(name=one.referrer.who)
            self.desk.act(lambda: referrals.thank(store, one), told=told)

    def open(self, record: UUID | str) -> None:
        self.list.choose(UUID(str(record)))

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: Line) -> Row:
    set_in = _STEP * min(one.depth, _DEEPEST)
    mark = "↳\u2002" if one.depth else ""
    person = one.person
    chip, tone = _came(person.came) if person.by else "", _CAME[person.came]
    note = " · ".join(filter(None, (person.company if person.name else "", _brought(one))))
    return Row(person.id, f"{set_in}{mark}{person.who}", set_in + _STEP * bool(mark) + note, chip, tone)


def _came(came: str) -> str:
    return {"customer": _("Customer"), "not": _("Came to nothing"), "open": _("Open")}[came]


def _brought(one: Line) -> str:
    """What a referrer brought, in words."""
    if not one.referred:
        return _("referred nobody yet") if one.person.came == "customer" else ""
    parts = [
        ngettext("referred {number}", "referred {number}", one.referred).format(number=one.referred),
        ngettext("{number} became a customer", "{number} became customers", one.customers).format(
            number=one.customers
        )
        if one.customers
        else _("none bought yet"),
        whole_money(one.won) if one.won else "",
        ngettext("{number} in all below", "{number} in all below", one.below).format(number=one.below)
        if one.below > one.referred
        else "",
    ]
    return ", ".join(filter(None, parts))


def _thanks_row(key: tuple[UUID, UUID], one: Thanks) -> Row:
    came = one.referred.came
    told = _("{name} became a customer") if came == "customer" else _("it came to nothing with {name}")
    tone = _CAME[came]
    return Row(key, one.referrer.who, told.format(name=one.referred.who), "", tone, who=one.referrer.who)
