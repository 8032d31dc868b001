"""Notifications of the system: by its tray where it has one, else by the desktop's portal over D-Bus.

Desktops without a tray (GNOME) have the portal. Of the two notification interfaces on D-Bus it is the one whose
types PySide can write: org.freedesktop.Notifications asks for an unsigned number, which it cannot.
https://flatpak.github.io/xdg-desktop-portal/docs/doc-org.freedesktop.portal.Notification.html
"""

from __future__ import annotations

import importlib.util
from typing import Any, Final

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtWidgets import QApplication, QMenu, QSystemTrayIcon

_ID: Final = "salesdesk-reminder"
_SERVICE: Final = "org.freedesktop.portal.Desktop"
_PATH: Final = "/org/freedesktop/portal/desktop"
_INTERFACE: Final = "org.freedesktop.portal.Notification"


class SystemNotices(QObject):
    """Shows one notification at a time; `acted` tells that it was clicked."""

    acted = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._tray: QSystemTrayIcon | None = None
        self._portal: Any = None  # a QDBusConnection; the module is loaded when it is first needed

    def say(self, text: str) -> bool:
        """Shows `text`; False where this system has nothing to show it with."""
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._say_by_tray(text)
            return True
        return importlib.util.find_spec("PySide6.QtDBus") is not None and self._say_by_portal(text)

    def stand_by(self, menu: QMenu) -> bool:
        """Stands in the tray with a menu; False where this system has no tray."""
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return False
        tray = self._in_tray()
        tray.setContextMenu(menu)
        tray.show()
        return True

    def _in_tray(self) -> QSystemTrayIcon:
        if self._tray is None:
            self._tray = QSystemTrayIcon(QApplication.windowIcon(), self)
            self._tray.setToolTip("Salesdesk")
            self._tray.messageClicked.connect(self.acted)
        return self._tray

    def _say_by_tray(self, text: str) -> None:
        tray = self._in_tray()
        tray.show()
        tray.showMessage("Salesdesk", text, QApplication.windowIcon())

    def _say_by_portal(self, text: str) -> bool:
        from PySide6.QtDBus import QDBusConnection, QDBusMessage

        bus = self._portal or QDBusConnection.sessionBus()
        if not bus.isConnected():
            return False
        if self._portal is None:
            self._portal = bus
            slot: Any = SLOT("portal_acted(QDBusMessage)")  # text, where the stubs say bytes
            bus.connect(_SERVICE, _PATH, _INTERFACE, "ActionInvoked", self, slot)
        call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "AddNotification")
        call.setArguments([_ID, {"title": "Salesdesk", "body": text, "default-action": "open"}])
        return bool(bus.send(call))  # the answer is not waited for: no portal, no notification

    @Slot("QDBusMessage")
    def portal_acted(self, message: Any) -> None:
        """The desktop tells that a notification was clicked, of whatever program."""
        if list(message.arguments()[:1]) == [_ID]:
            self.acted.emit()

    def stop(self) -> None:
        """Takes away what is shown."""
        if self._tray is not None:
            self._tray.hide()
        if self._portal is not None:
            from PySide6.QtDBus import QDBusMessage

            call = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "RemoveNotification")
            call.setArguments([_ID])
            self._portal.send(call)
