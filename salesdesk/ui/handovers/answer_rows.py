"""An answer as a list says it: a heading for each prospect, a row for each field, what came out in figures."""

from __future__ import annotations

from collections.abc import Collection

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services.answer_fields import Field, Outcome
from salesdesk.services.answers import Review
from salesdesk.ui.widgets.rows import Row


def rows_of(review: Review, taken: Collection[int]) -> list[Row]:
    """The rows; each field is known by its place among all of them."""
    out: list[Row] = []
    place = 0
    for each in review.people:
        who = ", ".join(filter(None, (each.name, each.company if each.company != each.name else "")))
        unsure = _("{name}: not certain that it is they").format(name=who)
        out.append(Row(each.id, unsure if each.unsure else who, head=True))
        for one in each.fields:
            out.append(_row(place, one, taken=place in taken))
            place += 1
    return out


def _row(place: int, one: Field, *, taken: bool) -> Row:
    theirs = _flat(one.theirs)
    if one.outcome is Outcome.EMPTIED:
        title = _("{field}: left out by them").format(field=one.label)
        chip = _("Goes") if taken else _("Stays")
    else:
        title = f"{one.label}: {theirs}"
        chip = _("Take") if taken else _("Keep mine")
    handed, mine = _flat(one.handed) or _("nothing"), _flat(one.mine) or _("nothing")
    if one.handed == one.mine:
        note = _("Yours, as you handed it out: {mine}").format(mine=mine)
    else:
        note = _("Yours: {mine} · handed out: {handed}").format(mine=mine, handed=handed)
    if one.doubt:
        note = f"{one.doubt} {note}"
    is_doubtful = one.outcome is Outcome.BOTH or bool(one.doubt)
    tone = "accent" if taken else "warm" if is_doubtful else "neutral"
    return Row(place, title, note, chip, tone, icon="circle-check" if taken else "x")


def _flat(text: str) -> str:
    return " ".join(text.split())


def counts(review: Review) -> str:
    """What came out, in figures."""
    only, both, left = (review.counted(one) for one in (Outcome.THEIRS, Outcome.BOTH, Outcome.EMPTIED))
    told = [
        (only, ngettext("{n} field only they changed", "{n} fields only they changed", only)),
        (both, ngettext("{n} both changed", "{n} both changed", both)),
        (left, ngettext("{n} left out by them", "{n} left out by them", left)),
        (
            review.unchanged,
            ngettext("{n} prospect unchanged", "{n} prospects unchanged", review.unchanged),
        ),
    ]
    strangers, gone = len(review.strangers), len(review.gone)
    told += [
        (
            strangers,
            ngettext(
                "{n} not of this hand-over: bring them in as contacts",
                "{n} not of this hand-over: bring them in as contacts",
                strangers,
            ),
        ),
        (gone, ngettext("{n} not here any more", "{n} not here any more", gone)),
        (
            len(review.refused),
            ngettext("{n} row not read", "{n} rows not read", len(review.refused)),
        ),
        (
            len(review.follow_ups),
            ngettext(
                "{n} follow-up of theirs not taken: plan your own",
                "{n} follow-ups of theirs not taken: plan your own",
                len(review.follow_ups),
            ),
        ),
    ]
    return " · ".join(text.format(n=grouped(n)) for n, text in told if n)
