"""What keeps the holds of the lock short: little of the full text is merged at a time, batches come in pieces."""

from __future__ import annotations

from pathlib import Path

from salesdesk.domain.changes import Change
from salesdesk.domain.columns import new_id
from salesdesk.services import changes, checks
from salesdesk.store import batches
from salesdesk.store.batches import Plan
from salesdesk.store.bulk import Pace
from tests.factories import capture, open_store, records


def _made(number: int) -> list[Change]:
    return [Change("companies", new_id(), {"name": f"Sølv og Żelazo {number}"}, None)]


def test_many_captures_leave_the_full_text_in_few_pieces_though_none_merges_much(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        for number in range(120):
            capture(store, f"Åsa Nyström {number}", phones=(f"9{number:07d}",))
        with store.reading_raw() as connection:
            for index in ("prospects_fts", "prospects_digits_fts"):
                # The segment of a page is in the upper bits of its id (sqlite.org, ext/fts5/fts5_index.c).
                query = f"SELECT count(DISTINCT id >> 37) FROM {index}_data WHERE id > 10"
                assert connection.exec_driver_sql(query).scalar_one() < 20
        assert checks.look_over(store) == []


def test_a_batch_of_many_groups_is_logged_in_changesets_that_are_small_to_take_back(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        batches.write(store, Plan("Filled", {}), (_made(number) for number in range(500)))
        with store.reading_raw() as connection:
            sizes = connection.exec_driver_sql("SELECT count(*) FROM changes GROUP BY hlc").scalars().all()
        assert (sum(sizes), max(sizes)) == (500, 60)
        changes.undo(store)
        assert records(store)["companies"] == {}
        changes.redo(store)
        assert len(records(store)["companies"]) == 500
        assert checks.look_over(store) == []


def test_a_group_is_one_changeset_however_large_it_is(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        group = [change for number in range(200) for change in _made(number)]
        batches.write(store, Plan("Filled", {}), iter([group, _made(200)]))
        with store.reading_raw() as connection:
            sizes = connection.exec_driver_sql("SELECT count(*) FROM changes GROUP BY hlc").scalars().all()
        assert sorted(sizes) == [1, 200]


def test_a_slow_disk_does_not_make_holds_of_single_records() -> None:
    pace = Pace(64)
    for _hold in range(20):
        pace.learn(0.2, pace.size)
    assert pace.size == 32
    for _hold in range(20):
        pace.learn(0.004, pace.size)
    assert pace.size > 64
