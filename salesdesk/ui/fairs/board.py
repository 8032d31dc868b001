"""The right side of the capture: how the fair goes, and whom one met just now."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.domain import locally, vocabulary
from salesdesk.domain.fairs import Fair
from salesdesk.i18n import _, ngettext
from salesdesk.services.fairs import Board, Latest
from salesdesk.ui import theme
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.labels import ElidedLabel, literally, muted
from salesdesk.ui.widgets.meters import Meter
from salesdesk.ui.widgets.rows import HEIGHT, Row, RowList
from salesdesk.ui.widgets.states import EmptyState

_INSET = 6  # pixels that the figures of a fair end before its buttons
_OFFERED = 12  # fairs in the menu; all of them stand in the list


class FairCard(Card):
    """The fair: its day, how many were met of how many, what a lead cost."""

    def __init__(
        self,
        choose: Callable[[QWidget], None],
        prepare: Callable[[], None],
        thank: Callable[[], None],
        ledger: Callable[[], None],
        bring_in: Callable[[], None],
    ) -> None:
        super().__init__()
        self.body.setContentsMargins(18, 12, 12, 16)
        self.body.setSpacing(8)
        self._name = ElidedLabel("", "secondary")
        self._other = _small("chevron-down", lambda: choose(self._other), _("Choose the fair"))
        edit = _small("pencil", prepare, _("Change this fair"))
        self.thank = _small("mail", thank, _("Write to all who were met here"))
        head = QHBoxLayout()
        head.setSpacing(0)
        head.addWidget(self._name, 1)
        for part in (self._other, edit):
            head.addWidget(part)
        self._count, self._of = QLabel(), muted("", step=0)
        self._count.setFont(theme.font(19, weight=QFont.Weight.DemiBold, tabular=True))
        self._hot, self._warm = Chip(tone="hot"), Chip(tone="warm")
        self._figures = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._figures.setContentsMargins(0, 0, _INSET, 0)
        self._figures.setSpacing(8)
        met, interests = QHBoxLayout(), QHBoxLayout()
        met.setSpacing(8)
        interests.setSpacing(8)
        met.addWidget(self._count)
        met.addWidget(self._of, 1, Qt.AlignmentFlag.AlignBottom)
        for chip in (self._hot, self._warm):
            interests.addWidget(chip, 0, Qt.AlignmentFlag.AlignBottom)
        interests.addStretch(1)
        self._figures.addLayout(met, 1)
        self._figures.addLayout(interests)
        self._meter = Meter(name=_("Leads of the target"))
        self._cost = muted("", wrap=True)
        self.ledger = _small("scale", ledger, _("What this fair cost and brought"))
        self.numbers = muted("", wrap=True)
        tip = _("Bring in the organiser's list, and their names are filled in")
        self.bring_in = button(_("Bring it in"), bring_in, kind="link", tip=tip)
        self.body.addLayout(head)
        self.body.addLayout(self._figures)
        self.body.addLayout(self._below())

    def _below(self) -> QVBoxLayout:
        below = QVBoxLayout()
        below.setContentsMargins(0, 0, _INSET, 0)
        below.setSpacing(8)
        below.addWidget(self._meter)
        worth = QHBoxLayout()
        worth.addWidget(self._cost, 1)
        worth.addWidget(self.thank)
        worth.addWidget(self.ledger)
        below.addLayout(worth)
        waiting = QHBoxLayout()
        waiting.addWidget(self.numbers, 1)
        waiting.addWidget(self.bring_in)
        below.addLayout(waiting)
        return below

    def say(self, board: Board, clock: Clock) -> None:
        """Shows how a fair goes."""
        self._name.setText(f"{board.fair.name} · {standing(board.fair, today_of(clock))}".rstrip(" ·"))
        self._count.setText(str(board.met))
        target = board.fair.target_leads
        told = ngettext("{number} lead", "{number} leads", board.met).format(number=board.met)
        self._of.setText(leads_of(target, board.met))
        for chip, slug in ((self._hot, "hot"), (self._warm, "warm")):
            number = board.interests.get(slug, 0)
            word = vocabulary.label("interest", slug).lower()
            chip.say(f"{number} {word}" if number else "")
        self._fit()
        self._meter.setVisible(bool(target))
        if target:
            told = _("{met} of {target} leads").format(met=board.met, target=target)
            self._meter.say(board.met / target, board.pace, told)
        self._cost.setText(cost_told(board))
        self.numbers.setText(numbers_told(board.numbers))
        for part in (self.numbers, self.bring_in):
            part.setVisible(board.numbers > 0)
        self.setAccessibleName(f"{board.fair.name}: {told}")

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Sets the chips under the count where there is no room for them beside it."""
        parts = [self._count, self._of, *(chip for chip in (self._hot, self._warm) if chip.text())]
        edges = self.body.contentsMargins()
        room = self.width() - edges.left() - edges.right() - _INSET
        wanted = sum(part.sizeHint().width() + 8 for part in parts) - 8
        way = QBoxLayout.Direction
        self._figures.setDirection(way.LeftToRight if wanted <= room else way.TopToBottom)

    def told(self) -> tuple[str, str]:
        """The figure and what a lead cost, as they stand."""
        return self._count.text(), self._cost.text()


