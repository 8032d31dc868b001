"""Rows of a preview on their way into blocks; and those that a data package would bring."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from salesdesk.exchange.datapackage import Package
from salesdesk.i18n import _
from salesdesk.services import package_reading
from salesdesk.services.import_preview import BLOCK, Block, Line, State, packed
from salesdesk.services.import_told import Sides
from salesdesk.store.database import Store
from salesdesk.store.known import alive

Give = Callable[[Block], None]


@dataclass(slots=True)
class Packing:
    """Rows in the order of the files. `give` is called with each block that is full; `flush` gives the rest."""

    give: Give
    rows: list[tuple[State, Line]] = field(default_factory=list[tuple[State, Line]])
    doubts: list[Sides] = field(default_factory=list[Sides])
    numbered: int = 0

    def add(self, state: State, line: Line, doubt: Sides | None = None) -> None:
        """Adds a row, with what is to be decided of it."""
        if doubt is not None:
            line = line._replace(doubt=self.numbered)
            self.numbered += 1
            self.doubts.append(doubt)
        self.rows.append((state, line))
        if len(self.rows) == BLOCK:
            self.flush()

    def flush(self) -> None:
        """Gives the rows that are left."""
        if self.rows:
            self.give(packed(self.rows, self.doubts))
        self.rows, self.doubts = [], []


def package_lines(store: Store, data: bytes, out: Packing) -> int:
    """Packs the prospects of a data package, and gives how many there are. Whoever is here already stays as
    they are. Raises `UserError` where the package is damaged."""
    with Package(data) as package:
        said = package_reading.records(package)
    people = said["prospects"]
    reach: dict[str, dict[str, str]] = {"phones": {}, "emails": {}}
    for subject, found in reach.items():
        for patch in said[subject].values():
            found.setdefault(str(patch.get("prospect")), str(patch.get("value") or ""))
    companies = {one.hex: str(patch.get("name") or "") for one, patch in said["companies"].items()}
    with store.reading_raw() as connection:
        known = set(alive(connection, [one.bytes for one in people]))
    for one, patch in people.items():
        line = Line(
            name=str(patch.get("name") or ""),
            company=companies.get(str(patch.get("company")), ""),
            phone=reach["phones"].get(one.hex, ""),
            email=reach["emails"].get(one.hex, ""),
            told=_("Is here already and stays as it is") if one.bytes in known else "",
        )
        out.add(State.KNOWN if one.bytes in known else State.NEW, line)
    return len(people)
