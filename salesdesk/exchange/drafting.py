"""Makes prospects of the rows of a table, and drops nothing on the way.

What no field takes goes into the note under its header; what looks wrong is kept as it is and hinted at.
"""

from __future__ import annotations

import re
from datetime import date, time
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from salesdesk.domain.drafts import AddressDraft, Detail, FollowUpDraft, ProspectDraft, Refused, Row
from salesdesk.exchange import countries, encodings, headers
from salesdesk.exchange.days import day, is_blank, read_both_ways
from salesdesk.exchange.flat_table import split_list
from salesdesk.exchange.row_plan import plan
from salesdesk.exchange.tables import as_line
from salesdesk.i18n import _

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from salesdesk.exchange.column_mapping import Mapping
    from salesdesk.exchange.row_plan import AddressColumns, DetailColumns, RowPlan
    from salesdesk.exchange.tables import Table

_EMAIL = re.compile(r"[^@\s<>()\[\],;:\"]+@[^@\s<>()\[\],;:\"]+")
_SHORT_TIME = re.compile(r"(\d{1,2})[:.](\d\d)", re.ASCII)
_NO_YEAR = re.compile(r"--\d\d-?\d\d", re.ASCII)  # RFC 6350 §4.3.1, as Google writes it too
_AFTER_NUMBER = frozenset({"street", "formatted"})
_LETTERED = 2000  # rows whose letters are looked at
_LINES = frozenset({"street", "formatted", "street_more", "po_box"})
_REFUSALS = (
    "|no|none|nei|nej|nie|khong|nein|non|false|0|n|unsubscribed|no consent|opt out|opted out|never subscribed"
    "|not subscribed|bounced|never|brak|ingen|ikke samtykke|ej samtycke|"
)


def drafts(
    table: Table,
    mapping: Mapping,
    *,
    day_first: bool | None = None,
    keep_unmapped: bool = True,
    place: str = "",
) -> Iterator[Row | Refused]:
    """Yields what reading the table refused, then each row as a prospect, in the order of the file.

    `day_first` tells how to read 01/03/2024 where the columns leave it open. `keep_unmapped` adds the cells
    that no field takes to the note, as lines of `Header: value`. `place` is how rows are called in `where`,
    with `{number}` in it. A row that tells nobody is refused; a blank one is passed over.
    """
    yield from table.refused
    template = place or _("row {number}")
    work = plan(table, mapping, day_first=day_first)
    doubts = (*_doubts(table), *map(read_both_ways, dict.fromkeys(work.both_ways)))
    for number, raw in table.rows:
        cells = [c.strip() for c in raw]
        if not any(cells) or raw == table.header:
            continue
        draft, hints = read_row(work, cells, keep_unmapped=keep_unmapped)
        where = template.format(number=number)
        if draft.says_who:
            yield Row(where, draft, (*doubts, *hints))
            doubts = ()
        else:
            reason = _("There is no name, company, phone or email in this row.")
            yield Refused(where, reason, as_line(raw, table.delimiter), row=True)


def _doubts(table: Table) -> tuple[str, ...]:
    """What is doubtful about the table as a whole, to be told with its first contact."""
    seen = ("\n".join(cells) for _number, cells in table.rows[:_LETTERED])
    if not encodings.looks_odd("\n".join(seen), table.encoding):
        return ()
    told = _(
        "The letters look odd: the file was read as {encoding}. Say what it is written in (on the command line with"
        " --encoding cp850 or another), or save it as UTF-8."
    )
    return (told.format(encoding=table.encoding),)


