"""Companies as a whole: listed, looked at with who works there, made one of two, deleted."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock
from salesdesk.domain import subjects
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.companies import Company
from salesdesk.domain.instants import to_micros
from salesdesk.domain.prospects import Address, Email, Phone, Prospect, Web
from salesdesk.domain.text import fold, words
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import search
from salesdesk.services.duplicates import likeness
from salesdesk.store import batches
from salesdesk.store import search as searching
from salesdesk.store.batches import Plan
from salesdesk.store.database import Store
from salesdesk.store.sql import listed, run, scalar
from salesdesk.store.unit import Reading, Unit

SORTS: Final = ("name", "trade", "city", "prospects", "complaints")
_CITY: Final = (
    "(SELECT a.city FROM addresses a WHERE a.company = c.id AND a.deleted_at IS NULL"
    " ORDER BY a.position, a.row LIMIT 1)"
)
_PEOPLE: Final = "(SELECT count(*) FROM prospects p WHERE p.company = c.id AND p.deleted_at IS NULL)"
_COMPLAINTS: Final = (
    "(SELECT count(*) FROM complaints k WHERE k.status = 'open' AND k.deleted_at IS NULL AND (k.company = c.id"
    " OR k.prospect IN (SELECT p.id FROM prospects p WHERE p.company = c.id AND p.deleted_at IS NULL)))"
)
_BY: Final = {  # what is put last where it is empty, and what is sorted by
    "name": ("NULL", "s.sort_key"),
    "trade": ("c.trade = ''", "c.trade"),
    "city": (f"coalesce({_CITY}, '') = ''", _CITY),
    "prospects": ("NULL", "coalesce(n.of, 0)"),
    "complaints": ("NULL", "coalesce(n.of, 0)"),
}

# Counted for all at once: one by one for a hundred thousand companies takes seconds.
_COUNTED: Final = {
    "prospects": "SELECT company, count(*) AS of FROM prospects"
    " WHERE deleted_at IS NULL AND company IS NOT NULL GROUP BY company",
    "complaints": "SELECT coalesce(p.company, k.company) AS company, count(*) AS of FROM complaints k"
    " LEFT JOIN prospects p ON p.id = k.prospect AND p.deleted_at IS NULL"
    " WHERE k.status = 'open' AND k.deleted_at IS NULL GROUP BY 1",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A company as a list shows it."""

    row: int
    id: UUID
    name: str
    trade: str
    city: str
    prospects: int
    complaints: int


@dataclass(slots=True)
class Whole:
    """A company with its parts and, of who works there, the first few and how many."""

    company: Company
    phones: list[Phone] = field(default_factory=list[Phone])
    emails: list[Email] = field(default_factory=list[Email])
    webs: list[Web] = field(default_factory=list[Web])
    addresses: list[Address] = field(default_factory=list[Address])
    people: Sequence[Prospect] = ()
    prospects: int = 0
    complaints: int = 0


def rows(reading: Reading, text: str, *, sort: str, descending: bool, clock: Clock) -> list[int]:
    """The rows of all companies that `text` finds, in the order asked. Raises `QueryError`."""
    empty_last, by = _BY[sort]
    counted = f" LEFT JOIN ({_COUNTED[sort]}) n ON n.company = c.id" if sort in _COUNTED else ""
    query = (
        f"SELECT c.row FROM companies c JOIN companies_search s ON s.row = c.row{counted}"
        f" WHERE c.deleted_at IS NULL ORDER BY {empty_last}, {by}{' DESC' if descending else ''}, s.sort_key"
    )
    found = [row for (row,) in run(reading.connection, query)]
    if not text.strip():
        return found
    asked = search.ask(reading, text, subject="companies", clock=clock)
    hits = set(searching.rows(reading.connection, asked))
    return [row for row in found if row in hits]


def lines(reading: Reading, wanted: Sequence[int]) -> dict[int, Line]:
    """The companies at the rows `wanted`, at most 512, in one statement."""
    if not wanted:
        return {}
    marks, values = listed(wanted)
    query = f"SELECT c.row, c.id, c.name, c.trade, {_CITY}, {_PEOPLE}, {_COMPLAINTS} FROM companies c"
    return {
        row: Line(row, UUID(bytes=one), name, trade, city or "", people, complaints)
        for row, one, name, trade, city, people, complaints in run(
            reading.connection, f"{query} WHERE c.deleted_at IS NULL AND c.row IN ({marks})", values
        )
    }


def ids(reading: Reading, wanted: Sequence[int]) -> list[UUID]:
    """The ids of the companies at the rows `wanted`, in their order."""
    found: dict[int, UUID] = {}
    for start in range(0, len(wanted), 400):
        marks, values = listed(wanted[start : start + 400])
        query = f"SELECT row, id FROM companies WHERE row IN ({marks})"
        found |= {row: UUID(bytes=one) for row, one in run(reading.connection, query, values)}
    return [found[one] for one in wanted if one in found]


