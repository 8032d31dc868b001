"""Fair capture: one prospect in under ten seconds by keyboard alone, and beside it how the fair goes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.fairs import Fair
from salesdesk.i18n import _
from salesdesk.services import fairs, meeting, preferences
from salesdesk.services.fairs import Board
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.board import FairCard, FairMenu, JustNow, today_of
from salesdesk.ui.fairs.capture import CaptureCard
from salesdesk.ui.fairs.capture_commands import commands
from salesdesk.ui.fairs.content import of_plain
from salesdesk.ui.fairs.keeping import Keeping
from salesdesk.ui.fairs.ledger import LedgerView
from salesdesk.ui.fairs.preparing import FairsView
from salesdesk.ui.fairs.scan_line import ScanLine
from salesdesk.ui.fairs.scanning import ScannerWatch
from salesdesk.ui.page import Page
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.states import EmptyState

_SIDE: Final = (284, 360)  # the right column in a narrow and in a wide window
_WIDE: Final = 1100


class CapturePage(Page):
    """The capture, or the fairs themselves; which fair one is at is told by the day, until it is chosen."""

    slug = "capture"
    subjects = ("fairs", "prospects", "questions", "companies", "asked_about", "preferences", "products")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._fair: Fair | None = None
        self._fairs: list[Fair] = []
        self._chosen: UUID | None = None
        self._by_day = True
        self._warm = False
        self.menu = FairMenu(self)
        self.menu.chosen.connect(self.choose_fair)
        self.menu.new.connect(self.prepare_new)
        self.menu.all_asked.connect(lambda: self._show_fairs(None))
        self._arrange()
        desk.commands.add([*self._capturing.values(), *self._commands()], on=self)
        self._scanner = ScannerWatch(self)
        self._scanner.scanned.connect(self.keeping.scanned, Qt.ConnectionType.QueuedConnection)
        self._scanner.watch(self)

    def _arrange(self) -> None:
        self.keeping = Keeping(self.desk, self, lambda: self._fair)
        today = today_of(self.desk.clock)
        self._capturing = {command.id: command for command in commands(self.keeping, self.isVisible)}
        scan_line = ScanLine(self.desk, self.keeping.pictures.choose)
        self.card = CaptureCard(self._capturing, preferences.USUAL, today, self._ask_fair, scan_line)
        self.keeping.keep(self.card)
        self.fair_card = FairCard(
            self._ask_fair,
            lambda: self._show_fairs(self._fair),
            self._thank,
            lambda: self._show_ledger(None),
            lambda: self.desk.go("import"),
        )
        self.just_now = JustNow(self._open_prospect)
        self._no_fair = Card()
        self._no_fair.body.addWidget(
            EmptyState(
                "tent",
                _("No fair yet"),
                _(
                    "Prepare one with its days, cost and target. Whoever you meet there is then counted for it."
                ),
                act=_("Prepare a fair"),
                on_act=self.prepare_new,
            )
        )
        self._side = QWidget()
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(16)
        for part in (self.fair_card, self._no_fair):
            side.addWidget(part)
        side.addWidget(self.just_now, 1)
        self.capture = QWidget()
        row = QHBoxLayout(self.capture)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self.card, 1)
        row.addWidget(self._side)
        self.fairs_view = FairsView(self.desk, self._back_to_capture)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.capture)
        self.stack.addWidget(self.fairs_view)
        self.ledger = LedgerView(self.desk, lambda: self._back_to_capture(None))
        self.stack.addWidget(self.ledger)
        around = QVBoxLayout(self)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(self.stack)

    def _commands(self) -> list[Command]:
        return [
            Command("fair-new", _("New fair …"), self.prepare_new, icon="tent", group=_("Fair capture")),
            Command(
                "fairs-all",
                _("All fairs …"),
                lambda: self.desk.go("capture", "fairs"),
                icon="tent",
                group=_("Fair capture"),
            ),
            Command(
                "fair-ledger",
                _("Fair ledger: what it cost and brought"),
                lambda: self.desk.go("capture", "ledger"),
                icon="scale",
                group=_("Fair capture"),
                words=_("cost per lead return break-even"),
            ),
        ]

    def take_pictures(self, files: Sequence[Path]) -> None:
        """Reads the badges and cards in pictures, or folders of them, that were dropped on the window."""
        self._show(self.capture)
        self.keeping.pictures.take(files)

    def title(self) -> str:
        if self.stack.currentWidget() is self.fairs_view:
            return _("Fairs")
        if self.stack.currentWidget() is self.ledger:
            return _("Fair ledger")
        return _("Fair capture") if self._fair else _("New prospect")

    def about(self) -> str:
        return _(
            "Here you take down whom you meet. The keyboard is enough: Enter goes to the next field, Ctrl+Enter"
            " saves and starts the next. A handheld scanner is understood at any time, wherever the keyboard is."
            " F2 opens the camera, where there is one: hold the code of a badge before it, or a card and press F3."
            " Photographs of badges and business cards, or a whole folder of them, may be dropped or pasted; a card"
            " waits until you have looked at what was read."
            " With a fair prepared, everyone is counted for it, and the follow-up is planned by itself."
        )

    def load(self) -> None:
        day = today_of(self.desk.clock)
        with self.desk.store.read() as reading:
            usual = preferences.read(reading)
            self._fairs = fairs.all_fairs(reading)
            alive = {fair.id: fair for fair in self._fairs}
            if self._chosen is not None and self._chosen not in alive:
                self._by_day, self._chosen = True, None
            running = fairs.running(reading, day) if self._by_day else None
            self._fair = running or (alive[self._chosen] if self._chosen else None)
            long = fairs.takes_long(reading)
            board = fairs.board(reading, self._fair, self.desk.clock) if self._fair and not long else None
            asked = fairs.questions(reading, self._fair.id) if self._fair else []
            at = self._fair.id if self._fair else None
            offered, findable = fairs.offered(reading, at), fairs.findable(reading, at)
        form = self.card.form
        if form.follow_up.offer(usual):
            self.card.order()
            self._scanner.watch(form.follow_up)
        form.follow_up.come_to(day)
        form.ask([(one.id, one.text) for one in asked])
        form.interests.offer(offered, findable)
        self.card.say(at_fair=self._fair is not None)
        self._side.setVisible(self._fair is not None or not self._fairs)
        self._no_fair.setVisible(self._fair is None)
        if self._fair is None or board is not None:
            self._show_board(board)
        else:
            self._count(self._fair)
        if self.stack.currentWidget() is self.fairs_view:
            self.fairs_view.load()
        self.card.order()
        self._scanner.watch(self)
        self.setWindowTitle(self.title())
        self.shown()
        self._get_ready()

    def _show_board(self, board: Board | None) -> None:
        for part in (self.fair_card, self.just_now):
            part.setVisible(board is not None)
        if board is not None and self._fair is not None and board.fair.id == self._fair.id:
            self.fair_card.say(board, self.desk.clock)
            self.just_now.say(board.latest, self.desk.clock)

    def _count(self, fair: Fair) -> None:
        """Counts off this thread, where there are many to count."""
        store = self.desk.store

        def work(_progress: object) -> Board:
            with store.read() as reading:
                return fairs.board(reading, fair, store.clock)

        self.desk.run(work, parent=self, on_done=self._show_board)

    def _get_ready(self) -> None:
        if not self._warm:
            self._warm = True
            self.keeping.cards.begin()
            ready = meeting.get_ready(self.desk.store, region=self.desk.settings.region())
            self.desk.run(lambda _progress: ready(), parent=self, on_done=lambda _done: None)

    def open(self, record: UUID | str) -> None:
        """A fair's id: captures there. `prepare` with or without `:id`: prepares it. `fairs`: all of them.
        `ledger` with or without `:id`: what it cost and brought."""
        if isinstance(record, UUID):
            self.choose_fair(record)
            return
        act, _colon, which = record.partition(":")
        if act == "prepare" and which:
            with self.desk.store.read() as reading:
                fair = reading.get(Fair, UUID(which))
            self._show_fairs(fair)
        elif act == "prepare":
            self._show(self.fairs_view)
            self.fairs_view.begin_new()
        elif act == "ledger":
            self._show_ledger(UUID(which) if which else None)
        elif act == "fairs":
            self._show_fairs(self._fair)

    def _thank(self) -> None:
        """Goes to write to all who were met at the fair."""
        if self._fair is not None:
            self.desk.go("messages", f"fair:{self._fair.id}")

    def choose_fair(self, fair: UUID | None) -> None:
        """Captures at this fair, or at none."""
        self._by_day, self._chosen = False, fair
        self._show(self.capture)
        self.load()

    def prepare_new(self) -> None:
        """Shows the form of a fair that is not there yet."""
        self.desk.go("capture", "prepare")
        if not self.isVisible():  # without a window around it that would go there
            self.open("prepare")

    def _show_fairs(self, fair: Fair | None) -> None:
        self._show(self.fairs_view)
        self.fairs_view.turn_to(fair)

    def _show_ledger(self, fair: UUID | None) -> None:
        self.ledger.show_fair(fair or (self._fair.id if self._fair else None))
        self._show(self.ledger)
        self.ledger.begin()

    def _back_to_capture(self, fair: Fair | None) -> None:
        """Goes back, and captures at `fair` where one was asked for."""
        self._show(self.capture)
        if fair is not None:
            self.choose_fair(fair.id)
        self.card.form.begin()

    def _show(self, part: QWidget) -> None:
        self.stack.setCurrentWidget(part)
        self.setWindowTitle(self.title())

    def _ask_fair(self, below: QWidget) -> None:
        self.menu.ask(self._fairs, self._fair, self.desk.clock, below)

    def _open_prospect(self, prospect: object) -> None:
        if isinstance(prospect, UUID):
            self.desk.go("prospects", prospect)

    def foot(self) -> QWidget | None:
        return self.card.save_button if self.stack.currentWidget() is self.capture else None

    def commit(self) -> bool:
        return self.fairs_view.commit()

    def is_half_typed(self) -> bool:
        if self.stack.currentWidget() is self.capture:
            return not self.card.form.content().empty
        return self.stack.currentWidget() is self.fairs_view and self.fairs_view.form.fair is None

    def undo_filling(self) -> bool:
        return self.stack.currentWidget() is self.capture and self.keeping.take_back()

    def state(self) -> dict[str, object]:
        kept: dict[str, object] = {"content": self.card.form.content().plain()}
        if self.card.scan_line.live.source.wanted:
            kept["camera"] = self.card.scan_line.live.source.wanted
        if not self._by_day:
            kept["fair"] = self._chosen.hex if self._chosen else ""
            kept["day"] = today_of(self.desk.clock).isoformat()
        return kept

    def restore(self, state: dict[str, object]) -> None:
        if state.get("day") == today_of(self.desk.clock).isoformat():
            said = state.get("fair")
            try:
                self._chosen = UUID(said) if isinstance(said, str) and said else None
                self._by_day = False
            except ValueError:
                self._chosen = None
        self.card.scan_line.live.source.wanted = str(state.get("camera") or "")
        self.keeping.bring_back(of_plain(state.get("content")))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hands the keyboard on. Not by a focus proxy: Tab would jump to it over what stands before."""
        super().focusInEvent(event)
        if self.stack.currentWidget() is self.fairs_view:
            self.fairs_view.begin()
        elif self.stack.currentWidget() is self.ledger:
            self.ledger.begin()
        else:
            self.card.form.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._side.setFixedWidth(_SIDE[self.width() >= _WIDE])
