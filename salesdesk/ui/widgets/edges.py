"""The hairline between two parts of a page."""

from __future__ import annotations

from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QWidget


def edge(*, upright: bool = False) -> QWidget:
    """A line of one pixel, across the page or upright."""
    made = QWidget()
    if upright:
        made.setFixedWidth(1)
    else:
        made.setFixedHeight(1)
    made.setBackgroundRole(QPalette.ColorRole.Mid)
    made.setAutoFillBackground(True)
    return made
