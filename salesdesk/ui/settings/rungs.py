"""The questions of the ladder: what the seller wants to know of a prospect on each rung."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtWidgets import QVBoxLayout

from salesdesk.domain import vocabulary
from salesdesk.i18n import _
from salesdesk.services import questions
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.questions import Asked, QuestionsEditor

RUNGS: Final = ("suspect", "marketing-qualified", "sales-qualified", "customer")


class RungsCard(Card):
    """One rung at a time; each change is kept at once, and can be undone."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.head(_("Questions of the ladder"), _("what to find out on each rung"))
        self.rung = Choice(
            [(rung, vocabulary.label("stage", rung)) for rung in RUNGS], name=_("Rung"), quiet=False
        )
        self.rung.chosen.connect(self._chosen)
        self.rung.show_value(RUNGS[0])
        self.asked = QuestionsEditor(self._ask)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        inside.addWidget(self.rung)
        inside.addWidget(self.asked)
        inside.addWidget(muted(_("The answers stand with each prospect, under Details."), wrap=True))
        self.body.addLayout(inside)

    def _chosen(self, _rung: str) -> None:
        self.load()

    def load(self) -> None:
        """Shows the questions of the rung that is chosen."""
        with self._desk.store.read() as reading:
            found = questions.of_rung(reading, self.rung.value())
        self.asked.show_questions([(one.id, one.text) for one in found])

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.asked.commit()

    def _ask(self, wanted: Sequence[Asked]) -> bool:
        store, rung, seen = self._desk.store, self.rung.value(), self.asked.seen
        if self._desk.act(lambda: (questions.ask_on(store, rung, wanted, seen=seen), True)) is None:
            return False
        self.load()
        return True
