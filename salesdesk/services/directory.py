"""Names that a draft mentions (company, fair, source, tag, cause), found or made new on the way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain import vocabulary
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import fold, words
from salesdesk.store.bulk import in_parts
from salesdesk.store.sql import listed, run

_SMALL: Final = {
    "fairs": "name",
    "tags": "name",
    "causes": "key",
    "competitors": "name",
}  # a cause of the seller's own has a name


class Directory:
    """Ids by name, as one unit of work or import sees them. New ones are handed out by `made()`.

    `everything` loads all names at once, which an import of many wants; else companies are looked up one
    by one.
    """

    def __init__(self, connection: Connection, now: datetime, *, everything: bool = False) -> None:
        self._connection, self._now = connection, now
        self._everything = everything
        self._known: dict[str, dict[str, UUID]] = {}
        self._asked: set[str] = set()  # companies that were looked up, folded
        self._made: list[Change] = []

    def preload(self) -> None:
        """Loads every name now, so that the connection is needed no more."""
        self._load("companies", self._companies)
        self._load("sources", self._sources)
        for subject in _SMALL:
            self._load(subject, partial(self._names, subject))

    def made(self) -> list[Change]:
        """The records made since the last call, to be written before what refers to them."""
        made, self._made = self._made, []
        return made

    def company(self, name: str, *, trade: str = "") -> UUID | None:
        """The company of this name, letters folded; made where there is none. None for no name."""
        key = fold(name)
        if not key:
            return None
        known = self._load("companies", self._companies)
        if key not in known and not self._everything:
            self.look_up([name])
        return known.get(key) or self._make("companies", key, {"name": name.strip(), "trade": trade})

    def source(self, kind: str, which: str) -> UUID | None:
        """The source of this kind and of which one exactly."""
        if not kind and not which:
            return None
        known = self._load("sources", self._sources)
        key = f"{kind}\n{fold(which)}"
        return known.get(key) or self._make("sources", key, {"kind": kind, "which": which.strip()})

    def named(self, subject: str, name: str) -> UUID | None:
        """The fair, tag or cause of this name; made where there is none. None for no name."""
        key = fold(name)
        if not key:
            return None
        known = self._load(subject, lambda: self._names(subject))
        own = subject == "causes" and name not in vocabulary.slugs("cause")
        return known.get(key) or self._make(subject, key, {"name" if own else _SMALL[subject]: name.strip()})

    def _load(self, subject: str, names: Callable[[], dict[str, UUID]]) -> dict[str, UUID]:
        if subject not in self._known:
            self._known[subject] = names()
        return self._known[subject]

    def _make(self, subject: str, key: str, patch: Patch) -> UUID:
        made = new_id()
        said = {name: value for name, value in patch.items() if value}
        self._made.append(Change(subject, made, {**said, "created_at": to_micros(self._now)}, None))
        self._known[subject][key] = made
        return made

    def _companies(self) -> dict[str, UUID]:
        return self._names("companies", "name") if self._everything else {}

    def look_up(self, companies: Sequence[str]) -> None:
        """Looks up the companies of these names at once, of which `company` will be asked."""
        known = self._load("companies", self._companies)
        entries = dict.fromkeys(_entry(name) for name in companies if fold(name) not in self._asked)
        self._asked |= {fold(name) for name in companies}
        for part in in_parts(list(entries)):
            marks, listed_values = listed(part)
            found = run(
                self._connection,
                "SELECT c.id, c.name FROM companies_names n CROSS JOIN companies c ON c.row = n.row"
                f" WHERE n.rank = 0 AND n.entry IN ({marks}) AND c.deleted_at IS NULL ORDER BY c.row",
                listed_values,
            )
            for one, name in found:
                known.setdefault(fold(name), UUID(bytes=one))

    def _names(self, subject: str, column: str = "") -> dict[str, UUID]:
        called = "coalesce(nullif(key, ''), name)" if subject == "causes" else column or _SMALL[subject]
        found = run(
            self._connection, f"SELECT {called}, id FROM {subject} WHERE deleted_at IS NULL ORDER BY row DESC"
        )
        return {fold(name): UUID(bytes=one) for name, one in found}

    def _sources(self) -> dict[str, UUID]:
        found = run(
            self._connection, "SELECT kind, which, id FROM sources WHERE deleted_at IS NULL ORDER BY row DESC"
        )
        return {f"{kind}\n{fold(which)}": UUID(bytes=one) for kind, which, one in found}


def _entry(name: str) -> str:
    """Where companies of this name stand among the names that are searched."""
    return " ".join(words(name))[:60]
