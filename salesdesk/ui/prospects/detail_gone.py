"""What stands above a prospect that was deleted or merged: bring it back, or go to who took it in."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from salesdesk.i18n import _
from salesdesk.services import prospects
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail_reading import Look
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import secondary


class Gone(Card):
    """One sentence and one act."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(edge="warm")
        self._desk = desk
        self._look: Look | None = None
        row = QHBoxLayout()
        row.setContentsMargins(16, 10, 12, 10)
        self._text = secondary("", wrap=True)
        self._act = button(_("Bring back"), self._do)
        row.addWidget(self._text, 1)
        row.addWidget(self._act)
        self.body.addLayout(row)

    def show_look(self, look: Look) -> None:
        """Says what became of the one shown, if it is gone."""
        self._look = look
        self.setVisible(look.card.prospect.deleted_at is not None)
        if look.taken_in:
            self._text.setText(_("Merged into {name}.").format(name=look.taken_in[1]))
            self._act.setText(_("Show {name}").format(name=look.taken_in[1]))
        else:
            self._text.setText(_("Deleted."))
            self._act.setText(_("Bring back"))

    def _do(self) -> None:
        look = self._look
        if look is None:
            return
        if look.taken_in:
            self._desk.go("prospects", look.taken_in[0])
            return
        who, name = look.card.prospect, look.card.name
        told = _("Brought back {name}").format(name=name)
        self._desk.act(lambda: (prospects.bring_back(self._desk.store, who, name), True), told=told)
