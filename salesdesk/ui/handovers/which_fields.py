"""Which fields of people go along in a hand-over: a button that says how many, and a menu to choose them in."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.i18n import N_, _, ngettext
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.menus import StayingMenu

_ALWAYS: Final = ("name", "uid", "note")  # whether a note goes along is asked by itself
_OFFERED: Final = (
    ("company", N_("Company")), ("title", N_("Title")), ("phone", N_("Phone")), ("email", N_("Email")),
    ("web", N_("Web address")), ("street,postal_code,city,region,country", N_("Address")),
    ("birthday", N_("Birthday")), ("photo", N_("Picture")), ("tags", N_("Tags")), ("source", N_("Source")),
    ("fair", N_("Fair")), ("stage", N_("Stage")), ("time_frame", N_("Time frame")),
    ("asked_about", N_("Asked about")), ("language", N_("Language")), ("trade", N_("Trade")),
    ("size", N_("Size")), ("segment_region", N_("Sales region")), ("consent", N_("Consent")),
    ("customer_since", N_("Customer since")), ("follow_up", N_("Follow-up")),
)  # fmt: skip


class WhichFields(QWidget):
    """All go along until some are switched off; `changed` tells that one was switched."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        self.button = button("", self._ask, kind="link")
        row.addWidget(self.button)
        self.menu = StayingMenu(self)
        self.actions_by_field: dict[str, QAction] = {}
        for fields, text in _OFFERED:
            action = QAction(_(text), self.menu)
            action.setCheckable(True)
            action.setChecked(True)
            action.toggled.connect(self._switched)
            self.menu.addAction(action)
            self.actions_by_field[fields] = action
        self._say()

    def fields(self) -> tuple[str, ...]:
        """Those that go along; none are named where all do."""
        wanted = [fields for fields, action in self.actions_by_field.items() if action.isChecked()]
        if len(wanted) == len(_OFFERED):
            return ()
        return (*_ALWAYS, *(one for fields in wanted for one in fields.split(",")))

    def _ask(self) -> None:
        self.menu.popup(self.button.mapToGlobal(QPoint(0, self.button.height())))

    def _switched(self) -> None:
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        missing = sum(not action.isChecked() for action in self.actions_by_field.values())
        text = _("All fields go along")
        if missing:
            told = ngettext("{n} field left out", "{n} fields left out", missing)
            text = told.format(n=missing)
        label(self.button, text, after_icon=False)
        self.button.setAccessibleName(text)
