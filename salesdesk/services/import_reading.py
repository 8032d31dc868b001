"""A file read with what a person says of it, where the guess at its letters, cells or columns was wrong."""

from __future__ import annotations

from collections.abc import Mapping as Pairs
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from salesdesk.exchange import csv, mapping, xlsx
from salesdesk.exchange.formats import Format, detect
from salesdesk.exchange.headers import MANY, NAMED, PLACES
from salesdesk.exchange.mapping import Mapping, Target
from salesdesk.exchange.tables import Table
from salesdesk.i18n import _
from salesdesk.services import reading
from salesdesk.services.reading import Read

LEFT_OUT: Final = "-"  # said of a column that is not wanted at all
TO_NOTE: Final = ""  # said of a column that no field takes: it goes into the note under its header
_TABLES: Final = frozenset({Format.CSV, Format.XLSX, Format.ODS})
_SAMPLES: Final = 3
_LOOKED_AT: Final = 200  # rows in which samples are looked for


@dataclass(frozen=True, slots=True)
class Told:
    """What a person says of a table; what is empty is found out. `columns`: the field of each column told of,
    by its place from 0, or `TO_NOTE` or `LEFT_OUT`. Of an organiser's list of badges `fair` is the id or the name of
    the fair that it is of, and `everyone` has those come in too who were never scanned."""

    encoding: str = ""
    delimiter: str = ""
    headless: bool | None = None
    columns: Pairs[int, str] = field(default_factory=dict[int, str])
    fair: str | None = None
    everyone: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table, the field that takes it, and some of what stands in it."""

    name: str
    field: str  # of exchange.mapping.FIELDS or a part of one, TO_NOTE or LEFT_OUT
    samples: tuple[str, ...]


def read(path: Path, data: bytes, told: Told) -> tuple[Read, tuple[Column, ...]]:
    """The contacts of a file, and its columns where it is a table. Raises `UserError` as `reading.read` does,
    and where `told` names letters that the file is not written in."""
    found = detect(data)
    if found not in _TABLES:
        return reading.read(path, data), ()
    if found is Format.CSV:
        table = csv.read(data, encoding=told.encoding or None, delimiter=told.delimiter or None)
    else:
        table = xlsx.read(data)
    if told.headless is not None and told.headless is not table.headless:
        table = _without_header(table) if told.headless else _with_header(table)
    ways = _chosen(mapping.guess(table), told.columns)
    columns = tuple(_columns(table, ways, told.columns))
    ways = replace(ways, left_out=frozenset(n for n, said in told.columns.items() if said == LEFT_OUT))
    rows = mapping.drafts(table, ways)
    read_so = Read(path, found, rows, table.encoding, table.delimiter, ways.unmapped, table)
    read_so.badges = reading.badges_in(table, ways)
    return read_so, columns


def _without_header(table: Table) -> Table:
    """What was taken for the header is a contact like the others."""
    template = _("Column {number}")
    names = tuple(template.format(number=n) for n in range(1, len(table.header) + 1))
    first = tuple("" if cell == name else cell for cell, name in zip(table.header, names, strict=True))
    number = table.rows[0][0] - 1 if table.rows else 1
    return replace(table, header=names, rows=[(number, first), *table.rows], headless=True)


def _with_header(table: Table) -> Table:
    """The first row names the columns."""
    if not table.rows:
        return table
    _number, cells = table.rows[0]
    header = tuple(cell.strip() or name for cell, name in zip(cells, table.header, strict=True))
    return replace(table, header=header, rows=table.rows[1:], headless=False)


def _chosen(ways: Mapping, columns: Pairs[int, str]) -> Mapping:
    """`ways` with the fields that a person chose; a field of one column is taken from any other."""
    wanted = {n: said for n, said in columns.items() if n < len(ways.header)}
    single = {said for said in wanted.values() if said not in MANY | PLACES | {"note", "tags", "asked_about"}}
    targets = [
        () if n in wanted else tuple(one for one in old if one.field not in single)
        for n, old in enumerate(ways.targets)
    ]
    for n, said in wanted.items():
        same = tuple(one for one in ways.targets[n] if one.field == said)
        targets[n] = same or ((Target(said),) if said not in {TO_NOTE, LEFT_OUT} else ())
    return replace(ways, targets=tuple(targets))


def _columns(table: Table, ways: Mapping, said: Pairs[int, str]) -> list[Column]:
    found: list[Column] = []
    for n, name in enumerate(table.header):
        seen = dict.fromkeys(cells[n].strip() for _number, cells in table.rows[:_LOOKED_AT])
        samples = [one for one in seen if one][:_SAMPLES]
        target = next(iter(ways.targets[n]), None)
        taken = target.field if target and target.kind != NAMED else TO_NOTE
        found.append(Column(name, LEFT_OUT if said.get(n) == LEFT_OUT else taken, tuple(samples)))
    return found
