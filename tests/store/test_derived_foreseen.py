"""What an import works out before it takes the lock is what the store would have derived itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.changes import Change
from salesdesk.domain.columns import new_id
from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.services import checks
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, new_prospect
from salesdesk.store import batches, bulk, derived, log
from salesdesk.store.batches import Plan
from salesdesk.store.database import Store
from salesdesk.store.derived import SEARCHED
from salesdesk.store.derived_check import out_of_step
from salesdesk.store.derived_foreseen import foresee
from tests.factories import MORNING, capture, open_store

EVERYTHING = ProspectDraft(
    name="Łukasz Żak",
    company="Nordlys Gård",
    title="Kjøper",
    phones=(Detail("912 34 567", "mobile"), Detail("+48 600 000 000")),
    emails=(Detail("Lukasz@Nordlys.example"),),
    webs=(Detail("https://nordlys.example/å"),),
    addresses=(AddressDraft(street="Østgata 12 B", postal_code="5013", city="Bergen", region="Vestland"),),
    tags=("dąb", "ek"),
    asked_about=("Oak trays", "Đèn"),
    time_frame="now",
    stage="customer",
    note="Ønsker levering før jul",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as made:
        capture(made, "Ingrid Solheim", company="Fjord Interiør", tags=("ek",))
        yield made


def _changes(store: Store, *drafts: ProspectDraft) -> list[Change]:
    scene = Scene(now=MORNING, region="NO", store=store.path, met=False)
    with store.read() as reading:
        directory = Directory(reading.connection, MORNING)
        return [change for draft in drafts for change in new_prospect(draft, directory, scene)[1]]


def _write(store: Store, changes: Sequence[Change], meanwhile: str = "") -> None:
    """Foresees, lets `meanwhile` happen, and writes."""
    with store.reading_raw() as connection:
        foreseen = foresee(connection, changes)
    with store.writing() as connection:
        if meanwhile:
            connection.exec_driver_sql(meanwhile)
        ready = bulk.ready(changes)
        batch = log.start_batch(connection, "Filled", {}, now=MORNING)
        bulk.apply(connection, changes, ready)
        log.append(connection, batch.row, changes, now=MORNING, ready=ready.patches)
        derived.refresh(connection, changes, foreseen)


def _in_step(store: Store) -> bool:
    with store.reading_raw() as connection:
        return not any(out_of_step(connection, subject) for subject in SEARCHED)


def test_everything_that_a_file_tells_of_somebody_is_found_as_if_it_had_been_typed(store: Store) -> None:
    _write(
        store, _changes(store, EVERYTHING, ProspectDraft(company="Fjord Interiør"), ProspectDraft(name="Bo"))
    )
    assert checks.look_over(store) == []


def test_nothing_needs_to_be_read_back_of_somebody_whom_the_changes_tell_whole(store: Store) -> None:
    changes = _changes(store, EVERYTHING)
    with store.reading_raw() as connection:
        made = foresee(connection, changes).made
    assert {subject: len(ids) for subject, ids in made.items()} == {"companies": 1, "prospects": 1}


@pytest.mark.parametrize(
    "meanwhile",
    [
        "UPDATE companies SET name = 'Ørsted Hage' WHERE name = 'Fjord Interiør'",
        "UPDATE companies SET deleted_at = 1 WHERE name = 'Fjord Interiør'",
        "UPDATE tags SET name = 'furu' WHERE name = 'ek'",
        "INSERT INTO store_facts (key, value) VALUES ('sort_language', 'nb')",
    ],
)
def test_what_someone_changes_between_foreseeing_and_writing_counts(store: Store, meanwhile: str) -> None:
    draft = ProspectDraft(name="Åsa Nyström", company="Fjord Interiør", tags=("ek",))
    changes = _changes(store, draft)
    _write(store, changes, meanwhile)
    (made,) = (change.record for change in changes if change.subject == "prospects")
    with store.reading_raw() as connection:
        row, text, key = connection.exec_driver_sql(
            "SELECT row, text, sort_key FROM prospects_search JOIN prospects p USING (row) WHERE p.id = ?",
            (made.bytes,),
        ).one()
        right = derived.wanted(connection, "prospects", [made.bytes]).texts[row]
    assert (key, text) == right


def test_an_activity_or_follow_up_that_came_before_its_prospect_is_found_with_it(store: Store) -> None:
    changes = _changes(store, ProspectDraft(name="Åsa Nyström"))
    (made,) = (change.record for change in changes if change.subject == "prospects")
    _write(store, [_activity(made, "Vil ha vår")])
    _write(store, changes)
    assert checks.look_over(store) == []


def test_a_follow_up_that_comes_with_a_prospect_is_the_next_step(store: Store) -> None:
    todo = FollowUpDraft(what="Ring", day=MORNING.date())
    _write(store, _changes(store, ProspectDraft(name="Đức", follow_up=todo), EVERYTHING))
    with store.reading_raw() as connection:
        days = connection.exec_driver_sql("SELECT next_day FROM prospects_facts WHERE next_day IS NOT NULL")
        assert MORNING.date().isoformat() in set(days.scalars())
    assert checks.look_over(store) == []


def test_a_record_that_is_made_and_changed_in_one_go_is_found_as_it_ended(store: Store) -> None:
    changes = _changes(store, EVERYTHING)
    phone = next(change for change in changes if change.subject == "phones")
    gone = Change("phones", phone.record, {"deleted_at": to_micros(MORNING)}, {"deleted_at": None})
    _write(store, [*changes, gone])
    assert checks.look_over(store) == []


def test_somebody_who_comes_in_as_deleted_is_not_found(store: Store) -> None:
    changes = [
        Change(c.subject, c.record, {**c.patch, "deleted_at": to_micros(MORNING)}, None)
        for c in _changes(store, EVERYTHING)
    ]
    _write(store, changes)
    assert checks.look_over(store) == []


def test_a_batch_may_make_records_and_change_others_in_one_hold(store: Store) -> None:
    with store.reading_raw() as connection:
        someone = UUID(bytes=connection.exec_driver_sql("SELECT id FROM prospects").scalar_one())
    edit = Change("prospects", someone, {"note": "Żółty"}, {"note": ""})
    batches.write(store, Plan("Filled", {}), iter([[*_changes(store, EVERYTHING), edit]]))
    assert _in_step(store)
    assert checks.look_over(store) == []


def _activity(prospect: UUID, note: str) -> Change:
    patch = {"kind": "note", "prospect": prospect.hex, "note": note, "at": to_micros(MORNING)}
    return Change("activities", new_id(), {**patch, "created_at": to_micros(MORNING)}, None)
