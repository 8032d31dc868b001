"""Files as other programs export them: looked over at once, without a word about their columns."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from salesdesk.ui.desk import Desk
from salesdesk.ui.imports.page import ImportPage
from tests.ui.driving import settled

CORPORA = Path(os.environ.get("SALESDESK_CORPORA") or Path(__file__).parents[3] / "shared" / "corpora")
FOLDER = CORPORA / "csv"
FILES = sorted(
    one for one in FOLDER.rglob("*") if one.suffix in {".csv", ".xlsx"} and "febrl" not in one.parts
)


@pytest.fixture
def page(desk: Desk, qtbot: QtBot) -> ImportPage:
    """The page, shown."""
    made = ImportPage(desk)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.mark.skipif(not FILES, reason=f"no tables to try under {FOLDER}")
@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_of_a_known_program_is_looked_over_at_once(page: ImportPage, file: Path) -> None:
    page.take([file])
    settled()
    assert page.stack.currentWidget() is page.look_view
    assert page.look_view.table.records.rowCount() > 0
