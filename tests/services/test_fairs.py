"""Fairs are prepared with their days, cost and target, and count whom they brought."""

from __future__ import annotations

from datetime import date

import pytest

from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import fairs
from salesdesk.store.database import Store
from tests.factories import capture


def test_a_fair_keeps_its_days_cost_and_target(store: Store) -> None:
    made = fairs.make(
        store,
        " Hjem & Hage ",
        starts_on=date(2026, 11, 20),
        place="Bærum",
        cost=Money(980_000, "NOK"),
        target_leads=40,
    )
    assert (made.name, made.starts_on, made.ends_on) == (
        "Hjem & Hage",
        date(2026, 11, 20),
        date(2026, 11, 20),
    )
    assert (made.cost_minor, made.cost_currency, made.target_leads) == (980_000, "NOK", 40)


def test_a_fair_needs_a_name_and_ends_after_it_starts(store: Store) -> None:
    with pytest.raises(UserError, match="needs a name"):
        fairs.make(store, "  ")
    with pytest.raises(UserError, match="ends before it starts"):
        fairs.make(store, "Hjem", starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 19))


def test_the_fair_that_runs_is_the_current_one_else_the_next(store: Store) -> None:
    fairs.make(store, "Next", starts_on=date(2026, 12, 1))
    fairs.make(store, "Now", starts_on=date(2026, 11, 20), ends_on=date(2026, 11, 25))
    fairs.make(store, "Past", starts_on=date(2026, 1, 1))
    fairs.make(store, "Someday")
    for day, name in ((date(2026, 11, 25), "Now"), (date(2026, 11, 26), "Next")):
        with store.read() as reading:
            found = fairs.current(reading, day)
        assert found is not None
        assert found.name == name
    with store.read() as reading:
        assert fairs.current(reading, date(2027, 1, 1)) is None


def test_those_met_are_counted_without_those_deleted(store: Store) -> None:
    fair = fairs.make(store, "Hjem", starts_on=date(2026, 11, 22))
    capture(store, "Kari")
    capture(store, "Ola")
    with store.change("x") as unit:
        from sqlalchemy import select

        from salesdesk.domain.prospects import Prospect

        unit.delete(unit.find(select(Prospect))[0])
    with store.read() as reading:
        assert fairs.met_at(reading, fair.id) == 1