def read_row(
    work: RowPlan, cells: Sequence[str], *, keep_unmapped: bool = True
) -> tuple[ProspectDraft, tuple[str, ...]]:
    """The contact that the stripped `cells` of one row tell, and sentences on what looks doubtful in them."""
    values: dict[str, Any] = {field: cells[i] for field, i in work.plain if cells[i]}
    hints: list[str] = []
    extra: list[str] = []  # lines for the note
    if "segment_region" in values:
        values["region"] = values.pop("segment_region")
    _add_programs(values, work, cells)
    _add_details(values, work, cells, hints)
    if work.addresses:
        found = [a for group in work.addresses if (a := _address(group, cells, extra, ours=work.ours))]
        values["addresses"] = tuple(found)
    for field, i, first in work.days:
        if cells[i]:
            _add_day(values, field, cells[i], day_first=first, hints=hints, extra=extra)
    for field, i in work.lists:
        if cells[i]:
            commas = field == "tags" and not work.ours
            values[field] = values.get(field, ()) + split_list(cells[i], commas=commas)
    if work.pieces or "follow_up_day" in values:
        _add_pieces(values, {field: cells[i] for field, i in work.pieces if cells[i]}, hints, extra)
    if keep_unmapped:
        for name, i, default, field in work.left:
            text = cells[i]
            if text and text not in (default, values.get(field)) and not _is_no_day(text):
                extra.append(f"{name}: {text}")
        extra += [f"{name}: {cells[i]}" for name, i in work.labels if cells[i] and _is_own_label(cells[i])]
    notes = [cells[i] for i in work.notes if cells[i]] + extra
    if notes:
        values["note"] = "\n".join(notes)
    return ProspectDraft(**values), tuple(hints)


def _is_no_day(text: str) -> bool:
    """Whether a program wrote that there is no day: 0/0/00."""
    return text[0] == "0" and is_blank(text) and len(text) > 5


@lru_cache(maxsize=256)
def _is_own_label(label: str) -> bool:
    """Whether a person made up the label of a phone ("Cabin"), so that no kind says it."""
    return headers.kind_of(label) == "other" and headers.fold(label) not in {
        "other",
        "annen",
        "andre",
        "inny",
    }


def _add_programs(values: dict[str, Any], work: RowPlan, cells: Sequence[str]) -> None:
    """Adds the number that a program gave, under its name, and the program where it tells a day of its own."""
    for field, i, program in work.programs:
        if cells[i] and field == "uid":
            values[field] = f"{program}:{cells[i]}"
        elif cells[i]:
            values.setdefault("source", program)


def _add_details(values: dict[str, Any], work: RowPlan, cells: Sequence[str], hints: list[str]) -> None:
    for group in work.details:
        found: list[Detail] = []
        several = group.separators.search
        for index, kind, label in group.columns:
            text = cells[index]
            if not text:
                continue
            if label >= 0 and cells[label]:
                kind = cells[label] if work.ours else headers.kind_of(cells[label])  # noqa: PLW2901
            if work.ours:
                found.append(Detail(text, kind))
                continue
            for value in _parts(group, text) if several(text) else (text,):
                if found:
                    _add_once(found, Detail(value, kind))
                else:
                    found.append(Detail(value, kind))
                if group.field == "emails" and not _EMAIL.fullmatch(value):
                    hints.append(_("“{value}” does not look like an email address.").format(value=value[:80]))
        if found:
            values[group.field] = tuple(found)


def _parts(group: DetailColumns, text: str) -> Sequence[str]:
    """The several phones, emails or links of one cell, where each part is one by itself."""
    parts = [p for part in group.separators.split(text) if (p := part.strip())]
    if group.field == "emails":
        whole = all("@" in p for p in parts)
    elif group.field == "phones":
        whole = all(sum(c.isdecimal() for c in p) >= 6 for p in parts)
    else:
        whole = all("." in p for p in parts)
    return parts if parts and (whole or ":::" in text) else (text,)


def _add_once(found: list[Detail], new: Detail) -> None:
    """Adds a value unless the row has it already; the kind that is known wins."""
    for i, old in enumerate(found):
        if old.value == new.value:
            if not old.kind:
                found[i] = new
            return
    found.append(new)


