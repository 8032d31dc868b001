"""The round on paper: all of it is there, page by page, and it can be stopped."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication

from salesdesk.ui.background import StoppedError
from salesdesk.ui.prospects import round_sheet
from salesdesk.ui.widgets.marks import paint
from salesdesk.ui.widgets.paper import HIGH, WIDE

HEAD = "Name\tAddress\tNext step"
LINES = [HEAD, *(f"Łucja Żak {number}\tØvre <gate> {number}, 5003 Bergen\t" for number in range(60))]


def test_every_row_stands_on_a_page_under_its_head_and_nothing_runs_off_the_paper(qapp: QApplication) -> None:
    long = "\t".join(("Åse", "Rynek 1", "Ring om eikefat og bambusboller " * 7))

    pages = round_sheet.pages("Whom to visit", [*LINES, long])

    texts = [[mark.text for mark in page] for page in pages]
    assert len(pages) > 1
    assert all({"Name", "Address", "Whom to visit"} <= set(page) for page in texts)
    names = [text for page in texts for text in page if text.startswith("Łucja")]
    assert names == [f"Łucja Żak {number}" for number in range(60)]
    assert "Øvre <gate> 7, 5003 Bergen" in texts[0]
    assert f"Page 1 of {len(pages)}" in texts[0]
    assert all(mark.box.right() < HIGH and mark.box.bottom() < WIDE for page in pages for mark in page)


def test_what_is_set_is_painted(qapp: QApplication) -> None:
    (page,) = round_sheet.pages("Whom to visit", LINES[:3])
    paper = QImage(HIGH // 10, WIDE // 10, QImage.Format.Format_RGB32)
    paper.fill(0xFFFFFFFF)
    painter = QPainter(paper)
    painter.scale(0.1, 0.1)
    paint(painter, page)
    painter.end()

    row = page[4].box.center() / 10
    painted = {paper.pixel(at, round(row.y())) for at in range(paper.width())}

    assert len(painted) > 1


@pytest.mark.parametrize("after", [3, 100])
def test_a_round_that_is_stopped_leaves_no_file(qapp: QApplication, tmp_path: Path, after: int) -> None:
    def progress(done: int, _of: int) -> None:
        if done >= after:
            raise StoppedError

    with pytest.raises(StoppedError):
        round_sheet.write(tmp_path / "round.pdf", "Whom to visit", LINES, progress)

    assert list(tmp_path.iterdir()) == []
