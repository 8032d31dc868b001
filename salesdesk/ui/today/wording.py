"""How the lines of the day read: a follow-up, a promise, a fair."""

from __future__ import annotations

from datetime import date, datetime

from salesdesk.clock import Clock, today
from salesdesk.domain.locally import clock_time, days_late, weekday, whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services.agenda import Due, FairDay, Promised
from salesdesk.ui.promises import promised
from salesdesk.ui.widgets.rows import Row

KIND_ICONS = {
    "call": "phone",
    "email": "mail",
    "visit": "map-pin",
    "meeting": "users",
    "message": "message-circle",
    "sample": "package",
}


def due_row(due: Due, day: date, clock: Clock) -> Row:
    """A follow-up as a row; late ones say by how much, today's at what time, later ones when."""
    who = due.name or due.company
    named = who and who.casefold() in due.what.casefold()
    about = (
        None if named else who,
        due.company if due.name else "",
        _("met at {fair}").format(fair=due.met) if due.met else "",
        _reminder(due.remind_at, clock),
    )
    chip, tone = _when(due, day)
    return Row(
        due.id,
        due.what,
        " · ".join(part for part in about if part),
        chip=chip,
        tone=tone,
        icon=KIND_ICONS.get(due.kind, "circle-check"),
    )


def _reminder(at: datetime | None, clock: Clock) -> str:
    """When one is reminded again, where that lies ahead."""
    if at is None or at <= clock.now():
        return ""
    return _("reminder {time}").format(time=reminder_time(at, clock))


def reminder_time(at: datetime, clock: Clock) -> str:
    """The hour of an instant, with its day where that is another than today."""
    local = at.astimezone(clock.zone())
    shown = clock_time(local.time())
    return shown if local.date() == today(clock) else f"{weekday(local.date())} {shown}"


def _when(due: Due, day: date) -> tuple[str, str]:
    late = (day - due.day).days
    if late > 0:
        return days_late(late), "hot"
    if late == 0:
        return clock_time(due.time) or _("Today"), "neutral"
    return f"{weekday(due.day)} {clock_time(due.time)}".strip(), "neutral"


def promised_row(one: Promised, clock: Clock) -> Row:
    """A complaint as a row, with when its answer is due."""
    who = " · ".join(part for part in (one.name, one.company) if part)
    chip, tone = promised(one.promised_at, clock)
    public = _("said in public") if one.public else ""
    return Row(
        one.id,
        one.what,
        " · ".join(part for part in (public, who) if part),
        chip=chip,
        tone=tone,
        who=one.name or one.company or "?",
    )


def fair_title(found: FairDay, day: date) -> str:
    """`Fair in 3 days`, `Day 2 of 3`."""
    start, end = found.starts_on, found.ends_on
    if start is None or end is None:
        return _("Fair")
    ahead = (start - day).days
    if ahead > 0:
        return ngettext("Fair in {number} day", "Fair in {number} days", ahead).format(number=ahead)
    return _("Fair, day {day} of {days}").format(day=(day - start).days + 1, days=(end - start).days + 1)


def fair_note(found: FairDay) -> str:
    """What is known of how it goes."""
    told = list[str]()
    if found.met and found.target_leads:
        told.append(_("{met} of {target} leads").format(met=found.met, target=found.target_leads))
    elif found.target_leads:
        told.append(_("Goal {target} leads").format(target=found.target_leads))
    elif found.met:
        told.append(ngettext("{number} lead", "{number} leads", found.met).format(number=found.met))
    if found.lead_cost:
        told.append(_("{money} a lead so far").format(money=whole_money(found.lead_cost)))
    return " · ".join(told)
