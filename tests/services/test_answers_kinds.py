"""What an answer says of the kind of a phone and of consent: the one is taken, the other is never widened unasked."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.services import answers_taking, changes, checks
from salesdesk.services.answers import Review
from salesdesk.store.database import Store
from tests.factories import StandingClock, records
from tests.services.answering import Rows, edited, given, look, set_fields, take, three, told, whole


@pytest.fixture
def people(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file; the first has agreed to be written to and handed over."""
    made = three(store, clock)
    set_fields(store, made[0], consent="email, hand-over")
    return made


def _agreed(store: Store, who: UUID) -> set[str]:
    return {one.channel for one in whole(store, who).consents if one.withdrawn_at is None}


def _ticked(store: Store, review: Review) -> UUID | None:
    everything = [one for each in review.people for one in each.fields]
    return answers_taking.take(store, review, everything, region="NO").batch


def test_a_kind_of_phone_that_they_changed_is_taken_and_undone(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.vcf")
    text = file.read_bytes().replace(b"TEL:+47 912", b"TEL;TYPE=cell:+47 912")
    answer = tmp_path / "answer.vcf"
    answer.write_bytes(text)
    before, review = records(store), look(store, answer)
    assert [(one.name, one.outcome.value) for each in review.people for one in each.fields] == [
        ("phones", "theirs")
    ]
    assert review.people[0].fields[0].theirs.endswith("(Mobile)")
    batch = take(store, review)
    assert [one.kind for one in whole(store, people[0]).phones] == ["mobile"]
    assert checks.look_over(store) == []
    changes.undo(store, batch)
    assert records(store) == before


def test_a_consent_that_they_added_is_a_doubt_that_only_a_tick_takes(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")

    def edit(rows: Rows) -> None:
        rows[0]["consent"] = "email, phone"
        rows[1]["consent"] = "email"

    review = look(store, edited(file, edit))
    assert {(one.name, bool(one.doubt)) for each in review.people for one in each.fields} == {
        ("consent", True)
    }
    assert review.chosen() == review.chosen("theirs") == []
    before = records(store)
    batch = _ticked(store, review)
    assert _agreed(store, people[0]) == {
        "email",
        "hand-over",
        "phone",
    }  # none is withdrawn by what is not named
    assert _agreed(store, people[1]) == {"email"}
    changes.undo(store, batch)
    assert records(store) == before


def test_a_consent_that_they_say_was_refused_is_withdrawn_and_one_left_out_only_where_it_is_ticked(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    left_out = look(store, edited(file, lambda rows: rows[0].update(consent=""), "out.csv"))
    assert told(left_out) == {("Åsa Nyström", "consent", "emptied", "")}
    assert left_out.chosen("theirs") == []
    refused = look(store, edited(file, lambda rows: rows[0].update(consent="no")))
    assert ("Åsa Nyström", "consent", "theirs", "withdrawn") in told(refused)
    batch = take(store, refused)
    assert _agreed(store, people[0]) == set()
    assert len(whole(store, people[0]).consents) == 2  # withdrawn, not deleted
    changes.undo(store, batch)
    assert _agreed(store, people[0]) == {"email", "hand-over"}


def test_where_the_seller_met_someone_is_not_changed_by_the_team(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    rows = file.read_text("utf-8-sig")
    assert "Ewa" not in rows
    review = look(store, edited(file, lambda rows: rows[0].update(source="referral", fair="Oslo")))
    assert told(review) == set()
