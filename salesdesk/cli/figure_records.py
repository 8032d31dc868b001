"""The working of a figure on the command line: its sides, and what was left out, record by record."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from salesdesk.cli.documents import Document
from salesdesk.cli.sale_documents import money
from salesdesk.clock import Clock
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.locally import day_month, half_up
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_working
from salesdesk.services.figure_working import Part, Working
from salesdesk.store.figures.records import Found
from salesdesk.store.unit import Reading

_LINES: Final = 20  # records told of each part; JSON has the ids of all
_DIGITS: Final = 6


@dataclass(frozen=True, slots=True)
class Worked:
    """A figure with its working, and the records of each of its parts, by their places."""

    working: Working
    records: dict[int, Sequence[Found]]

    def document(self) -> Document:
        """What is added to the figure in JSON."""
        made = self.working
        return {
            "sides": [self._part(one) for one in made.sides],
            "left_out": [{"why": one.side.why or None, **self._part(one)} for one in made.left_out],
        }

    def lines(self) -> list[str]:
        """What is told below the figure: the formula, its sides, and what was left out one by one."""
        made = self.working
        told = [
            f"  {FIGURES[made.figure.id].formula}",
            *(f"    {one.name}: {one.shown}" for one in made.sides),
        ]
        if made.left_out:
            told.append("  " + _("Left out"))
        for part in made.left_out:
            told.append(f"    {part.name}: {part.shown}")
            told += [f"      {_record(part, one)}" for one in self.records[part.place][:_LINES]]
            more = part.count - _LINES
            if more > 0:
                told.append(
                    "      " + ngettext("and {number} more", "and {number} more", more).format(number=more)
                )
        return told

    def _part(self, part: Part) -> Document:
        return {
            "name": part.name,
            "count": part.count,
            "amount": _amount(part),
            "records": [str(one.id) for one in self.records[part.place] if one.id],
        }


def worked(reading: Reading, clock: Clock, own: str, period: Period, ident: str) -> Worked:
    """A figure with its working and all its records. Raises `UserError` where it is not known."""
    made = figure_working.read(reading, clock, own, period, ident)
    return Worked(
        made,
        {
            part.place: figure_working.records(reading, clock, own, period, part.side, most=-1)
            for part in (*made.sides, *made.left_out)
        },
    )


def _record(part: Part, record: Found) -> str:
    told = (
        record.title,
        figure_working.line_of(record),
        day_month(record.day) if record.day else "",
        figure_working.amount_of(part, record),
    )
    return " · ".join(filter(None, told))


def _amount(part: Part) -> object:
    if part.amount is None:
        return None
    if part.currency:
        return money(half_up(part.amount), part.currency)
    return _number(part.amount)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), _DIGITS)
