"""Answers to a hand-over by command line: told, tried, taken, and taken a second time."""

from __future__ import annotations

from tests.cli.desk import Desk


def _answer(desk: Desk) -> str:
    desk.people("Åsa Nyström,Buyer", "Łukasz Żak,Owner", header="name,title")
    given = desk.folder / "given.csv"
    assert desk.ask("export", given, "--to", "Kari Moen")["hand_over"]
    answer = desk.folder / "answer.csv"
    answer.write_text(given.read_text("utf-8-sig").replace("Buyer", "Kjøpesjef"), "utf-8")
    return str(answer)


def test_an_answer_is_tried_taken_and_taken_again_without_harm(desk: Desk) -> None:
    answer = _answer(desk)
    tried = desk.ask("answers", answer, "--dry-run")
    assert (tried["batch"], tried["read"], tried["unchanged"]) == (None, 2, 1)
    (field,) = tried["prospects"][0]["fields"]
    assert field == {
        "field": "title",
        "outcome": "theirs",
        "handed": "Buyer",
        "mine": "Buyer",
        "theirs": "Kjøpesjef",
        "doubt": None,
        "taken": True,
    }
    done = desk.ask("answers", answer)
    assert done["batch"]
    assert done["hand_over"]["to"] == "Kari Moen"
    assert desk.ask("show", done["prospects"][0]["id"])["title"] == "Kjøpesjef"
    again = desk.ask("answers", answer)
    assert (again["batch"], again["taken_on"], again["prospects"]) == (None, "2026-11-22", [])
    assert "Already taken on" in desk.call("answers", answer).out
    assert desk.ask("undo")["label"] == "Took the answers of Kari Moen"
    assert desk.ask("show", done["prospects"][0]["id"])["title"] == "Buyer"


def test_what_both_changed_stays_unless_theirs_is_said(desk: Desk) -> None:
    answer = _answer(desk)
    who = desk.ask("answers", answer, "--dry-run")["prospects"][0]["id"]
    desk.ask("set", who, "title=Head of buying")
    assert desk.call("answers", answer, "--theirs", "--mine").code == 2
    kept = desk.call("answers", answer, "--mine")
    assert kept.code == 4
    assert "yours stays" in kept.out
    assert desk.ask("show", who)["title"] == "Head of buying"
    assert desk.ask("answers", answer, "--theirs")["prospects"][0]["fields"][0]["outcome"] == "both"
    assert desk.ask("show", who)["title"] == "Kjøpesjef"


def test_a_file_that_answers_nothing_is_refused(desk: Desk) -> None:
    answer = _answer(desk)
    assert desk.call("answers", answer, "--hand-over", "nonsense").code == 3
    other = desk.folder / "other.csv"
    other.write_text("name,email\nEwa Wójcik,ewa@dom.pl\n", "utf-8")
    refused = desk.call("answers", other)
    assert refused.code == 3
    assert "nobody of that hand-over" in refused.err
