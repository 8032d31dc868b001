"""The score of prospects, and what it is made of in a person's words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from salesdesk.clock import Clock
from salesdesk.domain import vocabulary
from salesdesk.domain.locally import whole_money
from salesdesk.domain.score import MOST, Scale, Score, Standing, plain, score
from salesdesk.domain.values import Money
from salesdesk.i18n import _, ngettext
from salesdesk.store import scoring
from salesdesk.store.unit import Reading

_AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Explained:
    """A score, and a sentence for each of its parts, in their order."""

    total: int
    parts: Mapping[str, int]
    told: Mapping[str, str]


def scale_of(reading: Reading) -> Scale:
    """What the seller's own sales say now."""
    return scoring.scale_of(reading.connection)


def scores(reading: Reading, ids: Sequence[UUID], now: datetime) -> dict[UUID, Score]:
    """The scores of prospects; deleted ones have none."""
    scale, out = scale_of(reading), dict[UUID, Score]()
    for start in range(0, len(ids), _AT_ONCE):
        part = [one.bytes for one in ids[start : start + _AT_ONCE]]
        for one, standing in scoring.standings(reading.connection, part, scale.currency):
            out[UUID(bytes=one)] = score(standing, scale, now)
    return out


def explained(reading: Reading, prospect: UUID, clock: Clock) -> Explained | None:
    """The score of a prospect with its parts in words; None where it is deleted, or there is none such."""
    scale, now = scale_of(reading), clock.now()
    for _one, standing in scoring.standings(reading.connection, [prospect.bytes], scale.currency):
        return explain(standing, scale, now)
    return None


def explain(standing: Standing, scale: Scale, now: datetime) -> Explained:
    """A score with its parts in words."""
    found = score(standing, scale, now)
    said = {
        "stage": vocabulary.label("stage", standing.stage),
        "interest": vocabulary.label("interest", standing.interest)
        if standing.interest
        else _("nobody asked when they want to buy"),
        "touch": _touched(standing.touched_at, now),
        "value": _worth(standing, scale),
        "fit": _alike(standing, scale),
    }
    told = {
        part: _("{part}: {points} of {most}: {why}").format(
            part=label(part), points=found.parts[part], most=most, why=said[part]
        )
        for part, most in MOST.items()
    }
    return Explained(found.total, found.parts, told)


def told(standing: Standing, scale: Scale, now: datetime) -> str:
    """A score and its parts as lines."""
    found = explain(standing, scale, now)
    first = _("Score: {points} of 100").format(points=found.total)
    return "\n".join((first, *found.told.values()))


def label(part: str) -> str:
    """What a part of the score is called."""
    return {
        "stage": _("Stage"),
        "interest": _("Interest"),
        "touch": _("Last touch"),
        "value": _("Sales"),
        "fit": _("Like your best customers"),
    }[part]


def _touched(at: datetime | None, now: datetime) -> str:
    if at is None:
        return _("nothing happened with them yet")
    days = max(0, (now - at).days)
    if days == 0:
        return _("within a day")
    return ngettext("{days} day ago", "{days} days ago", days).format(days=days)


def _worth(standing: Standing, scale: Scale) -> str:
    if scale.usual <= 0:
        return _("nothing is sold or offered yet")
    said = [
        (_("{amount} sold"), standing.won),
        (_("{amount} open"), standing.open),
    ]
    parts = [text.format(amount=_amount(minor, scale)) for text, minor in said if minor > 0]
    usual = _("a usual sale is {amount}").format(amount=_amount(scale.usual, scale))
    return "; ".join((", ".join(parts) or _("nothing sold or open"), usual))


def _amount(minor: int, scale: Scale) -> str:
    return whole_money(Money(minor, scale.currency)) if scale.currency else str(minor)


def _alike(standing: Standing, scale: Scale) -> str:
    if not any(scale.fit.values()):
        return _("too few sales to say")
    shared = [
        _("language {code}").format(code=said) if kind == "language" else said
        for kind, said in standing.segment.items()
        if said and plain(said) in scale.fit.get(kind, {})
    ]
    if shared:
        return _("bought by others like them: {words}").format(words=", ".join(shared))
    if not any(standing.segment.values()):
        return _("trade, region, size and language are not known")
    return _("nobody like them bought yet")
