"""A phone, an email or an address that the team changed stands in the place of the old one; what is left may follow."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.drafts import AddressDraft
from salesdesk.services import answers, answers_taking
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture
from tests.services.answering import edited, given, look, person, set_fields, take, three, told, whole


@pytest.fixture
def people(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file."""
    return three(store, clock)


def test_a_phone_added_stands_beside_and_one_left_out_goes_only_where_it_is_ticked(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    review = look(store, edited(file, lambda rows: rows[0].update(phone="", tags="oak")))
    assert told(review) == {("Åsa Nyström", "phones", "emptied", "")}
    take(store, review)
    assert [one.value for one in whole(store, people[0]).phones] == ["+47 912 34 567"]
    everything = [one for each in review.people for one in each.fields]
    answers_taking.take(store, review, everything, region="NO")
    assert whole(store, people[0]).phones == []


def test_a_town_that_they_changed_leaves_the_street(store: Store, people: list[UUID], tmp_path: Path) -> None:
    before = whole(store, people[0]).addresses[0]
    file = given(store, people, tmp_path / "given.csv")
    take(store, look(store, edited(file, lambda rows: rows[0].update(city="Voss"))))
    (after,) = whole(store, people[0]).addresses
    assert (after.id, after.street, after.postal_code, after.city) == (
        before.id,
        before.street,
        before.postal_code,
        "Voss",
    )


def test_what_was_left_at_first_can_be_taken_from_the_same_file_later(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    answer = edited(given(store, people, tmp_path / "given.csv"), lambda rows: rows[1].update(title="Theirs"))
    set_fields(store, people[1], title="Mine")
    assert answers.look(store, answer, region="NO").chosen() == []
    kept = edited(answer, lambda rows: rows[0].update(title="Innkjøper"))
    take(store, look(store, kept))
    assert look(store, kept).taken_at
    review = answers.look(store, kept, region="NO", again=True)
    assert review.taken_at is None
    answers_taking.take(store, review, review.chosen("theirs"), region="NO")
    assert person(store, people[1]).title == "Theirs"


def as_a_spreadsheet_saves_them(rows: list[dict[str, str]]) -> None:
    """What looks like a number loses its + and the zeros before it."""
    for row in rows:
        for name, cell in row.items():
            bare = cell.lstrip("+")
            if bare.isdecimal():
                row[name] = bare.lstrip("0")


def test_what_a_spreadsheet_takes_for_a_number_is_no_change_of_theirs(store: Store, tmp_path: Path) -> None:
    place = AddressDraft(street="Storgata 1", postal_code="0155", city="Oslo")
    who = capture(store, "Åse Łęcka", phones=("+46701740608", "0070700"), addresses=(place,)).prospect
    file = given(store, [who], tmp_path / "given.csv")
    assert look(store, edited(file, as_a_spreadsheet_saves_them)).people == []

    def moved(rows: list[dict[str, str]]) -> None:
        as_a_spreadsheet_saves_them(rows)
        rows[0].update(street="Storgata 2", phone="4,67E+10")

    take(store, look(store, edited(file, moved)))
    (after,) = whole(store, who).addresses
    assert (after.street, after.postal_code, after.city) == ("Storgata 2", "0155", "Oslo")
    assert [one.value for one in whole(store, who).phones] == ["+46701740608", "0070700"]


def test_what_they_plan_to_do_next_is_told_and_left_to_the_seller(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    assert look(store, file).follow_ups == []

    def planned(rows: list[dict[str, str]]) -> None:
        rows[0].update(follow_up="Ring henne", follow_up_day="2026-12-01")

    review = look(store, edited(file, planned))
    assert ["Ring henne" in one.reason for one in review.follow_ups] == [True]
    assert review.people == []
