"""What search and order need of a record: its name in pieces, its words folded, a key to sort by."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from salesdesk.domain.text import fold, sort_key, words
from salesdesk.store.sql import listed, run, scalar

_ENTRIES: Final = 4  # so many words of a name can be searched from; names of more are rare
_LENGTH: Final = 60  # folded characters of a name that are kept to search from

# The columns whose words are found, and the one that is its name.
TEXTS: Final[dict[str, tuple[str, tuple[str, ...]]]] = {
    "companies": ("name", ("name", "organisation_number", "trade", "note")),
    "fairs": ("name", ("name", "place", "note")),
    "complaints": ("what", ("what", "promise", "resolution", "public_where", "note")),
    "followups": ("what", ("what", "outcome")),
    "activities": ("kind", ("kind", "outcome", "technique", "note")),
    "deals": ("title", ("title", "number", "technique", "note")),
    "products": ("name", ("name", "number", "category", "benefits", "questions", "segments", "note")),
}


@dataclass(slots=True)
class Wanted:
    """What the side tables of some records should hold, by row."""

    texts: dict[int, tuple[str, str]] = field(default_factory=dict[int, tuple[str, str]])  # sort key, text
    names: list[tuple[int, str, int]] = field(default_factory=list[tuple[int, str, int]])  # rank, entry, row
    keys: list[tuple[int, int]] = field(default_factory=list[tuple[int, int]])  # key, row
    digits: list[tuple[int, str]] = field(default_factory=list[tuple[int, str]])  # row, digits
    facts: list[tuple[int, str, str | None, int | None]] = field(
        default_factory=list[tuple[int, str, str | None, int | None]]
    )  # row, interest, next day, touched at
    worth: list[tuple[int | str, ...]] = field(
        default_factory=list[tuple[int | str, ...]]
    )  # row, currency, won, sales, open, and the segment


def entries(name: str, row: int) -> Iterable[tuple[int, str, int]]:
    """The ways to begin typing `name`: from its first word (rank 0), or from a later one, turned round."""
    parts = words(name)
    if not parts:
        return ()
    found = {" ".join(parts)[:_LENGTH]: 0}
    for start in range(1, min(len(parts), _ENTRIES)):
        found.setdefault(" ".join((*parts[start:], *parts[:start]))[:_LENGTH], 1)
    return [(rank, entry, row) for entry, rank in found.items()]


def sort_language(connection: Connection) -> str:
    """The language whose alphabet lists are sorted by: the store's own setting."""
    found = scalar(connection, "SELECT value FROM store_facts WHERE key = 'sort_language'")
    return str(found or "en")


def texts_wanted(connection: Connection, subject: str, ids: Sequence[bytes]) -> Wanted:
    """What should stand for the records `ids` of a subject other than prospects."""
    name, columns = TEXTS[subject]
    (marks, listed_values), language = listed(ids), sort_language(connection)
    more: dict[int, list[str]] = defaultdict(list)
    if subject == "companies":
        more = _company_parts(connection, ids)
    elif subject == "deals":
        more = _deal_words(connection, ids)
    want = Wanted()
    for row, title, *values in run(
        connection,
        f"SELECT row, {name}, {', '.join(columns)} FROM {subject} WHERE id IN ({marks}) AND deleted_at IS NULL",
        listed_values,
    ):
        derive_text(row, title, (*values, *more[row]), language, want)
    return want


def derive_text(row: int, title: str, said: Iterable[str], language: str, want: Wanted) -> None:
    """Adds to `want` what is derived for a record called `title` that says `said`."""
    want.texts[row] = (sort_key(title, language), fold("\n".join(value for value in said if value)))
    want.names.extend(entries(title, row))


def _company_parts(connection: Connection, ids: Sequence[bytes]) -> dict[int, list[str]]:
    marks, listed_values = listed(ids)
    found: dict[int, list[str]] = defaultdict(list)
    for table, columns in (
        ("phones", "value"),
        ("emails", "value"),
        ("webs", "value"),
        ("addresses", "city"),
    ):
        for row, value in run(
            connection,
            f"SELECT c.row, t.{columns} FROM {table} t JOIN companies c ON c.id = t.company"
            f" WHERE t.company IN ({marks}) AND t.deleted_at IS NULL ORDER BY t.row",
            listed_values,
        ):
            found[row].append(value)
    return found


def _deal_words(connection: Connection, ids: Sequence[bytes]) -> dict[int, list[str]]:
    """What else deals are found by: their lines, and the names of the prospect and the company."""
    marks, listed_values = listed(ids)
    found: dict[int, list[str]] = defaultdict(list)
    for row, prospect, company in run(
        connection,
        "SELECT d.row, coalesce(p.name, ''), coalesce(c.name, '') FROM deals d"
        " LEFT JOIN prospects p ON p.id = d.prospect AND p.deleted_at IS NULL"
        f" LEFT JOIN companies c ON c.id = d.company AND c.deleted_at IS NULL WHERE d.id IN ({marks})",
        listed_values,
    ):
        found[row] += [prospect, company]
    for row, name in run(
        connection,
        f"SELECT d.row, l.name FROM deal_lines l JOIN deals d ON d.id = l.deal WHERE l.deal IN ({marks})"
        " AND l.deleted_at IS NULL ORDER BY l.position, l.row",
        listed_values,
    ):
        found[row].append(name)
    return found
