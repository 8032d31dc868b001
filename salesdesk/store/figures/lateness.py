"""What came of those who were tried in time, and of those who were tried late."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from salesdesk.store.figures.asking import Asked, ask
from salesdesk.store.figures.leads import each_lead

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection


def bought(connection: AnyConnection, asked: Asked, hours: Mapping[str, int]) -> dict[bool, tuple[int, int]]:
    """Of those first met in the bucket and tried since, without purchased lists, by whether that was within the
    promised delay (`hours`, by interest): how many bought, of how many."""
    query = f"""{each_lead(asked, hours)}
        SELECT tried <= met_at + delay, sum(bought), count(*) FROM lead
        WHERE tried IS NOT NULL AND NOT listed GROUP BY 1"""
    return {bool(in_time): (some, of) for in_time, some, of in ask(connection, query, asked)}
