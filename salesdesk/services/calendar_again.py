"""What a calendar says anew of a follow-up that came from it: renamed or moved there, it is so here, but for what the
seller changed here since."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.changes import Patch
from salesdesk.services.changes import FROM_FILE, FROM_FILES
from salesdesk.store import codec, log
from salesdesk.store.sql import run

_DAY = ("day", "time", "zone")


def told_before(connection: Connection, record: UUID) -> Patch:
    """What imports said of a follow-up, the last word of each field."""
    query = (
        "SELECT c.subject, c.record, c.patch, c.before FROM changes c JOIN batches b ON b.row = c.batch"
        " WHERE c.record = ? AND b.label IN (?, ?) AND b.undone = 0 ORDER BY c.row"
    )
    told = dict(codec.nothing_said("followups"))
    for row in run(connection, query, (record.bytes, FROM_FILE, FROM_FILES)):
        told |= log.decode(*row).patch
    return told


def moved(mine: Mapping[str, int | str | None], before: Patch, said: Patch) -> tuple[Patch, list[str]]:
    """What becomes other in a follow-up as it is, of which the calendar told `before` and tells now; and the names of
    what both sides changed, which stays as it is here. A reminder goes with the old day. What is done stays."""
    patch: Patch = {}
    kept: list[str] = []
    for names in (("what",), _DAY):
        now = {name: said.get(name) or codec.nothing_said("followups")[name] for name in names}
        news = any(now[name] != before[name] for name in names) and any(now[n] != mine[n] for n in names)
        if not news or mine["done_at"] is not None:
            continue
        if any(mine[name] != before[name] for name in names):
            kept.append(names[0])
        else:
            patch |= {name: value for name, value in now.items() if value != mine[name]}
    if "day" in patch or "time" in patch:
        patch |= {"remind_at": None} if mine["remind_at"] is not None else {}
    return patch, kept
