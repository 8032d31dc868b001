"""What the frame around the pages tells: what waits on which page, the last backup, files that are dropped."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, QTimer, Signal

from salesdesk.clock import today
from salesdesk.domain.locally import short_moment
from salesdesk.i18n import _
from salesdesk.services import backups
from salesdesk.services.agenda import Counts, counts
from salesdesk.store.derived_catch_up import catch_up_if_let
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.fairs.pictures import is_picture
from salesdesk.ui.first.sample import SampleBanner
from salesdesk.ui.handovers import arriving
from salesdesk.ui.imports.page import ImportPage
from salesdesk.ui.messages.letters import Letters, is_letter
from salesdesk.ui.refresh import Written
from salesdesk.ui.reminders import Reminders
from salesdesk.ui.timer import ProspectingTimer
from salesdesk.ui.window import Window

SETTLE: Final = 250  # milliseconds from a write to the reading of what waits
EVERY: Final = 60_000  # milliseconds; a day begins, a promise passes


class Frame(QObject):
    """Keeps navigation and foot true while the window is open."""

    day_began = Signal()  # at midnight, or when the laptop wakes on another day

    def __init__(self, window: Window, desk: Desk) -> None:
        super().__init__(window)
        self._window, self._desk = window, desk
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self.look)
        self._every = QTimer(self, interval=EVERY)
        self._every.timeout.connect(self.look)
        self._every.start()
        desk.written.connect(self._heard)
        desk.backed_up.connect(self.look)
        self._letters = Letters(desk, self)
        window.dropped.connect(self._dropped)
        window.foot.add(SampleBanner(desk, window))  # with no parent it would be a window of its own at first
        self.reminders = Reminders(desk)
        self.timer = ProspectingTimer(desk, window)
        window.foot.add(self.timer.button)
        self.reminders.system.stand_by(self.timer.tray_menu())
        self._day = today(desk.clock)
        self.look()

    def _heard(self, written: Written) -> None:
        self._settle.start()
        if written.here and written.touches("companies", "tags"):
            # A new name of a company of thousands is found everywhere a moment later.
            self._desk.run(
                lambda _progress: catch_up_if_let(self._desk.store), parent=self, on_done=lambda _none: None
            )

    def look(self) -> None:
        """Reads anew what waits; at midnight every page is read anew too."""
        store = self._desk.store

        def work(_progress: object) -> tuple[Counts, datetime | None]:
            with store.read() as reading:
                return counts(reading, store.clock), backups.latest(store)

        self._desk.run(work, parent=self, on_done=self._show)
        if self._day != today(self._desk.clock):
            self._day = today(self._desk.clock)
            self._window.book.reload_all()
            self.day_began.emit()

    def _show(self, found: tuple[Counts, datetime | None]) -> None:
        waiting, backup = found
        self._window.navigation.count("today", waiting.due, urgent=waiting.late > 0)
        self._window.navigation.count("complaints", waiting.complaints, urgent=True)
        when = short_moment(backup, self._desk.clock) if backup else ""
        told = _("Backup {when}").format(when=when) if when else _("No backup yet")
        kept = (
            _("Only to be read: nothing is saved")
            if self._desk.store.read_only
            else _("Saved on this laptop")
        )
        self._window.foot.say(kept, told)

    def _dropped(self, files: list[str]) -> None:
        paths = [Path(file) for file in files]
        letters = [path for path in paths if is_letter(path)]
        pictures = [path for path in paths if is_picture(path) or path.is_dir()]
        others = [path for path in paths if path not in {*letters, *pictures}]
        if letters:
            self._letters.take(letters)
        if pictures and self._window.go("capture"):
            capture = self._window.book.page("capture")
            assert isinstance(capture, CapturePage)
            capture.take_pictures(pictures)
        if others and self._window.go("import"):
            page = self._window.book.page("import")
            assert isinstance(page, ImportPage)
            page.take(others)
        if len(others) == 1:
            arriving.offer(self._desk, others[0])

    def stop(self) -> None:
        """Looks no more, before the store is closed."""
        self._every.stop()
        self._settle.stop()
        self.reminders.stop()
        self.timer.stop()
