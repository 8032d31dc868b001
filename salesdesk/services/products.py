"""Products: made, priced, put together into bundles, and said to go with others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.products import Bundled, GoesWith, ListPrice, Objection, Product
from salesdesk.domain.records import Record
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ProductDraft:
    """A product as it is entered. Price and cost are of one piece, without VAT."""

    name: str
    number: str = ""
    category: str = ""
    price: Money | None = None
    cost: Money | None = None
    on_hand: Decimal | None = None
    benefits: str = ""
    questions: str = ""
    segments: str = ""
    note: str = ""


def make(store: Store, draft: ProductDraft) -> Product:
    """Makes a product. Raises `UserError` where it has no name, its name or number is another's, or its price or cost
    is below nothing."""
    _need_not_below_nothing(draft.price, draft.cost)
    name, number = draft.name.strip(), draft.number.strip()
    with store.change(N_("New product: {name}"), name=name) as unit:
        _must_be_free(unit, name, number)
        made = unit.add(
            Product(
                name=name,
                number=number,
                category=draft.category.strip(),
                cost_minor=draft.cost.minor if draft.cost else None,
                cost_currency=draft.cost.currency if draft.cost else "",
                on_hand=draft.on_hand,
                benefits=draft.benefits,
                questions=draft.questions,
                segments=draft.segments,
                note=draft.note,
            )
        )
        if draft.price:
            unit.add(ListPrice(product=made.id, minor=draft.price.minor, currency=draft.price.currency))
        return made


def _must_be_free(unit: Unit, name: str, number: str) -> None:
    if not name:
        raise UserError(_("A product needs a name."), _("Say what it is called."))
    taken = found(unit, name) or (number and found(unit, number))
    if taken:
        raise UserError(
            _("There is a product {name} already.").format(name=taken.name),
            _("Change that one, or give this one another name and number."),
        )


def _need_not_below_nothing(*prices: Money | None) -> None:
    if any(one is not None and one.minor < 0 for one in prices):
        raise UserError(_("A price is not below nothing."), _("Write an amount, or leave it empty."))


def found(reading: Reading, text: str) -> Product | None:
    """The product whose number, or else whose name, is `text`, letters folded and spaces left out of account."""
    wanted = plain(text)
    if not wanted:
        return None
    alive = reading.find(select(Product).where(Product.deleted_at.is_(None)).order_by(Product.row))
    by_number = (one for one in alive if plain(one.number) == wanted)
    return next(by_number, None) or next((one for one in alive if plain(one.name) == wanted), None)


def plain(text: str) -> str:
    """A name as it is compared: "GTXPro" and "GTX Pro" are the same."""
    return "".join(character for character in fold(text) if character.isalnum())


def all_of(reading: Reading) -> Sequence[Product]:
    """All products by category and name."""
    query = select(Product).where(Product.deleted_at.is_(None))
    return reading.find(query.order_by(Product.category, Product.name, Product.row))


def set_price(store: Store, product: UUID, price: Money, since: date) -> ListPrice:
    """Sets the list price from the day `since` on; those before it are kept. Raises `UserError` where it is
    below nothing."""
    _need_not_below_nothing(price)
    with store.read() as reading:
        name = reading.need(Product, product).name
    with store.change(N_("New price: {name}"), name=name) as unit:
        same = ListPrice.product == product, ListPrice.since == since, ListPrice.currency == price.currency
        kept = unit.first(select(ListPrice).where(*same, ListPrice.deleted_at.is_(None)))
        if kept is None:
            return unit.add(
                ListPrice(product=product, minor=price.minor, currency=price.currency, since=since)
            )
        kept.minor = price.minor
        return kept


def prices(reading: Reading, product: UUID) -> Sequence[ListPrice]:
    """The list prices of a product, the latest first."""
    query = select(ListPrice).where(ListPrice.product == product, ListPrice.deleted_at.is_(None))
    return reading.find(
        query.order_by(ListPrice.since.is_(None), ListPrice.since.desc(), ListPrice.row.desc())
    )


def price_on(reading: Reading, product: UUID, day: date, currency: str) -> Money | None:
    """The list price in `currency` that counts on `day`; None where there is none."""
    for one in prices(reading, product):
        if one.currency == currency and one.minor is not None and (one.since is None or one.since <= day):
            return Money(one.minor, one.currency)
    return None


_LISTS: Final[dict[str, Any]] = {"goes_with": GoesWith, "bundled": Bundled, "objections": Objection}


def parts(reading: Reading, product: UUID, of: str) -> Sequence[Any]:
    """The parts of a product of one kind in their order: "goes_with", "bundled" or "objections"."""
    kind = _LISTS[of]
    owner = kind.bundle if kind is Bundled else kind.product
    query = select(kind).where(owner == product, kind.deleted_at.is_(None))
    return reading.find(query.order_by(kind.position, kind.row))


def goes_with(store: Store, product: UUID, others: Sequence[UUID]) -> None:
    """Makes `others`, in this order, what is offered together with a product."""
    _replace(
        store,
        product,
        "goes_with",
        [
            GoesWith(product=product, other=other, position=n)
            for n, other in enumerate(others)
            if other != product
        ],
    )


def bundle(store: Store, product: UUID, contents: Sequence[tuple[UUID, Decimal]]) -> None:
    """Makes a product a bundle of so many of others each; none makes it a plain one again.

    Raises `UserError` where it would hold itself, by way of another bundle too.
    """
    with store.read() as reading:
        if any(product == other or product in within(reading, other) for other, _many in contents):
            raise UserError(_("A bundle cannot hold itself."), _("Leave it out of its own parts."))
    _replace(
        store,
        product,
        "bundled",
        [
            Bundled(bundle=product, product=other, quantity=many, position=place)
            for place, (other, many) in enumerate(contents)
        ],
    )


def within(reading: Reading, product: UUID, seen: frozenset[UUID] = frozenset()) -> set[UUID]:
    """The products that a bundle holds, by way of another bundle too."""
    held = {one.product for one in parts(reading, product, "bundled") if one.product} - seen
    return held.union(*(within(reading, one, seen | held) for one in held))


def answer_objections(store: Store, product: UUID, told: Sequence[tuple[str, str]]) -> None:
    """Makes `told`, each an objection and its answer, what the sheet of a product says."""
    _replace(
        store,
        product,
        "objections",
        [
            Objection(product=product, objection=one.strip(), answer=answer.strip(), position=place)
            for place, (one, answer) in enumerate(told)
            if one.strip()
        ],
    )


_LABELS: Final = {
    "goes_with": N_("Changed what goes with {name}"),
    "bundled": N_("Changed the bundle {name}"),
    "objections": N_("Changed the sheet of {name}"),
}


def _replace(store: Store, product: UUID, of: str, wanted: Sequence[Record]) -> None:
    with store.read() as reading:
        name = reading.need(Product, product).name
    with store.change(_LABELS[of], name=name) as unit:
        for one in parts(unit, product, of):
            unit.delete(one)
        for one in wanted:
            unit.add(one)
