"""A consent that is taken of an answer: given or withdrawn, with the plan that ends where one is withdrawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Change
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.services.drafting import Scene, consented
from salesdesk.services.nurture_endings import endings
from salesdesk.services.nurturing import NOT_ABOUT_WRITING
from salesdesk.store import as_of
from salesdesk.store.migrations.lifts import Lift


def changes(
    connection: Connection, who: UUID, text: str, scene: Scene, lifts: Mapping[int, Lift]
) -> Iterator[Change]:
    """What makes `text` the consent of a prospect: the channels that it allows and that were not allowed yet; an
    empty one withdraws them all. A channel that the text does not name is never withdrawn by it."""
    now = to_micros(scene.now)

    kept = as_of.records(connection, "consents", [who], lifts, field="prospect")
    consents = {
        one: patch for one, patch in kept.items() if not (patch["withdrawn_at"] or patch["deleted_at"])
    }
    if text:
        there = {patch["channel"] for patch in consents.values()}
        stamp: dict[str, Any] = {"prospect": who.hex, "created_at": now, "basis": "consent", "wording": text}
        for channel in consented(text):
            if channel not in there:
                yield Change("consents", new_id(), {**stamp, "channel": channel, "at": now}, None)
        return
    for one in consents:
        yield Change("consents", one, {"withdrawn_at": now}, {"withdrawn_at": None})
    if all(patch["channel"] == NOT_ABOUT_WRITING for patch in consents.values()):
        return
    yield from endings(connection, [who], "consent", now).get(who, ())
