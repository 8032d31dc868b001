"""What a card of the insights tells: a chart or a table, a note in its head, a sentence below."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from fractions import Fraction

from salesdesk.domain.figures.figure import FEW, Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.locally import from_to, grouped, half_up, month_year, short_day, standalone_month
from salesdesk.domain.values import minor_places
from salesdesk.i18n import _, language, ngettext
from salesdesk.services import figure_words
from salesdesk.ui.charts.drawing import ChartData, Table


@dataclass(frozen=True, slots=True)
class Told:
    """What a card shows. `keys` name what its rows are of, in their order, as the store names them; `days` are those of
    its bars. `nothing` is said where there is too little to draw, in the place of the section's own word for none."""

    note: str = ""
    chart: ChartData | None = None
    table: Table | None = None
    foot: str = ""
    keys: tuple[str, ...] = ()
    days: tuple[Period, ...] = ()
    nothing: str = ""

    @property
    def names(self) -> tuple[str, ...]:
        """What its rows are called."""
        table = self.table or (self.chart.table() if self.chart is not None else None)
        return tuple(row[0] for row in table.rows) if table is not None else ()

    def is_empty(self) -> bool:
        """Whether there is nothing to show."""
        return not self.table.rows if self.table is not None else self.chart is None or self.chart.is_empty()


def value(one: Figure | None) -> str:
    """A figure as one says it; too few, or nothing, is said so."""
    if one is None:
        return "–"
    return figure_words.note(one) if one.note == FEW else figure_words.shown(one)


def number(one: Figure | None) -> float | None:
    """A figure as a chart draws it; None where it is too little to be drawn."""
    return None if one is None or one.value is None or one.note == FEW else float(one.value)


def money(minor: Fraction | float, currency: str) -> str:
    """An amount of minor units."""
    return figure_words.said(Fraction(minor), "money", currency)


def axis_money(currency: str) -> Callable[[float], str]:
    """How an amount is written on an axis: in whole units, without the currency."""
    unit = 10 ** minor_places(currency)
    return lambda minor: grouped(half_up(Fraction(minor) / unit))


def amount(one: Figure | None) -> str:
    """An amount in a column that names the currency itself; nothing where nothing was sold."""
    if one is None:
        return grouped(0)
    if one.value is None or one.note == FEW:
        return cell(one)
    return axis_money(one.currency)(float(one.value))


def count(one: Figure | None) -> str:
    """What is counted, in a cell of a table; 0 where there was nothing to count."""
    return grouped(0) if one is None else cell(one)


def cell(one: Figure | None) -> str:
    """A figure in a cell of a table, where there is little room."""
    return _("too few") if one is not None and one.note == FEW else value(one)


def currency_sign(currency: str) -> str:
    """A currency as people write it: `kr`."""
    from babel.numbers import get_currency_symbol

    return get_currency_symbol(currency, locale=language())


def axis_name(days: Period, step: str) -> str:
    """What stands below a day, a week (by its first day) or a month."""
    if step == "month":
        return standalone_month(days.start)[:3]
    return short_day(days.start, days.start)


def per_cent(share: float) -> str:
    """A share on an axis."""
    return figure_words.said(Fraction(round(share * 1000), 1000), "share")


def deals(count: int) -> str:
    """How many deals."""
    return ngettext("{number} deal", "{number} deals", count).format(number=grouped(count))


def span(period: Period) -> str:
    """The days of a period: `1 Jan – 22 Nov 2026`; of whole months, their names."""
    return from_to(period.start, period.end - timedelta(days=1))


def part_named(days: Period, step: str) -> str:
    """What a day, week or month is called."""
    if step == "month":
        return month_year(days.start)
    last = days.end - timedelta(days=1)
    return short_day(days.start, last) if step == "day" else span(days)
