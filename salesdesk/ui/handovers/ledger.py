"""What was handed over so far: to whom, when, in which file, how many of them on their consent."""

from __future__ import annotations

from datetime import date
from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget

from salesdesk.clock import today
from salesdesk.domain.locally import grouped, short_day
from salesdesk.i18n import _, ngettext
from salesdesk.services import hand_overs, handing_over
from salesdesk.services.hand_overs import Told
from salesdesk.services.handing_over import Group
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.names import NamesCard
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import plainly
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState


class LedgerTab(Tab):
    """The hand-overs at the left, the latest first; at the right who was in the one in front."""

    slug = "ledger"
    icon = "clipboard-list"
    subjects = ("hand_overs", "handed_over", "teammates", "prospects")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._told: dict[UUID, Told] = {}
        self.list = RowList(name=_("Handed over"))
        self.who = NamesCard(_("Who was in it"), "users")
        self.who.opened.connect(partial(desk.go, "prospects"))
        empty = EmptyState(
            "share-2",
            _("Nothing handed over yet"),
            _("Say to whom when you hand contacts over, and it is kept here who got them, and when."),
            act=_("Hand contacts over"),
            on_act=partial(desk.go, "handover", "give:"),
        )
        self._left = QStackedWidget()
        self._left.addWidget(self.list)
        self._left.addWidget(empty)
        card = Card()
        card.head(_("Handed over"), _("the latest first"))
        card.body.addWidget(self._left, 1)
        back = partial(desk.go, "handover", "answers:choose")
        self.back = button(_("Take back answers"), back, icon="download")
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 8, 16, 14)
        foot.addWidget(self.back)
        foot.addStretch(1)
        card.body.addLayout(foot)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(card, 7)
        row.addWidget(self.who, 4)
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._take_back)
        self.list.setToolTip(_("Enter takes back the answers to the one in front"))

    @staticmethod
    def title() -> str:
        return _("Handed over")

    def load(self) -> None:
        store = self.desk.store

        def work(_progress: object) -> list[Told]:
            with store.read() as reading:
                return hand_overs.told(reading)

        self.desk.run(work, parent=self, on_done=self._show)

    def _show(self, found: list[Told]) -> None:
        self._told = {one.id: one for one in found}
        self._left.setCurrentIndex(0 if found else 1)
        self.who.setVisible(bool(found))
        self.back.setVisible(bool(found))
        zone, now = self.desk.clock.zone(), today(self.desk.clock)
        self.list.show_rows(
            [_row(one, one.at.astimezone(zone).date() if one.at else None, now) for one in found]
        )
        if self.list.current_key() is None and found:
            self.list.choose(found[0].id)
        self._moved(self.list.current_key())
        self.shown()

    def _moved(self, key: object) -> None:
        one = self._told.get(key) if isinstance(key, UUID) else None
        if one is None:
            return
        with self.desk.store.read() as reading:
            ids = hand_overs.prospects_of(reading, one.id, limit=handing_over.NAMED)
        ready = handing_over.look(self.desk.store, Group("", ids=tuple(ids)))
        people = {each.id: each for each in (*ready.going, *ready.left_out)}
        named = [people[ident] for ident in ids if ident in people]
        told = ngettext("{n} prospect", "{n} prospects", one.count).format(n=grouped(one.count))
        self.who.show_names(named, told)
        self.who.setToolTip(plainly(_("Checksum of the file (SHA-256): {sum}").format(sum=one.checksum)))

    def _take_back(self, key: object) -> None:
        """Asks for the file that came back of this hand-over."""
        if isinstance(key, UUID):
            self.desk.go("handover", f"answers:choose:{key}")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)


def _row(one: Told, day: date | None, now: date) -> Row:
    when = short_day(day, now) if day else ""
    count = ngettext("{n} prospect", "{n} prospects", one.count).format(n=grouped(one.count))
    agreed = _("{n} on their consent").format(n=grouped(one.agreed))
    return Row(one.id, one.to, f"{count}, {agreed} · {one.file}", when, who=one.to)
