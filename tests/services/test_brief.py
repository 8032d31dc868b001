"""The brief before a visit says on one page what one should know, what hurts first."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from salesdesk.domain.competitors import Competitor, CompetitorContract
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import activities, brief, complaints, deals, followups, ratings
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.deals import DealDraft
from salesdesk.services.prospects import delete
from salesdesk.services.ratings import About
from salesdesk.store.database import Store
from tests.factories import capture


def test_it_gathers_what_is_open_what_was_bought_and_what_happened(store: Store) -> None:
    who = capture(
        store,
        "Zofia Żak",
        company="Drewno Plus",
        phones=("91234567",),
        asked_about=("Oak trays",),
        time_frame="hot",
    ).prospect
    now = store.clock.now()
    complaints.receive(
        store,
        ComplaintDraft(what="Cracked glaze", promise="New bowls", promised_at=now + timedelta(days=2)),
        who,
    )
    followups.plan(store, FollowUpDraft(what="Show the new tray", kind="visit", day=date(2026, 11, 20)), who)
    deals.open_deal(store, DealDraft(title="Trays for the café", prospect=who, currency="NOK"))
    ratings.rate(store, About(prospect=who), "satisfaction", 5, comment="Så fint")
    activities.note(store, who, kind="call-in", text="Asked for prices ł đ")
    with store.change("Rival") as unit:
        rival = unit.add(Competitor(name="Nordisk Tre", answers="Ours lasts longer"))
        unit.add(
            CompetitorContract(prospect=who, competitor=rival.id, product="Bowls", ends_on=date(2027, 1, 31))
        )
    with store.read() as reading:
        found = brief.collect(reading, store.clock, who)
    text = brief.as_text(found)
    assert found.parts[0].urgent
    for said in (
        "Cracked glaze. Promised by Tue 24 Nov 2026: New bowls",
        "2 days late: Show the new tray",
        "Trays for the café",
        "Oak trays",
        "Nordisk Tre · Bowls · until Sun 31 Jan 2027",
        "What to say of Nordisk Tre: Ours lasts longer",
        "Satisfaction: 5 of 5",
        "Call in: Asked for prices ł đ",
        "Drewno Plus",
    ):
        assert said in text, text


def test_who_is_hardly_known_has_a_brief_and_who_was_deleted_has_none(store: Store) -> None:
    who = capture(store, "Jan").prospect
    with store.read() as reading:
        found = brief.collect(reading, store.clock, who)
        assert found.name == "Jan"
        prospect = reading.need(Prospect, who)
    delete(store, prospect, "Jan")
    with store.read() as reading, pytest.raises(UserError):
        brief.collect(reading, store.clock, who)
