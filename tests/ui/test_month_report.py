"""The month to hang up, on paper: whole parts on each page, nobody's name on the wall unless it is wanted."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.figures.periods import Period
from salesdesk.services import goals, month_report
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goals import GoalDraft
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.month_report import commands, sheet
from salesdesk.ui.month_report.sheet import Sheet
from salesdesk.ui.widgets.marks import END
from tests.factories import StandingClock, capture
from tests.services.test_month_report import sell
from tests.ui.driving import settled

OCTOBER = Period(date(2026, 10, 1), date(2026, 11, 1))


def pages(desk: Desk, *, names: bool) -> list[Sheet]:
    with desk.store.read() as reading:
        found = month_report.read(Asking(reading, desk.clock, "NOK", "NO"), OCTOBER)
    return sheet.laid(found, names=names)


def texts(found: list[Sheet]) -> list[str]:
    return [mark.text for one in found for mark in one.marks if mark.text]


@pytest.fixture
def sold(desk: Desk) -> None:
    clock = desk.store.clock
    assert isinstance(clock, StandingClock)
    who = capture(desk.store, "Đặng Thị Hạnh").prospect
    sell(desk.store, clock, datetime(2026, 10, 6, 12, tzinfo=UTC), 40_000, prospect=who)


@pytest.mark.usefixtures("sold")
def test_customers_are_named_only_where_it_is_wanted(desk: Desk) -> None:
    named, quiet = texts(pages(desk, names=True)), texts(pages(desk, names=False))

    assert "Đặng Thị Hạnh" in named
    assert "Ærfugl 40000" in named
    assert not any("Đặng" in one or "Ærfugl" in one for one in quiet)
    assert "40,000 NOK" in quiet


def test_a_month_without_anything_is_one_page_that_says_so(desk: Desk) -> None:
    (page,) = pages(desk, names=True)

    told = texts([page])
    assert told[0] == "October 2026"
    assert {"No sales in this month.", "No deal was lost.", "No goal was set for this month."} <= set(told)


@pytest.mark.usefixtures("sold")
def test_with_many_goals_every_part_stands_whole_on_a_page(desk: Desk) -> None:
    for number in range(40):
        name = f"Mål nummer {number} " + "med et navn som går over flere linjer " * (number % 3)
        draft = GoalDraft(
            figure="leads", change=Decimal(5), starts_on=OCTOBER.start, repeats="month", name=name
        )
        goals.add(desk.store, draft, own="NOK")

    found = pages(desk, names=True)

    assert len(found) > 2
    for one in found:
        within = [mark.box.bottom() for mark in one.marks if "page" not in mark.text]
        assert max(within) <= END
        assert all(box.bottom() <= END for box, _ink in one.boxes)
    assert (
        sum(text.startswith("Mål nummer 39") for text in texts(found)) == 2
    )  # of this month, and of the next


@pytest.mark.usefixtures("sold")
def test_a_month_chosen_in_the_menu_is_written_as_pdf(
    desk: Desk, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page, asked = QWidget(), list[str]()
    qtbot.addWidget(page)
    page.show()

    def file(_parent: object, _title: str, name: str, _filters: object) -> Path:
        asked.append(name)
        return tmp_path / "Veggen på Tromsø"

    monkeypatch.setattr(dialogs, "file_to_save", file)
    (command,) = commands.report_commands(desk, page)
    command.run()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    entries = [one for one in menu.actions() if not one.isSeparator()]
    assert [entries[0].text(), entries[-2].text()] == ["October 2026", "November 2026, so far"]
    entries[0].trigger()
    menu.close()
    settled()

    assert asked == ["October 2026 to hang up.pdf"]
    assert (tmp_path / "Veggen på Tromsø.pdf").read_bytes().startswith(b"%PDF-")
