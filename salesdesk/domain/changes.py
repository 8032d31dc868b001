"""Every write is a ChangeSet: what it changed, record by record and field by field.

Patches hold values as the columns keep them (integers, text, None), ids as 32 hex digits, so that a log
can be read, sent and lifted over migrations with no record class at hand.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final
from uuid import UUID

SCHEMA: Final = 4  # the version that patches written now speak; raised together with a migration

Patch = dict[str, int | str | None]


@dataclass(frozen=True, slots=True)
class Change:
    """What happened to one record: the fields that changed, and what they were.

    `before` is None where the change made the record; `patch` then names what differs from the defaults.
    """

    subject: str
    record: UUID
    patch: Patch
    before: Patch | None


def in_records(changes: Iterable[Change]) -> int:
    """How many records `changes` are of: a batch may change one of them twice."""
    return len({change.record for change in changes})


@dataclass(frozen=True, slots=True)
class ChangeSet:
    """One unit of work as it was committed. `label` is a message id, translated when it is shown."""

    batch: UUID
    label: str
    label_args: Mapping[str, str]
    changes: tuple[Change, ...] = field(repr=False)

    def touches(self, *subjects: str) -> bool:
        """Whether a record of one of `subjects` changed."""
        return any(change.subject in subjects for change in self.changes)

    def ids(self, subject: str) -> set[UUID]:
        """The records of `subject` that changed."""
        return {change.record for change in self.changes if change.subject == subject}
