"""Writing: whom, with which template, what it says; opened as a draft for one, saved as drafts for many."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.domain.templates import Template
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services import handing_over, messages, templates
from salesdesk.services.handing_over import Group
from salesdesk.services.messages import Draft, Ready
from salesdesk.ui import dialogs
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.messages.asked import Asked
from salesdesk.ui.messages.left_out import LeftOut
from salesdesk.ui.messages.preview import Preview
from salesdesk.ui.messages.sent import WasItSent
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field
from salesdesk.ui.widgets.labels import ToneLabel, strong
from salesdesk.ui.widgets.paper import look_at
from salesdesk.ui.widgets.states import EmptyState


class Writing(QWidget):
    """One message at a time, to one or to many. `loaded` tells that it stands on the screen."""

    loaded = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._groups: list[Group] = []
        self._kept: Sequence[Template] = ()
        self._asked: Asked | None = None
        self._ready = Ready()
        self._turn = 0
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self.group, self.template = Choice((), quiet=False), Choice((), quiet=False)
        self.group.chosen.connect(self._group_chosen)
        self.template.chosen.connect(self._work_out)
        self.unasked = CheckBox(_("Also those who were never asked whether they want email"))
        self.unasked.toggled.connect(self._work_out)
        self.preview, self.left_out, self.sent = Preview(), LeftOut(), WasItSent(desk)
        desk.closing.connect(self._forget)
        self._arrange()
        for part in (self.unasked, self.left_out, self.preview, self.trouble, self._nobody):
            part.hide()  # until it is known whom to
        for part in (self.open_draft, self.save_one, self.copy, self.save_all, self.save_zip):
            part.hide()

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left = QVBoxLayout()
        left.setSpacing(12)
        card = Card()
        card.body.setContentsMargins(20, 16, 20, 16)
        card.body.setSpacing(12)
        self._title = strong("", step=2)
        fields = QHBoxLayout()
        fields.setSpacing(12)
        fields.addWidget(Field(_("Whom"), self.group), 1)
        fields.addWidget(Field(_("Template"), self.template), 1)
        self.trouble = ToneLabel("", "hot", wrap=True)
        self._nobody = EmptyState(
            "mail",
            _("Nobody to write to"),
            _(
                "Whoever agreed to get email and has an address stands here, with what the template says to them."
            ),
            act=_("See the prospects"),
            on_act=lambda: self._desk.go("prospects"),
        )
        card.body.addWidget(self._title)
        card.body.addLayout(fields)
        card.body.addWidget(self.unasked)
        card.body.addWidget(self.trouble)
        card.body.addWidget(self.preview, 1)
        card.body.addWidget(self._nobody, 1)
        card.body.addLayout(self._buttons())
        left.addWidget(card, 1)
        left.addWidget(self.sent)
        row.addLayout(left, 7)
        row.addWidget(self.left_out, 4)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.open_draft = button(_("Open as a mail draft"), self.open_it, kind="main", icon="mail")
        self.save_one = button(_("Save as .eml"), self.save, icon="download")
        self.copy = button(_("Copy"), self._copy, icon="copy", name=_("Copy the message"))
        self.save_all = button("", self.save_in_folder, kind="main", icon="folder-open")
        self.save_zip = button(_("As one .zip"), self.save, icon="archive", name=_("Save as one .zip"))
        go = self._desk.go
        self.fill_in = button(
            _("Fill in who you are"), lambda: go("settings", "own"), kind="link", icon="pencil"
        )
        self.fill_in.hide()
        row.addWidget(self.fill_in)
        row.addStretch(1)
        for one in (self.copy, self.save_one, self.save_zip, self.open_draft, self.save_all):
            row.addWidget(one)
        return row

    def show_asked(self, asked: Asked) -> None:
        """Begins a message that was asked for."""
        self._asked = asked
        self.sent.hide()
        self.template.setCurrentIndex(-1)
        self.load()

    def load(self) -> None:
        """Reads groups and templates anew, and works the message out."""
        with self._desk.store.read() as reading:
            groups, self._kept = handing_over.groups(reading), templates.all_of(reading)
        if self._asked is not None:
            groups = [self._asked.group, *(one for one in groups if one != self._asked.group)]
        chosen = self._group() if self._asked is None else self._asked.group
        self._groups = groups
        self.group.offer([(str(place), one.name) for place, one in enumerate(groups)])
        self.group.setCurrentIndex(groups.index(chosen) if chosen in groups else 0)
        wanted = self.template.value() if self.template.currentIndex() >= 0 else self._first_template()
        self.template.offer(
            [*((one.id.hex, _called(one)) for one in self._kept), ("", _("Without a template"))]
        )
        self.template.setCurrentIndex(max(0, self.template.findData(wanted)))
        self._work_out()

    def _first_template(self) -> str:
        purpose = self._asked.purpose if self._asked else ""
        found = templates.for_purpose(self._kept, purpose, templates.tongue_of(self._desk.settings.tongue()))
        return found.id.hex if found else ""

    def _group(self) -> Group | None:
        place = self.group.currentIndex()
        return self._groups[place] if 0 <= place < len(self._groups) else None

    def _group_chosen(self, _value: str) -> None:
        group = self._group()
        if self._asked is not None and group != self._asked.group:
            self._asked = None
        self._work_out()

    def chosen(self) -> Template:
        """The template that is chosen; an empty one where there is none."""
        found = (one for one in self._kept if one.id.hex == self.template.value())
        return next(found, None) or Template(name="")

    def _work_out(self, *_said: object) -> None:
        """Fills the template in: for one on this thread, for many off it."""
        self._turn += 1
        mine, store, template, group, asked = (
            self._turn,
            self._desk.store,
            self.chosen(),
            self._group(),
            self._asked,
        )
        if asked is not None and asked.prospect is not None:
            self._show_one(asked.prospect, asked.deal, template)
            return
        if group is None:
            return
        unasked = self.unasked.isChecked()

        def work(progress: Progress) -> Ready:
            return messages.to_many(
                store, template, group, unasked=unasked, progress=lambda done: progress(done, 0)
            )

        def done(ready: Ready) -> None:
            if mine == self._turn:
                self.trouble.setText("")
                self._show(ready, one=False)

        def failed(error: BaseException) -> None:
            self._show(Ready(), one=False)
            self._desk.tell(error)

        self._desk.run(work, parent=self, on_done=done, on_error=failed)

    def _show_one(self, prospect: UUID, deal: UUID | None, template: Template) -> None:
        try:
            draft = messages.to_one(self._desk.store, template, prospect, deal=deal)
        except UserError as error:
            self.trouble.setText(str(error))
            self._show(Ready(), one=True)
            return
        self.trouble.setText("")
        self._show(Ready([draft]), one=True)

    def _show(self, ready: Ready, *, one: bool) -> None:
        self._ready = ready
        count = len(ready.drafts)
        group = self._group()
        if one:
            self._title.setText(_("Write to {name}").format(name=group.name if group else ""))
        else:
            told = ngettext("Write to {n} prospect", "Write to {n} prospects", count)
            self._title.setText(told.format(n=grouped(count)) if count else _("Write to many"))
        self.trouble.setVisible(bool(self.trouble.text()))
        self.unasked.setVisible(not one and (ready.unasked > 0 or self.unasked.isChecked()))
        self.left_out.setVisible(not one and bool(count or ready.left_out))
        self._nobody.setVisible(not count and not one)
        self.left_out.show_people(ready.left_out)
        self.preview.setVisible(count > 0)
        self.preview.show_drafts(ready.drafts)
        first = ready.drafts[0].empty if count else ()
        self.fill_in.setVisible(any(name.startswith("seller") for name in first))
        told = ngettext("Save {n} draft …", "Save {n} drafts …", count).format(n=grouped(count))
        label(self.save_all, told)
        self.save_all.setAccessibleName(told)
        for part in (self.open_draft, self.save_one, self.copy):
            part.setVisible(one and count > 0)
        for part in (self.save_all, self.save_zip):
            part.setVisible(not one and count > 0)
        self.loaded.emit()

    def can_open(self) -> bool:
        """Whether there is one draft to be opened."""
        return self.open_draft.isVisible()

    def open_it(self) -> None:
        """Opens the draft in the mail program; as a file, where a link would be too long for the system."""
        draft = self.preview.written()
        if draft is None:
            return
        if messages.fits_a_link(draft):
            QDesktopServices.openUrl(QUrl(messages.link(draft), QUrl.ParsingMode.StrictMode))
        else:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="salesdesk-", ignore_cleanup_errors=True)
            file = Path(self._folder.name) / messages.file_name(draft)
            if self._desk.act(lambda: messages.save(self._desk.store, [draft], file)) is None:
                return
            look_at(file)
        self.sent.ask([draft])

    def _forget(self) -> None:
        """Takes the files away that the mail program was given."""
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _copy(self) -> None:
        draft = self.preview.written()
        if draft is not None:
            QGuiApplication.clipboard().setText(f"{draft.subject}\n\n{draft.body}")
            self._desk.say(_("Copied the message to {name}").format(name=draft.name))

    def save(self) -> None:
        """Asks where to, and writes the one draft as .eml, or all as one .zip."""
        drafts = self._drafts()
        if not drafts:
            return
        one = len(drafts) == 1 and self.save_one.isVisible()
        group = self._group()
        name = (
            messages.file_name(drafts[0]) if one else f"{group.name if group else ''}.zip".replace("/", " ")
        )
        ending = ".eml" if one else ".zip"
        target = dialogs.file_to_save(self, _("Save the drafts"), name, [f"*{ending}"])
        if target is not None:
            named = target.suffix.lower() == ending
            self.write(drafts, target if named else target.with_name(target.name + ending))

    def save_in_folder(self) -> None:
        """Asks for a folder, and writes a file for each draft into it."""
        drafts = self._drafts()
        target = dialogs.folder(self, _("A folder for the drafts")) if drafts else None
        if target is not None:
            self.write(drafts, target)

    def _drafts(self) -> list[Draft]:
        written = self.preview.written()
        return [written] if len(self._ready.drafts) == 1 and written else list(self._ready.drafts)

    def write(self, drafts: Sequence[Draft], target: Path) -> None:
        """Writes drafts, and asks whether they were sent."""
        store = self._desk.store

        def work(progress: Progress) -> int:
            return messages.save(store, drafts, target, lambda done: progress(done, len(drafts)))

        def done(count: int) -> None:
            told = ngettext("{n} draft written to {file}", "{n} drafts written to {file}", count)
            folder = target if target.is_dir() else target.parent
            self._desk.say(
                told.format(n=grouped(count), file=target.name),
                act=_("Open folder"),
                on_act=lambda: look_at(folder),
            )
            self.sent.ask(drafts)

        self._desk.run(work, parent=self, on_done=done, title=_("Writing {file} …").format(file=target.name))


def _called(one: Template) -> str:
    return f"{one.name} ({one.language})" if one.language else one.name
