"""The figures a seller steers by (docs/figures.md), of the whole or of its parts: the store sums, the domain makes
figures of the sums."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final
from uuid import UUID

from salesdesk.clock import Clock
from salesdesk.domain import vocabulary
from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period, around, buckets
from salesdesk.domain.locally import month_year
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services.figure_rules import RULES
from salesdesk.services.figure_streams import Question
from salesdesk.store.figures.asking import Key
from salesdesk.store.figures.names import names
from salesdesk.store.unit import Reading

STEPS: Final = ("month", "week", "day")
PARTS: Final = (
    "source",
    "segment",
    "technique",
    "product",
    "competitor",
    "fair",
    "returning",
    "kind",
    "step",
)
BY: Final = (*PARTS, *STEPS)
_NO_SCOPE: Final[Mapping[str, str]] = {}


def read(
    reading: Reading,
    clock: Clock,
    own: str,
    period: Period,
    *,
    ids: Collection[str] = (),
    by: str = "",
    scope: Mapping[str, str] = _NO_SCOPE,
    week_start: int = 0,
) -> list[Figure]:
    """The figures named by `ids` (none: all that can be asked so) of a period, amounts in `own`.

    `by` is one of `BY` or empty; each figure then comes once a group, `Figure.group` being what the store calls it
    (the first day of a step, ISO 8601). `scope` keeps a part: {"source": "fair"}. To be asked off the window's thread.
    Raises `UserError` where a figure is not known, or cannot be asked so.
    """
    _check(ids, by, scope)
    step = by if by in STEPS else ""
    periods = buckets(period, step, week_start=week_start) if step else [period]
    asked = Question(
        reading=reading, clock=clock, own=own, periods=periods, by="" if step else by, scope=scope
    )
    wanted = ids or [one for one in FIGURES if _can(one, by, scope)]
    return [figure for ident in wanted for figure in _each(asked, ident, step, week_start)]


def series(
    reading: Reading,
    clock: Clock,
    own: str,
    ident: str,
    periods: Sequence[Period],
    *,
    scope: Mapping[str, str] = _NO_SCOPE,
) -> list[Figure]:
    """One figure of each of `periods`, which must begin on different days."""
    _check([ident], "", scope)
    asked = Question(reading=reading, clock=clock, own=own, periods=periods, scope=scope)
    return list(_each(asked, ident, "day"))


def _each(asked: Question, ident: str, step: str, week_start: int = 0) -> Iterator[Figure]:
    rule = RULES[ident]
    keys: list[Key] = [(one.start.isoformat(), "") for one in asked.periods]
    if asked.by:
        found = {key: None for one in rule.streams for key in asked.answer(one)}
        keys = sorted(found)
    for bucket, part in keys:
        made = rule.of(asked, (bucket, part))
        group = part if asked.by else None
        if step:
            group = around(date.fromisoformat(bucket), step, week_start=week_start).start.isoformat()
        currency = asked.own if made.unit == "money" else ""
        yield replace(made, id=ident, group=group, currency=currency)


def can(ident: str, by: str) -> bool:
    """Whether a figure can be asked by something: one of `BY`, or nothing."""
    return _can(ident, by, _NO_SCOPE)


def _can(ident: str, by: str, scope: Mapping[str, str]) -> bool:
    rule = RULES[ident]
    divided = not by or by in rule.parts or (by in STEPS and not rule.now)
    return divided and all(one in rule.parts for one in scope)


def _check(ids: Collection[str], by: str, scope: Mapping[str, str]) -> None:
    for ident in ids:
        if ident not in RULES:
            known = _("Known are: {ids}.").format(ids=", ".join(FIGURES))
            raise UserError(_("There is no figure “{id}”.").format(id=ident), known)
        if not _can(ident, by, scope):
            parts = ", ".join((*sorted(RULES[ident].parts), *STEPS))
            raise UserError(
                _("“{id}” cannot be divided so.").format(id=ident),
                _("It can be by: {parts}.").format(parts=parts),
            )


def label(reading: Reading, by: str, group: str) -> str:
    """What a group is called."""
    return labels(reading, by, [group])[group]


def labels(reading: Reading, by: str, groups: Collection[str]) -> dict[str, str]:
    """What groups are called; the empty one has no name of its own."""
    if by in ("product", "competitor", "fair"):
        called = names(reading.connection, f"{by}s", [UUID(one).bytes for one in groups if one])
        return {one: called.get(UUID(one).bytes, one) if one else _("none named") for one in groups}
    return {one: _word(by, one) for one in groups}


def _word(by: str, group: str) -> str:
    if not group:
        return _("none named")
    if by == "month":
        return month_year(date.fromisoformat(group))
    if by == "returning":
        return _("Returning customers") if group == "returning" else _("New customers")
    kinds = {"source": "source", "kind": "expense", "step": "step"}
    if by not in kinds:
        return group
    found = vocabulary.label(kinds[by], group)
    return vocabulary.label("activity", group) if found == group and by == "kind" else found
