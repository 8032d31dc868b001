"""The playbook: the techniques at the left, and beside them the one in front with its script and checklist."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.pipeline import Stage
from salesdesk.i18n import _, ngettext
from salesdesk.services import deal_stages, technique_list, techniques, techniques_usual
from salesdesk.services.technique_list import Line
from salesdesk.services.techniques import TechniqueDraft
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.playbook.detail import Shown, TechniqueDetail
from salesdesk.ui.playbook.list import TechniqueRows
from salesdesk.ui.playbook.usual import Usual
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import AddingLine
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.list_and_side import ListAndSide
from salesdesk.ui.widgets.states import EmptyState

SIDE: Final = 600
_FEW: Final = 3  # techniques under which the usual ones are still offered

Read = tuple[list[Line], list[TechniqueDraft], list[Stage]]


class PlaybookPage(Page):
    """A dozen techniques at most: read whole, with what came of them."""

    slug = "playbook"
    subjects = ("techniques", "deals", "deal_lines", "activities", "deal_stages", "prospects", "companies")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._turn = 0
        self._all: Sequence[Line] = ()
        self._stages: Sequence[Stage] = ()
        self._then = ""
        self.list = TechniqueRows()
        self.detail = TechniqueDetail(desk)
        self.usual, self.first = Usual(), Usual(middle=True)
        self._empty = EmptyState(
            "book-open",
            _("No techniques yet"),
            _(
                "A technique is a way of selling that works for you: the words, a checklist, when it suits."
                " Deals name it, and you see how often each one wins."
            ),
            act=_("Add a technique"),
            on_act=self.ask_new,
        )
        self._arrange()
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self.both.unfold)
        self.detail.back.connect(self.both.fold_back)
        self.detail.renamed.connect(self._goes_on_as)
        self.detail.written_down.connect(self._goes_on_as)
        for usual in (self.usual, self.first):
            usual.chosen.connect(self._add_usual)
        desk.commands.add(self._commands(), on=self)

    def _commands(self) -> list[Command]:
        group = _("Playbook")
        new = Command(
            "new-technique",
            _("New technique"),
            self.ask_new,
            "Ctrl+Shift+N",
            "plus",
            group=group,
            words=_("script checklist way to sell"),
        )
        off, delete = _("Delete this technique"), self.detail.delete
        return [
            new,
            Command("delete-technique", off, delete, "Ctrl+Delete", "trash", self._sees_one, group=group),
            Command(
                "technique-up",
                _("Move this technique up"),
                lambda: self._move(-1),
                "Alt+Shift+Up",
                "arrow-up",
                self._sees_one,
                group=group,
            ),
            Command(
                "technique-down",
                _("Move this technique down"),
                lambda: self._move(1),
                "Alt+Shift+Down",
                "arrow-down",
                self._sees_one,
                group=group,
            ),
        ]

    def _arrange(self) -> None:
        self._left = Card()
        self._head = self._left.head(_("Techniques"))
        adding = QVBoxLayout()
        adding.setContentsMargins(16, 10, 16, 10)
        hint = _("Add a technique")
        self.adding = AddingLine("", self._add, line=line(hint, name=hint))
        adding.addWidget(self.adding)
        self._left.body.addLayout(adding)
        self._lists = QStackedWidget()
        self._lists.addWidget(self.list)
        self._lists.addWidget(self._beginning())
        self._left.body.addWidget(self._lists, 1)
        self._left.body.addWidget(self.usual)
        self._left.body.setContentsMargins(1, 1, 1, 8)
        right = Card()
        right.body.addWidget(self.detail)
        self.both = ListAndSide(
            self._left,
            right,
            side=SIDE,
            keyboard=self.list,
            on_fold=lambda folded: self.detail.folded(folded=folded),
        )
        around = QHBoxLayout(self)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(self.both)

    def _beginning(self) -> QWidget:
        """What stands in the place of the list where there is none, with the usual ones under it."""
        made = QWidget()
        column = QVBoxLayout(made)
        column.setSpacing(0)
        column.addStretch(1)
        column.addWidget(self._empty)
        column.addWidget(self.first, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        return made

    def title(self) -> str:
        return _("Playbook")

    def about(self) -> str:
        return _(
            "Your ways of selling: what to say, what to think of, when each one suits. The bar shows how often deals"
            " with it were won, and the range in which that may as well lie; where ranges overlap, nobody can say"
            " which one is better yet. The order is your own."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-technique")

    def load(self) -> None:
        store, own = self.desk.store, own_currency(self.desk.settings)

        def work(_progress: object) -> Read:
            with store.read() as reading:
                found = technique_list.read(reading, store.clock, own)
                return found, techniques_usual.left(reading), deal_stages.read(reading)

        self._turn += 1
        turn = self._turn
        self.desk.run(work, parent=self, on_done=lambda found: self._read(turn, found))

    def _read(self, turn: int, found: Read) -> None:
        if turn != self._turn:
            return  # a newer reading was begun
        self._all, left, self._stages = found
        kept = sum(one.record is not None for one in self._all)
        self.usual.offer(left if self._all and kept < _FEW else [])
        self.first.offer(left)
        self.list.show_lines(self._all)
        told = ngettext("{number} technique", "{number} techniques", kept).format(number=kept)
        self._head.say(_("Techniques"), told if kept else "")
        self._lists.setCurrentIndex(0 if self._all else 1)
        self.adding.setVisible(bool(self._all) or self.adding.editor.hasFocus())
        then, self._then = self._then, ""
        if not (then and self.list.choose(then)) and self.list.current_key() is None and self._all:
            self.list.choose(self._all[0].name)
        self.both.fit(some=bool(self._all))
        self._show(self.list.current_key())
        if not self._all:
            self.shown()

    def _moved(self, name: str | None) -> None:
        shown = self.detail.shown_name()
        if name != shown and not self.detail.commit():
            QTimer.singleShot(0, self, lambda: self.list.choose(shown))  # it stays until it is mended
            return
        if name != shown:
            self._show(name)

    def _show(self, name: str | None) -> None:
        """Shows a technique, once the deals that name it are read."""
        found, store = next((one for one in self._all if one.name == name), None), self.desk.store
        if found is None:
            self.detail.show_technique(None)
            return
        beside, stages = technique_list.beside(self._all, found.name), self._stages

        def work(_progress: object) -> Shown:
            with store.read() as reading:
                return Shown(found, beside, technique_list.deals_of(reading, found.name), stages)

        def done(shown: Shown) -> None:
            if self.list.current_key() == shown.line.name and shown.line in self._all:
                self.detail.show_technique(shown)
            self.shown()

        self.desk.run(work, parent=self, on_done=done)

    def _opened(self, _name: str) -> None:
        self.both.unfold()
        self.detail.take_keyboard()

    def open(self, record: UUID | str) -> None:
        """Shows a technique, by its id or as `name:Live demo`; `new` asks for a new one."""
        if record == "new":
            self.ask_new()
            return
        kind, _colon, name = str(record).partition(":")
        if kind != "name":
            with self.desk.store.read() as reading:
                name = techniques.called(reading, UUID(str(record)))
        if not self.list.choose(name):
            self._then = name
            self.reload()
        self.both.unfold()

    def _goes_on_as(self, name: str) -> None:
        self._then = name
        self.reload()

    def _sees_one(self) -> bool:
        return self.isVisible() and self.detail.shown_id() is not None

    def ask_new(self) -> None:
        """Asks for the name of a new technique; its sheet takes the rest."""
        self.both.fold_back()
        self.adding.show()
        self.adding.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> tuple[bool, str]:
        store = self.desk.store
        taken, told = tried(self.desk, lambda: techniques.add(store, TechniqueDraft(name=text)))
        if taken:
            self._then = text
            self.desk.say(_("New technique: {name}").format(name=text), undo=True)
            self.reload()
        return taken, told

    def _add_usual(self, name: str) -> None:
        store = self.desk.store
        told = _("New technique: {name}").format(name=name)
        if self.desk.act(lambda: techniques_usual.add(store, name), told=told) is not None:
            self._then = name
            self.reload()

    def _move(self, by: int) -> None:
        """Moves the technique in front up or down; the order is the seller's own."""
        ids = [one.record.id for one in self._all if one.record is not None]
        mine, store = self.detail.shown_id(), self.desk.store
        if mine is None or mine not in ids:
            return
        place = ids.index(mine)
        there = min(len(ids) - 1, max(0, place + by))
        if there != place:
            ids.insert(there, ids.pop(place))
            self._then = self.detail.shown_name()
            self.desk.act(lambda: techniques.order(store, ids))

    def commit(self) -> bool:
        return self.detail.commit()

    def state(self) -> dict[str, object]:
        return {"front": self.list.current_key() or ""}

    def restore(self, state: dict[str, Any]) -> None:
        self._then = str(state.get("front") or "")

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        where: QWidget = self.list if self._left.isVisible() else self.detail
        where.setFocus(event.reason())
