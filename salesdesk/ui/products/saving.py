"""How the fields of a product save themselves: each by its name, refused in words under the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from salesdesk.errors import UserError
from salesdesk.services import product_sheet
from salesdesk.services.product_sheet import Part
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.entering import tried


class Saver:
    """Writes what was typed about the product in front."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.product: UUID | None = None
        self._written: dict[tuple[UUID, str], Any] = {}  # by us, since the product was last shown

    def show(self, product: UUID | None) -> None:
        """Says which product is shown, as it is now."""
        self.product = product
        self._written.clear()

    def typed(
        self, field: str, read: Callable[[str], Any] = str.strip
    ) -> Callable[[str, Any], tuple[bool, str]]:
        """What saves a field: whether it was taken, and what to say of it. `read` raises `UserError`."""

        def save(text: str, seen: Any) -> tuple[bool, str]:
            try:
                new = read(text)
            except UserError as error:
                return False, str(error)
            return self.set({field: (seen, new)})

        return save

    def set(self, fields: Mapping[str, tuple[Any, Any]]) -> tuple[bool, str]:
        """Sets fields of the product from what was seen to what is wanted."""
        product, store = self.product, self.desk.store
        if product is None:
            return True, ""
        pairs = self._seen(product, fields)
        taken, told = tried(self.desk, lambda: product_sheet.edit(store, product, pairs))
        if taken:
            self._written.update({(product, one): new for one, (_seen, new) in pairs.items()})
        return taken, told

    def change(self, part: Part, fields: Mapping[str, tuple[Any, Any]]) -> tuple[bool, str]:
        """Sets fields of a part."""
        pairs = self._seen(part.id, fields)
        taken, told = tried(self.desk, lambda: product_sheet.change_part(self.desk.store, part, pairs))
        if taken:
            self._written.update({(part.id, one): new for one, (_seen, new) in pairs.items()})
        return taken, told

    def _seen(self, record: UUID, fields: Mapping[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
        return {one: (self._written.get((record, one), seen), new) for one, (seen, new) in fields.items()}

    def add(self, add: Callable[[UUID], Any]) -> tuple[bool, str]:
        """Adds something to the product."""
        product = self.product
        return tried(self.desk, lambda: add(product)) if product is not None else (True, "")

    def remove(self, part: Part, told: str) -> None:
        """Takes a part off, and offers Undo."""
        self.desk.act(lambda: (product_sheet.remove_part(self.desk.store, part), True), told=told)
