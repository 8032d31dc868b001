"""The window around the pages: it paints first, it tells, it takes back, it comes back as it was left."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.services import changes
from salesdesk.settings import Settings
from salesdesk.ui import dialogs, session
from salesdesk.ui.commands import keys_shown
from salesdesk.ui.desk import Desk
from salesdesk.ui.general import general_commands
from salesdesk.ui.instance import Instance
from salesdesk.ui.pages import PLACES, load, load_all
from salesdesk.ui.prospects.page import ProspectsPage
from salesdesk.ui.start import Program
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.window import NARROW_UNDER, Window
from tests.factories import StandingClock, capture
from tests.ui.driving import settled, typed

FIRST_PAINT = """
import sys
from pathlib import Path
from salesdesk import settings
from salesdesk.clock import SystemClock
from salesdesk.ui import start
application = start.make_application(settings.Settings())
program = start.Program(Path(sys.argv[1]), SystemClock(), settings.Settings())
def seen():
    heavy = ("sqlalchemy", "alembic", "babel", "phonenumbers", "icalendar", "rapidfuzz", "email_validator")
    heavy += ("socket", "PySide6.QtNetwork", "logging.handlers", "html", "zoneinfo")
    heavy += ("salesdesk.domain", "salesdesk.store", "salesdesk.services", "salesdesk.ui.rest")
    heavy += tuple(f"salesdesk.ui.{name}" for name in ("desk", "page", "dialogs", "palette", "widgets.buttons"))
    print(",".join(name for name in heavy if name in sys.modules))
    application.exit(0)
program.window.painted.connect(seen)
program.window.show()
application.exec()
"""


def test_at_the_first_paint_nothing_heavy_is_imported(tmp_path: Path) -> None:
    found = subprocess.run(
        [sys.executable, "-c", FIRST_PAINT, str(tmp_path / "store.db")],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert found.stdout.strip() == ""


FILLED = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from salesdesk import settings
from salesdesk.clock import SystemClock
from salesdesk.ui import start
application = start.make_application(settings.Settings())
program = start.Program(Path(sys.argv[1]), SystemClock(), settings.Settings())
later = ("sqlalchemy", "alembic", "phonenumbers", "icalendar", "rapidfuzz", "openpyxl")
later += ("salesdesk.exchange", "salesdesk.capture")
later += ("salesdesk.ui.frame", "salesdesk.ui.palette", "salesdesk.ui.prospects", "salesdesk.ui.imports")
def look():
    page = program.window.book.front()
    if page is not None and not said and page.loaded:
        said.append(",".join(name for name in later if name in sys.modules))
    if program.is_whole():
        watch.stop()
        program.window.close()
        application.exit(0)
said = []
watch = QTimer(interval=1)
watch.timeout.connect(look)
watch.start()
program.begin_when_painted()
program.window.show()
application.exec()
print(said)
"""


def test_today_is_filled_before_anything_is_loaded_that_it_can_do_without(desk: Desk) -> None:
    capture(desk.store, "Åsa Nyström")

    found = subprocess.run(
        [sys.executable, "-c", FILLED, str(desk.store.path)],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    )

    assert found.stdout.strip() == "['']"


def test_a_page_that_is_asked_for_before_it_is_loaded_is_shown_with_its_record_when_it_is(
    desk: Desk, qtbot: QtBot
) -> None:
    who = capture(desk.store, "Łukasz Żak").prospect
    window = Window()
    qtbot.addWidget(window)
    desk.commands.add(general_commands(window, desk), on=window)
    window.show()
    window.adopt(desk, {"today": load("today")})

    window.go("prospects", who)
    waited = (window.book.front(), window.book.currentWidget())
    window.book.know(load_all())
    settled()

    assert waited == (None, window.book.waiting)
    page = window.book.front()
    assert isinstance(page, ProspectsPage)
    qtbot.waitUntil(lambda: page.detail.shown() == who)


@pytest.mark.parametrize("early", [True, False])
def test_files_that_are_dropped_before_all_is_loaded_are_brought_in_when_it_is(
    desk: Desk, qtbot: QtBot, tmp_path: Path, *, early: bool
) -> None:
    capture(desk.store, "Żaneta Kowalska")
    file = tmp_path / "liste.csv"
    file.write_text("name\nĐặng Thị Hạnh\n", "utf-8")
    program = Program(desk.store.path, StandingClock(), Settings(country="NO", theme="light"))
    qtbot.addWidget(program.window)
    program.window.show()

    if early:  # while the store is still being opened
        program.window.bring_in([file])
    program.begin()
    qtbot.waitUntil(lambda: program.desk is not None, timeout=20_000)
    if not early:
        program.window.bring_in([file])
    qtbot.waitUntil(program.is_whole, timeout=20_000)
    settled()

    assert program.window.book.slug == "import"
    program.window.close()


def opened(desk: Desk, qtbot: QtBot) -> Window:
    """A window at the desk, as it stands after the start."""
    window = Window()
    qtbot.addWidget(window)
    desk.commands.add(general_commands(window, desk), on=window)
    window.show()
    window.adopt(desk, load_all())
    window.activateWindow()
    settled()
    return window


def test_each_of_the_first_ten_pages_has_its_number_on_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    *listed, last = [place.slug for place in PLACES if not place.under]
    listed = listed[:10]

    shown = list[str]()
    for number in range(1, len(listed) + 1):
        qtbot.keyClick(window, Qt.Key(Qt.Key.Key_0 + number % 10), Qt.KeyboardModifier.ControlModifier)
        settled()
        shown.append(window.book.slug)

    assert shown == listed
    qtbot.keyClick(window, Qt.Key.Key_Comma, Qt.KeyboardModifier.ControlModifier)
    assert window.book.slug == last == "settings"


