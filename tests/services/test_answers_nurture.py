"""A plan that keeps in touch ends where the team's answer brings a refusal back, and only there."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.followups import FollowUp
from salesdesk.domain.nurturing import Nurturing
from salesdesk.services import changes, nurture_plans, nurturing
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.store.database import Store
from tests.factories import StandingClock
from tests.services.answering import edited, given, look, set_fields, take, three


def on_a_plan(store: Store, *people: UUID) -> None:
    steps = [StepDraft(days=14, kind="email", tell="Fortell om glasuren"), StepDraft(days=30, kind="call")]
    plan = nurture_plans.make(store, "Ikke klar ennå", steps)
    for who in people:
        nurturing.start(store, who, plan.id)


def ended_by(store: Store, who: UUID) -> list[str]:
    with store.read() as reading:
        return [one.ended_by for one in reading.find(select(Nurturing).where(Nurturing.prospect == who))]


def planned(store: Store, who: UUID) -> list[str]:
    """What the plan has still to be done."""
    with store.read() as reading:
        query = select(FollowUp).where(
            FollowUp.prospect == who, FollowUp.origin == "nurture", FollowUp.deleted_at.is_(None)
        )
        return [one.what for one in reading.find(query)]


def test_a_consent_that_comes_back_as_refused_ends_the_plan_and_one_undo_brings_both_back(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    people = three(store, clock)
    for who in people[:2]:
        set_fields(store, who, consent="email, hand-over")
    on_a_plan(store, *people[:2])
    file = given(store, people, tmp_path / "given.csv")

    take(store, look(store, edited(file, lambda rows: rows[0].update(consent="nei"))))

    assert [ended_by(store, who) for who in people[:2]] == [["consent"], [""]]
    assert [planned(store, who) for who in people[:2]] == [[], ["Fortell om glasuren"]]
    changes.undo(store)
    assert ended_by(store, people[0]) == [""]
    assert planned(store, people[0]) == ["Fortell om glasuren"]


@pytest.mark.parametrize("consent", ["", "email"])
def test_a_plan_goes_on_where_the_answer_leaves_the_consent_out_or_says_a_part_of_it(
    store: Store, clock: StandingClock, tmp_path: Path, consent: str
) -> None:
    people = three(store, clock)
    set_fields(store, people[0], consent="email, hand-over")
    on_a_plan(store, people[0])
    file = given(store, people, tmp_path / "given.csv")

    take(store, look(store, edited(file, lambda rows: rows[0].update(consent=consent, title="Boss"))))

    assert ended_by(store, people[0]) == [""]
    assert planned(store, people[0]) == ["Fortell om glasuren"]


def test_to_refuse_being_handed_over_alone_ends_no_plan(
    store: Store, clock: StandingClock, tmp_path: Path
) -> None:
    people = three(store, clock)
    set_fields(store, people[0], consent="hand-over")
    steps = [StepDraft(days=14, kind="visit", tell="Kom innom")]
    nurturing.start(store, people[0], nurture_plans.make(store, "Besøk", steps).id)
    file = given(store, people, tmp_path / "given.csv")

    take(store, look(store, edited(file, lambda rows: rows[0].update(consent="no"))))

    assert ended_by(store, people[0]) == [""]
