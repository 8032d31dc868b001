"""Goals from the command line: the nine that sellers set most, each in one line, tracked on the sample year."""

from __future__ import annotations

import pytest

from tests.cli.desk import Desk

QUARTER = ("--from", "2026-10-01", "--to", "2027-01-01")
HALF = ("--from", "2026-07-01", "--to", "2027-01-01")
NINE = (
    ("cycle_time.median", "18", *QUARTER),
    ("prospecting_time", "60", "--every", "day", "--from", "2026-10-01"),
    ("win_rate", "+5", "--points", *QUARTER, "--reward", "Helg i Bergen"),
    ("revenue", "9", "--relative", "--every", "month", "--compound", *HALF),
    ("discounts.share", "-20", "--relative", *QUARTER),
    ("acquisition_cost", "-15", "--relative", *QUARTER),
    ("retention", "30", "--relative", "--baseline", "60", "--from", "2026-01-01", "--to", "2027-01-01"),
    ("churn", "-3", "--points", "--baseline", "20", *HALF),
    ("reviews", "1", "--every", "week", "--from", "2026-09-07", "--name", "Mersalg hver uke"),
)


@pytest.fixture
def year(desk: Desk) -> Desk:
    """The sample year, without goals of its own."""
    desk.ask("demo", "--prospects", "120", "--seed", "7")
    for one in desk.ask("goals", "list"):
        desk.ask("delete", one["id"])
    return desk


def test_the_nine_goals_of_sellers_are_one_line_each_and_are_tracked(year: Desk) -> None:
    made = [year.ask("goals", "add", *words) for words in NINE]
    assert all(len(words) <= 15 for words in NINE)
    listed = year.ask("goals", "list")
    assert {one["figure"] for one in listed} == {words[0] for words in NINE}
    by_figure = {one["figure"]: one for one in listed}
    states = {"ahead", "on-pace", "behind", "met", "missed", "no-data"}
    assert {one["status"] for one in listed} <= states
    assert by_figure["retention"]["target"] == 0.78
    assert by_figure["churn"]["target"] == 0.17
    assert by_figure["revenue"]["projection"]["value"]["currency"] == "NOK"
    assert by_figure["revenue"]["to"] == "2026-12-01"
    assert by_figure["reviews"]["name"] == "Mersalg hver uke"
    assert by_figure["prospecting_time"]["record"] is not None
    for one in made:
        told = year.ask("goals", "why", one["id"])
        parts = [x["part"] for x in told["factors"]]
        if one["figure"] == "win_rate":
            assert sum(parts) == pytest.approx(told["gap"], abs=1e-5)
        if one["figure"] == "revenue":
            assert sum(float(x["amount"]) for x in parts) == pytest.approx(
                float(told["gap"]["amount"]), abs=0.02
            )
        assert year.call("goals", "why", one["id"]).code == 0


def test_a_goal_is_shown_revised_rewarded_ended_and_undone(desk: Desk) -> None:
    told = desk.ask(
        "goals", "add", "leads", "1", "--where", "source=fair", "--to", "2026-12-01", "--from", "2026-11-01",
        "--why", "Færre turer", "--reward", "Kanelbolle", "--milestone", "2026-11-15=1",
    )  # fmt: skip
    goal = told["id"]
    assert (told["scope"], told["status"], told["target"]) == ({"source": "fair"}, "behind", 1)
    assert "Kanelbolle" in desk.call("goals", "list").out
    assert desk.ask("goals", "revise", goal, "4", "--reason", "To messer")["target"] == 4
    assert desk.ask("show", goal)["reward"] == "Kanelbolle"
    assert desk.ask("goals", "reward", goal)["rewarded"] == "2026-11-22"
    assert desk.ask("goals", "end", goal)["status"] == "ended"
    assert desk.ask("goals", "list") == []
    assert [one["id"] for one in desk.ask("goals", "list", "--all")] == [goal]
    desk.ask("undo")
    assert len(desk.ask("goals", "list")) == 1


def test_what_is_no_goal_is_refused_in_words(desk: Desk) -> None:
    for words, told in (
        (("revnue", "5", "--to", "2027-01-01"), "no figure"),
        (("revenue", "fem", "--to", "2027-01-01"), "not a number"),
        (("revenue", "5"), "until when"),
        (("revenue", "5", "--relative", "--points", "--to", "2027-01-01"), "either"),
        (("leads", "5", "--where", "weather=sun", "--to", "2027-01-01"), "part like that"),
    ):
        answer = desk.call("goals", "add", *words)
        assert (answer.code, told in answer.err) == (3, True), answer.err
