"""What is offered together with a product: the names of others as chips, and a line that adds one."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.products import GoesWith
from salesdesk.i18n import _
from salesdesk.services import product_sheet
from salesdesk.services.product_sheet import Sheet
from salesdesk.ui.products.parts import offer
from salesdesk.ui.products.saving import Saver
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chip_buttons import RemovableChip
from salesdesk.ui.widgets.facts import AddingLine, in_tab_order
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.flow import FlowLayout


class Others(Card):
    """The cross-sells of a product."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._shown: list[tuple[GoesWith, str]] = []
        self.head(_("Goes with"), _("offered along in a deal"))
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(8)
        self._box = QWidget()
        self._flow = FlowLayout(self._box)
        column.addWidget(self._box)
        hint = _("Add a product that goes with it")
        self.adding = AddingLine("", self._add, line=line(hint, name=hint))
        column.addWidget(self.adding)
        self.body.addLayout(column)

    def chips(self) -> list[RemovableChip]:
        """The chips, in their order."""
        return self._box.findChildren(RemovableChip)

    def show_sheet(self, sheet: Sheet, names: Sequence[str], *, other: bool) -> None:
        """Shows what goes with a product; `names` are offered to be added."""
        if other:
            self.adding.clear()
        offer(self.adding, names)
        wanted = list(sheet.goes_with)
        self._box.setVisible(bool(wanted))
        if [(one.id, name) for one, name in wanted] == [(one.id, name) for one, name in self._shown]:
            return
        self._shown = wanted
        for chip in self.chips():
            self._flow.removeWidget(chip)
            chip.hide()
            chip.setParent(None)
            chip.deleteLater()
        for one, name in wanted:
            chip = RemovableChip(name, "accent", self._box)
            chip.removed.connect(partial(self._remove, one, name))
            self._flow.addWidget(chip)
            chip.show()
        in_tab_order(self.adding.editor.previousInFocusChain(), self._box)

    def _remove(self, part: GoesWith, name: str) -> None:
        self.adding.editor.setFocus()
        self._saver.remove(part, _("Removed {what}").format(what=name))

    def _add(self, text: str) -> tuple[bool, str]:
        store = self._saver.desk.store
        return self._saver.add(lambda one: product_sheet.add_goes_with(store, one, text))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.adding.commit()
