"""The sheet of a product: all that is known of it, read in one moment, and each part of it changed by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import func, select

from salesdesk.domain.margins import Bundle, bundled
from salesdesk.domain.products import Bundled, GoesWith, ListPrice, Objection, Product
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import products
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading, Unit

Part = ListPrice | GoesWith | Bundled | Objection
_SHEET: Final = N_("Changed the sheet of {name}")


@dataclass(frozen=True, slots=True)
class Held:
    """What a bundle holds of another product: how many, and today's price and cost of one."""

    part: Bundled
    name: str
    price: Money | None
    cost: Money | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """A product with its parts. `bundle` is None for a plain product, and where it or one of its parts has no price
    in its currency; a part without a cost counts as costing nothing, which `costs_known` tells."""

    product: Product
    price: Money | None  # today's, in the seller's own currency before another one
    prices: Sequence[ListPrice]  # the latest first
    step_up: str  # what the step above is called
    goes_with: Sequence[tuple[GoesWith, str]]
    held: Sequence[Held]
    objections: Sequence[Objection]
    bundle: Bundle | None = None
    costs_known: bool = True
    cost: Money | None = field(default=None)


def read(reading: Reading, product: UUID, day: date, currency: str) -> Sheet | None:
    """The sheet of a product on `day`; None where it is gone."""
    found = reading.get(Product, product)
    if found is None or found.deleted_at is not None:
        return None
    price = _price(reading, product, day, currency)
    goes_with = [(one, _named(reading, one.other)) for one in products.parts(reading, product, "goes_with")]
    held = [_held(reading, one, day, currency) for one in products.parts(reading, product, "bundled")]
    bundle, known = _bundle(price, held)
    return Sheet(
        product=found,
        price=price,
        prices=products.prices(reading, product),
        step_up=_named(reading, found.step_up),
        goes_with=[(one, name) for one, name in goes_with if name],
        held=held,
        objections=products.parts(reading, product, "objections"),
        bundle=bundle,
        costs_known=known,
        cost=_cost(found, currency),
    )


def _cost(product: Product, currency: str) -> Money | None:
    if product.cost_minor is None:
        return None
    return Money(product.cost_minor, product.cost_currency or currency)


def _price(reading: Reading, product: UUID, day: date, currency: str) -> Money | None:
    own = products.price_on(reading, product, day, currency)
    if own is not None:
        return own
    others = dict.fromkeys(one.currency for one in products.prices(reading, product))
    found = (products.price_on(reading, product, day, other) for other in others)
    return next((price for price in found if price is not None), None)


def _named(reading: Reading, product: UUID | None) -> str:
    """What a product is called; empty where it is gone."""
    found = reading.get(Product, product) if product else None
    return found.name if found is not None and found.deleted_at is None else ""


def _held(reading: Reading, part: Bundled, day: date, currency: str) -> Held:
    found = reading.get(Product, part.product) if part.product else None
    if found is None:
        return Held(part, "", None, None)
    return Held(part, found.name, _price(reading, found.id, day, currency), _cost(found, currency))


def _bundle(price: Money | None, held: Sequence[Held]) -> tuple[Bundle | None, bool]:
    """What the bundle's price leaves beside its parts, and whether what all of them cost is known."""
    if price is None or not held:
        return None, True
    parts: list[tuple[int, int, Decimal]] = []
    known = True
    for one in held:
        if one.price is None or one.price.currency != price.currency or one.part.quantity <= 0:
            return None, True
        cost = one.cost if one.cost and one.cost.currency == price.currency else None
        known = known and cost is not None
        parts.append((one.price.minor, cost.minor if cost else 0, one.part.quantity))
    try:
        return bundled(price.minor, parts), known
    except ValueError:  # parts that are worth nothing
        return None, known


def edit(store: Store, product: UUID, fields: Mapping[str, tuple[Any, Any]]) -> None:
    """Sets fields of a product from `(seen, new)` pairs, in one change. Raises `UserError`, changing nothing, where
    one is no longer what was seen, or the name is empty or, as the number, another product's."""
    with store.read() as reading:
        name = reading.need(Product, product).name
    with store.change(N_("Changed {name}"), name=name) as unit:
        mine = unit.need(Product, product)
        _must_be_seen(mine, fields)
        for wanted in ("name", "number"):
            if wanted in fields:
                _must_be_own(unit, mine, fields[wanted][1], needed=wanted == "name")
        for one, (_seen, new) in fields.items():
            setattr(mine, one, new)


