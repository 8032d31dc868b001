"""The usual techniques that the seller does not have yet, of which each is taken over by one act."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLayout, QPushButton, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services.techniques import TechniqueDraft
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import muted


class Usual(QWidget):
    """A button each; `middle`: in one row under what is said in the middle, else at the left as there is room."""

    chosen = Signal(str)  # the name

    def __init__(self, *, middle: bool = False) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        says = muted(_("Or begin with one of these") if middle else _("To begin with"), step=0)
        column.addWidget(says)
        if middle:
            says.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            row = QHBoxLayout()
            row.setSpacing(8)
            self._flow: QLayout = row
        else:
            self._flow = FlowLayout(spacing=8)
        column.addLayout(self._flow)
        self.buttons: dict[str, QPushButton] = {}

    def offer(self, drafts: Sequence[TechniqueDraft]) -> None:
        """Offers these, and no others."""
        wanted = [one.name for one in drafts]
        if wanted != list(self.buttons):
            for old in self.buttons.values():
                self._flow.removeWidget(old)
                old.hide()
                old.deleteLater()
            self.buttons = {
                name: button(name, partial(self.chosen.emit, name), icon="plus") for name in wanted
            }
            for new in self.buttons.values():
                self._flow.addWidget(new)
        self.setVisible(bool(wanted))
