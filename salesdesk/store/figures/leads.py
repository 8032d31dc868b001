"""The sums of leads: who was met, how far they came, and how soon they were tried."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from salesdesk.domain.figures.leads import LeadSums
from salesdesk.store.figures.asking import OF_PROSPECTS, Asked, Key, ask, gathered, summed
from salesdesk.store.figures.sales import BACK

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

# What a seller does to reach one: what was done at the fair where they met is the meeting itself.
TRIED: Final = """(SELECT min(a.at) FROM activities a WHERE a.prospect = p.id AND a.deleted_at IS NULL
    AND a.kind IN ('call-out', 'email', 'message', 'visit', 'meeting', 'demo') AND a.at > p.met_at
    AND (a.fair IS NULL OR a.fair IS NOT p.fair))"""
_BOUGHT: Final = """EXISTS (SELECT 1 FROM deals d WHERE d.prospect = p.id AND d.outcome = 'won'
    AND d.deleted_at IS NULL AND d.closed_at <= :now AND d.id NOT IN back)"""
_LISTED: Final = "EXISTS (SELECT 1 FROM sources s WHERE s.id = p.source AND s.kind = 'purchased-list')"
_MET: Final = (
    "FROM bucket b JOIN prospects p ON p.met_at >= b.begun AND p.met_at < b.over AND p.deleted_at IS NULL"
)
_HOUR: Final = 3600 * 1_000_000


def each_lead(asked: Asked, hours: Mapping[str, int]) -> str:
    """A row a prospect that was first met in a bucket, as the common table `lead`."""
    delay = " ".join(f"WHEN '{interest}' THEN {many * _HOUR}" for interest, many in hours.items() if interest)
    return f"""WITH {asked.periods}, {BACK}, lead AS MATERIALIZED (
        SELECT b.name AS bucket, {asked.group(OF_PROSPECTS)} AS part, p.id, p.met_at, {_LISTED} AS listed,
            {_BOUGHT} AS bought, {TRIED} AS tried,
            CASE f.interest {delay} ELSE {hours.get("", 168) * _HOUR} END AS delay
        {_MET} LEFT JOIN prospects_facts f ON f.row = p.row WHERE 1{asked.kept(OF_PROSPECTS)})"""


def met(connection: AnyConnection, asked: Asked, hours: Mapping[str, int]) -> dict[Key, LeadSums]:
    """Of those first met in each bucket: how many they are, and how many more are of a purchased list; of the former,
    how many bought since, how many were tried, of how many the promised delay has run or who were tried, and how many
    were tried within it. `hours` are the promised delays by interest; the empty one is that of whom nobody asked."""
    query = f"""{each_lead(asked, hours)}
        SELECT bucket, part, sum(NOT listed), sum(listed), sum(NOT listed AND bought),
            sum(NOT listed AND tried IS NOT NULL),
            sum(NOT listed AND (tried IS NOT NULL OR met_at + delay < :now)),
            coalesce(sum(NOT listed AND tried <= met_at + delay), 0)
        FROM lead GROUP BY 1, 2"""
    return summed(connection, query, asked, LeadSums)


def responses(connection: AnyConnection, asked: Asked) -> dict[Key, list[int]]:
    """How long it took, in microseconds, until each of those first met in a bucket was tried; the others have none."""
    query = f"""WITH {asked.periods}
        SELECT b.name, {asked.group(OF_PROSPECTS)}, {TRIED} - p.met_at AS took {_MET}
        WHERE took IS NOT NULL AND NOT {_LISTED}{asked.kept(OF_PROSPECTS)}"""
    return gathered(connection, query, asked, int)


def reached(connection: AnyConnection, asked: Asked) -> dict[Key, dict[str, int]]:
    """How many prospects reached each rung of the ladder for the first time in each bucket."""
    query = f"""WITH {asked.periods}, rise AS MATERIALIZED (
        SELECT prospect, new, min(at) AS at FROM stage_changes
        WHERE prospect IS NOT NULL AND deleted_at IS NULL GROUP BY 1, 2)
        SELECT b.name, {asked.group(OF_PROSPECTS)}, r.new, count(*)
        FROM bucket b JOIN rise r ON r.at >= b.begun AND r.at < b.over
        JOIN prospects p ON p.id = r.prospect AND p.deleted_at IS NULL
        WHERE 1{asked.kept(OF_PROSPECTS)} GROUP BY 1, 2, 3"""
    found: dict[Key, dict[str, int]] = {}
    for bucket, part, rung, count in ask(connection, query, asked):
        found.setdefault((bucket, part), {})[rung] = count
    return found
