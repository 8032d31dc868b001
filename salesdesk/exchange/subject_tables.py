"""Tables of companies, activities and complaints: which column says what, and of whom each row tells.

A subject has a few columns of its own. What is left is read as a contact: whom the row is about, and a note
of all that no field takes, so that nothing is dropped on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final
from uuid import UUID

from salesdesk.domain.drafts import Detail, ProspectDraft, Refused
from salesdesk.exchange import column_mapping, days, headers, row_plan
from salesdesk.exchange.column_mapping import column_index
from salesdesk.exchange.drafting import read_row
from salesdesk.exchange.subject_words import WORDS
from salesdesk.exchange.tables import CONTENT, Table
from salesdesk.i18n import _

SUBJECTS: Final = tuple(WORDS)
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {subject: tuple(words) for subject, words in WORDS.items()}
MOMENTS: Final = frozenset({"at", "received", "promised", "resolved"})
_NAMES: Final = frozenset({"first_name", "middle_name", "last_name", "name", "company", "label", "note"})
_WHO: Final = _NAMES | headers.MANY | headers.PLACES
_TRADE: Final = frozenset({"trade"})
_CLOCK: Final = re.compile(
    r"(?a)(.+?)[\sT,]+(?:kl\.?\s*)?(\d{1,2})[:.](\d\d)(?:[:.]\d\d)?\s*([ap])?\.?m?\.?", re.I
)
_YEARS: Final = range(1900, 2200)  # of what happens in trade
_ID: Final = re.compile(r"(?i)(?:urn:uuid:)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}")
_PHONE: Final = re.compile(r"\+?[\d\s()./-]{5,}")


@dataclass(frozen=True, slots=True)
class Said:
    """One row: what it says of the subject's own fields (moments in ISO 8601), and of whom it tells.

    `who.note` holds what no field takes; `who.id` is the id of a prospect that the row names.
    """

    where: str
    values: Mapping[str, str]
    who: ProspectDraft
    original: str
    hints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SubjectTable:
    """A table with its columns sorted out: those of the subject's own, and those that are read as a contact."""

    table: Table
    own: Mapping[str, int]
    rest: tuple[int, ...]
    contact: column_mapping.Mapping

    @property
    def unmapped(self) -> tuple[str, ...]:
        """The columns with content that no field takes; they are put into the note."""
        return self.contact.unmapped


def sort_out(table: Table, subject: str, pairs: Sequence[tuple[str, str]] = ()) -> SubjectTable:
    """Decides which column goes where. `pairs` are (field, column) as a person told them.

    Raises UserError for a field or column that does not exist.
    """
    table = _headed(table, subject)
    told = {f: column_index(table.header, c) for f, c in pairs if f in WORDS[subject]}
    others = [(f, column_index(table.header, c)) for f, c in pairs if f not in WORDS[subject]]
    own = _own(table.header, subject, told, {index for _field, index in others})
    if "id" in own and "id" not in told and not _are_ours(cells[own["id"]] for _number, cells in table.rows):
        del own["id"]  # another program's numbers, which are kept in the note
    kept = {index for _field, index in others}
    rest = tuple(i for i in range(len(table.header)) if i not in own.values() or i in kept)
    left = _columns(table, rest)
    contact = column_mapping.guess(left).with_([(f, str(rest.index(i) + 1)) for f, i in others])
    return SubjectTable(table, own, rest, _narrowed(contact, subject))


def rows(sorted_out: SubjectTable) -> Iterator[Said | Refused]:
    """What reading the table refused, then each of its rows; refused is one whose day does not exist."""
    table, own = sorted_out.table, sorted_out.own
    yield from table.refused
    left = _columns(table, sorted_out.rest)
    work = row_plan.plan(left, sorted_out.contact, day_first=None)
    day_first = {
        f: days.is_day_first(cells[i] for _n, cells in table.rows) for f, i in own.items() if f in MOMENTS
    }
    for number, raw in table.rows:
        cells = [c.strip() for c in raw]
        if not any(cells) or raw == table.header:
            continue
        where = _("row {number}").format(number=number)
        original = (table.delimiter or "\t").join(raw)
        values = {field: cells[i] for field, i in own.items() if cells[i]}
        clock = values.pop("time", "")
        if clock and values.get("at"):
            values["at"] = f"{values['at']} {clock}"
        broken = next(
            (f for f in day_first if f in values and not _moment(values[f], day_first=day_first[f])), ""
        )
        if broken:
            reason = _("“{value}” is no day that exists.").format(value=values[broken][:80])
            yield Refused(where, reason, original)
            continue
        values |= {f: _moment(values[f], day_first=day_first[f]) for f in day_first if f in values}
        who, hints = read_row(work, [cells[i] for i in sorted_out.rest])
        yield Said(where, values, _named(who, values.pop("prospect", "")), original, hints)


