"""Complaints are not forgotten: taken in, answered in time, solved, and asked about a week later."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from salesdesk.domain.complaints import Cause, Complaint
from salesdesk.domain.followups import FollowUp
from salesdesk.errors import UserError
from salesdesk.services import changes, complaints
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.store.database import Store
from tests.factories import capture, records


def receive(store: Store, what: str, **said: object) -> Complaint:
    draft = ComplaintDraft(what=what, **said)  # type: ignore[arg-type]  # fields by name
    return complaints.receive(store, draft, capture(store, "Åsa Nyström").prospect)


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
    assert (asked.day, asked.prospect, asked.origin) == (date(2026, 11, 29), made.prospect, "complaint")
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
