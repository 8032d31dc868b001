"""How a fair goes: who was met, against target, days and cost; and how it is prepared and changed."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, fairs, meeting, prospects
from salesdesk.services.fairs import Board
from salesdesk.services.meeting import Meeting
from salesdesk.store.database import Store
from tests.factories import StandingClock


def fair_of(
    store: Store, name: str = "Hjem & Hage", start: str = "2026-11-21", end: str = "2026-11-23"
) -> Fair:
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    return fairs.make(store, name, starts_on=first, ends_on=last, cost=Money(98_000, "NOK"), target_leads=40)


def meet(store: Store, fair: Fair, name: str, frame: str = "") -> None:
    meeting.save(store, Meeting(draft=ProspectDraft(name=name, time_frame=frame), fair=fair.id), region="NO")


def board(store: Store, fair: Fair) -> Board:
    with store.read() as reading:
        return fairs.board(reading, fair, store.clock)


def test_the_board_counts_and_says_what_a_lead_cost(store: Store) -> None:
    earlier = fair_of(store, "Nordiskt Hem", "2026-07-01", "2026-07-03")
    meet(store, earlier, "Sören", "none")
    fair = fair_of(store)
    for name, frame in (("Åse", "now"), ("Jan Żółć", "two-months"), ("Phạm Đức", "now"), ("Ola", "")):
        meet(store, fair, name, frame)

    now = board(store, fair)

    assert (now.met, now.day, now.days) == (4, 2, 3)
    assert (now.interests["hot"], now.interests["warm"]) == (2, 1)
    assert now.lead_cost == Money(24_500, "NOK")
    assert now.last is not None
    assert (now.last[0].name, now.last[1]) == ("Nordiskt Hem", Money(98_000, "NOK"))
    assert [one.name for one in now.latest] == ["Ola", "Phạm Đức", "Jan Żółć", "Åse"]
    changes.undo(store)
    assert board(store, fair).met == 3


def test_a_fair_where_nobody_was_met_has_no_cost_a_lead(store: Store) -> None:
    now = board(store, fair_of(store))
    assert (now.met, now.lead_cost, now.last, now.latest) == (0, None, None, [])


@pytest.mark.parametrize(
    ("hour", "day", "pace"),
    [(7, 22, 1 / 3), (12, 22, 1.5 / 3), (20, 22, 2 / 3), (12, 20, 0.0), (12, 24, 1.0)],
)
def test_the_pace_is_that_of_the_hours_a_fair_is_open(
    store: Store, clock: StandingClock, hour: int, day: int, pace: float
) -> None:
    fair = fair_of(store)
    clock.at = datetime(2026, 11, day, hour, tzinfo=UTC)  # Oslo is an hour ahead
    assert board(store, fair).pace == pytest.approx(pace)


def test_a_fair_is_changed_field_by_field_and_stays_whole(store: Store) -> None:
    fair = fair_of(store)
    changed = fairs.change(store, fair, {"place": ("", "Łódź"), "target_leads": (40, 60)})
    assert (changed.place, changed.target_leads) == ("Łódź", 60)
    with pytest.raises(UserError, match="ends before it starts"):
        fairs.change(store, changed, {"ends_on": (fair.ends_on, date(2026, 1, 1))})
    with pytest.raises(UserError, match="needs a name"):
        fairs.change(store, changed, {"name": (fair.name, " ")})
    changes.undo(store)
    with store.read() as reading:
        assert reading.need(Fair, fair.id).place == ""


def test_questions_are_added_put_in_order_and_taken_away_in_one_change(store: Store) -> None:
    fair = fair_of(store)
    fairs.ask(store, fair, [(None, "Hva koster det?"), (None, " "), (None, "Która godzina?")])
    with store.read() as reading:
        first, second = fairs.questions(reading, fair.id)
    fairs.ask(store, fair, [(second.id, second.text), (None, "Ai quyết định?")])
    with store.read() as reading:
        assert [one.text for one in fairs.questions(reading, fair.id)] == ["Która godzina?", "Ai quyết định?"]
    changes.undo(store)
    with store.read() as reading:
        assert [one.id for one in fairs.questions(reading, fair.id)] == [first.id, second.id]


def test_a_question_that_another_program_added_meanwhile_stays(store: Store) -> None:
    fair = fair_of(store)
    fairs.ask(store, fair, [(None, "Hva koster det?")])
    with store.read() as reading:
        seen = {one.id: one.text for one in fairs.questions(reading, fair.id)}
    fairs.ask(store, fair, [*seen.items(), (None, "Która godzina?")])  # elsewhere
    fairs.ask(store, fair, [(None, "Ai quyết định?")], seen=seen)
    with store.read() as reading:
        texts = {one.text for one in fairs.questions(reading, fair.id)}
    assert texts == {"Która godzina?", "Ai quyết định?"}


def test_what_was_asked_about_at_the_fair_is_offered_first(store: Store) -> None:
    fair = fair_of(store)
    for name, products, at in (
        ("A", ("Linen",), None),
        ("B", ("Linen", "Oak"), None),
        ("C", ("Oak",), fair.id),
    ):
        meeting.save(
            store, Meeting(draft=ProspectDraft(name=name, asked_about=products), fair=at), region="NO"
        )
    with store.read() as reading:
        assert fairs.offered(reading, fair.id) == ["Oak", "Linen"]
        assert fairs.offered(reading, None) == ["Linen", "Oak"]


def test_fairs_are_listed_from_the_latest_on_with_how_many_were_met(store: Store) -> None:
    old, new = fair_of(store, "Old", "2025-01-01", "2025-01-02"), fair_of(store)
    someday = fairs.make(store, "Someday")
    meet(store, old, "Åse")
    with store.read() as reading:
        assert [one.name for one in fairs.all_fairs(reading)] == ["Someday", "Hjem & Hage", "Old"]
        assert fairs.met_by_fair(reading) == {old.id: 1}
        assert fairs.running(reading, date(2026, 11, 23)) is not None
        assert fairs.running(reading, date(2026, 11, 20)) is None
    prospects.delete(store, new, new.name)
    with store.read() as reading:
        assert [one.id for one in fairs.all_fairs(reading)] == [someday.id, old.id]
