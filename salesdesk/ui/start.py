"""The start of the window: paint first, then open the store on a thread, then the page in front, then the rest.
And its end."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication, QWidget

from salesdesk import __version__, i18n, logs, settings
from salesdesk.clock import Clock, SystemClock
from salesdesk.errors import SalesdeskError
from salesdesk.i18n import _
from salesdesk.paths import resource
from salesdesk.settings import Settings
from salesdesk.ui import background, opening, session, theme
from salesdesk.ui.instance import LISTENS, Instance
from salesdesk.ui.qt_texts import QtTexts
from salesdesk.ui.spare_references import spare_references
from salesdesk.ui.sweeping import Sweeper
from salesdesk.ui.window import Window

if TYPE_CHECKING:
    from salesdesk.ui.desk import Desk
    from salesdesk.ui.opening import Opened
    from salesdesk.ui.rest import Rest

PATIENCE: Final = 10_000  # milliseconds in which what was stopped has to end, before the store is let go
_TURN: Final = 0.001  # seconds until the window has its turn while a thread works: at five, ten are felt


def run(store: Path) -> int:
    """Opens the window on the store at this path, and gives the exit code when it is closed."""
    kept = settings.load()
    application = make_application(kept)
    instance = Instance(store, application)
    if instance.is_running():
        return 0
    program = Program(store, SystemClock(), kept)
    instance.asked_to_front.connect(program.to_front)
    sys.excepthook = program.broke
    program.window.restore(session.load(store))
    program.window.painted.connect(logs.start)
    program.window.painted.connect(lambda: QTimer.singleShot(LISTENS, instance, instance.listen))
    program.window.show()
    program.begin_when_painted()
    code = application.exec()
    instance.close()
    return code


def make_application(kept: Settings) -> QApplication:
    """Qt's application in our look and language."""
    spare_references()
    sys.setswitchinterval(_TURN)
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        application = QApplication(["salesdesk", "-style", theme.STYLE])
    elif application.style().name().lower() != theme.STYLE:  # a style in the hands of Python costs a paint
        application.setStyle(theme.STYLE)
    application.setApplicationName("salesdesk")
    application.setApplicationDisplayName("Salesdesk")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("salesdesk")
    application.setQuitOnLastWindowClosed(True)
    application.installTranslator(QtTexts(application))
    application.setFont(theme.base_font())
    theme.apply(application, kept.theme or "system")
    application.setWindowIcon(QIcon(str(resource("icon/salesdesk.svg"))))
    if application.findChild(Sweeper) is None:
        Sweeper(application)
    return application


