"""SQL straight to the driver, in the transaction of the connection at hand.

A statement through SQLAlchemy costs a tenth of a millisecond more, which a batch pays by the ten thousand
and a keystroke by the dozen. Records go through SQLAlchemy; this is for what has no record class, and for what
a face shows before SQLAlchemy is loaded, which takes half a second.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from sqlalchemy import Connection

    AnyConnection = Connection | sqlite3.Connection

Values = Sequence[Any] | Mapping[str, Any]  # by place, or by name


class Looking(Protocol):
    """What a question in plain statements is asked of: a `Look`, or a `Reading` of records."""

    @property
    def connection(self) -> AnyConnection:
        """Where it is asked."""
        ...


@dataclass(frozen=True, slots=True)
class Look:
    """One read transaction for plain statements: all that it sees is of one moment."""

    connection: AnyConnection


def run(connection: AnyConnection, statement: str, values: Values = ()) -> sqlite3.Cursor:
    """Runs a statement; once for each of `values` where they are a list of rows."""
    own = isinstance(connection, sqlite3.Connection)
    raw: Any = connection if own else connection.connection.driver_connection
    if isinstance(values, list):
        return raw.executemany(statement, values)
    return raw.execute(statement, values)


def scalar(connection: AnyConnection, statement: str, values: Values = ()) -> Any:
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
