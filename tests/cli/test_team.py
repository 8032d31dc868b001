"""The team by command line: taken in, shown, given their share, and what an export tells of whom it went to."""

from __future__ import annotations

from tests.cli.desk import Desk


def test_prospects_are_shared_out_and_it_is_told_who_gets_whom_and_why(desk: Desk) -> None:
    desk.people(
        "Ingrid Solheim,nb,Bergen", "Łukasz Żak,pl,Łódź", "Đặng Mỹ,vi,Huế", header="name,language,city"
    )
    desk.ask("teammate", "Kari Moen", "--areas", "Bergen")
    desk.ask("teammate", "Jan", "--languages", "pl", "--fixed")
    out = desk.folder / "team"
    assert "There is no folder" in desk.call("handout", out / "mine").err
    tried = desk.ask("handout", out, "--dry-run")
    assert not out.exists()
    done = desk.ask("handout", out, "--format", "csv")
    assert [one["teammate"] for one in done["shares"]] == ["Kari Moen", "Jan", None]
    assert done["shares"][0]["prospects"][0]["why"] == ["area"]
    assert len(list(out.iterdir())) == 2
    assert [one["prospects"] for one in tried["shares"]] == [one["prospects"] for one in done["shares"]]
    assert (tried["already"], done["already"]) == ([], [])
    again = desk.ask("handout", out, "--dry-run")["already"]
    assert [(one["to"], one["day"], len(one["prospects"])) for one in again] == [
        ("Kari Moen", "2026-11-22", 1),
        ("Jan", "2026-11-22", 1),
    ]
    first = desk.call("handout", out, "--dry-run").out.splitlines()[0]
    assert first == "1 of them was handed out already on 2026-11-22 to Kari Moen."
    assert "Jan  Polish  (1 prospect so far)" in desk.call("teammate").out
    assert [(one["name"], one["handed"], one["in_turn"]) for one in desk.ask("teammate")] == [
        ("Kari Moen", 1, True),
        ("Jan", 1, False),
    ]


def test_a_teammate_who_is_there_is_changed_and_undo_takes_it_back(desk: Desk) -> None:
    desk.ask("teammate", "Kari Moen", "--areas", "Bergen", "--languages", "nb")
    changed = desk.call("teammate", "kari moen", "--areas", "50*", "--fixed")
    assert "in your team already" in changed.err
    (kari,) = desk.ask("teammate")
    assert (kari["areas"], kari["languages"], kari["in_turn"]) == ("50*", "nb", False)
    assert desk.ask("teammate", "Kari Moen", "--in-turn")["in_turn"]
    desk.ask("undo")
    desk.ask("undo")
    (kari,) = desk.ask("teammate")
    assert (kari["areas"], kari["in_turn"]) == ("Bergen", True)


def test_an_export_to_someone_is_kept_with_its_id_and_others_are_not(desk: Desk) -> None:
    desk.people("Ingrid Solheim,Fjord,,")
    desk.ask("teammate", "Kari Moen")
    assert desk.ask("export", desk.folder / "a.csv")["hand_over"] is None
    kept = desk.ask("export", desk.folder / "b.csv", "--to", "kari moen")["hand_over"]
    assert kept
    assert desk.ask("teammate")[0]["handed"] == 1
    desk.ask("undo")
    assert desk.ask("teammate")[0]["handed"] == 0
    refused = desk.call("export", desk.folder / "c.csv", "--of", "complaints", "--to", "Kari")
    assert refused.code == 3
    assert "no prospects" in refused.err
