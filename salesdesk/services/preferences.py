"""What the seller set for the business: kept in the store, so that it travels with it."""

from __future__ import annotations

import json
from typing import Final

from sqlalchemy import select

from salesdesk.domain.views import Preference
from salesdesk.store.unit import Reading, Unit

# The follow-up that a capture sets by itself, in days after the fair day, by interest (kpis.md: the promised
# delay is 24 h, 48 h, 7 days).
FOLLOW_UP_DAYS: Final = {"hot": 1, "warm": 2, "cold": 7, "": 7}
SOLVED_CHECK_IN_DAYS: Final = 7
NEXT_DAYS: Final = 7


def get(reading: Reading, key: str, default: str) -> str:
    """The seller's setting, or the default."""
    found = reading.first(select(Preference).where(Preference.key == key, Preference.deleted_at.is_(None)))
    return json.loads(found.value) if found else default


def put(unit: Unit, key: str, value: str) -> None:
    """Keeps a setting."""
    found = unit.first(select(Preference).where(Preference.key == key, Preference.deleted_at.is_(None)))
    if found:
        found.value = json.dumps(value)
    else:
        unit.add(Preference(key=key, value=json.dumps(value)))
