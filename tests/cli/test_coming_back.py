"""Nurture plans and the revival queue from the command line."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Two people, a product and a plan of two steps."""
    desk.people("Ingrid Łukasik,Fjord Interiør,,ingrid@fjord.no", "Phạm Văn Đức,Drewno Plus,,duc@drewno.pl")
    desk.ask("product", "Ullkurv", "--price", "890 NOK")
    desk.ask("nurture", "add", "Til våren", "--step", "14d call Spør om våren", "--step", "2 weeks email")
    return desk


def test_a_plan_is_listed_started_and_stopped(known: Desk) -> None:
    ingrid, duc = known.id_of("ingrid"), known.id_of("duc")
    known.ask("set", ingrid, "consent=email")
    assert known.ask("nurture", "start", "til våren", ingrid, duc, code=4) == {
        "started": 1,
        "already": 0,
        "not_agreed": 1,
        "discarded": 0,
    }
    (plan,) = known.ask("nurture", "list")
    assert (plan["name"], plan["on"]) == ("Til våren", 1)
    assert plan["steps"][0] == {"days": 14, "kind": "call", "tell": "Spør om våren"}
    (member,) = known.ask("nurture", "list", plan["id"][:13])
    assert (member["prospect"]["name"], member["day"]) == ("Ingrid Łukasik", "2026-12-07")
    known.ask("done", member["follow_up"])
    (member,) = known.ask("nurture", "list", "Til våren")
    assert (member["step"], member["day"]) == (2, "2026-12-07")  # Sunday the 6th is no worked day
    assert "Til våren: 2 steps, 1 on it" in known.call("nurture", "list").out
    assert "Ingrid Łukasik" in known.call("nurture", "list", "til våren").out

    known.ask("nurture", "stop", ingrid)
    (member,) = known.ask("nurture", "list", "Til våren")
    assert member["ended_by"] == "seller"
    assert "on no plan" in known.call("nurture", "stop", ingrid).err
    known.ask("nurture", "start", "Til våren", "--where", "consent:email")
    known.ask("undo")
    assert known.ask("nurture", "list")[0]["on"] == 0


def test_what_is_no_plan_or_no_step_is_refused(known: Desk) -> None:
    assert known.call("nurture", "add", "Annet", "--step", "snart noe").code == 3
    known.ask("competitor", "add", "Nordic Timber")
    ingrid = known.id_of("ingrid")
    known.ask("competitor", "contract", ingrid, "Nordic Timber", "trays", "--ends", "31 Mar")
    assert known.ask("competitor", "list")[0]["contracts"][0]["ends"] == "2027-03-31"
    assert "without steps" in known.call("nurture", "add", "Annet").err
    known.ask("nurture", "add", "Kort", "--step", "0d call")
    assert "Kort: 1 step, 0 on it" in known.call("nurture", "list").out
    assert "no plan" in known.call("nurture", "start", "Ukjent", known.id_of("ingrid")).err
    assert known.call("nurture", "start", "Til våren").code == 2


def test_a_lost_deal_is_listed_moved_and_tried_again_with_another_product(known: Desk) -> None:
    assert "Nothing is waiting" in known.call("revive").out
    made = known.ask("deal", "Eikebrett", "--with", known.id_of("ingrid"))
    known.ask("lose", made["id"], "--cause", "price", "--revisit", "2026-11-20")
    (one,) = known.ask("revive")
    assert (one["id"], one["subject"], one["state"], one["cause"]) == (made["id"], "deals", "late", "Price")
    assert "(2 days late)" in known.call("revive").out

    known.ask("revive", made["id"], "--on", "+30d")
    assert known.ask("revive")[0]["state"] == "next"
    again = known.ask("revive", made["id"], "--product", "ullkurv")
    assert (again["title"], again["source"]["kind"]) == ("Ullkurv", "lost-deal")
    assert again["lines"][0]["price"] == {"amount": "890.00", "currency": "NOK"}
    assert known.ask("revive") == []
    assert "not lost" in known.call("revive", again["id"]).err


def test_parking_takes_a_day_and_another_product_and_says_the_day_that_it_took(known: Desk) -> None:
    ingrid, duc = known.id_of("ingrid"), known.id_of("duc")
    said = ("stage=parked", "revisit_on=2027-01-15", "revisit_product=Ullkurv")
    parked = known.ask("set", ingrid, *said)
    assert (parked["stage"], parked["revisit_on"], parked["revisit_product"]) == (
        "parked",
        "2027-01-15",
        "Ullkurv",
    )
    assert "To be tried again on Mon 22 Feb 2027" in known.call("set", duc, "stage=parked").err
    assert [one["day"] for one in known.ask("revive")] == ["2027-01-15", "2027-02-22"]
    assert known.ask("find", "revisit:<2027-02-01")["total"] == 1
    assert "Try again: Fri 15 Jan 2027 · Ullkurv" in known.call("show", ingrid).out

    back = known.ask("revive", ingrid)
    assert (back["stage"], back["revisit_on"]) == ("suspect", None)
    assert back["follow_ups"][0]["what"] == "Offer Ullkurv to Ingrid Łukasik"
    assert known.ask("revive", duc, "--let-go")["stage"] == "discarded"
