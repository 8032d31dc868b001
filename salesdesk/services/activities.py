"""Activities: what happened, noted. They are only ever added."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from salesdesk.domain.activities import Activity
from salesdesk.i18n import N_
from salesdesk.store.database import Store


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
        return unit.add(Activity(kind=kind, at=at or unit.now, prospect=prospect, note=text, minutes=minutes))
