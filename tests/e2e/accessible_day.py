"""A seller's day through the accessibility tree: what a screen reader finds, does and reads, and nothing else.

    /usr/bin/python3 accessible_day.py PYTHON FOLDER FILE [FILE]

PYTHON starts the program as a seller does; FILEs are brought in; what is handed over goes into FOLDER. It ends with
0 where every step found what it looked for, else it says what was missing and what was shown instead. It wants a
screen and a session bus of its own: test_accessible_day.py gives them.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from screen_reader import ScreenReader
from x11_keys import Keyboard

ROOT = Path(__file__).resolve().parents[2]
SCAN = "MECARD:N:Dang,Thu;ORG:Saigon Deli;TEL:+84912345678;;"
WRONG = "Cracked glaze on 4 of 12 bowls"
SECONDS_TO_END = 20


class Day:
    """The steps, on the program that was started."""

    def __init__(self, python: str, folder: Path) -> None:
        self._command = [python, "-m", "salesdesk"]
        self._folder = folder
        self.screen, self.keyboard = ScreenReader("salesdesk"), Keyboard()
        self.program: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Starts the program and waits for its window."""
        self.program = subprocess.Popen(self._command, cwd=ROOT)
        self.screen.find("frame", "Salesdesk")

    def to_front(self) -> None:
        """Gives the window the keyboard: a second start brings the first to the front. No window manager does."""
        subprocess.run(self._command, cwd=ROOT, check=True, timeout=SECONDS_TO_END)
        self.screen.active("frame", "Salesdesk")

    def leave(self) -> None:
        """Quits by the palette, and waits until all is written and the program is gone."""
        self.command("Quit")
        assert self.program is not None
        code = self.program.wait(SECONDS_TO_END)
        assert code == 0, f"the program ended with {code}"
        self.program = None
        self.screen.gone()

    def go(self, page: str) -> None:
        """Turns to a page by the navigation."""
        self.screen.switch("radio button", page)

    def command(self, title: str) -> None:
        """Runs a command by the palette."""
        screen = self.screen
        screen.press("push button", "Search or run a command")
        screen.write("Search or run a command", title)
        found = screen.find("list", "What was found")
        screen.until(
            lambda: screen.is_selected(screen.look("list item", title, found)), f"no command {title}"
        )
        self.enter("Search or run a command")

    def enter(self, field: str) -> None:
        """Presses Enter in a field: it has no act of its own in the tree."""
        self.screen.focus(self.screen.find("text", field))
        self.keyboard.press("Return")

    def bring_in(self, files: list[Path]) -> None:
        """The second door of the first start: files of contacts, named in the dialog."""
        screen = self.screen
        screen.press("push button", "Bring in my contacts")
        screen.write("File name:", " ".join(f'"{file}"' for file in files))
        screen.press("push button", "Open")
        screen.find("table", "What is in the file")
        screen.press("push button", "Take in")
        screen.find("push button", "Show them")
        screen.find("label", "All of it can be taken back", anywhere=True)

    def prepare_fair(self, name: str) -> None:
        """A fair of today, so that whoever is met is counted for it."""
        screen = self.screen
        self.go("Fair capture")
        screen.press("push button", "Prepare a fair")
        screen.find("text", "Target of leads")  # until then it is the capture's own Name that is there
        for field, text in (
            ("Name", name),
            ("Place", "Lillestrøm"),
            ("From", "today"),
            ("To", "today"),
            ("Target of leads", "40"),
        ):
            screen.write(field, text)
            self.enter(field)
        screen.hear(f"Prepared {name}")
        screen.press("push button", "Capture here")
        screen.find("text", "Company")

    def capture(self, name: str, company: str, phone: str) -> None:
        """Someone met, who would buy now. The one who is known already is added to."""
        screen = self.screen
        for field, text in (("Name", name), ("Company", company), ("Phone", phone)):
            screen.write(field, text)
        self._would_buy_now()

    def _would_buy_now(self) -> None:
        self.screen.switch("radio button", "When would they buy?: Now")

    def save(self, name: str, *, by: str = "Save and next") -> None:
        """Saves what was captured; the form is empty again, and it was said."""
        screen = self.screen
        screen.press("push button", by)
        screen.until(lambda: screen.text(screen.find("text", "Name")) == "", "an empty form")
        screen.hear(name)

    def scan(self) -> None:
        """A scanner types a badge in one burst, wherever the keyboard is."""
        screen = self.screen
        screen.focus(screen.find("text", "Name"))
        self.keyboard.burst(SCAN)
        screen.until(lambda: screen.text(screen.find("text", "Name")) == "Thu Dang", "the name of the badge")
        self._would_buy_now()

    def complain(self) -> None:
        """A complaint of someone who is found by a part of the name."""
        screen = self.screen
        self.go("Complaints")
        screen.press("push button", "New complaint")
        screen.write("Who", "Nyström")
        screen.find("list item", "Åsa Nyström", screen.find("list", "Whom it is about"))
        self.enter("Who")
        for field, text in (
            ("What is wrong", WRONG),
            ("What you promised", "New bowls"),
            ("Answer by", "tomorrow 16:00"),
        ):
            screen.write(field, text)
        screen.press("push button", "Take it in")
        screen.hear(WRONG)
        screen.find("table cell", WRONG)

    def hand_over(self, tile: str, file: Path) -> None:
        """Hands everyone over as `tile`, into a file named in the dialog."""
        screen = self.screen
        screen.switch("radio button", f"Format: {tile}")
        screen.press("push button", "Hand over ")
        screen.write("File name:", str(file))
        screen.press("push button", "Save")
        screen.find("label", f"written to {file.name}", anywhere=True)


def whole_day(day: Day, files: list[Path], folder: Path) -> None:
    """From the first start to the handed-over files."""
    screen = day.screen
    day.start()
    day.bring_in(files)
    day.to_front()
    day.prepare_fair("Hjem & Hage")
    day.capture("Ingrid Solheim", "Fjord Interiør", "+47 912 34 567")
    day.save("Ingrid Solheim")
    day.capture("Asa Nystrom", "Hemma hos Åsa", "+46 70 123 45 67")
    screen.find("label", "Åsa Nyström, Hemma hos Åsa")
    day.save("Åsa Nyström", by="Add to that one")
    day.scan()
    day.save("Thu Dang")

    day.go("Today")
    planned = screen.find("list", "Follow-ups")
    for name in ("Ingrid Solheim", "Åsa Nyström", "Thu Dang"):
        screen.find("list item", name, planned, anywhere=True)

    day.complain()
    day.command("Undo")
    screen.hear("Taken back")
    screen.find("label", "No complaints")
    screen.press("push button", "Redo")
    screen.hear("Done again")
    screen.find("table cell", WRONG)
    day.leave()

    day.start()
    screen.find("table cell", WRONG)
    day.to_front()
    day.command("Undo")
    screen.find("label", "No complaints")
    day.go("Hand over")
    screen.press("check box", "Only those who agreed")
    day.hand_over("vCard", folder / "out.vcf")
    day.hand_over("Excel", folder / "out.xlsx")
    day.to_front()
    day.leave()


def main(python: str, folder: Path, files: list[Path]) -> None:
    """Runs the day; leaves no program behind, however it goes."""
    day = Day(python, folder)
    try:
        whole_day(day, files, folder)
    finally:
        if day.program is not None:
            day.program.kill()
            day.program.wait(SECONDS_TO_END)


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), [Path(one) for one in sys.argv[3:]])
