"""Patches that speak an older schema, lifted to the present one by pure functions.

A migration that renames, splits or drops a field adds its function here under the version it comes from;
undo and sync with older peers pass every patch through.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from salesdesk.domain.changes import SCHEMA, Change

Lift = Callable[
    [Change], list[Change]
]  # one version up: none where the record is gone, several where it split

LIFTS: Final[Mapping[int, Lift]] = {}


def lifted(changes: list[Change], schema: int, lifts: Mapping[int, Lift] = LIFTS) -> list[Change]:
    """`changes` written under `schema`, as the present schema says them."""
    for version in range(schema, SCHEMA):
        lift = lifts.get(version)
        if lift is not None:
            changes = [up for change in changes for up in lift(change)]
    return changes
