"""How a candidate of the week's review, and what was answered, read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from salesdesk.clock import Clock, today
from salesdesk.domain.locally import short_day, whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services.affinities import UP
from salesdesk.services.review_candidates import Candidate
from salesdesk.services.reviews import Answered, Standing
from salesdesk.ui.widgets.rows import Row


def progress(standing: Standing) -> str:
    """How far the review is: `4 of 12`."""
    return _("{number} of {all}").format(number=len(standing.answered) + 1, all=standing.total)


def offer(found: Candidate) -> str:
    """What could be offered: `Wool felt · about 2 400 kr`."""
    parts = [found.product_name]
    if found.worth.minor:
        parts.append(_("about {amount}").format(amount=whole_money(found.worth)))
    return " · ".join(parts)


def kind(found: Candidate) -> str:
    """What kind of offer it is."""
    return _("Up-sell") if found.kind == UP else _("Cross-sell")


def bought(found: Candidate, clock: Clock) -> str:
    """What the customer has already, and since when."""
    day = short_day(found.bought_on, today(clock))
    return _("Bought {product} on {day}").format(product=found.because, day=day)


def answered(standing: Standing) -> str:
    """What came of the review: `12 customers looked at: 3 opportunities, 7 not now, 2 no fit`."""
    many = len(standing.answered)
    told = ngettext("{number} customer looked at", "{number} customers looked at", many).format(number=many)
    counts = Counter(one.record.answer for one in standing.answered)
    found = counts["opportunity"]
    parts = [
        (found, ngettext("{number} opportunity", "{number} opportunities", found)),
        (counts["not-now"], _("{number} not now")),
        (counts["no-fit"], _("{number} no fit")),
    ]
    said = ", ".join(text.format(number=number) for number, text in parts if number)
    return f"{told}: {said}" if said else told


def side(standing: Standing) -> tuple[str, str]:
    """What the list beside the candidate is of, and how many they are."""
    done, to_come = len(standing.answered), len(still_to_come(standing))
    if not done:
        return _("Still to come"), str(to_come)
    told = _("{number} of {all}").format(number=done, all=standing.total) if standing.left else str(done)
    return _("Looked at this week"), told


def still_to_come(standing: Standing) -> Sequence[Candidate]:
    """Those after the one in front; nobody, where the review was finished."""
    return () if standing.finished else standing.left[1:]


def rows(standing: Standing) -> list[Row]:
    """What was answered, the last first; an opportunity opens its deal. Under it, who comes after the one in front."""
    made, to_come = _answered_rows(standing.answered), still_to_come(standing)
    if made and to_come:
        made.append(Row(None, _("Still to come"), str(len(to_come)), head=True))
    return [*made, *(Row(one.who, one.name, one.product_name, who=one.name) for one in to_come)]


def _answered_rows(found: Sequence[Answered]) -> list[Row]:
    chips = {
        "opportunity": (_("Opportunity"), "good"),
        "not-now": (_("Not now"), "neutral"),
        "no-fit": (_("No fit"), "neutral"),
    }
    made: list[Row] = []
    for one in reversed(found):
        chip, tone = chips.get(one.record.answer, ("", "neutral"))
        made.append(Row(one.record.id, one.name, one.product_name, chip, tone, who=one.name))
    return made
