"""What a file tells has the consequences that the same has when it is entered by hand, and they go with the import."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.followups import FollowUp
from salesdesk.domain.nurturing import NurturePlan, Nurturing
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.services import (
    changes,
    competitors,
    deals,
    import_tables,
    nurture_plans,
    nurturing,
    prospects,
    quiet,
)
from salesdesk.services.drafting import Scene
from salesdesk.store.database import Store
from tests.factories import StandingClock, bring_in, capture, records


def table(folder: Path, *rows: str, header: str, name: str = "a.csv") -> Path:
    path = folder / name
    path.write_text("\n".join((header, *rows)) + "\n", encoding="utf-8")
    return path


@dataclass(frozen=True)
class Nurtured:
    """Someone on a plan whose day has long passed."""

    store: Store
    who: UUID

    @property
    def plan(self) -> tuple[list[str], int]:
        """Why the plan ended, and how many of its steps are still to be done."""
        mine = select(Nurturing).where(Nurturing.prospect == self.who)
        steps = FollowUp.prospect == self.who, FollowUp.origin == "nurture", FollowUp.deleted_at.is_(None)
        with self.store.read() as reading:
            return [one.ended_by for one in reading.find(mine)], len(
                reading.find(select(FollowUp).where(*steps))
            )

    @property
    def prospect(self) -> Prospect:
        """As it is now."""
        with self.store.read() as reading:
            return reading.need(Prospect, self.who)


@pytest.fixture
def nurtured(store: Store, clock: StandingClock) -> Nurtured:
    who = capture(store, "Ola Żak", emails=("ola@gard.example",)).prospect
    plan = nurture_plans.make(store, "Våren", [nurture_plans.StepDraft()])
    nurturing.start(store, who, plan.id)
    clock.wait(days=4)
    return Nurtured(store, who)


def as_table(store: Store, subject: str, file: Path) -> None:
    """Brings in a table of a subject, as the window does."""
    now = store.clock.now().astimezone(store.clock.zone())
    scene = Scene(now=now, region="NO", store=store.path, met=False, currency="NOK")
    work = import_tables.Work(store, scene, subject)
    assert not work.look([file], lambda *_told: None).refused
    work.write(lambda *_told: None)


ACTIVITIES = "kind,at,prospect,email,note"
DEALS = "title,prospect,email,outcome,closed,amount,currency"
OLA = "Ola Żak,ola@gard.example"


@pytest.mark.parametrize(
    ("subject", "lines", "by"),
    [
        ("activities", [ACTIVITIES, *(f"email-in,2026-11-2{day} 10:00,{OLA},Ja" for day in (4, 5))], "reply"),
        (
            "activities",
            [ACTIVITIES, f"email-in,2026-11-20 10:00,{OLA},Nei", f"call-out,2026-11-25,{OLA},"],
            "",
        ),
        ("deals", [DEALS, *(f"{title},{OLA},won,2026-11-24,10,NOK" for title in ("Brett", "Fat"))], "stage"),
        ("", ["name,email,stage", f"{OLA},sales-qualified"], "stage"),
        ("", ["name,email,stage", f"{OLA},parked"], "stage"),
        ("", ["name,email,title", f"{OLA},Innkjøper"], ""),
    ],
)
def test_what_a_file_tells_ends_a_plan_as_if_it_were_noted_by_hand_and_goes_with_the_import(
    nurtured: Nurtured, tmp_path: Path, *, subject: str, lines: list[str], by: str
) -> None:
    store, before = nurtured.store, records(nurtured.store)
    header, *rows = lines
    file = table(tmp_path, *rows, header=header)

    if subject:
        as_table(store, subject, file)
    else:
        bring_in(store, file)

    assert nurtured.plan == ([by], 0 if by else 1)
    assert changes.undo(store).skipped == []
    assert records(store) == before


def test_a_sale_of_a_customer_ends_its_plan_and_brings_it_back_where_it_had_left(
    store: Store, nurtured: Nurtured, tmp_path: Path
) -> None:
    prospects.edit(store, nurtured.prospect, {"stage": ("suspect", "customer")})
    with store.read() as reading:
        plan = reading.find(select(NurturePlan))[0]
    nurturing.start(store, nurtured.who, plan.id)
    quiet.leave(store, nurtured.who, "Ola", "price", on=date(2026, 11, 23))
    as_table(
        store,
        "deals",
        table(tmp_path, f"Gammelt,{OLA},won,2025-03-01,1000,NOK", header=DEALS, name="old.csv"),
    )
    assert nurtured.plan == (["stage", ""], 1)
    assert nurtured.prospect.left_on == date(2026, 11, 23)
    before = records(store)

    as_table(store, "deals", table(tmp_path, f"Nytt,{OLA},won,2026-11-26,1000,NOK", header=DEALS))

    assert nurtured.plan == (["stage", "stage"], 0)
    assert (nurtured.prospect.left_on, nurtured.prospect.left_cause) == (None, None)
    changes.undo(store)
    assert records(store) == before


def test_an_open_deal_that_a_file_closes_ends_the_plan_too(
    store: Store, nurtured: Nurtured, tmp_path: Path
) -> None:
    draft = deals.DealDraft(title="Brett", prospect=nurtured.who, currency="NOK", number="A-1")
    deals.open_deal(store, draft)
    prospects.edit(store, nurtured.prospect, {"customer_since": (None, date(2020, 1, 1))})

    as_table(
        store, "deals", table(tmp_path, "A-1,won,2026-11-26,NOK", header="number,outcome,closed,currency")
    )

    assert nurtured.plan == (["stage"], 0)


def test_who_is_parked_by_a_file_gets_a_day_to_come_back_to_and_the_move_is_noted(
    store: Store, tmp_path: Path
) -> None:
    known = capture(store, "Ola Żak", emails=("ola@gard.example",)).prospect
    competitors.note_contract(store, known, "Trévarer AS", ends_on=date(2028, 6, 1))
    rows = f"{OLA},parked", "Åsa Ny,asa@gard.example,parked", "Kari,kari@gard.example,suspect"

    bring_in(store, table(tmp_path, *rows, header="name,email,stage"))

    with store.read() as reading:
        found = {one.name: one.revisit_on for one in reading.find(select(Prospect))}
        moves = reading.find(select(StageChange).where(StageChange.prospect == known))
    assert found == {"Ola Żak": date(2028, 4, 3), "Åsa Ny": date(2027, 2, 22), "Kari": None}
    assert [(one.old, one.new) for one in moves] == [("suspect", "parked")]


def test_a_sale_in_a_file_makes_who_was_parked_a_customer_and_an_older_one_leaves_them_parked(
    store: Store, tmp_path: Path
) -> None:
    for name, email in (("Ola Żak", "ola@gard.example"), ("Åsa Ny", "asa@gard.example")):
        who = capture(store, name, emails=(email,)).prospect
        with store.change("Parked") as unit:
            prospects.move(unit, unit.need(Prospect, who), "parked")
    before = records(store)
    sales = f"Fat,{OLA},won,2026-11-22,10,NOK", "Brett,Åsa Ny,asa@gard.example,won,2026-10-01,10,NOK"

    as_table(store, "deals", table(tmp_path, *sales, header=DEALS))

    with store.read() as reading:
        found = {one.name: (one.stage, one.revisit_on is None) for one in reading.find(select(Prospect))}
    assert found == {"Ola Żak": ("customer", True), "Åsa Ny": ("parked", False)}
    changes.undo(store)
    assert records(store) == before
