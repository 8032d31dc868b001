"""The pane beside the list: one prospect with all that one does with it. It shows, saves and refreshes itself."""

from __future__ import annotations

from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QScrollArea,
    QScrollBar,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from salesdesk.domain.locally import short_moment
from salesdesk.domain.prospects import Prospect
from salesdesk.i18n import _
from salesdesk.services import prospects
from salesdesk.services.ratings import About
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import SETTLE
from salesdesk.ui.prospects.detail_deals import Deals
from salesdesk.ui.prospects.detail_facts import Facts
from salesdesk.ui.prospects.detail_files import Files, holds_contacts
from salesdesk.ui.prospects.detail_gone import Gone
from salesdesk.ui.prospects.detail_head import Head
from salesdesk.ui.prospects.detail_merge import MergeWith
from salesdesk.ui.prospects.detail_nurture import Nurture
from salesdesk.ui.prospects.detail_reading import SUBJECTS, Look, look
from salesdesk.ui.prospects.detail_rivals import HasNow
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.prospects.detail_step import NextStep
from salesdesk.ui.prospects.history_log import LogLine
from salesdesk.ui.prospects.tags import AllTags
from salesdesk.ui.rating import RatingsCard
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import TextFact
from salesdesk.ui.widgets.history import ICONS, History, Told
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

WIDE: Final = 640  # pixels from which history and details stand side by side
FIRST: Final = 4  # lines of the history shown at first
MORE: Final = 20
ELSEWHERE: Final = {  # acts that are done on another page
    "complaint": "complaints",
    "deal": "pipeline",
    "write": "messages",
    "brief": "brief",
}


