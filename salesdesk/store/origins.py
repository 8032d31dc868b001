"""Under which name this store writes: an origin of its own, shared with no copy of it."""

from __future__ import annotations

from sqlalchemy import Connection

from salesdesk.domain.columns import new_id
from salesdesk.store.sql import run, scalar


def start_origin(connection: Connection) -> None:
    """From now on this store writes under a new origin: at its making, and after a restore or copy, so that
    no two stores ever give out the same number."""
    run(connection, "UPDATE origins SET local = 2 WHERE local = 1")
    last = scalar(connection, "SELECT coalesce(max(hlc), 0) FROM origins")
    run(connection, "INSERT INTO origins (id, local, seq, hlc) VALUES (?, 1, 0, ?)", (new_id().bytes, last))
