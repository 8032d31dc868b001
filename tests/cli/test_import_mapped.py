"""Whoever says which column is which brings in what no program could know."""

from __future__ import annotations

from tests.cli.desk import Desk
from tests.cli.test_import import brought, count


def test_columns_are_mapped_as_the_seller_says(desk: Desk) -> None:
    file = desk.file("odd.csv", "alpha,beta,gamma\nKari,Fjord AS,22334455\n")
    brought(desk, "--map", "name=alpha", "--map", "company=Beta", "--map", "phone=3", file)
    shown = desk.ask("show", desk.id_of("kari"))
    assert (shown["name"], shown["company"]["name"], shown["phones"][0]["value"]) == (
        "Kari",
        "Fjord AS",
        "22334455",
    )


def test_a_field_or_column_that_is_not_there_is_refused_with_the_nearest_one(desk: Desk) -> None:
    file = desk.file("a.csv", "name,company\nKari,Fjord\n")
    field = desk.call("import", "--map", "compny=company", file)
    assert field.code == 3
    assert "company" in field.err
    column = desk.call("import", "--map", "name=nam", file)
    assert column.code == 3
    assert "name" in column.err
    assert count(desk) == 0


def test_a_list_of_bare_names_comes_in_once_it_is_said_what_it_is(desk: Desk) -> None:
    names = desk.file("navn.csv", "Åse Lund\nŁucja Żak\nĐặng Minh\n")
    refused = desk.call("import", names)
    assert refused.code == 3
    assert "name its columns in the first line" in refused.err
    assert brought(desk, names, "--map", "name=1")["created"] == 3
