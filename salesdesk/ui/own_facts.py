"""Fields of who the seller is, wherever they are written: in the settings for quotes, beside one's own card."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services import preferences
from salesdesk.services.preferences import Own
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import TextFact
from salesdesk.ui.widgets.fields import line, lines


class OwnFacts(QWidget):
    """Each field saves itself; `saved` tells that `own` is another one now. `fields` are fields of `Own`, each with its
    title, a hint (may be empty) and how many lines it has."""

    saved = Signal()

    def __init__(self, desk: Desk, fields: Mapping[str, tuple[str, str, int]]) -> None:
        super().__init__()
        self._desk, self.own = desk, Own()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.facts: dict[str, TextFact] = {}
        for key, (title, hint, rows) in fields.items():
            told = _(hint) if hint else ""
            editor = lines(told, rows=rows, name=_(title)) if rows > 1 else line(told, name=_(title))
            self.facts[key] = TextFact(_(title), editor, self._saver(key))
            column.addWidget(self.facts[key])

    def show_own(self, own: Own) -> None:
        """Shows what is kept."""
        self.own = own
        for key, fact in self.facts.items():
            kept = getattr(own, key)
            fact.show_value(kept, kept)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [one.commit() for one in self.facts.values()]
        return all(taken)

    def _saver(self, key: str) -> Callable[[str, Any], tuple[bool, str]]:
        def save(text: str, _seen: Any) -> tuple[bool, str]:
            own = replace(self.own, **{key: "\n".join(one.strip() for one in text.strip().splitlines())})
            taken, told = tried(self._desk, lambda: preferences.change(self._desk.store, own=own))
            if taken:
                self.own = own
                self.saved.emit()
            return taken, told

        return save
