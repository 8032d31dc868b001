"""Prospects as the table asks for them: in any order, from an index where one waits for it, in few statements."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk.domain.companies import Company
from salesdesk.domain.drafts import AddressDraft, FollowUpDraft
from salesdesk.domain.prospects import Prospect
from salesdesk.services import bulk_editing, followups, listing, prospects, search
from salesdesk.services.listing import TooLongError
from salesdesk.store.database import Store
from salesdesk.store.search import Asked
from salesdesk.store.unit import Reading
from tests.factories import capture


@pytest.fixture
def known(store: Store) -> Store:
    """Five prospects, who differ in all that a list is sorted by."""
    said: list[dict[str, Any]] = [
        {"name": "Åsa Nyström", "company": "Østby Blomster", "time_frame": "now", "stage": "customer"},
        {"name": "Łukasz Żak", "company": "Żabka", "time_frame": "two-months"},
        {"name": "Nguyễn Thị Hạnh", "company": "Đức Imports", "time_frame": "none", "tags": ("oak", "ash")},
        {"name": "Ingrid Solheim", "phones": ["+47 91234567"], "emails": ["ingrid@fjord.example"]},
        {"name": "", "company": "Fjord Interiør"},
    ]
    for one in said:
        capture(store, one.pop("name"), fair=None, **one)
    return store


@contextmanager
def asked(store: Store, text: str = "") -> Iterator[tuple[Reading, Asked]]:
    with store.read() as reading:
        yield reading, search.ask(reading, text, subject="prospects", clock=store.clock)


def names(store: Store, text: str = "", **order: Any) -> list[str]:
    with asked(store, text) as (reading, query):
        rows = listing.rows(reading, query, **order)
        found = listing.fetch(reading, rows)
    return [found[row].shown_name for row in rows]


@contextmanager
def statements(reading: Reading) -> Iterator[list[str]]:
    """What is asked of SQLite meanwhile."""
    raw: Any = reading.connection.connection.driver_connection
    told: list[str] = []
    raw.set_trace_callback(told.append)
    try:
        yield told
    finally:
        raw.set_trace_callback(None)


def test_everyone_stands_by_name_where_nothing_is_asked(known: Store) -> None:
    assert names(known) == [
        "Åsa Nyström",
        "Fjord Interiør",
        "Ingrid Solheim",
        "Łukasz Żak",
        "Nguyễn Thị Hạnh",
    ]


def test_words_typed_keep_the_order_of_search_until_another_is_chosen(known: Store) -> None:
    assert names(known, "fjord") == ["Fjord Interiør", "Ingrid Solheim"]
    assert names(known, "fjord", sort="name", descending=True) == ["Ingrid Solheim", "Fjord Interiør"]


def test_a_company_that_was_deleted_is_not_named_in_the_list(store: Store) -> None:
    made = capture(store, "Zofia Wójcik", company="Drewno Łódź")
    with store.read() as reading:
        company = reading.first(select(Company))
        assert company is not None
    prospects.delete(store, company, company.name)

    with asked(store) as (reading, query):
        (line,) = listing.fetch(reading, listing.rows(reading, query)).values()

    assert (line.id, line.company) == (made.prospect, "")


def test_what_has_nothing_to_sort_by_stands_last_whichever_way_round(known: Store) -> None:
    up, down = names(known, sort="interest"), names(known, sort="interest", descending=True)

    assert up[:3] == ["Åsa Nyström", "Łukasz Żak", "Nguyễn Thị Hạnh"]
    assert down[:3] == up[2::-1]
    assert set(up[3:]) == set(down[3:]) == {"Ingrid Solheim", "Fjord Interiør"}


def test_a_list_by_company_follows_the_alphabet(known: Store) -> None:
    assert names(known, "has:company", sort="company") == [
        "Nguyễn Thị Hạnh",
        "Fjord Interiør",
        "Åsa Nyström",
        "Łukasz Żak",
    ]


@pytest.mark.parametrize("sort", ["", *listing.SORTS])
@pytest.mark.parametrize("text", ["", "hot", "fjord", "is:deleted", "-tag:oak"])
def test_every_order_holds_every_hit_once(known: Store, sort: str, text: str) -> None:
    usual = sorted(names(known, text))

    assert sorted(names(known, text, sort=sort)) == usual
    assert sorted(names(known, text, sort=sort, descending=True)) == usual


def test_deleted_ones_are_listed_by_name_though_no_index_has_them(known: Store) -> None:
    with known.read() as reading:
        gone = [listing.fetch(reading, [row])[row].id for row in (1, 2)]
    bulk_editing.write(known, bulk_editing.delete(known, gone))

    assert names(known, "is:deleted") == ["Åsa Nyström", "Łukasz Żak"]
    assert names(known, "is:deleted", sort="name", descending=True) == ["Łukasz Żak", "Åsa Nyström"]


def test_a_line_says_all_that_a_column_shows(store: Store) -> None:
    who = capture(
        store,
        "Nguyễn Thị Hạnh",
        title="Buyer",
        company="Đức Imports",
        phones=["+47 91234567", "+47 22334455"],
        emails=["hanh@duc.example"],
        addresses=(AddressDraft(street="Torget 4", postal_code="5014", city="Bergen"),),
        tags=("oak", "ash"),
        time_frame="now",
        trade="food",
        language="vi",
        source="fair",
        follow_up=FollowUpDraft(what="Call", day=date(2026, 11, 25)),
    ).prospect
    followups.plan(store, FollowUpDraft(what="Write", kind="email", day=date(2026, 11, 30)), who)

    with store.read() as reading:
        row = listing.row_of(reading, who)
        assert row is not None
        line = listing.fetch(reading, [row])[row]

    assert (line.name, line.title, line.company, line.interest) == (
        "Nguyễn Thị Hạnh",
        "Buyer",
        "Đức Imports",
        "hot",
    )
    assert (line.phone, line.email) == ("+47 91234567", "hanh@duc.example")
    assert (line.street, line.postal_code, line.city) == ("Torget 4", "5014", "Bergen")
    assert sorted(line.tags.split(", ")) == ["ash", "oak"]
    assert (line.trade, line.language, line.source, line.next_day) == (
        "food",
        "vi",
        "fair",
        date(2026, 11, 25),
    )
    assert line.touched_at == line.met_at == store.clock.now()


def test_the_lines_of_a_screen_cost_one_statement(known: Store) -> None:
    with asked(known) as (reading, query):
        rows = listing.rows(reading, query)
        with statements(reading) as told:
            found = listing.fetch(reading, rows)

    assert len(found) == 5
    assert len(told) == 1


@pytest.mark.parametrize("text", ["", "stage:customer"])
def test_the_first_names_come_from_an_index_and_not_from_sorting_all(known: Store, text: str) -> None:
    with asked(known, text) as (reading, query):
        with statements(reading) as told:
            listing.first(reading, query)
        raw: Any = reading.connection.connection.driver_connection
        plan = [step[3] for step in raw.execute(f"EXPLAIN QUERY PLAN {told[-1]}")]

    assert any("ix_prospects_search_sort_key" in step for step in plan)
    assert not any("ORDER BY" in step for step in plan)


def test_the_first_are_the_beginning_of_all(known: Store) -> None:
    for text in ("", "fjord", "hot", "has:company"):
        with asked(known, text) as (reading, query):
            found = listing.first(reading, query, 2, seconds=10)
            assert found is not None
            assert list(found) == list(listing.rows(reading, query))[:2]


def many(store: Store, count: int) -> None:
    """As many prospects as take more steps than one look at the clock."""
    with store.writing() as connection:
        raw: Any = connection.connection.driver_connection
        raw.executemany(
            "INSERT INTO prospects SELECT NULL, randomblob(16), 'Kari', '', '', '', NULL, stage, '', '', NULL, NULL,"
            " NULL, NULL, '', '', '', '', '', NULL, NULL, NULL, '', NULL, '', '', '', created_at, NULL, NULL, NULL"
            " FROM prospects WHERE row = ?",
            [(1,)] * count,
        )


def test_what_takes_too_long_is_left_for_later(known: Store) -> None:
    many(known, 3000)

    with asked(known, "is:deleted") as (reading, query):
        assert listing.first(reading, query, seconds=0) is None
        assert listing.first(reading, query, seconds=60) is not None


def test_what_nobody_waits_for_any_longer_is_broken_off(known: Store) -> None:
    many(known, 3000)

    with asked(known, "is:deleted") as (reading, query):
        with pytest.raises(TooLongError):
            listing.rows(reading, query, waited=lambda: False)
        assert len(listing.rows(reading, query)) == 0


def test_ids_come_in_the_order_of_the_rows_and_leave_out_who_is_gone(known: Store) -> None:
    with asked(known) as (reading, query):
        rows = list(listing.rows(reading, query))
        found = listing.fetch(reading, rows)

        assert listing.ids(reading, [*rows[::-1], 99]) == [found[row].id for row in rows[::-1]]


def test_areas_are_counted_once_a_prospect_and_their_round_is_by_postal_code_and_street(store: Store) -> None:
    def at(street: str, code: str, city: str) -> AddressDraft:
        return AddressDraft(street=street, postal_code=code, city=city)

    capture(store, "Ola", addresses=(at("Torget 4", "5014", "Bergen"), at("Torget 9", "5014", "Bergen")))
    capture(store, "Kari", addresses=(at("Øvregaten 1", "5003", "BERGEN"),))
    capture(store, "Åse", addresses=(at("Allégaten 2", "5014", "Bergen"),))
    capture(store, "Per", addresses=(at("Gata 1", "2080", "Eidsvoll"),))
    capture(store, "Nobody's neighbour")

    with asked(store) as (reading, query):
        areas = listing.areas(reading, query)
        rows = listing.in_area(reading, query, areas[0].key)
        lines = listing.fetch(reading, rows)
    with asked(store, "kari") as (reading, query):
        only = listing.areas(reading, query)

    assert [(one.codes, one.count) for one in areas] == [("5003–5014", 3), ("2080", 1)]
    assert [lines[row].name for row in rows] == ["Kari", "Åse", "Ola"]
    assert [(one.city, one.count) for one in only] == [("BERGEN", 1)]


def test_a_brief_line_is_without_phone_and_town_but_whoever_has_no_name_is_known_by_it(store: Store) -> None:
    capture(store, "Åsa Nyström", fair=None, phones=("+47 91234567",))
    capture(store, "", fair=None, emails=("post@łódź.example",))
    with asked(store) as (reading, query):
        rows = listing.rows(reading, query)
        brief, whole = listing.fetch(reading, rows, brief=True), listing.fetch(reading, rows)
    assert [brief[row].phone for row in rows if brief[row].name] == [""]
    assert [whole[row].phone for row in rows if whole[row].name] == ["+47 91234567"]
    assert {brief[row].shown_name for row in rows} == {"Åsa Nyström", "post@łódź.example"}


def test_a_deleted_company_does_not_name_who_has_no_name(store: Store) -> None:
    who = capture(store, "", company="Łódź Glas").prospect
    with store.read() as reading:
        mine = reading.need(Prospect, who)
        assert mine.company is not None
        company = reading.need(Company, mine.company)
    prospects.delete(store, company, company.name)

    bulk = bulk_editing.follow_up(store, [who], FollowUpDraft(what="", kind="call", day=date(2026, 12, 1)))

    assert "Łódź" not in str(bulk.groups[0][0].patch["what"])
