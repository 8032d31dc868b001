"""What the fields of a message say of one prospect: what is known of them, in the language of the message."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from babel.dates import format_date, format_skeleton
from sqlalchemy import select

from salesdesk.clock import Clock, today
from salesdesk.domain.deals import Deal
from salesdesk.domain.prospects import Prospect
from salesdesk.i18n import N_, Tongue
from salesdesk.services import deals
from salesdesk.services.cards import Card
from salesdesk.services.preferences import Own
from salesdesk.store.unit import Reading

_GIVEN_LAST = frozenset({"vi", "hu"})  # languages whose names begin with the family's


def values(
    reading: Reading,
    who: Card,
    own: Own,
    clock: Clock,
    *,
    names: Collection[str],
    tongue: Tongue,
    deal: UUID | None,
) -> dict[str, str]:
    """The values of the fields `names` (others may be missing), each empty where nothing is known.

    `deal` is the one that the message is about; without one it is the last one lost or still open, and for what
    was bought the last one won.
    """
    prospect, language = who.prospect, tongue.language
    met = prospect.met_at.astimezone(clock.zone()).date() if prospect.met_at else None
    waiting = [one for one in who.followups if one.day and one.done_at is None]
    next_step = min(waiting, key=lambda one: (one.day, one.row)).what if waiting else ""
    found = {
        "first_name": first_name(prospect),
        "name": prospect.name,
        "title": prospect.title,
        "company": who.company.name if who.company else "",
        "city": next((one.city for one in who.addresses if one.city), ""),
        "fair": who.fair.name if who.fair else "",
        "day_met": _day(met, language) if met else "",
        "product": next((one.product for one in who.asked_about if one.product), ""),
        "next_step": next_step,
        "today": format_date(today(clock), "long", locale=_form(language)),
        "seller": own.name,
        "seller_phone": own.phone,
        "seller_email": own.email,
    }
    if {"deal", "bought", "promised"} & set(names):
        found |= _of_deals(reading, who, deal, tongue)
    return found


def first_name(prospect: Prospect) -> str:
    """How one says hello to somebody; empty where that is not known."""
    if prospect.first_name.strip():
        return prospect.first_name.strip()
    words = [word for word in prospect.name.split() if not word.endswith(".")]
    if not words:
        return ""
    last = prospect.language.strip().lower().partition("-")[0] in _GIVEN_LAST
    return words[-1] if last else words[0]


def _of_deals(reading: Reading, who: Card, deal: UUID | None, tongue: Tongue) -> dict[str, str]:
    mine = select(Deal).where(Deal.prospect == who.prospect.id, Deal.deleted_at.is_(None))
    if deal is not None:
        mine = mine.where(Deal.id == deal)
    kept = list(reading.find(mine.order_by(Deal.row.desc())))
    won = [one for one in kept if one.outcome == "won"]
    others = [one for one in kept if one.outcome != "won"] or won
    return {
        "deal": others[0].title if others else "",
        "bought": _bought(reading, won[0], tongue) if won else "",
        "promised": _promised(reading, who, won, tongue),
    }


def _bought(reading: Reading, deal: Deal, tongue: Tongue) -> str:
    lines = [one.name for one in deals.lines(reading, deal.id) if one.name]
    return _listed(lines, tongue) or deal.title


def _listed(names: list[str], tongue: Tongue) -> str:
    """`oak trays`, `oak trays and a bowl`, `oak trays and more`."""
    if len(names) > 2:
        return tongue.say(N_("{what} and more")).format(what=names[0])
    return (
        tongue.say(N_("{one} and {other}")).format(one=names[0], other=names[1])
        if names[1:]
        else "".join(names)
    )


def _promised(reading: Reading, who: Card, won: list[Deal], tongue: Tongue) -> str:
    """What was promised and is not kept yet: of a complaint, else the delivery of a sale."""
    for one in who.complaints:
        if one.resolved_at is None and one.promise:
            return one.promise
    for one in won:
        days = [promise.day for promise in deals.promises(reading, one.id) if promise.day]
        if one.delivered_on is None and days:
            return tongue.say(N_("delivery on {day}")).format(day=_day(days[-1], tongue.language))
    return ""


def _form(language: str) -> str:
    return "en_GB" if language == "en" else language


def _day(day: date, language: str) -> str:
    """`15 November`."""
    return str(format_skeleton("MMMMd", day, locale=_form(language)))
