"""At the stand: what a changed price or a bundle leaves, in the words of a seller.

The arithmetic is salesdesk/domain/margins.py; here is what is typed for it, and how its answer is said.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import ceil, floor
from typing import Final

from salesdesk.domain.locally import exact_money, half_up, share
from salesdesk.domain.margins import Leaves, bundled, changed
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _

_PER_CENT: Final = re.compile(r"([+-]?)\s*([0-9]{1,4}(?:[.,][0-9]{1,3})?)\s*%")
_SMALL: Final = 12  # up to so many sales one counts rather than reckons in per cent
_MOST: Final = 100  # times the price, that a change may add
_MORE: Final = {
    Fraction(1, 4): N_("a quarter more"),
    Fraction(1, 3): N_("a third more"),
    Fraction(1, 2): N_("half as much again"),
    Fraction(1): N_("twice as much"),
}


@dataclass(frozen=True, slots=True)
class Part:
    """What is sold: its price and cost of one piece in minor units (None: nobody knows), and how many."""

    name: str
    price: int | None
    cost: int | None
    quantity: Decimal = Decimal(1)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a change leaves, in sentences, and the new price in minor units: of one piece, or of all together.
    `change` is how what was typed was understood: `10 % off: 180 NOK → 162 NOK`."""

    price: int
    change: str
    told: Sequence[str]


def answer(parts: Sequence[Part], text: str, currency: str) -> Answer:
    """What is left where the price is changed as `text` says (`change_meant`): of one piece of a single part,
    of several parts as a bundle.

    Raises `UserError` where a price or a cost is not known, or `text` is no change.
    """
    priced = [(_price(one), _cost(one), one.quantity) for one in parts]
    if len(priced) == 1:
        price, cost, _many = priced[0]
        by = change_meant(text, price, currency)
        return Answer(new_price(price, by), said(price, by, currency), told(price, cost, by, currency))
    apart = half_up(sum((price * Fraction(many) for price, _cost, many in priced), Fraction()))
    if apart <= 0:
        raise UserError(_("There is nothing to reckon with."), _("Write what each costs the customer."))
    by = change_meant(text, apart, currency)
    together = new_price(apart, by)
    return Answer(together, said(apart, by, currency), told_bundle(together, priced, currency))


def said(price: int, by: Fraction, currency: str) -> str:
    """A change of price by a share, in a few words: `10 % off: 180 NOK → 162 NOK`."""
    before, after = exact_money(price, currency), exact_money(new_price(price, by), currency)
    told = _("{share} more: {before} → {after}") if by > 0 else _("{share} off: {before} → {after}")
    return told.format(share=share(abs(by)), before=before, after=after)


def _price(part: Part) -> int:
    if part.price is None or part.price <= 0:
        raise UserError(_("Write what {what} costs the customer.").format(what=part.name or _("it")))
    return part.price


def _cost(part: Part) -> int:
    if part.cost is None:
        raise UserError(
            _("Write what {what} costs you, and it tells what is left.").format(what=part.name or _("it"))
        )
    return part.cost


def change_meant(text: str, price: int, currency: str) -> Fraction:
    """The share by which `text` changes a price (minor units): `10 %` and `-10 %` are a discount, `+5 %` a raise,
    an amount is the new price.

    Raises `UserError` where it is none of them, or more than the whole price would be given away.
    """
    found = _PER_CENT.fullmatch(text.strip().replace("−", "-"))
    if found:
        part = Fraction(Decimal(found[2].replace(",", "."))) / 100
        by = part if found[1] == "+" else -part
    else:
        by = Fraction(Money.parse(text, currency).minor, price) - 1
    if not -1 <= by <= _MOST:
        raise UserError(_("No price can be changed by so much."), _("Write it like 10 %, +5 % or 1 390."))
    return by


def new_price(price: int, by: Fraction) -> int:
    """A price changed by a share, in whole minor units."""
    return half_up(price * (1 + by))


