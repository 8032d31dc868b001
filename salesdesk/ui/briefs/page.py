"""Brief before a visit: who it is, what was, what is open, what to tell next; on the screen and as PDF."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from salesdesk.clock import today
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services import brief
from salesdesk.services.brief import Brief
from salesdesk.ui import dialogs
from salesdesk.ui.background import Progress
from salesdesk.ui.briefs.paper_view import PaperView
from salesdesk.ui.briefs.sheet import page as page_of
from salesdesk.ui.briefs.sheet import write
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import strong
from salesdesk.ui.widgets.paper import look_at
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState


class BriefPage(Page):
    """One page for each who is to be visited, at most a hundred at once."""

    slug = "brief"
    subjects = (
        *("prospects", "companies", "phones", "emails", "addresses", "activities", "followups", "complaints"),
        *("deals", "deal_lines", "ratings", "competitors", "competitor_contracts", "asked_about", "answers"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._wanted: tuple[UUID, ...] = ()
        self.briefs: list[Brief] = []
        self.view = PaperView()
        self._scroll = ScrollArea(self.view, keyboard=True)
        self._none = EmptyState(
            "notebook-text",
            _("Nobody chosen"),
            _("Choose a prospect, then Brief; or a round in “Whom to visit, by area”."),
            act=_("Go to the prospects"),
            on_act=lambda: desk.go("prospects"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._scroll)
        self._title = strong("", step=2)
        self._save = button(
            _("Save as PDF"), self.save, kind="main", icon="printer", name=_("Save as a PDF to print")
        )
        head = QHBoxLayout()
        head.setContentsMargins(12, 12, 20, 12)
        head.setSpacing(8)
        head.addWidget(button(_("Back"), self.back, kind="plain", icon="arrow-left"))
        head.addWidget(self._title, 1)
        head.addWidget(self._save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        told, name = _("Messages"), _("Save the brief as PDF")
        ready = self._is_ready
        desk.commands.add(
            [Command("save-brief", name, self.save, "Ctrl+P", "printer", ready, group=told)], on=self
        )

    def _is_ready(self) -> bool:
        return self.isVisible() and bool(self.briefs)

    def title(self) -> str:
        return _("Brief before a visit")

    def about(self) -> str:
        return _(
            "What you should know before the door opens: open complaints first, then what to do and to tell, deals,"
            " what they asked about, what they have from others, and what happened. One page each, to read here or"
            " to print."
        )

    def open(self, record: UUID | str) -> None:
        """One prospect, or `ids:` and several with commas between."""
        said = [record.hex] if isinstance(record, UUID) else str(record).rpartition(":")[2].split(",")
        self._wanted = tuple(UUID(one) for one in said if one)[: brief.MOST]
        self.load()

    def load(self) -> None:
        wanted, store = self._wanted, self.desk.store

        def work(progress: Progress) -> list[Brief]:
            found: list[Brief] = []
            for done, one in enumerate(wanted):
                progress(done, len(wanted))
                with store.read() as reading:
                    try:
                        found.append(brief.collect(reading, store.clock, one))
                    except UserError:  # deleted meanwhile: the others are shown
                        continue
            return found

        def done(found: list[Brief]) -> None:
            if wanted == self._wanted:
                self._show(found)

        self.desk.run(work, parent=self, on_done=done)

    def _show(self, found: Sequence[Brief]) -> None:
        self.briefs = list(found)
        self.view.show_pages([(page_of(one), brief.as_text(one)) for one in found])
        self._stack.setCurrentIndex(1 if found else 0)
        self._fit_later()
        count = len(found)
        several = ngettext("{n} brief", "{n} briefs", count).format(n=count)
        self._title.setText(found[0].name if count == 1 else several if found else "")
        self._save.setVisible(bool(found))
        self.shown()

    def save(self) -> None:
        """Asks where to, and writes the briefs as PDF."""
        if not self.briefs:
            return
        one = self.briefs[0].name.replace("/", " ") if len(self.briefs) == 1 else str(today(self.desk.clock))
        name = f"{_('Brief')} {one}.pdf"
        file = dialogs.file_to_save(self, _("Save as a PDF to print"), name, [_("PDF (*.pdf)")])
        if file is not None:
            self.write(file if file.suffix.lower() == ".pdf" else file.with_name(f"{file.name}.pdf"))

    def write(self, file: Path) -> None:
        """Writes the briefs to a PDF, and offers to open it."""
        told = _("Written to {file}").format(file=file.name)
        self.desk.run(
            lambda progress: write(file, self.briefs, progress),
            parent=self,
            on_done=lambda _pages: self.desk.say(told, act=_("Open"), on_act=partial(look_at, file)),
            title=_("Writing {file} …").format(file=file.name),
        )

    def back(self) -> None:
        """Goes back to the prospect, or to the list."""
        self.desk.go("prospects", self._wanted[0] if len(self._wanted) == 1 else None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.back()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._scroll.setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_later()

    def _fit_later(self) -> None:
        """Sets the pages as wide as there is room, once the room is known."""
        QTimer.singleShot(0, self.view, lambda: self.view.fit(self._scroll.viewport().width()))
