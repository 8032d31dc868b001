"""A desktop's portal, and a program that asks it: started by a test on a session bus of their own."""

from __future__ import annotations

import sys

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusVirtualObject
from PySide6.QtWidgets import QApplication

from salesdesk.ui.system_notices import SystemNotices

PATH = "/org/freedesktop/portal/desktop"


class Portal(QDBusVirtualObject):
    """Says what it is asked, with the types of D-Bus, and that the notification was clicked."""

    def introspect(self, path: str, /) -> str:  # noqa: ARG002  (Qt's name)
        return ""

    def handleMessage(self, message: QDBusMessage, connection: QDBusConnection, /) -> bool:  # noqa: N802  (Qt's name)
        print(message.member(), message.signature(), *message.arguments()[:1])
        connection.send(message.createReply())
        if message.member() == "AddNotification":
            for ident in ("of-another-program", "salesdesk-reminder"):
                clicked = QDBusMessage.createSignal(
                    PATH, "org.freedesktop.portal.Notification", "ActionInvoked"
                )
                clicked.setArguments([ident, "open", []])
                connection.send(clicked)
        return True


def main() -> None:
    """Tells something, is clicked, ends."""
    application = QApplication(sys.argv)
    bus = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "portal")
    portal = Portal()
    bus.registerService("org.freedesktop.portal.Desktop")
    bus.registerVirtualObject(PATH, portal)
    notices, loop = SystemNotices(application), QEventLoop()
    notices.acted.connect(lambda: print("clicked"))
    notices.acted.connect(loop.quit)
    QTimer.singleShot(10_000, loop.quit)
    notices.say("Call Łukasz, 09:10")
    loop.exec()
    notices.stop()
    QTimer.singleShot(200, loop.quit)
    loop.exec()


if __name__ == "__main__":
    main()
