"""Complaints are not forgotten: taken in, answered in time, solved, and asked about a week later."""

from __future__ import annotations

from datetime import date, timedelta
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.companies import Company
from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, companies, complaints, followups, prospects
from salesdesk.services import complaints_check_in as check_in
from salesdesk.services.agenda import counts
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.store.database import Store
from tests.factories import MORNING, StandingClock, capture, records


def receive(store: Store, what: str, **said: object) -> Complaint:
    draft = ComplaintDraft(what=what, **said)  # type: ignore[arg-type]  # fields by name
    return complaints.receive(store, draft, capture(store, "Åsa Nyström").prospect)


def listed(store: Store) -> list[complaints.Line]:
    with store.read() as reading:
        return complaints.listed(reading)


def get(store: Store, made: Complaint) -> Complaint:
    with store.read() as reading:
        return reading.need(Complaint, made.id)


def test_a_cause_is_recognised_and_a_word_of_ones_own_is_kept_as_such(store: Store) -> None:
    known, same, own = (
        receive(store, "a", cause="Kvalitet"),
        receive(store, "b", cause="defect"),
        receive(store, "c", cause="Kiln No. 2"),
    )
    again = receive(store, "d", cause="kiln no. 2")
    with store.read() as reading:
        named = complaints.causes(reading, [known, same, own, again])
        causes = {(cause.key, cause.name) for cause in reading.find(select(Cause))}
    assert [named[one.id] for one in (known, same, own, again)] == [
        "product",
        "product",
        "Kiln No. 2",
        "Kiln No. 2",
    ]
    assert causes == {("product", ""), ("", "Kiln No. 2")}


def test_open_complaints_come_public_first_then_by_promise_then_by_receipt(store: Store) -> None:
    soon, late = store.clock.now() + timedelta(hours=1), store.clock.now() + timedelta(days=3)
    receive(store, "no promise")
    receive(store, "late", promised_at=late)
    receive(store, "soon", promised_at=soon)
    receive(store, "public", public=True)
    with store.read() as reading:
        assert [one.what for one in complaints.open_ones(reading)] == ["public", "soon", "late", "no promise"]


def test_a_solved_complaint_is_closed_and_asked_about_a_week_later_in_one_change(store: Store) -> None:
    made = receive(store, "Cracked glaze")
    before = records(store)
    solved = complaints.resolve(store, made.id, "New bowls", satisfaction=5)
    assert (solved.status, solved.resolution, solved.satisfaction) == ("resolved", "New bowls", 5)
    assert solved.resolved_at == store.clock.now()
    with store.read() as reading:
        assert not complaints.open_ones(reading)
        asked = reading.first(select(FollowUp).where(FollowUp.complaint == made.id))
    assert asked is not None
    assert (asked.day, asked.prospect, asked.origin) == (date(2026, 11, 30), made.prospect, "complaint")
    assert "Cracked glaze" in asked.what
    changes.undo(store)
    assert records(store) == before


def test_a_complaint_is_not_solved_twice_and_needs_a_word(store: Store) -> None:
    made = receive(store, "Cracked")
    complaints.resolve(store, made.id, "")
    with pytest.raises(UserError, match="solved already"):
        complaints.resolve(store, made.id, "again")
    with pytest.raises(UserError, match="what is wrong"):
        complaints.receive(store, ComplaintDraft(what=" \n"), None)


def test_the_list_tells_who_why_how_it_stands_and_by_when(store: Store) -> None:
    who = capture(store, "Zofia Wójcik", company="Drewno Łódź").prospect
    by = store.clock.now() + timedelta(hours=3)
    draft = ComplaintDraft(what="Cracked", kind="concern", cause="defect", public=True, promised_at=by)
    made = complaints.receive(store, draft, who)
    complaints.change(store, made.id, "note", "", "Waiting for the carrier\nrang on Monday")

    (one,) = listed(store)

    assert (one.what, one.kind, one.cause, one.public, one.open) == (
        "Cracked",
        "concern",
        "product",
        True,
        True,
    )
    assert (one.name, one.company, one.prospect) == ("Zofia Wójcik", "Drewno Łódź", who)
    assert (one.stands, one.promised_at) == ("Waiting for the carrier", by)


def test_of_the_solved_ones_the_latest_stands_first_below_those_that_are_open(
    store: Store, clock: StandingClock
) -> None:
    first, second, third = (receive(store, what) for what in ("first", "second", "third"))
    for made in (second, first):
        clock.wait(hours=1)
        complaints.resolve(store, made.id, "")

    assert [one.what for one in listed(store)] == ["third", "first", "second"]
    assert [one.id for one in listed(store) if one.open] == [third.id]


def test_how_it_went_is_told_of_solved_ones_alone(store: Store, clock: StandingClock) -> None:
    """Hand-computed: solved after 1, 2 and 9 days, median 2; satisfaction 5 and 4, mean 4.5."""
    for days, satisfied in ((1, 5), (2, 4), (9, None)):
        made = receive(store, "Late", received_at=clock.now() - timedelta(days=days))
        complaints.resolve(store, made.id, "Sent again", satisfaction=satisfied)
    again = receive(store, "Cracked")
    complaints.resolve(store, again.id, "", satisfaction=1)
    complaints.reopen(store, again.id)

    assert complaints.solved(listed(store)) == complaints.Solved(2, 4.5)
    assert complaints.solved([]) == complaints.Solved(None, None)


def test_solving_keeps_what_was_noted_before_where_nothing_else_is_said(store: Store) -> None:
    made = receive(store, "Cracked")
    complaints.change(store, made.id, "resolution", "", "4 new bowls sent")
    complaints.change(store, made.id, "satisfaction", None, 4)

    solved = complaints.resolve(store, made.id, "")

    assert (solved.resolution, solved.satisfaction) == ("4 new bowls sent", 4)


