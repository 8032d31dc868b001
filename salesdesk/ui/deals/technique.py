"""The technique of a deal: offers those of the playbook, and leads to its script where it suits the deal's stage."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from salesdesk.domain.deals import Deal
from salesdesk.i18n import _
from salesdesk.services import techniques
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import completes
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.typed import Save


class TechniqueFact(TextFact):
    """A line, and beside it the way to the script and checklist of what stands there."""

    def __init__(self, desk: Desk, save: Save) -> None:
        self._line: QLineEdit = quiet_line(_("Live demo, sample box …"))
        super().__init__(_("Technique"), self._line, save)
        self._desk, self._name = desk, ""
        self.way = button(_("Script and checklist"), self._go, kind="link", icon="book-open")
        self.way.hide()
        around = self.layout()
        assert around is not None
        around.addWidget(self.way)

    def show_deal(self, deal: Deal, *, other: bool) -> None:
        """Shows the technique of a deal; `other`: of another deal than before."""
        self.show_value(deal.technique, deal.technique, other=other)
        with self._desk.store.read() as reading:
            kept = techniques.all_of(reading)
        completes(self._line, [one.name for one in kept])
        mine = next((one for one in kept if one.name == deal.technique), None)
        self._name = mine.name if mine is not None else ""
        self.way.setVisible(mine is not None and not deal.outcome and techniques.suits(mine, deal.stage))

    def _go(self) -> None:
        self._desk.go("playbook", f"name:{self._name}")
