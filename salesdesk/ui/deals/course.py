"""What happened to a deal, as sentences."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, secondary
from salesdesk.ui.widgets.states import IconTile

_ICONS: Final = {
    "opened": "plus",
    "moved": "arrow-right",
    "won": "circle-check",
    "lost": "circle-x",
    "disqualified": "ban",
    "offered": "tag",
    "credited": "undo-2",
}
_TONES: Final = {"won": "good", "lost": "hot"}
_FIRST: Final = 12  # lines; a deal has rarely more


class Course(Card):
    """The latest first."""

    def __init__(self) -> None:
        super().__init__()
        self.head(_("History"))
        self._shown: Sequence[tuple[str, str, str]] = ()
        self._column = QVBoxLayout()
        self._column.setContentsMargins(16, 8, 16, 12)
        self._column.setSpacing(8)
        self.body.addLayout(self._column)

    def show_course(self, told: Sequence[tuple[str, str, str]]) -> None:
        """Shows what happened: kind, sentence, when."""
        if list(told) == list(self._shown):
            return
        self._shown = tuple(told)
        while item := self._column.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for kind, sentence, when in told[:_FIRST]:
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(10)
            line.addWidget(IconTile(_ICONS.get(kind, "tag"), size=24, tone=_TONES.get(kind, "neutral")))
            line.addWidget(secondary(sentence, wrap=True), 1)
            line.addWidget(muted(when))
            self._column.addWidget(row)
