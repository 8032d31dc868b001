"""The words of the month's report: what a figure was beside others, what a goal came to, which record was broken."""

from __future__ import annotations

from datetime import timedelta
from fractions import Fraction

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import FEW, Figure
from salesdesk.domain.figures.periods import Period, around, year_before
from salesdesk.domain.locally import grouped, month_year, short_day, standalone_month
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_words, goal_progress, goal_units
from salesdesk.services.goal_glance import STREAK
from salesdesk.services.goal_measuring import counts
from salesdesk.services.insights import Group, Pair
from salesdesk.services.month_report import Compared, MonthReport
from salesdesk.services.month_report_goals import Broken, Earned, GoalOfMonth


def month_named(month: Period) -> str:
    """A month as a heading: `October 2026`."""
    told = month_within(month)
    return told[:1].upper() + told[1:]


def month_within(month: Period) -> str:
    """A month within a sentence."""
    return month_year(month.start)


def next_month(report: MonthReport) -> Period:
    """The month after it."""
    return around(report.whole.end, "month")


def so_far(report: MonthReport) -> str:
    """Up to which day a month is told that is not over."""
    last = report.days.end - timedelta(days=1)
    return (
        _("so far, up to {day}; beside the same days of other months").format(day=short_day(last, last))
        if report.running
        else ""
    )


def value(one: Figure) -> str:
    """A figure, or that it says too little."""
    return figure_words.shown(one) if says_something(one) or one.value is None else figure_words.note(one)


def says_something(one: Figure) -> bool:
    """Whether there are data, and enough of them."""
    return one.value is not None and one.note != FEW


def beside(report: MonthReport, one: Compared) -> list[str]:
    """What a figure is beside the month before, and beside the same month a year before."""
    before = standalone_month(report.whole.start - timedelta(days=1))
    months = (before, month_within(year_before(report.whole)))
    return [
        told
        for other, month in zip((one.before, one.year_before), months, strict=True)
        if (told := _beside(one.now, other, month))
    ]


def _beside(now: Figure, other: Figure, month: str) -> str:
    if other.value is None or (not other.value and other.unit != "share"):
        return _("nothing in {month}").format(month=month)
    if FEW in (now.note, other.note) or now.value is None:
        return _("{value} in {month}").format(value=value(other), month=month)
    change = Pair(now, other).change
    if change is None:
        return _("{value} in {month}").format(value=value(other), month=month)
    return _("{change} on {month}").format(change=figure_words.changed(change, now.unit), month=month)


def reached(one: GoalOfMonth) -> str:
    """What a goal came to: `668 244 of 165 000 kr`, `17 of 22 days`."""
    if one.of > 1:
        return _counted(one)
    target = _("no target") if one.target is None else goal_units.said(one.target, one.goal)
    if one.value is None:
        return _("no data, target {target}").format(target=target)
    text = _("{actual} of {target}") if counts(one.goal) else _("{actual}, target {target}")
    return text.format(actual=goal_units.said(one.value, one.goal), target=target)


def _counted(one: GoalOfMonth) -> str:
    texts = {
        "day": ngettext("{kept} of {number} day kept", "{kept} of {number} days kept", one.of),
        "week": ngettext("{kept} of {number} week kept", "{kept} of {number} weeks kept", one.of),
    }
    other = ngettext("{kept} of {number} kept", "{kept} of {number} kept", one.of)
    return texts.get(one.goal.repeats, other).format(kept=one.kept, number=one.of)


def standing(one: GoalOfMonth) -> str:
    """How it stands, in a word; empty where days or weeks are counted, which say it themselves."""
    return "" if one.of > 1 and one.status == "on-pace" else goal_progress.label(one.status)


def beneath(one: GoalOfMonth, report: MonthReport) -> str:
    """What stands below a goal: its streak, or until when it goes on."""
    told: list[str] = []
    if one.streak.current >= STREAK:
        told.append(
            ngettext("{n} time in a row", "{n} times in a row", one.streak.current).format(
                n=one.streak.current
            )
        )
    elif one.streak.best >= STREAK:
        told.append(
            ngettext("{n} in a row at best", "{n} in a row at best", one.streak.best).format(
                n=one.streak.best
            )
        )
    last = one.period.end - timedelta(days=1)
    if one.of <= 1 and one.period.end > report.whole.end:
        told.append(_("until {day}").format(day=short_day(last, report.whole.start)))
    return " · ".join(told)


def broken(one: Broken) -> str:
    """A personal record: `Best month so far: Revenue 668 244 kr`."""
    title = FIGURES[one.figure].title
    heads = {"day": _("Best day so far"), "week": _("Best week so far")}
    head = heads.get(one.step, _("Best month so far"))
    return _("{head}: {figure} {value}").format(head=head, figure=title, value=_said(one, one.now.value))


def broken_before(one: Broken) -> str:
    """The record that was broken."""
    days = one.before.period
    when = month_within(days) if one.step == "month" else short_day(days.start, one.now.period.start)
    return _("Before: {value}, {when}").format(value=_said(one, one.before.value), when=when)


def _said(one: Broken, amount: Fraction) -> str:
    return figure_words.said(amount, goal_units.unit(one.figure), one.currency)


def earned(one: Earned) -> str:
    """A reward, and whether it was taken."""
    text = _("Reward taken: {reward}") if one.taken_on else _("Reward earned: {reward}")
    return text.format(reward=one.goal.reward)


def lost(report: MonthReport) -> str:
    """How many deals were lost."""
    count = sum(one.count for one in report.losses)
    return ngettext("{number} deal lost", "{number} deals lost", count).format(number=grouped(count))


def tried(one: Group) -> tuple[str, str]:
    """A technique: its win rate, and of how many deals, between what it surely lies."""
    rate = one.of["win_rate"]
    many = ngettext("{number} deal", "{number} deals", rate.n).format(number=grouped(rate.n))
    sure = figure_words.sure(rate).split(",")[0] if rate.note != FEW else ""
    return value(rate), " · ".join(filter(None, (many, sure)))


def told_apart(report: MonthReport) -> str:
    """Which technique surely wins more often; or that too few deals say so."""
    if report.apart is not None:
        better, other = report.apart
        return _("{better} wins more often than {other}: more than chance would explain.").format(
            better=better.label, other=other.label
        )
    return _("Too few deals to say which works better.") if len(report.techniques) > 1 else ""
