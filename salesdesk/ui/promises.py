"""How a promise to answer reads wherever it stands: when it is due or how late it is, and in which tone."""

from __future__ import annotations

from datetime import datetime

from salesdesk.clock import Clock, today
from salesdesk.domain.locally import clock_time, days_late, weekday
from salesdesk.i18n import _

SOON = 3  # days ahead for which a promise is warm


def promised(at: datetime | None, clock: Clock) -> tuple[str, str]:
    """The words and the tone of a promise that is still open, or of there being none."""
    if at is None:
        return _("No promise"), "neutral"
    local = at.astimezone(clock.zone())
    days, hour = (local.date() - today(clock)).days, clock_time(local.time())
    if at < clock.now():
        return (_("Late since {time}").format(time=hour) if days == 0 else days_late(-days)), "hot"
    if days == 0:
        return _("Due today {time}").format(time=hour), "hot"
    return weekday(local.date()), "warm" if days <= SOON else "neutral"
