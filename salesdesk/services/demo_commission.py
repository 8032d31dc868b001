"""The commission plan of the sample year: a base each month, and two tiers that good months reach."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, time
from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.periods import around, months_on
from salesdesk.domain.values import minor_places
from salesdesk.i18n import _
from salesdesk.services.demo_course import made

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change
    from salesdesk.services.demo_year import Year

_MONTHS: Final = 12
_GOOD: Final = 250  # per cent of the mean month, from which the second tier holds
_BASE: Final = 100  # how often the base goes into that
_FIVE, _EIGHT = 5 * 10**10, 8 * 10**10  # per cent as rates are kept: in millionths of a millionth


def plan_of(year: Year, currency: str, sold_minor: int) -> Iterator[Change]:
    """The plan and its tiers, for a year in which so much was sold; nothing where nothing was."""
    if sold_minor <= 0:
        return
    unit = 10 ** minor_places(currency)
    good = _round(sold_minor * _GOOD // (100 * _MONTHS * unit)) * unit
    since = months_on(around(year.today, "month").start, -_MONTHS)
    at = datetime.combine(since, time(9), year.zone)
    plan = made(
        "commission_plans",
        {
            "name": _("With the workshop"),
            "period": "month",
            "base_minor": good // _BASE,
            "currency": currency,
            "since": since.isoformat(),
        },
        at,
    )
    yield plan
    for low, rate in ((0, _FIVE), (good, _EIGHT)):
        yield made("commission_tiers", {"plan": plan.record.hex, "from_minor": low, "rate": rate}, at)


def _round(number: int) -> int:
    """The first digit of a number, or that and a half, with noughts behind it."""
    step = 10 ** (len(str(number)) - 1)
    return number * 2 // step * step // 2 or number
