"""Goals from the command line: the nine that sellers set most, each in one line, tracked on the sample year."""

from __future__ import annotations

import csv
import re

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
    states = {"ahead", "on-pace", "behind", "met", "missed"}
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


def test_goals_are_found_shown_whole_and_written_as_a_table(desk: Desk) -> None:
    desk.ask("product", "Ærfuglskål")
    whole = desk.ask("goals", "add", "sales", "40", "--to", "2027-01-01", "--name", "Året")["id"]
    goal = desk.ask(
        "goals", "add", "revenue", "90000", "--where", "product=Ærfuglskål", "--to", "2027-01-01",
        "--why", "Łódź er dyrt", "--reward", "Helg i Bergen", "--parent", whole,
        "--milestone", "2026-12-10=30000", "--milestone", "2026-12-20=60000",
    )["id"]  # fmt: skip
    desk.ask("goals", "revise", goal, "80000", "--reason", "Færre messer")
    for words in (("łódź",), ("revenue",), ("figure:revenue",), ("has:parent", "is:open"), ("bergen",)):
        (hit,) = desk.ask("find", *words, "--of", "goals")["hits"]
        assert (hit["id"], hit["name"]) == (goal, "Revenue 80,000 NOK")
    assert desk.ask("find", "-has:parent", "--of", "goals")["total"] == 1
    told = desk.ask("show", goal)
    assert [(one["day"], one["value"]) for one in told["milestones"]] == [
        ("2026-12-10", 30_000),
        ("2026-12-20", 60_000),
    ]
    assert [(one["old"], one["new"], one["reason"]) for one in told["revisions"]] == [
        (90_000, 80_000, "Færre messer")
    ]
    assert told["stands"]["status"] == "on-pace"
    shown = desk.call("show", goal).out
    for said in ("Ærfuglskål", "Łódź er dyrt", "Helg i Bergen", "Part of: Året", "60,000", "Færre messer"):
        assert said in shown
    assert "Has the part: Revenue 80,000 NOK" in desk.call("show", whole).out
    for ending in ("csv", "xlsx"):
        assert desk.call("export", desk.folder / f"goals.{ending}", "--of", "goals").code == 0
    text = (desk.folder / "goals.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(text.splitlines()))
    assert [one["id"] for one in rows] == [whole, goal, goal]
    assert (rows[1]["scope_value"], rows[1]["parent"], rows[1]["target"]) == ("Ærfuglskål", "Året", "80000")
    assert [(one["milestone"], one["milestone_value"], one["reason"]) for one in rows[1:]] == [
        ("2026-12-10", "30000", "Færre messer"),
        ("2026-12-20", "60000", ""),
    ]
    desk.ask("delete", goal)
    assert desk.ask("show", goal)["subject"] == "goals"
    assert desk.ask("find", "is:deleted", "--of", "goals")["total"] == 1


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


@pytest.mark.parametrize(
    "said", [("revenue", "0"), ("revenue", "--", "-5"), ("prospecting_time", "25h", "--every", "day")]
)
def test_a_target_that_is_met_by_nothing_or_cannot_be_is_refused(desk: Desk, said: tuple[str, ...]) -> None:
    every = () if "--every" in said else ("--every", "month")
    answer = desk.call("goals", "add", *every, *said)
    assert answer.code == 3
    assert desk.ask("goals", "list") == []


def test_what_a_goal_of_leads_is_likely_to_come_to_is_no_half_a_lead(year: Desk) -> None:
    year.ask("goals", "add", "leads", "180", *QUARTER)
    told = year.call("goals", "list").out
    assert re.search(r"Likely to come to [0-9]+ \([0-9]+ – [0-9]+\)$", told, re.MULTILINE)


def test_the_part_that_a_goal_is_of_is_named(desk: Desk) -> None:
    desk.ask("product", "Ærfuglskål")
    until = ("--to", "2027-01-01")
    fair = desk.ask("goals", "add", "leads", "5", "--where", "source=messe", *until)
    assert (fair["scope"], fair["part"]) == ({"source": "fair"}, "Fair")
    bowl = desk.call("goals", "add", "revenue", "90000", "--where", "product=ærfuglskål", *until).out
    assert "Revenue 90,000 NOK · Ærfuglskål" in bowl
    assert "Leads 5 · Fair" in desk.call("goals", "list").out
    assert "Leads 5 · Fair" in desk.call("goals", "why", fair["id"]).out


def test_a_part_that_nobody_knows_is_refused_with_the_nearest_ones(desk: Desk) -> None:
    desk.ask("product", "Ærfuglskål")
    for words, told in (
        (("leads", "5", "--where", "source=xyz"), "Write one of"),
        (("leads", "5", "--where", "source=fiar"), "Fair"),
        (("leads", "5", "--where", "segment=Fiskeri"), "Fiskeri"),
        (("win_rate", "40", "--where", "technique=Ståndpunkt"), "Ståndpunkt"),
        (("revenue", "5", "--where", "product=Ærfuglskar"), "Ærfuglskål"),
    ):
        answer = desk.call("goals", "add", *words, "--to", "2027-01-01")
        assert (answer.code, "nothing called" in answer.err, told in answer.err) == (3, True, True), (
            answer.err
        )
