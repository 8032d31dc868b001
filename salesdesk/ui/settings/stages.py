"""The stages of a deal: what they are called, how likely a sale is there, after how many quiet days one is idle."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain.pipeline import Stage
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deal_stages
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.delays import number_line
from salesdesk.ui.widgets.buttons import icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import AddingLine
from salesdesk.ui.widgets.fields import SelfSaving, line, mark
from salesdesk.ui.widgets.labels import Trouble, muted

_NEW = Stage("", probability=20, idle_days=14)
_MOST = 100


class StagesCard(Card):
    """One row a stage, in the order of the board. Each change is kept at once, and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._stages: list[Stage] = []
        self.rows: list[_Row] = []
        self.head(_("Stages of a deal"), _("the columns of the pipeline"))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)
        for column, text in ((0, _("Stage")), (1, _("Chance, %")), (2, _("Idle after, days"))):
            self._grid.addWidget(muted(text), 0, column)
        self.another = AddingLine(_("Another stage …"), self._add)
        self._trouble = Trouble()
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addLayout(self._grid)
        inside.addWidget(self.another)
        inside.addWidget(self._trouble)
        self.body.addLayout(inside)

    def show_stages(self, stages: Sequence[Stage]) -> None:
        """Shows the stages in their order."""
        kept = [one.key for one in stages] == [one.key for one in self._stages] and self.rows
        self._stages = list(stages)
        if not kept:
            self._make_rows()
        for row, stage in zip(self.rows, stages, strict=True):
            row.show_stage(stage)

    def _make_rows(self) -> None:
        for row in self.rows:
            row.let_go()
        self.rows = [_Row(self, one) for one in self._stages]
        before: QWidget | None = None
        self.rows[0].up.setEnabled(False)
        self.rows[-1].down.setEnabled(False)
        for place, row in enumerate(self.rows):
            for column, part in enumerate(row.parts):
                self._grid.addWidget(part, place + 1, column)
                if before is not None:
                    QWidget.setTabOrder(before, part)
                before = part
        if before is not None:
            QWidget.setTabOrder(before, self.another.editor)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([*(row.commit() for row in self.rows), self.another.commit()])

    def change(self, key: str, **fields: object) -> bool:
        """Sets fields of the stage `key`."""
        wanted = [replace(one, **fields) if one.key == key else one for one in self._kept()]  # type: ignore[arg-type]  # fields by name
        return self._save(wanted)

    def shift(self, key: str, step: int) -> None:
        """Moves a stage by one place, and the keyboard with it."""
        wanted = self._kept()
        place = next((at for at, one in enumerate(wanted) if one.key == key), -1)
        if place < 0 or not 0 <= place + step < len(wanted):
            return
        wanted.insert(place + step, wanted.pop(place))
        if self._save(wanted):
            self._show_saved()
            row = self.rows[place + step]
            stays = row.up if step < 0 else row.down
            part = stays if stays.isEnabled() else row.name
            part.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove(self, key: str) -> None:
        """Takes a stage away that holds no open deal."""
        kept = self._kept()
        if self._save([one for one in kept if one.key != key]):
            gone = next((deal_stages.label(one) for one in kept if one.key == key), "")
            self._desk.say(_("Removed the stage {name}").format(name=gone), undo=True)
            self._show_saved()
            self.another.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str) -> tuple[bool, str]:
        try:
            deal_stages.save(self._desk.store, [*self._kept(), replace(_NEW, name=name)])
        except UserError as error:
            return False, f"{error} {error.hint}".strip()
        self._show_saved()
        return True, ""

    def _kept(self) -> list[Stage]:
        """The stages as they are kept now: another field, or another program, may just have changed one."""
        with self._desk.store.read() as reading:
            return deal_stages.read(reading)

    def _save(self, wanted: Sequence[Stage]) -> bool:
        try:
            deal_stages.save(self._desk.store, wanted)
        except UserError as error:
            self.tell(f"{error} {error.hint}".strip())
            return False
        self.tell("")
        return True

    def _show_saved(self) -> None:
        self.show_stages(self._kept())

    def trouble(self) -> str:
        """What is said to be wrong."""
        return self._trouble.text()

    def tell(self, sentence: str) -> None:
        """Says under the rows what is wrong; the empty text takes that away."""
        self._trouble.say(sentence)


class _Row:
    """The parts of one stage: its name, its chance, its days, two arrows and a cross."""

    def __init__(self, card: StagesCard, stage: Stage) -> None:
        self._card, self._key = card, stage.key
        name = deal_stages.label(stage)
        self.name = line(name=_("The stage's name"))
        self.chance = number_line(_("{stage}: chance in per cent").format(stage=name))
        self.idle = number_line(_("{stage}: idle after days, empty for never").format(stage=name))
        self.idle.setPlaceholderText(_("never"))
        self._saving = [
            self._keeps(self.name, self._rename),
            self._keeps(self.chance, self._set_chance),
            self._keeps(self.idle, self._set_idle),
        ]
        earlier, later = partial(card.shift, stage.key, -1), partial(card.shift, stage.key, 1)
        self.up = icon_button("arrow-up", earlier, _("Move {name} up").format(name=name))
        self.down = icon_button("arrow-down", later, _("Move {name} down").format(name=name))
        self.cross = icon_button("x", partial(card.remove, stage.key), _("Remove {name}").format(name=name))
        self.parts: list[QWidget] = [self.name, self.chance, self.idle, self.up, self.down, self.cross]

    def _keeps(self, editor: QLineEdit, save: Callable[[str], bool]) -> SelfSaving:
        made = SelfSaving(editor, save)
        made.mended.connect(partial(self._refuse, editor, ""))
        return made

    def show_stage(self, stage: Stage) -> None:
        """Shows what is kept, but where something is being typed."""
        shown = (
            deal_stages.label(stage),
            str(stage.probability),
            "" if stage.idle_days is None else str(stage.idle_days),
        )
        for saving, text in zip(self._saving, shown, strict=True):
            saving.show(text)

    def commit(self) -> bool:
        return all([*map(SelfSaving.commit, self._saving)])

    def let_go(self) -> None:
        """Takes the row's parts away."""
        for part in self.parts:
            part.hide()
            part.deleteLater()

    def _rename(self, text: str) -> bool:
        return self._card.change(self._key, name=text.strip())

    def _set_chance(self, text: str) -> bool:
        text = text.strip().rstrip("%").strip()
        fits = text.isdecimal() and int(text[:6]) <= _MOST
        self._refuse(self.chance, "" if fits else _("A probability is from 0 to 100 per cent."))
        return fits and self._card.change(self._key, probability=int(text))

    def _set_idle(self, text: str) -> bool:
        text = text.strip()
        fits = not text or (text.isdecimal() and 1 <= int(text[:6]) <= 365)
        self._refuse(self.idle, "" if fits else _("Write a number from 1 to 365, or nothing for never."))
        return fits and self._card.change(self._key, idle_days=int(text) if text else None)

    def _refuse(self, editor: QLineEdit, sentence: str) -> None:
        mark(editor, sentence)
        self._card.tell(sentence)
