"""A business card in the real window: read from a photograph, one field corrected, saved; the next waits overnight."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit
from sqlalchemy import select

from salesdesk.domain.prospects import Prospect
from salesdesk.services.cards import Card, card
from salesdesk.settings import Settings
from salesdesk.ui.fairs.page import CapturePage
from salesdesk.ui.studio import CONTROL, Studio
from tests.capture.drawn_card import drawn_card
from tests.factories import StandingClock

KEPT = Settings(language="en", country="NO", currency="NOK", theme="light")


def people(studio: Studio) -> list[Card]:
    with studio.desk.store.read() as reading:
        ids = [one.id for one in reading.find(select(Prospect).where(Prospect.deleted_at.is_(None)))]
        found = [card(reading, one) for one in ids]
    return [one for one in found if one is not None]


def capturing(studio: Studio) -> CapturePage:
    studio.desk.go("capture")
    studio.settle()
    (page,) = studio.window.findChildren(CapturePage)
    return page


def test_a_card_is_read_from_a_photograph_corrected_and_saved_and_the_next_one_waits(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = drawn_card(1), drawn_card(2)
    folder = tmp_path / "photographs"
    folder.mkdir()
    for name, (content, _truth) in (("1.jpg", first), ("2.jpg", second)):
        (folder / name).write_bytes(content)
    monkeypatch.setattr(
        QFileDialog, "getOpenFileNames", lambda *_words: ([str(one) for one in sorted(folder.iterdir())], "")
    )
    studio = Studio(tmp_path / "store.db", StandingClock(), KEPT)
    page = capturing(studio)
    name = page.card.form.name
    studio.press(Qt.Key.Key_F3)
    studio.until(lambda: (name.text(),) == first[1]["name"])
    assert page.card.cards.told.text().endswith("1 more card waits.")

    title = page.findChild(QLineEdit, "card-title")
    assert isinstance(title, QLineEdit)
    assert (title.text(),) == first[1]["title"]
    title.setFocus()
    title.selectAll()
    studio.write("Kjøpmann på Łódź")
    studio.press(Qt.Key.Key_Return, CONTROL)
    (saved,) = people(studio)
    assert ((saved.name,), saved.prospect.title) == (first[1]["name"], "Kjøpmann på Łódź")
    assert tuple(one.value for one in saved.emails) == first[1]["email"]
    assert [one.name for one in saved.attachments] == ["1.jpg"]

    assert (name.text(),) == second[1]["name"]  # and nobody looks at it today
    studio.desk.commands.find("quit").run()
    studio.leave()

    again = Studio(tmp_path / "store.db", StandingClock(), KEPT)
    page = capturing(again)
    assert page.card.cards.told.text() == "1 card waits to be looked through."
    QTest.mouseClick(page.card.cards.look, Qt.MouseButton.LeftButton)
    again.until(lambda: (page.card.form.name.text(),) == second[1]["name"])
    again.until(lambda: not page.card.cards.piece.image().isNull())
    again.press(Qt.Key.Key_Return, CONTROL)
    assert {one.name for one in people(again)} == {*first[1]["name"], *second[1]["name"]}
    again.press(Qt.Key.Key_Z, CONTROL)
    assert {one.name for one in people(again)} == {*first[1]["name"]}
    again.leave()
