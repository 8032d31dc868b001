"""Which hand-overs were answered: the files that came back and were taken, and still stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from salesdesk.services.answers import TOOK
from salesdesk.store import log
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer that was taken: when, and the batch that takes it back."""

    at: datetime
    batch: UUID


def answered(reading: Reading) -> Mapping[UUID, list[Answer]]:
    """The answers to each hand-over that has some, the earliest first; one that was undone does not count."""
    found: dict[UUID, list[Answer]] = {}
    for batch, at in log.standing(reading.connection, TOOK):
        if hand_over := batch.label_args.get("hand_over"):
            found.setdefault(UUID(hand_over), []).append(Answer(at, batch.id))
    return found
