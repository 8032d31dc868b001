"""A quote on paper: what stands where, on how many pages, and what is noted when it is saved."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from salesdesk.domain.activities import Activity
from salesdesk.services import preferences
from salesdesk.services.preferences import Own
from salesdesk.services.quotes import Line, Quote, Sheet, written
from salesdesk.ui import dialogs
from salesdesk.ui.deals.quote import Mark, pages, paint, write
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.paper import HIGH, WIDE
from tests.factories import capture, records
from tests.ui.driving import settled
from tests.ui.pipeline_page import deal_of, kept, opened

OWN = Own(
    "Håkon Østby Eikevarer", "Storgata 12\n5013 Bergen", "+47 912 34 567", "h@ost.example", "987 654 321"
)
NAMES = (
    "Oak tray, oval",
    "Bát gốm đỏ Bế",
    "Żyrandol Księżycowy",
    "Skål Øst, en veldig lang beskrivelse " * 3,
)


def sheet(lines: int, language: str = "en", own: Own = OWN) -> Sheet:
    made = [Line(NAMES[n % 4], Decimal(n + 1), 1550_00, 1395_00) for n in range(lines)]
    day = date(2026, 11, 22)
    customer = ["Łódź Stół i Wnętrze", "Grażyna Żak", "ul. Piotrkowska 104", "90-926 Łódź"]
    return written(
        Quote(
            deal=UUID(int=1),
            language=language,
            own=own,
            customer=customer,
            title="Trays, two stores",
            number="T-14",
            day=day,
            until=day.replace(month=12),
            currency="NOK",
            lines=made,
            delivery=day.replace(month=12),
        )
    )


def texts(laid: list[list[Mark]]) -> list[str]:
    return [one.text for page in laid for one in page if one.text]


@pytest.mark.parametrize("language", ["en", "nb"])
@pytest.mark.parametrize("lines", [1, 12, 40, 150])
def test_every_line_stands_once_and_nothing_runs_over_the_edge_or_into_another(
    qapp: QApplication, lines: int, language: str
) -> None:
    told = sheet(lines, language)
    laid = pages(told)
    for row in told.rows:
        assert texts(laid).count(row[-1]) >= 1
    assert sum(text in NAMES for text in texts(laid)) == lines
    assert (len(laid) == 1) == (lines < 20)
    assert texts(laid).count(told.total[1]) == 1
    for page in laid:
        boxes = [one.box for one in page if one.text]
        assert all(QRectF(0, 0, WIDE, HIGH).contains(box) for box in boxes)
        assert not [1 for n, box in enumerate(boxes) for other in boxes[n + 1 :] if overlap(box, other)]


def overlap(one: QRectF, other: QRectF) -> bool:
    both = one.intersected(other)
    return both.width() > 5 and both.height() > 5


def test_more_lines_go_on_on_pages_with_numbers_the_last_of_which_bears_a_line_and_the_total(
    qapp: QApplication,
) -> None:
    for lines in range(18, 60, 3):
        told = sheet(lines)
        laid = pages(told)
        if len(laid) == 1:
            assert told.page.format(number=1, all=1) not in texts(laid)
            continue
        last = texts(laid[-1:])
        assert told.page.format(number=len(laid), all=len(laid)) in last
        assert told.again in last
        assert told.heads[0] in last
        assert any(text in NAMES for text in last)
        assert told.total[0] in last


def test_twenty_short_lines_are_set_closer_to_stay_on_one_page(qapp: QApplication) -> None:
    told = replace(sheet(26), rows=[["Tray", *row[1:]] for row in sheet(26).rows])
    assert len(pages(told)) == 1


def test_a_name_without_a_space_is_broken_and_one_without_an_end_is_cut(qapp: QApplication) -> None:
    told = sheet(1)
    told = replace(told, rows=[["Ż" * 3000, *told.rows[0][1:]]])
    (page,) = pages(told)
    name = next(one for one in page if one.text.startswith("Ż"))
    assert name.text.endswith("…")
    assert name.box.right() < page[-1].box.right()
    assert name.box.height() > 300


def test_ink_comes_onto_the_paper_where_nobody_filled_in_who_offers(qapp: QApplication) -> None:
    (page,) = pages(replace(sheet(1, own=Own()), customer=[]))
    image = QImage(WIDE // 10, HIGH // 10, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.scale(0.1, 0.1)
    paint(painter, page)
    painter.end()
    dark = sum(image.pixelColor(x, y).lightness() < 128 for x in range(595) for y in range(841))
    assert dark > 200


def test_the_file_is_a_pdf_of_upright_a4_and_put_there_whole(qapp: QApplication, tmp_path: Path) -> None:
    file = tmp_path / "Tilbud Łódź.pdf"
    assert write(file, sheet(40)) == 2
    content = file.read_bytes()
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type /Page\b", content)) == 2
    assert re.search(rb"/MediaBox \[0 0 595(\.\d+)? 842", content)
    assert [one.name for one in tmp_path.iterdir()] == [file.name]


Choose = Callable[[Path | None], list[str]]


@pytest.fixture
def choose(monkeypatch: pytest.MonkeyPatch) -> Choose:
    """Has the seller choose where to save, and gives the names that were proposed."""

    def choosing(file: Path | None) -> list[str]:
        proposed: list[str] = []

        def asked(_parent: object, _title: str, name: str, _filters: object) -> Path | None:
            proposed.append(name)
            return file

        monkeypatch.setattr(dialogs, "file_to_save", asked)
        return proposed

    return choosing


def test_a_saved_quote_is_noted_and_the_deal_is_offered_to_go_on_to_quotes(
    desk: Desk, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    preferences.change(desk.store, own=OWN)
    who = capture(desk.store, "Grażyna Żak", company="Łódź: Stół", language="nb").prospect
    deal = deal_of(desk, "Trays", prospect=who, number="T/14")
    page = opened(desk, qtbot)
    page.open_deal(deal)
    said: list[tuple[str, str]] = []
    moves: list[Callable[[], None]] = []
    desk.said.connect(lambda text, _undo, act, do: (said.append((text, act)), do and moves.append(do)))
    proposed = choose(tmp_path / "T-14")
    card = page.pane.detail.quote
    assert card.trouble.isHidden() or not card.trouble.isVisible()
    with qtbot.waitSignal(card.saved, timeout=5000):
        card.save.click()
    settled()
    assert proposed == ["Quote T 14 Łódź Stół.pdf"]
    assert (tmp_path / "T-14.pdf").read_bytes().startswith(b"%PDF-")
    assert said[-1] == ("Saved T-14.pdf", "Move to Quote")
    (noted,) = [one for one in records(desk.store)[Activity.__tablename__].values() if one["deal"]]
    assert "T/14" in noted["note"]
    moves[-1]()
    assert kept(desk, deal).stage == "quote"
    with qtbot.waitSignal(card.saved, timeout=5000):
        card.save.click()
    assert said[-1] == ("Saved T-14.pdf", "")


def test_what_is_missing_on_a_quote_is_said_with_the_way_there(
    desk: Desk, qtbot: QtBot, tmp_path: Path, choose: Choose
) -> None:
    deal = deal_of(desk, "Trays")
    page = opened(desk, qtbot)
    page.open_deal(deal)
    card = page.pane.detail.quote
    went: list[tuple[str, object]] = []
    desk.asked_to_go.connect(lambda where, what: went.append((where, what)))
    assert "Your own name" in card.trouble.text()
    card._fill_in.click()
    assert went == [("settings", "own")]
    choose(None)
    card.save.click()
    settled()
    assert not records(desk.store)["activities"]  # nobody said where
