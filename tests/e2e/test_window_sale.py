"""Deals in the real window, by keyboard: from the lead to the second order, revived, and kept in touch with."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal, DealLine, Offer
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.nurturing import Nurturing
from salesdesk.domain.prospects import Prospect
from salesdesk.services import checks
from salesdesk.ui.studio import CONTROL
from tests.e2e.hands import Hands
from tests.e2e.sale_day import (
    choose_in_menu,
    deal,
    find,
    kept,
    looks_like_a_quote,
    meet,
    new_deal,
    next_day,
    rows,
    stock,
)

TRAYS, CRACKED = "Trays, two stores", "Cracked glaze on 2 of 40"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    stock(tmp_path)
    yield tmp_path
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    for window in application.topLevelWidgets():
        if isValid(window) and window.isVisible():
            window.close()


def leave(hands: Hands) -> None:
    """Quits, after what is kept was found to be whole."""
    assert checks.look_over(hands.studio.desk.store, repair=False) == []
    hands.studio.leave()


def sell(hands: Hands, file: Path) -> None:
    """From the fair to won: what goes with it is taken along, and a quote is given."""
    meet(hands, "Ingrid Solheim", "Fjord Interiør")
    new_deal(hands, "Solheim", TRAYS, "Oak tray")
    assert hands.reads("Goes with Oak tray: Wool felt")
    hands.press(Qt.Key.Key_Plus)
    assert not hands.reads("Goes with Oak tray")
    with hands.naming(str(file)):
        hands.command("Save the quote as PDF")
    assert hands.reads(f"Saved {file.name}")

    hands.press(Qt.Key.Key_Escape)
    for stage in ("demo", "quote", "negotiation"):
        hands.press(Qt.Key.Key_Right, CONTROL)
        assert deal(hands, TRAYS).stage == stage
    hands.press(Qt.Key.Key_W)
    assert hands.here() == "Delivery promised for"
    hands.fill("+3d", after=Qt.Key.Key_Return)
    hands.wait()
    assert hands.here().startswith("Won in November, 1")  # where the card went, the keyboard is


def deliver_late(hands: Hands) -> None:
    """The promised day passes; Today says so, and the delivery is made there."""
    next_day(hands, 5)
    hands.page("today")
    (late,) = rows(hands, "Deliveries late or due")
    assert late == f"{TRAYS}, Ingrid Solheim · promised Wed 25 Nov, 2 days late"
    hands.tab_to("Deliveries late or due")
    hands.press(Qt.Key.Key_D)
    hands.wait()
    assert hands.here() == "Follow-ups"


def complain_and_solve(hands: Hands) -> None:
    find(hands, "Solheim", "New complaint")
    hands.fill(CRACKED, "New ones by post", "tomorrow 16:00", after=Qt.Key.Key_Return)
    hands.wait()
    hands.tab_to("No sale")
    hands.press(Qt.Key.Key_Down)  # the sale
    hands.press(Qt.Key.Key_Down)  # and its first line
    hands.tab_to("What it cost you")
    hands.fill("240", after=Qt.Key.Key_Return)
    hands.press(Qt.Key.Key_Return, CONTROL)
    hands.wait()
    (complaint,) = kept(hands, Complaint)
    tray = kept(hands, DealLine)[0]
    assert (complaint.what, complaint.status) == (CRACKED, "resolved")
    assert (complaint.deal, complaint.deal_line, complaint.cost_minor) == (tray.deal, tray.id, 240_00)
    assert not hands.reads("Bought again")


def buy_again(hands: Hands) -> None:
    new_deal(hands, "Solheim", "Bowls", "Bát gốm Øst")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_W)
    hands.press(Qt.Key.Key_Return)
    hands.wait()
    hands.page("complaints")
    hands.tab_to("Bought again 27 Nov: Bowls")
    hands.page("prospects")
    listed: Any = hands.studio.window.book.front()
    assert listed.list.model.row(0).stage == "customer"


def invoice(hands: Hands) -> None:
    """Of the first sale, which the arrows lead to on the board."""
    hands.page("pipeline")
    hands.press(Qt.Key.Key_Down)
    hands.press(Qt.Key.Key_Return)
    for step in ("Invoiced", "Paid"):
        hands.tab_to(step)
        hands.fill("today", after=Qt.Key.Key_Return)


def test_a_deal_goes_from_the_fair_to_paid_past_a_late_delivery_and_a_complaint(folder: Path) -> None:
    hands = Hands(folder)
    sell(hands, folder / "Tilbud.pdf")
    looks_like_a_quote(hands, folder / "Tilbud.pdf", TRAYS)
    assert [(one.name, one.kind) for one in kept(hands, DealLine)] == [
        ("Oak tray", "plain"),
        ("Wool felt", "cross-sell"),
    ]
    assert [one.answer for one in kept(hands, Offer)] == ["taken"]
    assert [one.stage for one in kept(hands, Prospect)] == ["customer"]

    deliver_late(hands)
    assert deal(hands, TRAYS).delivered_on == date(2026, 11, 27)
    complain_and_solve(hands)
    planned = {one.origin: one.day for one in kept(hands, FollowUp)}
    assert planned["check-in-delivery"] == date(
        2026, 11, 30
    )  # a Monday: the day after a Friday is not worked
    assert planned["complaint"] == date(2026, 12, 4)

    buy_again(hands)
    invoice(hands)
    paid = deal(hands, TRAYS)
    assert (paid.outcome, paid.invoiced_on, paid.paid_on) == ("won", date(2026, 11, 27), date(2026, 11, 27))
    leave(hands)

    hands = Hands(folder, hands.clock)
    for _act in range(3):  # paid, invoiced, and the second order won
        hands.press(Qt.Key.Key_Z, CONTROL)
    hands.wait()
    first = deal(hands, TRAYS)
    assert (first.outcome, first.invoiced_on, first.paid_on) == ("won", None, None)
    assert deal(hands, "Bowls").outcome == ""
    leave(hands)


def test_a_lost_deal_is_revived_into_the_sale_of_another_product(folder: Path) -> None:
    hands = Hands(folder)
    meet(hands, "Łukasz Żak", "Drewno Plus", "+48 22 123 45 67")
    new_deal(hands, "Łukasz", "Trays for Łódź", "Oak tray")
    hands.press(Qt.Key.Key_Escape)
    hands.press(Qt.Key.Key_L)
    hands.press(Qt.Key.Key_2)
    assert hands.here() == "Try again on"
    hands.press(Qt.Key.Key_Return)
    lost = deal(hands, "Trays for Łódź")
    assert (lost.outcome, lost.revisit_on) == ("lost", date(2027, 5, 24))  # half a year on, past a weekend

    next_day(hands, (date(2027, 5, 25) - date(2026, 11, 22)).days)
    hands.page("keeping")
    assert rows(hands, "To try again") == [
        "Late, 1",
        "Trays for Łódź, Łukasz Żak · Drewno Plus · Price · 1,550 NOK, 1 day late",
    ]
    hands.tab_to("Offer then")
    hands.fill("Bát gốm Øst", after=Qt.Key.Key_Return)
    assert hands.reads("Trying again opens a deal with Bát gốm Øst and plans a call.")
    hands.tab_to("Try again")
    hands.press(Qt.Key.Key_Space)
    hands.wait()
    assert hands.here() == "See the pipeline"

    hands.press(Qt.Key.Key_Space)
    hands.wait()
    hands.press(Qt.Key.Key_W)
    hands.press(Qt.Key.Key_Return)
    hands.wait()
    sold = deal(hands, "Bát gốm Øst")
    assert (sold.outcome, sold.revived_from, sold.prospect) == ("won", lost.id, lost.prospect)
    assert [one.name for one in kept(hands, DealLine, DealLine.deal == sold.id)] == ["Bát gốm Øst"]
    assert [one.what for one in kept(hands, FollowUp, FollowUp.origin == "revival")] == [
        "Try again: Bát gốm Øst"
    ]
    leave(hands)

    hands = Hands(folder, hands.clock)
    for _act in range(2):  # won, tried again
        hands.press(Qt.Key.Key_Z, CONTROL)
    assert [one.title for one in kept(hands, Deal)] == ["Trays for Łódź"]
    hands.page("keeping")
    assert rows(hands, "To try again")[1].startswith("Trays for Łódź")
    leave(hands)


def test_a_nurture_plan_ends_by_itself_when_the_prospect_answers(folder: Path) -> None:
    hands = Hands(folder)
    meet(hands, "Đặng Thu", "Saigon Deli", "+84 912 345 678", "thu@saigon.example", agrees=True)
    hands.page("keeping")
    hands.command("Nurture plans")
    hands.command("New plan")
    hands.fill("Efter messen på Łódź", after=Qt.Key.Key_Return)

    find(hands, "Saigon")
    hands.command("Start a nurture plan")
    choose_in_menu(hands, "Efter messen på Łódź")
    assert hands.reads("On the plan “Efter messen på Łódź”, step 1 of 3: Ask how things stand")
    (step,) = kept(hands, FollowUp, FollowUp.origin == "nurture")
    assert (step.day, step.kind) == (date(2026, 12, 7), "call")  # 14 days on is a Sunday

    next_day(hands, 2)
    find(hands, "Saigon", "Log a call")
    hands.fill("email in: wants two trays", after=Qt.Key.Key_Return)
    hands.wait()
    assert not hands.reads("On the plan")
    assert [one.ended_by for one in kept(hands, Nurturing)] == ["reply"]
    assert kept(hands, FollowUp, FollowUp.origin == "nurture") == []

    hands.page("keeping")
    assert rows(hands, "On this plan")[1:] == ["Đặng Thu, Saigon Deli · until 24 Nov 2026, answered"]
    leave(hands)

    hands = Hands(folder, hands.clock)
    hands.press(Qt.Key.Key_Z, CONTROL)
    assert [one.ended_by for one in kept(hands, Nurturing)] == [""]
    assert [one.id for one in kept(hands, FollowUp, FollowUp.origin == "nurture")] == [step.id]
    leave(hands)
