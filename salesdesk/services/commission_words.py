"""How commission is said: a rate, a plan's period, what the next tier needs, what a sale adds."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Final

from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.figures.periods import Period, around
from salesdesk.domain.locally import day_month, exact_money, month_year, quarter_year
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, language
from salesdesk.services import figure_words
from salesdesk.services.commission_standing import Standing

_RATE: Final = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,4}))?\s*%?")
PER: Final[Mapping[str, str]] = {
    "month": N_("per month"),
    "quarter": N_("per quarter"),
    "year": N_("per year"),
}


def rate_meant(text: str) -> Decimal:
    """The share of 1 that `text` says in per cent: 8, 7,5 %. Raises `UserError` where it is none."""
    found = _RATE.fullmatch(text.strip())
    if found is None:
        raise UserError(_("“{text}” is no rate.").format(text=text.strip()), _("Write for example 8 %."))
    rate = Decimal(f"{found[1]}.{found[2] or 0}") / 100
    if rate > 1:
        raise UserError(_("A rate is from 0 to 100 per cent."), _("Write for example 8 %."))
    return rate


def rate(share: Decimal | Fraction) -> str:
    """A share of 1 in per cent, with as many decimals as it has: `8 %`, `7,25 %`."""
    from babel.numbers import format_decimal

    percent = Decimal(share.numerator) / Decimal(share.denominator) if isinstance(share, Fraction) else share
    shown: str = format_decimal(percent * 100, "#,##0.####", locale=language())
    return _("{number} %").format(number=shown)


def period(days: Period, step: str) -> str:
    """What a plan's period is called: `November 2026`, `Q4 2026`, `2026`; the days of one that is cut short."""
    if around(days.start, step) != days:
        first, last = day_month(days.start), day_month(days.end - timedelta(days=1))
        return _("{first} to {last}").format(first=first, last=last)
    if step == "month":
        return month_year(days.start)
    return quarter_year(days.start) if step == "quarter" else str(days.start.year)


def amount(minor: int, currency: str) -> str:
    """An amount as one says it: whole from a thousand on."""
    return figure_words.said(Fraction(minor), "money", currency)


def tiers(some: Sequence[Tier], currency: str) -> list[str]:
    """Each tier in a line: `5 % up to 100 000 kr`, `8 % of what is above 100 000 kr`."""
    told = list[str]()
    for place, one in enumerate(some):
        low = exact_money(one.from_minor, currency)
        if place + 1 < len(some):
            high = exact_money(some[place + 1].from_minor, currency)
            text = _("{rate} up to {high}") if not one.from_minor else _("{rate} from {low} up to {high}")
            told.append(text.format(rate=rate(one.rate), low=low, high=high))
        else:
            text = _("{rate} of all sales") if not one.from_minor else _("{rate} of what is above {low}")
            told.append(text.format(rate=rate(one.rate), low=low))
    return told


def next_step(found: Standing) -> str:
    """What the next tier needs; that one is in the highest; the empty text in a plan without tiers."""
    if found.next is not None:
        return _("{amount} more to the next tier ({rate})").format(
            amount=amount(found.next.to_go_minor, found.currency), rate=rate(found.next.tier.rate)
        )
    if found.tier is not None:
        return _("The highest tier is reached ({rate})").format(rate=rate(found.tier.rate))
    return ""


def a_sale(found: Standing) -> str:
    """What a sale of the usual size adds; the empty text where nobody knows what is usual."""
    if found.sale_minor is None or found.sale_adds is None:
        return ""
    return _("A sale of the usual size, {sale}, adds {commission}.").format(
        sale=amount(found.sale_minor, found.currency), commission=amount(found.sale_adds, found.currency)
    )


def earned(found: Standing) -> str:
    """What was earned of what: `12 300 kr of 84 250 kr sold`."""
    return _("{commission} earned on {sold} sold").format(
        commission=amount(found.earned_minor, found.currency), sold=amount(found.sold_minor, found.currency)
    )


def begins(day: date, today: date) -> str:
    """From when on a plan holds."""
    told = day_month(day)
    return (_("from {day} on") if day > today else _("since {day}")).format(day=told)


def per(step: str) -> str:
    """For which period the base is."""
    return _(PER[step])
