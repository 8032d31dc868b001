"""The brief before a visit: who it is, and on one page what one should know before the door opens."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today
from salesdesk.domain import vocabulary
from salesdesk.domain.competitors import Competitor, CompetitorContract
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.locally import clock_time, days_late, long_day, money
from salesdesk.domain.nurturing import NurtureStep
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.ratings import Rating
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import deal_stages, deals, lookup, timeline
from salesdesk.services.cards import Card, card
from salesdesk.services.ratings import SCALES
from salesdesk.store.unit import Reading

MOST: Final = 100  # briefs at once
_LONGEST: Final = 280  # characters of a line
_FEW: Final = 4  # lines of a part, but of the history
_PAST: Final = 9
_TOUCHES: Final = frozenset(
    (*vocabulary.slugs("activity"), "met", "created", "complaint", "solved", "stage", "changed")
)


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a brief: a word for it and its lines, each a sentence or so. `urgent` comes before all else."""

    title: str
    lines: Sequence[str]
    urgent: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """What is known of one prospect. `about` are the lines under the name, `reach` how to get there."""

    prospect: UUID
    name: str
    about: Sequence[str]
    reach: Sequence[str]
    parts: Sequence[Part]
    day: date


def collect(reading: Reading, clock: Clock, prospect: UUID) -> Brief:
    """The brief of a prospect as of now. Raises `UserError` where there is none."""
    who = card(reading, prospect)
    if who is None or who.prospect.deleted_at is not None:
        raise UserError(_("There is no such prospect any more."), _("Look for it again with find."))
    day, zone = today(clock), clock.zone()
    told = [
        (N_("Open complaints"), _complaints(who, zone), True),
        (N_("To do and to tell next"), _next(reading, who, day), False),
        (N_("Open deals"), _open_deals(reading, who), False),
        (N_("Asked about"), _asked(who), False),
        (N_("Has now, from others"), _rivals(reading, who), False),
        (N_("Bought"), _bought(reading, who, day, zone), False),
        (N_("How satisfied"), _ratings(reading, who, zone), False),
        (N_("Still to ask"), _questions(reading, who), False),
        (N_("Noted"), [who.prospect.note] if who.prospect.note.strip() else [], False),
        (N_("What happened"), _past(reading, who, zone), False),
    ]
    parts: list[Part] = []
    for title, lines, urgent in told:
        kept = [_short(one) for one in lines][: _PAST if title == "What happened" else _FEW]
        if kept:
            parts.append(Part(_(title), kept, urgent))
    return Brief(prospect, who.name, list(_about(who)), list(_reach(who)), parts, day)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return plain if len(plain) <= _LONGEST else f"{plain[: _LONGEST - 1].rstrip()}…"


def _about(who: Card) -> Iterator[str]:
    prospect = who.prospect
    company = who.company.name if who.company and prospect.name else ""
    first = ", ".join(filter(None, (prospect.title, company)))
    if first:
        yield first
    words = [vocabulary.label("stage", prospect.stage)]
    if who.interest:
        words.append(vocabulary.label("interest", who.interest))
    if prospect.customer_since:
        words.append(_("customer since {day}").format(day=long_day(prospect.customer_since)))
    if who.fair:
        words.append(_("met at {fair}").format(fair=who.fair.name))
    elif who.source:
        words.append(vocabulary.label("source", who.source.kind))
    yield " · ".join(filter(None, words))
    if who.tags:
        yield ", ".join(tag.name for tag in who.tags)


def _reach(who: Card) -> Iterator[str]:
    for one in who.addresses[:1]:
        place = " ".join(filter(None, (one.postal_code, one.city)))
        where = ", ".join(filter(None, (" ".join(one.street.split()), place)))
        if where:
            yield where
    yield from (one.value for one in who.phones[:2])
    yield from (one.value for one in who.emails[:1])


def _complaints(who: Card, zone: tzinfo) -> list[str]:
    waiting = [one for one in who.complaints if one.resolved_at is None and one.status == "open"]
    waiting.sort(key=lambda one: (one.promised_at is None, one.promised_at, one.row))
    return [_complaint(one, zone) for one in waiting]


def _complaint(one: Complaint, zone: tzinfo) -> str:
    what = f"{vocabulary.label('complaint', one.kind)}: {one.what}"
    if one.promised_at and one.promise:
        by = long_day(one.promised_at.astimezone(zone).date())
        return _("{what} Promised by {day}: {promise}").format(what=_ended(what), day=by, promise=one.promise)
    return f"{_ended(what)} {_('Promised: {promise}').format(promise=one.promise)}" if one.promise else what


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", "!", "?")) else f"{text.rstrip()}."


def _next(reading: Reading, who: Card, day: date) -> list[str]:
    waiting = [one for one in who.followups if one.day and one.done_at is None]
    waiting.sort(key=lambda one: (one.day or date.max, one.time is None, clock_time(one.time), one.row))
    lines = [_follow_up(reading, one, day) for one in waiting]
    prospect = who.prospect
    if prospect.revisit_product:
        lines.append(_("Offer instead: {product}").format(product=prospect.revisit_product))
    return lines


