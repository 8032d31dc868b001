"""The score of prospects in SQL: the rule of `domain/score.py` over the tables, for tables to be sorted by.

What ages, the time since the last touch, is worked out as it is asked for, and so is what changes for thousands
at once with a single sale, the fit: so nothing has to be written anew as days go by. What a prospect bought is
derived with each write (`prospects_worth`).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any, Final

from sqlalchemy import Connection

from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.domain.score import (
    INTERESTS,
    MOST,
    OTHER_STAGE,
    SEGMENTS,
    STAGES,
    TOUCHES,
    Scale,
    Sold,
    Standing,
    scale,
)
from salesdesk.store.sql import listed, run

Clause = tuple[str, tuple[Any, ...]]
_DAY: Final = 86_400_000_000  # microseconds
_SEGMENTS: Final = tuple(SEGMENTS)


def scale_of(connection: Connection) -> Scale:
    """What the seller's own sales say now: one pass over those who bought or have something open."""
    columns = ", ".join(_SEGMENTS)
    found = run(
        connection,
        f"SELECT currency, sum(won), sum(sales), sum(open), sum(open > 0), {columns} FROM prospects_worth"
        f" GROUP BY currency, {columns}",
    )
    return scale(
        Sold(currency, dict(zip(_SEGMENTS, segment, strict=True)), won, sales, still, holders)
        for currency, won, sales, still, holders, *segment in found
    )


def expression(scale: Scale, now: datetime) -> Clause:
    """The score of the prospects `t` joined with their facts `f`, as an SQL expression."""
    parts = [
        f"{_case('t.stage', STAGES)} ELSE {OTHER_STAGE} END",
        f"{_case('f.interest', INTERESTS)} ELSE 0 END",
        _touch(to_micros(now)),
    ]
    values: list[object] = []
    if scale.usual > 0:
        parts.append(
            f"coalesce((SELECT {MOST['value']} * worth / (worth + {scale.usual}) FROM"
            " (SELECT max(w.won, 0) + max(w.open, 0) / 2 AS worth FROM prospects_worth w"
            " WHERE w.row = t.row AND w.currency = ?)), 0)"
        )
        values.append(scale.currency)
    for kind, words in scale.fit.items():
        if words:
            likely = sorted(words, key=lambda word: (-words[word], word))
            cases = " ".join(f"WHEN ? THEN {words[word]}" for word in likely)
            parts.append(f"CASE t.{kind} COLLATE NOCASE WHEN '' THEN 0 {cases} ELSE 0 END")
            values += likely
    return "(" + " + ".join(parts) + ")", tuple(values)


def asked(scale: Scale, now: datetime, op: str, values: Sequence[str]) -> Clause:
    """The condition that the score of the prospects `t` is `op` any of `values`."""
    said, inner = expression(scale, now)
    compared = " OR ".join(f"s {op} {int(value)}" for value in values)
    source = f"SELECT {said} AS s FROM prospects_facts f WHERE f.row = t.row"
    return f"EXISTS (SELECT 1 FROM ({source}) WHERE {compared})", inner


def standings(
    connection: Connection, ids: Sequence[bytes], currency: str
) -> Iterator[tuple[bytes, Standing]]:
    """What the prospects `ids`, at most 500, are scored by, each with its id."""
    marks, values = listed(ids)
    columns = ", ".join(f"t.{kind}" for kind in _SEGMENTS)
    found = run(
        connection,
        f"SELECT t.id, t.stage, f.interest, f.touched_at, w.won, w.open, {columns} FROM prospects t"
        " JOIN prospects_facts f ON f.row = t.row LEFT JOIN prospects_worth w ON w.row = t.row"
        f" AND w.currency = ? WHERE t.id IN ({marks})",
        (currency, *values),
    )
    for one, stage, interest, touched, won, still, *segment in found:
        at = None if touched is None else from_micros(touched)
        said = dict(zip(_SEGMENTS, segment, strict=True))
        yield one, Standing(stage, interest, at, won or 0, still or 0, said)


def _case(column: str, points: Mapping[str, int]) -> str:
    return f"CASE {column} " + " ".join(f"WHEN '{word}' THEN {number}" for word, number in points.items())


def _touch(now: int) -> str:
    cases = " ".join(f"WHEN f.touched_at >= {now - days * _DAY} THEN {points}" for days, points in TOUCHES)
    return f"CASE WHEN f.touched_at IS NULL THEN 0 {cases} ELSE 0 END"