def _small(icon: str, on_click: Callable[[], None], name: str) -> QPushButton:
    made = button("", on_click, kind="plain", icon=icon, name=name)
    made.setFixedSize(30, 28)
    return made


def numbers_told(numbers: int) -> str:
    """How many are known by the number of their badge only."""
    told = ngettext(
        "{number} badge needs the organiser's list.", "{number} badges need the organiser's list.", numbers
    )
    return told.format(number=numbers)


def leads_of(target: int | None, met: int) -> str:
    """What stands beside the count."""
    if target:
        return ngettext("of {number} lead", "of {number} leads", target).format(number=target)
    return ngettext("lead", "leads", met)


def cost_told(board: Board) -> str:
    """What a lead cost so far, and at the fair before."""
    if board.lead_cost is None:
        return ""
    told = _("{money} a lead so far").format(money=locally.whole_money(board.lead_cost))
    if board.last is None:
        return told
    last = locally.whole_money(board.last[1])
    return " · ".join((told, _("last fair {money}").format(money=last)))


def standing(fair: Fair, day: date) -> str:
    """Where a fair is in time: day 2 of 3, tomorrow, in 5 days, ended 24 Jul; empty without days."""
    if fair.starts_on is None or fair.ends_on is None:
        return ""
    if day > fair.ends_on:
        this_year = fair.ends_on.year == day.year
        told = locally.weekday(fair.ends_on) if this_year else locally.day_month(fair.ends_on)
        return _("ended {day}").format(day=told)
    ahead = (fair.starts_on - day).days
    if ahead > 1:
        return ngettext("in {number} day", "in {number} days", ahead).format(number=ahead)
    if ahead == 1:
        return _("tomorrow")
    days = (fair.ends_on - fair.starts_on).days + 1
    return _("day {day} of {days}").format(day=1 - ahead, days=days)


def today_of(clock: Clock) -> date:
    """The seller's day."""
    return clock.now().astimezone(clock.zone()).date()


class JustNow(Card):
    """Whom one met last; Enter or a double click opens them."""

    def __init__(self, opened: Callable[[object], None]) -> None:
        super().__init__()
        self._head = self.head(_("Just now"), _("all kept on this laptop"))
        self._rows: list[Row] = []
        self.list = RowList(name=_("Met just now"))
        self.list.opened.connect(opened)
        self._empty = EmptyState(
            "tent", _("Nobody yet"), _("Whoever you save here stands in this list, ready to be opened.")
        )
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._empty, 1)

    def say(self, latest: Sequence[Latest], clock: Clock) -> None:
        """Shows who was met last, as many as there is room for."""
        self._rows = [_row(one, clock) for one in latest]
        self.list.setVisible(bool(latest))
        self._empty.setVisible(not latest)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.height() - self._head.sizeHint().height()
        self.list.show_rows(self._rows[: max(1, room // HEIGHT)])


def _row(one: Latest, clock: Clock) -> Row:
    when = ""
    if one.at is not None:
        local = one.at.astimezone(clock.zone())
        when = locally.short_moment(one.at, clock)
        if local.date() == today_of(clock):
            when = locally.clock_time(local.time())
    chip = vocabulary.label("interest", one.interest) if one.interest else ""
    note = " · ".join(part for part in (one.company, when) if part)
    return Row(one.id, one.name, note, chip, one.interest or "neutral", who=one.name)


class FairMenu(QMenu):
    """Which fair one is at: those that run or come, then those that were, none, and a new one."""

    chosen = Signal(object)  # the id of a fair, or None
    new = Signal()
    all_asked = Signal()

    def ask(self, fairs: Sequence[Fair], present: Fair | None, clock: Clock, below: QWidget) -> None:
        """Shows the menu under `below`."""
        self.fill(fairs, present, clock)
        self.popup(below.mapToGlobal(QPoint(0, below.height() + 4)))

    def fill(self, fairs: Sequence[Fair], present: Fair | None, clock: Clock) -> None:
        """Lists the fairs."""
        self.clear()
        day = today_of(clock)
        coming = [one for one in fairs if one.ends_on is None or one.ends_on >= day]
        past = [one for one in fairs if one not in coming]
        self._list(list(reversed(coming)), present, day)
        if coming and past:
            self.addSeparator()
        self._list(past[: max(3, _OFFERED - len(coming))], present, day)
        if fairs:
            self.addSeparator()
            none = self.addAction(_("No fair"))
            none.setCheckable(True)
            none.setChecked(present is None)
            none.triggered.connect(lambda: self.chosen.emit(None))
        self.addAction(_("New fair …")).triggered.connect(self.new)
        if fairs:
            self.addAction(_("All fairs …")).triggered.connect(self.all_asked)

    def _list(self, fairs: Sequence[Fair], present: Fair | None, day: date) -> None:
        for fair in fairs:
            told = literally(f"{fair.name} · {standing(fair, day)}".rstrip(" ·"))
            action = self.addAction(told)
            action.setCheckable(True)
            action.setChecked(present is not None and present.id == fair.id)
            action.triggered.connect(lambda _on=False, one=fair.id: self.chosen.emit(one))
