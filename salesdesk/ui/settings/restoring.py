"""What a backup holds beside what there is now, before anything happens."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.domain.locally import grouped, short_moment
from salesdesk.i18n import _
from salesdesk.services.backups import Preview
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ToneLabel, muted, secondary, strong


class PreviewPanel(QWidget):
    """Gone until there is something to look at; Escape lets it go."""

    def __init__(self, bring_back: Callable[[Path], None]) -> None:
        super().__init__()
        self._bring_back, self._file = bring_back, Path()
        around = QVBoxLayout(self)
        around.setContentsMargins(12, 12, 12, 0)
        card = Card(edge="accent", ground="side")
        around.addWidget(card)
        card.body.setContentsMargins(16, 12, 16, 12)
        card.body.setSpacing(12)
        self._title = strong("")
        self._title.setWordWrap(True)
        card.body.addWidget(self._title)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(4)
        self.cells: dict[tuple[int, int], ToneLabel] = {}
        for row, told in enumerate(("", _("Prospects"), _("Open follow-ups"), _("Last change"))):
            self._grid.addWidget(secondary(told), row, 0)
            for column in (1, 2):
                cell = muted("") if row == 0 else ToneLabel("", "text")
                self.cells[row, column] = cell
                self._grid.addWidget(cell, row, column)
        self.cells[0, 1].setText(_("In the backup"))
        self.cells[0, 2].setText(_("Now"))
        for column in (0, 1, 2):
            self._grid.setColumnStretch(column, 1)
        card.body.addLayout(self._grid)
        told = _("What there is now is kept as a backup first, so nothing is lost. The window begins again.")
        card.body.addWidget(muted(told, wrap=True))
        acts = QHBoxLayout()
        acts.setSpacing(8)
        self.yes = button(_("Bring this back"), self._asked, kind="main", icon="archive-restore")
        self.no = button(_("Leave it"), self.hide)
        acts.addWidget(self.yes)
        acts.addWidget(self.no)
        acts.addStretch(1)
        card.body.addLayout(acts)
        self.hide()

    def show_preview(self, found: Preview, clock: Clock) -> None:
        """Shows what bringing a backup back would change."""
        self._file = found.file
        when = short_moment(found.at, clock)
        self._title.setText(_("Bring back {file}, made {when}?").format(file=found.file.name, when=when))
        for column, held in ((1, found.then), (2, found.now)):
            last = short_moment(held.last_change, clock) if held.last_change else _("none")
            told = (grouped(held.prospects), grouped(held.follow_ups), last)
            for row, text in enumerate(told, start=1):
                self.cells[row, column].setText(text)
        self.show()

    def _asked(self) -> None:
        self.hide()
        self._bring_back(self._file)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.hide()
            return
        super().keyPressEvent(event)
