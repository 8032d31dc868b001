"""One window for one store: a second start brings the first to the front and ends.

Who is first is told by a lock file, which costs nothing at a start; what answers a second one is loaded when the
window has been painted, or when there is somebody to ask.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCryptographicHash, QDir, QLockFile, QObject, QThread, Signal

if TYPE_CHECKING:
    from PySide6.QtNetwork import QLocalServer

LISTENS: Final = 1500  # milliseconds from the first paint until a second start is answered
_PATIENCE: Final = 3.0  # seconds in which a running program answers, one that has just begun too
_ANSWERS: Final = 300  # milliseconds in which one that listens takes a call


class Instance(QObject):
    """Listens for a second start. A local socket of this user alone; nothing of the network."""

    asked_to_front = Signal()

    def __init__(self, store: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        whole = QCryptographicHash.hash(str(store.resolve()).encode(), QCryptographicHash.Algorithm.Sha256)
        self._name = "salesdesk-" + bytes(whole.toHex().data()).decode()[:20]
        self._first = QLockFile(QDir.temp().filePath(f"{self._name}.lock"))
        self._first.setStaleLockTime(0)  # however old it is, it holds while its program runs, and no longer
        self._server: QLocalServer | None = None

    def is_running(self) -> bool:
        """Whether a window of this store is open already; it was asked to come to the front."""
        if self._first.tryLock(0) or self._first.error() != QLockFile.LockError.LockFailedError:
            return False
        from PySide6.QtNetwork import QLocalSocket

        until = time.monotonic() + _PATIENCE
        while time.monotonic() < until:
            socket = QLocalSocket()
            socket.connectToServer(self._name)
            if socket.waitForConnected(_ANSWERS):
                socket.disconnectFromServer()
                return True
            QThread.msleep(50)  # it has begun, and does not listen yet
        return False

    def listen(self) -> None:
        """Answers from now on. What a crash left behind of an earlier one is taken away first."""
        from PySide6.QtNetwork import QLocalServer

        QLocalServer.removeServer(self._name)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._asked)
        self._server.listen(self._name)

    def _asked(self) -> None:
        while self._server is not None and self._server.hasPendingConnections():
            self._server.nextPendingConnection().close()
        self.asked_to_front.emit()

    def close(self) -> None:
        """Answers no more."""
        if self._server is not None:
            self._server.close()
        self._first.unlock()