def test_a_field_that_someone_else_changed_meanwhile_is_not_overwritten(store: Store) -> None:
    made = receive(store, "Cracked")
    complaints.change(store, made.id, "promise", "", "New bowls")

    with pytest.raises(UserError, match="changed meanwhile"):
        complaints.change(store, made.id, "promise", "", "Money back")

    assert get(store, made).promise == "New bowls"
    changes.undo(store)
    assert get(store, made).promise == ""


def test_a_refusal_names_what_was_changed_as_the_seller_knows_it(store: Store) -> None:
    made = receive(store, "Knuste skåler")
    complaints.change(store, made.id, "promised_at", None, MORNING)

    with pytest.raises(UserError, match=r"^Promised by was changed meanwhile\."):
        complaints.change(store, made.id, "promised_at", None, MORNING + timedelta(days=1))


def test_the_cause_is_named_changed_and_taken_away_and_own_words_are_offered_again(store: Store) -> None:
    made = receive(store, "Cracked", cause="price")
    told = list[str]()
    for said in ("Kiln No. 2", "kvalitet", "Fletting på Łódź", "", "  kiln no. 2 "):
        complaints.set_cause(store, made.id, said)
        told += [one.cause for one in listed(store)]
    with store.read() as reading:
        own = complaints.own_causes(reading)
    changes.undo(store)

    assert told == ["Kiln No. 2", "product", "Fletting på Łódź", "", "Kiln No. 2"]
    assert own == ["Fletting på Łódź", "Kiln No. 2"]
    assert [one.cause for one in listed(store)] == [""]


def test_opened_again_it_waits_as_before_and_nobody_asks_whether_all_is_well(store: Store) -> None:
    made = receive(store, "Cracked")
    complaints.resolve(store, made.id, "New bowls")
    solved = records(store)

    complaints.reopen(store, made.id)

    found = get(store, made)
    with store.read() as reading:
        assert check_in.last(reading, made.id) is None
    assert (found.status, found.resolved_at, found.resolution) == ("open", None, "New bowls")
    with pytest.raises(UserError, match="open already"):
        complaints.reopen(store, made.id)
    changes.undo(store)
    assert records(store) == solved


def test_a_check_in_is_planned_after_all_taken_off_and_brought_back(store: Store) -> None:
    made = receive(store, "Cracked")
    complaints.resolve(store, made.id, "", check_in=False)
    without = records(store)

    planned = check_in.plan(store, made.id)
    with pytest.raises(UserError, match="planned already"):
        check_in.plan(store, made.id)
    with_it = records(store)
    check_in.drop(store, made.id)

    assert (planned.day, planned.prospect, planned.complaint) == (date(2026, 11, 30), made.prospect, made.id)
    assert records(store) == without
    changes.undo(store)
    assert records(store) == with_it


def test_a_check_in_that_was_done_stays_when_the_complaint_comes_up_again(store: Store) -> None:
    made = receive(store, "Cracked")
    complaints.resolve(store, made.id, "")
    with store.read() as reading:
        asked = check_in.last(reading, made.id)
    assert asked is not None
    followups.finish(store, asked.id, outcome="It cracked again")
    complaints.reopen(store, made.id)
    complaints.resolve(store, made.id, "")

    with store.read() as reading:
        of_it = reading.find(select(FollowUp).where(FollowUp.complaint == made.id))
        next_one = check_in.last(reading, made.id)
    assert [one.outcome for one in of_it if one.deleted_at is None] == ["It cracked again", ""]
    assert next_one is not None
    assert next_one.done_at is None


def test_complaints_of_a_deleted_prospect_wait_for_nobody_until_it_is_brought_back(store: Store) -> None:
    made = receive(store, "Cracked", promised_at=store.clock.now() - timedelta(hours=1))
    assert made.prospect is not None
    with store.read() as reading:
        who = reading.need(Prospect, made.prospect)
    before = waiting(store)

    prospects.delete(store, who, who.name)
    gone = waiting(store)
    prospects.bring_back(store, who, who.name)

    assert (before, gone, waiting(store)) == ((1, 1, 1), (0, 0, 0), (1, 1, 1))


def test_complaints_of_a_deleted_company_wait_for_nobody_until_it_is_brought_back(store: Store) -> None:
    company = a_company(store, "Bok & Kaffe")
    with store.change("brought in") as unit:
        by = store.clock.now() - timedelta(hours=1)
        unit.add(Complaint(what="Late", company=company, promised_at=by, received_at=by))
    named = [one.name for one in listed(store)]

    companies.delete(store, company)
    gone = waiting(store)
    changes.undo(store)

    assert (named, gone, waiting(store)) == (["Bok & Kaffe"], (0, 0, 0), (1, 1, 1))


def test_a_prospect_still_complains_where_only_the_company_is_gone(store: Store) -> None:
    made = receive(store, "Cracked")
    company = a_company(store, "Bok & Kaffe")
    complaints.change(store, made.id, "company", None, company)

    companies.delete(store, company)

    assert [(one.name, one.company) for one in listed(store)] == [("Åsa Nyström", "")]


def a_company(store: Store, name: str) -> UUID:
    with store.change("brought in") as unit:
        return unit.add(Company(name=name)).id


def waiting(store: Store) -> tuple[int, int, int]:
    """How many are listed, counted for Today, and past their promise."""
    with store.read() as reading:
        day = counts(reading, store.clock)
        assert len(complaints.open_ones(reading)) == day.complaints
    return len(listed(store)), day.complaints, day.complaints_late
