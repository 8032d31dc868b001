"""Backups: which there are, one made now, a second place for them, and one brought back after a look at it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain.locally import grouped, short_moment, size
from salesdesk.i18n import _, ngettext
from salesdesk.services import backups
from salesdesk.services.backups import Backup, Preview
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.restoring import PreviewPanel
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, ToneLabel, muted, secondary
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import IconTile

_FIRST: Final = 4
_MORE: Final = "more"


class BackupsCard(Card):
    """Enter on a backup, or the button under the list, shows what bringing it back would change."""

    grown = Signal(object)  # the part that came up, to be brought into sight

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._all, self._first, self._known = list[Backup](), _FIRST, False
        head = self.head(_("Backups"), _("the newest ten are kept"))
        self.now = button(_("Back up now"), self.back_up, icon="archive")
        head.buttons.addWidget(self.now)
        self.second = SecondPlace(desk, self.back_up)
        self.list = RowList(name=_("Backups"), fits=True)
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self._clicked)
        self._none = muted(
            _("There is no backup yet. One is made each day that you open Salesdesk."), wrap=True
        )
        self._none.setContentsMargins(16, 12, 16, 0)
        self.panel = PreviewPanel(self._bring_back)
        foot = QHBoxLayout()
        foot.setContentsMargins(16, 10, 16, 12)
        foot.setSpacing(8)
        self.bring = button(_("Bring back …"), self._look_at_chosen, icon="archive-restore")
        self.from_file = button(_("From a file …"), self._ask_file, kind="plain", icon="folder-open")
        self.bring.setEnabled(False)  # until it is known which there are
        foot.addWidget(self.bring)
        foot.addWidget(self.from_file)
        foot.addStretch(1)
        for part in (self.second, self._none, self.list, self.panel):
            self.body.addWidget(part)
        self.body.addLayout(foot)

    def show_backups(self, found: Sequence[Backup]) -> None:
        """Shows the backups that there are, newest first."""
        self._all, self._known = list(found), True
        self.second.show_place()
        self._show()

    def _show(self) -> None:
        rows = [_row(one, self._desk) for one in self._all[: self._first]]
        left = len(self._all) - len(rows)
        if left > 0:
            text = ngettext("Show {number} more", "Show {number} more", left).format(number=left)
            rows.append(Row(_MORE, text, icon="chevron-down"))
        self.list.show_rows(rows)
        self.list.setVisible(bool(rows))
        self._none.setVisible(not rows and self._known)
        self.bring.setEnabled(bool(rows))

    def back_up(self) -> None:
        """Makes a backup, in both places where there are two."""
        self.now.setEnabled(False)
        store = self._desk.store
        second = Path(self._desk.settings.second_backup) if self._desk.settings.second_backup else None

        def work(_progress: object) -> tuple[Path, list[Backup]]:
            return backups.make_everywhere(store, second), backups.described(store)

        self._desk.run(work, parent=self, on_done=self._backed_up, on_error=self._failed)

    def _backed_up(self, made: tuple[Path, list[Backup]]) -> None:
        self.now.setEnabled(True)
        self.show_backups(made[1])
        self._desk.say(_("Backed up as {file}").format(file=made[0].name))
        self._desk.backed_up.emit()

    def _failed(self, error: BaseException) -> None:
        self.now.setEnabled(True)
        self._desk.tell(error)

    def _clicked(self) -> None:
        if self.list.current_key() == _MORE:
            self._opened(_MORE)

    def _opened(self, key: object) -> None:
        if key == _MORE:
            self._first = len(self._all)
            self._show()
        elif isinstance(key, Path):
            self.look_at(key)

    def _look_at_chosen(self) -> None:
        key = self.list.current_key()
        self.look_at(key if isinstance(key, Path) else self._all[0].file)

    def _ask_file(self) -> None:
        files = dialogs.files_to_open(
            self, _("Choose a backup"), [_("Backups of Salesdesk (*.db)"), _("All files (*)")]
        )
        if files:
            self.look_at(files[0])

    def look_at(self, file: Path) -> None:
        """Shows what bringing `file` back would change."""
        store = self._desk.store

        def work(_progress: object) -> Preview:
            return backups.preview(store, file)

        self._desk.run(work, parent=self, on_done=self._show_preview)

    def _show_preview(self, found: Preview) -> None:
        self.panel.show_preview(found, self._desk.clock)
        self.grown.emit(self.panel)
        self.panel.yes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_back(self, file: Path) -> None:
        self._desk.restore_asked.emit(file)


class SecondPlace(QWidget):
    """Where backups are put too; a warning where there is no such place."""

    def __init__(self, desk: Desk, back_up: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._back_up = desk, back_up
        around = QHBoxLayout(self)
        around.setContentsMargins(12, 12, 12, 4)
        self._card = Card(edge="warm", ground="warm_soft")
        around.addWidget(self._card)
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        self._warning = ToneLabel("", "text", wrap=True)
        self.choose = button(_("Choose a folder"), self.ask, name=_("Choose a second place for backups"))
        row.addWidget(IconTile("triangle-alert", tone="warm"))
        row.addWidget(self._warning, 1)
        row.addWidget(self.choose)
        self._card.body.addLayout(row)
        self._there = QWidget()
        around.addWidget(self._there)
        line = QHBoxLayout(self._there)
        line.setContentsMargins(4, 0, 0, 0)
        line.setSpacing(8)
        self._path = ElidedLabel("", "text")
        line.addWidget(secondary(_("Second place:")))
        line.addWidget(self._path, 1)
        line.addWidget(button(_("Change"), self.ask, kind="link", name=_("Change the second place")))
        line.addWidget(button(_("None"), self._none, kind="link", name=_("Have no second place")))
        self.show_place()

    def show_place(self) -> None:
        """Shows the second place, or the warning."""
        kept = self._desk.settings.second_backup
        reachable = bool(kept) and Path(kept).is_dir()
        if not kept:
            told = _(
                "All backups lie on this laptop. Choose a folder elsewhere, on a stick or a disk at home, and"
                " they are put there too."
            )
        else:
            told = _("{folder} is not there now. Plug it in, or choose another folder.").format(folder=kept)
        self._warning.setText(told)
        self._path.setText(kept)
        self._card.setVisible(not reachable)
        self._there.setVisible(reachable)

    def ask(self) -> None:
        """Asks for a folder."""
        folder = dialogs.folder(self, _("A second place for backups"))
        if folder is not None:
            self.take(folder)

    def take(self, folder: Path) -> None:
        """Puts backups into `folder` too from now on, beginning with one."""
        if self._desk.set(second_backup=str(folder)):
            self.show_place()
            self._back_up()

    def _none(self) -> None:
        self._desk.set(second_backup="")
        self.show_place()


def _row(one: Backup, desk: Desk) -> Row:
    if one.prospects is None:
        told = _("cannot be read")
    else:
        told = ngettext("{number} prospect", "{number} prospects", one.prospects)
        told = told.format(number=grouped(one.prospects))
    when = short_moment(one.at, desk.clock)
    kind = _("before something was brought back") if "-before-restore-" in one.file.name else ""
    note = " · ".join(part for part in (told, size(one.size), kind) if part)
    return Row(one.file, when[:1].upper() + when[1:], note, icon="archive")
