"""Who is on which nurture plan, asked of many at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.store.sql import listed, run

_CALLED = (
    "coalesce(nullif(p.name, ''), (SELECT c.name FROM companies c WHERE c.id = p.company AND"
    " c.deleted_at IS NULL), '')"
)


def standing(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, tuple[str, str]]:
    """What each of the prospects `ids`, at most 512 of them, is called, and on which rung it stands; deleted ones
    are left out."""
    marks, values = listed([one.bytes for one in ids])
    found = run(
        connection,
        f"SELECT p.id, {_CALLED}, p.stage FROM prospects p WHERE p.id IN ({marks}) AND p.deleted_at IS NULL",
        values,
    )
    return {UUID(bytes=one): (called, stage) for one, called, stage in found}


def agreed(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, list[str]]:
    """The channels to which each of them has agreed."""
    marks, values = listed([one.bytes for one in ids])
    out: dict[UUID, list[str]] = defaultdict(list)
    for one, channel in run(
        connection,
        f"SELECT prospect, channel FROM consents WHERE prospect IN ({marks}) AND withdrawn_at IS NULL"
        " AND deleted_at IS NULL",
        values,
    ):
        out[UUID(bytes=one)].append(channel)
    return out


def running(connection: Connection, ids: Sequence[UUID]) -> dict[UUID, list[tuple[UUID, UUID, UUID | None]]]:
    """What each of them is on: the nurturing, its plan, and the follow-up that is to be done next."""
    marks, values = listed([one.bytes for one in ids])
    out: dict[UUID, list[tuple[UUID, UUID, UUID | None]]] = defaultdict(list)
    for prospect, mine, plan, todo in run(
        connection,
        'SELECT n.prospect, n.id, n."plan", f.id FROM nurturings n LEFT JOIN followups f ON f.nurturing = n.id'
        " AND f.done_at IS NULL AND f.deleted_at IS NULL"
        f" WHERE n.prospect IN ({marks}) AND n.ended_at IS NULL AND n.deleted_at IS NULL",
        values,
    ):
        out[UUID(bytes=prospect)].append(
            (UUID(bytes=mine), UUID(bytes=plan), UUID(bytes=todo) if todo else None)
        )
    return out


def counted(connection: Connection) -> dict[UUID, tuple[int, int, int]]:
    """How many are on each plan, how many ended with an answer or a step up, and how many ended at all."""
    found = run(
        connection,
        "SELECT n.\"plan\", sum(n.ended_at IS NULL), sum(n.ended_by IN ('reply', 'stage')),"
        " sum(n.ended_at IS NOT NULL) FROM nurturings n JOIN prospects p ON p.id = n.prospect"
        ' WHERE n.deleted_at IS NULL AND (p.deleted_at IS NULL OR n.ended_at IS NOT NULL) GROUP BY n."plan"',
    )
    return {UUID(bytes=plan): (on, answered, ended) for plan, on, answered, ended in found if plan}


def members(connection: Connection, plan: UUID, limit: int) -> list[tuple[Any, ...]]:
    """Those on a plan by the day of their next step, then those who were, the last ended first: nurturing, prospect,
    name, company, started and ended in microseconds, ended by, next follow-up, its day and what, and the place of
    its step; ids as bytes."""
    return run(
        connection,
        "SELECT n.id, p.id, p.name, coalesce(c.name, ''), n.started_at, n.ended_at, n.ended_by, f.id, f.day, f.what,"
        " coalesce(s.position, -1) FROM nurturings n JOIN prospects p ON p.id = n.prospect"
        " LEFT JOIN companies c ON c.id = p.company AND c.deleted_at IS NULL"
        " LEFT JOIN followups f ON f.nurturing = n.id AND f.done_at IS NULL AND f.deleted_at IS NULL"
        " LEFT JOIN nurture_steps s ON s.id = f.nurture_step"
        ' WHERE n."plan" = ? AND n.deleted_at IS NULL AND p.deleted_at IS NULL'
        " ORDER BY n.ended_at IS NOT NULL, n.ended_at DESC, f.day, n.row LIMIT ?",
        (plan.bytes, limit),
    ).fetchall()
