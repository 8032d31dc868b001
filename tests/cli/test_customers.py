"""The command line for customers: who went quiet, who brought whom, what is late."""

from __future__ import annotations

from tests.cli.desk import Desk


def test_a_customer_that_left_is_listed_with_its_cause_until_it_is_back(desk: Desk) -> None:
    made = desk.ask("add", "Åsa Nyström +46 70 123 45 67")["prospect"]["id"]
    desk.ask("set", made, "customer_since=2024-01-01")
    gone = desk.call("quiet", made, "--left", "pris")
    assert "Left: Sun 22 Nov 2026" in gone.out
    found = desk.ask("quiet")
    assert [(one["name"], one["cause"]) for one in found["left"]] == [("Åsa Nyström", "price")]
    assert found["quiet"] == []
    desk.ask("quiet", made, "--back")
    assert desk.ask("quiet")["left"] == []
    desk.ask("quiet", made, "--plan")
    assert "planned already: Mon 23 Nov 2026" in desk.call("quiet", made, "--plan").err


def test_the_week_s_review_is_finished_once_and_says_so(desk: Desk) -> None:
    assert desk.ask("review", "finish")["finished"]
    assert "done already" in desk.call("review", "finish").err
    assert "review is done" in desk.call("review", "list").out


def test_who_referred_whom_is_said_shown_and_thanked_for(desk: Desk) -> None:
    marit = desk.ask("add", "Marit Ås +47 912 34 567")["prospect"]["id"]
    ewa = desk.ask("add", "Ewa Łoś +48 601 234 567")["prospect"]["id"]
    desk.ask("referrals", ewa, "--by", marit)
    desk.ask("set", ewa, "stage=customer")
    found = desk.ask("referrals")
    assert [(one["name"], one["depth"], one["customers"]) for one in found["tree"]] == [
        ("Marit Ås", 0, 1),
        ("Ewa Łoś", 1, 0),
    ]
    assert [one["referrer"]["name"] for one in found["thanks"]] == ["Marit Ås"]
    desk.ask("referrals", marit, "--thank")
    assert desk.ask("referrals")["thanks"] == []
    told = desk.ask("show", marit)
    assert told["score"]["total"] == sum(told["score"]["parts"].values())
    assert "Thank Marit Ås for referring Ewa Łoś" in {one["what"] for one in told["follow_ups"]}


def test_a_late_delivery_is_told_by_today(desk: Desk) -> None:
    made = desk.ask("add", "Bjørn Ås +47 912 34 567")["prospect"]["id"]
    deal = desk.ask("deal", "Trays", "--with", made)["id"]
    desk.ask("win", deal, "--delivery", "2020-01-02")
    (late,) = desk.ask("today")["deliveries"]
    assert (late["deal"], late["promised"], late["prospect"]["name"]) == (deal, "2020-01-02", "Bjørn Ås")
    assert late["late"] > 2000
