"""The score of a prospect, and what it is made of: the parts behind one click, or on pointing at it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services.scoring import Explained
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.facts import Fact
from salesdesk.ui.widgets.labels import muted, plainly


class ScoreFact(Fact):
    """ "62 of 100", which unfolds into a line for each part."""

    def __init__(self) -> None:
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        self.total = button("", self._unfold, kind="link", icon="chevron-down")
        self.parts = muted("", wrap=True)
        self.parts.setContentsMargins(7, 0, 0, 6)
        self.parts.hide()
        column.addWidget(self.total, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.parts)
        super().__init__(_("Score"), box)

    def show_score(self, found: Explained | None) -> None:
        """Shows a score; gone where there is none."""
        self.setVisible(found is not None)
        if found is None:
            return
        told = "\n".join(found.told.values())
        total = _("{points} of 100").format(points=found.total)
        label(self.total, total)
        self.total.setAccessibleName(f"{_('Score')}: {total}")
        self.total.setAccessibleDescription(told)
        self.total.setToolTip(plainly(told))
        self.parts.setText(told)

    def _unfold(self) -> None:
        self.parts.setVisible(self.parts.isHidden())
