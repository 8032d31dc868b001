"""Answers to a hand-over whose prospects were merged meanwhile are looked over against who took them in."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.drafts import ProspectDraft, Row
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import answers_taking, changes, duplicates
from salesdesk.services.answers import Review
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice
from salesdesk.services.whom import Register
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, records
from tests.services.answering import Rows, edited, given, look, person, set_fields, take, three, told, whole


@pytest.fixture
def people(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file, and a second card of the first."""
    twin = capture(store, "Asa Nystroem", title="Buyer", phones=("+47 400 00 009",)).prospect
    return [*three(store, clock), twin]


def _doubts(review: Review) -> set[tuple[str, str]]:
    return {(one.name, one.theirs) for each in review.people for one in each.fields if one.doubt}


def test_an_answer_about_who_was_merged_since_is_held_against_who_took_them_in(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, *_others, twin = people
    for ending in ("csv", "vcf"):
        file = given(store, [twin], tmp_path / f"given.{ending}")
        merge = duplicates.merge(store, asa, [twin])
        unedited = look(store, file)
        assert (told(unedited), unedited.unchanged, unedited.strangers, unedited.gone) == (set(), 1, [], [])
        if ending == "csv":
            answer = edited(file, lambda rows: rows[0].update(title="Kjøpesjef", phone="+47 400 00 010"))
            review = look(store, answer)
            assert [each.id for each in review.people] == [asa]
            assert told(review) == {
                ("Åsa Nyström", "title", "theirs", "Kjøpesjef"),
                ("Åsa Nyström", "phones", "theirs", "+47 400 00 010"),  # for that of the other card
            }
            before = records(store)
            batch = take(store, review)
            assert person(store, asa).title == "Kjøpesjef"
            assert len(whole(store, asa).phones) == 2
            changes.undo(store, batch)
            assert records(store) == before
        changes.undo(store, merge)


def test_what_the_kept_one_says_otherwise_is_not_written_over(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, *_others, twin = people
    file = given(store, [twin], tmp_path / "given.csv")
    set_fields(store, asa, title="Head of buying")
    duplicates.merge(store, asa, [twin])
    review = look(store, edited(file, lambda rows: rows[0].update(title="Kjøpesjef")))
    assert told(review) == {("Åsa Nyström", "title", "both", "Kjøpesjef")}


def test_of_two_rows_of_one_prospect_only_what_they_say_differently_is_a_doubt(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, *_others, twin = people
    file = given(store, [asa, twin], tmp_path / "given.csv")
    duplicates.merge(store, asa, [twin])

    def edit(rows: Rows) -> None:
        rows[0].update(title="Kjøpesjef", trade="Hotel")
        rows[1].update(title="Innkjøpssjef", trade="Hotel", language="sv")

    review = look(store, edited(file, edit))
    assert told(review) == {
        ("Åsa Nyström", "title", "theirs", "Kjøpesjef"),
        ("Åsa Nyström", "title", "theirs", "Innkjøpssjef"),
        ("Åsa Nyström", "trade", "theirs", "Hotel"),
        ("Åsa Nyström", "language", "theirs", "sv"),
    }
    assert _doubts(review) == {("title", "Kjøpesjef"), ("title", "Innkjøpssjef")}
    take(store, review, "theirs")
    mine = person(store, asa)
    assert (mine.title, mine.trade, mine.language) == ("Buyer", "Hotel", "sv")


def test_one_row_that_was_left_alone_takes_nothing_from_the_other(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, *_others, twin = people
    file = given(store, [asa, twin], tmp_path / "given.csv")
    duplicates.merge(store, asa, [twin])
    review = look(store, edited(file, lambda rows: rows[1].update(title="Kjøpesjef")))
    assert told(review) == {("Åsa Nyström", "title", "theirs", "Kjøpesjef")}
    take(store, review)
    assert person(store, asa).title == "Kjøpesjef"


def test_who_was_merged_twice_is_found_and_who_was_deleted_then_is_gone(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, lukasz, _my, twin = people
    file = given(store, [twin], tmp_path / "given.csv")
    duplicates.merge(store, asa, [twin])
    duplicates.merge(store, lukasz, [asa])
    answer = edited(file, lambda rows: rows[0].update(title="Kjøpesjef", phone=""))
    review = look(store, answer)
    assert told(review) == {
        ("Łukasz Żak", "title", "both", "Kjøpesjef"),
        ("Łukasz Żak", "phones", "emptied", ""),
    }
    with store.change("Deleted {name}", name="x") as unit:
        unit.delete(unit.need(Prospect, lukasz))
    assert [row.draft.shown_name for row in look(store, answer).gone] == ["Asa Nystroem"]


def test_an_answer_from_before_a_merge_is_still_known_after_it(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, *_others, twin = people
    file = given(store, [twin], tmp_path / "given.csv")
    set_fields(store, twin, title="Head of buying")
    answer = edited(file, lambda rows: rows[0].update(title="Kjøpesjef", language="sv"))
    assert take(store, look(store, answer))  # the title stays the seller's
    duplicates.merge(store, asa, [twin])
    second = edited(
        file, lambda rows: rows[0].update(title="Kjøpesjef", language="sv", trade="Hotel"), "2.csv"
    )
    assert told(look(store, second)) == {("Åsa Nyström", "trade", "theirs", "Hotel")}


def test_two_who_name_each_other_as_taken_in_are_said_to_be_gone(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    asa, *_others, twin = people
    file = given(store, people, tmp_path / "given.csv")
    with store.change("Damaged {name}", name="x") as unit:
        for one, other in ((asa, twin), (twin, asa)):
            found = unit.need(Prospect, one)
            found.merged_into = other
            unit.delete(found)
    review = look(store, file)
    assert {row.draft.shown_name for row in review.gone} == {"Åsa Nyström", "Asa Nystroem"}
    assert answers_taking.take(store, review, review.chosen(), region="NO").batch is None
    register = Register(
        store, Scene(now=store.clock.now(), region="NO", store=store.path), lambda *_told: Choice.ASIDE
    )
    with pytest.raises(UserError, match="no prospect"):
        register.find(Row("Row 2", ProspectDraft(id=str(asa), name="Åsa")))
