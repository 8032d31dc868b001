"""The stage log of imported deals, backdated to when things happened, and the customers that won deals make.

What is written always adds up: a deal begins in a stage, and where it is closed moves on to its outcome.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final
from uuid import UUID

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.services.drafting import Scene
from salesdesk.store import codec
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_BELOW: Final = frozenset(("suspect", "marketing-qualified", "sales-qualified"))  # the rungs below a customer
_KNOWN: Final = ("stage", "source", "fair", "company", "revisit_on")


class Moves:
    """Stage changes of the deals of one import, and of the prospects that they make customers."""

    def __init__(self, store: Store, scene: Scene) -> None:
        self._store, self._now, self._zone = store, to_micros(scene.now), scene.now.tzinfo
        self._fresh: dict[UUID, Change] = {}
        self._known: dict[UUID, Patch] = {}
        self._won: dict[UUID, int] = {}  # prospects, and when they first bought

    def met(self, changes: Iterable[Change]) -> None:
        """Takes note of the prospects that this import makes."""
        self._fresh.update((one.record, one) for one in changes if one.subject == "prospects")

    def prospect(self, one: UUID) -> Patch:
        """Stage, source, fair and company of a prospect, known or being made."""
        if one in self._fresh:
            return {**codec.nothing_said("prospects"), **self._fresh[one].patch}
        if one not in self._known:
            columns = ", ".join(f'"{name}"' for name in _KNOWN)
            with self._store.reading_raw() as connection:
                found = run(connection, f"SELECT {columns} FROM prospects WHERE id = ?", (one.bytes,))
                self._known[one] = codec.patched(_KNOWN, found.fetchone())
        return self._known[one]

    def of(self, deal: UUID, change: Change, mine: Patch) -> list[Change]:
        """The moves of a deal that is made, or that `change` closes; `mine` is what the deal then says."""
        opened, closed = mine["opened_at"], mine["closed_at"]
        told = [int(one) for one in (opened, closed) if one is not None]
        moves: list[Change] = []
        last = 0
        if change.before is None:
            last = min(
                told, default=self._now
            )  # one that is closed before it is opened begins when it closes
            moves.append(self._move("deal", deal, "", str(mine["stage"]), last))
        elif "outcome" not in change.patch:
            return []
        if mine["outcome"]:
            at = int(closed) if closed is not None else self._now
            last = max(at, last or self._last("deal", deal))
            moves.append(self._move("deal", deal, str(mine["stage"]), str(mine["outcome"]), last))
            if mine["outcome"] == "won" and mine["prospect"]:
                who = UUID(str(mine["prospect"]))
                self._won[who] = min(at, self._won.get(who, at))
        return moves

    def customers(self) -> Iterator[list[Change]]:
        """The prospects that bought and are no customers yet, moved there when they did, as by a sale that is entered
        by hand. One who was parked or discarded after that day stays so."""
        for one, at in self._won.items():
            before = self.prospect(one)
            stage = str(before["stage"])
            last = self._last("prospect", one)
            if stage == "customer" or (stage not in _BELOW and self._day(at) < self._day(last)):
                continue
            parked = {"revisit_on": before["revisit_on"]} if before["revisit_on"] else {}
            nothing: Patch = dict.fromkeys(parked)
            edit = Change("prospects", one, {"stage": "customer", **nothing}, {"stage": stage, **parked})
            moved = self._move("prospect", one, stage, "customer", max(at, last))
            if one in self._fresh:
                self._fresh[one].patch["stage"] = "customer"
                yield [moved]
            else:
                yield [edit, moved]

    def _day(self, at: int) -> date:
        return from_micros(at).astimezone(self._zone).date()

    def reopened(self, deal: UUID, outcome: str) -> bool:
        """Whether the deal was closed so before, and the seller opened it again."""
        with self._store.reading_raw() as connection:
            query = "SELECT 1 FROM stage_changes WHERE deal = ? AND new = ? AND deleted_at IS NULL"
            return run(connection, query, (deal.bytes, outcome)).fetchone() is not None

    def _last(self, of: str, record: UUID) -> int:
        query = f"SELECT coalesce(max(at), 0) FROM stage_changes WHERE {of} = ? AND deleted_at IS NULL"
        with self._store.reading_raw() as connection:
            return int(run(connection, query, (record.bytes,)).fetchone()[0])

    def _move(self, of: str, record: UUID, old: str, new: str, at: int) -> Change:
        said: Patch = {of: record.hex, "old": old, "new": new, "at": at, "created_at": self._now}
        return Change("stage_changes", new_id(), {k: v for k, v in said.items() if v != ""}, None)
