"""How tests use the window: waiting until it has answered, typing what people type."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QWidget

from salesdesk.ui import background


def settled(milliseconds: int = 3000) -> None:
    """Waits until nothing runs in the background and all that it answered has been shown."""
    background.wait_for_all(milliseconds)
    for _round in range(4):
        QCoreApplication.processEvents()
        background.wait_for_all(milliseconds)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


def typed(widget: QWidget, text: str) -> None:
    """Types text of any script: pytest-qt's own keys abort the process on letters beyond Latin-1."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QCoreApplication.sendEvent(widget, event)