def whole(reading: Reading, company: UUID, *, people: int = 50) -> Whole | None:
    """A company with its parts and the first `people` who work there, by name; None where it is gone."""
    found = reading.get(Company, company)
    if found is None or found.deleted_at is not None:
        return None
    made = Whole(found)
    for name, kind in (("phones", Phone), ("emails", Email), ("webs", Web), ("addresses", Address)):
        mine: Any = kind
        query = select(mine).where(mine.company == company, mine.deleted_at.is_(None))
        getattr(made, name).extend(reading.find(query.order_by(mine.position, mine.row)))
    works = select(Prospect).where(Prospect.company == company, Prospect.deleted_at.is_(None))
    made.people = reading.find(works.order_by(Prospect.name, Prospect.row).limit(people))
    line = lines(reading, [found.row])[found.row]
    made.prospects, made.complaints = line.prospects, line.complaints
    return made


def row_of(reading: Reading, company: UUID) -> int | None:
    """The row of a company, by which a list knows it; None where it is gone."""
    found: int | None = scalar(
        reading.connection, "SELECT row FROM companies WHERE id = ? AND deleted_at IS NULL", (company.bytes,)
    )
    return found


def names(reading: Reading, beginning: str, *, limit: int = 8) -> list[str]:
    """The names of companies that begin with, or have a word that begins with, what is being typed."""
    prefix = " ".join(words(beginning))
    if not prefix:
        return []
    found = run(
        reading.connection,
        "SELECT c.name FROM companies_names n JOIN companies c ON c.row = n.row"
        " WHERE n.rank IN (0, 1) AND n.entry >= ? AND n.entry < ? ORDER BY n.rank, n.entry LIMIT ?",
        (prefix, f"{prefix}\U0010ffff", limit),
    )
    return list(dict.fromkeys(name for (name,) in found))


def delete(store: Store, company: UUID) -> None:
    """Deletes a company. Raises `UserError` where prospects work there: they would stand without it."""
    with store.read() as reading:
        name = reading.need(Company, company).name
    with store.change(N_("Deleted {name}"), name=name) as unit:
        delete_in(unit, company)


def delete_in(unit: Unit, company: UUID) -> None:
    """Deletes a company within a change that does more; raises as `delete` does."""
    mine, people = unit.need(Company, company), whole(unit, company, people=0)
    if people and people.prospects:
        raise UserError(
            ngettext(
                "{count} prospect works at {name}.", "{count} prospects work at {name}.", people.prospects
            ).format(count=people.prospects, name=mine.name),
            _("Merge it with another company, or give them another one first."),
        )
    unit.delete(mine)


def merge(
    store: Store, keep: UUID, other: UUID, *, progress: Callable[[int], None] = lambda _done: None
) -> UUID | None:
    """Makes one company of two: what `keep` lacks is taken from `other`, who works there works at `keep`.

    Written as one batch in short holds, since thousands may work there; gives it, and one undo takes it back.
    """
    if keep == other:
        raise UserError(_("A company cannot be merged with itself."), _("Choose another one."))
    with store.read() as reading:
        mine, gone = reading.need(Company, keep), reading.need(Company, other)
        changes = [*_filled(mine, gone), *_moved(reading, keep, other, to_micros(store.clock.now()))]
    plan = Plan(N_("Merged the company {old} into {new}"), {"old": gone.name, "new": mine.name})
    return batches.write(store, plan, ([change] for change in changes), progress=progress).batch


def _filled(mine: Company, gone: Company) -> Iterator[Change]:
    patch: Patch = {
        name: getattr(gone, name)
        for name in ("organisation_number", "trade")
        if not getattr(mine, name) and getattr(gone, name)
    }
    if gone.note and gone.note not in mine.note:
        patch["note"] = f"{mine.note}\n\n{gone.note}".strip()
    if patch:
        yield Change("companies", mine.id, patch, {name: getattr(mine, name) for name in patch})


def _moved(reading: Reading, keep: UUID, other: UUID, now: int) -> Iterator[Change]:
    for subject, name, bond in subjects.referring("companies"):
        kind: Any = subjects.BY_SUBJECT[subject]
        column = getattr(kind, name)
        alive = select(kind).where(kind.deleted_at.is_(None))
        if bond != "part_of":
            for (one,) in reading.rows(select(kind.id).where(column == other)):
                yield Change(subject, one, {name: keep.hex}, {name: other.hex})
            continue
        alive = select(kind).where(kind.deleted_at.is_(None))
        have = {likeness(one) for one in reading.find(alive.where(column == keep))} - {""}
        for part in reading.find(alive.where(column == other)):
            if likeness(part) in have:
                yield Change(subject, part.id, {"deleted_at": now}, {"deleted_at": None})
            else:
                yield Change(subject, part.id, {name: keep.hex}, {name: other.hex})
    yield Change("companies", other, {"deleted_at": now}, {"deleted_at": None})


def called(reading: Reading, name: str) -> UUID | None:
    """The company of this name, letters folded; None where there is none."""
    found = run(
        reading.connection,
        "SELECT c.id, c.name FROM companies_names n JOIN companies c ON c.row = n.row"
        " WHERE n.rank = 0 AND n.entry = ? AND c.deleted_at IS NULL ORDER BY c.row",
        (" ".join(words(name))[:60],),
    )
    return next((UUID(bytes=one) for one, other in found if fold(other) == fold(name)), None)
