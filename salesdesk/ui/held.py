"""What is seen where a page is not left since something typed on it was not taken: the reason, and the field."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from salesdesk.ui.desk import Desk

_ROOM = 72  # pixels above and below: the notice that says why lies over the foot of the page


def hold(inside: QWidget, desk: Desk) -> None:
    """Says what is wrong with the first field in `inside` that was not taken, and brings it into sight with the
    keyboard in it; nothing where none is marked, which was told already when it was refused."""
    found = next((one for one in inside.findChildren(QWidget) if _is_marked(one)), None)
    if found is None:
        return
    around = found.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(found, 0, _ROOM)
        around = around.parentWidget()
    found.setFocus(Qt.FocusReason.OtherFocusReason)
    desk.say(found.accessibleDescription())


def _is_marked(editor: QWidget) -> bool:
    return (
        bool(editor.property("invalid"))
        and bool(editor.accessibleDescription())
        and editor.isVisibleTo(editor.window())
    )
