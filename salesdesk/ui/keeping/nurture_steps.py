"""The steps of a nurture plan: after how many days, what kind of follow-up, what to tell; each saves itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.nurturing import NurtureStep
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import nurture_plans
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import Choice, TextFact, in_tab_order, quiet_line
from salesdesk.ui.widgets.labels import muted, plainly

_DAYS: Final = 52  # pixels
_KIND: Final = 104
_TEMPLATE: Final = 130


class Steps(Card):
    """The rows, and a line that adds another one."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._plan: UUID | None = None
        self._rows: dict[UUID, _Step] = {}
        self._head = self.head(_("Steps"))
        self._column = QVBoxLayout()
        self._column.setContentsMargins(12, 6, 8, 0)
        self._column.setSpacing(0)
        self.body.addLayout(self._column)
        self.adding = button(_("Add a step"), self._add, kind="link", icon="plus")
        row = QHBoxLayout()
        row.setContentsMargins(10, 0, 10, 6)
        row.addWidget(self.adding)
        row.addStretch(1)
        self.body.addLayout(row)

    def show_steps(
        self,
        plan: UUID,
        steps: Sequence[NurtureStep],
        templates: Sequence[tuple[UUID, str]],
        *,
        other: bool,
    ) -> None:
        """Shows the steps of a plan; a row stays as long as its step does, so that typing is not disturbed."""
        self._plan = plan
        alive = {one.id for one in steps}
        for gone in [one for one in self._rows if other or one not in alive]:
            row = self._rows.pop(gone)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, one in enumerate(steps):
            row = self._rows.get(one.id)
            if row is None:
                row = self._rows[one.id] = _Step(self._desk)
                self._column.insertWidget(place, row)
                in_tab_order(self.adding.previousInFocusChain(), row)
            elif self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
            row.show_step(one, place, last=place == len(steps) - 1, templates=templates)
        self._rows = {one.id: self._rows[one.id] for one in steps}

    def _add(self) -> None:
        plan, store = self._plan, self._desk.store
        if plan is None or not self.commit():
            return
        last = self.rows()[-1].draft() if self._rows else StepDraft()
        made = self._desk.act(
            lambda: nurture_plans.add_step(store, plan, StepDraft(days=last.days, kind=last.kind))
        )
        if made is not None:
            self._desk.refresh.look()

    def rows(self) -> list[_Step]:
        """The rows, in their order."""
        return list(self._rows.values())

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [row.commit() for row in self._rows.values()]  # each, also after one that was not
        return all(taken)


def _waited() -> tuple[str, str]:
    """What stands behind the days of the first step, and of those after it."""
    return _("days from now"), _("days later")


class _Step(QWidget):
    """One step in a row."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._step: NurtureStep | None = None
        self._place = muted("", step=0)
        self._place.setFixedWidth(20)
        self.days = TextFact("", quiet_line(name=_("Days")), self._save_days)
        self.days.setFixedWidth(_DAYS)
        self._after = muted("", step=0)
        metrics = self._after.fontMetrics()
        self._after.setFixedWidth(max(metrics.horizontalAdvance(text) for text in _waited()) + 4)
        kinds = [(slug, vocabulary.label("followup", slug)) for slug in vocabulary.slugs("followup")]
        self.kind = Choice(kinds, name=_("Kind"))
        self.kind.setFixedWidth(_KIND)
        self.kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.tell = TextFact("", quiet_line(_("what to tell"), name=_("What to tell")), self._save_tell)
        self.template = Choice([("", _("no template"))], name=_("Template"))
        self.template.setFixedWidth(_TEMPLATE)
        self.template.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._up = button("", partial(self._move, -1), kind="quiet", icon="arrow-up", name=_("Earlier"))
        self._down = button("", partial(self._move, 1), kind="quiet", icon="arrow-down", name=_("Later"))
        self._off = button("", self._remove, kind="quiet", icon="x", name=_("Remove this step"))
        row = QHBoxLayout()
        row.setSpacing(4)
        for part in (self._place, self.days, self._after, self.kind):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        row.addWidget(self.template)
        for one in (self._up, self._down, self._off):
            one.setFixedWidth(26)
            row.addWidget(one)
        both = QVBoxLayout(self)
        both.setContentsMargins(0, 0, 0, 6)
        both.setSpacing(0)
        both.addLayout(row)
        self.tell.setContentsMargins(24, 0, 0, 0)
        both.addWidget(self.tell)
        self.kind.chosen.connect(self._choose_kind)
        self.template.chosen.connect(self._choose_template)

    def show_step(
        self, step: NurtureStep, place: int, *, last: bool, templates: Sequence[tuple[UUID, str]]
    ) -> None:
        """Shows a step as it is now."""
        self._step = step
        self._place.setText(f"{place + 1}")
        self.days.show_value(str(step.days), step.days)
        self._after.setText(_waited()[min(place, 1)])
        self.kind.show_value(step.kind, vocabulary.label("followup", step.kind))
        self.tell.show_value(step.tell, step.tell)
        self.tell.editor.setToolTip(plainly(step.tell))
        self.template.offer([("", _("no template")), *((one.hex, name) for one, name in templates)])
        self.template.show_value(step.template.hex if step.template else "")
        self.template.setVisible(bool(templates))
        self._up.setEnabled(place > 0)
        self._down.setEnabled(not last)

    def draft(self) -> StepDraft:
        """The step as it is kept."""
        step = self._step
        if step is None:
            return StepDraft()
        return StepDraft(days=step.days, kind=step.kind, tell=step.tell, template=step.template)

    def _save_days(self, text: str, _seen: Any) -> tuple[bool, str]:
        plain = text.strip()
        if not plain.isdecimal() or len(plain) > 4:
            return False, str(UserError(_("Write a number of days.")))
        return self._save(days=int(plain))

    def _save_tell(self, text: str, _seen: Any) -> tuple[bool, str]:
        return self._save(tell=text)

    def _choose_kind(self, kind: str) -> None:
        self._told(self._save(kind=kind))

    def _choose_template(self, template: str) -> None:
        self._told(self._save(template=UUID(template) if template else None))

    def _told(self, done: tuple[bool, str]) -> None:
        if not done[0]:
            self._desk.say(done[1])

    def _save(self, **said: Any) -> tuple[bool, str]:
        step, store, wanted = self._step, self._desk.store, replace(self.draft(), **said)
        if step is None:
            return True, ""
        taken = tried(self._desk, lambda: nurture_plans.change_step(store, step, wanted))
        with store.read() as reading:
            self._step = reading.get(NurtureStep, step.id)  # as it is now, for what is typed next
        return taken

    def _move(self, by: int) -> None:
        step, store = self._step, self._desk.store
        if step is not None and self.commit():
            self._desk.act(lambda: nurture_plans.move_step(store, step.id, by=by))

    def _remove(self) -> None:
        step, store = self._step, self._desk.store
        if step is not None:
            told = _("Removed a step")
            self._desk.act(lambda: (nurture_plans.take_step(store, step.id), True), told=told)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([self.days.commit(), self.tell.commit()])  # each, also after one that was not
