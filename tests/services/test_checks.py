"""Looking the store over finds what is wrong, says it in words, and mends what can be made anew."""

from __future__ import annotations

from datetime import timedelta

import pytest

from salesdesk.domain.companies import Company
from salesdesk.domain.drafts import Photo
from salesdesk.domain.prospects import Prospect
from salesdesk.services import checks, deals, prospects, search
from salesdesk.services.deals import DealDraft, Won
from salesdesk.store import files
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, records


def damage(store: Store, statement: str) -> None:
    with store.writing() as connection:
        connection.exec_driver_sql(statement)


@pytest.fixture
def full(store: Store) -> Store:
    capture(
        store,
        company="Fjord",
        phones=("+47 912 34 567",),
        tags=("oak",),
        photo=Photo("image/png", b"\x89PNG"),
    )
    capture(store, "Łukasz Żak", company="Stół")
    return store


def test_a_whole_store_has_no_problems(full: Store) -> None:
    assert checks.look_over(full) == []


@pytest.mark.parametrize("side", ["search", "names", "keys", "digits", "facts"])
def test_each_derived_table_is_made_anew(full: Store, side: str) -> None:
    damage(full, f"DELETE FROM prospects_{side}")
    assert checks.look_over(full, repair=False)
    assert checks.look_over(full)
    assert checks.look_over(full) == []
    with full.read() as reading:
        for query in ("zak", "91234567", "company:stol"):
            assert (
                search.total(reading, search.ask(reading, query, subject="prospects", clock=full.clock)) == 1
            )


def test_looking_without_mending_changes_nothing(full: Store) -> None:
    damage(full, "DELETE FROM prospects_names")
    assert checks.look_over(full, repair=False) == checks.look_over(full, repair=False) != []


def test_a_reference_to_nobody_is_told(full: Store) -> None:
    before = records(full)
    damage(full, "DELETE FROM companies WHERE name = 'Fjord'")
    (told, *_others) = checks.look_over(full)
    assert "companies" in told
    assert "company" in told
    assert records(full)["prospects"] == before["prospects"]


def test_a_reference_to_someone_deleted_is_a_hint_with_the_id_and_no_problem(full: Store) -> None:
    assert checks.hints(full) == []
    lukasz = capture(full, "Đặng Thị Mỹ Lệ", company="Gốm").prospect
    with full.read() as reading:
        record = reading.need(Prospect, lukasz)
        firm = reading.need(Company, record.company) if record.company else None
    assert firm is not None
    prospects.delete(full, firm, firm.name)
    assert checks.look_over(full) == []
    (told,) = checks.hints(full)
    assert str(lukasz) in told
    assert "companies" in told


def test_a_row_that_says_other_than_the_log_is_told(full: Store) -> None:
    damage(full, "UPDATE prospects SET note = 'slipped in' WHERE row = 1")
    assert any("prospects" in told for told in checks.look_over(full))


def test_a_gap_in_the_log_is_told(full: Store) -> None:
    damage(full, "DELETE FROM changes WHERE row = 2")
    assert any("gaps" in told for told in checks.look_over(full))


def test_a_picture_that_is_missing_or_another_is_told(full: Store) -> None:
    sha256 = next(iter(records(full)["attachments"].values()))["sha256"]
    kept = files.where(full.path, sha256)
    kept.write_bytes(b"another")
    assert any("photo.png" in told for told in checks.look_over(full))
    kept.unlink()
    assert any("photo.png" in told for told in checks.look_over(full))


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM stage_changes WHERE new = 'quote'",
        "UPDATE stage_changes SET old = 'demo' WHERE new = 'won'",
        "UPDATE deals SET outcome = '', stage = 'demo'",
        "DELETE FROM stage_changes",
    ],
)
def test_a_log_of_stages_that_does_not_add_up_is_told_with_the_deal(full: Store, statement: str) -> None:
    deal = deals.open_deal(full, DealDraft(title="Bowls for Łódź", currency="NOK"))
    deals.move(full, deal.id, "quote")
    deals.win(full, deal.id)
    assert checks.look_over(full) == []
    damage(full, statement)
    told = [one for one in checks.look_over(full) if "do not add up" in one]
    assert len(told) == 1
    assert "Bowls for Łódź" in told[0]
    assert str(deal.id) in told[0]


def test_a_deal_that_is_won_as_of_an_earlier_day_than_its_last_move_is_well(full: Store) -> None:
    clock = full.clock
    assert isinstance(clock, StandingClock)
    deal = deals.open_deal(full, DealDraft(title="Bowls", currency="NOK"))
    won_at = clock.now() + timedelta(hours=1)
    clock.wait(days=2)
    deals.move(full, deal.id, "quote")
    deals.win(full, deal.id, Won(at=won_at))
    assert checks.look_over(full) == []
