"""What the seller changes between looking an answer over and taking it stays theirs, and is told."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.prospects import Email
from salesdesk.services import answers_taking, checks
from salesdesk.store.database import Store
from tests.factories import StandingClock, records
from tests.services.answering import Rows, edited, given, look, person, set_fields, three, whole


@pytest.fixture
def people(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file."""
    return three(store, clock)


def _edit(rows: Rows) -> None:
    rows[0] |= {"title": "Kjøpesjef", "stage": "sales-qualified", "email": "asa@fjørd.no"}
    rows[1]["title"] = "Właściciel"


def test_what_was_changed_since_the_answer_was_looked_over_is_not_written_over(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    review = look(store, edited(given(store, people, tmp_path / "given.csv"), _edit))
    set_fields(store, people[0], title="Daglig leder", stage="customer")
    moves = len(records(store)["stage_changes"])

    written = answers_taking.take(store, review, review.chosen(), region="NO")

    assert (person(store, people[0]).title, person(store, people[0]).stage) == ("Daglig leder", "customer")
    assert {name for one in written.skipped for name in one.patch} == {"title", "stage"}
    assert [one.value for one in whole(store, people[0]).emails] == ["asa@fjørd.no"]
    assert person(store, people[1]).title == "Właściciel"
    assert len(records(store)["stage_changes"]) == moves
    assert checks.look_over(store) == []


def test_an_email_that_was_put_right_since_stays(store: Store, people: list[UUID], tmp_path: Path) -> None:
    review = look(store, edited(given(store, people, tmp_path / "given.csv"), _edit))
    with store.change("Changed {name}", name="Åsa Nyström") as unit:
        unit.need(Email, whole(store, people[0]).emails[0].id).value = "asa.nystrom@fjord.no"

    written = answers_taking.take(store, review, review.chosen(), region="NO")

    assert [one.value for one in whole(store, people[0]).emails] == ["asa.nystrom@fjord.no"]
    assert [one.subject for one in written.skipped] == ["emails"]
