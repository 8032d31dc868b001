"""What an undo left as it was, by the names that a seller knows: a phone that stays is the person's whose it is."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice
from uuid import UUID

from salesdesk.domain import subjects
from salesdesk.domain.changes import Change
from salesdesk.services import lookup
from salesdesk.store.unit import Reading


def owners(reading: Reading, skipped: Sequence[Change]) -> list[tuple[str, UUID]]:
    """The records that stay, with their subjects, each once and people first; a part counts as the record that it is
    part of."""
    found = dict.fromkeys(_owner(reading, one.subject, one.record) for one in skipped)
    return sorted(found, key=lambda owner: owner[0] != "prospects")


def names(reading: Reading, owners: Sequence[tuple[str, UUID]], limit: int) -> list[str]:
    """What the first `limit` of them are called that have a name."""
    called = (lookup.by_id(reading, str(one)).name for subject, one in owners if subject in lookup.SHOWN)
    return list(islice(filter(None, called), limit))


def _owner(reading: Reading, subject: str, record: UUID) -> tuple[str, UUID]:
    found = reading.get(subjects.BY_SUBJECT[subject], record)
    for column in subjects.table(subject).columns if found is not None else ():
        whole: UUID | None = getattr(found, column.name) if "part_of" in column.info else None
        if whole is not None:
            return _owner(reading, column.info["part_of"], whole)
    return subject, record
