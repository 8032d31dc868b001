"""Whatever the seller does, undoing all of it leaves the store as before; redoing all of it, as after."""

from __future__ import annotations

import tempfile
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import (
    bulk_editing,
    changes,
    checks,
    packages,
    prospects,
)
from salesdesk.services.cards import card
from salesdesk.store.database import Store
from tests.factories import capture, fresh_copy, open_store, records
from tests.store.acts import ACTS, BULK, Act, bring_in_contacts, do_everything, merge


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with something of each kind."""
    path = tmp_path_factory.mktemp("everything") / "store.db"
    with open_store(path) as store:
        do_everything(store)
    return path


def _side_tables(store: Store) -> dict[str, list[str]]:
    """What is derived of the records, by table."""
    with store.reading_raw() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = [name for (name,) in connection.exec_driver_sql(query)]
        ends = ("_search", "_names", "_keys", "_worth", "_facts", "_digits")
        return {
            name: sorted(repr(tuple(row)) for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))
            for name in names
            if name.endswith(ends) and name != "store_facts"
        }


_AT_ONCE: tuple[Act, ...] = (
    merge,
    bring_in_contacts,
    *(lambda store, number, made=made: bulk_editing.write(store, made(store, number)) for made in BULK),
)


@pytest.mark.parametrize("which", range(len(_AT_ONCE)))
def test_a_merge_an_import_or_a_bulk_edit_undone_after_a_restart_leaves_every_record_as_before(
    which: int, everything: Path, tmp_path: Path
) -> None:
    written = 0
    for number in range(3):
        path = fresh_copy(everything, tmp_path / str(number) / "store.db")
        with open_store(path) as store:
            before, alive, derived = records(store, deleted=True), records(store), _side_tables(store)
            first = _last(store)
            _AT_ONCE[which](store, number)
            done, moved = _times(store, first), records(store) != alive
        with open_store(path) as store:
            for _time in range(done):
                assert not changes.undo(store).skipped
            after = records(store, deleted=True)
            assert records(store) == alive
            for subject, kept in before.items():
                assert {one: after[subject].get(one) for one in kept} == kept
            assert _side_tables(store) == derived
            assert checks.look_over(store) == []
        assert moved == bool(done)
        written += done
    assert written  # in one of the three at least


def _last(store: Store) -> int:
    with store.reading_raw() as connection:
        return connection.exec_driver_sql("SELECT max(row) FROM batches").scalar_one()


@settings(max_examples=25)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99)), min_size=1, max_size=7),
    reopen=st.booleans(),
)
def test_undoing_everything_and_redoing_everything_loses_nothing(
    acts: list[tuple[Act, int]], *, reopen: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = open_store(path)
        capture(store, "Kari Østby", company="Østby Blomster")
        before = records(store)
        first = _last(store)
        for act, number in acts:
            act(store, number)
        after = records(store)
        if reopen:
            store.close()
            store = open_store(path)
        done = _times(store, first)
        for _time in range(done):
            assert not changes.undo(store).skipped
        assert records(store) == before
        for _time in range(done):
            assert not changes.redo(store).skipped
        assert records(store) == after
        assert checks.look_over(store) == []
        store.close()


def _times(store: Store, first: int) -> int:
    with store.reading_raw() as connection:
        query = "SELECT count(*) FROM batches WHERE cause = 'change' AND row > ?"
        return connection.exec_driver_sql(query, (first,)).scalar_one()


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99)), min_size=2, max_size=6), st.integers(0, 5)
)
def test_undoing_one_change_in_the_middle_breaks_nothing(acts: list[tuple[Act, int]], which: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.db") as store:
        for act, number in acts:
            act(store, number)
        with store.reading_raw() as connection:
            query = "SELECT id FROM batches WHERE cause = 'change'"
            batches = [one for (one,) in connection.exec_driver_sql(query)]
        if not batches:
            return
        try:
            changes.undo(store, UUID(bytes=batches[which % len(batches)]))
        except UserError:
            return
        assert checks.look_over(store) == []


@settings(max_examples=12)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99)), min_size=1, max_size=7))
def test_a_data_package_restores_the_same_store_elsewhere_and_can_be_taken_back(
    acts: list[tuple[Act, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.db") as store:
        for act, number in acts:
            act(store, number)
        package = Path(folder) / "all.zip"
        packages.export(store, package)
        with open_store(Path(folder) / "other" / "store.db") as other:
            packages.take_in(other, package.read_bytes(), package.name)
            assert records(other, deleted=True) == records(store, deleted=True)
            assert _histories(other) >= _histories(store)
            assert checks.look_over(other) == []
            if any(records(other).values()):
                assert changes.undo(other).skipped == []
            assert not any(records(other).values())
            packages.take_in(other, package.read_bytes(), package.name)
            assert records(other) == records(store)
            assert checks.look_over(other) == []


def _histories(store: Store) -> set[tuple[str, str, str]]:
    """What the log says of each record: (record, label, patch)."""
    with store.reading_raw() as connection:
        rows = connection.exec_driver_sql(
            "SELECT hex(c.record), b.label, c.patch FROM changes c JOIN batches b ON b.row = c.batch"
        )
        return {(record, label, patch) for record, label, patch in rows}


def test_a_draft_with_everything_is_taken_back_whole(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        draft = ProspectDraft(
            name="Åsa Nyström",
            company="Hemma hos Åsa",
            phones=(Detail("070-123 45 67", "mobile"),),
            emails=(Detail("asa@hemma.example"),),
            tags=("oak", "trays"),
            consent="email, phone",
            asked_about=("Oak trays",),
            stage="customer",
            source="referral",
            source_which="Kari Østby",
        )
        prospects.capture(store, draft, region="SE", fair="Hjem & Hage 2026")
        changes.undo(store)
        assert not any(records(store).values())
        changes.redo(store)
        kept = records(store)
        assert {s: len(found) for s, found in kept.items() if found} == {
            "tags": 2, "sources": 1, "fairs": 1, "companies": 1, "prospects": 1, "phones": 1, "emails": 1,
            "asked_about": 1, "stage_changes": 1, "taggings": 2, "consents": 2, "activities": 1, "followups": 1,
        }  # fmt: skip


def test_an_edit_made_since_stays_with_all_that_is_part_of_it_and_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        made = capture(store, phones=("912 34 567",))
        with store.reading_raw() as connection:
            first = UUID(bytes=connection.exec_driver_sql("SELECT id FROM batches").scalar_one())
        with store.change("Changed {name}", name="x") as unit:
            unit.need(Prospect, made.prospect).title = "Buyer"
        outcome = changes.undo(store, first)
        assert {change.subject for change in outcome.skipped} == {"prospects", "phones"}
        with store.read() as reading:
            kept = card(reading, made.prospect)
            assert kept is not None
            assert (kept.prospect.title, [phone.value for phone in kept.phones]) == ("Buyer", ["912 34 567"])


def test_force_takes_back_what_was_changed_since_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        made = capture(store)
        with store.reading_raw() as connection:
            first = UUID(bytes=connection.exec_driver_sql("SELECT id FROM batches").scalar_one())
        with store.change("Changed {name}", name="x") as unit:
            unit.need(Prospect, made.prospect).title = "Buyer"
        assert changes.undo(store, first, force=True).skipped == []
        assert records(store)["prospects"] == {}
