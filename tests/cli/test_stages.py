"""The seller's own stages, by command line."""

from __future__ import annotations

from tests.cli.desk import Desk


def test_a_stage_is_made_weighed_moved_renamed_and_taken_away(desk: Desk) -> None:
    usual = desk.ask("stages")
    assert [one["name"] for one in usual] == ["Qualified", "Demo", "Quote", "Negotiation"]
    desk.ask("stages", "Prøve hjemme", "--add", "--chance", 55, "--idle", "never", "--before", "quote")
    made = desk.ask("stages")[2]
    assert (made["name"], made["chance"], made["idle_days"]) == ("Prøve hjemme", 55, None)
    changed = desk.ask("stages", "prøve hjemme", "--rename", "Próba", "--before", "demo")
    assert [one["name"] for one in changed] == ["Qualified", "Próba", "Demo", "Quote", "Negotiation"]
    assert changed[1]["key"] == made["key"]
    assert [one["name"] for one in desk.ask("stages", "Próba", "--remove")] == [one["name"] for one in usual]
    for _ in range(3):
        desk.ask("undo")
    assert desk.ask("stages") == usual


def test_a_slip_is_told_and_nothing_is_changed(desk: Desk) -> None:
    usual = desk.ask("stages")
    assert "There are: Qualified" in desk.call("stages", "Demmo").err
    assert "There is no stage" in desk.call("stages", "demo", "--before", "nowhere").err
    assert "from 1 to 365" in desk.call("stages", "demo", "--idle", "soon").err
    assert "Write one after --rename" in desk.call("stages", "Demo", "--rename", " ").err
    assert "Say which stage" in desk.call("stages", "--rename", "X").err
    assert "a name of its own" in desk.call("stages", "Demo", "--add").err
    assert desk.ask("stages") == usual
