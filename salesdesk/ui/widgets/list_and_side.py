"""A list, and beside it what is shown of the one in front; where there is no room, one in the place of the other."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

_FOLD_UNDER: Final = 920  # pixels under which both have no room beside each other
_ANY: Final = 16_777_215


class ListAndSide(QWidget):
    """`left` holds the list, which is `keyboard`; `right` is `side` pixels wide where both stand beside each other.
    `on_fold` is told when they no longer do, and when they do again."""

    def __init__(
        self,
        left: QWidget,
        right: QWidget,
        *,
        side: int,
        keyboard: QWidget,
        on_fold: Callable[[bool], object],
    ) -> None:
        super().__init__()
        self._keyboard, self._on_fold = keyboard, on_fold
        self._left, self._right, self._side = left, right, side
        self._some, self._held = False, False
        self._folded, self._in_front = False, False
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)
        self._fit()

    def is_folded(self) -> bool:
        """Whether one stands in the place of the other."""
        return self._folded

    def fit(self, *, some: bool, held: bool = False) -> None:
        """Says whether there is something to be shown at the side; `held`: it is, whatever the list shows."""
        self._some, self._held = some, held
        self._fit()

    def unfold(self) -> None:
        """Brings the side in front, where it stands in the place of the list."""
        self._in_front = True
        self._fit()

    def fold_back(self) -> None:
        """Shows the list again, with the keyboard, where the side had taken its place."""
        had, self._in_front = self._folded and not self._right.isHidden(), False
        self._fit()
        if had and not self._left.isHidden():
            self._keyboard.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fit(self) -> None:
        wanted = self._held or (self._some and (self._in_front or not self._folded))
        self._right.setVisible(wanted)
        self._left.setVisible(not (self._folded and wanted))
        self._right.setMinimumWidth(0 if self._folded else self._side)
        self._right.setMaximumWidth(_ANY if self._folded else self._side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._folded and not self._right.isHidden():
            self.fold_back()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        folded = self.width() < _FOLD_UNDER
        if folded != self._folded or event.oldSize().width() < 0:
            self._folded = folded
            self._fit()
            self._on_fold(folded)
