"""What narrows the list of complaints: which of them, and words that are looked for."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services.complaints import Line
from salesdesk.ui.complaints.wording import who
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.fields import line


class Narrowing(QWidget):
    """Chips of which one is lit, and a field."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._which = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 10, 16, 10)
        row.setSpacing(6)
        self._chips = {
            "": ToggleChip(_("All")),
            "open": ToggleChip(_("Open")),
            "public": ToggleChip(_("Said in public")),
            "solved": ToggleChip(_("Solved")),
        }
        for which, chip in self._chips.items():
            chip.clicked.connect(lambda _on=False, which=which: self._narrow(which))
            row.addWidget(chip)
        self.field = line(_("Find a complaint"), name=_("Find a complaint"))
        self.field.setClearButtonEnabled(True)
        self.field.textChanged.connect(self._typed)
        row.addWidget(self.field, 1)
        self._light()

    def clear(self) -> None:
        """Narrows nothing any more."""
        self.field.clear()
        self._narrow("")

    def _narrow(self, which: str) -> None:
        self._which = which
        self._light()
        self.changed.emit()

    def _light(self) -> None:
        for which, chip in self._chips.items():
            chip.setChecked(which == self._which)

    def _typed(self, _text: str) -> None:
        self.changed.emit()

    def fits(self, one: Line) -> bool:
        """Whether a complaint is among those looked for."""
        if (self._which == "open" and not one.open) or (self._which == "solved" and one.open):
            return False
        if self._which == "public" and not one.public:
            return False
        cause = vocabulary.label("cause", one.cause) if one.cause else ""
        text = fold(f"{one.what} {who(one)} {one.stands} {cause} {vocabulary.label('complaint', one.kind)}")
        return all(word in text for word in fold(self.field.text()).split())
