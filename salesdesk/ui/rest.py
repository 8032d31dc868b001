"""The rest of the window, once the page in front is filled: the other pages, what the frame tells, the backup."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, QTimer

from salesdesk.ui import opening

if TYPE_CHECKING:
    from salesdesk.store.watch import Watch
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.frame import Frame
    from salesdesk.ui.page import Page
    from salesdesk.ui.window import Window

FILLED: Final = (
    50  # milliseconds from a page that is filled to the loading of the rest: it is painted by then
)
AT_LATEST: Final = 3000  # milliseconds after which the rest is loaded, filled or not


class Rest(QObject):
    """Brings what the first page can do without. `frame` is there when all is."""

    def __init__(self, store: Path, window: Window, desk: Desk, watch: Watch) -> None:
        super().__init__(desk)
        self._store, self._window, self._desk, self._watch = store, window, desk, watch
        self._first_filled = watch.untouched()  # in this session, if it is at all
        self.frame: Frame | None = None
        self._asked = self._stopped = False
        self._wait_for(window.book.front())

    def _wait_for(self, page: Page | None) -> None:
        """Loads soon after the page in front is filled; at once where that is none of those loaded yet."""
        if page is None:
            self._load()
            return
        if page.loaded:
            self._soon()
        else:
            page.filled.connect(self._soon)
        QTimer.singleShot(AT_LATEST, self, self._load)

    def _soon(self) -> None:
        QTimer.singleShot(FILLED, self, self._load)

    def _load(self) -> None:
        if self._asked or self._stopped:
            return
        self._asked = True
        self._desk.run(lambda _progress: opening.load_rest(), parent=self, on_done=self._loaded)

    def _loaded(self, kinds: dict[str, type[Page]]) -> None:
        if self._stopped:
            return
        from salesdesk.ui.frame import Frame  # loaded by now, with the pages

        self.frame = Frame(self._window, self._desk)
        self.frame.day_began.connect(self._back_up)
        self._window.book.know(kinds)
        self._window.take_files(yes=True)
        self._back_up()

    def _back_up(self) -> None:
        """Makes today's backup where there is none yet, and something to back up."""
        if self._watch.untouched() or self._desk.store.read_only:
            return
        path, clock, kept = self._store, self._desk.store.clock, self._desk.settings

        def done(made: tuple[bool, str]) -> None:
            if self._stopped:  # there is nobody left to tell
                return
            if made[0]:
                self._desk.backed_up.emit()
            if made[1]:
                self._desk.say(made[1])

        self._desk.run(lambda _progress: opening.back_up(path, clock, kept), parent=self, on_done=done)

    def stop(self) -> None:
        """Brings no more, before the store is closed."""
        self._stopped = True
        self._window.take_files(yes=False)
        if self._first_filled:  # there was nothing to back up when the window opened
            self._back_up()
        if self.frame is not None:
            self.frame.stop()
