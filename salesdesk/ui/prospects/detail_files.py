"""The files of a prospect: attached by a button or by dropping them, opened, removed."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.attachments import Attachment
from salesdesk.domain.locally import size
from salesdesk.i18n import _, ngettext
from salesdesk.services import attachments
from salesdesk.services.cards import Card as Person
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.parts_words import emptied
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, muted
from salesdesk.ui.widgets.states import IconTile

_CONTACTS: Final = frozenset({".vcf", ".vcard", ".csv", ".tsv", ".ldif", ".eml"})


def holds_contacts(file: Path) -> bool:
    """Whether a file that is dropped is one to bring contacts in from, or a letter that notes itself, by its name; an
    .xlsx or a .txt may as well be an offer, which one keeps with a prospect."""
    return file.suffix.lower() in _CONTACTS


class Files(Card):
    """The list of files, hidden where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._person: Person | None = None
        self._shown: tuple[str, ...] = ()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        head = self.head(_("Files"))
        head.buttons.addWidget(
            button(_("Add"), self.choose, kind="link", icon="plus", name=_("Attach a file"))
        )
        box = QWidget()
        self._rows = QVBoxLayout(box)
        self._rows.setContentsMargins(16, 8, 8, 8)
        self._rows.setSpacing(4)
        self.body.addWidget(box)
        store = desk.store
        desk.run(
            lambda _progress: attachments.sweep_small_copies(store), parent=self, on_done=lambda _done: None
        )

    def show_person(self, person: Person) -> None:
        """Shows the files of `person`."""
        self._person = person
        found = person.attachments
        self.setVisible(bool(found))
        said = tuple(str(one.id) for one in found)
        if said == self._shown:
            return
        self._shown = said
        emptied(self._rows)
        for one in found:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Attachment) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(IconTile("image" if one.kind == "photo" else "file-text"))
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedLabel(one.name))
        names.addWidget(muted(size(one.bytes)))
        row.addLayout(names, 1)
        opens = _("Open {name}").format(name=one.name)
        row.addWidget(button("", lambda: self._open(one), kind="plain", icon="external-link", name=opens))
        removes = _("Remove {name}").format(name=one.name)
        row.addWidget(
            button("", lambda: self._remove(one), kind="plain", icon="x", name=removes),
            0,
            Qt.AlignmentFlag.AlignVCenter,
        )
        return made

    def choose(self) -> None:
        """Asks for files and attaches them."""
        self.attach(dialogs.files_to_open(self, _("Attach a file"), [_("All files (*)")]))

    def attach(self, files: Sequence[Path]) -> None:
        """Attaches files to the one shown."""
        person, store = self._person, self._desk.store
        if person is None or not files:
            return
        who = person.prospect.id
        told = ngettext("Attached {name}", "Attached {count} files", len(files))
        told = told.format(name=files[0].name, count=len(files))
        self._desk.run(
            lambda _progress: [attachments.attach(store, file, who) for file in files],
            parent=self,
            on_done=lambda _made: self._desk.say(told, undo=True),
        )

    def _open(self, one: Attachment) -> None:
        store = self._desk.store
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="salesdesk-", ignore_cleanup_errors=True)
        folder = Path(self._folder.name)
        self._desk.run(
            lambda _progress: attachments.to_open(store, one, folder),
            parent=self,
            on_done=_show,
        )

    def _remove(self, one: Attachment) -> None:
        told = _("Removed {name}").format(name=one.name)
        self._desk.act(lambda: (attachments.remove(self._desk.store, one.id), True), told=told)


def _show(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
