"""What they are interested in: chips of what is offered, and a line for another one, which finds products."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.flow import FlowLayout

FOUND: Final = 4  # chips at most of what is found by what is typed


class Interests(QWidget):
    """`offer` says which chips there are; those switched on stay whatever is offered.

    What is typed finds more of them, behind the line: in no list of its own, which would take the keys that a
    scanner types.
    """

    changed = Signal()
    rebuilt = Signal()  # there are other chips now

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self._chips: list[ToggleChip] = []
        self._found: list[ToggleChip] = []
        self._findable: Sequence[str] = ()
        self._flow = FlowLayout(self)
        self.line = _Line()
        self.line.setAccessibleName(_("Interested in something else"))
        self.line.setPlaceholderText(_("Something else …"))
        self.line.setFixedSize(150, 26)
        self.line.setStyleSheet("QLineEdit { padding: 0 10px; border-radius: 13px; }")
        self.line.entered.connect(self.take_typed)
        self.line.textChanged.connect(self._find)
        self._flow.addWidget(self.line)

    def value(self) -> tuple[str, ...]:
        """What is switched on, and what is typed and not yet a chip."""
        known = {fold(name): name for name in self._findable}  # as the seller spells it
        parts = (part.strip() for part in self.line.text().split(","))
        typed = [known.get(fold(part), part) for part in parts if part]
        on = [chip.text() for chip in self._chips if chip.isChecked()]
        return tuple(dict.fromkeys((*on, *typed)))

    def choose(self, value: Sequence[str]) -> None:
        """Switches these on, and all else off."""
        self.line.clear()
        self._set([chip.text() for chip in self._chips], value)

    def offer(self, products: Sequence[str], findable: Sequence[str] = ()) -> None:
        """Offers other products, and others of `findable` while one types; what is on stays on."""
        self._findable = findable
        on = [chip.text() for chip in self._chips if chip.isChecked()]
        self._set([*on, *products] if on else products, on)

    def take_typed(self) -> None:
        """Makes chips of what was typed."""
        on = self.value()
        self.choose(on)
        self.changed.emit()

    def _set(self, offered: Sequence[str], on: Sequence[str]) -> None:
        wanted: dict[str, str] = {}
        for text in (*offered, *on):
            wanted.setdefault(fold(text), text)
        texts = list(wanted.values())
        chosen = {fold(text) for text in on}
        if texts != [chip.text() for chip in self._chips]:
            for chip in self._chips:
                self._flow.removeWidget(chip)
                chip.deleteLater()
            self._chips = [self._chip(text) for text in texts]
            for place, chip in enumerate(self._chips):
                self._flow.insert(place, chip)
                chip.show()
            self.rebuilt.emit()
        for chip in self._chips:
            chip.setChecked(fold(chip.text()) in chosen)

    def _chip(self, text: str) -> ToggleChip:
        chip = ToggleChip(text, parent=self)
        chip.setAccessibleName(f"{self._name}: {text}")
        chip.clicked.connect(self.changed)
        return chip

    def _find(self, text: str) -> None:
        """Shows behind the line what is found by the last thing typed in it."""
        last = fold(text.rpartition(",")[2]).split()
        here = {fold(chip.text()) for chip in self._chips}
        found = (
            [name for name in self._findable if _fits(name, last) and fold(name) not in here] if last else []
        )
        if found[:FOUND] == [chip.text() for chip in self._found]:
            return
        for chip in self._found:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._found = [self._found_chip(name) for name in found[:FOUND]]
        self.rebuilt.emit()

    def _found_chip(self, name: str) -> ToggleChip:
        chip = ToggleChip(name, icon="plus", parent=self)
        chip.setAccessibleName(f"{self._name}: {name}")
        chip.clicked.connect(lambda: self._take_found(name))
        self._flow.addWidget(chip)
        chip.show()
        return chip

    def _take_found(self, name: str) -> None:
        """Switches on what was found, in place of what was typed."""
        typed, comma, _last = self.line.text().rpartition(",")
        self.line.setText(typed + comma)
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.choose((*self.value(), name))
        self.changed.emit()

    def first(self) -> QWidget:
        """What gets the keyboard first: a chip, or the line where nothing was asked about yet."""
        return self._chips[0] if self._chips else self.line

    def chips(self) -> list[ToggleChip]:
        """The chips, in their order."""
        return list(self._chips)

    def found(self) -> list[ToggleChip]:
        """What is found by what is typed, behind the line."""
        return list(self._found)


def _fits(name: str, parts: Sequence[str]) -> bool:
    folded = fold(name)
    return all(part in folded for part in parts)


class _Line(QLineEdit):
    """`entered` is told on Enter, where something was typed; else Enter is for the form."""

    entered = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain and self.text().strip():
            self.entered.emit()
            event.accept()
            return
        super().keyPressEvent(event)
