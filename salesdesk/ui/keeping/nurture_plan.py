"""A nurture plan in front: its name, whom it is for, its steps, and who is on it. Every field saves itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain.nurturing import NurturePlan
from salesdesk.i18n import _, ngettext
from salesdesk.services import nurture_plans, nurturing
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.keeping.nurture_members import Members
from salesdesk.ui.keeping.nurture_steps import Steps
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.sheet import column_in

WIDEST: Final = 860  # pixels of what is read, however wide the pane is


class PlanView(QWidget):
    """Shows a plan, as it is now."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._plan: NurturePlan | None = None
        self._name = TextFact("", quiet_line(_("Name"), name=_("Name of the plan")), self._rename)
        self._name.editor.setFont(theme.font(3, weight=theme.QFont.Weight.DemiBold))
        self._for = TextFact(
            _("For whom"), quiet_line(_("Met at a fair, not ready yet …")), self._say("segments")
        )
        self._ends = secondary(
            _(
                "Each step becomes a follow-up so many days after the one before it was done. The plan ends by itself"
                " with an answer, a meeting, a step up the ladder or a withdrawn consent."
            ),
            wrap=True,
            step=-1,
        )
        self.steps, self.members = Steps(desk), Members(desk)
        self._off = button("", self.delete, kind="plain", icon="trash", name=_("Delete this plan"))
        self._arrange()

    def _arrange(self) -> None:
        self.setMinimumWidth(1)  # the pane gives the width
        middle = QHBoxLayout(self)
        middle.setContentsMargins(16, 12, 16, 16)
        column = column_in(middle, WIDEST)
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self._name, 1)
        head.addWidget(self._off, 0, Qt.AlignmentFlag.AlignTop)
        top = QVBoxLayout()
        top.setSpacing(2)
        top.addLayout(head)
        self._for.setContentsMargins(7, 0, 0, 0)
        top.addWidget(self._for)
        self._ends.setContentsMargins(7, 4, 0, 0)
        top.addWidget(self._ends)
        column.addLayout(top)
        column.addWidget(self.steps)
        column.addWidget(self.members)
        column.addStretch(1)

    def show_plan(self, plan: UUID | None, on: int) -> bool:
        """Shows another plan, or the same one anew, with so many on it; False where what is being typed was not
        taken."""
        other = plan != self.shown_id()
        if other and not self.commit():
            return False
        with self._desk.store.read() as reading:
            found = reading.get(NurturePlan, plan) if plan else None
            self._plan = found if found is not None and found.deleted_at is None else None
            steps = list(nurturing.steps(reading, plan)) if plan and self._plan else []
            templates = nurture_plans.templates(reading)
        self.setEnabled(self._plan is not None)
        if self._plan is not None:
            self._name.show_value(self._plan.name, self._plan.name, other=other)
            self._for.show_value(self._plan.segments, self._plan.segments, other=other)
            self.steps.show_steps(self._plan.id, steps, templates, other=other)
            self.members.show_plan(self._plan.id, len(steps), on)
        return True

    def shown_id(self) -> UUID | None:
        """The plan that is shown."""
        return self._plan.id if self._plan is not None else None

    def _rename(self, text: str, _seen: Any) -> tuple[bool, str]:
        return self._saved(lambda plan: nurture_plans.rename(self._desk.store, plan, text))

    def _say(self, field: str) -> Callable[[str, Any], tuple[bool, str]]:
        return lambda text, _seen: self._saved(
            lambda plan: nurture_plans.say(self._desk.store, plan, field, text)
        )

    def _saved(self, save: Callable[[NurturePlan], object]) -> tuple[bool, str]:
        plan = self._plan
        if plan is None:
            return True, ""
        taken = tried(self._desk, lambda: save(plan))
        with self._desk.store.read() as reading:
            self._plan = reading.get(NurturePlan, plan.id)  # as it is now, for what is typed next
        return taken

    def delete(self) -> None:
        """Deletes the plan; it offers Undo."""
        plan, store = self._plan, self._desk.store
        if plan is None:
            return
        on = self.members.running()
        told = _("Deleted the plan {name}").format(name=plan.name)
        if on:
            more = ngettext("{count} taken off it", "{count} taken off it", on).format(count=on)
            told = f"{told}. {more}"
        self._desk.act(lambda: (nurture_plans.delete(store, plan.id), True), told=told)

    def take_keyboard(self) -> None:
        """Puts the keyboard into the name."""
        editor = self._name.editor
        assert isinstance(editor, QLineEdit)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        editor.selectAll()

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self._plan is None:
            return True
        return all([self._name.commit(), self._for.commit(), self.steps.commit()])  # each, whatever one says
