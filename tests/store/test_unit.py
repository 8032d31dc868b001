"""A unit of work: whole or not at all, with its log, and no way past it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update

from salesdesk.domain.changes import ChangeSet
from salesdesk.domain.prospects import Phone, Prospect
from salesdesk.errors import UserError
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records


@pytest.fixture
def store(tmp_path: Path):
    with open_store(tmp_path / "store.db") as opened:
        yield opened


def _log(store: Store) -> list[tuple[str, dict[str, object], dict[str, object] | None]]:
    with store.reading_raw() as connection:
        rows = connection.exec_driver_sql("SELECT subject, patch, before FROM changes ORDER BY row").all()
    return [(subject, json.loads(patch), before and json.loads(before)) for subject, patch, before in rows]


def test_a_change_notes_only_the_fields_that_moved_and_what_they_were(store: Store) -> None:
    made = capture(store)
    with store.change("Changed {name}", name="Ingrid Solheim") as unit:
        one = unit.need(Prospect, made.prospect)
        one.title, one.note = "Buyer", ""
    assert _log(store)[-1] == ("prospects", {"title": "Buyer"}, {"title": ""})


def test_a_field_that_ends_as_it_began_leaves_no_trace(store: Store) -> None:
    made = capture(store)
    count = len(_log(store))
    with store.change("Changed {name}", name="x") as unit:
        one = unit.need(Prospect, made.prospect)
        one.title = "Buyer"
        unit.find(select(Prospect))
        one.title = ""
    assert len(_log(store)) == count


def test_what_fails_in_the_middle_leaves_nothing(store: Store) -> None:
    made = capture(store)
    before, count = records(store), len(_log(store))
    with pytest.raises(ZeroDivisionError), store.change("Broken") as unit:
        unit.need(Prospect, made.prospect).title = "Buyer"
        unit.add(Phone(prospect=made.prospect, value="912 34 567"))
        unit.find(select(Phone))
        raise ZeroDivisionError
    assert records(store) == before
    assert len(_log(store)) == count


def test_numbers_of_the_log_are_gapless_and_its_clock_never_runs_back(tmp_path: Path) -> None:
    clock = StandingClock()
    with Store.open(tmp_path / "store.db", clock) as store:
        for hours in (0, 5, -30, 2):
            clock.wait(hours=hours)
            capture(store, f"Person {hours}")
        with store.reading_raw() as connection:
            rows = connection.exec_driver_sql("SELECT seq, hlc FROM changes ORDER BY row").all()
    assert [seq for seq, _ in rows] == list(range(1, len(rows) + 1))
    assert [stamp for _, stamp in rows] == sorted(stamp for _, stamp in rows)


def test_listeners_hear_of_a_change_after_it_is_there(store: Store) -> None:
    heard: list[tuple[ChangeSet, int]] = []
    store.listen(lambda changeset: heard.append((changeset, len(records(store)["prospects"]))))
    made = capture(store)
    [(changeset, there)] = heard
    assert there == 1
    assert changeset.touches("prospects")
    assert changeset.ids("prospects") == {made.prospect}
    assert not changeset.touches("complaints")


def test_a_record_that_has_left_cannot_be_changed_behind_the_stores_back(store: Store) -> None:
    made = capture(store)
    with store.read() as reading:
        one = reading.need(Prospect, made.prospect)
    with pytest.raises(TypeError, match="left its unit of work"):
        one.title = "Buyer"
    with pytest.raises(TypeError, match="does not come back"), store.change("x") as unit:
        unit.add(one)


def test_a_record_read_cannot_be_changed_without_a_unit_of_work(store: Store) -> None:
    made = capture(store)
    with pytest.raises(TypeError, match="changed in a read"), store.read() as reading:
        reading.need(Prospect, made.prospect).title = "Buyer"


@pytest.mark.parametrize(
    "statement", [update(Prospect).values(title="x"), insert(Prospect).values(title="x")]
)
def test_statements_that_would_pass_the_log_by_are_refused(store: Store, statement: object) -> None:
    with pytest.raises(TypeError, match="pass"), store.change("x") as unit:
        unit.rows(statement)  # type: ignore[arg-type]  # that is the mistake


def test_a_misspelt_field_is_refused(store: Store) -> None:
    with pytest.raises(TypeError, match="has no field titel"):
        Prospect(titel="Buyer")
    assert records(store)["prospects"] == {}


def test_a_deleted_record_is_no_longer_to_be_had(store: Store) -> None:
    made = capture(store)
    with store.change("Deleted {name}", name="x") as unit:
        unit.delete(unit.need(Prospect, made.prospect))
    with pytest.raises(UserError, match="no such record"), store.read() as reading:
        reading.need(Prospect, made.prospect)
