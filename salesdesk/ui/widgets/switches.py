"""Buttons that are on or off, and that a screen reader can switch as well as a hand."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QAbstractButton, QWidget


class Switch(QAbstractButton):
    """`clicked` tells of every switch but those of the program itself.

    Qt's accessible act Toggle changes the state and tells `toggled` alone, which `setChecked` tells too; so
    whoever listens to `clicked` would miss it, and whoever listens to `toggled` would answer itself.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ours = False
        self.setCheckable(True)
        self.toggled.connect(self._was_toggled)

    def setChecked(self, checked: bool) -> None:  # noqa: FBT001  (Qt's signature)
        before, self._ours = self._ours, True
        super().setChecked(checked)
        self._ours = before

    def nextCheckState(self) -> None:
        before, self._ours = self._ours, True  # Qt tells `clicked` of it
        super().nextCheckState()
        self._ours = before

    def _was_toggled(self, on: bool) -> None:  # noqa: FBT001  (a slot)
        group: Any = self.group()  # None where it stands alone, which the stubs do not know
        let_go = not on and group is not None and group.exclusive()  # another of the group was chosen
        if not self._ours and not let_go:
            told: Any = self.clicked  # its overloads neither
            told[bool].emit(on)
