"""The question after a draft was opened: whether it was sent, since only the seller can know."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import messages
from salesdesk.services.messages import Draft
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ToneLabel


class WasItSent(Card):
    """Hidden until a draft was opened; it stays until it is answered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(edge="accent")
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._desk = desk
        self._drafts: Sequence[Draft] = ()
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(8)
        self._told = ToneLabel("", "text", wrap=True)
        self.yes = button(_("Note it as sent"), self.note, kind="main", icon="check")
        self.no = button(_("Not sent"), self.hide)
        row.addWidget(self._told, 1)
        row.addWidget(self.yes)
        row.addWidget(self.no)
        self.body.addLayout(row)
        self.hide()

    def ask(self, drafts: Sequence[Draft]) -> None:
        """Asks whether these were sent."""
        self._drafts = drafts
        if len(drafts) == 1:
            self._told.setText(_("Did you send it to {name}?").format(name=drafts[0].name))
        else:
            told = ngettext("Did you send all {n}?", "Did you send all {n}?", len(drafts))
            self._told.setText(told.format(n=grouped(len(drafts))))
        self.show()

    def note(self) -> None:
        """Notes them as sent, with Undo."""
        store, drafts = self._desk.store, self._drafts
        self.hide()
        if len(drafts) == 1:
            told = _("Noted with {name}: email").format(name=drafts[0].name)
            self._desk.act(lambda: messages.note_sent(store, drafts[0]), told=told)
            return
        told = ngettext("Noted with {n} prospect", "Noted with {n} prospects", len(drafts))
        self._desk.run(
            lambda progress: messages.note_all_sent(store, drafts, _far(progress, len(drafts))),
            parent=self,
            on_done=lambda _written: self._desk.say(told.format(n=grouped(len(drafts))), undo=True),
            title=_("Noting …"),
        )


def _far(progress: Progress, whole: int) -> Callable[[int], None]:
    return lambda done: progress(done, whole)
