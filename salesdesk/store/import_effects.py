"""What an import asks of those it tells of, to know what follows for them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.store.sql import listed, run


def started(connection: Connection, nurturings: Sequence[UUID]) -> dict[UUID, int]:
    """When each of `nurturings`, at most 512, was started, in microseconds."""
    marks, values = listed([one.bytes for one in nurturings])
    found = run(connection, f"SELECT id, started_at FROM nurturings WHERE id IN ({marks})", values)
    return {UUID(bytes=one): at for one, at in found if at is not None}


def left(connection: Connection, prospects: Sequence[UUID]) -> dict[UUID, tuple[str, str | None]]:
    """Those of `prospects`, at most 512, that left: the day, and the id of the cause in hex."""
    marks, values = listed([one.bytes for one in prospects])
    found = run(
        connection,
        f"SELECT id, left_on, left_cause FROM prospects WHERE id IN ({marks}) AND left_on IS NOT NULL",
        values,
    )
    return {UUID(bytes=one): (day, cause.hex() if cause else None) for one, day, cause in found}


def dated(connection: Connection, prospects: Sequence[UUID]) -> dict[UUID, str]:
    """Those of `prospects`, at most 512, that have a day to come back to them."""
    marks, values = listed([one.bytes for one in prospects])
    query = f"SELECT id, revisit_on FROM prospects WHERE id IN ({marks}) AND revisit_on IS NOT NULL"
    return {UUID(bytes=one): day for one, day in run(connection, query, values)}


def deal(connection: Connection, record: UUID) -> tuple[str | None, int | None]:
    """Whose a deal is, as the id of a prospect in hex, and when it was closed, in microseconds."""
    query = "SELECT prospect, closed_at FROM deals WHERE id = ?"
    prospect, closed = run(connection, query, (record.bytes,)).fetchone() or (None, None)
    return prospect.hex() if prospect else None, closed
