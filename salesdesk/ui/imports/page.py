"""Bring in contacts: a file, its columns where they were not all known, a look at it all, done.

Nothing is kept before it was looked at, and what was taken in can be taken back for ever.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services import lookup
from salesdesk.services.import_preview import Look
from salesdesk.services.import_reading import Told
from salesdesk.services.import_tables import CONTACTS, TableLook
from salesdesk.services.import_work import Brought
from salesdesk.ui import dialogs
from salesdesk.ui.background import StoppedError
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.after import After
from salesdesk.ui.imports.busy_view import BusyView
from salesdesk.ui.imports.columns_view import ColumnsView
from salesdesk.ui.imports.commands import commands
from salesdesk.ui.imports.done_view import DoneView, brought_told
from salesdesk.ui.imports.file_view import FileView
from salesdesk.ui.imports.head import Head
from salesdesk.ui.imports.kinds import PAGES
from salesdesk.ui.imports.look_view import LookView
from salesdesk.ui.imports.remembered import Remembered
from salesdesk.ui.imports.running import Running
from salesdesk.ui.imports.table_view import TableView
from salesdesk.ui.imports.wording import files_told
from salesdesk.ui.page import Page
from salesdesk.ui.refresh import Written

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
        self._tables: TableLook | None = None  # what was read, where it is no contacts
        self._came = CONTACTS  # what was brought in last
        self._lists = ""  # what a person says that the files list; empty: it is found out
        self._is_old = False  # whether what the look was held against was written since
        self._remembered = Remembered()
        self.running = Running(desk, self)
        self._arrange()
        self._wire()
        desk.commands.add(commands(self.choose, self._is_free, self.take_in, self._is_ready), on=self)

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = Head(self.show_columns)
        self.steps, self._what, self.lists, self.change = head.steps, head.what, head.lists, head.change
        column.addLayout(head)
        self.file_view = FileView(self.choose)
        self.columns_view = ColumnsView(self.start_again, self._columns_chosen, self._read)
        self.look_view = LookView(self.desk)
        self.done_view = DoneView()
        self.table_view, self.busy_view, self.stack = TableView(), BusyView(self.stop), QStackedWidget()
        self._steps = (self.file_view, self.columns_view, self.look_view, self.done_view)
        for view in (*self._steps, self.table_view, self.busy_view):
            self.stack.addWidget(view)
        column.addWidget(self.stack, 1)
        self._show(FILE)

    def _wire(self) -> None:
        self.look_view.back.connect(self.start_again)
        self.look_view.badges.said.connect(self._of_list)
        self.look_view.take_in.connect(self.take_in)
        self.table_view.back.connect(self.start_again)
        self.table_view.take_in.connect(self.take_in)
        self.lists.chosen.connect(self._read_as)
        self.done_view.more.connect(self.start_again)
        self.done_view.show_them.connect(self._show_them)
        running = self.running
        running.began.connect(self._began)
        running.far.connect(self.busy_view.show_far)
        running.was_read.connect(self._contacts_were_read)
        running.table_read.connect(self._table_was_read)
        running.not_read.connect(self._not_read)
        running.was_brought.connect(self._was_brought)
        running.not_brought.connect(self._not_brought)
        self._after = After(self.desk, self.done_view, running)

    def _is_free(self) -> bool:
        return self.isVisible() and not self.running.busy

    def _is_ready(self) -> bool:
        front = self.stack.currentWidget()
        wanted = self._tables.wanted if front is self.table_view and self._tables else 0
        return self._is_free() and (self._look.wanted if front is self.look_view else wanted) > 0

    def title(self) -> str:
        return _("Bring in contacts")

    def foot(self) -> QWidget | None:
        front = self.stack.currentWidget()
        return front.go_on if isinstance(front, (LookView, TableView)) else None

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
            self._files, self._told, self._lists = list(paths), {}, ""
            self._read({})

    def _read(self, told: dict[str, Told], at: str = "") -> None:
        self._asked, self._at, self._is_old = told, at, False
        self.running.read(self._files, told, self._lists)

    def _read_as(self, kind: str) -> None:
        """Reads the files anew, as a list of something else."""
        if not self.running.busy and kind != (self._tables.kind if self._tables else CONTACTS):
            self._lists = kind
            self._read({})

    def _of_list(self, path: str, fair: str | None, everyone: bool) -> None:  # noqa: FBT001  (a slot)
        """Reads the files anew: of which fair a list of badges is, and who of it is wanted."""
        said = replace(self._told.get(path, Told()), fair=fair, everyone=everyone)
        self._read({**self._told, path: said})

    def _began(self, title: str, note: str) -> None:
        if self.stack.currentWidget() is self.done_view:
            self.steps.show_step(FILE)
        self.busy_view.begin(title, note)
        self.stack.setCurrentWidget(self.busy_view)
        self.change.hide()
        self.lists.hide()

    def _table_was_read(self, look: TableLook) -> None:
        trouble = " ".join(one.trouble for one in look.files if one.trouble)
        if trouble and not any(one.rows for one in look.files):
            self._not_so(trouble)
            return
        self.running.keep()
        self._look, self._tables, self._told = Look(), look, {}
        self._what.setText(files_told(look.files))
        self._look_over()

    def _not_so(self, trouble: str) -> None:
        """What was chosen cannot be read that way: what was read before still holds, if anything was."""
        self.running.refuse()
        if self.running.ready:
            self._lists = self._tables.kind if self._tables else CONTACTS
            self.desk.say(trouble)
            self._look_over()
        else:
            self.start_again()
            self.file_view.refuse(trouble)

    def _contacts_were_read(self, look: Look) -> None:
        trouble = " ".join(one.trouble for one in look.files if one.trouble)
        if self._at and trouble:  # it cannot be read that way: what was found before still holds
            self.running.refuse()
            self.desk.say(trouble)
            self.show_columns()
            return
        if trouble and not look.states:
            self._not_so(trouble)
            return
        self.running.keep()
        self._look, self._told, self._tables = look, self._asked, None
        self._what.setText(files_told(look.files))
        told = self._remembered.told_of(look.files, self._told)
        if told != self._told:
            self._read(told)
        elif self._at or any(
            one.unknown
            and not (bool(self._told.get(one.path, Told()).columns) or self._remembered.knows(one))
            for one in look.files
        ):
            self.show_columns()
        else:
            self._look_over()

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

    def _look_over(self) -> None:
        if self._tables is not None:
            self.table_view.show_look(self._tables)
            self._show(LOOK)
            self.table_view.go_on.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self.look_view.show_look(self._look)
        self._show(LOOK)
        self.look_view.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, step: int) -> None:
        of_table = step == LOOK and self._tables is not None
        self.stack.setCurrentWidget(self.table_view if of_table else self._steps[step])
        self.steps.show_step(step)
        self.lists.show_value(self._tables.kind if self._tables else CONTACTS)
        self._what.setVisible(step in (COLUMNS, LOOK))
        is_table = any(one.columns for one in self._look.files)
        self.change.setVisible(step == LOOK and is_table)
        self.lists.setVisible(of_table or (step in (COLUMNS, LOOK) and is_table))

    def start_again(self) -> None:
        """Lets the files go, and asks for others."""
        self.running.let_go()
        self._look, self._files, self._told, self._tables = Look(), [], {}, None
        self.file_view.refuse("")
        self._show(FILE)

    def take_in(self) -> None:
        """Writes what was looked over, as one batch."""
        if self.running.ready and self._tables is not None:
            if self._tables.wanted:
                self.running.write_table(self._tables)
        elif self.running.ready and self._look.wanted:
            view = self.look_view
            self.running.write(self._look, fair=view.fair.value(), source=view.source.value())

    def _was_brought(self, brought: Brought) -> None:
        self._brought, self._look = brought, Look()
        self._came = self._tables.kind if self._tables else CONTACTS
        self._tables = None
        can_show = self._came in (CONTACTS, *PAGES)
        show = partial(
            self.done_view.show_brought, brought, contacts=self._came == CONTACTS, can_show=can_show
        )
        self._after.hold(brought.batches, show)
        self._show(DONE)
        if self.isVisible():
            self.done_view.show_button.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        whole = brought.created + brought.updated
        self.desk.say(
            brought_told(whole, contacts=self._came == CONTACTS),
            act=_("Show"),
            on_act=partial(self.desk.go, self.slug),
        )

    def _show_them(self) -> None:
        """Shows those who were made or added to, and no one else."""
        if self._came != CONTACTS:
            self.desk.go(PAGES[self._came])
            return
        self.desk.go("prospects", CAME_IN + "|".join(str(one) for one in self._brought.batches))

    def _not_brought(self, error: BaseException) -> None:
        self.start_again()
        if isinstance(error, StoppedError):
            self.desk.say(_("Stopped. Nothing of the import was kept."))
        else:
            self.desk.tell(error)

    def stop(self) -> None:
        """Stops what is under way; what was written is taken back."""
        if self.running.busy:
            self.busy_view.stopping()
            self.running.stop()
