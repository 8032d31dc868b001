"""Undo, redo and history: every change can be taken back, in any order that makes sense, for ever."""

from __future__ import annotations

from uuid import uuid4

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, prospects
from salesdesk.services.lookup import by_id
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records


def retitle(store: Store, who: object, title: str) -> None:
    with store.read() as reading:
        record = reading.need(Prospect, who)  # type: ignore[arg-type]  # an id as captured
    prospects.edit(store, record, {"title": (record.title, title)})


def test_all_the_way_back_and_forth_again(store: Store) -> None:
    states = [records(store)]
    who = capture(store).prospect
    states.append(records(store))
    for title in ("Buyer", "Owner"):
        retitle(store, who, title)
        states.append(records(store))
    for state in reversed(states[:-1]):
        changes.undo(store)
        assert records(store) == state
    with pytest.raises(UserError, match="nothing to undo"):
        changes.undo(store)
    for state in states[1:]:
        changes.redo(store)
        assert records(store) == state
    with pytest.raises(UserError, match="nothing to redo"):
        changes.redo(store)


def test_it_goes_on_after_the_program_ends(store: Store) -> None:
    capture(store)
    with open_store(store.path) as again:
        assert changes.undo(again).label == "Captured Ingrid Solheim"
    with open_store(store.path) as once_more:
        assert changes.redo(once_more).records > 0


def test_a_new_change_ends_redo(store: Store) -> None:
    who = capture(store).prospect
    retitle(store, who, "Buyer")
    changes.undo(store)
    capture(store, "Ola")
    with pytest.raises(UserError, match="nothing to redo"):
        changes.redo(store)


def test_what_was_changed_since_stays_and_is_named(store: Store) -> None:
    who = capture(store, note="first").prospect
    with store.read() as reading:
        record = reading.need(Prospect, who)
    prospects.edit(store, record, {"note": ("first", "second"), "title": ("", "Buyer")})
    with store.read() as reading:
        batch = by_id(reading, str(who)).history[-1].batch
    with store.read() as reading:
        record = reading.need(Prospect, who)
    prospects.edit(store, record, {"note": ("second", "third")})
    outcome = changes.undo(store, batch)
    assert [sorted(one.patch) for one in outcome.skipped] == [["note"]]
    with store.read() as reading:
        record = reading.need(Prospect, who)
    assert (record.note, record.title) == ("third", "")


def test_force_takes_that_too(store: Store) -> None:
    who = capture(store).prospect
    with store.read() as reading:
        batch = by_id(reading, str(who)).history[0].batch
    retitle(store, who, "Buyer")
    assert changes.undo(store, batch, force=True).skipped == []
    assert not records(store)["prospects"]


def test_a_batch_that_is_none_or_is_undone_is_refused(store: Store) -> None:
    who = capture(store).prospect
    with store.read() as reading:
        batch = by_id(reading, str(who)).history[0].batch
    changes.undo(store, batch)
    with pytest.raises(UserError, match="undone already"):
        changes.undo(store, batch)
    with pytest.raises(UserError, match="no such change"):
        changes.undo(store, uuid4())
    with store.read() as reading:
        undo = by_id(reading, str(who)).history[-1].batch
    with pytest.raises(UserError, match="no such change"):
        changes.undo(store, undo)


def test_the_history_tells_who_did_what_and_keeps_what_was_taken_off(
    store: Store, clock: StandingClock
) -> None:
    who = capture(store, phones=("+47 912 34 567",)).prospect
    clock.wait(minutes=5)
    with store.change("Took a number off") as unit:
        from sqlalchemy import select

        from salesdesk.domain.prospects import Phone

        unit.delete(unit.find(select(Phone))[0])
    with store.read() as reading:
        first, last = by_id(reading, str(who)).history
    assert first.fields["name"] == (None, "Ingrid Solheim")
    assert first.fields["phones.value"] == (None, "+47 912 34 567")
    assert (first.label, first.cause) == ("Captured Ingrid Solheim", "change")
    assert "phones.deleted_at" in last.fields
    assert last.at == clock.now()
