"""A badge that was photographed, dropped or copied fills the form as a scanner does."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from salesdesk.domain.fairs import Fair
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.fairs.pictures import is_picture
from tests.capture.drawn_codes import drawn, laid, written
from tests.ui.test_capture import everyone, fair, page, save

__all__ = ["fair", "page"]  # fixtures
ASE, JAN = (f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD" for name in ("Åse Lie", "Jan Żółć"))


def file(folder: Path, name: str, text: str) -> Path:
    made = folder / name
    made.write_bytes(written(laid(drawn(text)), "JPEG"))
    return made


def test_pictures_of_two_badges_are_two_people(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot, tmp_path: Path
) -> None:
    page.take_pictures([file(tmp_path, "1.jpg", ASE), file(tmp_path, "2.jpg", JAN)])
    name = page.card.form.name
    qtbot.waitUntil(lambda: name.text() == "Jan Żółć")
    save(qtbot, name)
    assert [one.name for one in everyone(desk)] == ["Åse Lie", "Jan Żółć"]
    assert all(one.prospect.fair == fair.id for one in everyone(desk))


def test_the_window_goes_on_between_the_badges_of_a_folder_and_its_end_loses_none(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot, tmp_path: Path
) -> None:
    names = ("Åse Lie", "Jan Żółć", "Đặng Thị Mỹ", "Zoë Ek")
    for place, name in enumerate(names):
        file(tmp_path, f"{place}.jpg", f"BEGIN:VCARD\nVERSION:3.0\nFN:{name}\nEND:VCARD")
    between: list[int] = []
    look = QTimer(page, interval=0)
    look.timeout.connect(lambda: between.append(len(everyone(desk))))
    page.keeping.pictures.read.connect(lambda _text: look.start())
    page.take_pictures([tmp_path])
    qtbot.waitUntil(lambda: 1 in between)
    desk.closing.emit()
    look.stop()
    assert [one.name for one in everyone(desk)] == list(names[:-1])
    assert page.card.form.name.text() == names[-1]


def test_a_copied_picture_is_pasted_and_taken_back(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    QGuiApplication.clipboard().setImage(QImage.fromData(written(laid(drawn(ASE)))))
    qtbot.keyClick(page, Qt.Key.Key_F4)
    name = page.card.form.name
    qtbot.waitUntil(lambda: name.text() == "Åse Lie")
    assert page.undo_filling()
    assert name.text() == ""


def test_a_picture_is_chosen_where_a_badge_is_asked_for(
    page: CapturePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen = file(tmp_path, "1.jpg", ASE)
    monkeypatch.setattr(QFileDialog, "getOpenFileNames", lambda *_words: ([str(chosen)], ""))
    qtbot.keyClick(page, Qt.Key.Key_F2)
    qtbot.mouseClick(page.card.scan_line.picture, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.card.form.name.text() == "Åse Lie")
    assert not page.card.scan_line.isVisible()


def test_what_cannot_be_read_is_named_and_the_others_are_read(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    wall = tmp_path / "wall.png"
    wall.write_bytes(written(laid(drawn(ASE).resize((4, 4)))))
    page.take_pictures([wall, file(tmp_path, "2.jpg", JAN)])
    qtbot.waitUntil(lambda: page.card.form.name.text() == "Jan Żółć", timeout=30_000)
    assert any(text.startswith("wall.png: There is no code") for text in said)


def test_a_file_that_is_too_large_for_a_picture_is_refused_before_it_is_read(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    scan = tmp_path / "skann av bås.tif"
    with scan.open("wb") as made:
        made.truncate(400_000_000)  # of zeros, which would be told as empty once they are read
    page.take_pictures([scan])
    qtbot.waitUntil(lambda: bool(said))
    assert said[0].startswith("skann av bås.tif: This picture is too large")


def test_pictures_are_known_by_their_names() -> None:
    assert is_picture(Path("IMG_0042.JPG"))
    assert is_picture(Path("IMG_0042.HEIC"))
    assert not is_picture(Path("people.csv"))
