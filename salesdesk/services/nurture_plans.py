"""Nurture plans: made, edited and deleted, with their steps; and who is on which."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.domain import vocabulary
from salesdesk.domain.instants import from_micros
from salesdesk.domain.nurturing import NurturePlan, NurtureStep
from salesdesk.domain.templates import Template
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import nurturing
from salesdesk.services.prospects import edit as edit_record
from salesdesk.store import nurture_sums
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

MOST_DAYS: Final = 730
_WRITTEN: Final = re.compile(
    r"\+?(\d{1,4})\s*(d|days?|dag|dager|w|weeks?|uker?|m|months?|mnd|måned|måneder)?\s+(\S+)\s*(.*)",
    re.DOTALL | re.IGNORECASE,
)
_LONG: Final = {"": 1, "d": 1, "w": 7, "u": 7, "m": 30}  # by the first letter, in English and Norwegian


@dataclass(frozen=True, slots=True, kw_only=True)
class StepDraft:
    """A step as it is entered: `days` after the one before it, a follow-up's kind, what to tell."""

    days: int = 14
    kind: str = "call"
    tell: str = ""
    template: UUID | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanLine:
    """A plan in a list: how many steps it has, how many are on it, and of those who `ended` how many `answered`,
    stepped up, or came to buy."""

    id: UUID
    name: str
    segments: str
    steps: int
    on: int
    answered: int
    ended: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """A prospect on a plan, or that was: `step` counts from 1, 0 where none is open; `day` and `what` are those of
    the next step."""

    id: UUID
    prospect: UUID
    name: str
    company: str
    started_at: datetime
    ended_at: datetime | None
    ended_by: str
    follow_up: UUID | None
    day: date | None
    what: str
    step: int


def make(store: Store, name: str, steps: Sequence[StepDraft] = (), *, segments: str = "") -> NurturePlan:
    """Makes a plan with its steps. Raises `UserError` where it has no name of its own, or a step cannot be."""
    called = name.strip()
    with store.change(N_("New plan: {name}"), name=called) as unit:
        _must_be_free(unit, called, None)
        made = unit.add(NurturePlan(name=called, segments=segments.strip()))
        for place, step in enumerate(steps):
            unit.add(_step(made.id, step, place))
        return made


def rename(store: Store, plan: NurturePlan, name: str) -> None:
    """Gives a plan another name. Raises `UserError` where another one has it, or it is empty."""
    with store.read() as reading:
        _must_be_free(reading, name.strip(), plan.id)
    edit_record(store, plan, {"name": (plan.name, name.strip())}, N_("Changed a plan"))


def say(store: Store, plan: NurturePlan, field: str, text: str) -> None:
    """Sets whom a plan is for (`segments`), or its `note`."""
    edit_record(store, plan, {field: (getattr(plan, field), text.strip())}, N_("Changed a plan"))


def delete(store: Store, plan: UUID) -> None:
    """Deletes a plan; whoever is on it is taken off."""
    with store.read() as reading:
        name = reading.need(NurturePlan, plan).name
    with store.change(N_("Deleted the plan {name}"), name=name) as unit:
        nurturing.plan_gone(unit, plan)
        unit.delete(unit.need(NurturePlan, plan))


def add_step(store: Store, plan: UUID, draft: StepDraft) -> NurtureStep:
    """Adds a step at the end of a plan; whoever is on the last step comes to it in turn."""
    with store.change(N_("Added a step")) as unit:
        unit.need(NurturePlan, plan)
        # behind those that were taken off as well: someone may still be on one of them
        last = unit.rows(select(func.max(NurtureStep.position)).where(NurtureStep.plan == plan))[0][0]
        return unit.add(_step(plan, draft, 0 if last is None else last + 1))


def change_step(store: Store, step: NurtureStep, draft: StepDraft) -> None:
    """Changes a step; follow-ups that were planned by it stay as they are. Raises `UserError` where it was changed
    since it was read."""
    _checked(draft)
    wanted = {"days": draft.days, "kind": draft.kind, "tell": draft.tell.strip(), "template": draft.template}
    edit_record(
        store,
        step,
        {field: (getattr(step, field), value) for field, value in wanted.items()},
        N_("Changed a step"),
    )


def take_step(store: Store, step: UUID) -> None:
    """Takes a step off a plan; who is on it goes on with the one after it."""
    with store.change(N_("Removed a step")) as unit:
        unit.delete(unit.need(NurtureStep, step))


def move_step(store: Store, step: UUID, *, by: int) -> None:
    """Moves a step towards the end of its plan by so many places, or towards its beginning by a negative number."""
    with store.change(N_("Moved a step")) as unit:
        mine = unit.need(NurtureStep, step)
        # with those that were taken off, which keep their places: someone may still be on one of them
        ever = unit.find(
            select(NurtureStep)
            .where(NurtureStep.plan == mine.plan)
            .order_by(NurtureStep.position, NurtureStep.row)
        )
        order = [one for one in ever if one.deleted_at is None]
        before = order.index(mine)
        order.insert(max(0, before + by), order.pop(before))
        alive = iter(order)
        for place, one in enumerate(ever):
            there = one if one.deleted_at is not None else next(alive)
            if there.position != place:
                there.position = place


