"""The window: navigation, top, the pages, foot. It paints before the store is open; pages come with the desk."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.book import Book
from salesdesk.ui.navigation import Navigation
from salesdesk.ui.pages import place_of
from salesdesk.ui.statusbar import StatusBar
from salesdesk.ui.topbar import TopBar

if TYPE_CHECKING:
    from uuid import UUID

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QPaintEvent, QResizeEvent

    from salesdesk.ui.desk import Desk
    from salesdesk.ui.notices import Notice
    from salesdesk.ui.page import Page

SMALLEST: Final = (1024, 640)
FIRST_SIZE: Final = (1440, 900)
NARROW_UNDER: Final = 1180  # where words beside the icons of the navigation would cost a page its columns


class Window(QMainWindow):
    """The one window. `adopt` gives it the desk once the store is open."""

    painted = Signal()  # once, after the first paint
    closed = Signal()
    dropped = Signal(list)  # local files dropped anywhere

    def __init__(self) -> None:
        super().__init__()
        self.setWindowTitle("Salesdesk")
        self.setMinimumSize(*SMALLEST)
        self.resize(*FIRST_SIZE)
        self.setAcceptDrops(True)
        self.navigation, self.top, self.book, self.foot = Navigation(), TopBar(), Book(), StatusBar()
        self.desk: Desk | None = None
        self._painted = self._takes_files = False
        self._early: list[Path] = []  # files that came before there was anyone to take them
        self._arrange()
        self.navigation.chosen.connect(self.go)
        self.top.search.clicked.connect(lambda: self.run_command("palette"))
        self.book.turned.connect(self.retitle)
        self.retitle()

    def _arrange(self) -> None:
        middle = QWidget()
        row = QHBoxLayout(middle)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._page_side = QWidget()
        column = QVBoxLayout(self._page_side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.top, self.book, self.foot):
            column.addWidget(part)
        row.addWidget(self.navigation)
        row.addWidget(self._page_side, 1)
        self.setCentralWidget(middle)

    @cached_property
    def notice(self) -> Notice:
        """Where a sentence is said; made when there is something to say."""
        from salesdesk.ui.notices import Notice

        made = Notice(self._page_side, lambda: self.run_command("undo"), foot=self._foot_of_page)
        self.book.turned.connect(made.settle)
        return made

    def _foot_of_page(self) -> QWidget | None:
        page = self.book.front()
        return page.foot() if page is not None else None

    def adopt(self, desk: Desk, kinds: Mapping[str, type[Page]]) -> None:
        """Takes the open store and the pages there are, and shows the page that was chosen meanwhile."""
        from salesdesk.ui.field_undo import FieldUndo

        self.desk = desk
        desk.asked_to_go.connect(self.go)
        desk.said.connect(self._say)
        desk.offered.connect(self._offer)
        desk.working.connect(self.foot.work)
        desk.progressed.connect(self.foot.progress)
        self.navigation.give_keys()
        self.book.adopt(desk, kinds)
        FieldUndo(self, self._has_no_more_typing)
        QShortcut(QKeySequence("Ctrl+Y"), self).activated.connect(lambda: self.run_command("redo"))

    def _say(self, text: str, undo: object, act: str, on_act: Callable[[], None] | None) -> None:
        self.notice.say(text, undo=bool(undo), act=act, on_act=on_act)

    def _has_no_more_typing(self, field: QWidget) -> bool:
        """Whether Undo ends in `field`, of a form that is half typed, rather than reach for what was saved."""
        page = self.book.front()
        if page is None or not page.isAncestorOf(field) or not page.is_half_typed():
            return False
        if page.undo_filling():
            return True
        self.notice.say(
            _("No more typing to take back here. Undo takes back what was saved last."), undo=True
        )
        return True

    def _offer(self, text: str, acts: Sequence[tuple[str, Callable[[], None]]]) -> None:
        self.notice.offer(text, acts)

    def go(self, slug: str, record: UUID | str | None = None) -> bool:
        """Shows a page, and there a record; False where what is being typed on the present one was not taken."""
        return self.book.turn(slug, record)

    def retitle(self) -> None:
        """Says which page is in front: in the navigation, and at the top with its main act."""
        self.navigation.light(self.book.slug)
        page = self.book.front()
        if page is None:
            self.top.show_page(_(place_of(self.book.slug).title), None)
        else:
            self.top.show_page(page.title(), page.main_command())

    def search(self) -> None:
        """Goes to the search field of the page, or to the palette where it has none."""
        page = self.book.front()
        if page is None or not page.search():
            self.run_command("palette")

    def run_command(self, command: str) -> None:
        """Runs a command by its id, where there is a desk to run it at."""
        if self.desk is not None:
            self.desk.commands.find(command).run()

    def bare(self, widget: QWidget | None) -> None:
        """Shows `widget`, or nothing yet, without navigation and top, as at the first start."""
        self.whole(visible=False)
        if widget is not None:
            self.book.lay_over(widget)

    def bring_in(self, files: list[Path]) -> None:
        """Has files brought in, as if they were dropped; those that come before there is anyone to take them wait."""
        if self._takes_files:
            self.dropped.emit([str(file) for file in files])
        else:
            self._early += files

    def take_files(self, *, yes: bool) -> None:
        """Tells whether there is anyone to take files; those that wait come then."""
        self._takes_files = yes
        early, self._early = self._early, []
        if early:
            self.bring_in(early)

    def whole(self, *, visible: bool = True) -> None:
        """Shows the frame again."""
        for part in (self.navigation, self.top, self.foot):
            part.setVisible(visible)

    def state(self) -> dict[str, Any]:
        """What is restored at the next start."""
        return {"geometry": bytes(self.saveGeometry().toBase64().data()).decode(), **self.book.state()}

    def restore(self, state: dict[str, Any]) -> None:
        """Brings back size and page."""
        geometry = state.get("geometry")
        if isinstance(geometry, str):
            self.restoreGeometry(QByteArray.fromBase64(geometry.encode()))
        self.book.restore(state)
        self.retitle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.navigation.narrow(narrow=self.width() < NARROW_UNDER)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if not event.source() and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.bring_in([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._painted:
            self._painted = True
            QTimer.singleShot(0, self.painted.emit)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.desk and QApplication.activeWindow() is self:
            self.desk.refresh.look()

    def closeEvent(self, event: QCloseEvent) -> None:
        page = self.book.front()
        if page is not None and not page.commit():
            event.ignore()
            page.hold()
            return
        super().closeEvent(event)
        self.closed.emit()
