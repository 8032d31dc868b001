"""What is sold in the sample year: a dozen products with their prices, what goes with them, the step above, a set."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from salesdesk.domain.values import minor_places
from salesdesk.services.demo_course import made

if TYPE_CHECKING:
    from datetime import datetime

    from salesdesk.domain.changes import Change, Patch
    from salesdesk.services.demo_words import Dealings
    from salesdesk.services.demo_year import Year


@dataclass(frozen=True, slots=True)
class Ware:
    """A product as deals take it: prices of one piece in minor units, the present one and the one before it."""

    id: UUID
    name: str
    category: str
    price: int
    was: int
    cost: int
    step_up: str
    goes_with: tuple[str, ...]


class Wares:
    """Makes the products up, in the currency of the seller's country."""

    def __init__(self, year: Year, dealings: Dealings, currency: str) -> None:
        self._year, self._dealings, self._currency = year, dealings, currency
        self.dearer_since = year.day(-150)
        self.by_name: dict[str, Ware] = {}

    def _minor(self, price: float) -> int:
        """A price of the samples, which are in Norwegian kroner, as the seller's currency has round ones."""
        scaled = price * self._dealings.scale.get(self._currency, 1)
        step = 10 ** max(0, len(str(int(scaled))) - 3)
        return round(scaled / step) * step * 10 ** minor_places(self._currency)

    def changes(self) -> Iterator[Change]:
        """The products, then what each has to do with others."""
        at = self._year.hour(self._year.day(-366))
        for said in self._dealings.products:
            yield from self._product(said, at)
        for said in self._dealings.products:
            mine = self.by_name[said["name"]]
            for position, other in enumerate(mine.goes_with):
                patch: Patch = {"product": mine.id.hex, "other": self.by_name[other].id.hex}
                yield made("goes_with", {**patch, "position": position or None}, at)
            for position, (part, many) in enumerate(said.get("bundle", {}).items()):
                held: Patch = {"bundle": mine.id.hex, "product": self.by_name[part].id.hex}
                yield made("bundled", {**held, "quantity": many * 1000, "position": position or None}, at)

    def _product(self, said: Mapping[str, Any], at: datetime) -> Iterator[Change]:
        sheet = self._dealings.sheets.get(said["name"], {})
        patch: Patch = {
            "name": said["name"],
            "number": said["number"],
            "category": said["category"],
            "cost_minor": self._minor(said["cost"]),
            "cost_currency": self._currency,
            "on_hand": self._year.dice.randrange(0, 90) * 1000,
            **{name: sheet.get(name, "") for name in ("benefits", "questions", "segments")},
        }
        above = said.get("step_up", "")
        if above in self.by_name:
            patch["step_up"] = self.by_name[above].id.hex
        change = made("products", patch, at)
        yield change
        ware = Ware(
            change.record,
            said["name"],
            said["category"],
            self._minor(said["price"]),
            self._minor(said["was"]),
            self._minor(said["cost"]),
            above,
            tuple(said.get("goes_with", ())),
        )
        self.by_name[ware.name] = ware
        before: Patch = {"product": ware.id.hex, "minor": ware.was, "currency": self._currency}
        yield made("list_prices", before, at)
        if ware.price != ware.was:
            since: Patch = {"minor": ware.price, "since": self.dearer_since.isoformat()}
            yield made("list_prices", {**before, **since}, at)
        for position, (objection, answer) in enumerate(sheet.get("objections", ())):
            held: Patch = {"product": ware.id.hex, "objection": objection, "answer": answer}
            yield made("objections", {**held, "position": position or None}, at)
