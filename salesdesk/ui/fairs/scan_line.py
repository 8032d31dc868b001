"""Where one is asked for a badge: held before the camera, its number typed or scanned, or a picture of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.live_view import LiveView
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line


class ScanLine(QWidget):
    """`number` is typed into; `picture` asks for pictures instead; `live` shows the camera where there is one."""

    def __init__(self, desk: Desk, choose: Callable[[], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.number = line(_("Scan now, or type the number on the badge and press Enter"), name=_("Badge"))
        self.picture = button(
            _("Picture…"),
            choose,
            icon="image",
            tip=_("Read photographs of badges and cards; one that was copied is pasted by F4"),
        )
        row.addWidget(self.number, 1)
        row.addWidget(self.picture)
        self.live = LiveView(desk)
        column.addLayout(row)
        column.addWidget(self.live)

    def begin(self) -> None:
        """Shows it, empty, with the keyboard in it, and opens the camera."""
        self.number.clear()
        self.show()
        self.live.begin()
        self.number.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """A badge was read: goes, but for a camera, which stays for the next."""
        self.number.clear()
        if not self.live.is_on:
            self.hide()

    def end(self) -> None:
        """The form was saved or cleared: the camera looks for the next badge."""
        self.leave()
        if self.live.is_on:
            self.live.go_on()
