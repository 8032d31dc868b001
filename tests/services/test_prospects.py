"""What a capture keeps, and how a prospect is edited, moved, deleted and brought back."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.errors import UserError
from salesdesk.services import changes, fairs, prospects
from salesdesk.services.cards import Card, card
from salesdesk.store.database import Store
from tests.factories import capture, open_store, records


def seen(store: Store, name: str = "Ingrid Solheim", **said: object) -> Card:
    """The card of someone just captured."""
    made = capture(store, name, **said)
    with store.read() as reading:
        found = card(reading, made.prospect)
        assert found is not None
        return found


@pytest.mark.parametrize(
    ("time_frame", "day"),
    [("now", 23), ("two-months", 24), ("none", 30), ("", 30), ("asap", 23), ("2 months", 24)],
)
def test_a_follow_up_is_set_by_how_soon_they_want_to_buy(store: Store, time_frame: str, day: int) -> None:
    mine = seen(store, time_frame=time_frame)
    (todo,) = mine.followups
    assert (todo.day, todo.what, todo.zone) == (date(2026, 11, day), "Call Ingrid Solheim", "Europe/Oslo")


def test_what_was_agreed_stands_above_what_is_usual(store: Store) -> None:
    agreed = FollowUpDraft(what="Send trays", kind="sample", day=date(2026, 12, 24))
    (todo,) = seen(store, time_frame="now", follow_up=agreed).followups
    assert (todo.what, todo.kind, todo.day) == ("Send trays", "sample", date(2026, 12, 24))


def test_a_day_that_is_not_said_is_the_usual_one_and_the_words_stay(store: Store) -> None:
    mine = seen(store, follow_up=FollowUpDraft(what="Send {name} trays", kind="sample"))
    assert [(one.what, one.day) for one in mine.followups] == [("Send {name} trays", date(2026, 11, 30))]
    assert mine.prospect.note == ""


def test_at_a_fair_that_runs_today_the_fair_is_stamped(store: Store) -> None:
    fairs.make(store, "Hjem & Hage", starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 22))
    mine = seen(store)
    assert mine.fair is not None
    assert mine.source is not None
    assert (mine.fair.name, mine.source.kind, mine.source.which) == ("Hjem & Hage", "fair", "Hjem & Hage")
    assert mine.activities[0].kind == "meeting"
    assert mine.prospect.met_at == store.clock.now()


def test_a_fair_of_another_day_is_not_stamped(store: Store) -> None:
    fairs.make(store, "Last year", starts_on=date(2025, 11, 20))
    fairs.make(store, "Tomorrow", starts_on=date(2026, 11, 23))
    assert seen(store).fair is None


def test_a_company_alone_or_a_number_alone_is_enough_and_nothing_is_not(store: Store) -> None:
    assert seen(store, "", company="Łódź Meble").name == "Łódź Meble"
    assert seen(store, "", phones=("+47 912 34 567",)).name == "+47 912 34 567"
    before = records(store)
    with pytest.raises(UserError, match="names nobody"):
        capture(store, "", note="tall, with a hat")
    assert records(store) == before


def test_two_from_one_company_share_it_however_it_is_spelled(store: Store) -> None:
    first, second = seen(store, company="Fjord Interiør"), seen(store, "Ola", company="FJORD  INTERIOR")
    assert first.prospect.company == second.prospect.company is not None


def test_a_phone_that_is_none_is_kept_as_typed(store: Store) -> None:
    phones = seen(store, phones=("ask Kari", "912 34 567")).phones
    assert [(one.value, one.e164) for one in phones] == [("ask Kari", ""), ("912 34 567", "+4791234567")]


def test_a_capture_is_one_change_that_undo_takes_back_whole(store: Store) -> None:
    before = records(store)
    capture(store, company="Fjord", tags=("oak",), consent="email", asked_about=("Trays",))
    after = records(store)
    changes.undo(store)
    assert records(store) == before
    changes.redo(store)
    assert records(store) == after


def test_an_edit_writes_what_differs_and_refuses_what_was_changed_meanwhile(store: Store) -> None:
    mine = seen(store).prospect
    prospects.edit(store, mine, {"title": ("", "Buyer"), "note": ("", "")})
    with pytest.raises(UserError, match=r"^Title was changed meanwhile"):
        prospects.edit(store, mine, {"note": ("", "x"), "title": ("", "Owner")})
    with store.read() as reading:
        fresh = reading.need(Prospect, mine.id)
    assert (fresh.title, fresh.note) == ("Buyer", "")


def test_an_edit_that_changes_nothing_leaves_no_trace(store: Store) -> None:
    mine = seen(store).prospect
    prospects.edit(store, mine, {"title": ("", "")})
    assert changes.undo(store).label == "Captured Ingrid Solheim"


def test_moves_along_the_ladder_are_noted_with_their_time(store: Store) -> None:
    mine = seen(store).prospect
    prospects.edit(store, mine, {"stage": ("suspect", "customer")})
    with store.read() as reading:
        (moved,) = reading.find(select(StageChange))
    assert (moved.old, moved.new, moved.at) == ("suspect", "customer", store.clock.now())


def test_a_deleted_prospect_comes_back_by_hand_too(store: Store) -> None:
    mine = seen(store).prospect
    before = records(store)
    prospects.delete(store, mine, "Ingrid")
    assert mine.id.hex.upper() not in records(store)["prospects"]
    prospects.bring_back(store, mine, "Ingrid")
    assert records(store) == before


def test_what_was_captured_is_there_after_the_program_ends(store: Store) -> None:
    made = capture(store, "Đặng Thị Mỹ")
    with open_store(store.path) as again, again.read() as reading:
        assert reading.need(Prospect, made.prospect).name == "Đặng Thị Mỹ"
