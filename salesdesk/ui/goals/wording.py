"""How a goal is told: what there is of what should be, how it will end, and what to do next."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.figure import FEW, Figure
from salesdesk.domain.figures.periods import Period, step_of
from salesdesk.domain.goals import Goal
from salesdesk.domain.locally import (
    day_month,
    from_to,
    grouped,
    month_year,
    quarter_year,
    short_day,
    standalone_month,
)
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import figure_words, goal_glance, goal_units
from salesdesk.services.goal_progress import Progress, label
from salesdesk.ui.goal_states import TONES
from salesdesk.ui.goals.reading import Shown

_TODAY: Final = {
    "ahead": N_("Ahead today"),
    "on-pace": N_("On pace today"),
    "behind": N_("Behind today"),
    "met": N_("Met today"),
}
_THIS_WEEK: Final = {
    "ahead": N_("Ahead this week"),
    "on-pace": N_("On pace this week"),
    "behind": N_("Behind this week"),
    "met": N_("Met this week"),
}
LACKING: Final = ("behind", "missed")
_UNDER_WAY: Final = ("ahead", "on-pace", "behind")
_COUNTED: Final = {  # of a figure: what its denominator counts
    "win_rate": N_("{part} of {all} decided"),
    "retention": N_("{part} of {all} kept"),
    "churn": N_("{part} of {all} lost"),
}


def chip(progress: Progress) -> tuple[str, str, str]:
    """How a goal stands in a chip: the word, its tone, its icon. That of each day or week is said to be of this one."""
    now = {"day": _TODAY, "week": _THIS_WEEK}.get(progress.goal.repeats, {})
    word = _(now[progress.status]) if progress.status in now else label(progress.status)
    return word, tone(progress), "trophy" if progress.status == "met" else ""


def tone(progress: Progress) -> str:
    """The tone in which a goal stands."""
    return TONES.get(progress.status, "neutral")


def said(goal: Goal, value: Fraction | float) -> str:
    """A value of the goal's figure."""
    return goal_units.said(Fraction(value), goal)


def of_both(first: str, second: str, form: str) -> str:
    """Two values with their unit once, where both have the same: `84 250 of 108 000 kr`."""
    return form.format(first=figure_words.bare(first, second), second=second)


def signed(goal: Goal, value: Fraction) -> str:
    """A change of the goal's figure, with its sign; of a share in points."""
    sign = "+" if value > 0 else "\N{MINUS SIGN}" if value < 0 else "±"
    share = goal_units.unit(goal.figure) == "share"
    told = figure_words.said(abs(value) * 100, "points") if share else said(goal, abs(value))
    return f"{sign}{told}"


def apart(goal: Goal, value: Fraction) -> str:
    """How far two values are apart, without a sign."""
    share = goal_units.unit(goal.figure) == "share"
    return figure_words.said(value * 100, "points") if share else said(goal, value)


def span(period: Period) -> str:
    """The days of a period: `1 Oct – 31 Dec 2026`."""
    return from_to(period.start, period.end - timedelta(days=1))


def named(period: Period, now: date) -> str:
    """What a period is called: `October`, `Q3 2026`, `2025`; else its days."""
    match step_of(period):
        case "month":
            this_year = period.start.year == now.year
            return standalone_month(period.start) if this_year else month_year(period.start)
        case "quarter":
            return quarter_year(period.start)
        case "year":
            return str(period.start.year)
        case _:
            last = period.end - timedelta(days=1)
            if last == period.start:
                return short_day(last, now)
            return _("{first} – {last}").format(first=short_day(period.start, now), last=short_day(last, now))


def stands(shown: Shown) -> str:
    """What there is of what should be."""
    progress = shown.progress
    if progress.status == "not-begun":
        told = _("Begins {day}").format(day=day_month(progress.period.start))
        aim = (
            ""
            if progress.target is None
            else _("aim {target}").format(target=said(progress.goal, progress.target))
        )
        return " · ".join(filter(None, (shown.part, told, aim)))
    parts = [shown.part, kept_told(shown)]
    if shown.kept is None or (progress.pace and progress.pace.days and progress.status != "ended"):
        parts.append(_counted(progress) if progress.pace is not None else _level(progress))
    goal, period = progress.goal, progress.period
    if not goal.name and not goal.repeats and step_of(period):
        parts.append(named(period, period.start))  # two of the same figure are told apart by their days
    return " · ".join(filter(None, parts))


def kept_told(shown: Shown) -> str:
    """How many days or weeks were kept: `17 of 22 days kept`; empty for other goals."""
    if shown.kept is None or not shown.kept.of:
        return ""
    if shown.progress.goal.repeats == "day":
        text = ngettext("{kept} of {all} day kept", "{kept} of {all} days kept", shown.kept.of)
    else:
        text = ngettext("{kept} of {all} week kept", "{kept} of {all} weeks kept", shown.kept.of)
    return text.format(kept=shown.kept.kept, all=shown.kept.of)


