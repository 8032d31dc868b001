"""SQL straight to the driver, in the transaction of the connection at hand.

A statement through SQLAlchemy costs a tenth of a millisecond more, which a batch pays by the ten thousand
and a keystroke by the dozen. Records go through SQLAlchemy; this is for what has no record class.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

Values = Sequence[Any] | Mapping[str, Any]  # by place, or by name


def run(connection: Connection, statement: str, values: Values = ()) -> sqlite3.Cursor:
    """Runs a statement; once for each of `values` where they are a list of rows."""
    raw: Any = connection.connection.driver_connection
    if isinstance(values, list):
        return raw.executemany(statement, values)
    return raw.execute(statement, values)


def scalar(connection: Connection, statement: str, values: Values = ()) -> Any:
    """The first value of the first row, or None where there is none."""
    row = run(connection, statement, values).fetchone()
    return None if row is None else row[0]


def listed(values: Sequence[Any]) -> tuple[str, tuple[Any, ...]]:
    """The marks and parameters of `IN (…)` for `values`, at most 512 of them.

    Filled up with the last value to one of a few lengths, so that SQLite need not read a new statement for
    every number of values.
    """
    size = next(size for size in _LENGTHS if size >= len(values))
    filled = (*values, *([values[-1]] * (size - len(values)))) if values else (None,) * size
    return ",".join("?" * size), filled


_LENGTHS = (1, 4, 16, 64, 256, 512)