class Detail(QWidget):
    """Shows the prospect that it is given. `closed` is emitted where the one shown was deleted here, or an
    Undo took their capture back."""

    closed = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._wanted: UUID | None = None
        self._look: Look | None = None
        self._lines = FIRST
        self._stale = False
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._load_if_seen)
        self._saver = Saver(desk, self._read_now)
        self.setAcceptDrops(True)
        self._stack = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._none = EmptyState("user-round", _("Nobody chosen"), _("Choose a prospect to see it here."))
        self._tags, self._merge = AllTags(desk), MergeWith(desk)
        for made in (self._none, self._person_side(), ScrollArea(self._tags, keyboard=True), self._merge):
            made.setMinimumWidth(1)  # the pane gives the width, whichever of them is in front
            self._stack.addWidget(made)
        self._tags.back.connect(lambda: self._show_side(1))
        self._merge.back.connect(lambda: self._show_side(1))
        desk.written.connect(self._heard)

    def _person_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        inside = QWidget()
        rows = QVBoxLayout(inside)
        rows.setContentsMargins(20, 16, 10, 12)
        rows.setSpacing(12)
        self.head, self.step, self.facts = Head(self._desk), NextStep(self._desk), Facts(self._saver)
        self.nurture = Nurture(self._desk)
        self._gone, self.files, self.deals = Gone(self._desk), Files(self._desk), Deals(self._desk)
        self.ratings = RatingsCard(self._desk)
        self.has_now = HasNow(self._desk)
        self.has_now.setMinimumWidth(1)
        for made in (self._gone, self.head, self.step, self.nurture, self.deals, self.has_now):
            rows.addWidget(made)
        self._columns = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._columns.setSpacing(12)
        self._columns.addWidget(self._history_card(), 1, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(12)
        right.addWidget(self.facts)
        right.addWidget(self.files)
        right.addWidget(self.ratings)
        right.addStretch(1)
        self._columns.addLayout(right, 1)
        rows.addLayout(self._columns)
        rows.addStretch(1)
        for made in (self.head, self.step, self.facts, self.files, self.ratings, self._gone):
            made.setMinimumWidth(
                1
            )  # the pane gives the width: what asks for more must not push it to and fro
        self._scroll = ScrollArea(inside, keyboard=True)
        self._scroll.setAccessibleName(_("The prospect in front"))
        column.addLayout(_with_bar(self._scroll), 1)
        foot = QVBoxLayout()
        foot.setContentsMargins(20, 8, 20, 12)
        self.log = LogLine(self._desk, self._who)
        foot.addWidget(self.log)
        column.addLayout(foot)
        self.head.asked.connect(self._do)
        self.head.interest.connect(self._set_interest)
        self.facts.tags.all_asked.connect(lambda: self._show_side(2))
        return side

    def _history_card(self) -> QWidget:
        card = Card()
        card.head(_("History"))
        self.history = History(name=_("History"))
        card.body.addWidget(self.history)
        self._earlier = button(_("Show earlier"), self._show_earlier, kind="link", icon="chevron-down")
        card.body.addWidget(self._earlier, 0, Qt.AlignmentFlag.AlignLeft)
        card.body.setContentsMargins(1, 1, 1, 6)
        self._earlier.setContentsMargins(12, 0, 0, 0)
        return card

    def show_prospect(self, prospect: UUID | None) -> bool:
        """Shows a prospect, read off the window's thread; None shows nobody. What was being typed is saved; where
        it was not taken, who is shown stays, which False tells."""
        if prospect != self._wanted:
            if not self.commit():
                self._show_trouble()
                return False
            self._wanted, self._lines = prospect, FIRST
        if prospect is None:
            self._show_nobody()
        else:
            self._load()
        return True

    def _show_trouble(self) -> None:
        """Scrolls to what was not taken, and why."""
        refused = [self.step] if self.step.trouble() else self.facts.findChildren(TextFact)
        for one in refused:
            if one.trouble():
                self._scroll.ensureWidgetVisible(one)
                return

    def _show_nobody(self) -> None:
        self._wanted, self._look = None, None
        self._saver.show(None, "")
        self._stack.setCurrentIndex(0)

    def shown(self) -> UUID | None:
        """Who is shown, or will be in a moment."""
        return self._wanted

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self._look is None or self._stack.currentIndex() == 0:
            return True
        if self._look.card.prospect.deleted_at is not None:
            self.log.commit()
            return True  # the rest was let go with the one it was typed for
        return all(
            [
                self.step.commit(),
                self.facts.commit(),
                self.has_now.commit(),
                self.log.commit(),
                self.ratings.commit(),
            ]
        )  # each, whatever one says

    def act(self, name: str) -> None:
        """Begins an act: "note" puts the keyboard into the log line, "follow-up" asks for one."""
        if self._wanted is None:
            return
        if self._look is None or self._look.card.prospect.id != self._wanted:
            self._read_now()
        self._do(name)

    def _do(self, name: str) -> None:
        current = self._look
        if current is None:
            return
        who, called = current.card.prospect, current.card.name
        if name == "note":
            self._show_side(1)
            self.log.line.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif name == "follow-up":
            self._show_side(1)
            self.step.ask("plan")
            self._scroll.ensureWidgetVisible(self.step)
        elif name == "edit":
            self.facts.unfold(on=True)
            self._scroll.ensureWidgetVisible(self.facts)
            self.facts.first().setFocus(Qt.FocusReason.OtherFocusReason)
        elif name == "merge":
            self._merge.show_for(who.id, called)
            self._show_side(3)
        elif name in ELSEWHERE:
            self._desk.go(ELSEWHERE[name], f"{name}:{who.id}")
        elif name == "rating":
            self.ratings.ask()
            self._scroll.ensureWidgetVisible(self.ratings)
        elif name == "rival":
            self._show_side(1)
            self.has_now.ask()
            self._scroll.ensureWidgetVisible(self.has_now)
        elif name == "nurture":
            self.nurture.ask(self.head.more)
        elif name == "attach":
            self.files.choose()
        elif name == "delete":
            self._delete(who, called)

    def _delete(self, who: Prospect, called: str) -> None:
        told = _("Deleted {name}").format(name=called)
        if self._desk.act(lambda: (prospects.delete(self._desk.store, who, called), True), told=told):
            self._read_now()
            self.closed.emit()

    def _set_interest(self, value: str) -> None:
        if self._look is None:
            return
        seen = {"interest_override": self._look.card.prospect.interest_override}
        taken, told = self._saver.set([("interest", value)], seen)
        if not taken:
            self._desk.say(told)

    def _who(self) -> tuple[UUID, str] | None:
        if self._look is None or self._look.card.prospect.id != self._wanted:
            self._read_now()
        return (self._look.card.prospect.id, self._look.card.name) if self._look else None

    def _show_side(self, side: int) -> None:
        self._stack.setCurrentIndex(side)

    def _heard(self, written: Written) -> None:
        if self._wanted is not None and written.touches(*SUBJECTS):
            self._stale = True
            if self.isVisible() and not self._settle.isActive():
                self._settle.start()

    def _load_if_seen(self) -> None:
        if self._stale and self.isVisible():
            self._load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_if_seen()

    def _load(self) -> None:
        self._stale = False
        wanted, store = self._wanted, self._desk.store
        if wanted is None:
            return

        def shown(found: Look | None) -> None:
            if wanted == self._wanted:  # else someone else was chosen meanwhile
                self._show(found)

        self._desk.run(lambda _progress: look(store, wanted), parent=self, on_done=shown)

    def _read_now(self) -> None:
        """Reads on this thread, where what stands there must be right at once."""
        if self._wanted is not None:
            self._show(look(self._desk.store, self._wanted))

    def _show(self, found: Look | None) -> None:
        if found is None:
            self._show_nobody()
            return
        prospect = found.card.prospect
        other = self._look is None or self._look.card.prospect.id != prospect.id
        lost = not other and self._is_alive() and prospect.deleted_at is not None and self._has_keyboard()
        self._look = found
        self._saver.show(prospect, found.card.name)
        alive = prospect.deleted_at is None
        self._gone.show_look(found)
        self.head.show_card(found.card, found.picture)
        self.step.show_person(found.card, other=other)
        self.step.setVisible(alive)
        self.facts.show_look(found, other=other)
        self.facts.setEnabled(alive)
        self.log.setVisible(alive)
        self.files.show_person(found.card)
        self.deals.show_person(found.card)
        self.nurture.show_person(found.card)
        self.has_now.show_person(found.card)
        self.ratings.show_about(About(prospect=prospect.id), wanted=alive and prospect.stage == "customer")
        self._show_history()
        if other:
            self._scroll.verticalScrollBar().setValue(0)
            self.log.line.clear()
        if other or self._stack.currentIndex() == 0:
            self._stack.setCurrentIndex(1)
        if lost:
            self.closed.emit()

    def _is_alive(self) -> bool:
        return self._look is not None and self._look.card.prospect.deleted_at is None

    def _has_keyboard(self) -> bool:
        return self.isAncestorOf(self.window().focusWidget() or self.window())

    def _show_history(self) -> None:
        if self._look is None:
            return
        lines = self._look.lines
        clock = self._desk.clock
        self.history.show_lines(
            [
                Told(ICONS.get(line.kind, "sticky-note"), line.title, short_moment(line.at, clock), line.text)
                for line in lines[: self._lines]
            ]
        )
        self._earlier.setVisible(len(lines) > self._lines)

    def _show_earlier(self) -> None:
        self._lines += MORE
        self._show_history()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        across = self.width() >= WIDE
        way = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        if self._columns.direction() != way:
            self._columns.setDirection(way)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._look is not None and (files := _files(event)) and not any(map(holds_contacts, files)):
            event.acceptProposedAction()  # else it goes on to the window, which brings contacts in

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.files.attach(_files(event))


def _files(event: QDropEvent) -> list[Path]:
    return [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]


def _with_bar(area: QScrollArea) -> QHBoxLayout:
    """An area with its scroll bar beside it, whose room is kept: lines that wrap anew with each bar that comes
    or goes would make it come and go for ever."""
    row = QHBoxLayout()
    row.setSpacing(0)
    area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    inner, bar = area.verticalScrollBar(), QScrollBar(Qt.Orientation.Vertical)
    policy = bar.sizePolicy()
    policy.setRetainSizeWhenHidden(True)
    bar.setSizePolicy(policy)

    def follow(low: int, high: int) -> None:
        bar.setRange(low, high)
        bar.setPageStep(inner.pageStep())
        bar.setSingleStep(inner.singleStep())
        bar.setVisible(high > low)

    inner.rangeChanged.connect(follow)
    inner.valueChanged.connect(bar.setValue)
    bar.valueChanged.connect(inner.setValue)
    row.addWidget(area, 1)
    row.addWidget(bar)
    return row
