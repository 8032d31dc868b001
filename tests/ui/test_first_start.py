"""The first start: three doors, the language, the currency; and made-up data that one click takes away."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk import i18n, settings
from salesdesk.domain.prospects import Prospect
from salesdesk.services import activities, changes, demo
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.first.page import FirstStart
from salesdesk.ui.first.sample import SampleBanner
from tests.factories import capture, records
from tests.ui.driving import settled


@pytest.fixture
def first(desk: Desk, qtbot: QtBot) -> FirstStart:
    """The first start, shown."""
    made = FirstStart(desk)
    qtbot.addWidget(made)
    made.resize(1024, 640)
    made.show()
    made.activateWindow()
    return made


def gone(first: FirstStart) -> list[object]:
    """Where it leads, and with which files, as it is told."""
    told = list[object]()
    first.done.connect(told.append)
    first.files.connect(told.append)
    return told


def test_looking_around_first_fills_in_a_year_and_leads_to_today(first: FirstStart, desk: Desk) -> None:
    told = gone(first)

    first.sample.button.click()
    settled(60_000)

    assert told == ["today"]
    assert len(records(desk.store)["prospects"]) == 400


def test_filling_in_can_be_stopped_and_leaves_nothing(first: FirstStart, desk: Desk) -> None:
    told = gone(first)

    first.open_sample()
    first.stop()
    settled(60_000)

    assert told == []
    assert records(desk.store)["prospects"] == {}
    assert first.bring.button.isEnabled()


def test_enter_chooses_a_file_and_brings_it_in(
    first: FirstStart, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = gone(first)
    monkeypatch.setattr(dialogs, "files_to_open", lambda *_asked: [Path("kontakter.vcf")])

    assert QApplication.focusWidget() is first.bring.button
    qtbot.keyClick(first.bring.button, Qt.Key.Key_Return)

    assert told == ["import", [Path("kontakter.vcf")]]


def test_who_thinks_better_of_a_file_stays_at_the_doors(
    first: FirstStart, monkeypatch: pytest.MonkeyPatch
) -> None:
    told = gone(first)
    monkeypatch.setattr(dialogs, "files_to_open", lambda *_asked: [])

    first.choose()

    assert told == []


def test_arrows_go_from_door_to_door(first: FirstStart, qtbot: QtBot) -> None:
    told = gone(first)

    qtbot.keyClick(first.bring.button, Qt.Key.Key_Right)
    qtbot.keyClick(first.empty.button, Qt.Key.Key_Return)

    assert told == ["capture"]


def test_the_whole_door_can_be_clicked(first: FirstStart, qtbot: QtBot) -> None:
    told = gone(first)

    qtbot.mouseClick(first.empty, Qt.MouseButton.LeftButton)

    assert told == ["capture"]


def test_a_file_dropped_on_the_doors_is_brought_in(first: FirstStart, tmp_path: Path) -> None:
    told = gone(first)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Åsa.vcf"))])
    none = Qt.KeyboardModifier.NoModifier
    drop = QDropEvent(QPointF(9, 9), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, none)

    first.dropEvent(drop)

    assert told == ["import", [tmp_path / "Åsa.vcf"]]


def test_the_currency_of_the_country_is_kept_when_a_door_is_taken(first: FirstStart, desk: Desk) -> None:
    assert first.currency.value() == "NOK"

    first.start_empty()

    assert settings.load().currency == "NOK"


def test_another_language_is_spoken_at_once(first: FirstStart, desk: Desk) -> None:
    first.language.setCurrentIndex(first.language.findData("nb"))
    first.language.activated.emit(first.language.currentIndex())

    assert settings.load().language == "nb"
    assert i18n.language() == "nb"
    assert first.currency.currentText() == "kr, NOK"


def test_the_banner_stands_over_made_up_data_and_takes_it_away(desk: Desk, qtbot: QtBot) -> None:
    demo.fill(desk.store, prospects=3)
    banner = SampleBanner(desk)
    qtbot.addWidget(banner)
    seen = [not banner.isHidden()]

    banner.away.click()
    settled(30_000)
    seen.append(not banner.isHidden())

    assert seen == [True, False]
    assert records(desk.store)["prospects"] == {}


def test_the_banner_is_not_there_for_a_seller_of_real_life(desk: Desk, qtbot: QtBot) -> None:
    capture(desk.store, "Åsa Nyström")
    banner = SampleBanner(desk)
    qtbot.addWidget(banner)

    assert banner.isHidden()


def test_what_was_captured_beside_the_sample_stays(desk: Desk, qtbot: QtBot) -> None:
    demo.fill(desk.store, prospects=3)
    capture(desk.store, "Łukasz Żak")
    banner = SampleBanner(desk)
    qtbot.addWidget(banner)

    banner.take_away()
    settled(30_000)

    assert [one["name"] for one in records(desk.store)["prospects"].values()] == ["Łukasz Żak"]


def test_what_was_touched_of_the_sample_stays_is_told_and_can_be_deleted_too(
    desk: Desk, qtbot: QtBot
) -> None:
    demo.fill(desk.store, prospects=12)
    notices: list[str] = []
    desk.offered.connect(lambda text, _acts: notices.append(text))
    touched, built_on = [UUID(one) for one in records(desk.store)["prospects"]][:2]
    mine = capture(desk.store, "Łukasz Żak", company="Żak Wnętrza").prospect
    with desk.store.change("Changed {name}", name="x") as unit:
        unit.need(Prospect, touched).title = "Buyer"
        unit.need(Prospect, touched).referred_by = built_on
    activities.note(desk.store, touched, text="Asked for the oak trays")
    banner = SampleBanner(desk)
    qtbot.addWidget(banner)

    def left() -> set[UUID]:
        return {UUID(one) for one in records(desk.store)["prospects"]}

    banner.away.click()
    settled(30_000)
    assert left() == {touched, built_on, mine}
    assert notices[-1].endswith("2 prospects stay, since you changed them or built on them.")
    assert (banner.isHidden(), banner.away.text()) == (False, "Delete it too")
    banner.away.click()
    settled()
    qtbot.waitUntil(banner.isHidden)
    assert left() == {mine}
    changes.undo(desk.store)
    assert left() == {touched, built_on, mine}
    qtbot.waitUntil(lambda: not banner.isHidden())
    assert banner.away.text() == "Delete it too"
