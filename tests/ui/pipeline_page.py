"""The pipeline as its tests open and read it."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from salesdesk.domain.deals import Deal
from salesdesk.services import deals
from salesdesk.services.deals import DealDraft, LineDraft
from salesdesk.ui.deals.column import CardList
from salesdesk.ui.deals.page import PipelinePage
from salesdesk.ui.desk import Desk
from tests.factories import capture
from tests.ui.driving import settled

TODAY = date(2026, 11, 22)
CONTROL = Qt.KeyboardModifier.ControlModifier
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
STAGES = ("qualified", "demo", "quote", "negotiation", "won")


def deal_of(desk: Desk, title: str, stage: str = "qualified", days: int = 5, **said: Any) -> UUID:
    line = LineDraft(name="Oak tray", quantity=Decimal(40), net_minor=1550_00, cost_minor=900_00)
    draft = DealDraft(
        title=title,
        currency="NOK",
        stage=stage,
        expected_close=TODAY + timedelta(days=days),
        lines=said.pop("lines", (line,)),
        **said,
    )
    return deals.open_deal(desk.store, draft).id


def opened(desk: Desk, qtbot: QtBot, *, wide: int = 1230, high: int = 800) -> PipelinePage:
    page = PipelinePage(desk)
    qtbot.addWidget(page)
    page.resize(wide, high)
    page.show()
    page.activateWindow()
    page.setFocus()
    settled()
    return page


def titles(page: PipelinePage, stage: str) -> list[str]:
    return [one.title for one in column(page, stage).cards.cards]


def column(page: PipelinePage, stage: str) -> CardList:
    return next(one.list for one in page.board.columns if one.key == stage)


def front(page: PipelinePage) -> str:
    card = page.board.front()
    return card.title if card else ""


def press(page: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    QTest.keyClick(QApplication.focusWidget() or page, key, modifiers)
    settled()


def kept(desk: Desk, deal: UUID) -> Deal:
    with desk.store.read() as reading:
        return reading.need(Deal, deal)


def middle(view: CardList, place: int) -> QPoint:
    return view.visualRect(view.cards.index(place)).center()


def four(desk: Desk) -> dict[str, UUID]:
    """Four deals in three columns."""
    ingrid = capture(desk.store, "Ingrid Solheim", company="Fjord Interiør").prospect
    return {
        "Oak trays": deal_of(desk, "Oak trays", days=2, prospect=ingrid),
        "Żak samples": deal_of(desk, "Żak samples", days=4),
        "Bowls": deal_of(desk, "Bowls", "demo", 3),
        "Fit-out": deal_of(desk, "Fit-out", "negotiation", 6),
    }
