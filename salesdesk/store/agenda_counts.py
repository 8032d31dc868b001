"""How many prospects were first met of late, and how many of them were followed up in time, counted in SQL."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from salesdesk.domain.instants import to_micros
from salesdesk.store.sql import run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_DAY = 86_400_000_000  # microseconds


class FirstMet(NamedTuple):
    """Prospects first met this week, and in the whole week before it; of those met in the span looked back on,
    those tried within the promised delay, and those whose delay has run out or who were tried."""

    week: int
    week_before: int
    tried_in_time: int
    to_be_tried: int


def first_met(
    connection: AnyConnection,
    *,
    weeks: tuple[datetime, datetime, datetime],
    since: datetime,
    now: datetime,
    delays: Mapping[str, int],
) -> FirstMet:
    """Counts in one pass over the prospects. `weeks`: the starts of last week, of this one, and of tomorrow.

    `delays` are days by interest (kpis.md, follow_up_coverage); tried is a call out, a visit, a meeting, an email
    or a message after the first meeting. Who was brought in from a file and met by nobody has no `met_at`.
    """
    when = " ".join(f"WHEN '{interest}' THEN {days * _DAY}" for interest, days in delays.items() if interest)
    # ?1 last week · ?2 this week · ?3 tomorrow · ?4 since · ?5 now
    found = run(
        connection,
        "SELECT count(*) FILTER (WHERE met >= ?2 AND met < ?3),"
        " count(*) FILTER (WHERE met >= ?1 AND met < ?2),"
        " count(*) FILTER (WHERE met >= ?4 AND tried <= delay),"
        " count(*) FILTER (WHERE met >= ?4 AND (tried IS NOT NULL OR ?5 - met > delay))"
        f" FROM (SELECT p.met_at AS met, CASE f.interest {when} ELSE {delays[''] * _DAY} END AS delay,"
        " (SELECT min(a.at) - p.met_at FROM activities a WHERE a.prospect = p.id AND a.deleted_at IS NULL"
        "  AND a.at > p.met_at AND a.kind IN ('call-out', 'visit', 'email', 'message', 'meeting')) AS tried"
        " FROM prospects p JOIN prospects_facts f ON f.row = p.row"
        " WHERE p.met_at >= min(?1, ?4) AND p.deleted_at IS NULL)",
        (*(to_micros(one) for one in (*weeks, since, now)),),
    ).fetchone()
    return FirstMet(*found)
