"""Bringing in tables of products with their prices; and the products that other tables name, found or made."""

from __future__ import annotations

from typing import Final
from uuid import UUID

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import fold
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.import_money import RowNotes, minor, quantity
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.products import plain
from salesdesk.store import codec
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_TEXTS: Final = ("number", "category", "benefits", "questions", "segments")


class ProductNames:
    """Products by number and name, letters folded and spaces left out: "GTXPro" is "GTX Pro"."""

    def __init__(self, store: Store, scene: Scene) -> None:
        self._scene = scene
        self._known: dict[str, UUID] = {}
        self._called: dict[UUID, str] = {}
        self._numbers: dict[UUID, str] = {}
        self._by_number: dict[str, UUID] = {}
        self._made: list[Change] = []
        query = "SELECT id, number, name FROM products WHERE deleted_at IS NULL ORDER BY row DESC"
        with store.reading_raw() as connection:
            found = run(connection, query).fetchall()
        for place in (2, 1):  # a number counts before a name
            for row in found:
                self._known[plain(row[place])] = UUID(bytes=row[0])
                self._called[UUID(bytes=row[0])] = row[2]
                self._numbers[UUID(bytes=row[0])] = row[1]
                self._by_number[plain(row[1])] = UUID(bytes=row[0])
        self._known.pop("", None)

    def find(self, *texts: str) -> UUID | None:
        """The product of the first of `texts`, numbers or names, that is known."""
        return next((self._known[key] for text in texts if (key := plain(text)) in self._known), None)

    def article(self, number: str, name: str) -> UUID | None:
        """The product of a row that tells of one: the one with its number, or else the one of its name.

        Raises `UserError` where the one of its name is another article."""
        wanted = plain(number)
        found = self._by_number.get(wanted) if wanted else None
        if found is not None or not name:
            return found if found is not None else self.find(number)
        same = self.find(name)
        known = self._numbers.get(same, "") if same else ""
        if same and plain(self._called[same]) != plain(name):
            return None  # what it is called is the number of another
        if same and wanted and plain(known):
            raise UserError(
                _("{name} is article {number} already.").format(name=self._called[same], number=known),
                _("Give one of the two another name, or both the same number."),
            )
        return same

    def named(self, text: str) -> UUID | None:
        """The product that `text` names, made where there is none. None for no name."""
        found = self.find(text)
        if found is None and plain(text):
            found = new_id()
            self._made.append(
                Change(
                    "products",
                    found,
                    {"name": text.strip(), "created_at": to_micros(self._scene.now)},
                    None,
                )
            )
            self.remember(found, text.strip())
        return found

    def remember(self, product: UUID, name: str, number: str = "") -> None:
        """Has a product found by its name and number from now on."""
        for text in filter(None, map(plain, (number, name))):
            self._known.setdefault(text, product)
        self._called.setdefault(product, name)
        self._numbers.setdefault(product, number)
        self._by_number.setdefault(plain(number), product)

    def made(self) -> list[Change]:
        """The products made since the last call."""
        made, self._made = self._made, []
        return made

    def called(self, product: UUID) -> str:
        """The name of a product."""
        return self._called.get(product, "")


class ProductImporter(SubjectImporter):
    """Tables of products."""

    subject = "products"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._names = ProductNames(store, scene)
        self._prices: dict[UUID, dict[tuple[str, str | None], int]] = {}

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        values, told = row.values, RowNotes(row)
        name, number = values.get("name", "").strip(), values.get("number", "").strip()
        if not (name or number):
            raise UserError(_("There is no name of a product in this row."))
        price, cost = minor(told, "list_price", self._scene), minor(told, "cost", self._scene)
        on_hand = quantity(told, "on_hand")
        if price is None:
            told.hint(_("No price."))
        known = self._alive(row) or self._names.article(number, name)
        called = self._names.called(known) if known else ""
        if name and called and fold(called) != fold(name):
            told.hint(_("{name} is taken for {other}.").format(name=name, other=called))
        said: Patch = {
            "name": called or name or number,
            **{field: values.get(field, "") for field in _TEXTS},
            "cost_minor": cost.minor if cost else None,
            "cost_currency": cost.currency if cost else "",
            "on_hand": codec.encode("products", "on_hand", on_hand),
            "note": told.note(),
        }
        told.tell(staged)
        since = values.get("since")
        if known:
            parts = self._price(known, price, since, staged)
            return self._known(known, said, staged, called, parts)
        change = self._new(said, staged)
        self._names.remember(change.record, name or number, number)
        self._prices[change.record] = {}
        return [change, *self._price(change.record, price, since, staged)]

    def _price(self, product: UUID, price: Money | None, since: str | None, staged: Staged) -> list[Change]:
        """The list price, where it is new: the first one ever, or from the day `since` on, where that is told.
        A price that is kept is not written over."""
        if price is None:
            return []
        kept = self._prices.get(product)
        if kept is None:
            kept = self._prices[product] = self._prices_of(product)
        mine = {day: amount for (code, day), amount in kept.items() if code == price.currency}
        if price.minor in mine.values() and (since is None or mine.get(since) == price.minor):
            return []
        if mine and (since is None or since in mine):
            staged.kept_yours.append(f"{self._names.called(product)}: list_price")
            return []
        kept[price.currency, since] = price.minor
        patch: Patch = {"product": product.hex, "minor": price.minor, "currency": price.currency}
        patch |= {"since": since} if since else {}
        return [Change("list_prices", new_id(), {**patch, "created_at": to_micros(self._scene.now)}, None)]

    def _prices_of(self, product: UUID) -> dict[tuple[str, str | None], int]:
        query = "SELECT currency, since, minor FROM list_prices WHERE product = ? AND deleted_at IS NULL"
        with self._store.reading_raw() as connection:
            return {(code, since): amount for code, since, amount in run(connection, query, (product.bytes,))}
