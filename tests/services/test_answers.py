"""What the team answers to a hand-over is looked over field by field, taken once, and can be taken back."""

from __future__ import annotations

import csv
import io
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import answers, answers_taking, changes, checks
from salesdesk.services.answer_fields import Outcome
from salesdesk.store.database import Store
from salesdesk.store.sql import run
from tests.factories import StandingClock, capture, open_store, records
from tests.services.answering import Rows, edited, given, look, person, set_fields, take, three, told, whole


@pytest.fixture
def people(store: Store, clock: StandingClock) -> list[UUID]:
    """Three of whom the team is given the file."""
    return three(store, clock)


def test_an_unedited_answer_brings_nothing(store: Store, people: list[UUID], tmp_path: Path) -> None:
    for ending in ("csv", "xlsx", "vcf"):
        review = look(store, given(store, people, tmp_path / f"given.{ending}"))
        assert (told(review), review.unchanged, review.rows) == (set(), 3, 3)
        assert (review.strangers, review.gone, review.refused) == ([], [], [])


def test_each_field_comes_out_by_who_changed_it(store: Store, people: list[UUID], tmp_path: Path) -> None:
    asa, lukasz, my = people
    file = given(store, people, tmp_path / "given.csv")
    set_fields(store, asa, title="Head of buying", language="sv")
    set_fields(store, lukasz, title="Director")

    def edit(rows: Rows) -> None:
        rows[0]["title"] = "Kjøpesjef"  # both, differently
        rows[0]["language"] = "sv"  # both, the same
        rows[0]["email"] = ""  # emptied
        rows[1]["stage"] = "sales-qualified"  # only they
        rows[2]["company"] = "Gốm Việt"  # only they

    review = look(store, edited(file, edit))
    assert told(review) == {
        ("Åsa Nyström", "title", "both", "Kjøpesjef"),
        ("Åsa Nyström", "emails", "emptied", ""),
        ("Łukasz Żak", "stage", "theirs", "Sales-qualified"),
        ("Đặng Thị Mỹ", "company", "theirs", "Gốm Việt"),
    }
    both = next(one for each in review.people for one in each.fields if one.outcome is Outcome.BOTH)
    assert (both.handed, both.mine) == ("Buyer", "Head of buying")
    assert take(store, review)
    mine = whole(store, asa)
    assert (mine.prospect.title, mine.emails[0].value) == ("Head of buying", "asa@fjord.no")
    theirs = whole(store, my)
    assert theirs.company
    assert theirs.company.name == "Gốm Việt"
    moved = whole(store, lukasz)
    assert moved.stage_changes[-1].new == "sales-qualified"
    assert person(store, lukasz).title == "Director"
    assert checks.look_over(store) == []