def _counted(progress: Progress) -> str:
    goal, actual = progress.goal, progress.actual
    if actual is None or progress.target is None or actual.value is None:
        return _("no data")
    lower = goal_units.better(goal.figure) == "lower"
    form = _("{first} of at most {second}") if lower else _("{first} of {second}")
    told = of_both(figure_words.shown(actual), said(goal, progress.target), form)
    if goal.repeats == "day":
        return _("today {told}").format(told=told)
    return _("this week {told}").format(told=told) if goal.repeats == "week" else told


def _level(progress: Progress) -> str:
    actual = progress.actual
    if actual is None or actual.value is None:
        return _("no data yet")
    return " · ".join(filter(None, (figure_words.shown(actual), made_of(actual))))


def made_of(actual: Figure) -> str:
    """What a level was made of: `17 of 55 decided`, or of how many records."""
    if actual.note == FEW:
        return _("too few to say: {number} so far").format(number=actual.n)
    part, whole = actual.numerator, actual.denominator
    if actual.low is not None and part is not None and whole is not None:
        text = _(_COUNTED[actual.id]) if actual.id in _COUNTED else _("{part} of {all}")
        return text.format(part=figure_words.number(part), all=figure_words.number(whole))
    return ngettext("{n} record", "{n} records", actual.n).format(n=grouped(actual.n))


def foot(shown: Shown) -> tuple[str, str]:
    """Two lines at the foot of a card: what to expect or what is behind it; and what to do next, or the reward."""
    progress, goal = shown.progress, shown.progress.goal
    told = (_landing(shown), run_told(progress), _first_cause(shown), _sureness(shown), record_told(progress))
    first = next(filter(None, told), "")
    second = _next(shown) or reward_told(progress) or needed(progress) or goal.why
    if progress.earned:
        second = goal.reward
    if not first or first == second:
        return second, ""
    return first, second


def _landing(shown: Shown) -> str:
    return "" if shown.kept is not None else landing(shown.progress)


def landing(progress: Progress) -> str:
    """Where a goal that counts is likely to end, while it is under way."""
    ahead = progress.pace.projection if progress.pace else None
    if ahead is None or progress.status not in _UNDER_WAY:
        return ""
    told = goal_units.about(ahead.value, progress.goal)
    if ahead.low is None or ahead.high is None:
        return _("Likely to land at {value}").format(value=told)
    low, high = (
        figure_words.bare(goal_units.about(one, progress.goal), told) for one in (ahead.low, ahead.high)
    )
    return _("Likely to land at {value} ({low} – {high})").format(value=told, low=low, high=high)


def needed(progress: Progress) -> str:
    """What must still come, while a goal that counts is under way."""
    if progress.status not in _UNDER_WAY:
        return ""
    return goal_glance.needed(progress)


def run_told(progress: Progress) -> str:
    """The streaks of a goal that comes again: `Best run: 11 days, and still going`."""
    streak, repeats = progress.streak, progress.goal.repeats
    if not streak.best or not repeats:
        return ""
    best = _steps(repeats, streak.best)
    if streak.current == streak.best:
        return _("Best run: {best}, and still going").format(best=best)
    if streak.current:
        return _("Best run: {best}; now {now}").format(best=best, now=streak.current)
    return _("Best run: {best}").format(best=best)


def _steps(repeats: str, number: int) -> str:
    texts = {
        "day": ngettext("{n} day", "{n} days", number),
        "week": ngettext("{n} week", "{n} weeks", number),
        "month": ngettext("{n} month", "{n} months", number),
        "quarter": ngettext("{n} quarter", "{n} quarters", number),
        "year": ngettext("{n} year", "{n} years", number),
    }
    return texts[repeats].format(n=grouped(number))


def _first_cause(shown: Shown) -> str:
    cause = next((one for one in shown.causes if one.evidence), None)
    return "" if cause is None else _("{cause}: {told}").format(cause=cause.label, told=cause.evidence[0])


def _sureness(shown: Shown) -> str:
    actual = shown.progress.actual
    told = figure_words.sure(actual) if actual is not None else ""
    return told[:1].upper() + told[1:]


def record_told(progress: Progress) -> str:
    """The best that a goal's figure ever was in a period that is over."""
    best = progress.best
    if best is None or (not best.value and goal_units.better(progress.goal.figure) == "higher"):
        return ""
    when = named(best.period, progress.period.start)
    return _("Your best: {value}, {when}").format(value=said(progress.goal, best.value), when=when)


def _next(shown: Shown) -> str:
    if shown.progress.status not in LACKING:
        return ""
    if shown.effort is not None:
        return shown.effort.label
    return shown.causes[0].act.label if shown.causes else ""


def reward_told(progress: Progress) -> str:
    """That there is a reward, which, and whether it was earned or taken."""
    reward = reward_noted(progress)
    return _("Reward: {reward}").format(reward=reward) if reward else ""


def reward_noted(progress: Progress) -> str:
    """The reward, and whether it was earned or taken."""
    goal = progress.goal
    if goal.reward and goal.rewarded_on is not None:
        day = short_day(goal.rewarded_on, progress.period.start)
        return _("{reward}, taken {day}").format(reward=goal.reward, day=day)
    return _("{reward}, earned").format(reward=goal.reward) if progress.earned else goal.reward
