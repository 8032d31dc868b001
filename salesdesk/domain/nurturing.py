"""Nurture plans: keeping in touch, step by step, with those who are not ready to buy yet."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Mapped

from salesdesk.domain.records import Record, moment, number, part_of, reference, text


class NurturePlan(Record):
    """A row of steps that a prospect is taken through; whom it is for is said in `segments`."""

    __tablename__ = "nurture_plans"

    name: Mapped[str] = text()
    segments: Mapped[str] = text()
    note: Mapped[str] = text()


class NurtureStep(Record):
    """A step of a plan: so many days after the one before it, a follow-up of `kind` with what to tell next."""

    __tablename__ = "nurture_steps"

    plan: Mapped[UUID | None] = part_of("nurture_plans")
    days: Mapped[int] = number(14)  # after the start, or after the step before it was done
    kind: Mapped[str] = text()  # a follow-up's kind
    tell: Mapped[str] = text()
    template: Mapped[UUID | None] = reference("templates")
    position: Mapped[int] = number(0)


class Nurturing(Record):
    """A prospect on a plan. It ends by itself: on a reply, a step up the ladder, a withdrawn consent, or when
    the last step is done."""

    __tablename__ = "nurturings"

    plan: Mapped[UUID | None] = reference("nurture_plans")
    prospect: Mapped[UUID | None] = part_of("prospects")
    started_at: Mapped[datetime | None] = moment()
    ended_at: Mapped[datetime | None] = moment()
    ended_by: Mapped[str] = text()  # reply · stage · consent · finished · seller · "" (it runs)
