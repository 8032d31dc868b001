"""The preview of an import: it stays until it is written or the store is let go, and is copied like any table."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, complaints
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.import_preview import State
from salesdesk.ui.complaints.page import ComplaintsPage
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.page import ImportPage
from salesdesk.ui.window import Window
from tests.factories import records
from tests.ui.driving import settled

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportPage:
    """The page, shown."""
    made = ImportPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    made.activateWindow()
    return made


def people(folder: Path, *names: str) -> Path:
    """A file of people, each of a company."""
    file = folder / "kontakter.csv"
    file.write_text("Navn;Firma\n" + "\n".join(f"{name};Gård {name}" for name in names), "utf-8")
    return file


def taken(page: ImportPage, file: Path) -> None:
    """Drops a file, and waits until it is read."""
    page.take([file])
    settled()


def test_what_was_looked_over_stays_where_the_window_was_not_closed_after_all(
    desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    window = Window()
    qtbot.addWidget(window)
    window.show()
    window.adopt(desk, {"import": ImportPage, "complaints": ComplaintsPage})
    complaints.receive(desk.store, ComplaintDraft(what="Sprukne boller"), None)
    window.go("import")
    page = window.book.page("import")
    assert isinstance(page, ImportPage)
    taken(page, people(tmp_path, "Åsa Nyström"))
    window.go("complaints")
    settled()
    other = window.book.page("complaints")
    assert isinstance(other, ComplaintsPage)
    other.detail.head.what.clear()  # which is not taken, and keeps the window open

    window.close()
    still_open = window.isVisible()
    page.take_in()
    settled()

    assert still_open
    assert [one["name"] for one in records(desk.store)["prospects"].values()] == ["Åsa Nyström"]


def test_what_was_looked_over_is_let_go_with_the_store(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    taken(page, people(tmp_path, "Åsa Nyström"))

    desk.close()

    assert not page.running.ready


def test_rows_of_the_preview_are_copied_as_a_spreadsheet_takes_them(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    told = list[str]()
    desk.said.connect(lambda text, *_rest: told.append(text))
    taken(page, people(tmp_path, *(f"Kari Ødegård{n}" for n in range(600))))
    table = page.look_view.table
    QGuiApplication.clipboard().clear()

    qtbot.keyClick(table, Qt.Key.Key_A, CONTROL)
    qtbot.keyClick(table, Qt.Key.Key_C, CONTROL)
    at_once = (
        QGuiApplication.clipboard().text()
    )  # nothing: the window goes on while the rows are put together
    settled()

    head, *rows = QGuiApplication.clipboard().text().split("\n")
    assert at_once == ""
    assert head.split("\t")[1:3] == ["Name", "Company"]
    assert [one.split("\t")[1] for one in rows] == [f"Kari Ødegård{n}" for n in range(600)]
    assert told == ["Copied 600 rows"]


def test_of_very_many_rows_the_first_are_dragged_out(page: ImportPage, tmp_path: Path) -> None:
    taken(page, people(tmp_path, *(f"Kari Ødegård{n}" for n in range(600))))
    model = page.look_view.table.records

    dragged = model.mimeData([model.index(row, 0) for row in range(600)]).text()

    assert len(dragged.split("\n")) == 1 + 256


def test_what_was_known_is_new_again_once_it_was_taken_back(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    file = people(tmp_path, "Åsa Nyström", "Łukasz Żak")
    taken(page, file)
    page.take_in()
    settled()
    taken(page, file)
    before = page._look.count(State.KNOWN)

    changes.undo(desk.store)

    qtbot.waitUntil(lambda: page._look.count(State.NEW) == 2)
    settled()
    assert before == 2
    assert page.look_view.go_on.isEnabled()
