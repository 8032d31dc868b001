"""One window for one store: a second start brings the first to the front and ends."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_PATIENCE: Final = 300  # milliseconds in which a running program answers


class Instance(QObject):
    """Listens for a second start. A local socket of this user alone; nothing of the network."""

    asked_to_front = Signal()

    def __init__(self, store: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._name = "salesdesk-" + hashlib.sha256(str(store.resolve()).encode()).hexdigest()[:20]
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)

    def is_running(self) -> bool:
        """Whether a window of this store is open already; it was asked to come to the front."""
        socket = QLocalSocket()
        socket.connectToServer(self._name)
        found = socket.waitForConnected(_PATIENCE)
        if found:
            socket.disconnectFromServer()
        return found

    def listen(self) -> None:
        """Answers from now on. What a crash left behind of an earlier one is taken away first."""
        QLocalServer.removeServer(self._name)
        self._server.listen(self._name)

    def _asked(self) -> None:
        while self._server.hasPendingConnections():
            self._server.nextPendingConnection().close()
        self.asked_to_front.emit()

    def close(self) -> None:
        """Answers no more."""
        self._server.close()
