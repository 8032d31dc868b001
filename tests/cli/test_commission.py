"""Commission by command line: a plan is set, told, asked of figures, taken away."""

from __future__ import annotations

from tests.cli.desk import Desk

PLAN = ("commission", "plan", "--base", "5000", "--tier", "0=5%", "--tier", "100 000=7,5 %")


def test_a_plan_is_set_told_and_taken_away_and_all_of_it_is_undone(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    made = desk.ask(*PLAN, "--per", "month", "--since", "2026-01-01", "--name", "Ærlig avtale")
    assert (made["since"], made["per"], made["base"]) == (
        "2026-01-01",
        "month",
        {"amount": "5000.00", "currency": "NOK"},
    )
    assert [(one["from"]["amount"], one["rate"]) for one in made["tiers"]] == [
        ("0.00", 0.05),
        ("100000.00", 0.075),
    ]
    desk.ask("deal", "Skåler", "--line", "Skål x1 @ 90000")
    (deal,) = desk.ask("find", "--of", "deals", "")["hits"]
    desk.ask("win", deal["id"])
    now = desk.ask("commission", "show")["now"]
    assert now["earned"]["amount"] == "9500.00"
    assert now["next"]["to_go"]["amount"] == "10000.00"
    assert now["sale_adds"]["amount"] == "6500.00"  # 10 000 at 5 %, 80 000 at 7.5 %
    told = desk.call("commission", "show").out
    assert "November 2026" in told
    assert "more to the next tier (7.5 %)" in told
    (figure,) = desk.ask("figures", "commission", "--from", "2026-01-01")
    assert figure["value"]["amount"] == "59500.00"
    desk.ask("commission", "remove", "2026-01-01")
    assert desk.ask("commission", "show") == {"now": None, "plans": []}
    desk.ask("undo")
    assert desk.ask("commission", "show")["plans"] == [made]
    desk.ask("commission", "plan", "--since", "2026-01-01", "--per", "year")
    assert desk.ask("commission", "show")["plans"][0]["tiers"] == []


def test_a_slip_is_told_and_nothing_is_kept(desk: Desk) -> None:
    desk.ask("settings", "currency=NOK")
    assert "no tier" in desk.call(*PLAN, "--tier", "8 %").err
    assert "no rate" in desk.call(*PLAN, "--tier", "200000=much").err
    assert "0 to 100" in desk.call(*PLAN, "--tier", "200000=101").err
    assert "same amount" in desk.call(*PLAN, "--tier", "0=8").err
    assert "No plan begins on that day" in desk.call("commission", "remove", "2026-01-01").err
    assert desk.ask("commission", "show") == {"now": None, "plans": []}
    assert "No plan holds" in desk.call("commission", "show").out
