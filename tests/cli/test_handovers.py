"""Hand-overs listed, so that an answer can be taken for the one that it answers."""

from __future__ import annotations

from pathlib import Path

from tests.cli.desk import Desk


def handed(desk: Desk, name: str, to: str) -> str:
    """The id of a hand-over of everybody."""
    return desk.ask("export", desk.folder / name, "--to", to)["hand_over"]


def edited(desk: Desk, name: str) -> Path:
    """What someone who got the file sent back."""
    answer = desk.folder / "answer.csv"
    answer.write_text((desk.folder / name).read_text("utf-8-sig").replace("Buyer", "Kjøpesjef"), "utf-8")
    return answer


def people(desk: Desk) -> None:
    desk.people("Åsa Nyström,Buyer,yes", "Łukasz Żak,Owner,", header="name,title,consent")


def test_hand_overs_are_listed_the_latest_first_with_what_came_back(desk: Desk) -> None:
    assert desk.ask("handovers") == []
    assert "Nothing was handed over yet" in desk.call("handovers").out
    people(desk)
    first = handed(desk, "given.csv", "Kari Moen")
    desk.clock.wait(minutes=24 * 60)
    second = handed(desk, "cards.vcf", "Ola Dahl")
    batch = desk.ask("answers", edited(desk, "given.csv"), "--hand-over", first)["batch"]

    later, earlier = desk.ask("handovers")
    assert (later["id"], later["to"], later["file"], later["answers"]) == (
        second,
        "Ola Dahl",
        "cards.vcf",
        [],
    )
    assert (earlier["id"], earlier["prospects"], earlier["at"]) == (first, 2, "2026-11-22T09:00:00+01:00")
    assert earlier["consented"] == 0
    assert [one["batch"] for one in earlier["answers"]] == [batch]
    told = desk.call("handovers").out
    assert f"Kari Moen: 2 prospects, 0 on their consent  given.csv  {first}" in told
    assert f"answer taken on Mon 23 Nov 2026  {batch}" in told

    desk.ask("undo", batch)
    assert desk.ask("handovers")[1]["answers"] == []


def test_where_two_hand_overs_fit_alike_it_is_told_which_was_taken_and_how_to_name_the_other(
    desk: Desk,
) -> None:
    people(desk)
    first = handed(desk, "given.csv", "Kari Moen")
    desk.clock.wait(minutes=5)
    second = handed(desk, "again.csv", "Ola Dahl")
    answer = edited(desk, "given.csv")

    told = desk.call("answers", answer, "--dry-run").out
    assert "Taken as the answer to: Ola Dahl, Sun 22 Nov 2026, again.csv" in told
    assert (
        f"It may as well answer: Kari Moen, Sun 22 Nov 2026, given.csv. To say so: --hand-over {first}"
        in told
    )
    assert desk.ask("answers", answer, "--dry-run")["hand_over"]["id"] == second
    named = desk.call("answers", answer, "--dry-run", "--hand-over", first).out
    assert "Taken as the answer" not in named


def test_one_that_holds_fewer_of_the_people_is_not_spoken_of(desk: Desk) -> None:
    people(desk)
    handed(desk, "given.csv", "Kari Moen")
    desk.ask("export", desk.folder / "one.csv", "--to", "Ola Dahl", "--where", "łukasz")
    assert "It may as well" not in desk.call("answers", edited(desk, "given.csv"), "--dry-run").out
