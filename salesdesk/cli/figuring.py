"""The figures of a period, of the whole or by its parts, each with its working: `figures`."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from fractions import Fraction

import click

from salesdesk.cli import days
from salesdesk.cli.documents import Document
from salesdesk.cli.figure_records import Worked, worked
from salesdesk.cli.sale_documents import money
from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command
from salesdesk.clock import today
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.domain.locally import day_month, half_up
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import figure_words
from salesdesk.services import figures as asking
from salesdesk.store.database import Store

_DIGITS = 6  # of a share or a mean in JSON


@click.command(
    cls=Command, help=N_("Tell figures of a period: revenue, win rate, leads … of the year so far.")
)
@common
@click.argument("ids", nargs=-1, metavar="[ID…]")
@click.option("--from", "start", default="", metavar="DAY", help=N_("The first day; usually 1 January."))
@click.option("--to", "end", default="", metavar="DAY", help=N_("The day after the last; usually tomorrow."))
@click.option(
    "--by",
    default="",
    type=click.Choice(("", *asking.BY)),
    metavar="PART",
    help=N_("By source, segment, product, fair, month …"),
)
@click.option("--working", is_flag=True, help=N_("With the records it is made of, and those left out."))
@in_session
def figures(session: Session, ids: Sequence[str], start: str, end: str, by: str, *, working: bool) -> None:
    if working and (by or not ids):
        raise UserError(
            _("--working is of figures that you name, as a whole."), _("Write: figures win_rate --working.")
        )
    currency = session.own_currency()
    with session.store() as store, store.read() as reading:
        period = _period(store, start, end)
        if working:
            answers = [worked(reading, store.clock, currency, period, ident) for ident in ids]
            _tell_working(session, period, answers)
            return
        found = asking.read(reading, store.clock, currency, period, ids=ids, by=by)
        names = asking.labels(reading, by, {one.group or "" for one in found}) if by else {}
    lines = [_head(period), *(_line(one, names) for one in found)]
    session.answer([document(one) for one in found], "\n".join(lines))


def _tell_working(session: Session, period: Period, answers: Sequence[Worked]) -> None:
    documents: list[Document] = [document(one.working.figure) | one.document() for one in answers]
    told = [line for one in answers for line in (_line(one.working.figure, {}), *one.lines())]
    session.answer(documents, "\n".join([_head(period), *told]))


def _head(period: Period) -> str:
    return _("{first} to {last}").format(
        first=day_month(period.start), last=day_month(period.end - timedelta(days=1))
    )


def _period(store: Store, start: str, end: str) -> Period:
    """The days asked for: the year so far where nothing is said. Raises `UserError` where there are none."""
    now = today(store.clock)
    last = days.been(store, end) if end else now + timedelta(days=1)
    first = days.been(store, start) if start else date((last or now).year, 1, 1)
    if first is None or last is None or first >= last:
        raise UserError(
            _("That is no period."), _("--to is the day after the last: --from 2026-01-01 --to 2026-02-01.")
        )
    return Period(first, last)


def _line(one: Figure, names: dict[str, str]) -> str:
    group = "" if one.group is None else f"  {names.get(one.group, one.group)}"
    parts = [figure_words.shown(one), _("n = {number}").format(number=one.n)]
    sure = figure_words.sure(one)
    note = figure_words.note(one) if one.value is not None else ""
    gone = [f"{why}: {count}" for why, count in figure_words.left_out(one)]
    told = "; ".join(part for part in (sure, note, *gone) if part)
    return f"{FIGURES[one.id].title}{group}  {parts[0]}  ({'; '.join(filter(None, (parts[1], told)))})"


def document(one: Figure) -> Document:
    """A figure as JSON: amounts as money, shares and means as numbers, `null` for no data."""
    return {
        "id": one.id,
        "value": _value(one, one.value),
        "unit": one.unit,
        "n": one.n,
        "numerator": _value(one, one.numerator),
        "denominator": None if one.denominator is None else _number(one.denominator),
        "excluded": [{"why": gone.why, "count": gone.count} for gone in one.excluded],
        "low": one.low and round(one.low, _DIGITS),
        "high": one.high and round(one.high, _DIGITS),
        "note": one.note,
        "group": one.group,
    }


def _value(one: Figure, value: Fraction | None) -> object:
    if value is None:
        return None
    if one.currency:
        return money(half_up(value), one.currency)
    return _number(value)


def _number(value: Fraction) -> int | float:
    return int(value) if value.denominator == 1 else round(float(value), _DIGITS)


COMMANDS = {"figures": figures}