def _headed(table: Table, subject: str) -> Table:
    """`table` under its header where only the words of the subject tell that it has one."""
    if not table.headless or not table.rows:
        return table
    number, first = table.rows[0]
    known = {word for words in WORDS[subject].values() for word in _words(words)}
    found = sum(headers.fold(cell) in known or headers.known(cell) for cell in first if cell.strip())
    if found < 2 or any(CONTENT.fullmatch(cell.strip()) for cell in first):
        return table
    names = tuple(c.strip() or made for c, made in zip(first, table.header, strict=True))
    return replace(table, header=names, rows=[row for row in table.rows if row[0] != number], headless=False)


def _words(words: str) -> list[str]:
    return [headers.fold(word) for word in words.split("|")]


def _own(header: Sequence[str], subject: str, told: Mapping[str, int], others: set[int]) -> dict[str, int]:
    folded = [headers.fold(name) for name in header]
    own = dict(told)
    for field, words in WORDS[subject].items():
        if field not in own:
            taken = {*own.values(), *others}
            places = (
                [i for i, name in enumerate(folded) if name == w and i not in taken] for w in _words(words)
            )
            found = next((some[0] for some in places if some), None)
            if found is not None:
                own[field] = found
    return own


def _are_ours(cells: Iterable[str]) -> bool:
    return all(_ID.fullmatch(cell.strip()) for cell in cells if cell.strip())


def _columns(table: Table, kept: Sequence[int]) -> Table:
    return replace(
        table,
        header=tuple(table.header[i] for i in kept),
        rows=[(number, tuple(cells[i] for i in kept)) for number, cells in table.rows],
        refused=(),
    )


def _narrowed(contact: column_mapping.Mapping, subject: str) -> column_mapping.Mapping:
    """The mapping without what does not tell whom a row is about: a status there is not a person's stage."""
    wanted = _WHO | _TRADE if subject == "companies" else _WHO
    return replace(
        contact, targets=tuple(tuple(t for t in some if t.field in wanted) for some in contact.targets)
    )


def _named(who: ProspectDraft, text: str) -> ProspectDraft:
    """`who` with the cell that names the prospect: by id, email, phone or name."""
    if not text:
        return who
    try:
        return replace(who, id=str(UUID(text.lower().removeprefix("urn:uuid:"))))
    except ValueError:
        pass
    if re.fullmatch(r"[^@\s]+@[^@\s]+", text):
        return replace(who, emails=(*who.emails, Detail(text)))
    if _PHONE.fullmatch(text):
        return replace(who, phones=(*who.phones, Detail(text)))
    return replace(who, name=text, first_name="", last_name="") if text != who.shown_name else who


def _moment(text: str, *, day_first: bool) -> str:
    """A day or an instant in ISO 8601 as far as `text` tells it; empty where it tells none that exists."""
    try:
        said = datetime.fromisoformat(text)
        if said.year not in _YEARS:
            return ""
        return said.date().isoformat() if ":" not in text else said.isoformat()
    except ValueError:
        parts = _CLOCK.fullmatch(text)
    found = days.day(parts[1] if parts else text, day_first=day_first)
    if found is None or found.year not in _YEARS:
        return ""
    if parts is None:
        return found.isoformat()
    hour = int(parts[2]) % 12 + (12 if parts[4].lower() == "p" else 0) if parts[4] else int(parts[2])
    return f"{found.isoformat()}T{hour:02}:{parts[3]}" if hour < 24 and int(parts[3]) < 60 else ""
