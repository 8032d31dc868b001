"""Other currencies in the seller's own, by the rate that was kept with a sale (kpis.md): never guessed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from salesdesk.domain.values import minor_places

_PLACES = 12  # decimals of a rate, as the store keeps it


def worth_of_one(currency: str, rate: int | None, rate_currency: str, own: str) -> Decimal | None:
    """How many minor units of `own` one of `currency` is worth; None where no rate says so.

    `rate` is a whole number of 10^-12: what one unit of `currency` was worth in `rate_currency`.
    """
    if not currency or currency == own:
        return Decimal(1)
    if not rate or rate_currency != own:
        return None
    return Decimal(rate).scaleb(minor_places(own) - minor_places(currency) - _PLACES)


def turned(minor: int, worth: Decimal) -> int:
    """What `minor` units are worth where one is worth so much, rounded half away from nothing."""
    return int((minor * worth).quantize(Decimal(1), ROUND_HALF_UP))
