"""Competitors: taken in, priced with the day seen, made one of two, and what prospects have from them until when."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import UUID

import pytest

from salesdesk.clock import today
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import changes, competitor_list, competitors, deals, preferences, search
from salesdesk.services.competitor_list import Contract, Line
from salesdesk.services.deals import DealDraft, Lost
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records


def lines(store: Store) -> dict[str, Line]:
    with store.read() as reading:
        return {one.name: one for one in competitor_list.read(reading)}


def contracts(store: Store, **of: UUID) -> list[Contract]:
    with store.read() as reading:
        return competitor_list.contracts(reading, **of)


def prices(store: Store, competitor: UUID) -> list[tuple[str, int | None, date | None]]:
    with store.read() as reading:
        return [(one.product, one.minor, one.seen_on) for one in competitors.prices(reading, competitor)]


def test_what_is_known_of_one_is_found_without_reading_what_is_of_others(store: Store) -> None:
    one = competitors.make(store, "Träbolaget").id
    asked: list[str] = []
    with store.read() as reading:
        raw: Any = reading.connection.connection.driver_connection
        raw.set_trace_callback(asked.append)
        assert competitor_list.sheet(reading, one) is not None
        competitor_list.contracts(reading, prospect=one)
        raw.set_trace_callback(None)
        asked = [sql for sql in asked if "FROM deals" in sql or "competitor_contracts" in sql]
        plans = [step[3] for sql in asked for step in raw.execute(f"EXPLAIN QUERY PLAN {sql}")]
    assert len(asked) == 3
    assert not [step for step in plans if step.startswith("SCAN")]


def deal(store: Store, who: UUID) -> UUID:
    return deals.open_deal(store, DealDraft(title="Brett", currency="NOK", prospect=who)).id


def test_a_competitor_needs_a_name_of_its_own_and_is_found_however_it_is_spelled(store: Store) -> None:
    made = competitors.make(store, " Träbolaget ", answers="Vår er heltre")
    with pytest.raises(UserError, match="name"):
        competitors.make(store, " ")
    with pytest.raises(UserError, match="Träbolaget"):
        competitors.make(store, "TRABOLAGET")
    with store.read() as reading:
        assert (competitors.found(reading, "trabolaget") or made).id == made.id
        assert made.name == "Träbolaget"
    other = competitors.make(store, "Żółw & syn")
    with pytest.raises(UserError, match="already"):
        competitors.edit(store, other.id, {"name": ("Żółw & syn", "träbolaget")})
    with pytest.raises(UserError, match="meanwhile"):
        competitors.edit(store, other.id, {"web": ("zolw.pl", "x")})


def test_prices_are_kept_with_the_day_on_which_they_were_seen_the_latest_first(store: Store) -> None:
    rival = competitors.make(store, "Đức Imports").id
    for product, price, day in (
        ("Khay gỗ", 690_00, date(2026, 3, 1)),
        ("Khay gỗ", 740_00, date(2026, 11, 1)),
        ("khay gỗ", 720_00, date(2026, 11, 1)),  # the same day: mended
    ):
        competitors.see_price(store, rival, product, Money(price, "NOK"), day)
    assert prices(store, rival) == [
        ("Khay gỗ", 720_00, date(2026, 11, 1)),
        ("Khay gỗ", 690_00, date(2026, 3, 1)),
    ]
    with pytest.raises(UserError, match="still to come"):
        competitors.see_price(store, rival, "Khay", Money(1, "NOK"), date(2026, 11, 23))


def test_it_is_counted_how_many_deals_were_lost_to_them_and_won_against_them(store: Store) -> None:
    who = capture(store).prospect
    for _number in range(2):
        deals.lose(store, deal(store, who), Lost(cause="competition", competitor="Đức Imports"))
    won = deal(store, who)
    deals.lose(store, won, Lost(competitor="đức imports"))
    deals.move(store, won, "quote")
    deals.win(store, won)
    found = lines(store)["Đức Imports"]
    assert (found.lost, found.won) == (2, 1)


def test_what_a_prospect_has_is_noted_with_a_follow_up_six_weeks_before_it_ends_on_a_worked_day(
    store: Store,
) -> None:
    who = capture(store, "Åse Łoś").prospect
    day, ends = today(store.clock), date(2027, 3, 27)
    with store.read() as reading:
        proposed = competitors.follow_before(reading, ends, day)
    assert proposed == date(2027, 2, 15)  # six weeks before is Saturday 13 February
    competitors.note_contract(store, who, "Träbolaget", product="Brett", ends_on=ends, follow_up=proposed)
    (made,) = contracts(store, prospect=who)
    assert (made.rival, made.product, made.ends_on, made.who) == ("Träbolaget", "Brett", ends, "Åse Łoś")
    todo = [one for one in records(store)["followups"].values() if one["origin"] == "contract"]
    assert [(one["day"], one["what"]) for one in todo] == [
        ("2027-02-15", "Make an offer before the contract with Träbolaget on Brett ends")
    ]
    preferences.add_day_off(store, date(2027, 2, 15), "Fri")
    with store.read() as reading:
        assert competitors.follow_before(reading, ends, day) == date(2027, 2, 16)
        assert competitors.follow_before(reading, date(2026, 12, 1), day) == date(2026, 11, 23)  # soon
        assert competitors.follow_before(reading, date(2026, 11, 22), day) is None


def test_contracts_are_listed_by_when_they_end_and_those_of_deleted_prospects_not_at_all(
    store: Store, clock: StandingClock
) -> None:
    for name, ends in (("Åse", date(2027, 5, 1)), ("Zofia", None), ("Đức", date(2026, 12, 24))):
        clock.wait(minutes=1)
        competitors.note_contract(store, capture(store, name).prospect, "Träbolaget", ends_on=ends)
    assert [one.who for one in contracts(store)] == ["Đức", "Åse", "Zofia"]
    with store.read() as reading:
        assert [one.who for one in competitor_list.ending(reading, date(2027, 1, 1))] == ["Åse"]
    with store.change("") as unit:
        from salesdesk.domain.prospects import Prospect

        unit.delete(unit.need(Prospect, contracts(store)[0].prospect))
    assert [one.who for one in contracts(store)] == ["Åse", "Zofia"]
    assert lines(store)["Träbolaget"].contracts == 2


def test_of_two_spelled_differently_one_is_made_with_all_that_hung_on_either(store: Store) -> None:
    who = capture(store).prospect
    keep = competitors.make(store, "Nordic Timber", strengths="Lager").id
    other = competitors.make(store, "Nordic Timber Table AS", answers="Heltre", strengths="Pris").id
    competitors.see_price(store, other, "Brett", Money(690_00, "NOK"), date(2026, 11, 1))
    competitors.note_contract(store, who, "nordic timber table as")
    deals.lose(store, deal(store, who), Lost(competitor="Nordic Timber Table AS"))
    competitors.merge(store, keep, other)
    (found,) = lines(store).values()
    assert (found.name, found.lost, found.contracts) == ("Nordic Timber", 1, 1)
    assert len(prices(store, keep)) == 1
    with store.read() as reading:
        mine = reading.need(Competitor, keep)
    assert (mine.strengths, mine.answers) == ("Lager", "Heltre")
    with pytest.raises(UserError, match="one competitor"):
        competitors.merge(store, keep, keep)


def test_prospects_are_found_by_whom_they_buy_from_and_competitors_by_their_words(store: Store) -> None:
    buys, lost, neither = (capture(store, name).prospect for name in ("Åse", "Zofia", "Đức"))
    competitors.note_contract(store, buys, "Träbolaget i Umeå")
    deals.lose(store, deal(store, lost), Lost(competitor="Träbolaget i Umeå"))
    deals.lose(store, deal(store, neither), Lost(competitor="Kamień"))

    def found(text: str, subject: str = "prospects") -> set[str]:
        with store.read() as reading:
            asked = search.ask(reading, text, subject=subject, clock=store.clock)
            return {one.name for one in search.page(reading, asked)}

    assert found('competitor:"trabolaget i"') == {"Åse", "Zofia"}
    assert found("-competitor:kamien") == {"Åse", "Zofia"}
    assert found("umea", "competitors") == {"Träbolaget i Umeå"}
    assert found("", "competitors") == {"Träbolaget i Umeå", "Kamień"}


def test_every_act_on_a_competitor_is_undone_after_a_restart(store: Store) -> None:
    who = capture(store).prospect
    first = competitors.make(store, "Đức")
    before = records(store)
    second = competitors.make(store, "Żółw")
    competitors.edit(store, second.id, {"web": ("", "zolw.pl")})
    price = competitors.see_price(store, second.id, "Brett", Money(1, "NOK"), date(2026, 11, 1))
    competitors.change_part(store, price, {"minor": (1, 2)})
    made = competitors.note_contract(store, who, "Ny", ends_on=date(2027, 1, 1), follow_up=date(2026, 11, 24))
    competitors.plan_before(store, made.id, date(2026, 11, 25))
    competitors.rename_rival(store, made, "Żółw")
    competitors.merge(store, first.id, second.id)
    competitors.remove_part(store, made)
    path = store.path
    store.close()
    with open_store(path) as again:
        for _act in range(9):
            assert changes.undo(again)
        assert records(again) == before