def test_their_word_is_taken_over_the_sellers_where_it_is_said_so(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    set_fields(store, people[0], title="Head of buying")
    review = look(store, edited(file, lambda rows: rows[0].update(title="Kjøpesjef", email="")))
    take(store, review, "theirs")
    assert person(store, people[0]).title == "Kjøpesjef"
    mine = whole(store, people[0])
    assert mine.emails  # what they emptied is not deleted by that


def test_a_changed_phone_takes_the_place_of_the_old_one_and_undo_brings_that_back(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    review = look(store, edited(file, lambda rows: rows[0].update(phone="+47 400 00 001", tags="oak; ash")))
    assert told(review) == {
        ("Åsa Nyström", "phones", "theirs", "+47 400 00 001"),
        ("Åsa Nyström", "tags", "theirs", "ash"),
    }
    before = records(store)
    take(store, review)
    mine = whole(store, people[0])
    assert [(one.value, one.e164) for one in mine.phones] == [("+47 400 00 001", "+4740000001")]
    assert {one.name for one in mine.tags} == {"oak", "ash"}
    changes.undo(store)
    assert records(store) == before


def test_the_same_file_a_second_time_changes_nothing_and_says_so(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    answer = edited(
        given(store, people, tmp_path / "given.csv"), lambda rows: rows[1].update(title="Styreleder")
    )
    assert take(store, look(store, answer))
    set_fields(store, people[1], title="Owner")  # the seller's own word since
    before = records(store, deleted=True)
    again = look(store, answer)
    assert again.taken_at == store.clock.now()
    assert told(again) == set()
    assert take(store, again) is None
    assert records(store, deleted=True) == before


def test_an_answer_that_was_taken_back_may_be_taken_again(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    answer = edited(
        given(store, people, tmp_path / "given.csv"), lambda rows: rows[1].update(title="Styreleder")
    )
    changes.undo(store, take(store, look(store, answer)))
    again = look(store, answer)
    assert again.taken_at is None
    assert take(store, again)
    assert person(store, people[1]).title == "Styreleder"


def test_what_an_answer_told_is_remembered_once_however_often_it_is_taken_back(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    answer = edited(
        given(store, people, tmp_path / "given.csv"), lambda rows: rows[1].update(title="Styreleder")
    )
    take(store, look(store, answer))
    assert changes.undo(store).label == changes.redo(store).label == "Took the answers of Kari Moen"
    with store.reading_raw() as connection:
        told_in = run(connection, "SELECT cause FROM batches WHERE label_args LIKE '%told%'").fetchall()
    assert told_in == [("change",)]
    assert look(store, answer).taken_at == store.clock.now()


def test_a_second_answer_brings_only_what_is_new_against_the_first(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    set_fields(store, people[0], title="Head of buying")

    def first(rows: Rows) -> None:
        rows[0]["title"] = "Kjøpesjef"  # doubtful, and the seller keeps theirs
        rows[1]["title"] = "Styreleder"

    def second(rows: Rows) -> None:
        first(rows)
        rows[1]["title"] = "Daglig leder"
        rows[2]["title"] = "Giám đốc"

    take(store, look(store, edited(file, first)))
    review = look(store, edited(file, second, "second.csv"))
    assert told(review) == {
        ("Łukasz Żak", "title", "theirs", "Daglig leder"),  # the seller has what they said first
        ("Đặng Thị Mỹ", "title", "theirs", "Giám đốc"),
    }


def test_notes_that_were_not_handed_out_are_never_deleted_and_theirs_come_below(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    assert "Likes oak" not in file.read_text("utf-8")
    review = look(store, edited(file, lambda rows: rows[0].update(note="Called, wants ash")))
    assert told(review) == {("Åsa Nyström", "note", "theirs", "Likes oak\n\nCalled, wants ash")}
    take(store, review)
    assert person(store, people[0]).note == "Likes oak\n\nCalled, wants ash"
    assert person(store, people[1]).note == "Pays late"


def test_notes_that_went_along_come_back_as_they_were_edited(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv", notes=True)
    review = look(store, edited(file, lambda rows: rows[0].update(note="Likes ash")))
    take(store, review)
    assert person(store, people[0]).note == "Likes ash"


def test_strangers_and_those_who_are_gone_are_told_and_not_taken(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    with store.change("Deleted {name}", name="x") as unit:
        unit.delete(unit.need(Prospect, people[1]))

    def edit(rows: Rows) -> None:
        rows.append(dict.fromkeys(rows[0], "") | {"name": "Ewa Wójcik", "email": "ewa@dom.pl"})

    review = look(store, edited(file, edit))
    assert [row.draft.shown_name for row in review.strangers] == ["Ewa Wójcik"]
    assert [row.draft.shown_name for row in review.gone] == ["Łukasz Żak"]
    assert take(store, review) is None


def test_rows_without_an_id_are_known_by_who_they_are(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")

    def edit(rows: Rows) -> None:
        for row in rows:
            row["id"] = ""
        rows[0]["title"] = "Kjøpesjef"

    review = look(store, edited(file, edit))
    assert told(review) == {("Åsa Nyström", "title", "theirs", "Kjøpesjef")}
    assert not review.people[0].unsure


def test_of_several_hand_overs_the_one_that_most_rows_fit_is_answered_and_another_may_be_named(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    given(store, people[:1], tmp_path / "later.csv")
    answer = edited(file, lambda rows: rows[1].update(title="Styreleder"))
    review = look(store, answer)
    assert (review.hand_over.file, [(one.file, n) for one, n in review.others]) == (
        "given.csv",
        [("later.csv", 1)],
    )
    other = look(store, answer, hand_over=review.others[0][0].id)
    assert (len(other.strangers), other.unchanged) == (2, 1)


def test_a_file_of_nobody_who_was_handed_over_is_refused(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    given(store, people, tmp_path / "given.csv")
    (tmp_path / "other.csv").write_text("name,email\nEwa Wójcik,ewa@dom.pl\n", "utf-8")
    with pytest.raises(UserError, match="nobody"):
        look(store, tmp_path / "other.csv")


def test_only_chosen_fields_that_went_out_are_looked_at(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    answer = edited(
        given(store, people, tmp_path / "given.csv"), lambda rows: rows[0].update(city="Voss"), "a.csv"
    )
    rows = list(csv.DictReader(io.StringIO(answer.read_text("utf-8"))))
    with (tmp_path / "few.csv").open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, ["id", "name", "city"], extrasaction="ignore")
        writer.writeheader()
        writer.writerows(rows)
    assert told(look(store, tmp_path / "few.csv")) == {
        ("Åsa Nyström", "addresses", "theirs", "Voss"),
    }
    before = whole(store, people[0]).addresses[0]
    take(store, look(store, tmp_path / "few.csv"))
    (after,) = whole(store, people[0]).addresses
    assert (after.street, after.postal_code, after.city) == (before.street, before.postal_code, "Voss")


def test_a_surname_that_they_changed_changes_the_name_that_was_made_of_it(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")
    take(store, look(store, edited(file, lambda rows: rows[0].update(last_name="Bø"))))
    assert person(store, people[0]).name == "Åsa Bø"


def test_undo_after_the_store_was_reopened_leaves_every_record_as_before(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")

    def edit(rows: Rows) -> None:
        rows[0].update(company="Ny Bolig AS", phone="+47 400 00 001", tags="ash", stage="parked")
        rows[1].update(title="Styreleder", note="Paid")

    before = records(store)
    review = look(store, edited(file, edit))
    everything = [one for each in review.people for one in each.fields]
    batch = answers_taking.take(store, review, everything, region="NO").batch
    assert records(store) != before
    store.close()
    with open_store(store.path) as opened:
        changes.undo(opened, batch)
        assert records(opened) == before
        assert checks.look_over(opened) == []


def test_it_can_be_stopped_while_it_is_read_and_leaves_nothing(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    answer = edited(given(store, people, tmp_path / "given.csv"), lambda rows: rows[1].update(title="X"))
    before = records(store)

    def stop(_done: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answers.look(store, answer, region="NO", progress=stop)
    assert records(store) == before


@pytest.mark.parametrize("after", [1, 2])
def test_it_can_be_stopped_while_it_is_written_and_what_was_written_is_taken_back(
    store: Store, tmp_path: Path, after: int
) -> None:
    people = [capture(store, f"Åse Żak {n}", phones=(f"+47 400 00 {n:03}",)).prospect for n in range(200)]
    file = given(store, people, tmp_path / "given.csv")

    def edit(rows: Rows) -> None:
        for place, row in enumerate(rows):
            row.update(title="Kjøpesjef", company=f"Nytt Hus {place % 5}", stage="parked", tags="ash")

    answer = edited(file, edit)
    before, review = records(store), look(store, answer)
    steps: list[int] = []

    def stop(_done: int) -> None:
        steps.append(len(records(store)["stage_changes"]))
        if len(steps) == after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        answers_taking.take(store, review, review.chosen(), region="NO", progress=stop)
    assert steps[-1]  # some of it was there already
    assert records(store) == before
    assert checks.look_over(store) == []
    again = look(store, answer)
    assert again.taken_at is None
    assert told(again) == told(review)
    assert take(store, again)
    assert {person(store, one).title for one in people} == {"Kjøpesjef"}


def test_a_row_without_an_id_is_whose_of_two_alike_was_handed_over(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    twin = capture(
        store, "Åsa Nyström", title="Buyer", emails=["asa@fjord.no"], phones=["+47 912 34 567"]
    ).prospect
    for handed in (people[0], twin):
        file = given(store, [handed], tmp_path / f"{handed}.csv")
        review = look(store, edited(file, lambda rows: rows[0].update(id="", uid="", title="Kjøpesjef")))
        assert [each.id for each in review.people] == [handed]
        assert review.strangers == []


def test_who_is_known_by_likeness_only_is_not_changed_unasked(
    store: Store, people: list[UUID], tmp_path: Path
) -> None:
    file = given(store, people, tmp_path / "given.csv")

    def edit(rows: Rows) -> None:
        rows[0].update(id="", uid="", email="", phone="", first_name="Åse", name="Åse Nyström")

    review = look(store, edited(file, edit))
    doubtful = [each for each in review.people if each.unsure]
    assert doubtful
    assert review.chosen("theirs") == []
    assert review.chosen() == []


def test_a_first_name_that_is_changed_twice_takes_the_whole_name_along_twice(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    anna = capture(store, "Anna Berg", first_name="Anna", last_name="Berg", emails=["anna@berg.no"]).prospect
    file = given(store, [anna], tmp_path / "given.csv")
    for first in ("Anne", "Annette"):
        answer = edited(file, lambda rows, first=first: rows[0].update({"first_name": first}))
        take(store, look(store, answer))
        mine = person(store, anna)
        assert (mine.first_name, mine.name) == (first, f"{first} Berg")
