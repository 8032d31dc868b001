"""My card: written once, shown as a code to a phone, saved as a file."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, QByteArray, Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from salesdesk.capture import codes, pictures
from salesdesk.services import changes, preferences
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.card import CardTab
from salesdesk.ui.handovers.page import HandOverPage
from tests.ui.driving import settled, typed


@pytest.fixture
def tab(desk: Desk, qtbot: QtBot) -> Iterator[CardTab]:
    page = HandOverPage(desk)
    qtbot.addWidget(page)
    page.resize(964, 560)
    page.show()
    page.open("card:")
    settled()
    front = page.front()
    assert isinstance(front, CardTab)
    yield front
    page.close()  # held until here: the tab goes with it


def grabbed(tab: CardTab) -> str:
    """What a phone reads from the screen."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    tab.code.grab().save(buffer, "PNG")  # pyright: ignore[reportCallIssue, reportArgumentType]
    found = codes.in_photograph(pictures.opened(bytes(content.data())))
    return found[0].text if found else ""


def write(tab: CardTab, qtbot: QtBot, **said: str) -> None:
    for key, text in said.items():
        editor = tab.facts[key].editor
        typed(editor, text)
        qtbot.keyClick(editor, Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier)
    assert tab.commit()
    settled()


def test_what_is_written_stands_in_the_code_on_the_screen_and_is_undone(
    tab: CardTab, desk: Desk, qtbot: QtBot
) -> None:
    assert tab.main_command() is None
    write(tab, qtbot, person="Åsa Łoś", phone="+47 912 34 567", web="https://astreverk.example")
    assert "FN:Åsa Łoś" in grabbed(tab)
    assert tab.main_command() is not None
    for _field in range(3):
        changes.undo(desk.store)
    tab.load()
    assert tab.main_command() is None
    with desk.store.read() as reading:
        assert preferences.read(reading).own.person == ""


def test_it_is_saved_as_a_card_and_as_a_picture(
    tab: CardTab, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tab, qtbot, person="Åsa Łoś")
    for name, save in (("me.vcf", tab._save_file), ("me.png", tab._save_picture)):
        chosen = str(tmp_path / name)
        monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_words, chosen=chosen: (chosen, ""))
        save()
    assert "FN:Åsa Łoś" in (tmp_path / "me.vcf").read_text("utf-8")
    (found,) = codes.in_photograph(pictures.opened((tmp_path / "me.png").read_bytes()))
    assert "FN:Åsa Łoś" in found.text
