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


def test_an_expense_is_of_a_step_there_is_on_the_last_such_day_in_the_currency_of_its_sign(
    desk: Desk,
) -> None:
    assert (
        "attract, qualify, offer, win, keep" in desk.call("expense", "add", "50", "travel", "--step", "x").err
    )
    made = desk.ask("expense", "add", "$12", "travel", "--step", "win", "--day", "20 Nov")
    assert (made["amount"], made["day"]) == ({"amount": "12.00", "currency": "USD"}, "2026-11-20")
    assert "attract, qualify" in desk.call("set", made["id"], "step=x").err
    text = "what;kind;amount;step;day\nTog;travel;0;win;2026-11-01\nØl;travel;90;moro;2026-11-02\n"
    told = desk.call("import", desk.file("e.csv", text), "--as", "expenses")
    assert "An expense of nothing" in told.out
    assert "“moro” is no step" in told.out + told.err
    listed = desk.call("expense", "list").out
    assert "No step 90.00 NOK" in listed
    found = desk.ask("find", "--of", "expenses", "Øl")["hits"][0]["id"]
    assert desk.ask("show", found)["note"] == "step: moro"


def test_the_timer_a_rating_and_a_credit(desk: Desk) -> None:
    assert desk.ask("timer", "start")["running"]
    desk.clock.wait(hours=9)
    stopped = desk.ask("timer", "pause")
    assert (stopped["minutes"], stopped["running"], len(stopped["flagged"])) == (240, False, 1)
    assert not stopped["paused"]  # it was forgotten, and is not waiting to go on
    (found,) = desk.ask("find", "--of", "stints")["hits"]
    assert found["name"] == "22 Nov 2026 09:00 – 22 Nov 2026 13:00"  # on the seller's clock
    desk.ask("timer", "start")
    assert desk.ask("timer", "pause")["paused"]
    assert not desk.ask("timer", "stop")["paused"]
    assert "does not run" in desk.call("timer", "stop").err
    desk.people("Åsa Nyström,,,asa@x.example")
    deal = desk.ask("deal", "Skåler", "--with", desk.id_of("åsa"), "--line", "Skål x4 @ 500")["id"]
    desk.ask("win", deal)
    assert desk.ask("deal", "credit", deal, "skål", "2")["credits"][0]["amount"]["amount"] == "1000.00"
    rated = desk.ask("rate", deal, "2", "--comment", "For sent", "--plan")
    assert (rated["value"], rated["prospect"]["name"]) == (2, "Åsa Nyström")
    assert desk.ask("find", "not satisfied", "--of", "followups")["total"] == 1
    assert desk.ask("undo")["label"].startswith("Planned")
