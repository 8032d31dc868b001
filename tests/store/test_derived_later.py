"""Renaming what thousands refer to keeps nobody waiting, and everybody is found by the new name."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk.domain.changes import ChangeSet
from salesdesk.domain.companies import Company
from salesdesk.domain.tags import Tag
from salesdesk.services import changes, checks
from salesdesk.services.search import ask, ids
from salesdesk.store import connections, derived_check, derived_stale
from salesdesk.store.database import Store
from salesdesk.store.derived_catch_up import catch_up
from tests.factories import bring_in, open_store

MANY = 3 * derived_stale.AT_ONCE


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    file = tmp_path / "many.csv"
    rows = (f"Łukasz Żak {n};Nordlys Gård;dąb" for n in range(MANY))
    file.write_text("\n".join(("Name;Company;Tags", *rows)), "utf-8")
    with open_store(tmp_path / "store.db") as made:
        bring_in(made, file)
        yield made


def _found(store: Store, text: str) -> int:
    with store.read() as reading:
        return len(list(ids(reading, ask(reading, text, subject="prospects", clock=store.clock))))


def _rename(store: Store, kind: type[Company] | type[Tag], name: str) -> None:
    from sqlalchemy import select

    with store.change("Changed {name}", name=name) as unit:
        record = unit.first(select(kind).where(kind.deleted_at.is_(None)))
        assert record is not None
        record.name = name


@pytest.mark.parametrize("kind", [Company, Tag])
def test_all_of_a_large_company_or_tag_are_found_by_its_new_name(
    store: Store, kind: type[Company] | type[Tag]
) -> None:
    _rename(store, kind, "Ørsted Hage")
    catch_up(store)
    assert _found(store, "ørsted") == MANY
    assert _found(store, "gård" if kind is Company else "dąb") == 0
    assert checks.look_over(store) == []


def test_what_is_left_to_be_derived_is_no_damage(store: Store) -> None:
    with store.writing() as connection:
        someone = connection.exec_driver_sql("SELECT id FROM companies").scalar_one()
        connection.exec_driver_sql("UPDATE companies SET name = 'Ørsted Hage' WHERE id = ?", (someone,))
        assert len(derived_stale.first_of(connection, "companies", someone)) == derived_stale.AT_ONCE
    catch_up(store, seconds=0)
    with store.reading_raw() as connection:
        assert derived_stale.is_left(connection)
        assert derived_check.out_of_step(connection, "prospects") == MANY
    catch_up(store)
    with store.reading_raw() as connection:
        assert not derived_stale.is_left(connection)
        assert derived_check.out_of_step(connection, "prospects") == derived_stale.AT_ONCE


def test_a_store_that_is_left_has_nothing_left_to_be_derived(store: Store) -> None:
    with open_store(store.path) as other, other.writing() as connection:
        someone = connection.exec_driver_sql("SELECT id FROM companies").scalar_one()
        derived_stale.first_of(connection, "companies", someone)
    with store.reading_raw() as connection:
        assert not derived_stale.is_left(connection)


def test_a_rename_that_is_written_is_told_so_though_another_program_is_holding_the_store_by_then(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    other = sqlite3.connect(store.path, isolation_level=None)

    def hold(_written: ChangeSet) -> None:
        other.execute("BEGIN IMMEDIATE")

    for rename in (lambda: _rename(store, Company, "Ørsted Hage"), lambda: changes.undo(store)):
        end = store.listen(hold)
        rename()
        end()
        other.execute("ROLLBACK")
    other.close()

    catch_up(store)
    assert _found(store, "nordlys") == MANY
    assert checks.look_over(store) == []


def test_a_store_that_is_left_while_another_program_holds_it_leaves_the_rest_to_the_next(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(connections, "PATIENCE", 0.1)
    other = sqlite3.connect(store.path, isolation_level=None)
    with open_store(store.path) as mine:
        _rename(mine, Company, "Ørsted Hage")
        other.execute("BEGIN IMMEDIATE")
    other.close()

    with open_store(store.path):
        pass
    assert _found(store, "ørsted") == MANY


def test_a_rename_of_many_is_undone_and_redone_like_any_other(store: Store) -> None:
    _rename(store, Company, "Ørsted Hage")
    _rename(store, Company, "Drewno Plus")  # before all of the first is worked off, perhaps
    changes.undo(store)
    assert _found(store, "ørsted") == MANY
    changes.undo(store)
    assert _found(store, "nordlys") == MANY
    changes.redo(store)
    assert (_found(store, "ørsted"), _found(store, "nordlys")) == (MANY, 0)
    assert checks.look_over(store) == []
