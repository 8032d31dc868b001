"""Makes a figure a goal: what the page of goals is asked, and the menu that offers it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from salesdesk.errors import UserError
from salesdesk.services import goal_checks
from salesdesk.ui.icons import icon

ICON: Final = "target"
_NO_SCOPE: Final[Mapping[str, str]] = {}


def asked(figure: str, scope: Mapping[str, str] = _NO_SCOPE) -> str:
    """What opens the form of a goal of this figure, or of one part of it: `new:revenue:source:fair`. Empty where it
    can be no goal: it is only known as of now, or a part of a part, or the part that nobody named."""
    if not figure or len(scope) > 1 or not all(scope.values()):
        return ""
    by = next(iter(scope), "")
    try:
        goal_checks.draft(figure, by)
    except UserError:
        return ""
    return ":".join(("new", figure, *((by, scope[by]) if by else ())))


def offer(on: QWidget, at: QPoint, choices: Sequence[tuple[str, Callable[[], None]]]) -> QMenu:
    """A menu at a point of the screen, of what can become a goal."""
    menu = QMenu(on)
    for text, run in choices:
        action = QAction(icon(ICON), text, menu)
        action.triggered.connect(run)
        menu.addAction(action)
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(at)
    return menu