class Program(QObject):
    """One run of the window on one store, from the first paint to the last write."""

    def __init__(self, store: Path, clock: Clock, kept: Settings) -> None:
        super().__init__()
        self._path, self._clock, self._settings = store, clock, kept
        self.window = Window()
        self.desk: Desk | None = None
        self._rest: Rest | None = None
        self._telling, self._told = False, ""
        self._spoken = kept.language  # the setting that the window speaks by
        self.window.closed.connect(self.end)

    def begin_when_painted(self) -> None:
        """Begins to open the store when the window has been painted."""
        if not self._path.exists():
            self.window.bare(None)
        self.window.painted.connect(self.begin)

    def is_whole(self) -> bool:
        """Whether all is there: the store, every page, and what the frame tells."""
        return self._rest is not None and self._rest.frame is not None

    def begin(self) -> None:
        """Opens the store on a thread."""
        self.window.book.waiting.say(_("Opening what is kept on this laptop …"))
        path, clock, slug = self._path, self._clock, self.window.book.slug
        background.run(
            lambda _progress: opening.open_store(path, clock, slug),
            parent=self,
            on_done=self._opened,
            on_error=self._not_opened,
        )

    def _opened(self, opened: Opened) -> None:
        from salesdesk.ui.desk import Desk  # loaded by now, with the store
        from salesdesk.ui.general import general_commands
        from salesdesk.ui.rest import Rest

        desk = Desk(opened.store, opened.watch, self._settings, self.window)
        self.desk = desk
        desk.settings_changed.connect(self._set)
        later = Qt.ConnectionType.QueuedConnection  # when the page that asked has ended its turn
        desk.restore_asked.connect(self._restore, later)
        desk.begin_again_asked.connect(self._speak, later)
        desk.commands.add(general_commands(self.window, desk), on=self.window)
        self.window.adopt(desk, opened.kinds)
        self._rest = Rest(self._path, self.window, desk, opened.watch)
        if opened.untouched:
            self._first_start(desk)
        for sentence in (*opened.told, self._told):
            if sentence:
                desk.say(sentence)
        self._told = ""

    def _first_start(self, desk: Desk) -> None:
        from salesdesk.ui.first.page import FirstStart

        first, spoken = FirstStart(desk), i18n.language()

        def done(page: str) -> None:
            self._first_done(first, page, spoken)

        first.done.connect(done)
        first.files.connect(self.window.bring_in)
        self.window.bare(first)

    def _first_done(self, first: QWidget, page: str, spoken: str) -> None:
        """Shows the frame; anew where another language was chosen, since its words are said once."""
        self.window.whole()
        self.window.go(page)
        first.deleteLater()
        if i18n.language() != spoken and page != "import":
            self._speak()

    def _not_opened(self, error: BaseException) -> None:
        from salesdesk.ui import dialogs

        if not isinstance(error, SalesdeskError):
            self._tell(self._noted(type(error), error, error.__traceback__), ends=True)
            QApplication.exit(1)
        elif dialogs.trouble(self.window, error, retry=True):
            self.begin()
        else:
            QApplication.exit(3)

    def _set(self, kept: Settings) -> None:
        self._settings = kept
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, kept.theme or "system")

    def _restore(self, file: Path) -> None:
        if not self._is_at_rest():
            return
        path, clock = self._path, self._clock
        told = _("Bringing back {file} …").format(file=file.name)
        self._begin_again(lambda: opening.bring_back(path, file, clock), told)

    def _speak(self) -> None:
        if not self._is_at_rest():
            if self.desk is not None:
                self.desk.set(language=self._spoken)
            return
        path, clock = self._path, self._clock
        i18n.use(self._settings.tongue())
        told = _("Sorting by another alphabet …")
        self._begin_again(lambda: opening.sort_anew(path, clock), told, on_error=self._speak_as_before)

    def _speak_as_before(self, error: BaseException) -> None:
        """Tells why another language was refused, and goes on in the one before, by the settings too."""
        self._settings = replace(self._settings, language=self._spoken)
        settings.save(self._settings)
        i18n.use(self._settings.tongue())
        self._tell_trouble(error)
        self._begin_again(lambda: "", "")  # its words are said once, and were those of the other

    def _is_at_rest(self) -> bool:
        """Stops what is under way; False, which is told, where something of it goes on."""
        background.stop_all()
        if background.wait_for_all(PATIENCE):
            return True
        if self.desk is not None:
            self.desk.say(_("Something is still under way. Wait until it has ended, and do that again."))
        return False

    def _begin_again(
        self,
        between: Callable[[], str],
        waiting: str,
        *,
        on_error: Callable[[BaseException], None] | None = None,
    ) -> None:
        """Lets the store and the window go, does `between` on a thread while nobody has the store open, and
        begins anew with what it gives told."""
        before = self.window
        before.closed.disconnect(self.end)
        self._let_go()
        self.window = Window()
        self.window.closed.connect(self.end)
        self.window.restore(before.state())
        self.window.setGeometry(before.geometry())
        self.window.book.waiting.say(waiting)
        self.window.show()
        self.window.activateWindow()
        before.hide()
        before.deleteLater()
        background.run(
            lambda _progress: between(),
            parent=self,
            on_done=self._go_on,
            on_error=on_error or self._go_on_as_it_was,
        )

    def _go_on(self, told: str) -> None:
        self._told, self._spoken = told, self._settings.language
        self.begin()

    def _go_on_as_it_was(self, error: BaseException) -> None:
        self._tell_trouble(error)
        self.begin()

    def _tell_trouble(self, error: BaseException) -> None:
        from salesdesk.ui import dialogs

        if isinstance(error, SalesdeskError):
            dialogs.trouble(self.window, error, retry=False)
        else:
            self.broke(type(error), error, error.__traceback__)

    def to_front(self) -> None:
        """Brings the window to the front."""
        self.window.setWindowState(self.window.windowState() & ~self.window.windowState().WindowMinimized)
        self.window.show()
        self.window.raise_()
        self.window.activateWindow()

    def broke(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        """Tells of a bug, keeps it in the log, and goes on. What breaks while one is told is kept in the log only."""
        report = self._noted(kind, error, trace)
        if self._telling or issubclass(kind, KeyboardInterrupt):
            return
        self._telling = True
        QTimer.singleShot(0, self, lambda: self._tell(report))

    def _noted(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
        """The report on a bug, which is kept in the log."""
        import logging

        from salesdesk.ui import dialogs

        logging.getLogger(__name__).error("broke", exc_info=(kind, error, trace))
        return dialogs.report(kind, error, trace)

    def _tell(self, report: str, *, ends: bool = False) -> None:
        from salesdesk.ui import dialogs

        self._telling = True
        try:
            dialogs.crash(self.window, report, ends=ends)
        finally:
            self._telling = False

    def end(self) -> None:
        """Keeps how the window looked, and lets the store go."""
        session.save(self._path, self.window.state())
        self.window.hide()  # or it would stand there, deaf, while what is under way ends
        self._let_go()

    def _let_go(self) -> None:
        desk, self.desk = self.desk, None
        rest, self._rest = self._rest, None
        if rest is not None:
            rest.stop()
        if desk is not None:
            desk.close()
        else:
            background.wait_for_all()
