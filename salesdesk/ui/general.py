"""The commands of the window itself: the palette, undo and redo, going somewhere, help, theme."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject

from salesdesk.i18n import _, ngettext
from salesdesk.ui import theme
from salesdesk.ui.background import Progress
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.foretold import foretold
from salesdesk.ui.help import AboutPage, Shortcuts
from salesdesk.ui.pages import PLACES

if TYPE_CHECKING:
    from uuid import UUID

    from salesdesk.services.changes_apart import Answered, Large
    from salesdesk.store.database import Store
    from salesdesk.ui.window import Window


class _Act(Protocol):
    """Undo or redo, as the service has them."""

    def __call__(self, store: Store, tell: Progress, /) -> Answered | Large: ...


def general_commands(window: Window, desk: Desk) -> list[Command]:
    """The commands that are there on every page."""
    ask, past = partial(_ask, window, desk), Past(desk)
    going, told = _("Go to"), _("Everywhere")
    return [
        Command("palette", _("Search or run a command"), ask, "Ctrl+K", "search", group=told),
        Command("undo", _("Undo"), past.undo, "Ctrl+Z", "undo-2", group=told),
        Command("redo", _("Redo"), past.redo, "Ctrl+Shift+Z", "redo-2", group=told),
        Command("search", _("Search on this page"), window.search, "Ctrl+F", "search", group=told),
        Command("new-prospect", _("New prospect"), lambda: desk.go("capture"), "Ctrl+N", "plus", group=told),
        Command(
            "about-page",
            _("What this page is for"),
            lambda: AboutPage(window).ask(),
            "F1",
            "circle-question-mark",
            group=told,
        ),
        Command(
            "shortcuts",
            _("Keyboard shortcuts"),
            lambda: Shortcuts(window).ask(),
            "Ctrl+/",
            "keyboard",
            group=told,
        ),
        _work_out(desk, told),
        Command("back", _("Back to the page before"), window.book.back, "Alt+Left", "arrow-left", group=told),
        Command(
            "theme",
            _("Switch between light and dark"),
            lambda: _switch(desk),
            "Ctrl+Shift+L",
            "moon",
            group=told,
        ),
        Command("quit", _("Quit"), lambda: _quit(window), "Ctrl+Q", "log-out", group=told),
        *(
            Command(
                f"go-{place.slug}",
                _(place.title),
                lambda slug=place.slug: _go(desk, slug),
                icon=place.icon,
                group=going,
            )
            for place in PLACES
        ),
        *foretold(desk),
    ]


def _work_out(desk: Desk, group: str) -> Command:
    """Answers at the stand from any page."""
    title, words = _("Work out a discount"), _("margin price raise bundle")
    return Command(
        "work-out-discount",
        title,
        lambda: desk.go("pipeline", "stand:"),
        icon="percent",
        words=words,
        group=group,
    )


def _ask(window: Window, desk: Desk) -> None:
    """Opens the palette, which is made when it is first asked for."""
    from salesdesk.ui.palette import Palette

    palette = window.findChild(Palette) or Palette(window, desk)
    palette.ask()


def _go(desk: Desk, slug: str) -> None:
    desk.go(slug)


def _quit(window: Window) -> None:
    window.close()


def _switch(desk: Desk) -> None:
    desk.set(theme="light" if theme.in_use() is theme.DARK else "dark")


class Past(QObject):
    """Undo and redo of anything, with the name of what was done; long ones off this thread, with Stop."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._desk, self._busy = desk, False
        self._named: frozenset[UUID] = frozenset()  # batches taken back by name, which Undo would do again
        desk.taken_back.connect(self._taken_back)

    def _taken_back(self, batches: Iterable[UUID]) -> None:
        self._named = frozenset(batches)

    def undo(self) -> None:
        """Takes back the last change or batch; one of hundreds that a file brought in is named first."""
        from salesdesk.services.changes_apart import undo_unless_large

        self._take_back(partial(undo_unless_large, named=self._named))

    def _take_back(self, do: _Act) -> None:
        self._run(do, _("Taken back: {what}"), _("Redo"), self.redo)

    def redo(self) -> None:
        """Does again what was undone last."""
        from salesdesk.services.changes_apart import redo

        self._run(redo, _("Done again: {what}"), _("Undo"), self.undo)

    def _undo_again(self, batch: UUID) -> None:
        from salesdesk.services.changes_apart import undo

        self._take_back(partial(undo, batch=batch))

    def _name(self, large: Large) -> None:
        """Says what would be taken back, with that as an act."""
        from salesdesk.domain.locally import grouped
        from salesdesk.services.changes_apart import undo

        text = _("The last thing to take back is “{what}”: {count} records.")
        count = sum(large.made.values())
        if "prospects" in large.made:
            count = large.made["prospects"]
            text = ngettext(
                "The last thing to take back is “{what}”: {count} prospect.",
                "The last thing to take back is “{what}”: {count} prospects.",
                count,
            )
        told = text.format(what=large.label, count=grouped(count))
        self._desk.say(
            told, act=_("Take back"), on_act=lambda: self._take_back(partial(undo, batch=large.batch))
        )

    def _run(self, do: _Act, told: str, back: str, on_back: Callable[[], None]) -> None:
        from salesdesk.services.changes_apart import Large

        if self._busy:
            return
        self._busy = True
        store = self._desk.store

        def work(progress: Progress) -> Answered | Large:
            return do(store, progress)

        def done(answered: Answered | Large) -> None:
            self._busy = False
            if isinstance(answered, Large):
                self._name(answered)
                return
            word, then = back, on_back
            if answered.again and answered.batch is not None:
                self._named -= {answered.batch}
                word, then = _("Undo"), partial(self._undo_again, answered.batch)
            text = (_("Done again: {what}") if answered.again else told).format(what=answered.label)
            left = answered.left
            if left:
                more = ngettext(
                    "{number} record was changed since and stays as it is.",
                    "{number} records were changed since and stay as they are.",
                    left,
                )
                text = f"{text}. {more.format(number=left)}"
            self._desk.say(text, act=word, on_act=then)

        def failed(error: BaseException) -> None:
            self._busy = False
            self._desk.tell(error)

        title = _("Taking back …") if back == _("Redo") else _("Doing again …")
        self._desk.run(work, parent=self, on_done=done, on_error=failed, title=title)
