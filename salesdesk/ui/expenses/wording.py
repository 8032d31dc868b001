"""How an expense reads in the list, and which periods are offered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from PySide6.QtGui import QFontMetrics

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import exact_money, grouped, short_day, standalone_month, whole_money
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.i18n import _, ngettext
from salesdesk.services.expenses import Line, Sums
from salesdesk.ui import theme
from salesdesk.ui.table_painting import PAD
from salesdesk.ui.tables import Cell, Column

PERIODS: Final = ("month", "year", "all")


def columns(now: Callable[[], date]) -> tuple[Column[Line], ...]:
    """What is shown of an expense."""
    return (
        Column(
            "day", _("Day"), lambda one: Cell(short_day(one.day, now()) if one.day else ""), 110, 0, "day"
        ),
        Column("what", _("What for"), lambda one: Cell(one.what, strong=True), 180, 0, "what", stretch=True),
        Column("kind", _("Kind"), lambda one: Cell(vocabulary.label("expense", one.kind)), 100, 2, "kind"),
        Column("step", _("Meant to"), lambda one: Cell(vocabulary.label("step", one.step)), 92, 4, "step"),
        Column("where", _("Fair or source"), lambda one: Cell(one.fair or one.source), 150, 3, "where"),
        Column("amount", _("Amount"), _amount, 108, 0, "amount", right=True),
    )


def _amount(one: Line) -> Cell:
    return Cell(exact_money(one.minor, one.currency) if one.currency else grouped(one.minor))


def wide_enough(known: Sequence[Column[Line]], lines: Sequence[Line]) -> tuple[Column[Line], ...]:
    """The columns, that of the amounts as wide as the longest of `lines`: an amount is never cut."""
    biggest: dict[str, int] = {}
    for one in lines:
        biggest[one.currency] = max(biggest.get(one.currency, 0), abs(one.minor))
    metrics = QFontMetrics(theme.font(tabular=True))
    # with decimals and a sign, which a smaller one may have
    shown = (exact_money(-(minor | 1), code) if code else grouped(-minor) for code, minor in biggest.items())
    wide = max((metrics.horizontalAdvance(text) + 2 * PAD for text in shown), default=0)
    return tuple(replace(one, width=max(one.width, wide)) if one.key == "amount" else one for one in known)


_BY: Final[dict[str, Callable[[Line], Any]]] = {
    "day": lambda one: one.day or date.min,
    "what": lambda one: fold(one.what),
    "kind": lambda one: fold(vocabulary.label("expense", one.kind)),
    "step": lambda one: (*vocabulary.slugs("step"), one.step).index(one.step),
    "where": lambda one: (not (one.fair or one.source), fold(one.fair or one.source)),
    "amount": lambda one: one.minor,
}


def ordered(lines: Sequence[Line], sort: str, *, descending: bool) -> list[Line]:
    """`lines`, which come with the latest first, in the order asked."""
    if sort == "day" and descending:
        return list(lines)
    return sorted(lines, key=_BY[sort], reverse=descending)


def begins(period: str, day: date) -> date | None:
    """The first day of a period that ends with `day`; None for all there is."""
    if period == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if period == "year" else None


def period_told(period: str, day: date) -> str:
    """What a period is called over its sums."""
    return {"month": standalone_month(day), "year": str(day.year)}.get(period, _("All years"))


def counted(shown: int) -> str:
    """How many there are."""
    return ngettext("{number} expense", "{number} expenses", shown).format(number=grouped(shown))


def elsewhere(found: Sums) -> str:
    """What is in no sum because its currency has no rate; empty where all is."""
    if not found.elsewhere:
        return ""
    some = ", ".join(whole_money(Money(minor, code)) for code, minor in found.elsewhere.items())
    return _("Without {amounts}, of which no rate is kept.").format(amounts=some)


def stands_told(stands: Sequence[Money], currency: str) -> str:
    """What the stands cost, which is no expense of this list."""
    minor = sum(one.minor for one in stands if one.currency == currency)
    if not minor:
        return ""
    told = _("Stand costs, {amount}, are kept with the fairs and are not among these.")
    return told.format(amount=whole_money(Money(minor, currency)))
