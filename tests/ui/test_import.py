"""Bringing contacts in by the window: a file, its columns, a look at it all, and back again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from salesdesk.services import changes, search
from salesdesk.services.import_preview import State
from salesdesk.services.imports import Choice
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.page import ImportPage
from tests.factories import capture, records
from tests.ui.driving import settled

HEADER = "Navn;Firma;Telefon;E-post\n"
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


def csv(folder: Path, *rows: str, header: str = HEADER, name: str = "kontakter.csv") -> Path:
    """A table of contacts."""
    file = folder / name
    file.write_text(header + "\n".join(rows), "utf-8")
    return file


def take(page: ImportPage, *files: Path) -> None:
    """Drops files, and waits until they are read."""
    page.take(files)
    settled()


def names(desk: Desk) -> list[str]:
    """The names of all prospects."""
    return sorted(one["name"] for one in records(desk.store)["prospects"].values())


def doubtful(desk: Desk, folder: Path) -> Path:
    """Three who may be known, and one who is new."""
    for name, company in (("Ingrid Solheim", "Fjord"), ("Jan Kowalczyk", "Bałtyk"), ("Đặng Văn Lâm", "Deli")):
        capture(desk.store, name, company=company)
    return csv(
        folder,
        "Nguyễn Thị Hạnh;Saigon Deli;;hanh@saigon.example",
        "I. Solheim;Fjord;;post@fjord.example",
        "J. Kowalczyk;Bałtyk;;jan@baltyk.example",
        "Đ. Lâm;Deli;;lam@deli.example",
    )


def test_a_file_is_looked_over_before_anything_is_kept(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    take(page, csv(tmp_path, "Åsa Nyström;Hemma;;asa@hemma.example", "Łukasz Żak;;;lukasz@zak.example"))

    table = page.look_view.table.records
    assert page.stack.currentWidget() is page.look_view
    assert [table.index(row, 1).data() for row in range(table.rowCount())] == ["Åsa Nyström", "Łukasz Żak"]
    assert page.look_view.go_on.text() == "Take in 2 prospects"
    assert names(desk) == []


def test_it_is_taken_in_by_the_keyboard_and_taken_back_by_a_click(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, csv(tmp_path, "Åsa Nyström;Hemma;;asa@hemma.example"))

    qtbot.keyClick(page.look_view.table, Qt.Key.Key_Return, CONTROL)
    settled()
    came = names(desk)
    page.done_view.undo_button.click()
    settled()

    assert came == ["Åsa Nyström"]
    assert names(desk) == []
    assert not page.done_view.undo_button.isVisible()


def test_doubtful_ones_are_decided_by_one_key_each(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, doubtful(desk, tmp_path))
    table = page.look_view.table

    qtbot.keyClick(table, Qt.Key.Key_Y)
    qtbot.keyClick(table, Qt.Key.Key_N)
    told = [figure.accessibleName() for figure in page.look_view.figures]
    qtbot.keyClick(table, Qt.Key.Key_Return, CONTROL)
    settled()

    assert told[:3] == ["2 new prospects", "1 updates someone known", "1 to look at: maybe the same"]
    assert names(desk) == [
        "Ingrid Solheim",
        "J. Kowalczyk",
        "Jan Kowalczyk",
        "Nguyễn Thị Hạnh",
        "Đặng Văn Lâm",
    ]
    assert "lam@deli.example" in (tmp_path / "kontakter.doubtful.csv").read_text("utf-8-sig")


def test_a_decision_is_changed_by_going_back_to_it(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, doubtful(desk, tmp_path))
    table = page.look_view.table

    qtbot.keyClick(table, Qt.Key.Key_Y)
    qtbot.keyClick(table, Qt.Key.Key_Left)
    qtbot.keyClick(table, Qt.Key.Key_N)
    page.take_in()
    settled()

    assert "I. Solheim" in names(desk)


def test_the_same_is_decided_for_all_that_are_left(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    take(page, doubtful(desk, tmp_path))

    page.look_view.doubt.all_decided.emit(Choice.SAME.value)
    page.take_in()
    settled()

    assert names(desk) == ["Ingrid Solheim", "Jan Kowalczyk", "Nguyễn Thị Hạnh", "Đặng Văn Lâm"]


def test_a_figure_shows_only_its_rows(page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    take(page, doubtful(desk, tmp_path))
    view = page.look_view

    def shown() -> int:
        return view.table.records.rowCount()

    seen = [shown()]
    for figure in (view.figures[0], view.figures[2], view.figures[2]):
        qtbot.mouseClick(figure, Qt.MouseButton.LeftButton)
        seen.append(shown())

    assert seen == [4, 1, 3, 4]


def test_a_column_that_no_field_knows_is_asked_for_once_and_remembered(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    header = "Navn;Merke;Epost\n"
    take(page, csv(tmp_path, "Kari Østby;Bruket;kari@ostby.example", header=header))
    assert page.stack.currentWidget() is page.columns_view
    assert page.lists.currentText() == "Contacts"
    choice = page.columns_view.choices[1]
    choice.setCurrentIndex(choice.findData("company"))
    choice.activated.emit(choice.currentIndex())
    page.columns_view.go_on.click()
    settled()
    first = page.look_view.table.records.index(0, 2).data()

    again = ImportPage(desk)
    qtbot.addWidget(again)
    again.restore(page.state())
    again.show()
    take(again, csv(tmp_path, "Jan Kowalczyk;Bałtyk;jan@baltyk.example", header=header, name="flere.csv"))

    assert first == "Bruket"
    assert again.stack.currentWidget() is again.look_view
    assert again.look_view.table.records.index(0, 2).data() == "Bałtyk"


def test_another_way_to_read_the_letters_shows_at_once(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "kontakter.csv"
    file.write_bytes((HEADER + "Zofia Żak;Łąka;;zofia@zak.example").encode("cp1250"))
    take(page, file)
    page.show_columns()
    view = page.columns_view

    for code in ("cp1252", "cp1250"):
        view.encoding.setCurrentIndex(view.encoding.findData(code))
        view.encoding.activated.emit(view.encoding.currentIndex())
        settled()
    view.go_on.click()
    settled()

    assert page.look_view.table.records.index(0, 1).data() == "Zofia Żak"


def test_letters_that_the_file_is_not_written_in_are_refused_and_all_stays(
    page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    said = list[str]()
    desk.said.connect(lambda text, *_more: said.append(text))
    file = tmp_path / "kontakter.csv"
    file.write_bytes((HEADER + "Åsa Nyström;;;asa@hemma.example").encode("cp1252"))
    take(page, file)
    page.show_columns()
    view = page.columns_view

    view.encoding.setCurrentIndex(view.encoding.findData("utf-8"))
    view.encoding.activated.emit(view.encoding.currentIndex())
    settled()
    view.go_on.click()
    settled()

    assert len(said) == 1
    assert page.look_view.table.records.index(0, 1).data() == "Åsa Nyström"


def test_a_file_that_holds_no_contacts_is_refused_in_words_that_help(
    page: ImportPage, tmp_path: Path
) -> None:
    picture = tmp_path / "bilde.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))

    take(page, picture)

    assert page.stack.currentWidget() is page.file_view
    assert page.file_view.trouble() == (
        "bilde.png holds no contacts that can be read. Save it as vCard, CSV or XLSX and bring that in."
    )


def test_a_file_is_chosen_where_it_is_not_dropped(
    page: ImportPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = csv(tmp_path, "Kari Østby;;;kari@ostby.example")
    monkeypatch.setattr(dialogs, "files_to_open", lambda *_asked: [file])

    qtbot.keyClick(page, Qt.Key.Key_O, CONTROL)
    settled()

    assert page.stack.currentWidget() is page.look_view


def test_many_are_brought_in_by_a_process_and_stop_takes_back_what_is_in(
    page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    take(page, csv(tmp_path, *(f"Kari Ødegård{n};Gård {n};;kari{n}@gard{n}.example" for n in range(6000))))
    settled(60_000)
    assert page.look_view.go_on.text() == "Take in 6,000 prospects"
    heard = list[tuple[int, int]]()
    page.running.far.connect(lambda done, all_: heard.append((done, all_)) or (done > 100 and page.stop()))

    page.take_in()
    for _round in range(100):
        if not page.running.busy:
            break
        settled(1000)

    assert any(all_ == 6000 for _done, all_ in heard)
    assert names(desk) == []
    assert page.stack.currentWidget() is page.file_view


def test_fairs_are_offered_and_one_is_said_for_all(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    with desk.store.change("Prepared {name}", name="Hjem & Hage") as unit:
        from salesdesk.domain.fairs import Fair

        unit.add(Fair(name="Hjem & Hage"))
    settled()
    page.load()
    take(page, csv(tmp_path, "Kari Østby;;;kari@ostby.example"))
    page.look_view.fair.setCurrentIndex(page.look_view.fair.findData("Hjem & Hage"))

    page.take_in()
    settled()

    (one,) = records(desk.store)["prospects"].values()
    assert one["fair"] is not None
    assert len(records(desk.store)["fairs"]) == 1


def test_another_file_waits_while_one_is_read(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    said = list[str]()
    desk.said.connect(lambda text, *_more: said.append(text))

    page.take([csv(tmp_path, "Kari Østby;;;kari@ostby.example")])
    page.take([csv(tmp_path, "Jan Kowalczyk;;;jan@baltyk.example", name="andre.csv")])
    settled()

    assert said == ["Another import is under way. Wait for its end, or stop it first."]
    assert page.look_view.table.records.index(0, 1).data() == "Kari Østby"


def test_the_preview_is_a_sound_model(
    page: ImportPage, desk: Desk, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    take(page, doubtful(desk, tmp_path))
    model = page.look_view.table.records

    qtmodeltester.check(model)
    page.look_view.decide(0, Choice.TWO.value)
    page.look_view.filter((State.LOOK,))

    assert model.rowCount() == 2


def test_those_who_came_in_are_shown_and_no_one_who_was_met_today_besides(
    page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    went = list[tuple[str, object]]()
    desk.asked_to_go.connect(lambda to, what: went.append((to, what)))
    capture(desk.store, "Ingrid Solheim")
    take(page, csv(tmp_path, "Kari Østby;;;kari@ostby.example", "Jan Kowalczyk;;;jan@baltyk.example"))
    page.take_in()
    settled()

    page.done_view.show_button.click()

    ((to, what),) = went
    assert to == "prospects"
    with desk.store.read() as reading:
        query = str(what).removeprefix("query:")
        asked = search.ask(reading, query, subject="prospects", clock=desk.clock)
        assert sorted(hit.name for hit in search.page(reading, asked)) == ["Jan Kowalczyk", "Kari Østby"]


def test_what_came_in_is_one_step_of_the_past_and_the_page_follows_undo(
    page: ImportPage, desk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    take(page, csv(tmp_path, "Kari Østby;;;kari@ostby.example", "Jan Kowalczyk;;;jan@baltyk.example"))
    page.take_in()
    settled()

    outcome = changes.undo(desk.store)
    done = page.done_view
    qtbot.waitUntil(done.again_button.isVisible)

    assert outcome.label == "Brought in kontakter.csv"
    assert names(desk) == []
    assert done._title.text() == "The import was taken back"
    assert not done.undo_button.isVisible()
    done.again_button.click()
    settled()
    assert names(desk) == ["Jan Kowalczyk", "Kari Østby"]
    assert done._title.text() == "2 prospects brought in"
    assert (done.undo_button.isVisible(), done.again_button.isVisible()) == (True, False)
    page.take([csv(tmp_path, "Đặng Văn Lâm;;;", name="flere.csv")])
    assert page.steps.accessibleName().startswith("Step 1 of 4")
    settled()
