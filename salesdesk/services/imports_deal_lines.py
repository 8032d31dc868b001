"""The lines of a deal that rows of a table tell: priced by the piece so that they come to the amount, to the øre."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.domain.pipeline import line_minor
from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services.drafting import Scene
from salesdesk.services.filling import filled
from salesdesk.services.import_money import RowNotes, minor, quantity
from salesdesk.services.imports import Staged
from salesdesk.services.imports_products import ProductNames
from salesdesk.services.products import plain
from salesdesk.store import codec
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_FIELDS: Final = ("product", "name", "quantity", "list_minor", "net_minor", "cost_minor", "kind")


@dataclass(slots=True)
class Held:
    """The lines of one deal in their order, with those that are being made, and what a file has told of them."""

    lines: dict[UUID, Patch] = field(default_factory=dict[UUID, Patch])
    work: dict[UUID, Change] = field(default_factory=dict[UUID, Change])  # made or edited by this import
    file: Staged | None = None  # the one whose rows are being read
    before: int = 0  # lines that it found
    told: Counter[str] = field(default_factory=Counter[str])  # rows of it, by what they sell

    def begin(self, file: Staged) -> None:
        """Begins to count anew where the row at hand is of another file than the one before."""
        if self.file is not file:
            self.file, self.before, self.told = file, len(self.lines), Counter[str]()


def priced(many: Decimal, total: int | None, each: int | None) -> list[tuple[Decimal, int | None]]:
    """How many pieces at which price of one, in minor units, come to `total` exactly; `each` where it does.

    What cannot be divided is two lines of whole pieces: 100.00 for three is two at 33.33 and one at 33.34.
    Pieces that are no whole number are one of the whole amount.
    """
    if total is None or (each is not None and line_minor(many, each) == total):
        return [(many, each)]
    if not many:
        return [(Decimal(1), total)]
    one = int((Decimal(total) / many).quantize(Decimal(1), ROUND_HALF_UP))
    if line_minor(many, one) == total:
        return [(many, one)]
    if many != many.to_integral_value() or many < 0:
        return [(Decimal(1), total)]
    low, more = divmod(total, int(many))
    return [(many - more, low), (Decimal(more), low + 1)]


class LineReader:
    """Lines of deals as rows tell them, beside those that the deals have."""

    def __init__(self, store: Store, scene: Scene, products: ProductNames) -> None:
        self._store, self._scene, self._products = store, scene, products

    def held(self, deal: UUID) -> Held:
        """The lines that a deal of the store has."""
        columns = ", ".join(f'"{name}"' for name in _FIELDS)
        query = f"SELECT id, {columns} FROM deal_lines WHERE deal = ? AND deleted_at IS NULL ORDER BY position, row"
        with self._store.reading_raw() as connection:
            found = run(connection, query, (deal.bytes,)).fetchall()
        return Held({UUID(bytes=one): codec.patched(_FIELDS, values) for one, *values in found})

    def add(self, deal: UUID, title: str, said: RowNotes, held: Held) -> list[Change]:
        """What a row adds to the lines of a deal: a line, or what one of them lacks; and the product of it."""
        values = said.row.values
        text = values.get("product", "").strip()
        amount, each = minor(said, "amount", self._scene), minor(said, "price", self._scene)
        many = quantity(said, "quantity")
        if not text and amount is None and each is None:
            return []
        product = self._products.find(text)
        name = self._products.called(product) if product else ""
        if name and fold(text) != fold(name):
            said.hint(_("{name} is taken for {other}.").format(name=text, other=name))
        listed, cost = minor(said, "list_price", self._scene), minor(said, "cost", self._scene)
        patch: Patch = {
            "product": product.hex if product else None,
            "name": text or title,
            "list_minor": listed.minor if listed else None,
            "cost_minor": cost.minor if cost else None,
            "kind": vocabulary.recognise("line", values.get("kind", "")) or "plain",
        }
        total, piece = amount.minor if amount else None, each.minor if each else None
        key = (patch["product"] or plain(text)) if text else ""
        held.told[str(key)] += 1
        known = self._known(values.get("line", ""), str(key), held)
        if known is not None:
            return _filled(known, patch, total, piece, held)
        if not key and held.before:
            return []  # an amount alone tells nothing new of a deal that has its lines
        if text and product is None:
            made = self._products.named(text)
            patch["product"] = made.hex if made else None
            held.told[str(patch["product"])] += held.told.pop(str(key))
            key = patch["product"]
        pieces = priced(Decimal(1) if many is None else many, total, piece)
        if many is not None and sum(part for part, _one in pieces) != many:
            told = _("{many} pieces cannot be priced one by one: the line is one of the whole amount.")
            said.hint(told.format(many=values["quantity"]))
            said.keep(f"{_('Quantity')}: {values['quantity']} {text}")
        held.told[str(key)] += len(pieces) - 1
        return [*self._products.made(), *(self._new(deal, patch, part, held) for part in pieces)]

    def _known(self, line: str, key: str, held: Held) -> UUID | None:
        """The line that a row is about: by its own id, or as the first, second … of its product. A row of no
        product is about the only line that the deal had."""
        own = next((one for one in held.lines if one.hex == line.lower().replace("-", "")), None)
        if own or not key:
            return own or (next(iter(held.lines)) if held.before == len(held.lines) == 1 else None)
        alike = [
            one for one, mine in held.lines.items() if key in {mine["product"], plain(str(mine["name"]))}
        ]
        return alike[held.told[key] - 1] if held.told[key] <= len(alike) else None

    def _new(self, deal: UUID, patch: Patch, part: tuple[Decimal, int | None], held: Held) -> Change:
        many, one = part
        said: Patch = {
            **patch,
            "quantity": codec.encode("deal_lines", "quantity", many),
            "net_minor": one if one is not None else patch["list_minor"],
        }
        place = len(held.lines)
        made = new_id()
        held.lines[made] = {**codec.nothing_said("deal_lines"), **said}
        nothing = codec.nothing_said("deal_lines")
        kept: Patch = {name: value for name, value in said.items() if value != nothing[name]}
        kept |= {"position": place} if place else {}
        kept |= {"deal": deal.hex, "created_at": to_micros(self._scene.now)}
        held.work[made] = Change("deal_lines", made, kept, None)
        return held.work[made]


def _filled(one: UUID, said: Patch, total: int | None, each: int | None, held: Held) -> list[Change]:
    """What a row says of a line that it has not: its prices and its cost."""
    mine = held.lines[one]
    many = Decimal(int(mine["quantity"] or 0)).scaleb(-3)
    pieces = priced(many, total, each)
    net = pieces[0][1] if len(pieces) == 1 and pieces[0][0] == many else None
    wanted: Patch = {"list_minor": said["list_minor"], "cost_minor": said["cost_minor"], "net_minor": net}
    patch, _kept = filled(mine, wanted)
    if not patch:
        return []
    change = held.work.get(one)
    new = change is None
    if change is None:
        change = held.work[one] = Change("deal_lines", one, {}, {})
    change.patch.update(patch)
    if change.before is not None:
        change.before.update({name: mine[name] for name in patch})
    mine.update(patch)
    return [change] if new else []
