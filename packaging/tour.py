"""A seller's day in the real window, without a screen: what `make run` shows where there is none.

    python packaging/tour.py FOLDER

The steps are those of a person: keys pressed, text typed, a file dropped. The end-to-end tests take the same
steps and look at what they left.
"""

from __future__ import annotations

import sys
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QMimeData, QPoint, Qt, QTimer, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QWidget

from salesdesk.clock import Clock, SystemClock, today
from salesdesk.settings import Settings
from salesdesk.ui.pictures import LOOKS, take
from salesdesk.ui.studio import CONTROL, Studio

ALT = Qt.KeyboardModifier.AltModifier
CARDS = """BEGIN:VCARD
VERSION:4.0
N:Nyström;Åsa;;;
FN:Åsa Nyström
ORG:Hemma hos Åsa
TEL;TYPE=cell:+46 70 123 45 67
EMAIL:asa@hemma.example
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Łukasik;Marek;;;
FN:Marek Łukasik
ORG:Drewno Plus
TEL;TYPE=work:+48 22 123 45 67
END:VCARD
"""
SCAN = "BEGIN:VCARD\nVERSION:3.0\nN:Đặng;Thu;;;\nFN:Thu Dang\nORG:Saigon Deli\nTEL:+84912345678\nEND:VCARD\n"


class Day:
    """The steps, on a window that is open."""

    def __init__(self, studio: Studio, folder: Path) -> None:
        self.studio, self.folder = studio, folder

    def start_empty(self) -> None:
        """The first start: the third door, by keyboard."""
        self.studio.press(Qt.Key.Key_Right)
        self.studio.press(Qt.Key.Key_Return)

    def drop(self, file: Path) -> None:
        """Drops a file on the window, and takes in what it holds."""
        self.look_over(file)
        self.studio.press(Qt.Key.Key_Return, CONTROL)
        self.settle_long()

    def look_over(self, file: Path) -> None:
        """Drops a file on the window, and waits until all in it can be looked over."""
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(file))])
        spot = QPoint(400, 400)
        copy = Qt.DropAction.CopyAction
        event = QDropEvent(spot, copy, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
        self.studio.window.dropEvent(event)
        self.settle_long()

    def settle_long(self) -> None:
        """Waits for work in steps, each begun when the one before has answered."""
        for _round in range(4):
            self.studio.settle()

    def prepare_fair(self, name: str, target: int) -> None:
        """Prepares a fair of three days from today, by keyboard."""
        self.studio.window.go("capture")
        self.studio.settle()
        self.studio.window.run_command("fair-new")
        self.studio.settle()
        day = today(self.studio.desk.clock)
        for text in (
            name,
            "Lillestrøm",
            day.isoformat(),
            (day + timedelta(days=2)).isoformat(),
            "9800",
            str(target),
        ):
            self.studio.write(text)
            self.studio.press(Qt.Key.Key_Tab)
        self.studio.settle()
        self.studio.press(Qt.Key.Key_Escape)

    def capture(self, *fields: str, when: int = 1, add: bool = False) -> None:
        """Captures someone: name, company, phone, email … in the order of the form; `when` is 1 hot to 3 cold.
        `add`: to the one who may be known already."""
        self.studio.window.go("capture")
        self.studio.settle()
        for text in fields:
            self.studio.write(text)
            self.studio.press(Qt.Key.Key_Return)
        self.studio.press(Qt.Key(Qt.Key.Key_0 + when), ALT)
        self.studio.settle()
        if add:
            self.studio.press(Qt.Key.Key_A, ALT)
        else:
            self.studio.press(Qt.Key.Key_Return, CONTROL)
        self.studio.settle()

    def scan(self, text: str) -> None:
        """A scanner types what it read, in one burst, and the capture is saved."""
        self.studio.window.go("capture")
        self.studio.settle()
        self.studio.burst(text)
        for _round in range(8):
            self.studio.settle()
        self.studio.press(Qt.Key.Key_Return, CONTROL)
        self.studio.settle()

    def undo(self) -> None:
        """Ctrl+Z."""
        self.studio.press(Qt.Key.Key_Z, CONTROL)
        self.studio.settle()

    def redo(self) -> None:
        """Ctrl+Shift+Z."""
        self.studio.press(Qt.Key.Key_Z, CONTROL | Qt.KeyboardModifier.ShiftModifier)
        self.studio.settle()

    def hand_over(self, tile: str, file: Path) -> None:
        """Hands everyone over as `tile` (.vcf, .xlsx, .csv), to a file named in the dialog."""
        from salesdesk.ui.handovers.give import GiveTab
        from salesdesk.ui.handovers.page import HandOverPage

        self.studio.window.go("handover", "give:")
        self.settle_long()
        whole = self.studio.window.book.front()
        assert isinstance(whole, HandOverPage)
        page = whole.front()
        assert isinstance(page, GiveTab)
        page.form.agreed.setChecked(False)
        page.form.tiles.choose(tile)
        page.form.tiles.chosen.emit(tile)
        self.settle_long()
        answer = QTimer()
        answer.timeout.connect(lambda: name_file(file))
        answer.start(50)
        page.hand_over()
        answer.stop()
        self.settle_long()


def name_file(file: Path) -> None:
    """Types a name into the dialog that asks for one."""
    dialog = QApplication.activeModalWidget()
    if isinstance(dialog, QFileDialog):
        dialog.setDirectory(str(file.parent))
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        if isinstance(field, QWidget):
            field.setText(file.name)
        dialog.accept()


def main(folder: Path, clock: Clock) -> None:
    """The day, and a picture of every page."""
    Studio.without_screen()
    cards = folder / "my-phone.vcf"
    cards.write_text(CARDS, "utf-8")
    studio = Studio(folder / "store.db", clock, Settings(country="NO", currency="NOK", theme="light"))
    day = Day(studio, folder)
    day.start_empty()
    say("Dropped a file of contacts on the window")
    day.drop(cards)
    day.prepare_fair("Hjem & Hage", 40)
    say("Prepared a fair")
    day.capture("Ingrid Solheim", "Fjord Interiør", "+47 912 34 567", when=1)
    day.capture("Asa Nystrom", "Hemma hos Åsa", "+46 70 123 45 67", when=2, add=True)
    day.scan(SCAN)
    say("Captured three people: one typed, one known already, one from a scanner")
    day.undo()
    day.redo()
    say("Took the last one back, and did it again")
    day.hand_over(".vcf", folder / "hjem-og-hage.vcf")
    day.hand_over(".xlsx", folder / "hjem-og-hage.xlsx")
    say("Handed all over as vCard and Excel")
    studio.leave()
    for file in take(folder / "pictures", None, looks=LOOKS[:1]):  # `make screenshots` takes them all
        say(f"  {file.name}")


def say(text: str) -> None:
    """A line of what happens, at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), SystemClock())
