"""What needs the whole program to begin again: a backup brought back, another language."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from salesdesk import i18n
from salesdesk.services import backups, search
from salesdesk.settings import Settings
from salesdesk.store.derived_texts import sort_language
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.page import SettingsPage
from salesdesk.ui.studio import Studio
from tests.factories import StandingClock, capture


@pytest.fixture
def studio(tmp_path: Path, qapp: QApplication) -> Iterator[Studio]:
    """The program on a store with one prospect, on the Settings page."""
    kept = Settings(language="en", country="NO", theme="light")
    made = Studio(tmp_path / "store.db", StandingClock(), kept, size=(1440, 900))
    capture(made.desk.store, "Ingrid Solheim")
    made.window.go("settings")
    made.settle()
    yield made
    i18n.use("en")
    made.program.window.close()
    made.settle()
    made.program.window.deleteLater()


def begun_again(studio: Studio, before: Desk) -> Desk:
    studio.until(lambda: studio.program.desk not in {None, before})
    studio.settle()
    return studio.desk


def names(desk: Desk) -> list[str]:
    with desk.store.read() as reading:
        asked = search.ask(reading, "", subject="prospects", clock=desk.clock)
        return sorted(hit.name for hit in search.page(reading, asked))


def test_a_backup_is_brought_back_and_the_window_goes_on_with_it(studio: Studio) -> None:
    before = studio.desk
    kept = backups.make(before.store, None)
    capture(before.store, "Łukasz Żak")

    before.restore_asked.emit(kept)
    after = begun_again(studio, before)

    assert names(after) == ["Ingrid Solheim"]
    window = studio.program.window
    assert window.isVisible()
    assert window.book.slug == "settings"
    assert kept.name in window.notice.text()
    capture(after.store, "Åse Nygård")
    assert names(after) == ["Ingrid Solheim", "Åse Nygård"]


def test_what_was_there_before_can_be_brought_back_in_turn(studio: Studio) -> None:
    before = studio.desk
    kept = backups.make(before.store, None)
    capture(before.store, "Łukasz Żak")
    before.restore_asked.emit(kept)
    after = begun_again(studio, before)

    saved = next(one for one, _at in backups.listed(after.store) if "before-restore" in one.name)
    after.restore_asked.emit(saved)

    assert names(begun_again(studio, after)) == ["Ingrid Solheim", "Łukasz Żak"]


def test_a_file_that_cannot_be_brought_back_leaves_all_as_it_was(
    studio: Studio, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(dialogs, "trouble", lambda _parent, error, retry: told.append(str(error)) or retry)
    before, letter = studio.desk, tmp_path / "brev.db"
    letter.write_text("Kjære Ingrid")

    before.restore_asked.emit(letter)

    assert names(begun_again(studio, before)) == ["Ingrid Solheim"]
    assert len(told) == 1


def test_another_language_is_spoken_at_once_and_lists_follow_its_alphabet(studio: Studio) -> None:
    before = studio.desk
    page = studio.window.book.page("settings")
    assert isinstance(page, SettingsPage)
    language = page.device.choices["language"]
    language.setCurrentIndex(language.findData("nb"))
    language.activated.emit(language.currentIndex())

    after = begun_again(studio, before)

    assert i18n.language() == "nb"
    assert after.settings.language == "nb"
    assert studio.program.window.book.slug == "settings"
    with after.store.reading_raw() as connection:
        assert sort_language(connection) == "nb"
