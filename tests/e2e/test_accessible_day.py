"""A seller's day through the accessibility tree, on a screen of its own: what a screen reader can find and do.

The real program runs as a seller starts it, under Xvfb and a session bus of its own; accessible_day.py takes the
steps, in the system's Python, which has the bindings. Here stands what the day must have left.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from ctypes.util import find_library
from pathlib import Path

import openpyxl
import pytest
import vobject

from salesdesk import paths
from salesdesk.services import checks, complaints, listing, search
from salesdesk.store.database import Store
from tests.factories import StandingClock

DRIVER = Path(__file__).with_name("accessible_day.py")
SYSTEM_PYTHON = "/usr/bin/python3"
SECONDS = 240  # a day takes 30 to 60, more where others use the machine
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


def missing() -> str:
    """What this system lacks of a screen, a session bus and a screen reader's way in; empty where it has all."""
    tools = [one for one in ("xvfb-run", "Xvfb", "dbus-run-session") if shutil.which(one) is None]
    if tools:
        return f"{', '.join(tools)} is not installed"
    libraries = [one for one in ("Xtst", "xcb-cursor") if find_library(one) is None]
    if libraries:
        return f"there is no library {', '.join(libraries)}"
    asked = "import gi; gi.require_version('Atspi', '2.0'); from gi.repository import Atspi"
    try:
        found = subprocess.run([SYSTEM_PYTHON, "-c", asked], capture_output=True, check=False)
    except OSError:
        return f"there is no {SYSTEM_PYTHON}"
    return "" if found.returncode == 0 else f"{SYSTEM_PYTHON} has no gi.repository.Atspi"


def surroundings(home: Path) -> dict[str, str]:
    """What the program finds around it: a home of its own, a screen, and a bus on which it can be read."""
    folders = {
        "HOME": home,
        "XDG_DATA_HOME": home / "data",
        "XDG_CONFIG_HOME": home / "config",
        "XDG_STATE_HOME": home / "state",
        "XDG_CACHE_HOME": home / "cache",
        "XDG_RUNTIME_DIR": home / "run",
    }
    for folder in folders.values():
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    left = {key: value for key, value in os.environ.items() if not key.startswith(("DBUS_", "WAYLAND"))}
    return left | {
        **{key: str(folder) for key, folder in folders.items()},
        "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1",
        "QT_QPA_PLATFORM": "xcb",
        "LANG": "C.UTF-8",
    }


def left_running(home: Path) -> list[str]:
    """The processes that were started with this home and have not ended."""
    found = list[str]()
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if f"HOME={home}\0".encode() in (process / "environ").read_bytes():
                found.append((process / "cmdline").read_text().replace("\0", " "))
        except OSError:  # another's, or it ended just now
            continue
    return found


def names(store: Store, query: str) -> set[str]:
    with store.read() as reading:
        asked = search.ask(reading, query, subject="prospects", clock=store.clock)
        return {one.name for one in listing.fetch(reading, listing.rows(reading, asked)).values()}


@pytest.mark.skipif(sys.platform != "linux", reason="AT-SPI is the accessibility of Linux")
def test_a_day_through_the_accessibility_tree(tmp_path: Path) -> None:
    lacking = missing()
    if lacking:
        pytest.skip(f"the accessibility tree cannot be read here: {lacking}")
    cards, home, out = tmp_path / "cards.vcf", tmp_path / "home", tmp_path / "out"
    cards.write_text(CARDS, "utf-8")
    out.mkdir()
    around = surroundings(home)

    screen = ["xvfb-run", "-a", "-s", "-screen 0 1440x900x24", "dbus-run-session", "--"]
    day = subprocess.run(
        [*screen, SYSTEM_PYTHON, str(DRIVER), sys.executable, str(out), str(cards)],
        env=around,
        capture_output=True,
        text=True,
        timeout=SECONDS,
        check=False,
    )

    assert day.returncode == 0, day.stderr
    everyone = {"Ingrid Solheim", "Åsa Nyström", "Thu Dang", "Marek Łukasik"}
    file = home / "data" / paths.APP / paths.default_store().name
    with Store.open(file, StandingClock()) as store:
        at_fair, kept = names(store, 'fair:"Hjem & Hage"'), names(store, "")
        with store.read() as reading:
            brought_up = [one.what for one in complaints.listed(reading)]
        troubles = checks.look_over(store, repair=False)
    assert kept == everyone
    assert at_fair == everyone - {"Marek Łukasik"}
    assert brought_up == []
    assert troubles == []

    with (out / "out.vcf").open(encoding="utf-8") as file:
        assert {str(card.fn.value) for card in vobject.readComponents(file.read())} == everyone
    sheet = openpyxl.load_workbook(out / "out.xlsx").worksheets[0]
    head = [cell.value for cell in sheet[1]]
    assert {str(row[head.index("name")]) for row in sheet.iter_rows(min_row=2, values_only=True)} == everyone
    assert left_running(home) == []
