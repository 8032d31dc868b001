"""The chips by which one says what should change: the figures sellers choose most, and a menu of all others."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QWidget

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.i18n import N_, _
from salesdesk.services import goal_form
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import plainly

MOST: Final = {
    "cycle_time": N_("Time to a sale"),
    "leads": N_("Leads"),
    "prospecting_time": N_("Prospecting time"),
    "win_rate": N_("Win rate"),
    "revenue": N_("Revenue"),
    "gross_margin": N_("Margin"),
    "discounts.share": N_("Discounts"),
    "acquisition_cost": N_("Cost of a customer"),
    "retention": N_("Keeping customers"),
    "churn": N_("Losing customers"),
    "cross_sell": N_("Cross-sell"),
    "up_sell": N_("Up-sell"),
    "complaint_rate": N_("Complaints"),
    "reviews": N_("Weekly reviews"),
}


class FigureChips(QWidget):
    """`chosen` tells the figure that was chosen."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._figure = ""
        self._group = QButtonGroup(self)
        flow = FlowLayout(self, spacing=8)
        self.chips: dict[str, ToggleChip] = {}
        for ident, text in MOST.items():
            chip = ToggleChip(_(text))
            chip.setToolTip(plainly(FIGURES[ident].formula))
            chip.clicked.connect(partial(self._take, ident))
            self._group.addButton(chip)
            self.chips[ident] = chip
            flow.addWidget(chip)
        self.other = ToggleChip(_("Other…"))
        self.other.clicked.connect(self._ask)
        self._group.addButton(self.other)
        flow.addWidget(self.other)
        self.setAccessibleName(_("What should change?"))

    def others(self) -> list[tuple[str, str]]:
        """The figures that have no chip of their own, and what they are called."""
        return [(one, FIGURES[one].title) for one in goal_form.choosable() if one not in MOST]

    def figure(self) -> str:
        """The one that is chosen."""
        return self._figure

    def show_figure(self, ident: str) -> None:
        """Shows a figure as chosen, without telling anyone."""
        self._figure = ident
        self.chips.get(ident, self.other).setChecked(True)
        more = ident if ident not in self.chips else ""
        self.other.setText(FIGURES[more].title if more in FIGURES else _("Other…"))
        self.other.setAccessibleName(self.other.text())
        self.other.updateGeometry()

    def _take(self, ident: str, _on: object = None) -> None:
        self.show_figure(ident)
        self.chosen.emit(ident)

    def _ask(self, _on: object = None) -> None:
        self.show_figure(self._figure)  # until another one is chosen
        menu_under(self.other, [(text, partial(self._take, one)) for one, text in self.others()])
