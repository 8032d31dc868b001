"""Answers to a hand-over by command line: told, tried, taken, and taken a second time."""

from __future__ import annotations

import csv
import io
import sys
from pathlib import Path

import pytest

from tests.cli.desk import Desk


def _answer(desk: Desk) -> str:
    desk.people("Åsa Nyström,Buyer", "Łukasz Żak,Owner", header="name,title")
    given = desk.folder / "given.csv"
    assert desk.ask("export", given, "--to", "Kari Moen")["hand_over"]
    answer = desk.folder / "answer.csv"
    answer.write_text(given.read_text("utf-8-sig").replace("Buyer", "Kjøpesjef"), "utf-8")
    return str(answer)


def _append(answer: Path, **said: str) -> None:
    """Someone whom the team added below."""
    with answer.open(encoding="utf-8", newline="") as read:
        header = next(csv.reader(read))
    with answer.open("a", encoding="utf-8", newline="") as out:
        csv.DictWriter(out, header, restval="").writerow(said)


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


def test_whom_they_added_is_brought_in_where_it_is_said_so_once_and_undone_as_one(desk: Desk) -> None:
    answer = Path(_answer(desk))
    _append(answer, name="Ewa Wójcik", email="ewa@dom.pl", title="Architekt")
    _append(answer, name="Đặng Thị Mỹ", phone="+84 90 123 45 67")
    told = desk.call("answers", answer, "--dry-run")
    assert "2 not of this hand-over, left out: Ewa Wójcik, Đặng Thị Mỹ. Bring them in with --new." in told.out
    tried = desk.ask("answers", answer, "--new", "--dry-run")
    assert (tried["new"]["created"], tried["new"]["batch"]) == (2, None)
    assert desk.ask("find", "Wójcik")["hits"] == []
    done = desk.ask("answers", answer, "--new")
    assert (done["new"]["created"], done["new"]["doubtful"]) == (2, [])
    assert desk.ask("show", desk.id_of("Wójcik"))["title"] == "Architekt"
    again = desk.ask("answers", answer, "--new")
    assert (again["batch"], again["new"]["created"], again["new"]["batch"]) == (None, 0, None)
    assert len(desk.ask("find", "Wójcik")["hits"]) == 1
    desk.ask("undo", done["new"]["batch"])
    assert desk.ask("find", "Wójcik")["hits"] == []
    assert desk.ask("show", done["prospects"][0]["id"])["title"] == "Kjøpesjef"  # its own change


def test_whom_they_added_that_may_be_known_is_kept_in_a_file_and_not_doubled(desk: Desk) -> None:
    answer = Path(_answer(desk))
    desk.people("Ewa Wójcik,Dom Sp.,,ewa@dom.pl")
    _append(answer, name="Eva Wojcik", company="Dom Sp.")
    done = desk.ask("answers", answer, "--new", code=4)
    assert [one["name"] for one in done["new"]["doubtful"]] == ["Eva Wojcik"]
    assert "Eva Wojcik" in Path(done["new"]["kept_in"]).read_text("utf-8-sig")
    assert done["new"]["created"] == 0


@pytest.mark.parametrize(("way", "created", "hits"), [("merge", 0, 1), ("add", 1, 2)])
def test_whom_they_added_that_may_be_known_comes_in_as_the_call_says(
    desk: Desk, way: str, created: int, hits: int
) -> None:
    answer = Path(_answer(desk))
    desk.people("Ewa Wójcik,Dom Sp.,,ewa@dom.pl")
    _append(answer, name="Eva Wojcik", company="Dom Sp.", title="Arkitekt")
    done = desk.ask("answers", answer, "--new", "--duplicates", way)
    assert (done["new"]["created"], done["new"]["doubtful"], done["new"]["kept_in"]) == (created, [], None)
    found = desk.ask("find", "dom sp")["hits"]
    assert len(found) == hits
    assert "Arkitekt" in {desk.ask("show", one["id"])["title"] for one in found}


def test_who_may_be_known_is_asked_of_a_person_at_the_terminal(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer = Path(_answer(desk))
    desk.people("Ewa Wójcik,Dom Sp.,,ewa@dom.pl")
    _append(answer, name="Eva Wojcik", company="Dom Sp.", title="Arkitekt")
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    told = desk.call("answers", answer, "--new", "--duplicates", "ask")
    assert "In the file: Eva Wojcik" in told.err
    assert desk.ask("show", desk.id_of("wójcik"))["title"] == "Arkitekt"


def test_duplicates_is_said_of_those_who_were_added_only(desk: Desk) -> None:
    answer = desk.call("answers", _answer(desk), "--duplicates", "merge")
    assert answer.code == 2
    assert "--new" in answer.err
