"""One record a name, also where two programs make it at the same moment.

An import settles the names that it mentions before it writes, off the lock. Someone else may make the same
company meanwhile; so each hold of the lock looks once more, and points to the one that is there.
"""

from __future__ import annotations

from datetime import datetime
from typing import Final
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change, Patch
from salesdesk.services.directory import Directory
from salesdesk.store import bulk
from salesdesk.store.bulk import Settled

_NAMED: Final = frozenset({"companies", "sources", "fairs", "tags", "causes", "competitors"})


class NamesOnce:
    """How a batch that makes names on the way is settled; one for the whole batch."""

    def __init__(self, now: datetime) -> None:
        self._now = now
        self._instead: dict[str, str] = {}  # the id that was staged → the id that is there, both in hex

    def settle(self, connection: Connection, changes: list[Change]) -> Settled:
        """As `bulk.settle`, with the names left out that someone has made since, and what refers to them turned."""
        directory = Directory(connection, self._now)
        made = (change for change in changes if change.subject == "companies" and _is_made(change))
        directory.look_up([str(change.patch.get("name") or "") for change in made])
        kept: list[Change] = []
        for change in changes:
            there = _there(directory, change)
            if there is not None:
                self._instead[change.record.hex] = there.hex
            else:
                kept.append(self._turned(change))
        settled = bulk.settle(connection, kept)
        settled.turned = bool(self._instead)
        return settled

    def _turned(self, change: Change) -> Change:
        if not self._instead:
            return change
        patch: Patch = {
            name: self._instead.get(value, value) if isinstance(value, str) else value
            for name, value in change.patch.items()
        }
        return Change(change.subject, change.record, patch, change.before)


def _is_made(change: Change) -> bool:
    return change.before is None and not change.patch.get("deleted_at")


def _there(directory: Directory, change: Change) -> UUID | None:
    """The record of the name that `change` would make, where there is one by now."""
    if change.subject not in _NAMED or not _is_made(change):
        return None
    said = {name: str(value) for name, value in change.patch.items()}
    if change.subject == "companies":
        found = directory.company(said.get("name", ""))
    elif change.subject == "sources":
        found = directory.source(said.get("kind", ""), said.get("which", ""))
    else:
        found = directory.named(change.subject, said.get("name") or said.get("key", ""))
    return None if directory.made() else found  # what it had to make was not there