def written_step(text: str) -> StepDraft:
    """The step that a line says, "14d email Tell about the new glaze": the days (or weeks, or months of 30 days), a
    follow-up's kind, what to tell. Raises `UserError` where it says none."""
    found = _WRITTEN.fullmatch(text.strip())
    kind = vocabulary.recognise("followup", found[3]) if found else ""
    if not found or not kind:
        raise UserError(
            _("“{text}” is not a step.").format(text=text),
            _("Write the days, the kind and what to tell: 14d email Tell about the new glaze."),
        )
    return StepDraft(
        days=int(found[1]) * _LONG[(found[2] or "")[:1].lower()], kind=kind, tell=found[4].strip()
    )


def named(reading: Reading, text: str) -> NurturePlan:
    """The plan that `text` names, by name or by the beginning of its id. Raises `UserError` where there is none."""
    alive = reading.find(
        select(NurturePlan).where(NurturePlan.deleted_at.is_(None)).order_by(NurturePlan.row)
    )
    wanted = fold(text)
    found = next((one for one in alive if fold(one.name) == wanted), None)
    begin = text.strip().replace("-", "").lower()
    found = found or next((one for one in alive if len(begin) > 7 and one.id.hex.startswith(begin)), None)
    if found is None:
        raise UserError(
            _("There is no plan {name}.").format(name=text), _("See nurture list for those there are.")
        )
    return found


def read(reading: Reading) -> list[PlanLine]:
    """All plans by name."""
    plans = reading.find(
        select(NurturePlan)
        .where(NurturePlan.deleted_at.is_(None))
        .order_by(NurturePlan.name, NurturePlan.row)
    )
    counts = nurture_sums.counted(reading.connection)
    made: list[PlanLine] = []
    for one in plans:
        on, answered, ended = counts.get(one.id, (0, 0, 0))
        many = len(nurturing.steps(reading, one.id))
        line = PlanLine(
            id=one.id,
            name=one.name,
            segments=one.segments,
            steps=many,
            on=on,
            answered=answered,
            ended=ended,
        )
        made.append(line)
    return made


def names(reading: Reading) -> set[str]:
    """The names that plans have."""
    return {
        name for (name,) in reading.rows(select(NurturePlan.name).where(NurturePlan.deleted_at.is_(None)))
    }


def members(reading: Reading, plan: UUID, *, limit: int = 500) -> list[Member]:
    """Those on a plan by the day of their next step, then those who were, the last ended first."""
    places = {one.position: place for place, one in enumerate(nurturing.steps(reading, plan), start=1)}
    return [
        Member(
            id=UUID(bytes=mine),
            prospect=UUID(bytes=who),
            name=name or company,
            company=company if name else "",
            started_at=from_micros(started),
            ended_at=from_micros(ended) if ended is not None else None,
            ended_by=by,
            follow_up=UUID(bytes=todo) if todo else None,
            day=date.fromisoformat(day) if day else None,
            what=what or "",
            step=places.get(place, 0),
        )
        for mine, who, name, company, started, ended, by, todo, day, what, place in nurture_sums.members(
            reading.connection, plan, limit
        )
    ]


@dataclass(frozen=True, slots=True)
class OnPlan:
    """What a prospect is on: the plan's name, which of how many steps comes next, when, and what it is."""

    id: UUID
    plan: UUID
    name: str
    step: int
    steps: int
    day: date | None
    what: str


def on_plan(reading: Reading, prospect: UUID) -> OnPlan | None:
    """The plan that a prospect is on; None where there is none."""
    mine = nurturing.running(reading, prospect)
    plan = reading.get(NurturePlan, mine.plan) if mine is not None and mine.plan else None
    if mine is None or plan is None:
        return None
    steps, todo = nurturing.steps(reading, plan.id), nurturing.open_step(reading, mine.id)
    place = next((n for n, one in enumerate(steps, 1) if todo and one.id == todo.nurture_step), 0)
    told = (todo.day, todo.what) if todo is not None else (None, "")
    return OnPlan(mine.id, plan.id, plan.name, place, len(steps), *told)


def templates(reading: Reading) -> list[tuple[UUID, str]]:
    """The templates that a step may name, each with its name."""
    found = reading.find(
        select(Template).where(Template.deleted_at.is_(None)).order_by(Template.position, Template.row)
    )
    return [(one.id, one.name) for one in found if one.name]


_ENDED: Final = {
    "reply": N_("answered"),
    "stage": N_("went on"),
    "consent": N_("withdrew the consent"),
    "finished": N_("all steps done"),
    "seller": N_("taken off"),
    "deleted": N_("deleted"),
}


def ended_word(by: str) -> str:
    """Why somebody's plan ended, in a word or two."""
    return _(_ENDED[by]) if by in _ENDED else by


def _step(plan: UUID, draft: StepDraft, place: int) -> NurtureStep:
    _checked(draft)
    return NurtureStep(
        plan=plan,
        days=draft.days,
        kind=draft.kind,
        tell=draft.tell.strip(),
        template=draft.template,
        position=place,
    )


def _checked(draft: StepDraft) -> None:
    if not 0 <= draft.days <= MOST_DAYS:
        raise UserError(_("That is no number of days."), _("Write a number from 0 to 730."))
    if draft.kind not in vocabulary.slugs("followup"):
        raise UserError(_("A step needs a kind."), _("Choose a call, an email, a visit …"))


def _must_be_free(reading: Reading | Unit, name: str, mine: UUID | None) -> None:
    if not name:
        raise UserError(_("A plan needs a name."), _("Say whom it is for: Not ready yet."))
    alive = reading.find(select(NurturePlan).where(NurturePlan.deleted_at.is_(None)))
    if any(one.id != mine and fold(one.name) == fold(name) for one in alive):
        raise UserError(_("There is a plan of that name already."), _("Choose another name."))
