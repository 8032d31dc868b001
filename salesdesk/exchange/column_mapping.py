"""Decides which column of a table goes into which field.

The header decides first, then what other columns there are (Outlook's "Title" is a courtesy where there is a
"Job Title"), then the content. A person may overrule each of these.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from rapidfuzz import fuzz, process

from salesdesk.errors import UserError
from salesdesk.exchange import headers
from salesdesk.exchange.content_guess import by_content, samples
from salesdesk.exchange.days import day
from salesdesk.exchange.headers import FIELDS, MANY, NAMED, PLACES, Target
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from salesdesk.exchange.tables import Table

OURS = frozenset({"id", "first_name", "last_name", "asked_about"})  # each export of ours has these
_SEVERAL = MANY | PLACES | {"note", "tags", "label", "asked_about"}
_ID = re.compile(r"[0-9a-fA-F]{8}-?(?:[0-9a-fA-F]{4}-?){3}[0-9a-fA-F]{12}")
_COURTESIES = "mr mrs ms miss dr prof herr frau fru hr frk pan pani ong ba anh chi m mme mlle"


@dataclass(frozen=True, slots=True)
class Mapping:
    """For each column the targets that take it; `filled` tells whether the column has any content."""

    header: tuple[str, ...]
    targets: tuple[tuple[Target, ...], ...]
    filled: tuple[bool, ...]
    ours: bool = False  # an export of Salesdesk: cells are taken as they are
    left_out: frozenset[int] = frozenset()  # columns that are not wanted at all, by their place from 0

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The columns with content that no field takes."""
        return tuple(
            name
            for n, (name, targets) in enumerate(zip(self.header, self.targets, strict=True))
            if self.filled[n] and not targets and n not in self.left_out
        )

    def with_(self, pairs: Iterable[tuple[str, str]]) -> Mapping:
        """This mapping with `(field, column)` pairs that a person gave.

        A column is named by its header or by its number, counted from 1. Columns that were only guessed to
        hold such a field give way, except where a person can have several. Raises UserError for a field or
        column that does not exist, with the likeliest one that does.
        """
        told: dict[int, list[Target]] = {}
        for field, column in pairs:
            name = _field(field)
            index = column_index(self.header, column)
            guessed = headers.target(self.header[index]) or Target(name)
            same = guessed.field == name or (guessed.field in PLACES and name in PLACES)
            told.setdefault(index, []).append(replace(guessed, field=name) if same else Target(name))
        taken = {t.field for targets in told.values() for t in targets} - MANY
        targets = tuple(
            tuple(told[i]) if i in told else tuple(t for t in old if t.field not in taken)
            for i, old in enumerate(self.targets)
        )
        return replace(self, targets=targets)


def column_index(header: Sequence[str], column: str) -> int:
    """Which column a person means by its header or its number, from 0. Raises UserError where it is none."""
    folded = [headers.fold(name) for name in header]
    wanted = headers.fold(column)
    if column in header:
        return header.index(column)
    if wanted in folded:
        return folded.index(wanted)
    if column.strip().isdecimal() and 1 <= int(column) <= len(header):
        return int(column) - 1
    raise UserError(
        _("There is no column “{column}” in this file.").format(column=column),
        _did_you_mean(column, [name for name in header if name]),
    )


def _field(field: str) -> str:
    wanted = headers.fold(field).replace(" ", "_")
    if wanted in FIELDS:
        return wanted
    raise UserError(_("There is no field “{field}”.").format(field=field), _did_you_mean(wanted, FIELDS))


def _did_you_mean(word: str, choices: Iterable[str]) -> str:
    names = list(choices)
    found = process.extractOne(word, names, scorer=fuzz.WRatio, processor=headers.fold, score_cutoff=60)
    if found:
        return _("Did you mean “{name}”?").format(name=found[0])
    return _("There are: {names}.").format(names=", ".join(names)) if names else ""


def guess(table: Table) -> Mapping:
    """The mapping that needs no help from a person in the exports of well-known programs."""
    seen = samples(table)
    ours = set(table.header) >= OURS
    found: list[Target | None] = [None if table.headless else headers.target(h) for h in table.header]
    if not ours:
        _weigh(found, table.header, seen)
        by_content(found, table.header, seen, headless=table.headless)
    _one_each(found, seen)
    return Mapping(
        header=table.header,
        targets=tuple((t,) if t else _noted(name) for name, t in zip(table.header, found, strict=True)),
        filled=tuple(map(bool, seen)),
        ours=ours,
    )


def _noted(name: str) -> tuple[Target, ...]:
    return (Target("note", NAMED),) if headers.is_noted(name) else ()


def _weigh(found: list[Target | None], header: tuple[str, ...], seen: list[list[str]]) -> None:
    """Settles the headers that mean one thing beside some columns and another beside others."""
    fields = {t.field for t in found if t}
    for i, target in enumerate(found):
        word = headers.fold(header[i])
        field = target.field if target else ""
        if field in {"id", "uid"} and not (seen[i] and all(_ID.fullmatch(v) for v in seen[i])):
            found[i] = None if field == "id" else target
        elif field == "courtesy":
            polite = set(map(headers.fold, seen[i])) <= set(_COURTESIES.split())
            found[i] = None if polite or "title" in fields else Target("title")
        elif field == "follow_up" and seen[i] and "follow_up_day" not in fields and all(map(day, seen[i])):
            found[i] = Target("follow_up_day")
        elif field == "status":
            found[i] = None if "stage" in fields else Target("stage")
        elif (field == "last_name" and word == "nom" and "first_name" not in fields) or (
            field == "first_name" and word == "ten" and "last_name" not in fields
        ):
            found[i] = Target("name")
        elif field == "name" and "first_name" in fields and "last_name" not in fields:
            first = next(j for j, t in enumerate(found) if t and t.field == "first_name")
            if not _names_repeat(seen[i], seen[first]):
                found[i] = Target("last_name")  # German lists: Name; Vorname


def _names_repeat(names: list[str], first_names: list[str]) -> bool:
    together = " ".join(names).casefold()
    return any(first.casefold() in together for first in first_names[:50])


def _one_each(found: list[Target | None], seen: list[list[str]]) -> None:
    """Leaves each field that holds one value to one column: the first with content, else the first."""
    best: dict[str, int] = {}
    for i, target in enumerate(found):
        if target and target.field not in _SEVERAL:
            held = best.get(target.field)
            if held is None or (seen[i] and not seen[held]):
                best[target.field] = i
    for i, target in enumerate(found):
        if target and target.field not in _SEVERAL and best[target.field] != i:
            found[i] = None
