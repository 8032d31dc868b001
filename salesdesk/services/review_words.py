"""What speaks for offering a product to a customer, in a seller's words."""

from __future__ import annotations

from salesdesk.domain.affinity import FEWEST_BOTH, FEWEST_BUYERS, Counts
from salesdesk.domain.locally import decimal
from salesdesk.i18n import _, ngettext
from salesdesk.services.affinities import UP
from salesdesk.services.review_candidates import Candidate


def evidence(found: Candidate) -> list[str]:
    """The sentences on which a proposal stands, the strongest first: what the sales show, what the sheet says."""
    said = [sheet(found)] if found.from_sheet else []
    return [*sales(found), *said] if not found.counts.too_few else [*said, *sales(found)]


def sheet(found: Candidate) -> str:
    """What the sheet says of the two products."""
    if found.kind == UP:
        told = _("From the sheet: {product} is the step above {because}.")
    else:
        told = _("From the sheet: {product} goes with {because}.")
    return told.format(product=found.product_name, because=found.because)


def sales(found: Candidate) -> list[str]:
    """What the sales so far show of the two products, with the counts; that it is too few to say where it is."""
    counts = found.counts
    names = {"because": found.because, "product": found.product_name}
    if counts.too_few:
        told = ngettext(
            "Too few to say what sales show: {both} of {first} customer who bought {because} also bought {product}.",
            "Too few to say what sales show: {both} of {first} customers who bought {because} also bought {product}.",
            counts.first,
        )
        return [told.format(both=counts.both, first=counts.first, **names)]
    told = _("{both} of {first} customers who bought {because} also bought {product}: {often}.")
    return [told.format(both=counts.both, first=counts.first, often=often(counts), **names)]


def often(counts: Counts) -> str:
    """How a lift is said: `2.3 times as often as all customers`."""
    lift = counts.lift
    if lift is None:
        return _("nothing to compare it with")
    tenths = round(float(lift), 1)
    if tenths == 1:
        return _("as often as all customers")
    return _("{number} times as often as all customers").format(number=decimal(tenths))


def why_none(customers: int) -> str:
    """Why there is nobody to look at, where there is not."""
    if customers < FEWEST_BUYERS:
        return _(
            "Once {buyers} customers bought a product and {both} of them another one, too, your own sales show what"
            " goes together. What goes with a product can also be said on its sheet."
        ).format(buyers=FEWEST_BUYERS, both=FEWEST_BOTH)
    return _(
        "Nobody lacks what others like them bought, or all of them were looked at. Next week there may be more: what"
        " goes with a product can also be said on its sheet."
    )
