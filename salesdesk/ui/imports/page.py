"""Bring in contacts: a file, its columns where they were not all known, a look at it all, done.

Nothing is kept before it was looked at, and what was taken in can be taken back for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.i18n import _, ngettext
from salesdesk.services import lookup
from salesdesk.services.import_preview import Look
from salesdesk.services.import_reading import Told
from salesdesk.services.import_work import Brought
from salesdesk.ui import dialogs
from salesdesk.ui.background import StoppedError
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.busy_view import BusyView
from salesdesk.ui.imports.columns_view import ColumnsView
from salesdesk.ui.imports.done_view import DoneView
from salesdesk.ui.imports.file_view import FileView
from salesdesk.ui.imports.look_view import LookView
from salesdesk.ui.imports.remembered import Remembered
from salesdesk.ui.imports.running import Running
from salesdesk.ui.imports.steps import Steps
from salesdesk.ui.imports.wording import files_told
from salesdesk.ui.page import Page
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import ElidedLabel

FILE, COLUMNS, LOOK, DONE = range(4)
HELD_AGAINST = ("prospects", "companies")
CAME_IN = "query:batch:"  # the search that finds those who came in, less the ids of what was written


class ImportPage(Page):
    """One import at a time; it goes on while other pages are looked at."""

    slug = "import"
    subjects = ("fairs", *HELD_AGAINST)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._files: list[Path] = []
        self._told: dict[str, Told] = {}
        self._asked: dict[str, Told] = {}  # how the files are being read at the moment
        self._at = ""  # the table whose reading is being changed
        self._look, self._brought = Look(), Brought()
        self._is_old = False  # whether what the look was held against was written since
        self._remembered = Remembered()
        self.running = Running(desk, self)
        self._arrange()
        self._wire()
        desk.commands.add(self._commands(), on=self)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        self.steps = Steps((_("File"), _("Columns"), _("Look it over"), _("Done")))
        self._what = ElidedLabel("", "secondary")
        self._what.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.change = button(_("Change"), self.show_columns, kind="link")
        head.addWidget(self.steps)
        head.addStretch(1)
        head.addWidget(self._what, 100)
        head.addWidget(self.change)
        column.addLayout(head)
        self.file_view = FileView(self.choose)
        self.columns_view = ColumnsView(self.start_again, self._columns_chosen, self._reread)
        self.look_view = LookView(self.desk)
        self.done_view = DoneView()
        self.busy_view = BusyView(self.stop)
        self.stack = QStackedWidget()
        self._steps = (self.file_view, self.columns_view, self.look_view, self.done_view)
        for view in (*self._steps, self.busy_view):
            self.stack.addWidget(view)
        column.addWidget(self.stack, 1)
        self._show(FILE)

    def _wire(self) -> None:
        self.look_view.back.connect(self.start_again)
        self.look_view.take_in.connect(self.take_in)
        self.done_view.undo.connect(self.undo)
        self.done_view.more.connect(self.start_again)
        self.done_view.show_them.connect(self._show_them)
        running = self.running
        running.began.connect(self._began)
        running.far.connect(self.busy_view.show_far)
        running.was_read.connect(self._was_read)
        running.not_read.connect(self._not_read)
        running.was_brought.connect(self._was_brought)
        running.not_brought.connect(self._not_brought)
        running.was_undone.connect(self._was_undone)
        running.not_undone.connect(self._not_undone)

    def _commands(self) -> list[Command]:
        group = _("Bring in contacts")
        return [
            Command(
                "import-choose",
                _("Choose a file of contacts"),
                self.choose,
                "Ctrl+O",
                "download",
                self._is_free,
                group=group,
            ),
            Command(
                "import-take",
                _("Take in what was looked over"),
                self.take_in,
                "Ctrl+Return",
                "check",
                self._is_ready,
                group=group,
            ),
        ]

    def _is_free(self) -> bool:
        return self.isVisible() and not self.running.busy

    def _is_ready(self) -> bool:
        return self._is_free() and self.stack.currentWidget() is self.look_view and self._look.wanted > 0

    def title(self) -> str:
        return _("Bring in contacts")

    def foot(self) -> QWidget | None:
        return self.look_view.go_on if self.stack.currentWidget() is self.look_view else None

    def about(self) -> str:
        return _(
            "Here you bring in contacts from a phone, Google, Outlook or any other program, as vCard, Excel or"
            " CSV. You see who is new, who is known and who is doubtful before anything is kept. The whole"
            " import can be taken back at any time, also after weeks."
        )

    def load(self) -> None:
        with self.desk.store.read() as reading:
            self.look_view.offer(lookup.fair_names(reading))
        if self._is_old and self.running.ready and self.stack.currentWidget() is self.look_view:
            self._look_anew()

    def _heard(self, written: Written) -> None:
        if written.touches(*HELD_AGAINST):
            self._is_old = True
        super()._heard(written)

    def _look_anew(self) -> None:
        """Reads the files once more, since who is known changed; asks first where that would undo decisions."""
        again = partial(self._read, self._told)
        if self._look.choices:
            self._is_old = False
            told = _("Who is known has changed since you looked it over.")
            self.desk.say(told, act=_("Look again"), on_act=again)
        else:
            again()

    def open(self, record: UUID | str) -> None:
        """`record` is the path of a file."""
        if isinstance(record, str):
            self.take([Path(record)])

    def state(self) -> dict[str, object]:
        return {"columns": self._remembered.state()}

    def restore(self, state: dict[str, object]) -> None:
        self._remembered.restore(state.get("columns"))

    def choose(self) -> None:
        """Asks for files, and reads them."""
        files = dialogs.contacts_to_open(self)
        if files:
            self.take(files)

    def take(self, paths: Sequence[Path]) -> None:
        """Reads files, dropped or chosen."""
        if self.running.busy:
            self.desk.say(_("Another import is under way. Wait for its end, or stop it first."))
        elif paths:
            self._files, self._told = list(paths), {}
            self._read({})

    def _read(self, told: dict[str, Told], *, at: str = "") -> None:
        self._asked, self._at, self._is_old = told, at, False
        self.running.read(self._files, told)

    def _began(self, title: str, note: str) -> None:
        self.busy_view.begin(title, note)
        self.stack.setCurrentWidget(self.busy_view)
        self.change.hide()

    def _was_read(self, look: Look) -> None:
        trouble = " ".join(one.trouble for one in look.files if one.trouble)
        if self._at and trouble:  # it cannot be read that way: what was found before still holds
            self.running.refuse()
            self.desk.say(trouble)
            self.show_columns()
            return
        self.running.keep()
        self._look, self._told = look, self._asked
        self._what.setText(files_told(look.files))
        if trouble and not look.states:
            self.start_again()
            self.file_view.refuse(trouble)
            return
        told = self._remembered.told_of(look.files, self._told)
        if told != self._told:
            self._read(told)
        elif self._at or any(one.unmapped and not self._is_chosen(one.path) for one in look.files):
            self.show_columns()
        else:
            self._look_over()

    def _is_chosen(self, path: str) -> bool:
        seen = next(one for one in self._look.files if one.path == path)
        return bool(self._told.get(path, Told()).columns) or self._remembered.knows(seen)

    def _not_read(self, error: BaseException) -> None:
        if not isinstance(error, StoppedError):
            self.desk.tell(error)
        if self.running.ready:
            self._look_over()
        else:
            self._show(FILE)

    def show_columns(self) -> None:
        """Shows which column goes where, and how the file is read."""
        self.columns_view.show_files(self._look.files, self._told, self._at)
        self._at = ""
        self._show(COLUMNS)

    def _columns_chosen(self, told: dict[str, Told]) -> None:
        self._remembered.keep(self._look.files, told)
        if told == self._told:
            self._look_over()
        else:
            self._read(told)

    def _reread(self, told: dict[str, Told], at: str) -> None:
        self._read(told, at=at)

    def _look_over(self) -> None:
        self.look_view.show_look(self._look)
        self._show(LOOK)
        self.look_view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, step: int) -> None:
        self.stack.setCurrentWidget(self._steps[step])
        self.steps.show_step(step)
        self._what.setVisible(step in (COLUMNS, LOOK))
        self.change.setVisible(step == LOOK and any(one.columns for one in self._look.files))

    def start_again(self) -> None:
        """Lets the files go, and asks for others."""
        self.running.let_go()
        self._look, self._files, self._told = Look(), [], {}
        self.file_view.refuse("")
        self._show(FILE)

    def take_in(self) -> None:
        """Writes what was looked over, as one batch."""
        if self.running.ready and self._look.wanted:
            view = self.look_view
            self.running.write(self._look, fair=view.fair.value(), source=view.source.value())

    def _was_brought(self, brought: Brought) -> None:
        self._brought, self._look = brought, Look()
        self.done_view.show_brought(brought)
        self._show(DONE)
        if self.isVisible():
            self.done_view.show_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        whole = brought.created + brought.updated
        told = ngettext("{n} prospect brought in", "{n} prospects brought in", whole).format(n=whole)
        self.desk.say(told, act=_("Show"), on_act=partial(self.desk.go, self.slug))

    def _show_them(self) -> None:
        """Shows those who were made or added to, and no one else."""
        self.desk.go("prospects", CAME_IN + "|".join(str(one) for one in self._brought.batches))

    def _not_brought(self, error: BaseException) -> None:
        self.start_again()
        if isinstance(error, StoppedError):
            self.desk.say(_("Stopped. Nothing of the import was kept."))
        else:
            self.desk.tell(error)

    def undo(self) -> None:
        """Takes back the import that was made last."""
        self.done_view.undo_button.setEnabled(False)
        self.running.undo(self._brought.batches)

    def _was_undone(self, left: int) -> None:
        self.done_view.undo_button.setEnabled(True)
        self.done_view.show_undone()
        if left:
            told = ngettext(
                "{number} record was changed since and stays as it is.",
                "{number} records were changed since and stay as they are.",
                left,
            )
            self.desk.say(told.format(number=left))

    def _not_undone(self, error: BaseException) -> None:
        self.done_view.undo_button.setEnabled(True)
        self.desk.tell(error)

    def stop(self) -> None:
        """Stops what is under way; what was written is taken back."""
        if self.running.busy:
            self.busy_view.stopping()
            self.running.stop()
