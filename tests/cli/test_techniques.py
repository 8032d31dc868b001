"""The playbook from the command line: taken in, compared, renamed with its deals, handed over as a table."""

from __future__ import annotations

import csv

from tests.cli.desk import Desk

BOX = "Vareprøve på Ås"


def closed(desk: Desk, technique: str, *, won: int, lost: int) -> None:
    for number in range(won + lost):
        deal = desk.ask("deal", f"Skåler {number}", "--line", "Skål x1 @ 1000")["id"]
        desk.ask("set", deal, f"technique={technique}")
        desk.ask("win", deal) if number < won else desk.ask("lose", deal, "--cause", "price")


def test_a_technique_is_taken_in_shown_changed_put_in_order_and_deleted(desk: Desk) -> None:
    words = ("--script", "«Hei»", "--point", "Ringe først", "--point", "Żółta łyżka", "--stage", "Quote")
    made = desk.ask("techniques", "add", BOX, *words)
    assert (made["subject"], made["stages"], made["checklist"]) == (
        "techniques",
        "quote",
        "Ringe først\nŻółta łyżka",
    )
    desk.ask("techniques", "add", "Cold call", "--usual")
    shown = desk.ask("techniques", "show", "vareprøve på ås")
    assert (shown["script"], shown["checklist"]) == ("«Hei»", ["Ringe først", "Żółta łyżka"])
    assert "[ ] Ringe først" in desk.call("techniques", "show", BOX).out
    assert "«Hei»" in desk.call("show", made["id"]).out
    assert desk.ask("find", "cold", "--of", "techniques")["hits"][0]["name"] == "Cold call"
    ordered = desk.ask("techniques", "order", "Cold call", BOX)
    assert [one["name"] for one in ordered] == ["Cold call", BOX]
    edited = desk.ask("techniques", "edit", BOX, "--stage", "all", "--note", "Bare om høsten")
    assert (edited["stages"], edited["note"], edited["script"]) == ("", "Bare om høsten", "«Hei»")
    file = desk.folder / "ways.csv"
    desk.ask("export", file, "--of", "techniques")
    with file.open(encoding="utf-8-sig", newline="") as lines:
        assert [row["name"] for row in csv.DictReader(lines)] == [BOX, "Cold call"]
    desk.ask("techniques", "delete", BOX)
    assert [one["name"] for one in desk.ask("techniques", "list")] == ["Cold call"]
    desk.ask("undo")
    assert len(desk.ask("techniques", "list")) == 2


def test_another_name_is_taken_over_by_the_deals_and_rates_are_told_with_their_ranges(desk: Desk) -> None:
    desk.ask("techniques", "add", "Sample box")
    closed(desk, "Sample box", won=5, lost=1)
    closed(desk, "Live demo", won=1, lost=0)
    desk.ask("techniques", "edit", "sample box", "--name", BOX)
    first, second = desk.ask("techniques", "list")
    assert (first["name"], first["won"], first["lost"]) == (BOX, 5, 1)
    assert (second["name"], second["id"]) == ("Live demo", None)
    assert first["beside"][0]["verdict"] == "few"
    told = desk.call("techniques", "list").out
    assert "83 % (44–97)" in told
    assert "too few to say" in told
    assert "not in the playbook yet" in told


def test_what_is_not_there_or_cannot_be_is_refused_in_words(desk: Desk) -> None:
    assert "Usual ones: Demo first" in desk.call("techniques", "list").out
    assert "Add it to the playbook first" in desk.call("techniques", "show", "Ukjent").err
    assert desk.call("techniques", "add", BOX, "--stage", "sauna").code == 3
    desk.ask("techniques", "add", BOX)
    assert desk.call("techniques", "add", BOX.upper()).code == 3
    assert desk.call("techniques", "edit", BOX).code == 2
    assert desk.call("techniques", "add", "Nobody knows", "--usual").code == 3
