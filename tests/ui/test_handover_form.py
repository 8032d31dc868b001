"""The form of a hand-over: for which program a table is, and which fields go along."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.exchange.export_presets import PROGRAMS
from salesdesk.exchange.field_choice import known
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.handovers.give import GiveTab
from salesdesk.ui.handovers.page import HandOverPage
from tests.factories import capture
from tests.ui.driving import settled


@pytest.fixture
def whole(desk: Desk, qtbot: QtBot) -> HandOverPage:
    """The page, shown, with one to hand over."""
    capture(desk.store, "Åsa Nyström", phones=("+47 912 34 567",), company="Hemma", note="sær")
    made = HandOverPage(desk)
    qtbot.addWidget(made)
    made.resize(1100, 760)
    made.show()
    settled()
    return made


@pytest.fixture
def page(whole: HandOverPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> GiveTab:
    """Its first tab, for a table of all."""
    front = whole.front()
    assert isinstance(front, GiveTab)
    monkeypatch.setattr(dialogs, "file_to_save", lambda *_asked: tmp_path / "ut.csv")
    front.form.tiles.choose(".csv")
    front.form.agreed.setChecked(False)
    settled()
    return front


def written(page: GiveTab, folder: Path) -> dict[str, str]:
    """The one row of the file that is written."""
    page.hand_over()
    settled()
    with (folder / "ut.csv").open(encoding="utf-8-sig", newline="") as opened:
        [row] = csv.DictReader(opened)
    return row


def test_a_table_is_written_in_the_words_of_the_program_that_takes_it_in(
    page: GiveTab, tmp_path: Path
) -> None:
    page.form.program.show_value("outlook")
    row = written(page, tmp_path)
    assert (row["First Name"], row["Last Name"], row["Company"]) == ("Åsa", "Nyström", "Hemma")
    assert "+47 912 34 567" in row.values()
    assert "sær" not in row.values()


def test_a_field_that_is_switched_off_stays_here(page: GiveTab, tmp_path: Path) -> None:
    page.form.which.actions_by_field["phone"].trigger()
    assert page.form.which.button.text().strip() == "1 field left out"
    row = written(page, tmp_path)
    assert (row["name"], row["company"]) == ("Åsa Nyström", "Hemma")
    assert "phone" not in row


def test_the_program_is_asked_for_where_it_matters(page: GiveTab) -> None:
    assert page.form.program.isVisible()
    page.form.tiles.choose(".vcf")
    assert not page.form.program.isVisible()
    assert page.form.form().program == ""


def test_all_that_the_form_offers_is_known_below(page: GiveTab) -> None:
    offered = [page.form.program.itemData(n) for n in range(page.form.program.count())]
    assert offered == ["", *PROGRAMS]
    assert known(one for fields in page.form.which.actions_by_field for one in fields.split(","))
