"""The columns of the table of prospects, as data."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import partial
from typing import Final

from salesdesk.clock import Clock, today
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_month, days_late, short_moment, weekday
from salesdesk.domain.score import score
from salesdesk.i18n import _
from salesdesk.services import scoring
from salesdesk.services.listing import Line
from salesdesk.ui.tables import Cell, Column

# Those that are shown until the seller chooses others.
USUAL: Final = frozenset({"name", "company", "interest", "stage", "source", "next"})
# Those that a brief line says nothing of.
WHOLE: Final = frozenset({"phone", "email", "city", "street", "tags"})
# Those that want to know what a score is held against.
SCORED: Final = frozenset({"score"})
_SOON: Final = 300  # days within which a day is known by its weekday and month


def columns(clock: Clock) -> list[Column[Line]]:
    """All columns; `clock` tells what is late. Those of a lower `priority` stay longer where room is scarce."""
    return [
        Column("name", _("Name"), _name, 170, sort="name", stretch=True),
        Column("company", _("Company"), _company, 150, 2, "company", stretch=True),
        Column("interest", _("Interest"), _interest, 104, 1, "interest"),
        Column("stage", _("Stage"), _stage, 140, 4, "stage"),
        Column("score", _("Score"), partial(_score, clock), 84, 3, "score"),
        Column("source", _("Source"), _source, 140, 5, "source", stretch=True),
        Column("next", _("Next step"), partial(_next, clock), 118, 1, "next"),
        Column("phone", _("Phone"), _plain("phone"), 130, 3),
        Column("email", _("Email"), _plain("email"), 180, 6, stretch=True),
        Column("city", _("City"), _city, 130, 7, "city"),
        Column("street", _("Street"), _plain("street"), 140, 9),
        Column("title", _("Title"), _plain("title"), 120, 9),
        Column("tags", _("Tags"), _plain("tags"), 130, 8),
        Column("touched", _("Last touch"), partial(_touched, clock), 120, 8, "touched"),
        Column("met", _("Met"), partial(_met, clock), 120, 9, "met"),
        Column("fair", _("Fair"), _plain("fair"), 140, 9),
        Column("trade", _("Trade"), _plain("trade"), 110, 9),
        Column("language", _("Language"), _plain("language"), 90, 9),
        Column("since", _("Customer since"), _since, 124, 9),
    ]


def round_columns(clock: Clock) -> list[Column[Line]]:
    """What one takes along on a round of visits."""
    return [
        Column("name", _("Name"), _name, 150, stretch=True),
        Column("company", _("Company"), _company, 130, 2, stretch=True),
        Column("street", _("Street"), _plain("street"), 150, 0, stretch=True),
        Column("city", _("City"), _city, 152, 3),
        Column("phone", _("Phone"), _plain("phone"), 150, 1),
        Column("next", _("Next step"), partial(_next, clock), 118, 4),
    ]


def next_step(day: date | None, clock: Clock) -> Cell:
    """The day of the next follow-up; late ones as a chip."""
    if day is None:
        return Cell("—")
    days = (day - today(clock)).days
    if days < 0:
        return Cell(days_late(-days), "hot")
    if days == 0:
        return Cell(_("Today"))
    if days == 1:
        return Cell(_("Tomorrow"))
    return Cell(weekday(day) if days < _SOON else day_month(day))


def _plain(field: str) -> Callable[[Line], Cell]:
    def cell(one: Line) -> Cell:
        return Cell(str(getattr(one, field)))

    return cell


def _name(one: Line) -> Cell:
    return Cell(one.shown_name, strong=True)


def _company(one: Line) -> Cell:
    return Cell(one.company if one.name else "")  # a company alone stands under its name already


def _interest(one: Line) -> Cell:
    if one.stage == "customer":
        return Cell(vocabulary.label("stage", "customer"), "good")
    return Cell(vocabulary.label("interest", one.interest) if one.interest else "", one.interest or "neutral")


def _stage(one: Line) -> Cell:
    return Cell(vocabulary.label("stage", one.stage))


def _score(clock: Clock, one: Line) -> Cell:
    if one.scale is None or one.deleted:
        return Cell("")
    now, standing, scale = clock.now(), one.standing, one.scale
    return Cell(str(score(standing, scale, now).total), hint=lambda: scoring.told(standing, scale, now))


def _source(one: Line) -> Cell:
    return Cell(one.which or (vocabulary.label("source", one.source) if one.source else ""))


def _next(clock: Clock, one: Line) -> Cell:
    return next_step(one.next_day, clock)


def _city(one: Line) -> Cell:
    return Cell(f"{one.postal_code} {one.city}".strip())


def _touched(clock: Clock, one: Line) -> Cell:
    return Cell(_moment(one.touched_at, clock))


def _met(clock: Clock, one: Line) -> Cell:
    return Cell(_moment(one.met_at, clock))


def _since(one: Line) -> Cell:
    return Cell(day_month(one.customer_since) if one.customer_since else "")


def _moment(at: datetime | None, clock: Clock) -> str:
    return short_moment(at, clock) if at else ""
