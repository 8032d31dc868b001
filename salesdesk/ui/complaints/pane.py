"""A form beside a list: its fields scroll, and what is done with them stays in sight at the foot."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.ui.widgets.scrolling import ScrollArea


class Pane(QWidget):
    """`column` takes the fields, `foot` the buttons."""

    def __init__(self) -> None:
        super().__init__()
        inside = QWidget()
        inside.setMinimumWidth(1)  # the pane gives the width
        self.column = QVBoxLayout(inside)
        self.column.setContentsMargins(20, 12, 20, 8)
        self.column.setSpacing(12)
        self.area = ScrollArea(inside)
        self.foot = QVBoxLayout()
        self.foot.setContentsMargins(20, 8, 20, 16)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.area, 1)
        whole.addLayout(self.foot)
