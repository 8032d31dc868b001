"""Activities: what happened, noted. They are only ever added."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from salesdesk.domain.activities import Activity
from salesdesk.i18n import N_
from salesdesk.services import nurturing
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit


def note(
    store: Store,
    prospect: UUID,
    *,
    kind: str = "note",
    text: str = "",
    minutes: int | None = None,
    at: datetime | None = None,
) -> Activity:
    """Notes that something of `kind` happened with a prospect."""
    with store.change(N_("Noted a touch")) as unit:
        return add(unit, Activity(kind=kind, at=at, prospect=prospect, note=text, minutes=minutes))


def add(unit: Unit, activity: Activity, *, automatic: bool = False) -> Activity:
    """Adds what happened to the change at hand, now where it names no instant. All that happens with a prospect
    comes through here, so that what it ends is ended with it; what is `automatic` nobody answered by."""
    activity.at = activity.at or unit.now
    if not automatic:
        nurturing.heard(unit, activity)
    return unit.add(activity)
