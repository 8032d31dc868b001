"""A seller's day by the keyboard alone: whatever is done is done by a key, where Tab, arrows or a shortcut led."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import openpyxl
import pytest
import vobject
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from salesdesk.services import agenda
from salesdesk.ui.studio import CONTROL
from tests.e2e.hands import Hands

ALT, SHIFT = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ShiftModifier
CARDS = """BEGIN:VCARD
VERSION:4.0
N:Nyström;Åsa;;;
FN:Åsa Nyström
ORG:Hemma hos Åsa
TEL;TYPE=cell:+46 70 123 45 67
END:VCARD
BEGIN:VCARD
VERSION:4.0
N:Łukasik;Marek;;;
FN:Marek Łukasik
ORG:Drewno Plus
END:VCARD
"""
SCAN = "BEGIN:VCARD\nVERSION:3.0\nN:Dang;Thu;;;\nFN:Thu Dang\nORG:Saigon Deli\nTEL:+84912345678\nEND:VCARD\n"
WRONG = "Cracked glaze on 4 of 12 bowls"
EVERYONE = {"Åsa Nyström", "Marek Łukasik", "Ingrid Solheim", "Thu Dang"}


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for window in application.topLevelWidgets():
        if isValid(window) and window.isVisible():
            window.close()


def bring_in(hands: Hands, cards: Path) -> None:
    """The second door, which has the keyboard at the first start: a file of contacts."""
    assert hands.here().startswith("Bring in my contacts")
    with hands.naming(str(cards)):
        hands.press(Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.wait()
    assert hands.here().endswith("Show them")


def prepare_fair(hands: Hands) -> None:
    """A fair of today, found in the palette."""
    hands.page("capture")
    hands.command("New fair")
    assert hands.here() == "Name"
    hands.fill("Hjem & Hage", "Lillestrøm", "today", "today", "9800", "40", after=Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_Escape)
    assert hands.here() == "Name"


def meet(hands: Hands) -> None:
    """One typed, one who is known already, one from a scanner."""
    hands.fill("Ingrid Solheim", "Fjord Interiør", "+47 912 34 567", after=Qt.Key.Key_Return)
    hands.tab_to("When would they buy?: Now")
    hands.press(Qt.Key.Key_Space)
    hands.press(Qt.Key.Key_Return, CONTROL)

    hands.fill("Asa Nystrom", "Hemma hos Åsa", "+46 70 123 45 67", after=Qt.Key.Key_Tab)
    hands.press(Qt.Key.Key_2, ALT)
    hands.tab_to("Add to that one")
    hands.press(Qt.Key.Key_Space)

    hands.studio.burst(SCAN)
    hands.wait()
    hands.press(Qt.Key.Key_1, ALT)
    hands.press(Qt.Key.Key_Return, CONTROL)


def complain(hands: Hands) -> None:
    hands.page("complaints")
    hands.press(Qt.Key.Key_N, CONTROL | SHIFT)
    hands.fill("Nyström", after=Qt.Key.Key_Return)
    hands.tab_to("What is wrong")
    hands.studio.write(WRONG)
    hands.tab_to("Answer by")
    hands.studio.write("tomorrow 16:00")
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.wait()


def hand_over(hands: Hands, file: Path, *, steps: int) -> None:
    """Hands everyone over; the format is so many arrows from the one that is chosen."""
    hands.page("handover")
    hands.tab_to("Format:")
    for _step in range(steps):
        hands.press(Qt.Key.Key_Right)
    hands.tab_to("Only those who agreed")
    if steps == 0:
        hands.press(Qt.Key.Key_Space)
    hands.tab_to("Hand over ")
    with hands.naming(str(file)):
        hands.press(Qt.Key.Key_Space)
    assert hands.reads(f"written to {file.name}")


def test_a_day_by_the_keyboard_alone(folder: Path) -> None:
    cards = folder / "cards.vcf"
    cards.write_text(CARDS, "utf-8")
    hands = Hands(folder)
    bring_in(hands, cards)
    prepare_fair(hands)
    meet(hands)
    assert hands.names('fair:"Hjem & Hage"') == EVERYONE - {"Marek Łukasik"}
    assert hands.names() == EVERYONE

    hands.page("today")
    hands.tab_to("Follow-ups")
    desk = hands.studio.desk
    with desk.store.read() as reading:
        planned = {due.name for due in agenda.agenda(reading, desk.clock).next.lines}
    assert planned >= EVERYONE - {"Marek Łukasik"}

    complain(hands)
    assert hands.complaints() == [WRONG]
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert hands.complaints() == []
    assert hands.reads("Taken back")
    hands.press(Qt.Key.Key_Z, CONTROL | SHIFT)
    assert hands.complaints() == [WRONG]
    hands.press(Qt.Key.Key_Q, CONTROL)
    assert not hands.studio.window.isVisible()

    hands = Hands(folder)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert hands.complaints() == []
    hand_over(hands, folder / "out.vcf", steps=0)
    hand_over(hands, folder / "out.xlsx", steps=1)

    with (folder / "out.vcf").open(encoding="utf-8") as file:
        assert {str(card.fn.value) for card in vobject.readComponents(file.read())} == EVERYONE
    sheet = openpyxl.load_workbook(folder / "out.xlsx").worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert {str(row[head.index("name")]) for row in sheet.iter_rows(min_row=2, values_only=True)} == EVERYONE
    hands.press(Qt.Key.Key_Q, CONTROL)
