"""Under which name this store writes: an origin of its own, shared with no copy of it."""

from __future__ import annotations

from sqlalchemy import Connection

from salesdesk.domain.columns import new_id


def start_origin(connection: Connection) -> None:
    """From now on this store writes under a new origin: at its making, and after a restore or copy, so that
    no two stores ever give out the same number."""
    connection.exec_driver_sql("UPDATE origins SET local = 2 WHERE local = 1")
    last = connection.exec_driver_sql("SELECT coalesce(max(hlc), 0) FROM origins").scalar_one()
    connection.exec_driver_sql(
        "INSERT INTO origins (id, local, seq, hlc) VALUES (?, 1, 0, ?)", (new_id().bytes, last)
    )