def test_what_was_done_last_is_taken_back_and_done_again_from_the_keyboard(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    captured = capture(desk.store, "Åsa Nyström")

    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    with desk.store.read() as reading:
        gone = changes.history(reading, captured.prospect, [])[-1].cause
    said = window.notice.text()
    both = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(window, Qt.Key.Key_Z, both)
    settled()
    with desk.store.read() as reading:
        back = changes.history(reading, captured.prospect, [])[-1].cause

    assert (gone, back) == ("undo", "redo")
    assert "Åsa Nyström" in said


def test_the_palette_finds_someone_in_any_script_and_goes_there(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    capture(desk.store, "Nguyễn Thị Hạnh", company="Saigon Deli")
    went = list[tuple[str, object]]()
    desk.asked_to_go.connect(lambda slug, record: went.append((slug, record)))

    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed(field, "hạnh")
    field.textEdited.emit("hạnh")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    settled()

    assert [slug for slug, _record in went] == ["prospects"]


def test_a_palette_that_finds_nothing_says_so(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)

    window.run_command("palette")
    field = QApplication.focusWidget()
    assert isinstance(field, QLineEdit)
    typed(field, "zzqqżż")
    (found,) = (one for one in window.findChildren(RowList) if one.accessibleName() == "What was found")
    told = [found.rows.index(place).data() for place in range(found.rows.rowCount())]
    qtbot.keyClick(field, Qt.Key.Key_Return)

    assert told == ["Nothing found. Try fewer letters, or another word."]
    assert field.isVisible()


def test_a_narrow_window_shows_icons_alone(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)

    window.resize(1440, 900)
    QCoreApplication.processEvents()
    wide = window.navigation.width()
    window.resize(1024, 640)
    QCoreApplication.processEvents()

    assert NARROW_UNDER > 1024
    assert window.navigation.width() < wide / 2
    assert (window.width(), window.height()) == (1024, 640)


def test_a_second_start_brings_the_first_to_the_front(
    qapp: QApplication, qtbot: QtBot, tmp_path: Path
) -> None:
    first, second = Instance(tmp_path / "store.db"), Instance(tmp_path / "store.db")
    other = Instance(tmp_path / "other.db")
    assert not first.is_running()
    first.listen()

    with qtbot.waitSignal(first.asked_to_front, timeout=2000):
        running = second.is_running()

    assert running
    assert not other.is_running()
    first.close()


def test_a_report_of_a_crash_names_no_one(qapp: QApplication) -> None:
    try:
        raise ValueError("Ingrid Solheim has no phone")  # noqa: TRY301
    except ValueError as error:
        report = dialogs.report(type(error), error, error.__traceback__)

    assert "ValueError" in report
    assert "test_shell.py" in report
    assert "Ingrid" not in report
    assert str(Path.home()) not in report


def test_the_window_comes_back_as_it_was_left(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    window.resize(1024, 700)  # no larger than the screen that tests have
    window.go("complaints")
    session.save(desk.store.path, window.state())

    again = Window()
    qtbot.addWidget(again)
    again.restore(session.load(desk.store.path))

    assert again.book.slug == "complaints"
    assert (again.width(), again.height()) == (1024, 700)


def test_a_state_that_cannot_be_read_is_left_out(qapp: QApplication, tmp_path: Path) -> None:
    kept = session.file(tmp_path / "store.db")
    kept.parent.mkdir(parents=True, exist_ok=True)
    kept.write_text("[1, 2", "utf-8")

    assert session.load(tmp_path / "store.db") == {}


def test_what_was_left_unsaved_in_one_store_does_not_come_up_in_another(
    qapp: QApplication, tmp_path: Path
) -> None:
    session.save(tmp_path / "mine.db", {"capture": {"content": {"name": "Åse"}}})

    assert session.load(tmp_path / "other.db") == {}
    assert session.load(tmp_path / "mine.db") != {}


def test_a_shortcut_is_shown_as_it_is_pressed(qapp: QApplication) -> None:
    assert keys_shown("Ctrl+K") == "Ctrl K"


def test_undo_in_a_field_takes_back_typing_first_and_then_what_was_done(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    captured = capture(desk.store, "Łukasz Żak")
    field = QLineEdit(window)
    field.show()
    field.setFocus()
    qtbot.keyClicks(field, "oak")

    def cause() -> str:
        with desk.store.read() as reading:
            return changes.history(reading, captured.prospect, [])[-1].cause

    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()
    first = (field.text(), cause())
    while field.isUndoAvailable():
        qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(field, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settled()

    assert first == ("", "change")
    assert cause() == "undo"


def test_a_long_notice_is_shown_whole_in_the_smallest_window(desk: Desk, qtbot: QtBot) -> None:
    window = opened(desk, qtbot)
    window.resize(1024, 640)
    settled()
    long = "a.heic: This is a HEIC picture, which can't be read here. Save it as JPEG. " * 3
    desk.say(long)
    settled()
    (label,) = [one for one in window.findChildren(QLabel) if one.text() == long]
    assert label.isVisible()
    assert label.wordWrap()
    assert label.heightForWidth(label.width()) <= label.height()
    notice = label.parentWidget()
    assert notice is not None
    assert notice.width() <= 1024 - 32
