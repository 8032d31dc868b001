"""Business cards from photographs: looked through one after the other, each field beside the piece it was read from."""

from __future__ import annotations

import os
import sys
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from pytestqt.qtbot import QtBot

from salesdesk.domain.fairs import Fair
from salesdesk.services import changes
from salesdesk.services.cards import Card
from salesdesk.services.waiting_cards import WaitingCards
from salesdesk.ui import dialogs
from salesdesk.ui.background import Job
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.page import CapturePage
from tests.capture.drawn_card import drawn_card
from tests.capture.drawn_codes import drawn, laid, written
from tests.services.test_waiting_cards import READ
from tests.ui.driving import settled, typed
from tests.ui.fed_camera import FedCamera, wall
from tests.ui.test_capture import enter, everyone, fair, has_keyboard, page, save
from tests.ui.test_capture_camera import camera, multimedia

__all__ = ["camera", "fair", "multimedia", "page"]  # fixtures
LONG = 30_000  # milliseconds: the recogniser is loaded with the first card


def photograph(folder: Path, number: int = 1) -> tuple[Path, dict[str, tuple[str, ...]]]:
    content, truth = drawn_card(number)
    made = folder / f"card-{number}.jpg"
    made.write_bytes(content)
    return made, truth


def wait_with(page: CapturePage, desk: Desk, *names: str) -> WaitingCards:
    """Cards that were read already, from photographs of these names; two of the fields are doubtful."""
    waiting = WaitingCards(desk.store)
    pixels = QImage(*READ.size, QImage.Format.Format_RGB32)
    pixels.fill(Qt.GlobalColor.white)
    assert pixels.save(str(desk.store.path.with_name("card.jpg")))
    straight = desk.store.path.with_name("card.jpg").read_bytes()
    for name in names:
        read = READ.__class__(READ.draft, READ.fields, READ.left, straight, READ.size)
        waiting.add(read, name.encode(), name)
    page.keeping.pictures.cards_read.emit()
    settled()
    return waiting


def more(page: CapturePage, place: str) -> QLineEdit:
    found = page.findChild(QLineEdit, f"card-{place}")
    assert isinstance(found, QLineEdit)
    return found


def instead(editor: QLineEdit, text: str) -> None:
    """Types over what stands there."""
    editor.selectAll()
    if text:
        typed(editor, text)
    else:
        QTest.keyClick(editor, Qt.Key.Key_Delete)


def one(desk: Desk) -> Card:
    (found,) = everyone(desk)
    return found


def test_a_card_in_a_photograph_is_in_the_form_with_the_pieces_that_it_was_read_from(
    page: CapturePage, desk: Desk, fair: Fair, qtbot: QtBot, tmp_path: Path
) -> None:
    file, truth = photograph(tmp_path)
    page.take_pictures([file])
    form = page.card.form
    qtbot.waitUntil(lambda: (form.name.text(),) == truth["name"], timeout=LONG)
    qtbot.waitUntil(lambda: not page.card.cards.piece.image().isNull())
    assert page.card.cards.isVisible()
    assert (form.email.text(),) == truth["email"][:1]
    save(qtbot, form.name)
    saved = one(desk)
    assert ((saved.name,), saved.prospect.fair) == (truth["name"], fair.id)
    assert (saved.prospect.title,) == truth["title"]
    assert tuple(email.value for email in saved.emails) == truth["email"]
    assert [(kept.name, kept.kind) for kept in saved.attachments] == [(file.name, "file")]
    assert not page.card.cards.isVisible()


