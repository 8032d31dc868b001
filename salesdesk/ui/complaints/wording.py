"""How a complaint reads: when its answer is due, how long it took, how satisfied they were."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from salesdesk.clock import Clock
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import decimal, moment_meant, short_moment
from salesdesk.i18n import _, ngettext
from salesdesk.services.complaints import Line, Solved
from salesdesk.ui.promises import promised
from salesdesk.ui.tables import Cell, Column
from salesdesk.ui.widgets import chips

PUBLIC = "public"  # the column that marks what was said in public


def columns(clock: Clock) -> list[Column[Line]]:
    """The columns of the list."""
    due_wide = chips.width(_("Due today {time}").format(time="16:00")) + 24
    return [
        Column("what", _("What"), lambda one: Cell(one.what, strong=True), 204, stretch=True),
        Column(PUBLIC, _("Public"), _public, max(74, chips.width(_("Public")) + 20)),
        Column("who", _("Customer"), lambda one: Cell(who(one)), 130, 2, stretch=True),
        Column("cause", _("Cause"), _cause, 94, 3),
        Column("due", _("Answer by"), lambda one: due(one, clock), due_wide, 1),
        Column("status", _("Status"), _status, 112, 4),
    ]


def shown_columns(found: Sequence[Line], clock: Clock) -> frozenset[str]:
    """The keys of the columns that have something to say: where nothing was said in public, no column says so."""
    every = frozenset(column.key for column in columns(clock))
    return every if any(one.public for one in found) else every - {PUBLIC}


def who(one: Line) -> str:
    """Whom it is about."""
    return " · ".join(part for part in (one.name, one.company) if part)


def _public(one: Line) -> Cell:
    return Cell(_("Public"), "hot" if one.open else "neutral") if one.public else Cell("")


def _cause(one: Line) -> Cell:
    return Cell(vocabulary.label("cause", one.cause) if one.cause else "", "neutral")


def due(one: Line, clock: Clock) -> Cell:
    """Until when the answer was promised, or how long the solution took."""
    if not one.open:
        return Cell(_took(one), "good")
    return Cell(*promised(one.promised_at, clock))


def _took(one: Line) -> str:
    if one.resolved_at is None or one.received_at is None:
        return _("Solved")
    seconds = max(0.0, (one.resolved_at - one.received_at).total_seconds())
    if seconds < 86_400:
        hours = max(1, round(seconds / 3600))
        return _("Solved in {number} h").format(number=hours)
    days = round(seconds / 86_400)
    return ngettext("Solved in {number} day", "Solved in {number} days", days).format(number=days)


def _status(one: Line) -> Cell:
    if one.open:
        kind = vocabulary.label("complaint", one.kind) if one.kind != "complaint" else ""
        return Cell(" · ".join(filter(None, (kind, one.stands))) or _("Open"))
    if one.satisfaction:
        return Cell(_("Solved · {number} of 5").format(number=one.satisfaction))
    return Cell(_("Solved"))


def summary(open_ones: int, how: Solved) -> str:
    """What stands at the head of the list; a figure only where there is one."""
    told = [ngettext("{number} open", "{number} open", open_ones).format(number=open_ones)]
    if how.days is not None:
        told.append(_("solved in {days} days, median").format(days=decimal(how.days)))
    if how.satisfaction is not None:
        told.append(_("satisfaction {number} of 5 afterwards").format(number=decimal(how.satisfaction)))
    return " · ".join(told)


def promise_text(at: datetime | None, clock: Clock) -> str:
    """An instant as the field of the promise shows it, and understands it again."""
    return moment_meant(at, clock) if at else ""


def received_text(one: Line, clock: Clock) -> str:
    """When it came in."""
    return _("Came in {when}").format(when=short_moment(one.received_at, clock)) if one.received_at else ""
