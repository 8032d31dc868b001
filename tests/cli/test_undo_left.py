"""Who stays as they are when a batch is taken back, by name, and how they too are taken back."""

from __future__ import annotations

from tests.cli.desk import Desk


def test_undo_names_who_was_edited_since_and_force_takes_them_back_afterwards(desk: Desk) -> None:
    rows = "\n".join(f"Åse {letter},99{n}22334,Fjord" for n, letter in enumerate("ABCDEFG"))
    batch = desk.ask("import", desk.file("a.csv", f"name,phone,company\n{rows}\nOla,22334455,Glas\n"))[
        "batch"
    ]
    for letter in "ABCDEFG":
        desk.ask("set", desk.id_of(f"åse {letter}"), "title=Boss")
    told = desk.call("undo", batch)
    assert "8 records were changed since" in told.out  # the company stays with its people, not their phones
    assert sum(f"Åse {letter}" in told.out for letter in "ABCDEFG") == 5
    assert "and 3 more" in told.out
    assert f"salesdesk undo {batch} --force" in told.out

    again = desk.call("undo", batch)
    assert again.code == 3
    assert "--force" in again.err
    assert desk.ask("undo", batch, "--force")["skipped"] == []
    assert desk.ask("find", "")["total"] == 0
