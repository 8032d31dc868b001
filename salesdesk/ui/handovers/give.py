"""Hand over: whom, to whom, in which format; who is left out, and why."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.clock import today
from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import handing_out, handing_over, teammates
from salesdesk.services.exports import Exported
from salesdesk.services.handing_over import Group, Ready
from salesdesk.ui import dialogs
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.form import EVERYTHING, HandOverForm, Written
from salesdesk.ui.handovers.names import NamesCard
from salesdesk.ui.handovers.sharing import Sharing
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import plainly

_LOW: Final = 545  # pixels of height under which the form needs all the room


class GiveTab(Tab):
    """One hand-over at a time. Nothing leaves this laptop but the file that is written."""

    slug = "give"
    icon = "upload"
    subjects = ("prospects", "consents", "fairs", "views", "followups", "companies", "teammates")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._asked: Group | None = None  # a group that another page asked for
        self._ready = Ready()
        self._looking: Job[Ready] | None = None
        self._writing: Job[Any] | None = None
        self.sharing = Sharing(desk, self)
        self.sharing.found.connect(self._say_who)
        self._file = Path()
        self._arrange()
        desk.commands.add(self._commands(), on=self)

    def _arrange(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.form = HandOverForm()
        self.form.changed.connect(self.look)
        self.form.export.connect(self.hand_over)
        self.form.agreed.toggled.connect(self._share)
        self.form.share.toggled.connect(self._share)
        self.form.tiles.chosen.connect(self._say_who)
        self.written = Written()
        self.written.buttons.addWidget(button(_("Open folder"), self._open_folder, icon="folder-open"))
        self.written.buttons.addWidget(button(_("Copy path"), self.copy_path, icon="copy"))
        capture = partial(self.desk.go, "capture")
        self.going = NamesCard(_("Goes along"), "archive", act=_("New prospect"), on_act=capture)
        self.left_out = NamesCard(_("Left out"), "user-check")
        for card in (self.going, self.left_out):
            card.opened.connect(partial(self.desk.go, "prospects"))
        left = QVBoxLayout()
        left.setSpacing(16)
        left.addWidget(self.form)
        left.addWidget(self.written)
        left.addWidget(self.going, 1)
        left.addStretch(0)
        row.addLayout(left, 7)
        row.addWidget(self.left_out, 4)

    def _commands(self) -> list[Command]:
        group = _("Hand over")
        return [
            Command(
                "handover-write",
                _("Write the file"),
                self.hand_over,
                "Ctrl+Return",
                "upload",
                self._is_ready,
                group=group,
            )
        ]

    def _is_ready(self) -> bool:
        return self.isVisible() and self._writing is None and self.form.go_on.isEnabled()

    @staticmethod
    def title() -> str:
        return _("Hand over")

    def load(self) -> None:
        with self.desk.store.read() as reading:
            groups = handing_over.groups(reading)
            self.form.offer_team([one.name for one in teammates.everyone(reading)])
        if self._asked is not None:
            groups.insert(0, self._asked)
        self.form.offer(groups, self._asked if self.form.chosen_group() is None else None)
        self.look()
        self.shown()

    def open(self, record: UUID | str) -> None:
        """`record` is one prospect, `ids:` and several with commas between, or a query."""
        if isinstance(record, UUID):
            ids = (record,)
        elif record.startswith("ids:"):
            ids = tuple(UUID(one) for one in record.removeprefix("ids:").split(",") if one)
        else:
            ids = ()
        if ids:
            self._asked = Group(_("Those who were marked"), ids=ids)
        else:
            self._asked = Group(_("Found by “{query}”").format(query=record), query=str(record))
        with self.desk.store.read() as reading:
            self.form.offer([self._asked, *handing_over.groups(reading)], self._asked)
        if self.form.ending() == EVERYTHING:
            self.form.tiles.choose(".vcf")
        self.look()

    def look(self) -> None:
        """Finds out whom the chosen group holds; what was found for another meanwhile is passed over."""
        group, store = self.form.chosen_group(), self.desk.store
        if group is None:
            return
        self._looking = self.desk.run(
            lambda _progress: handing_over.look(store, group),
            parent=self,
            on_done=partial(self._looked, group),
        )

    def _looked(self, group: Group, ready: Ready) -> None:
        if group == self.form.chosen_group():
            self._ready = ready
            self.form.show_ready(ready)
            self._share()

    def _ids(self) -> tuple[UUID, ...]:
        return self._ready.agreed if self.form.agreed.isChecked() else self._ready.wanted

    def _share(self, *_said: Any) -> None:
        """Finds out who of the team gets whom, where it is to be shared out; then says who goes along."""
        self.sharing.forget()
        if self.form.is_shared() and self._ids():
            self.sharing.propose(self._ids())
        self._say_who()

    def _say_who(self, *_said: Any) -> None:
        """Names who goes along and who is left out, as the form stands."""
        ready, missing = self._ready, self._ready.missing
        everything = self.form.ending() == EVERYTHING
        self.left_out.setVisible(bool(ready.wanted))
        only = self.form.agreed.isChecked() and not everything
        if everything:
            told = _("Prospects, follow-ups, complaints, fairs, files, history.")
            self.going.show_instead(_("Everyone and everything"), told)
        else:
            self._name_those_going(only=only)
        if only and missing:
            told = ngettext(
                "{n} has not agreed to be handed over", "{n} have not agreed to be handed over", missing
            )
            self.left_out.show_names(ready.left_out, told.format(n=grouped(missing)))
            return
        told = _("Everyone is in the file.")
        if missing and not everything:
            also = ngettext(
                "Also {n} who has not agreed to it. Have a reason that the law accepts.",
                "Also {n} who have not agreed to it. Have a reason that the law accepts.",
                missing,
            )
            told = also.format(n=grouped(missing))
        self.left_out.show_instead(_("Nobody is left out"), told)

    def _name_those_going(self, *, only: bool) -> None:
        ready = self._ready
        named = ready.going if only else (*ready.going, *ready.left_out)
        whole = len(ready.agreed if only else ready.wanted)
        if not ready.wanted:
            told = _("Whoever you meet or bring in can go to others as a file.")
            self.going.show_instead(_("Nobody here to hand over"), told, act=True)
            return
        if not whole:
            told = _("Choose others, or have those at the right agree first.")
            self.going.show_instead(_("Nobody goes along"), told)
            return
        told = ngettext("{n} prospect", "{n} prospects", whole).format(n=grouped(whole))
        if len(named) < whole:
            told = _("{all}, of whom {shown} are shown").format(all=told, shown=grouped(len(named)))
        self.going.show_names(named, self.sharing.told() or told, self.sharing.notes())

    def hand_over(self) -> None:
        """Asks where to, and writes the file."""
        group, ending = self.form.chosen_group(), self.form.ending()
        if group is None or not self._is_ready():
            return
        if self.form.is_shared():
            self._hand_out(group, ending)
            return
        everything = ending == EVERYTHING
        what = "salesdesk" if everything else group.name
        name = handing_over.proposed_name(what, self.form.to.text(), today(self.desk.clock), ending)
        target = dialogs.file_to_save(self, _("Hand over"), name, [f"*{ending}"])
        if target is None:
            return
        if target.suffix.lower() != ending:
            target = target.with_name(target.name + ending)
        self._write(target, everything=everything)

    def _write(self, target: Path, *, everything: bool) -> None:
        store, notes, to = self.desk.store, not self.form.notes.isChecked(), self.form.to.text()
        ids, form = self._ids(), self.form.form()

        def work(progress: Progress) -> Exported:
            if everything:
                return handing_over.everything(store, target)
            return handing_over.hand_over(
                store,
                target,
                ids,
                to=to,
                notes=notes,
                form=form,
                progress=lambda done: progress(done, len(ids)),
            )

        self.written.hide()
        self.form.go_on.setEnabled(False)
        title = _("Writing {file} …").format(file=target.name)
        self._writing = self.desk.run(
            work, parent=self, on_done=self._was_written, on_error=self._not_written, title=title
        )

    def _hand_out(self, group: Group, ending: str) -> None:
        """Asks for a folder, and writes a file for each of the team there."""
        shares = self.sharing.shares
        folder = dialogs.folder(self, _("A folder for the files of the team")) if shares else None
        if folder is None:
            return
        store, notes, form = self.desk.store, not self.form.notes.isChecked(), self.form.form()
        whole = sum(len(one.prospects) for one in shares)

        def work(progress: Progress) -> list[Exported]:
            return handing_out.write(
                store,
                folder,
                shares,
                group=group.name,
                ending=ending,
                notes=notes,
                form=form,
                progress=lambda done: progress(done, whole),
            )

        self.written.hide()
        self.form.go_on.setEnabled(False)
        self._writing = self.desk.run(
            work,
            parent=self,
            on_done=self._was_handed_out,
            on_error=self._not_written,
            title=_("Writing the files of the team …"),
        )

    def _was_handed_out(self, files: list[Exported]) -> None:
        self._writing = None
        self.form.show_ready(self._ready)
        self._file = files[0].file if files else Path()
        told = ngettext("{n} file written to {folder}", "{n} files written to {folder}", len(files))
        self._tell(told.format(n=len(files), folder=self._file.parent), tip=str(self._file.parent))
        self._share()

    def _was_written(self, exported: Exported) -> None:
        self._writing, self._file = None, exported.file
        self.form.show_ready(self._ready)
        ending = exported.file.suffix.lower()
        if ending == ".ics":
            told = ngettext(
                "{n} follow-up written to {file}", "{n} follow-ups written to {file}", exported.written
            )
        elif ending == EVERYTHING:
            told = ngettext("{n} record written to {file}", "{n} records written to {file}", exported.written)
        else:
            told = ngettext(
                "{n} prospect written to {file}", "{n} prospects written to {file}", exported.written
            )
        sentence = told.format(n=grouped(exported.written), file=exported.file.name)
        cut = ngettext(
            "{n} text was too long for a cell and was cut.",
            "{n} texts were too long for a cell and were cut.",
            len(exported.cut),
        )
        whole = f"{sentence}. {cut.format(n=len(exported.cut))}" if exported.cut else sentence
        self._tell(whole, tip=str(exported.file))

    def _tell(self, sentence: str, *, tip: str) -> None:
        self.written.told.setText(sentence)
        self.written.told.setToolTip(plainly(tip))
        self.written.show()
        if not self.isVisible():
            self.desk.say(sentence, act=_("Open folder"), on_act=self._open_folder)

    def _not_written(self, error: BaseException) -> None:
        self._writing = None
        self.form.show_ready(self._ready)
        self.desk.tell(error)

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._file.parent)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.going.setVisible(self.height() >= _LOW)

    def copy_path(self) -> None:
        """Copies where the file is that was written last."""
        QGuiApplication.clipboard().setText(str(self._file))
        self.desk.say(_("Copied: {path}").format(path=self._file))