def _follow_up(reading: Reading, one: FollowUp, day: date) -> str:
    assert one.day
    late = (day - one.day).days
    when = days_late(late) if late > 0 else f"{long_day(one.day)} {clock_time(one.time)}".strip()
    told = f"{when}: {one.what}"
    step = reading.get(NurtureStep, one.nurture_step) if one.nurture_step else None
    return f"{told}. {step.tell}" if step is not None and step.tell not in ("", one.what) else told


def _deals(reading: Reading, who: Card) -> Sequence[Deal]:
    mine = select(Deal).where(Deal.prospect == who.prospect.id, Deal.deleted_at.is_(None))
    return reading.find(mine.order_by(Deal.row.desc()))


def _amount(reading: Reading, deal: Deal) -> str:
    lines = deals.lines(reading, deal.id)
    minor = sum(line_minor(one.quantity, one.net_minor or 0) for one in lines)
    return money(minor, deal.currency) if minor and deal.currency else ""


def _open_deals(reading: Reading, who: Card) -> list[str]:
    stages = {one.key: deal_stages.label(one) for one in deal_stages.read(reading)}
    lines: list[str] = []
    for one in _deals(reading, who):
        if not one.outcome:
            closes = _("closes {day}").format(day=long_day(one.expected_close)) if one.expected_close else ""
            said = (one.title, stages.get(one.stage, one.stage), _amount(reading, one), closes)
            lines.append(" · ".join(filter(None, said)))
    return lines


def _bought(reading: Reading, who: Card, day: date, zone: tzinfo) -> list[str]:
    lines: list[str] = []
    won = [one for one in _deals(reading, who) if one.outcome == "won" and one.closed_at]
    for one in won[:_FEW]:
        assert one.closed_at
        said = [long_day(one.closed_at.astimezone(zone).date()), one.title, _amount(reading, one)]
        promised = [promise.day for promise in deals.promises(reading, one.id) if promise.day]
        if one.delivered_on is None and promised:
            late = (day - promised[-1]).days
            told = days_late(late) if late > 0 else long_day(promised[-1])
            said.append(_("not delivered yet, promised: {when}").format(when=told))
        lines.append(" · ".join(filter(None, said)))
    return lines


def _asked(who: Card) -> list[str]:
    lines: list[str] = []
    for one in who.asked_about:
        signal = vocabulary.label("signal", one.signal).lower() if one.signal else ""
        day = long_day(one.day) if one.day else ""
        about = ", ".join(filter(None, (signal, day)))
        lines.append(f"{one.product} ({about})" if about else one.product)
    return ["; ".join(lines)] if lines else []


def _rivals(reading: Reading, who: Card) -> list[str]:
    mine = CompetitorContract.prospect == who.prospect.id, CompetitorContract.deleted_at.is_(None)
    found = reading.find(
        select(CompetitorContract)
        .where(*mine)
        .order_by(CompetitorContract.ends_on.is_(None), CompetitorContract.ends_on)
    )
    lines: list[str] = []
    for one in found:
        rival = reading.get(Competitor, one.competitor) if one.competitor else None
        ends = _("until {day}").format(day=long_day(one.ends_on)) if one.ends_on else ""
        lines.append(" · ".join(filter(None, (rival.name if rival else "", one.product, ends))))
        if rival is not None and rival.answers:
            lines.append(_("What to say of {name}: {answer}").format(name=rival.name, answer=rival.answers))
    return lines


def _ratings(reading: Reading, who: Card, zone: tzinfo) -> list[str]:
    mine = Rating.prospect == who.prospect.id, Rating.deleted_at.is_(None), Rating.value.is_not(None)
    found = reading.find(select(Rating).where(*mine).order_by(Rating.at.desc(), Rating.row.desc()).limit(2))
    lines: list[str] = []
    for one in found:
        high = SCALES.get(one.kind, (0, 10))[1]
        told = _("{kind}: {value} of {high}").format(
            kind=vocabulary.label("rating", one.kind), value=one.value, high=high
        )
        when = long_day(one.at.astimezone(zone).date()) if one.at else ""
        lines.append(" · ".join(filter(None, (told, when, f"“{one.comment}”" if one.comment else ""))))
    return lines


def _questions(reading: Reading, who: Card) -> list[str]:
    answered = {one.question for one in who.answers if one.text.strip()}
    return [one.text for one in lookup.questions(reading, who) if one.id not in answered and one.text]


def _past(reading: Reading, who: Card, zone: tzinfo) -> list[str]:
    lines: list[str] = []
    for one in timeline.timeline(reading, who):
        if one.kind in _TOUCHES:
            text = " ".join(one.text.split()) if one.kind != "stage" else ""
            told = f"{one.title}: {text}" if text else one.title
            lines.append(f"{long_day(one.at.astimezone(zone).date())} – {told}")
    return lines


def as_text(brief: Brief) -> str:
    """A brief as plain text, for a terminal or a letter."""
    blocks = ["\n".join([brief.name, *brief.about, " · ".join(brief.reach)]).rstrip()]
    blocks += ("\n".join([part.title, *(f"- {line}" for line in part.lines)]) for part in brief.parts)
    return "\n\n".join(blocks)
