"""Between a record's fields, the values in its columns, and the values in a patch.

In a patch ids are hex text; every other column value is what JSON can say already.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from typing import Any, Final
from uuid import UUID

from sqlalchemy.types import TypeDecorator

from salesdesk.domain import subjects
from salesdesk.domain.changes import Patch
from salesdesk.domain.columns import Uid
from salesdesk.domain.records import Record, defaults

Stored = int | str | bytes | None
Values = tuple[Stored, ...]

# Made once: a new encoder for each patch costs as much as the encoding.
_JSON: Final = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))


@cache
def fields(subject: str) -> tuple[str, ...]:
    """The logged fields of `subject`, in the order of the table: all but `row` and `id`."""
    return tuple(c.name for c in subjects.table(subject).columns if c.name not in {"row", "id"})


@cache
def id_fields(subject: str) -> frozenset[str]:
    """The fields of `subject` that hold ids."""
    return frozenset(
        c.name for c in subjects.table(subject).columns if isinstance(c.type, Uid) and c.name != "id"
    )


@cache
def nothing_said(subject: str) -> Mapping[str, int | str | None]:
    """What each field holds where nothing was said, as a patch would have it."""
    said = defaults(subjects.table(subject))
    return {name: encode(subject, name, value) for name, value in said.items()}


@cache
def _encoders(subject: str) -> dict[str, Callable[[Any], int | str | None]]:
    encoders: dict[str, Callable[[Any], int | str | None]] = {}
    for column in subjects.table(subject).columns:
        kind: Any = column.type
        if isinstance(kind, Uid):
            encoders[column.name] = _hex
        elif isinstance(kind, TypeDecorator):
            encoders[column.name] = _bind(kind)
    return encoders


def _hex(value: UUID | None) -> str | None:
    return None if value is None else value.hex


def _bind(kind: Any) -> Callable[[Any], int | str | None]:
    def encode(value: Any) -> int | str | None:
        return kind.process_bind_param(value, None)

    return encode


def encode(subject: str, field: str, value: Any) -> int | str | None:
    """The value of a record's field as a patch holds it."""
    encoder = _encoders(subject).get(field)
    return encoder(value) if encoder else value


def creation(record: Record) -> Patch:
    """The patch that makes `record`: what it says beyond the defaults."""
    subject = record.subject
    nothing = nothing_said(subject)
    patch = {name: encode(subject, name, getattr(record, name)) for name in fields(subject)}
    return {name: value for name, value in patch.items() if value != nothing[name]}


@cache
def _places(subject: str) -> Mapping[str, tuple[int, bool]]:
    """Where each field of `subject` stands in its table, and whether it holds an id."""
    ids = id_fields(subject)
    return {name: (place, name in ids) for place, name in enumerate(fields(subject))}


@cache
def _nothing(subject: str) -> Values:
    nothing = stored(subject, dict(nothing_said(subject)))
    return tuple(nothing[name] for name in fields(subject))


def row(subject: str, patch: Patch) -> Values:
    """The columns of a record that `patch` makes, in the order of `fields`."""
    values, places = list(_nothing(subject)), _places(subject)
    for name, value in patch.items():
        if name in places:
            place, is_id = places[name]
            values[place] = bytes.fromhex(value) if is_id and isinstance(value, str) else value
    return tuple(values)


def as_json(value: Mapping[str, int | str | None]) -> str:
    """A patch, or what fills a label in, as the log keeps it."""
    return _JSON.encode(value)


def stored(subject: str, patch: Patch) -> dict[str, Stored]:
    """The values of `patch` as the columns hold them."""
    ids = id_fields(subject)
    return {
        name: bytes.fromhex(value) if name in ids and isinstance(value, str) else value
        for name, value in patch.items()
    }


def patched(names: Iterable[str], values: Iterable[Stored]) -> Patch:
    """The column values `values` of the fields `names` as a patch holds them."""
    return {
        name: value.hex() if isinstance(value, bytes) else value
        for name, value in zip(names, values, strict=True)
    }
