"""What a data package says, looked at whole before anything is written: files from strangers are hostile."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any, Final, cast
from uuid import UUID

from sqlalchemy import BigInteger, Integer

from salesdesk.domain import hlc, subjects
from salesdesk.domain.changes import SCHEMA, Patch
from salesdesk.domain.columns import Day, Instant, Quantity, TimeOfDay, Uid
from salesdesk.domain.instants import to_micros
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.exchange.datapackage import Package
from salesdesk.i18n import _
from salesdesk.store import codec
from salesdesk.store.history import ToldBatch, ToldChange

TYPES: Final[dict[type[Any], str]] = {
    Uid: "string",
    Instant: "datetime",
    Day: "date",
    TimeOfDay: "time",
    Quantity: "integer",  # as it is kept: thousandths, and millionths of a millionth of a rate
}
_AHEAD: Final = timedelta(days=1)  # how far the clock of another device may be before ours
_YEARS: Final = range(
    1, 9999
)  # the last one is left out: in another zone its last day is after the end of time


def type_of(kind: Any) -> str:
    """The type of a column in Table Schema."""
    named = next((name for sort, name in TYPES.items() if isinstance(kind, sort)), "")
    if named:
        return named
    return "integer" if isinstance(kind, (Integer, BigInteger)) else "string"


def cannot_be(table: str) -> UserError:
    """The refusal of a package that says something in `table` which cannot be."""
    return UserError(
        _("The package says something in {table} that cannot be.").format(table=table),
        _("Nothing was taken from it."),
    )


def refuse_newer(package: Package, name: str) -> None:
    """Raises `EnvironmentTrouble` where the package, a file of that `name`, is of a newer Salesdesk."""
    if package.schema > SCHEMA:
        raise EnvironmentTrouble(
            _("{file} was written by a newer Salesdesk.").format(file=name),
            _("Nothing was changed. Install the newer version to bring it in."),
        )


def records(package: Package) -> dict[str, dict[UUID, Patch]]:
    """All records of the package by subject and id, each with what it says beyond the defaults.

    Raises `UserError` where a column is missing or unknown, a value cannot be, or an id stands twice.
    """
    return {subject: _records(package, subject) for subject in subjects.BY_SUBJECT}


def _records(package: Package, subject: str) -> dict[UUID, Patch]:
    readers = {column.name: _reader(column.type) for column in subjects.table(subject).columns}
    nothing = codec.nothing_said(subject)
    expected = {"id", *codec.fields(subject)}
    found: dict[UUID, Patch] = {}
    for row in package.rows(subject):
        if row.keys() != expected:
            raise cannot_be(subject)
        try:
            made = UUID(row["id"])
            said: Patch = {name: readers[name](text) for name, text in row.items() if name != "id"}
        except (ValueError, OverflowError) as error:
            raise cannot_be(subject) from error
        if made in found:
            raise cannot_be(subject)
        found[made] = {name: value for name, value in said.items() if value != nothing[name]}
    return found


def _reader(kind: Any) -> Callable[[str], int | str | None]:
    match type_of(kind):
        case "datetime":
            return _micros
        case "integer":
            return lambda text: _number(text) if text else None
        case "date":
            return lambda text: date.fromisoformat(text).isoformat() if text else None
        case "time":
            return lambda text: time.fromisoformat(text).strftime("%H:%M") if text else None
        case _:
            return (lambda text: UUID(text).hex if text else None) if isinstance(kind, Uid) else str


def _micros(text: str) -> int | None:
    if not text:
        return None
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None or moment.year not in _YEARS:
        raise ValueError(text)
    return to_micros(moment)


def _number(text: str, most: int = 2**62) -> int:
    number = int(text)
    if not -most < number < most:
        raise ValueError(text)
    return number


@dataclass(frozen=True, slots=True)
class Told:
    """The log of a package, as far as it is about the records that are taken."""

    batches: list[ToldBatch]
    changes: list[ToldChange]


def log(package: Package, taken: Mapping[str, Mapping[UUID, Patch]], now: datetime) -> Told:
    """The history of the records `taken`. Raises `UserError` where it cannot be read or could not have been."""
    ids = {one for found in taken.values() for one in found}
    try:
        changes = [one for one in _changes(package, now) if one.record in ids]
        named = {one.batch for one in changes}
        known = {UUID(row["id"]): row for row in package.rows("log_batches")}
        named |= {UUID(known[one]["of"]) for one in tuple(named) if known[one]["of"]} & known.keys()
        batches = [_batch(row, now) for one, row in known.items() if one in named]
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError) as error:
        raise cannot_be("log") from error
    return Told(batches, changes)


def _changes(package: Package, now: datetime) -> Iterator[ToldChange]:
    latest = hlc.tick(0, now + _AHEAD)
    for row in package.rows("log_changes"):
        schema, stamp, seq = _number(row["schema"]), _number(row["hlc"]), _number(row["seq"])
        if not 1 <= schema <= SCHEMA or not 0 <= stamp <= latest or seq < 1:
            raise ValueError(row["hlc"])
        subject = row["subject"]
        fields = set(codec.fields(subject))  # a KeyError where there is no such subject
        for text in (row["patch"], row["before"] or "{}"):
            if schema == SCHEMA and not _object(text).keys() <= fields:
                raise ValueError(text)
        yield ToldChange(
            origin=UUID(row["origin"]),
            seq=seq,
            hlc=stamp,
            schema=schema,
            subject=subject,
            record=UUID(row["record"]),
            patch=row["patch"],
            before=row["before"] or None,
            batch=UUID(row["batch"]),
        )


def _batch(row: Mapping[str, str], now: datetime) -> ToldBatch:
    at = _number(row["at"])
    if not 0 <= at <= to_micros(now + _AHEAD):
        raise ValueError(row["at"])
    if not all(isinstance(value, str) for value in _object(row["label_args"]).values()):
        raise ValueError(row["label_args"])
    return ToldBatch(
        id=UUID(row["id"]),
        origin=UUID(row["origin"]),
        label=row["label"],
        label_args=row["label_args"],
        cause=row["cause"],
        of=UUID(row["of"]) if row["of"] else None,
        at=at,
    )


def _object(text: str) -> dict[str, int | str | None]:
    said: Any = json.loads(text)
    if not isinstance(said, dict):
        raise TypeError(text)
    found = cast("dict[str, Any]", said)
    if not all(value is None or isinstance(value, (int, str)) for value in found.values()):
        raise TypeError(text)
    return found
