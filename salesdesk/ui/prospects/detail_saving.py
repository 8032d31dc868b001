"""How the fields of a record save themselves: each by its name, refused in words under the field."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any
from uuid import UUID

from salesdesk.domain.companies import Company
from salesdesk.domain.locally import day_written
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.errors import UserError
from salesdesk.services import editing, parts
from salesdesk.services.drafting import Scene
from salesdesk.ui.desk import Desk

DAYS = frozenset({"birthday", "customer_since", "revisit_on"})


class Saver:
    """Writes what was typed about one record. `again` is called after a refusal, to look at it anew."""

    def __init__(self, desk: Desk, again: Callable[[], None]) -> None:
        self.desk, self._again = desk, again
        self.owner: Prospect | Company | None = None
        self.name = ""
        self._written: dict[tuple[UUID, str], Any] = {}  # by us, since the record was last shown

    def show(self, owner: Prospect | Company | None, name: str) -> None:
        """Says which record is shown, as it is now."""
        self.owner, self.name = owner, name
        self._written.clear()

    def scene(self) -> Scene:
        """Where and when it is written."""
        store = self.desk.store
        now = store.clock.now().astimezone(store.clock.zone())
        return Scene(now=now, region=self.desk.settings.region(), store=store.path)

    def set(self, pairs: Sequence[tuple[str, str]], seen: Mapping[str, Any]) -> tuple[bool, str]:
        """Sets fields by name and words; whether that was taken, and what to say of it."""
        owner = self.owner
        if owner is None:
            return False, ""
        said = [(field, _as_day(text) if field in DAYS else text) for field, text in pairs]
        store, scene = self.desk.store, self.scene()
        now = {field: self._written.get((owner.id, field), value) for field, value in seen.items()}

        def write() -> str:
            told = " ".join(editing.set_fields(store, owner, self.name, said, scene, seen=now))
            with store.read() as reading:
                fresh = reading.get(type(owner), owner.id)
            self._written.update({(owner.id, field): getattr(fresh, field) for field in seen})
            return told

        return self.tried(write)

    def tried(self, write: Callable[[], str]) -> tuple[bool, str]:
        """Whether `write` was taken, and the sentence that it gave or with which it was refused."""
        refused: list[str] = []

        def attempt() -> tuple[bool, str]:
            try:
                return True, write()
            except UserError as error:
                refused.append(str(error))
                return False, str(error)

        done = self.desk.act(attempt)
        if refused:
            self._again()
        return done or (False, "")

    def add(self, subject: str, said: Mapping[str, Any]) -> tuple[bool, str]:
        """Adds a part."""
        owner, region = self.owner, self.desk.settings.region()
        if owner is None:
            return False, ""

        def write() -> str:
            parts.add(self.desk.store, owner, subject, said, name=self.name, region=region)
            return ""

        return self.tried(write)

    def change(self, part: Record, fields: Mapping[str, tuple[Any, Any]]) -> tuple[bool, str]:
        """Changes a part, from what was seen to what is wanted."""
        region = self.desk.settings.region()

        pairs = {
            field: (self._written.get((part.id, field), seen), new) for field, (seen, new) in fields.items()
        }

        def write() -> str:
            parts.change(self.desk.store, part, pairs, name=self.name, region=region)
            self._written.update({(part.id, field): new for field, (_seen, new) in pairs.items()})
            return ""

        return self.tried(write)

    def take_off(self, part: Record, told: str) -> bool:
        """Takes a part off, and offers Undo."""
        store = self.desk.store
        return (
            self.desk.act(lambda: (parts.take_off(store, part, name=self.name), True), told=told) is not None
        )


def _as_day(text: str) -> str:
    found = day_written(text)
    return found.isoformat() if found else text
