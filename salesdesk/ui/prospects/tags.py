"""The tags of a prospect as chips, with a line that adds one; and all tags, to be put in order."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCompleter, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.text import fold
from salesdesk.i18n import _, ngettext
from salesdesk.services import tags
from salesdesk.services.tags import Worn
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.prospects.parts_words import emptied, labelled
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chip_buttons import RemovableChip, menu_under
from salesdesk.ui.widgets.facts import AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import literally, muted, strong
from salesdesk.ui.widgets.states import EmptyState
from salesdesk.ui.widgets.typed import Save


class Tags(QWidget):
    """The tags of one prospect."""

    all_asked = Signal()

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._worn: tuple[str, ...] = ()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        box, column = labelled(_("Tags"))
        outer.addWidget(box)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, spacing=4)
        self._flow.setContentsMargins(6, 3, 0, 2)
        column.addWidget(self._chips)
        row = QHBoxLayout()
        row.setSpacing(0)
        hint = _("Add a tag")
        self._line = quiet_line(hint, name=hint)
        self._names = QStringListModel(self)
        completer = QCompleter(self._names, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(completer)
        self.adding = AddingLine(hint, self._add, line=self._line)
        completer.activated.connect(self._completed, Qt.ConnectionType.QueuedConnection)
        row.addWidget(self.adding, 1)
        self.all_tags = button(_("All tags"), self.all_asked.emit, kind="link")
        row.addWidget(self.all_tags, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)

    def show_tags(self, worn: Sequence[str], known: Sequence[str], *, other: bool) -> None:
        """Shows the tags `worn`; `known` are offered."""
        if other:
            self.adding.clear()
        if self._names.stringList() != list(known):
            self._names.setStringList(list(known))
        said = tuple(sorted(worn, key=fold))
        if said == self._worn:
            return
        self._worn = said
        focused = self._chips.isAncestorOf(self.focusWidget()) if self.focusWidget() else False
        while (item := self._flow.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for name in said:
            chip = RemovableChip(name)
            chip.removed.connect(lambda tag=name: self._take_off(tag))
            self._flow.addWidget(chip)
            chip.show()
        self._chips.setVisible(bool(said))
        self._chips.updateGeometry()
        if focused:
            self._line.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> bool:
        """Saves what is being typed."""
        return self.adding.commit()

    def _completed(self) -> None:
        self.adding.commit()

    def _add(self, text: str) -> tuple[bool, str]:
        name = text.lstrip("-+#").strip()
        return self._saver.set([("tag", name)], {}) if name else (True, "")

    def _take_off(self, name: str) -> None:
        taken, _told = self._saver.set([("tag", f"-{name}")], {})
        if taken:
            self._saver.desk.say(_("Took off {value}").format(value=name), undo=True)


class AllTags(QWidget):
    """All tags with on how many prospects each stands: renamed where they stand, merged, deleted."""

    back = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: list[Worn] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.addWidget(button("", self.back.emit, kind="plain", icon="arrow-left", name=_("Back")))
        head.addWidget(strong(_("All tags"), step=2), 1)
        column.addLayout(head)
        column.addWidget(muted(_("Type to rename one; the menu beside it merges and deletes."), wrap=True))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        column.addLayout(self._rows)
        self._none = EmptyState("tag", _("No tags yet"), _("Add the first one to a prospect."))
        column.addWidget(self._none)
        column.addStretch(1)
        desk.written.connect(self._heard)

    def _heard(self, written: Written) -> None:
        if written.touches("tags", "taggings"):
            self.load()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.load()

    def load(self) -> None:
        """Reads the tags, if they are looked at."""
        if not self.isVisible():
            return
        with self._desk.store.read() as reading:
            found = tags.worn(reading)
        if found == self._shown:
            return
        self._shown = found
        emptied(self._rows)
        for tag in found:
            self._rows.addWidget(self._row(tag))
        self._none.setVisible(not found)

    def _row(self, tag: Worn) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        line = TextFact(
            "", quiet_line(name=_("Name of the tag {name}").format(name=tag.name)), self._saves(tag.id)
        )
        line.show_value(tag.name, tag.name)
        row.addWidget(line, 1)
        count = ngettext("{count} prospect", "{count} prospects", tag.prospects).format(count=tag.prospects)
        row.addWidget(muted(count), 0, Qt.AlignmentFlag.AlignVCenter)
        more = button("…", kind="quiet", name=_("More on {value}").format(value=tag.name))
        more.clicked.connect(lambda: self._menu(tag, more))
        row.addWidget(more)
        return made

    def _saves(self, tag: UUID) -> Save:
        store = self._desk.store
        saver = Saver(self._desk, self.load)

        def save(text: str, _seen: object) -> tuple[bool, str]:
            return saver.tried(lambda: tags.rename(store, tag, text) or "")

        return save

    def _menu(self, tag: Worn, under: QWidget) -> None:
        made = menu_under(under, [(_("Delete"), lambda: self._delete(tag))])
        others = made.addMenu(_("Merge into"))
        for other in self._shown:
            if other.id != tag.id:
                told = _("Merged {old} into {new}").format(old=tag.name, new=other.name)
                others.addAction(literally(other.name)).triggered.connect(
                    lambda _on=False, keep=other.id, said=told: self._merge(keep, tag.id, said)
                )
        others.setEnabled(len(self._shown) > 1)

    def _merge(self, keep: UUID, other: UUID, told: str) -> None:
        self._desk.run(
            lambda _progress: tags.merge(self._desk.store, keep, other),
            parent=self,
            on_done=lambda _batch: self._desk.say(told, undo=True),
        )

    def _delete(self, tag: Worn) -> None:
        told = _("Deleted the tag {name}").format(name=tag.name)
        self._desk.act(lambda: (tags.delete(self._desk.store, tag.id), True), told=told)
