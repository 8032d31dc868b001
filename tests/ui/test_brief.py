"""The brief stands on one page however much is known, and is printed as it is seen."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import uuid4

from pytestqt.qtbot import QtBot

from salesdesk.services import activities
from salesdesk.services.brief import Brief, Part
from salesdesk.ui.briefs.page import BriefPage
from salesdesk.ui.briefs.sheet import page as page_of
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.paper import HIGH, WIDE
from tests.factories import capture
from tests.ui.driving import settled


def test_one_page_each_on_the_screen_and_in_the_file(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    ids = [capture(desk.store, name).prospect for name in ("Zofia Żak", "Nguyễn Thị Hạnh")]
    activities.note(desk.store, ids[0], kind="visit", text="Så på skåler")
    page = BriefPage(desk)
    qtbot.addWidget(page)
    page.resize(900, 640)
    page.show()
    page.open("ids:" + ",".join(one.hex for one in ids))
    settled()
    assert [one.accessibleName() for one in page.view.pages] == ["Zofia Żak", "Nguyễn Thị Hạnh"]
    assert "Visit: Så på skåler" in page.view.pages[0].accessibleDescription()
    file = tmp_path / "brief.pdf"
    page.write(file)
    settled()
    assert file.read_bytes().count(b"/Type /Page\n") == 2
    page.open(ids[1])
    settled()
    assert len(page.view.pages) == 1
    assert page.view.pages[0].width() <= page.width()


def test_much_is_set_closer_and_never_runs_off_the_page(desk: Desk) -> None:
    parts = [Part(f"Part {n}", ["Å" * 280, "word " * 56, "ł" * 90, "x"], urgent=not n) for n in range(10)]
    long = Brief(uuid4(), "Ørjan " * 60, ["a" * 400] * 3, ["b" * 300] * 3, parts, date(2026, 11, 22))
    marks = page_of(long)
    assert all(
        one.box.left() >= 0 and one.box.right() <= WIDE and one.box.bottom() <= HIGH - 480 for one in marks
    )
    assert page_of(Brief(uuid4(), "Jan", [], [], [], date(2026, 11, 22)))[-1].text.startswith(
        "Nothing is known"
    )
