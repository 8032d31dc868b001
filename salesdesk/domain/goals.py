"""Goals: what a figure should come to, by when, why, and what the seller gets for it."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from sqlalchemy.orm import Mapped, mapped_column

from salesdesk.domain.columns import Day, Quantity
from salesdesk.domain.records import Record, flag, moment, part_of, reference, text


class Goal(Record):
    """A figure of the catalogue, of a part of the whole (`scope` is one of the parts, `scope_value` its group), over
    the local days from `starts_on` and before `ends_on`; it may come again each `repeats`.

    `baseline`, `change` and `target` are in the figure's unit as people say it: money in whole units of `currency`,
    shares in per cent, times in days, hours or minutes. `how` says what `change` is: relative (per cent of the
    baseline), points (added to it), or absolute (the target itself). One that `compounds` grows with each repeat.
    """

    __tablename__ = "goals"

    name: Mapped[str] = text()  # the seller's own, where it is not made of the figure and the target
    figure: Mapped[str] = text()
    scope: Mapped[str] = text()
    scope_value: Mapped[str] = text()
    starts_on: Mapped[date | None] = mapped_column(Day, active_history=True, index=True)
    ends_on: Mapped[date | None] = mapped_column(Day, active_history=True)
    repeats: Mapped[str] = text()  # day · week · month · quarter · year · "" (once)
    how: Mapped[str] = mapped_column(default="absolute", active_history=True)  # relative · points · absolute
    compounds: Mapped[int] = flag()
    baseline: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    change: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    target: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    currency: Mapped[str] = text()
    why: Mapped[str] = text()
    reward: Mapped[str] = text()
    rewarded_on: Mapped[date | None] = mapped_column(Day, active_history=True)  # the seller took the reward
    parent: Mapped[UUID | None] = reference("goals")
    ended_on: Mapped[date | None] = mapped_column(Day, active_history=True)  # given up, or no more repeated


class Milestone(Record):
    """A step on the way: what should be reached by a day, in the goal's unit."""

    __tablename__ = "milestones"

    goal: Mapped[UUID | None] = part_of("goals")
    day: Mapped[date | None] = mapped_column(Day, active_history=True)
    value: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)


class Revision(Record):
    """A target that was changed on the way, and why."""

    __tablename__ = "revisions"

    goal: Mapped[UUID | None] = part_of("goals")
    at: Mapped[datetime | None] = moment()
    old: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    new: Mapped[Decimal | None] = mapped_column(Quantity, active_history=True)
    reason: Mapped[str] = text()
