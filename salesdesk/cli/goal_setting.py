"""Goals: set, listed as they stand, revised, ended, and asked why they are behind."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import click

from salesdesk.cli import days, goal_telling
from salesdesk.cli.grouping import Words
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain.figures.periods import around
from salesdesk.domain.goals import Goal
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import (
    goal_checks,
    goal_numbers,
    goal_parts,
    goal_periods,
    goal_progress,
    goal_why,
    lookup,
)
from salesdesk.services import goals as service
from salesdesk.services.goal_measuring import Asking
from salesdesk.services.goals import GoalDraft
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading

goals = Words("goals", help=N_("Goals: list, add, why one is behind, revise, reward, end."))


@goals.command("list", cls=Command, help=N_("Tell how each goal stands, and where it will end."))
@common
@click.option("--all", "every", is_flag=True, help=N_("Those that were ended, too."))
@in_session
def list_(session: Session, *, every: bool) -> None:
    with session.store() as store, store.read() as reading:
        asking = _asking(session, store, reading)
        found = goal_progress.all_of(asking, ended=every)
        named = [(one, goal_parts.called(reading, one.goal)) for one in found]
        documents = [goal_telling.document(one, goal_why.causes(asking, one), of=part) for one, part in named]
    lines = [line for one, part in named for line in goal_telling.lines(one, part)]
    session.answer(documents, "\n".join(lines) or _("No goals yet: goals add FIGURE TARGET"))


# A target may begin with a minus, which is no option.
@goals.command(
    "add",
    cls=Command,
    help=N_("Set a goal: add win_rate 5 --points --from 2026-10-01 --to 2027-01-01."),
    context_settings={"ignore_unknown_options": True},
)
@common
@click.argument("figure", metavar="FIGURE")
@click.argument("target", metavar="TARGET")
@click.option("--from", "start", default="", metavar="DAY", help=N_("The first day; usually today."))
@click.option("--to", "end", default="", metavar="DAY", help=N_("The day after the last."))
@click.option(
    "--every",
    type=click.Choice(("", *goal_periods.REPEATS)),
    default="",
    metavar="STEP",
    help=N_("Again each day, week, month, quarter or year."),
)
@click.option("--relative", is_flag=True, help=N_("TARGET is in per cent of the baseline: +9, -15."))
@click.option("--points", is_flag=True, help=N_("TARGET is added to the baseline: +5, -3."))
@click.option("--compound", is_flag=True, help=N_("It changes again by as much with each repeat."))
@click.option("--where", default="", metavar="PART=VALUE", help=N_("Only of a part: source=fair."))
@click.option("--baseline", default="", metavar="VALUE", help=N_("Where you stand; or: before, year."))
@click.option("--name", default="", metavar="TEXT", help=N_("What you call it."))
@click.option("--why", default="", metavar="TEXT", help=N_("Why it matters to you."))
@click.option("--reward", default="", metavar="TEXT", help=N_("What you get for it."))
@click.option("--parent", default="", metavar="ID", help=N_("The goal that it is a part of."))
@click.option("--milestone", multiple=True, metavar="DAY=VALUE", help=N_("A step on the way; repeatable."))
@in_session
def add(session: Session, figure: str, target: str, **told: Any) -> None:
    if told["relative"] and told["points"]:
        raise UserError(_("It is either --relative or --points."), _("Leave one of them out."))
    own = session.own_currency()
    with session.store(making=True) as store:
        made = service.add(store, _draft(session, store, figure, target=target, told=told), own=own)
        _answer(session, store, made.id)


def _draft(session: Session, store: Store, figure: str, *, target: str, told: dict[str, Any]) -> GoalDraft:
    part, _sign, value = told["where"].partition("=")
    goal_checks.draft(figure, part)
    with store.read() as reading:
        scope = goal_parts.part(reading, part, value) if part else ""
        parent = _goal(reading, told["parent"]).id if told["parent"] else None
    since = told["baseline"] if told["baseline"] in ("before", "year") else ""
    return GoalDraft(
        figure=figure,
        change=_number(session, target, figure, relative=told["relative"]),
        how="relative" if told["relative"] else "points" if told["points"] else "absolute",
        starts_on=_start(store, told["start"], told["every"]),
        ends_on=days.coming(store, told["end"]),
        repeats=told["every"],
        compounds=told["compound"],
        scope=part,
        scope_value=scope,
        baseline=_number(session, told["baseline"], figure) if told["baseline"] and not since else None,
        since=since,
        name=told["name"],
        why=told["why"],
        reward=told["reward"],
        parent=parent,
        milestones=tuple(_milestone(session, store, one, figure) for one in told["milestone"]),
    )


def _start(store: Store, text: str, every: str) -> date:
    if text:
        found = days.been(store, text)
        assert found is not None
        return found
    now = today(store.clock)
    return around(now, every).start if every else now


def _milestone(session: Session, store: Store, text: str, figure: str) -> tuple[date, Decimal]:
    day, sign, value = text.partition("=")
    found = days.coming(store, day)
    if not sign or found is None:
        raise UserError(_("That is no milestone."), _("Write --milestone 2026-11-30=50000"))
    return found, _number(session, value, figure)


def _number(session: Session, text: str, figure: str, *, relative: bool = False) -> Decimal:
    return goal_numbers.number(text, figure, session.own_currency(), relative=relative)


@goals.command("why", cls=Command, help=N_("Tell why a goal is where it is, and what to do next."))
@common
@click.argument("goal", metavar="ID")
@in_session
def why(session: Session, goal: str) -> None:
    with session.store() as store, store.read() as reading:
        asking = _asking(session, store, reading)
        progress = goal_progress.of(asking, _goal(reading, goal))
        told = goal_why.why(asking, progress)
        part = goal_parts.called(reading, progress.goal)
    document = goal_telling.document(progress, told.causes, of=part)
    document |= goal_telling.why_document(progress, told)
    session.answer(
        document, "\n".join((*goal_telling.lines(progress, part), *goal_telling.why_lines(progress, told)))
    )


@goals.command("revise", cls=Command, help=N_("Change the target from now on, and say why."))
@common
@click.argument("goal", metavar="ID")
@click.argument("target", metavar="TARGET")
@click.option("--reason", required=True, metavar="TEXT", help=N_("Why it changes."))
@in_session
def revise(session: Session, goal: str, target: str, reason: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            mine = _goal(reading, goal)
        new = goal_numbers.number(target, mine.figure, mine.currency)
        _answer(session, store, service.revise(store, mine.id, new, reason).id)


@goals.command("reward", cls=Command, help=N_("Note that you took the reward of a goal."))
@common
@click.argument("goal", metavar="ID")
@in_session
def reward(session: Session, goal: str) -> None:
    with session.store() as store:
        _answer(session, store, service.take_reward(store, _id(store, goal)).id)


@goals.command("end", cls=Command, help=N_("Give a goal up, or let it not come again."))
@common
@click.argument("goal", metavar="ID")
@in_session
def end(session: Session, goal: str) -> None:
    with session.store() as store:
        _answer(session, store, service.end(store, _id(store, goal)).id)


def _id(store: Store, text: str) -> UUID:
    with store.read() as reading:
        return _goal(reading, text).id


def _goal(reading: Reading, text: str) -> Goal:
    return reading.need(Goal, lookup.ident(reading, text))


def _asking(session: Session, store: Store, reading: Reading) -> Asking:
    return Asking(reading, store.clock, session.own_currency(), session.settings.region())


def _answer(session: Session, store: Store, goal: UUID) -> None:
    with store.read() as reading:
        progress = goal_progress.of(_asking(session, store, reading), reading.need(Goal, goal))
        part = goal_parts.called(reading, progress.goal)
    session.answer(
        goal_telling.document(progress, (), of=part), "\n".join(goal_telling.lines(progress, part))
    )


COMMANDS = {"goals": goals}
