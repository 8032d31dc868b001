"""Where one is asked for a badge: its number typed or scanned, or a picture of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line


class ScanLine(QWidget):
    """`number` is typed into; `picture` asks for pictures instead."""

    def __init__(self, choose: Callable[[], None]) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self.number = line(_("Scan now, or type the number on the badge and press Enter"), name=_("Badge"))
        self.picture = button(
            _("Picture…"),
            choose,
            icon="image",
            tip=_("Read photographs of badges; one that was copied is pasted by F4"),
        )
        row.addWidget(self.number, 1)
        row.addWidget(self.picture)

    def begin(self) -> None:
        """Shows it, empty, with the keyboard in it."""
        self.number.clear()
        self.show()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)
