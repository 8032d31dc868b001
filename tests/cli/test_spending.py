"""Expenses, the timer, ratings, credits and the fair ledger from the command line."""

from __future__ import annotations

from tests.cli.desk import Desk


def test_expenses_are_noted_listed_and_part_of_what_a_fair_cost(desk: Desk) -> None:
    desk.ask("fair", "Hjem & Hage", "--from", "2026-11-22", "--cost", "9 800 NOK")
    made = desk.ask("expense", "add", "200", "samples", "--fair", "hjem", "--what", "Prøver til Łódź")
    assert (made["kind"], made["amount"], made["fair"]["name"]) == (
        "samples",
        {"amount": "200.00", "currency": "NOK"},
        "Hjem & Hage",
    )
    listed = desk.ask("expense", "list", "--from", "2026-11-01")
    assert (listed["total"]["amount"], listed["by_fair"][0]["key"]) == ("200.00", "Hjem & Hage")
    (told,) = desk.ask("fair", "ledger", "hjem")
    assert told["cost"]["amount"] == "10000.00"
    assert next((one["value"], one["note"]) for one in told["figures"]) == (None, "no data")
    assert desk.ask("find", "kind:samples", "--of", "expenses")["total"] == 1
    assert desk.call("fair", "ledger", "Ukjent").code == 3


def test_the_timer_a_rating_and_a_credit(desk: Desk) -> None:
    assert desk.ask("timer", "start")["running"]
    desk.clock.wait(hours=9)
    stopped = desk.ask("timer", "stop")
    assert (stopped["minutes"], stopped["running"], len(stopped["flagged"])) == (240, False, 1)
    (found,) = desk.ask("find", "--of", "stints")["hits"]
    assert found["name"] == "22 Nov 2026 09:00 – 22 Nov 2026 13:00"  # on the seller's clock
    desk.people("Åsa Nyström,,,asa@x.example")
    deal = desk.ask("deal", "Skåler", "--with", desk.id_of("åsa"), "--line", "Skål x4 @ 500")["id"]
    desk.ask("win", deal)
    assert desk.ask("deal", "credit", deal, "skål", "2")["credits"][0]["amount"]["amount"] == "1000.00"
    rated = desk.ask("rate", deal, "2", "--comment", "For sent", "--plan")
    assert (rated["value"], rated["prospect"]["name"]) == (2, "Åsa Nyström")
    assert desk.ask("find", "not satisfied", "--of", "followups")["total"] == 1
    assert desk.ask("undo")["label"].startswith("Planned")
