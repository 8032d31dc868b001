"""The competitors of the sample year: their prices, what to answer, and who buys from them until when."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from math import sqrt
from typing import TYPE_CHECKING, Final

from salesdesk.domain.values import minor_places
from salesdesk.services.demo_course import made

if TYPE_CHECKING:
    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_deals import Buyer
    from salesdesk.services.demo_words import Dealings
    from salesdesk.services.demo_year import Year
    from salesdesk.services.directory import Directory

_STAGES: Final = ("parked", "suspect", "marketing-qualified", "sales-qualified")
_ENDS: Final = (38, 61, 96, 140, 205, 290, 25, 330)  # days from today, dealt in turn


class Competitors:
    """Makes them up, in the currency of the seller's country; without dice, so that the rest of the year stays."""

    def __init__(self, year: Year, dealings: Dealings, directory: Directory, currency: str) -> None:
        self._year, self._dealings = year, dealings
        self._directory, self._currency = directory, currency

    def changes(self) -> Iterator[Change]:
        """The competitors with their prices; those of whom nothing but the name is known come with the deals."""
        for name, said in self._dealings.rivals.items():
            ident = self._directory.named("competitors", name)
            words: Patch = {field: said.get(field, "") for field in ("web", "strengths", "answers", "note")}
            for change in self._directory.made():
                yield replace(change, patch={**change.patch, **{k: v for k, v in words.items() if v}})
            for product, price, days in said.get("prices", ()):
                seen = self._year.now - timedelta(days=days)
                patch: Patch = {
                    "competitor": ident.hex if ident else None,
                    "product": product,
                    "minor": self._minor(price),
                    "currency": self._currency,
                    "seen_on": seen.date().isoformat(),
                }
                yield made("competitor_prices", patch, seen)

    def _minor(self, price: float) -> int:
        scaled = price * self._dealings.scale.get(self._currency, 1)
        step = 10 ** max(0, len(str(int(scaled))) - 3)
        return round(scaled / step) * step * 10 ** minor_places(self._currency)

    def contracts(self, buyers: list[Buyer], prospects: int) -> Iterator[list[Change]]:
        """Contracts of some who did not buy here, each with the day on which it ends."""
        who = [one for one in buyers if not one.since and one.patch.get("stage", "suspect") in _STAGES]
        who.sort(key=lambda one: (_STAGES.index(str(one.patch.get("stage", "suspect"))), one.came))
        goods = [(name, said["prices"][0][0]) for name, said in self._dealings.rivals.items()]
        for number, one in enumerate(who[: max(2, round(0.45 * sqrt(prospects)))]):
            name, product = goods[number % len(goods)]
            ident = self._directory.named("competitors", name)
            ends = self._year.day(_ENDS[number % len(_ENDS)] + number)
            patch: Patch = {
                "prospect": one.id.hex,
                "competitor": ident.hex if ident else None,
                "product": product,
                "ends_on": ends.isoformat(),
            }
            yield [made("competitor_contracts", patch, max(one.came, self._year.now - timedelta(days=90)))]
