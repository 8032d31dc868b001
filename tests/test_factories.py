"""The store that tests begin with is the one that a seller gets, but for what is each store's own."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from salesdesk.store import connections
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records


def _everything(store: Store, but: str) -> dict[str, Any]:
    """How the file is laid out, and all rows of all tables `but` one."""
    with connections.look(store.path) as connection:
        ask = connection.execute
        marks = [ask(f"PRAGMA {name}").fetchone() for name in ("user_version", "application_id", "page_size")]
        laid_out = ask("SELECT type, name, tbl_name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        tables = [name for kind, name, _table, sql in laid_out if kind == "table" and "VIRTUAL" not in sql]
        rows = {name: ask(f"SELECT * FROM {name}").fetchall() for name in tables if name != but}
    return {"marks": marks, "laid out": laid_out, **rows}


def _origins(store: Store) -> list[tuple[Any, ...]]:
    with connections.look(store.path) as connection:
        return connection.execute("SELECT * FROM origins").fetchall()


def test_a_store_to_begin_with_is_what_the_migrations_make(tmp_path: Path) -> None:
    with (
        open_store(tmp_path / "copied.db") as copied,
        Store.open(tmp_path / "made.db", StandingClock()) as made,
    ):
        assert _everything(copied, but="origins") == _everything(made, but="origins")
        (ours,), (theirs,) = _origins(copied), _origins(made)
    assert ours[0] == theirs[0]
    assert ours[2:] == theirs[2:]
    assert ours[1] != theirs[1]


def test_no_two_stores_to_begin_with_share_an_origin(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as one, open_store(tmp_path / "b" / "a.db") as other:
        assert _origins(one)[0][1] != _origins(other)[0][1]


def test_a_store_to_begin_with_holds_nobody_and_one_that_is_there_is_left_as_it_was(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        assert not any(records(store, deleted=True).values())
        capture(store, "Żaneta Łukasiewicz")
        before = records(store), _origins(store)
    with open_store(tmp_path / "a.db") as again:
        assert (records(again), _origins(again)) == before