def test_enter_takes_what_is_doubtful_and_goes_to_the_next_of_it(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    wait_with(page, desk, "1.jpg")
    form = page.card.form
    assert form.phone.told() == "Look at this"
    assert form.name.told() == ""
    assert has_keyboard(form.phone)
    assert page.card.cards.told.text().startswith("1 field is to be looked at")
    enter(qtbot, form.phone)
    assert form.phone.told() == "Poland"
    assert form.time_frame.isAncestorOf(page.focusWidget())
    assert "to be looked at" not in page.card.cards.told.text()


def test_what_is_changed_is_looked_at_and_saved_as_it_was_changed(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    wait_with(page, desk, "1.jpg")
    instead(page.card.form.phone, "+48 601 234 568")
    assert page.card.form.phone.told() == "Poland"
    instead(more(page, "title"), "Właścicielka")
    instead(more(page, "phones.1"), "")
    instead(more(page, "addresses.0"), "ul. Krótka 5, 00-001 Warszawa")
    save(qtbot, page.card.form.name)
    saved = one(desk)
    assert saved.prospect.title == "Właścicielka"
    assert [phone.e164 for phone in saved.phones] == ["+48601234568"]
    (address,) = saved.addresses
    assert (address.street, address.postal_code, address.city) == ("ul. Krótka 5", "00-001", "Warszawa")
    assert [web.value for web in saved.webs] == ["www.zak.example"]


def test_cards_are_looked_through_one_after_the_other(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    waiting = wait_with(page, desk, "1.jpg", "2.jpg", "3.jpg")
    form = page.card.form
    assert "2 more cards wait." in page.card.cards.told.text()
    typed(form.name, "Łukasz Żak")
    save(qtbot, form.name)
    assert form.name.text() == "Łukasz Żak"  # the second
    typed(form.name, "Thị Đào")
    qtbot.keyClick(
        form.name, Qt.Key.Key_A, Qt.KeyboardModifier.AltModifier
    )  # the same phone: added to that one
    settled()
    assert len(waiting.ids()) == 1
    qtbot.keyClick(form.name, "X", Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    settled()
    assert waiting.ids() == []
    assert form.content().empty
    assert not page.card.cards.isVisible()
    assert [kept.name for kept in one(desk).attachments] == ["1.jpg", "2.jpg"]


def test_a_card_that_was_cleared_is_brought_back_with_what_was_changed(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    acts: list[object] = []
    desk.said.connect(lambda _text, _undo, _act, on: acts.append(on))
    wait_with(page, desk, "1.jpg")
    instead(more(page, "title"), "Właścicielka")
    page.keeping.clear()
    settled()
    assert page.card.form.content().empty
    back = acts[-1]
    assert callable(back)
    back()
    settled()
    assert more(page, "title").text() == "Właścicielka"
    assert page.card.form.name.text() == "Łukasz Żak"
    assert page.card.cards.isVisible()


def test_a_card_waits_while_someone_is_typed_and_keeps_what_was_said_of_it(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    wait_with(page, desk, "1.jpg")
    form, strip = page.card.form, page.card.cards
    instead(more(page, "title"), "Właścicielka")
    typed(form.note, "Kommer tilbake")
    qtbot.mouseClick(strip.wait, Qt.MouseButton.LeftButton)
    settled()
    assert form.content().empty
    assert strip.told.text() == "1 card waits to be looked through."
    typed(form.name, "Åse Lie")
    save(qtbot, form.name)
    assert form.content().empty  # nobody asked for the card
    qtbot.mouseClick(strip.look, Qt.MouseButton.LeftButton)
    settled()
    assert more(page, "title").text() == "Właścicielka"
    assert "Kommer tilbake" in form.note.toPlainText()


def test_cards_that_come_while_someone_is_typed_wait_until_they_are_saved(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    form = page.card.form
    typed(form.name, "Åse Lie")
    wait_with(page, desk, "1.jpg")
    assert form.name.text() == "Åse Lie"
    qtbot.mouseClick(page.card.cards.look, Qt.MouseButton.LeftButton)
    settled()
    assert [person.name for person in everyone(desk)] == ["Åse Lie"]
    assert form.name.text() == "Łukasz Żak"


def test_a_badge_that_is_scanned_lets_a_card_wait_that_nobody_has_looked_at(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    waiting = wait_with(page, desk, "1.jpg")
    page.keeping.take("BEGIN:VCARD\nVERSION:3.0\nFN:Åse Lie\nEND:VCARD", told="")
    settled()
    assert page.card.form.name.text() == "Åse Lie"
    assert everyone(desk) == []
    assert len(waiting.ids()) == 1


def test_the_card_in_the_form_and_those_that_wait_are_there_at_the_next_start(
    page: CapturePage, desk: Desk, qtbot: QtBot
) -> None:
    wait_with(page, desk, "1.jpg", "2.jpg")
    instead(more(page, "title"), "Właścicielka")
    kept = page.state()
    again = CapturePage(desk)
    qtbot.addWidget(again)
    again.show()
    again.restore(kept)
    settled()
    assert again.card.form.name.text() == "Łukasz Żak"
    assert more(again, "title").text() == "Właścicielka"
    assert "1 more card waits." in again.card.cards.told.text()
    again.hide()


def test_one_undo_takes_a_saved_card_back(page: CapturePage, desk: Desk, qtbot: QtBot) -> None:
    wait_with(page, desk, "1.jpg")
    save(qtbot, page.card.form.name)
    assert one(desk).name == "Łukasz Żak"
    changes.undo(desk.store)
    assert everyone(desk) == []


def test_a_folder_of_photographs_is_read_in_one_go_and_not_twice(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    folder = tmp_path / "cards"
    folder.mkdir()
    truths = [photograph(folder, number)[1] for number in (1, 2)]
    (folder / "badge.png").write_bytes(written(laid(drawn("MECARD:N:Åse Lie;;"))))
    (folder / "notes.txt").write_text("no picture")
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_words: str(folder))
    page.keeping.pictures.choose_folder()
    waiting = WaitingCards(desk.store)
    name = page.card.form.name
    qtbot.waitUntil(lambda: name.text() == "Åse Lie", timeout=LONG)
    assert len(waiting.ids()) == 2
    said.clear()

    page.take_pictures([folder])
    qtbot.waitUntil(lambda: "2 were read before and are left out." in said, timeout=LONG)
    assert len(waiting.ids()) == 2
    qtbot.mouseClick(page.card.cards.look, Qt.MouseButton.LeftButton)  # Åse Lie is saved first
    for truth in truths:
        settled()
        assert (name.text(),) == truth["name"]
        save(qtbot, name)
    assert len(everyone(desk)) == 3


def test_reading_a_folder_is_stopped_and_what_was_read_stays(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    jobs: list[Job[object]] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    desk.working.connect(lambda _title, job: jobs.append(job))
    files = [photograph(tmp_path, number)[0] for number in (1, 2, 3)]
    waiting = WaitingCards(desk.store)
    page.take_pictures(files)
    qtbot.waitUntil(lambda: len(waiting.ids()) == 1, timeout=LONG)
    jobs[0].stop()
    qtbot.waitUntil(lambda: bool(said), timeout=LONG)
    assert said[0].startswith("Stopped:")
    assert page.card.form.content().card == waiting.ids()[0]
    assert len(waiting.ids()) < 3


def test_a_copied_picture_of_a_card_is_pasted(page: CapturePage, qtbot: QtBot, tmp_path: Path) -> None:
    file, truth = photograph(tmp_path)
    QGuiApplication.clipboard().setImage(QImage(str(file)))
    qtbot.keyClick(page, Qt.Key.Key_F4)
    qtbot.waitUntil(lambda: (page.card.form.name.text(),) == truth["name"], timeout=LONG)


def test_an_empty_folder_is_said_to_be_so(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    empty = tmp_path / "empty"
    empty.mkdir()
    page.take_pictures([empty])
    qtbot.waitUntil(lambda: said == ["There is no picture in this folder."])


def test_a_card_held_before_the_camera_is_read_by_its_key(
    page: CapturePage, camera: FedCamera, qtbot: QtBot
) -> None:
    content, truth = drawn_card(1)
    shown = Image.open(BytesIO(content)).convert("L")
    shown.thumbnail((1280, 720))
    held = wall()
    held.paste(shown, ((held.width - shown.width) // 2, (held.height - shown.height) // 2))
    camera.show(held)
    live = page.card.scan_line.live
    qtbot.waitUntil(lambda: live.image().pixelColor(640, 360) != live.image().pixelColor(2, 2))
    qtbot.keyClick(page, Qt.Key.Key_F3)
    qtbot.waitUntil(lambda: (page.card.form.name.text(),) == truth["name"], timeout=LONG)
    assert live.is_on
    assert not live.picture.isVisible()  # there is room for one
    save(qtbot, page.card.form.name)
    assert live.picture.isVisible()  # for the next


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_what_only_looks_like_a_picture_in_a_folder_is_left_alone(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path
) -> None:
    said: list[str] = []
    desk.said.connect(lambda text, _undo, _act, _on: said.append(text))
    folder = tmp_path / "cards"
    (folder / "folder.jpg").mkdir(parents=True)
    os.mkfifo(folder / "pipe.jpg")  # would be read for ever
    (folder / "._card-1.jpg").write_bytes(b"what a Mac notes of card-1.jpg")
    page.take_pictures([folder])
    qtbot.waitUntil(lambda: bool(said), timeout=2000)
    assert said == ["There is no picture in this folder."]


def test_where_the_reader_breaks_what_was_read_before_it_is_shown_and_the_bug_is_told(
    page: CapturePage, desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "cards"
    folder.mkdir()
    photograph(folder)
    (folder / "a badge.png").write_bytes(written(laid(drawn("MECARD:N:Åse Lie;;"))))
    (folder / "z.jpg").write_bytes(photograph(tmp_path, 2)[0].read_bytes())
    (folder / "zz.jpg").write_bytes(photograph(tmp_path, 3)[0].read_bytes())
    broke: list[BaseException] = []
    monkeypatch.setattr(sys, "excepthook", lambda _kind, error, _trace: broke.append(error))
    waiting = WaitingCards(desk.store)
    page.take_pictures([folder])
    qtbot.waitUntil(lambda: len(waiting.ids()) == 1, timeout=LONG)
    monkeypatch.setattr("salesdesk.services.card_reading.Worker.ask", breaks)
    qtbot.waitUntil(lambda: bool(broke), timeout=LONG)
    settled()
    assert [type(error) for error in broke] == [ZeroDivisionError]
    assert page.card.form.name.text() == "Åse Lie"
    assert page.card.cards.look.isVisible()


def breaks(*_asked: object, **_said: object) -> object:
    raise ZeroDivisionError


def test_a_card_that_cannot_be_put_by_stays_in_the_form_and_that_is_told(
    page: CapturePage, desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "trouble", lambda _parent, error, **_how: told.append(str(error)))
    waiting = wait_with(page, desk, "1.jpg")
    instead(page.card.form.name, "Łukasz Żąk")
    (card,) = waiting.ids()
    (desk.store.path.with_name("store.db-cards") / f"{card}.said").mkdir()
    qtbot.mouseClick(page.card.cards.wait, Qt.MouseButton.LeftButton)
    settled()
    assert len(told) == 1
    assert page.card.form.name.text() == "Łukasz Żąk"
