"""A mapping turned round: for each field the columns that feed it, worked out once for all rows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesdesk.exchange import headers
from salesdesk.exchange.days import orders
from salesdesk.exchange.headers import MANY, NAMED, PLACES, Target, fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from salesdesk.exchange.column_mapping import Mapping
    from salesdesk.exchange.tables import Table

DAYS = frozenset({"birthday", "customer_since", "follow_up_day", "met"})
LISTS = frozenset({"tags", "asked_about"})
_PIECES = frozenset({"middle_name", "birth_year", "birth_month", "birth_day", "follow_up", "follow_up_kind"})
_NOT_PLAIN = (
    MANY
    | PLACES
    | DAYS
    | LISTS
    | _PIECES
    | {"label", "note", "consent", "follow_up_time", "courtesy", "status"}
)
# What programs write by themselves into each row.
_DEFAULTS = {
    "e mail type": "SMTP", "e mail 2 type": "SMTP", "e mail 3 type": "SMTP", "priority": "Normal",
    "private": "False", "sensitivity": "Normal", "gender": "Unspecified", "prioritat": "Normal",
    "vertraulichkeit": "Normal", "prioritet": "Normal", "folsomhet": "Normal", "kanslighet": "Normal",
}  # fmt: skip
_MAIL_TYPE = re.compile(r"e (mail|post).*\btyp\b|typ av e post|typ e mail|posttype")
# Where a cell may hold several; links have slashes of their own.
_SEPARATORS = {
    "phone": re.compile(r"[;,\n|]|:::|\s/\s"),
    "email": re.compile(r"[;,\n]|:::|\s/\s"),
    "web": re.compile(r"[;\n]|:::|,\s"),
}


@dataclass(frozen=True, slots=True)
class DetailColumns:
    """The columns of all phones, all emails or all web addresses, in the order of the file."""

    field: str  # of ProspectDraft: phones, emails, webs
    separators: re.Pattern[str]
    columns: tuple[tuple[int, str, int], ...]  # column, kind, the column that tells the kind or -1


@dataclass(frozen=True, slots=True)
class AddressColumns:
    """The columns that make up one address, each with its part."""

    kind: str
    number: int
    label: int
    parts: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class RowPlan:
    """Columns by what is done with their cells. Numbers are indices of columns, from 0."""

    plain: tuple[tuple[str, int], ...]
    details: tuple[DetailColumns, ...]
    addresses: tuple[AddressColumns, ...]
    days: tuple[tuple[str, int, bool], ...]  # field, column, whether the day is first
    lists: tuple[tuple[str, int], ...]
    pieces: tuple[tuple[str, int], ...]
    programs: tuple[tuple[str, int, str], ...]  # field, column, the program that alone writes it
    notes: tuple[int, ...]
    # Columns that no field takes: header, column, what says nothing, the field that another column took.
    left: tuple[tuple[str, int, str, str], ...]
    labels: tuple[tuple[str, int], ...]
    ours: bool
    both_ways: tuple[str, ...]  # a date of each column of days that does not tell which number is the month


def plan(table: Table, mapping: Mapping, *, day_first: bool | None) -> RowPlan:
    """The plan for `table`. Where `day_first` is not told, each column of days decides for itself, or the others."""
    flat = [(t, i) for i, targets in enumerate(mapping.targets) for t in targets]
    labels = {(t.of, t.number): i for t, i in flat if t.field == "label"}
    details = _details(flat, labels)
    taken = {label for group in details for _index, _kind, label in group.columns}
    addresses = _addresses(mapping, labels)
    taken |= {a.label for a in addresses}
    header = mapping.header
    dated = [(t, i) for t, i in flat if t.field in DAYS]
    found = orders([cells[i] for _number, cells in table.rows] for _target, i in dated)
    if day_first is not None:
        found = [(day_first, "")] * len(dated)
    loose = [i for i in labels.values() if i not in taken]
    return RowPlan(
        plain=tuple((t.field, i) for t, i in flat if t.field not in _NOT_PLAIN and not _program(t)),
        details=details,
        addresses=addresses,
        days=tuple((t.field, i, first) for (t, i), (first, _text) in zip(dated, found, strict=True)),
        lists=tuple((t.field, i) for t, i in flat if t.field in LISTS),
        pieces=tuple(
            (t.field, i) for t, i in flat if t.field in _PIECES or t.field in {"consent", "follow_up_time"}
        ),
        programs=tuple((t.field, i, t.kind) for t, i in flat if _program(t)),
        notes=tuple(i for t, i in flat if t.field == "note" and t.kind != NAMED),
        left=tuple(
            (header[i], i, _default(fold(header[i])), _taken(header[i]))
            for i, targets in enumerate(mapping.targets)
            if i not in mapping.left_out
            if not targets or i in loose or any(t.kind == NAMED or t.field == "badge" for t in targets)
        ),
        labels=tuple((header[i], i) for i in labels.values() if i in taken),
        ours=mapping.ours,
        both_ways=tuple(text for _first, text in found if text),
    )


def _taken(name: str) -> str:
    found = headers.target(name)
    return found.field if found and found.field != "badge" else ""  # which is noted as well as kept


def _program(target: Target) -> str:
    return target.kind if target.field in {"uid", "met"} else ""


def _default(word: str) -> str:
    return _DEFAULTS.get(word) or ("SMTP" if _MAIL_TYPE.search(word) else "")


def _details(flat: list[tuple[Target, int]], labels: dict[tuple[str, int], int]) -> tuple[DetailColumns, ...]:
    groups: list[DetailColumns] = []
    for field in ("phone", "email", "web"):
        columns = [(i, t.kind, labels.get((field, t.number), -1)) for t, i in flat if t.field == field]
        if columns:
            groups.append(DetailColumns(f"{field}s", _SEPARATORS[field], tuple(columns)))
    return tuple(groups)


def _addresses(mapping: Mapping, labels: dict[tuple[str, int], int]) -> tuple[AddressColumns, ...]:
    groups: dict[tuple[str, int], list[tuple[str, int]]] = {}
    for i, targets in enumerate(mapping.targets):
        for t in targets:
            if t.field in PLACES:
                number = 0 if mapping.ours and t.number == 1 else t.number
                groups.setdefault((t.kind, number), []).append((t.field, i))
    return tuple(
        AddressColumns(kind, number, labels.get(("address", number), -1), tuple(_in_order(parts)))
        for (kind, number), parts in groups.items()
    )


def _in_order(parts: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
    """House number, street, further lines: the order in which the lines of a street are put together."""
    rank = {"street_number": 0, "street": 1, "formatted": 2, "street_more": 3, "po_box": 4}
    return sorted(parts, key=lambda part: rank.get(part[0], 9))
