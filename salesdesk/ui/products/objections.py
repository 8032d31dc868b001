"""What customers hold against a product, and what to answer: pairs of lines that save themselves."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain.products import Objection
from salesdesk.i18n import _
from salesdesk.services import product_sheet
from salesdesk.services.product_sheet import Sheet
from salesdesk.ui import theme
from salesdesk.ui.products.parts import PartRow, Parts
from salesdesk.ui.products.saving import Saver
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.growing import GrowingText
from salesdesk.ui.widgets.labels import plainly


class Objections(Card):
    """The pairs in their order."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self.head(_("Objections"), _("and what to answer"))
        column = QVBoxLayout()
        column.setContentsMargins(10, 6, 10, 12)
        column.setSpacing(6)
        self._parts = Parts(lambda: _Row(saver))
        column.addWidget(self._parts)
        hint = _("Add what customers hold against it")
        self.adding = AddingLine("", self._add, line=line(hint, name=hint))
        self.adding.setContentsMargins(6, 0, 6, 0)
        column.addWidget(self.adding)
        self.body.addLayout(column)
        self._answer_next = False

    def show_sheet(self, sheet: Sheet, *, other: bool) -> None:
        """Shows the objections against a product."""
        if other:
            self.adding.clear()
        self._parts.show_parts([(one.id, one) for one in sheet.objections], behind=self.adding.editor)
        wanted, self._answer_next = self._answer_next, False
        if wanted and self._parts.rows():
            self._parts.rows()[-1].answer.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> tuple[bool, str]:
        store = self._saver.desk.store
        taken, told = self._saver.add(lambda one: product_sheet.add_objection(store, one, text))
        self._answer_next = taken and self.adding.editor.hasFocus()  # its answer is typed next
        return taken, told

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [self._parts.commit(), self.adding.commit()]
        return all(taken)


class _Row(PartRow):
    """An objection and, under it, its answer."""

    def __init__(self, saver: Saver) -> None:
        super().__init__(self._remove)
        self._saver = saver
        self._part: Objection | None = None
        self.objection = TextFact("", quiet_line(name=_("Objection")), self._save_objection)
        self.objection.editor.setFont(theme.font(weight=theme.QFont.Weight.Medium))
        self.answer = TextFact("", GrowingText(_("What to answer")), self._save_answer)
        both = QVBoxLayout()
        both.setSpacing(0)
        both.addWidget(self.objection)
        both.addWidget(self.answer)
        self.row.addLayout(both, 1)
        self.row.addWidget(self.off, 0, Qt.AlignmentFlag.AlignTop)

    def show_part(self, part: Any) -> None:
        """Shows an objection as it is now."""
        self._part = part
        self.objection.show_value(part.objection, part.objection)
        self.answer.show_value(part.answer, part.answer)
        self.answer.editor.setAccessibleName(_("Answer to: {what}").format(what=part.objection))
        self.objection.editor.setToolTip(plainly(part.objection))
        self.name_off(_("Remove {what}").format(what=part.objection))

    def _save_objection(self, text: str, seen: Any) -> tuple[bool, str]:
        if not text.strip():
            self._remove()
            return True, ""
        return self._set("objection", text, seen)

    def _save_answer(self, text: str, seen: Any) -> tuple[bool, str]:
        return self._set("answer", text, seen)

    def _set(self, field: str, text: str, seen: Any) -> tuple[bool, str]:
        if self._part is None:
            return True, ""
        return self._saver.change(self._part, {field: (seen, text.strip())})

    def _remove(self) -> None:
        if self._part is not None:
            self._saver.remove(self._part, _("Removed {what}").format(what=self._part.objection))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [self.objection.commit(), self.answer.commit()]
        return all(taken)
