"""How a technique and what came of it read."""

from __future__ import annotations

from salesdesk.clock import Clock
from salesdesk.domain.locally import grouped, short_moment
from salesdesk.i18n import _, ngettext
from salesdesk.services import figure_words, technique_list
from salesdesk.services.technique_list import Line, Use
from salesdesk.ui.widgets.rows import Row

_TONES = {"won": "good", "lost": "hot"}


def rate(line: Line) -> str:
    """Its win rate with the range, or that there is too little to say."""
    return technique_list.rate(line.rate) or few(line)


def few(line: Line) -> str:
    """That there are too few deals to say; not tried yet, where there is none."""
    return _("too few to say") if line.rate.n else _("not decided yet") if line.deals else _("not tried yet")


def came_of_it(line: Line) -> str:
    """`13 deals · 10 won · 3 lost`, under the name in the list."""
    parts = [ngettext("{number} deal", "{number} deals", line.deals).format(number=grouped(line.deals))]
    if line.rate.n:
        parts.append(_("{number} won").format(number=grouped(line.won)))
        parts.append(_("{number} lost").format(number=grouped(line.lost)))
    if line.touches and not line.rate.n:
        parts.append(touches(line))
    if line.record is None:
        parts.append(_("not written down"))
    return " · ".join(parts)


def touches(line: Line) -> str:
    """How many activities name it."""
    told = ngettext("{number} activity", "{number} activities", line.touches)
    return told.format(number=grouped(line.touches))


def stands(line: Line) -> str:
    """How it stands, under its name."""
    said = rate(line)
    parts = [said[:1].upper() + said[1:]]
    if line.rate.n:
        won = _("{won} of {all} won").format(won=grouped(line.won), all=grouped(line.rate.n))
        parts = [parts[0] if line.rate.note else _("Wins {rate}").format(rate=said), won]
    if line.sale.value is not None and not line.sale.note:
        parts.append(_("mean sale {amount}").format(amount=figure_words.shown(line.sale)))
    if line.touches:
        parts.append(touches(line))
    return " · ".join(parts)


def use_row(use: Use, clock: Clock) -> Row:
    """A deal in which it was used."""
    chips = {"won": _("Won"), "lost": _("Lost"), "disqualified": _("Disqualified")}
    when = short_moment(use.at, clock) if use.at is not None else ""
    note = " · ".join(part for part in (use.who, when) if part)
    chip = chips.get(use.outcome, _("Open"))
    return Row(use.deal, use.title, note, chip, _TONES.get(use.outcome, "neutral"))