def _address(
    group: AddressColumns, cells: Sequence[str], extra: list[str], *, ours: bool
) -> AddressDraft | None:
    got: dict[str, str] = {}
    lines: list[str] = []
    for part, i in group.parts:
        text = cells[i]
        if not text:
            continue
        if part == "street_number":
            lines.append(text)
        elif part in _LINES:
            if part == "formatted" and any(p == "street" and cells[j] for p, j in group.parts):
                _keep_formatted(text, group, cells, extra)
            elif lines and part in _AFTER_NUMBER and group.parts[0][0] == "street_number":
                lines[-1] = f"{lines[-1]} {text}"
            else:
                lines.append(text)
        else:
            got[part] = text
    if not got and not lines:
        return None
    label = cells[group.label] if group.label >= 0 else ""
    kind = group.kind or (label if ours else headers.kind_of(label))
    country = got.get("country", "")
    return AddressDraft(
        street=", ".join(lines),
        postal_code=got.get("postal_code", ""),
        city=got.get("city", ""),
        region=got.get("region", ""),
        country=country if ours or not country else countries.code(country),
        kind=kind,
    )


def _keep_formatted(text: str, group: AddressColumns, cells: Sequence[str], extra: list[str]) -> None:
    """Keeps an address in one piece only where it says more than its parts do."""
    parts = " ".join(cells[i] for part, i in group.parts if part != "formatted")
    if not set(headers.fold(text).split()) <= set(headers.fold(parts).split()):
        extra.append(text)


def _add_day(
    values: dict[str, Any], field: str, text: str, *, day_first: bool, hints: list[str], extra: list[str]
) -> None:
    found = day(text, day_first=day_first)
    if found:
        values[field] = found
    elif not is_blank(text):
        extra.append(f"{_day_name(field)}: {text}")
        told = (
            _("“{value}” says no year; it is kept in the note.")
            if _NO_YEAR.fullmatch(text)
            else _("“{value}” is no day that exists; it is kept in the note.")
        )
        hints.append(told.format(value=text[:80]))


def _day_name(field: str) -> str:
    names = {"birthday": _("Birthday"), "customer_since": _("Customer since"), "met": _("Met")}
    return names.get(field, _("Follow-up"))


def _add_pieces(values: dict[str, Any], got: dict[str, str], hints: list[str], extra: list[str]) -> None:
    """Puts together what several columns say about one thing."""
    if "middle_name" in got:
        values["first_name"] = f"{values.get('first_name', '')} {got['middle_name']}".strip()
    birth = [got.get(part, "") for part in ("birth_year", "birth_month", "birth_day")]
    if all(birth):
        _add_day(values, "birthday", "-".join(birth), day_first=True, hints=hints, extra=extra)
    elif any(birth):
        extra.append(f"{_day_name('birthday')}: {'-'.join(b or '?' for b in birth)}")
    consent = got.get("consent", "")
    if consent and f"|{headers.fold(consent)}|" in _REFUSALS:
        extra.append(f"{_('Consent')}: {consent}")
    elif consent:
        values["consent"] = consent
    _add_follow_up(values, got, hints, extra)


def _add_follow_up(values: dict[str, Any], got: dict[str, str], hints: list[str], extra: list[str]) -> None:
    on: date | None = values.pop("follow_up_day", None)
    what, kind, at = (got.get(f, "") for f in ("follow_up", "follow_up_kind", "follow_up_time"))
    if not (on or what or kind or at):
        return
    clock = _clock(at)
    if at and clock is None:
        extra.append(f"{_day_name('')}: {at}")
        hints.append(_("“{value}” is no time of day; it is kept in the note.").format(value=at[:80]))
    values["follow_up"] = FollowUpDraft(what=what, kind=kind or "call", day=on, time=clock)


def _clock(text: str) -> time | None:
    """The time of day that `text` says: 09:30, 9:30, 9.30, 09:30:00."""
    short = _SHORT_TIME.fullmatch(text)
    try:
        return time(int(short[1]), int(short[2])) if short else time.fromisoformat(text)
    except ValueError:
        return None
