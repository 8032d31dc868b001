"""The records behind a figure: how many there are on each side of it, what they come to, and a page of them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, tzinfo
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

from salesdesk.domain.figures.customers import MONTHS
from salesdesk.domain.figures.periods import months_on
from salesdesk.domain.instants import from_micros
from salesdesk.store.bulk import in_parts
from salesdesk.store.figures.asking import Asked, ask
from salesdesk.store.sql import listed, run

if TYPE_CHECKING:
    from salesdesk.store.sql import AnyConnection

_OF_DEAL: Final = """coalesce((SELECT p.name FROM prospects p WHERE p.id = d.prospect),
    (SELECT c.name FROM companies c WHERE c.id = d.company), '')"""
_OF: Final = _OF_DEAL.replace("d.", "t.")
# What a record is called, a quieter line, of which vocabulary that line is a word, and what is opened for it.
_TEXTS: Final = {
    "deals": f"SELECT d.id, d.title, {_OF_DEAL}, '', 'deals', d.id FROM deals d WHERE d.id",
    "deal_lines": f"SELECT l.id, l.name, {_OF_DEAL}, '', 'deals', d.id FROM deal_lines l JOIN deals d"
    " ON d.id = l.deal WHERE l.id",
    "credits": f"SELECT c.id, d.title, {_OF_DEAL}, '', 'deals', d.id FROM credits c JOIN deals d"
    " ON d.id = c.deal WHERE c.id",
    "prospects": "SELECT t.id, t.name, coalesce((SELECT c.name FROM companies c WHERE c.id = t.company), ''),"
    " '', 'prospects', t.id FROM prospects t WHERE t.id",
    "companies": "SELECT t.id, t.name, '', '', '', NULL FROM companies t WHERE t.id",
    "activities": f"SELECT t.id, {_OF}, t.kind, 'activity', 'prospects', t.prospect FROM activities t WHERE t.id",
    "followups": f"SELECT t.id, t.what, {_OF.replace('t.company', 'NULL')}, '', 'prospects', t.prospect"
    " FROM followups t WHERE t.id",
    "complaints": f"SELECT t.id, t.what, {_OF}, '', 'complaints', t.id FROM complaints t WHERE t.id",
    "ratings": f"SELECT t.id, {_OF}, t.value || iif(t.comment = '', '', ' – ' || t.comment), '', 'prospects',"
    " t.prospect FROM ratings t WHERE t.id",
    "expenses": "SELECT t.id, t.what, t.kind, 'expense', 'expenses', t.id FROM expenses t WHERE t.id",
    "fairs": "SELECT t.id, t.name, t.place, '', 'fairs', t.id FROM fairs t WHERE t.id",
    "reviewed_customers": f"SELECT t.id, {_OF}, '', '', 'prospects', t.prospect FROM reviewed_customers t"
    " WHERE t.id",
}
_WHO: Final = ("prospects", "companies", "deals")  # of whom a customer is known by


@dataclass(frozen=True, slots=True)
class Picked:
    """Which records of a source are meant: a condition on its columns, and the column that is summed."""

    where: str = "1"
    amount: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """A record of a side. `opens` is the subject of what is to be opened for it, `target` its id; `word` says of which
    vocabulary `line` is a word. `day` is the
    seller's. `amount` is in the smallest unit of its side."""

    subject: str
    id: UUID | None
    title: str
    line: str
    word: str
    opens: str
    target: UUID | None
    day: date | None
    amount: int | None


def totals(
    connection: AnyConnection, source: str, picked: Sequence[Picked], asked: Asked
) -> list[tuple[int, int]]:
    """How many records of a source are picked each time, and what they come to in the smallest unit."""
    columns = ", ".join(
        f"count(*) FILTER (WHERE {one.where}), coalesce(sum({one.amount or 0}) FILTER (WHERE {one.where}), 0)"
        for one in picked
    )
    row = _ask(connection, f"{source} SELECT {columns} FROM src", asked).fetchone()
    return [(row[place], row[place + 1]) for place in range(0, 2 * len(picked), 2)]


def page(
    connection: AnyConnection, source: str, picked: Picked, asked: Asked, *, most: int, start: int = 0
) -> list[Found]:
    """The records picked of a source, the latest first: at most `most`, from the one at `start` on."""
    query = f"""{source} SELECT subject, id, coalesce(day, local_day(at)), {picked.amount or "NULL"}
        FROM src WHERE {picked.where}
        ORDER BY coalesce(day, local_day(at)) DESC, at DESC, id LIMIT {most} OFFSET {start}"""
    rows = _ask(connection, query, asked).fetchall()
    known = _known(connection, rows)
    return [_found(row, known) for row in rows]


def _found(row: Sequence[Any], known: dict[tuple[str, bytes], Sequence[Any]]) -> Found:
    subject, ident, day, amount = row
    kinds = _WHO if subject == "who" else (subject,)
    kind = next((one for one in kinds if (one, ident) in known), kinds[0])
    title, line, word, opens, target = known.get((kind, ident), ("", "", "", "", None))
    return Found(
        subject=kind,
        id=UUID(bytes=ident) if ident else None,
        title=title,
        line=line,
        word=word,
        opens=opens if target else "",
        target=UUID(bytes=target) if target else None,
        day=date.fromisoformat(day) if day else None,
        amount=amount,
    )


def _known(
    connection: AnyConnection, rows: Iterable[Sequence[Any]]
) -> dict[tuple[str, bytes], Sequence[Any]]:
    """What is said of each record, by its subject and id."""
    wanted: dict[str, set[bytes]] = {}
    for subject, ident, *_rest in rows:
        for kind in _WHO if subject == "who" else (subject,):
            if ident and kind in _TEXTS:
                wanted.setdefault(kind, set()).add(ident)
    found: dict[tuple[str, bytes], Sequence[Any]] = {}
    for kind, ids in wanted.items():
        for part in in_parts(sorted(ids)):
            marks, values = listed(part)
            said = run(connection, f"{_TEXTS[kind]} IN ({marks})", values)
            found |= {(kind, ident): told for ident, *told in said}
    return found


def _ask(connection: AnyConnection, query: str, asked: Asked) -> sqlite3.Cursor:
    raw: Any = (
        connection if isinstance(connection, sqlite3.Connection) else connection.connection.driver_connection
    )
    raw.create_function("months_after", 1, _months_after(asked.zone), deterministic=True)
    return ask(connection, query, asked)


def _months_after(zone: tzinfo) -> Callable[[int | None], str | None]:
    def months_after(at: int | None) -> str | None:
        """The day until which a next sale counts."""
        if at is None:
            return None
        return months_on(from_micros(at).astimezone(zone).date(), MONTHS).isoformat()

    return months_after
