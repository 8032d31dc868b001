"""One of the team: how to reach them, and which prospects they take."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk.domain.handovers import Teammate
from salesdesk.i18n import N_, _
from salesdesk.services import teammates
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import TextFact
from salesdesk.ui.widgets.fields import line, lines
from salesdesk.ui.widgets.labels import muted

_FIELDS: Final = (
    ("name", N_("Name"), ""),
    ("email", N_("Email"), ""),
    ("phone", N_("Phone"), ""),
    ("areas", N_("Areas"), N_("all; or postcodes, cities, countries: 50*, Bergen, Sweden")),
    ("products", N_("Products"), N_("all; or some, with commas between")),
    ("languages", N_("Languages"), N_("all; or some: Norwegian, Polish")),
    ("note", N_("Note"), ""),
)


class TeammateForm(Card):
    """Each field saves itself. `removed` asks to take the one shown out of the team."""

    removed = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Teammate | None = None
        self._head = self.head("")
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        self.facts: dict[str, TextFact] = {}
        for key, title, hint in _FIELDS:
            name, told = _(title), _(hint) if hint else ""
            editor = lines(told, rows=2, name=name) if key == "note" else line(told, name=name)
            self.facts[key] = TextFact(name, editor, self._saver(key))
            inside.addWidget(self.facts[key])
        self.in_turn = CheckBox(_("Takes turns where several of you would do"))
        self.in_turn.clicked.connect(self._turn)
        inside.addWidget(self.in_turn)
        told = _("Who says more of what fits a prospect comes before who takes all.")
        inside.addWidget(muted(told, wrap=True))
        foot = QHBoxLayout()
        foot.addStretch(1)
        self.remove = button(_("Remove from the team"), self._remove, kind="plain", icon="trash")
        foot.addWidget(self.remove)
        inside.addLayout(foot)
        self.body.addLayout(inside)
        self.body.addStretch(1)

    def shown_id(self) -> UUID | None:
        """Whom it shows."""
        return self._shown.id if self._shown else None

    def show_teammate(self, who: Teammate | None) -> bool:
        """Shows someone; False where what is being typed of another was not taken."""
        other = (who.id if who else None) != self.shown_id()
        if other and self._shown is not None and not self.commit():
            return False
        self._shown = who
        self.setEnabled(who is not None)
        self._head.say(who.name if who else "")
        for key, fact in self.facts.items():
            kept = getattr(who, key) if who else ""
            fact.show_value(kept, kept, other=other)
        self.in_turn.setChecked(bool(who and who.in_turn))
        return True

    def take_keyboard(self) -> None:
        """Puts the keyboard into the name, which is marked."""
        self.facts["name"].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [fact.commit() for fact in self.facts.values()]
        return all(taken)

    def _saver(self, key: str) -> Callable[[str, Any], tuple[bool, str]]:
        def save(text: str, seen: Any) -> tuple[bool, str]:
            return self._set(key, seen, text.strip())

        return save

    def _set(self, key: str, seen: Any, new: Any) -> tuple[bool, str]:
        who, store = self._shown, self._desk.store
        if who is None:
            return True, ""
        return tried(self._desk, lambda: teammates.edit(store, who, {key: (seen, new)}))

    def _turn(self) -> None:
        if self._shown is not None:
            self._set("in_turn", self._shown.in_turn, int(self.in_turn.isChecked()))

    def _remove(self) -> None:
        if self._shown is not None:
            self.removed.emit(self._shown)
