"""A follow-up said in a line: what, when, and with whom."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import capturing, planning, prospects
from salesdesk.services.planning import Meant
from salesdesk.store.database import Store
from tests.factories import capture

FRIDAY = date(2026, 11, 27)


@pytest.fixture
def people(store: Store) -> dict[str, UUID]:
    """Five people, two of them called Ingrid."""
    return {
        "solheim": capture(store, "Ingrid Solheim", company="Fjord Interiør").prospect,
        "aas": capture(store, "Ingrid Ås", company="Ås Gård").prospect,
        "zofia": capture(store, "Zofia Wójcik", company="Drewno Łódź").prospect,
        "bill": capture(store, "Bill Stone", company="Stone & Table").prospect,
        "cafe": capture(store, "", company="The Gallagher Café").prospect,
    }


def who(store: Store, text: str) -> list[UUID]:
    return [one.id for one in planning.meant(store, text).who]


def test_a_line_says_what_when_and_with_whom(store: Store, people: dict[str, UUID]) -> None:
    found = planning.meant(store, "call Zofia friday 14:00")

    assert (found.draft.kind, found.draft.day, found.draft.time) == ("call", FRIDAY, time(14))
    assert [one.shown for one in found.who] == ["Zofia Wójcik, Drewno Łódź"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("call zofia friday", ["zofia"]),  # alone beside the verb, however it is written
        ("ring zofia wojcik fredag", ["zofia"]),
        ("send vareprøve to ingrid ås friday", ["aas"]),
        ("tea with Wójcik friday", ["zofia"]),
        ("call Ingrid friday", ["solheim", "aas"]),
        ("visit Fjord Interiør friday", ["solheim"]),
        ("visit the gallagher café friday", ["cafe"]),
        ("send bill and price list friday", []),  # a bill, and not Bill
        ("reserve a table friday", []),
        ("send the catalogue friday", []),
        ("call Zof friday", []),  # the day is said: no more is to come of that word
        ("call Zof", ["zofia"]),  # still being typed
        ("call friday", []),
        ("", []),
    ],
)
def test_whom_a_line_names(store: Store, people: dict[str, UUID], text: str, wanted: list[str]) -> None:
    assert set(who(store, text)) == {people[name] for name in wanted}


def test_nobody_who_is_deleted_is_named(store: Store, people: dict[str, UUID]) -> None:
    with store.read() as reading:
        record = reading.need(Prospect, people["zofia"])
    prospects.delete(store, record, "Zofia Wójcik")

    assert who(store, "call Zofia friday") == []
    assert who(store, "visit Drewno Łódź friday") == []


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("call zofia friday", "Call Zofia Wójcik"),
        ("call Zofia about the oak trays friday", "Call Zofia about the oak trays"),
        ("friday tea with Zofia", "Tea with Zofia"),
    ],
)
def test_what_is_planned_names_the_one_it_is_with(
    store: Store, people: dict[str, UUID], text: str, what: str
) -> None:
    found = planning.meant(store, text)
    made = planning.plan(store, found, found.who[0])

    assert (made.what, made.day, made.prospect) == (what, FRIDAY, people["zofia"])


def test_a_line_that_says_only_the_verb_is_planned_by_that(store: Store) -> None:
    assert planning.plan(store, planning.meant(store, "call friday"), None).what == "Call"


def test_a_line_without_a_day_is_refused_with_an_example(store: Store) -> None:
    found = planning.meant(store, "call Zofia")

    assert isinstance(found, Meant)
    with pytest.raises(UserError, match="names no day") as refused:
        planning.plan(store, found, None)
    assert "friday" in refused.value.hint


def test_a_time_of_day_that_there_is_not_is_told_and_nothing_is_planned_for_another(store: Store) -> None:
    with pytest.raises(UserError, match="“25:99” is no time of day"):
        planning.plan(store, planning.meant(store, "call Zofia friday 25:99"), None)
    with pytest.raises(UserError, match="“9:75” is no time of day"):
        capturing.follow_up(store, "friday 9:75", "")
    assert capturing.follow_up(store, "call friday 14:00 about frames 20:30", "").time == time(14)
    pasted = "Kari Moe, 912 34 567, call friday 25:99"
    assert [*capturing.doubts(store, pasted, capturing.draft_of(pasted, store, region="NO"))] == [
        "“25:99” is no time of day; it is kept with what is to be done."
    ]