def _must_be_seen(record: Any, fields: Mapping[str, tuple[Any, Any]]) -> None:
    if any(getattr(record, one) not in pair for one, pair in fields.items()):
        raise UserError(_("That was changed meanwhile."), _("Look at it again and repeat the change."))


def _must_be_own(unit: Unit, mine: Product, text: str, *, needed: bool) -> None:
    wanted = products.plain(text)
    if not text.strip():
        if needed:
            raise UserError(_("A product needs a name."), _("Say what it is called."))
        return
    others: Any = select(Product.name, Product.number).where(
        Product.deleted_at.is_(None), Product.id != mine.id
    )
    for name, number in unit.rows(others):
        if wanted and wanted in {products.plain(name), products.plain(number)}:
            raise UserError(
                _("There is a product {name} already.").format(name=name),
                _("Change that one, or give this one another name and number."),
            )


def set_step_up(store: Store, product: UUID, text: str) -> None:
    """Makes the product that `text` names by name or number the step above; the empty text takes it away.

    Raises `UserError` where there is no such product, or it is the product itself.
    """
    with store.read() as reading:
        mine = reading.need(Product, product)
        above = _other(reading, product, text) if text.strip() else None
    edit(store, product, {"step_up": (mine.step_up, above.id if above else None)})


def _other(reading: Reading, product: UUID, text: str) -> Product:
    found = products.found(reading, text)
    if found is None:
        raise UserError(
            _("There is no product {name}.").format(name=text.strip()), _("Choose one of those offered.")
        )
    if found.id == product:
        raise UserError(_("That is this product itself."), _("Choose another one."))
    return found


def add_goes_with(store: Store, product: UUID, text: str) -> None:
    """Has the product that `text` names be offered together with another; nothing changes where it is already.

    Raises `UserError` as `set_step_up` does.
    """
    with store.read() as reading:
        other = _other(reading, product, text).id
        have = {one.other for one in products.parts(reading, product, "goes_with")}
    if other not in have:
        _add(store, product, GoesWith(product=product, other=other))


def add_to_bundle(store: Store, product: UUID, text: str, many: Decimal = Decimal(1)) -> None:
    """Puts `many` of the product that `text` names into a bundle, more of it where some are in it already.

    Raises `UserError` as `set_step_up` does, and where the bundle would hold itself.
    """
    with store.read() as reading:
        other = _other(reading, product, text).id
        if product in products.within(reading, other):
            raise UserError(_("A bundle cannot hold itself."), _("Leave it out of its own parts."))
        have = products.parts(reading, product, "bundled")
    same = next((one for one in have if one.product == other), None)
    if same is not None:
        change_part(store, same, {"quantity": (same.quantity, same.quantity + many)})
        return
    _add(store, product, Bundled(bundle=product, product=other, quantity=many))


def add_objection(store: Store, product: UUID, objection: str, answer: str = "") -> None:
    """Adds what customers hold against a product, and what to answer."""
    _add(store, product, Objection(product=product, objection=objection.strip(), answer=answer.strip()))


def _add(store: Store, product: UUID, part: GoesWith | Bundled | Objection) -> None:
    kind: Any = type(part)
    owner = kind.bundle if kind is Bundled else kind.product
    with store.read() as reading:
        name = reading.need(Product, product).name
    with store.change(_SHEET, name=name) as unit:
        unit.need(Product, product)
        last = unit.rows(select(func.max(kind.position)).where(owner == product, kind.deleted_at.is_(None)))
        part.position = 0 if last[0][0] is None else last[0][0] + 1
        unit.add(part)


def change_part(store: Store, part: Part, fields: Mapping[str, tuple[Any, Any]]) -> None:
    """Sets fields of a part from `(seen, new)` pairs. Raises `UserError`, changing nothing, where one is no longer
    what was seen, or a bundle would hold less than something of it."""
    many = fields.get("quantity", (None, None))[1]
    if "quantity" in fields and (many is None or many <= 0):
        raise UserError(_("A bundle holds at least something of each."), _("Write for example 2."))
    with store.change(_SHEET, name=_owner(store, part)) as unit:
        mine = unit.need(type(part), part.id)
        _must_be_seen(mine, fields)
        for one, (_seen, new) in fields.items():
            setattr(mine, one, new)


def remove_part(store: Store, part: Part) -> None:
    """Takes a part off a product; undo brings it back."""
    with store.change(_SHEET, name=_owner(store, part)) as unit:
        unit.delete(unit.need(type(part), part.id))


def _owner(store: Store, part: Part) -> str:
    owner = part.bundle if isinstance(part, Bundled) else part.product
    with store.read() as reading:
        found = reading.get(Product, owner) if owner else None
        return found.name if found else ""