def told(price: int, cost: int, by: Fraction, currency: str) -> list[str]:
    """What a change of price by a share leaves of a piece, and what must come of it so that it pays."""
    left, before = changed(price, cost, by), price - cost
    earns, earned = exact_money(left.profit, currency), exact_money(before, currency)
    if by == 0:
        said = _("That changes nothing: it leaves {profit} a piece{margin}.")
    elif left.profit < 0:
        earns = exact_money(-left.profit, currency)
        said = (
            _("{share} off loses {profit} a piece.") if by < 0 else _("{share} more loses {profit} a piece.")
        )
    elif by < 0 and before > 0:
        said = _("{share} off leaves {profit} of {before} a piece{margin}.")
    elif by < 0:
        said = _("{share} off leaves {profit} a piece{margin}.")
    elif before > 0:
        said = _("{share} more leaves {profit} a piece where it was {before}{margin}.")
    else:
        said = _("{share} more leaves {profit} a piece{margin}.")
    first = said.format(share=share(abs(by)), profit=earns, before=earned, margin=_margin(left))
    return [first, *_pays(left, before)] if by else [first]


def told_bundle(price: int, parts: Sequence[tuple[int, int, Decimal]], currency: str) -> list[str]:
    """The same of a bundle at `price`; each part is its price, its cost and how many are in it.

    Raises `ValueError` where its parts are worth nothing, or it would cost less than nothing.
    """
    found = bundled(price, parts)
    before = found.apart - sum((cost * Fraction(many) for _one, cost, many in parts), Fraction())
    gives = found.apart - price
    if gives < 0:
        said = _("One by one it is {apart}; together it costs {amount} more ({share}).")
    else:
        said = _("One by one it is {apart}; together you give away {amount} ({share}).")
    apart, amount = exact_money(found.apart, currency), exact_money(abs(gives), currency)
    lines = [said.format(apart=apart, amount=amount, share=share(abs(found.discount)))]
    if found.leaves.profit < 0:
        loss = exact_money(-found.leaves.profit, currency)
        lines.append(_("It loses {profit} each time.").format(profit=loss))
    else:
        leaves = (
            _("It leaves {profit} of {before}{margin}.") if before > 0 else _("It leaves {profit}{margin}.")
        )
        profit, earned = exact_money(found.leaves.profit, currency), exact_money(before, currency)
        lines.append(leaves.format(profit=profit, before=earned, margin=_margin(found.leaves)))
    return [*lines, *_pays(found.leaves, before)]


def _margin(left: Leaves) -> str:
    if left.margin is None:
        return ""
    return _(" (margin {number} %)").format(number=half_up(left.margin * 100))


def _pays(left: Leaves, before: Fraction | int) -> list[str]:
    """How many more must be sold, or how many customers may be lost."""
    sales = left.sales
    if sales is None:
        if before <= 0:
            return [_("It earned nothing before, so there is nothing to earn back.")]
        return (
            [_("No number of sales pays this back: the price does not cover the cost.")]
            if (left.profit < 0)
            else [_("No number of sales pays this back: the price covers the cost and no more.")]
        )
    if sales > 0:
        ratio = 1 + sales
        new, old = ratio.as_integer_ratio() if ratio.denominator <= _SMALL else _counted(ceil(100 * ratio))
        more = _(_MORE[sales]) if sales in _MORE else _("{number} % more").format(number=ceil(100 * sales))
        told = _("It pays once you sell {more}: {new} where you sold {old}.")
        return [told.format(more=more, new=new, old=old)]
    if sales < 0:
        lost, of = _lost(-sales)
        return [_("You may lose {lost} of {all} customers before it earns less.").format(lost=lost, all=of)]
    return []


def _counted(of_hundred: int) -> tuple[int, int]:
    return Fraction(of_hundred, 100).as_integer_ratio()


def _lost(part: Fraction) -> tuple[int, int]:
    """So many of so many, never more than the share `part`."""
    if part.denominator <= _SMALL:
        return part.as_integer_ratio()
    of = 100
    while part * of < 1:
        of *= 10
    return Fraction(floor(part * of), of).as_integer_ratio()
