"""How a competitor, its prices and the contracts with it read."""

from __future__ import annotations

from datetime import date

from salesdesk.domain.competitors import CompetitorPrice
from salesdesk.domain.locally import day_month, exact_money, grouped, short_day
from salesdesk.i18n import _, ngettext
from salesdesk.services.competitor_list import Contract, Line, Sheet
from salesdesk.ui.tables import Cell, Column
from salesdesk.ui.widgets.rows import Row

SOON = 60  # days before the end from which a contract is marked


def columns() -> tuple[Column[Line], ...]:
    """What is shown of a competitor."""
    return (
        Column("name", _("Competitor"), lambda c: Cell(c.name, strong=True), 170, 0, "name", stretch=True),
        Column("lost", _("Lost to them"), lambda c: _count(c.lost), 104, 1, "lost", right=True),
        Column("won", _("Won against them"), lambda c: _count(c.won), 134, 2, "won", right=True),
        Column("contracts", _("Contracts"), lambda c: _count(c.contracts), 88, 3, "contracts", right=True),
        Column("seen", _("Price seen"), lambda c: _seen(c.seen_on), 108, 4, "seen", right=True),
    )


def _count(number: int) -> Cell:
    return Cell(grouped(number) if number else "")


def _seen(day: date | None) -> Cell:
    return Cell(day_month(day) if day else "")


def counted(shown: int, of: int) -> str:
    """How many competitors there are, and how many of them are shown."""
    if shown != of:
        return _("{number} of {all}").format(number=grouped(shown), all=grouped(of))
    return ngettext("{number} competitor", "{number} competitors", of).format(number=grouped(of))


def stands(sheet: Sheet) -> str:
    """How it goes against a competitor, in a line: `3 deals lost to them · 1 won against them`."""
    parts = [
        ngettext("{number} deal lost to them", "{number} deals lost to them", sheet.lost).format(
            number=sheet.lost
        ),
        _("{number} won against them").format(number=sheet.won),
    ]
    return " · ".join(parts) if sheet.lost or sheet.won else _("No deal has gone either way yet")


def price(one: CompetitorPrice) -> str:
    """What a product costs there."""
    return exact_money(one.minor, one.currency) if one.minor is not None else ""


def seen(one: CompetitorPrice, now: date) -> str:
    """When a price was seen."""
    return _("seen {day}").format(day=short_day(one.seen_on, now)) if one.seen_on else ""


def ends(day: date | None, now: date) -> str:
    """When a contract ends."""
    if day is None:
        return _("no end known")
    told = _("ended {day}") if day < now else _("ends {day}")
    return told.format(day=short_day(day, now))


def tone(day: date | None, now: date) -> str:
    """How near the end of a contract is."""
    return "warm" if day is not None and now <= day and (day - now).days <= SOON else "neutral"


def contract_row(one: Contract, now: date, *, rival: bool) -> Row:
    """A contract in a list: with whom, on what, when it ends. `rival`: the competitor's name is told, too."""
    title = " · ".join(part for part in (one.who, one.company) if part)
    note = " · ".join(part for part in (one.rival if rival else "", one.product or _("something")) if part)
    return Row(one.id, title, note, ends(one.ends_on, now), tone(one.ends_on, now), who=one.who)
