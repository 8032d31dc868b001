"""The sheet of a technique: what to say, what to check, how it stands beside the others, where it was used."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from salesdesk.domain.pipeline import Stage
from salesdesk.domain.techniques import Technique
from salesdesk.i18n import _
from salesdesk.services import prospects, technique_list, techniques
from salesdesk.services.technique_list import Line, Use
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.playbook import wording
from salesdesk.ui.playbook.checklist import Checklist
from salesdesk.ui.playbook.stages import StagesBox
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import TextFact
from salesdesk.ui.widgets.growing import GrowingText
from salesdesk.ui.widgets.labels import ToneLabel
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.widgets.sheet import Sheet, facts_card

_LONGEST: Final = 60  # lines of a script that are seen at once


@dataclass(frozen=True, slots=True)
class Shown:
    """What the sheet shows: the technique, how it stands, where it was used, and the stages of the pipeline."""

    line: Line
    beside: Sequence[technique_list.Beside]
    uses: Sequence[Use]
    stages: Sequence[Stage]


class TechniqueDetail(Sheet):
    """Shows a technique, as it is now. Every field saves itself."""

    renamed = Signal(str)  # the name that it has now
    written_down = Signal(str)  # the name of one that was only named so far

    def __init__(self, desk: Desk) -> None:
        super().__init__(self._rename)
        self._desk = desk
        self._shown: Shown | None = None
        self._seen: Technique | None = None
        self.script = self._script()
        self.checklist = Checklist(self._saver("checklist"))
        self.stages = StagesBox()
        self._note = TextFact(_("Note"), GrowingText(_("What else is to be known")), self._saver("note"))
        self._beside = Card()
        self._beside.head(_("Beside the others"))
        self._told = ToneLabel("", "secondary", wrap=True)
        self._told.setContentsMargins(16, 10, 16, 12)
        self._beside.body.addWidget(self._told)
        self._used = Card()
        self._used_head = self._used.head(_("Used in"))
        self.list = RowList(name=_("Deals in which it was used"), fits=True)
        self._used.body.addWidget(self.list)
        self._used.body.setContentsMargins(1, 1, 1, 6)
        self._facts = facts_card((self._note,))
        self._facts.body.insertWidget(0, self.stages)
        self.adopt = button(_("Write it down"), self._write_down, kind="main", icon="plus")
        self.goal = button(_("Make it a goal"), self._make_goal, icon="target")
        parts = (self._acts(), self._words, self.checklist, self._beside, self._used, self._facts)
        self.lay(parts, off=_("Delete this technique"))
        self.stages.changed.connect(self._stages_changed)
        self.list.opened.connect(self._open)
        self.list.clicked.connect(lambda: self._open(self.list.current_key()))

    def _script(self) -> TextFact:
        """The words to say, large enough to be read while standing at a customer's counter."""
        self._words = Card()
        self._words.head(_("What to say"))
        text = GrowingText(_("Write the words as you say them"), name=_("What to say"), most=_LONGEST)
        text.setFont(theme.font(3))
        made = TextFact("", text, self._saver("script"))
        made.setContentsMargins(10, 10, 10, 12)
        self._words.body.addWidget(made)
        return made

    def _acts(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(6, 0, 6, 0)
        row.setSpacing(8)
        for one in (self.adopt, self.goal):
            row.addWidget(one)
        row.addStretch(1)
        return made

    def _saver(self, field: str) -> Callable[[str, Any], tuple[bool, str]]:
        """What saves a field: whether it was taken, and what to say of it."""

        def save(text: str, seen: Any) -> tuple[bool, str]:
            mine, store = self._seen, self._desk.store
            if mine is None:
                return True, ""
            kept = list[Technique]()
            taken, told = tried(
                self._desk, lambda: kept.append(techniques.edit(store, mine.id, {field: (seen, text)}))
            )
            if kept:
                self._seen = kept[0]
            return taken, told

        return save

    def _rename(self, text: str, seen: Any) -> tuple[bool, str]:
        """Gives it another name, once that is known to be free; off this thread, for all that names it goes along."""
        mine, store, name = self._seen, self._desk.store, text.strip()
        if mine is None or name == mine.name:
            return True, ""

        def check() -> None:
            with store.read() as reading:
                techniques.must_be_free(reading, name, mine.id)

        taken, told = tried(self._desk, check)
        if taken:
            self._desk.run(
                lambda _progress: techniques.edit(store, mine.id, {"name": (seen, name)}),
                parent=self,
                on_done=lambda kept: self._renamed(mine.name, kept.name),
                title=_("Renaming {name}").format(name=mine.name),
            )
        return taken, told

    def _renamed(self, old: str, new: str) -> None:
        self._desk.say(_("{name} is now called {other}").format(name=old, other=new), undo=True)
        self.renamed.emit(new)

    def show_technique(self, shown: Shown | None) -> None:
        """Shows a technique, or nothing."""
        before = self.shown_name()
        old = self._seen
        self._shown = shown
        self.setEnabled(shown is not None)
        if shown is None:
            self._seen = None
            return
        line = shown.line
        mine = line.record
        other = line.name != before if old is None or mine is None else old.id != mine.id
        self._seen = mine
        for part in (self._words, self.checklist, self._facts, self._delete_button()):
            part.setVisible(mine is not None)
        self.adopt.setVisible(mine is None)
        self.goal.setVisible(bool(line.deals))
        self._title.editor.setReadOnly(mine is None)  # type: ignore[attr-defined]  # a QLineEdit, as it was made
        self._title.show_value(line.name, line.name, other=other)
        self._stands.setText(wording.stands(line))
        if mine is not None:
            self.script.show_value(mine.script, mine.script, other=other)
            self.checklist.show_points(techniques.points(mine), mine.checklist, other=other)
            self.stages.show_stages(shown.stages, mine.stages)
            self._note.show_value(mine.note, mine.note, other=other)
        self._beside.setVisible(bool(shown.beside))
        self._told.setText("\n".join(one.told for one in shown.beside))
        self._used.setVisible(bool(shown.uses))
        self._used_head.say(_("Used in"), wording.came_of_it(line))
        self.list.show_rows([wording.use_row(one, self._desk.clock) for one in shown.uses])
        if other:
            self.area.verticalScrollBar().setValue(0)

    def _delete_button(self) -> QPushButton:
        name = _("Delete this technique")
        return next(one for one in self.findChildren(QPushButton) if one.accessibleName() == name)

    def _stages_changed(self, keys: str) -> None:
        mine = self._seen
        if mine is not None:
            told = self._saver("stages")(keys, mine.stages)[1]
            if told:
                self._desk.say(told)

    def _write_down(self) -> None:
        name, store = self.shown_name(), self._desk.store

        def done(made: Technique) -> None:
            self._desk.say(_("{name} is in your playbook now").format(name=made.name), undo=True)
            self.written_down.emit(made.name)

        self._desk.run(
            lambda _progress: techniques.note_down(store, name),
            parent=self,
            on_done=done,
            title=_("Writing down {name}").format(name=name),
        )

    def _make_goal(self) -> None:
        self._desk.go("goals", f"new:win_rate:technique:{self.shown_name()}")

    def _open(self, deal: UUID | None) -> None:
        if deal is not None:
            self._desk.go("pipeline", deal)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        facts = (self._title, self.script, self.checklist.text, self._note)
        taken = [fact.commit() for fact in facts]  # each, also after one that was not
        return all(taken)

    def delete(self) -> None:
        """Deletes it; it offers Undo."""
        mine, store = self._seen, self._desk.store
        if mine is not None:
            told = _("Deleted {name}").format(name=mine.name)
            self._desk.act(lambda: (prospects.delete(store, mine, mine.name), True), told=told)

    def shown_id(self) -> UUID | None:
        """The technique that is shown, where it is written down."""
        return self._seen.id if self._seen else None

    def shown_name(self) -> str:
        """What is shown, by name."""
        return self._shown.line.name if self._shown else ""
