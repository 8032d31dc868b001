"""Tables of what is no contact (companies, activities, deals …): which column says what, and of whom each row tells.

A subject has a few columns of its own. What is left is read as a contact: whom the row is about, and a note
of all that no field takes, so that nothing is dropped on the way.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import Detail, ProspectDraft, Refused
from salesdesk.exchange import column_mapping, headers, row_plan
from salesdesk.exchange.column_mapping import column_index
from salesdesk.exchange.days import read_both_ways
from salesdesk.exchange.drafting import read_row
from salesdesk.exchange.subject_cells import Cells
from salesdesk.exchange.subject_words import WORDS
from salesdesk.exchange.subject_words_deals import ORDERS, PREFIXES
from salesdesk.exchange.tables import CONTENT, Table, as_line
from salesdesk.i18n import _

SUBJECTS: Final = tuple(WORDS)
FIELDS: Final[Mapping[str, tuple[str, ...]]] = {subject: tuple(words) for subject, words in WORDS.items()}
# What is off in a cell of these is told and kept in the note; of others, the row is refused.
_LENIENT: Final = frozenset({"deals", "products", "ratings", "expenses"})
_NAMES: Final = frozenset({"first_name", "middle_name", "last_name", "name", "company", "label", "note"})
_NEEDED: Final = {"expenses": "amount"}  # without it the row tells of nothing
_WHO: Final = _NAMES | headers.MANY | headers.PLACES
_WHOM: Final[Mapping[str, frozenset[str]]] = {  # what is read as a contact; the rest goes into the note
    "companies": _WHO | {"trade"},
    "deals": _NAMES | {"phone", "email"},
    "products": frozenset({"note"}),
    "expenses": frozenset({"note"}),
}
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
    subject: str
    fixed: Mapping[str, str]  # what is so of every row

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
        theirs = own.pop("id")  # another program's numbers: the deal's own, or else kept in the note
        if "number" in WORDS[subject]:
            own.setdefault("number", theirs)
    kept = {index for _field, index in others}
    rest = tuple(i for i in range(len(table.header)) if i not in own.values() or i in kept)
    left = _columns(table, rest)
    contact = _narrowed(column_mapping.guess(left), subject)
    contact = contact.with_([(f, str(rest.index(i) + 1)) for f, i in others])
    return SubjectTable(table, own, rest, contact, subject, _fixed(table.header, subject, own))


def _fixed(header: Sequence[str], subject: str, own: Mapping[str, int]) -> Mapping[str, str]:
    """What headers tell of every row: above the values of ratings, of which kind they are; and that a table of
    order numbers and no stages is one of sales."""
    if subject == "ratings" and "kind" not in own and "value" in own:
        words = headers.fold(header[own["value"]]).split()
        kind = next(filter(None, (vocabulary.recognise("rating", word) for word in words)), "")
        return {"kind": kind} if kind else {}
    if subject == "deals" and "number" in own and not {"stage", "outcome"} & set(own):
        orders = headers.fold(header[own["number"]]).startswith(ORDERS)
        return {"outcome": "won"} if orders else {}
    return {}


def rows(sorted_out: SubjectTable) -> Iterator[Said | Refused]:
    """What reading the table refused, then each of its rows. One whose day does not exist is refused; of deals,
    products, ratings and expenses it is told, and the text kept in the note."""
    table, own = sorted_out.table, sorted_out.own
    yield from table.refused
    left = _columns(table, sorted_out.rest)
    work = row_plan.plan(left, sorted_out.contact, day_first=None)
    reader = Cells(table, own, sorted_out.fixed)
    told_once = (
        *_told_of(sorted_out),
        *map(read_both_ways, dict.fromkeys(reader.both_ways + list(work.both_ways))),
    )
    for number, raw in table.rows:
        cells = [c.strip() for c in raw]
        if not any(cells) or raw == table.header:
            continue
        where = _("row {number}").format(number=number)
        original = as_line(raw, table.delimiter)
        values, broken = reader.read({field: cells[i] for field, i in own.items() if cells[i]})
        if broken and sorted_out.subject not in _LENIENT:
            yield Refused(where, reader.trouble(*broken[0]), original, row=True)
            continue
        lacking = next((one for one in broken if one[0] == _NEEDED.get(sorted_out.subject)), None)
        if lacking:
            yield Refused(where, reader.trouble(*lacking), original, row=True)
            continue
        who, hints = read_row(work, [cells[i] for i in sorted_out.rest])
        hints, told_once = (*told_once, *hints), ()
        for field, text in broken:
            hints = (*hints, f"{reader.trouble(field, text)} {_('It is kept in the note.')}")
            who = replace(who, note="\n".join(filter(None, (who.note, f"{reader.called[field]}: {text}"))))
        yield Said(where, values, _named(who, values.pop("prospect", "")), original, hints)


def _told_of(sorted_out: SubjectTable) -> tuple[str, ...]:
    if "outcome" not in sorted_out.fixed:
        return ()
    return (_("The table numbers orders and has no stages: its rows are taken as sales that are won."),)


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
    if subject == "deals":
        folded = [_without_prefix(name) for name in folded]
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


def _without_prefix(name: str) -> str:
    """A header less the word that Pipedrive and others begin each with, but for those that need it ("deal name")."""
    first, _space, rest = name.partition(" ")
    known = {word for words in WORDS["deals"].values() for word in _words(words)}
    return rest if first in PREFIXES and name not in known and rest in known else name


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
    """The mapping without what does not tell whom a row is about: a status there is not a person's stage, nor
    are the emails in a column of unknown name ("owner") the customer's."""
    wanted, strict = _WHOM.get(subject, _WHO), subject in _LENIENT
    targets = zip(contact.header, contact.targets, strict=True)
    return replace(
        contact,
        targets=tuple(
            tuple(t for t in some if t.field in wanted and not (strict and headers.target(name) is None))
            for name, some in targets
        ),
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
