"""What the few dialogs say."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from salesdesk.errors import EnvironmentTrouble
from salesdesk.ui import dialogs


def test_a_trouble_of_the_machine_says_once_what_to_do(qapp: QApplication) -> None:
    seen: list[str] = []

    def look() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        seen.extend((box.text(), box.informativeText()))
        box.close()

    QTimer.singleShot(0, look)
    again = dialogs.trouble(
        None, EnvironmentTrouble("Ingen plass på disken.", "Slett noe først."), retry=True
    )
    assert seen == ["Ingen plass på disken.", "Slett noe først."]
    assert not again
