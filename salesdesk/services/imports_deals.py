"""Bringing in tables of deals: orders, quotes, the pipeline of another program.

A deal is known by its number, or else by its title, whom it is with, what is sold and when it was opened. Several
rows of one number are lines of one deal, and one that contradicts those above it is refused. What is known is filled
where it is empty, and never written over.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from uuid import UUID

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.drafts import ProspectDraft, Row
from salesdesk.domain.instants import from_micros
from salesdesk.domain.text import fold
from salesdesk.errors import UserError
from salesdesk.exchange.subject_tables import Said
from salesdesk.i18n import _
from salesdesk.services import imports_deal_said as deal_said
from salesdesk.services.drafting import Scene
from salesdesk.services.filling import filled
from salesdesk.services.import_money import RowNotes
from salesdesk.services.imports import Decide, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.services.imports_deal_lines import Held, LineReader
from salesdesk.services.imports_deal_moves import Moves
from salesdesk.services.imports_deal_odds import Odds
from salesdesk.services.imports_deal_stages import StageNames
from salesdesk.services.imports_products import ProductNames
from salesdesk.services.products import plain
from salesdesk.services.whom import Whom
from salesdesk.store import codec
from salesdesk.store.database import Store
from salesdesk.store.sql import run

_DEALS: Final = (
    "SELECT d.id, d.number, d.title, coalesce(d.prospect, d.company), d.opened_at,"
    " (SELECT l.name FROM deal_lines l WHERE l.deal = d.id AND l.deleted_at IS NULL"
    " ORDER BY l.position, l.row LIMIT 1) FROM deals d WHERE d.deleted_at IS NULL ORDER BY d.row"
)
Key = tuple[
    str, str, str, str
]  # title, whom, what is sold, when opened: what a deal without a number is known by


@dataclass(slots=True)
class _Known:
    """A deal that this import has to do with, made by it or known before."""

    change: Change  # its creation, or what is filled in
    mine: Patch  # what it says by now
    lines: Held
    work: list[Change] = field(default_factory=list[Change])
    filed: bool = False  # whether `work` is among what will be written
    counted: bool = False  # among those that were added to

    @property
    def new(self) -> bool:
        """Whether this import makes it."""
        return self.change.before is None


class DealImporter(SubjectImporter):
    """Tables of deals."""

    subject = "deals"

    def __init__(self, store: Store, scene: Scene, decide: Decide) -> None:
        super().__init__(store, scene, decide)
        self._products = ProductNames(store, scene)
        self._lines = LineReader(store, scene, self._products)
        self._stages = StageNames(store, scene)
        self._moves = Moves(store, scene)
        self._deals: dict[UUID, _Known] = {}
        self._by_number: dict[str, UUID] = {}
        self._by_key: dict[Key, list[UUID]] = defaultdict(list)
        self._spare: list[Change] = []  # names that a row made, to be written before what refers to them
        self._file: Staged | None = None
        self._rows: set[str] = set()  # of the file in hand, as they stand there
        self._odds = Odds()  # of the file in hand
        self._next_key: Key = ("", "", "", "")  # of the deal that is made next
        self._keys: Counter[Key] = Counter()  # of the file in hand, of rows without a number
        with store.reading_raw() as connection:
            found = run(connection, _DEALS).fetchall()
        for one, number, title, whom, opened, sold in found:
            deal = UUID(bytes=one)
            self._by_key[_key(title, whom.hex() if whom else "", sold or "", opened)].append(deal)
            if number:
                self._by_number.setdefault(fold(number), deal)

    def groups(self, staged: Sequence[Staged]) -> Iterator[list[Change]]:
        for deal in self._deals.values():
            deal.work += self._moves.of(deal.change.record, deal.change, deal.mine)
        customers = list(self._moves.customers())
        yield from super().groups(staged)
        yield from customers

    def _take(self, row: Said, staged: Staged) -> list[Change]:
        if self._file is not staged:
            self._file, self._rows, self._keys, self._odds = staged, set(), Counter(), Odds()
        told = RowNotes(row)
        if row.original in self._rows:
            staged.duplicates += 1
            staged.hints.append(f"{row.where}: {_('The same row again: it is left out.')}")
            return []
        self._odds.look(_told_as(row), row, _called(row))
        known = self._alive(row) or self._by_number.get(_reference(row))
        whom = self._with_whom(row, self._deal(known) if known else None)
        told.row = row = replace(row, who=_called(row))
        stands = self._stages.stands(told)
        self._spare += self._stages.made()
        inherited = self._moves.prospect(whom.prospect) if whom.prospect else {}
        directory = self._whom.directory
        said = deal_said.fields(
            told, whom, stands=stands, inherited=inherited, scene=self._scene, directory=directory
        )
        named = directory.made()
        told.made(named)
        self._spare += named
        said["title"] = deal_said.title(told, said) or said["title"]
        if not (said["title"] or any(row.values.get(name) for name in deal_said.MONEY)):
            raise UserError(_("This row tells of no deal: no title, number, product, company or amount."))
        known = known or self._alike(row, said)
        deal = self._deal(known) if known else self._begin(told, said, staged)
        if known:
            self._add(deal, told, said, staged)
        deal.lines.begin(staged)
        made = self._lines.add(deal.change.record, str(deal.mine["title"]), told, deal.lines)
        deal.work += [*self._spare, *made]
        self._spare = []
        self._rows.add(row.original)
        self._odds.took(_told_as(row), row, row.who)
        if _reference(row):
            self._by_number[_reference(row)] = deal.change.record
        if known and made and not deal.new:
            self._count(deal, staged)
        told.tell(staged)
        if deal.filed or not deal.work:
            return []
        deal.filed = True
        return deal.work

    def _with_whom(self, row: Said, deal: _Known | None) -> Whom:
        """Whom the row is about; what a deal that is known says of it is not asked again."""
        if deal is not None and (deal.mine["prospect"] or deal.mine["company"]):
            return Whom(*(UUID(str(one)) if (one := deal.mine[f]) else None for f in ("prospect", "company")))
        who = self._customer(_called(row), row.values.get("customer", ""))
        if not (who.id or who.says_who):
            return Whom()
        found, changes = self._whom.find(Row(row.where, who))
        self._moves.met(changes)
        self._spare += changes
        return found

    def _customer(self, who: ProspectDraft, name: str) -> ProspectDraft:
        """`who` with the customer, of whom a table need not say whether it is a person or a company: whichever of
        the two is not told yet; a person where one of that name is known."""
        if not name:
            return who
        if who.company or (not who.shown_name and self._whom.knows(name)):
            return who if who.name or who.first_name or who.last_name else replace(who, name=name)
        return replace(who, company=name)

    def _alike(self, row: Said, said: Patch) -> UUID | None:
        """The deal that a row without a number tells of: the first, second … of those that say the same."""
        whom = str(said["prospect"] or said["company"] or "")
        key = _key(str(said["title"]), whom, row.values.get("product", ""), said["opened_at"])
        self._keys[key] += 1
        alike = self._by_key[key]
        if self._keys[key] <= len(alike) and not said["number"]:
            return alike[self._keys[key] - 1]
        self._next_key = key
        return None

    def _deal(self, known: UUID) -> _Known:
        if known not in self._deals:
            names = codec.fields("deals")
            columns = ", ".join(f'"{one}"' for one in names)
            with self._store.reading_raw() as connection:
                found = run(connection, f"SELECT {columns} FROM deals WHERE id = ?", (known.bytes,))
                mine = codec.patched(names, found.fetchone())
            self._deals[known] = _Known(Change("deals", known, {}, {}), mine, self._lines.held(known))
        return self._deals[known]

    def _begin(self, told: RowNotes, said: Patch, staged: Staged) -> _Known:
        deal_said.doubts(told, said, self._stages.called(self._stages.first))
        said["stage"] = said["stage"] or self._stages.first
        said["note"] = told.note()
        nothing = codec.nothing_said("deals")
        change = self._new({name: value for name, value in said.items() if value != nothing[name]}, staged)
        mine = {**nothing, **change.patch}
        deal = _Known(change, mine, Held())
        deal.work.append(change)
        self._deals[change.record] = deal
        self._by_key[self._next_key].append(change.record)
        return deal

    def _add(self, deal: _Known, told: RowNotes, said: Patch, staged: Staged) -> None:
        """Fills in what the deal lacks and the row says. Raises `UserError` where it is in another currency."""
        mine, row = deal.mine, told.row
        if mine["currency"] and said["currency"] not in {"", mine["currency"]} and row.values.get("currency"):
            raise UserError(
                _("The deal is in {currency}, and this row is not.").format(currency=mine["currency"]),
                _("Give it a number of its own."),
            )
        here = deal.lines.file is staged  # a further row of this file: a line, not the deal once more
        staged.duplicates += 0 if deal.new and here else 1
        old = str(mine["note"]).splitlines()
        said["note"] = "\n".join(line for line in told.note().splitlines() if line not in old)
        said["title"] = row.values.get("title", "")
        opened, closed = mine["opened_at"], said["closed_at"]
        if opened is not None and closed is not None and self._same_day(int(opened), int(closed)):
            said["closed_at"] = max(int(opened), int(closed))  # of a day alone, which is its noon
        closing = said.pop("outcome")
        stage = said.pop("stage")
        if (
            closing
            and not mine["outcome"]
            and not (not deal.new and self._moves.reopened(deal.change.record, str(closing)))
        ):
            said["outcome"] = closing
        elif closing != mine["outcome"]:
            said["closed_at"] = None
            staged.kept_yours += [f"{mine['title']}: outcome"] if closing else []
        if stage and stage != mine["stage"] and not mine["outcome"] and not closing:
            staged.kept_yours.append(f"{mine['title']}: stage")
        patch, kept = filled(mine, said)
        staged.kept_yours += [f"{mine['title']}: {name}" for name in kept]
        if not patch:
            return
        if deal.change.before is not None:
            deal.change.before.update({name: mine[name] for name in patch})
            if not deal.change.patch:
                deal.work.append(deal.change)
            self._count(deal, staged)
        deal.change.patch.update(patch)
        mine.update(patch)

    def _same_day(self, *moments: int) -> bool:
        zone = self._scene.now.tzinfo
        return len({from_micros(one).astimezone(zone).date() for one in moments}) == 1

    def _count(self, deal: _Known, staged: Staged) -> None:
        staged.updated += 0 if deal.counted else 1
        deal.counted = True


def _key(title: str, whom: str, sold: str, opened: object) -> Key:
    """What a deal without a number is known by; a line that is called as the deal names no product."""
    return fold(title), whom, plain(sold) if plain(sold) != plain(title) else "", str(opened or "")


def _reference(row: Said) -> str:
    """What tells that rows are of one deal: its number, or the id that another store of ours gave it."""
    return fold(row.values.get("number", "")) or row.values.get("id", "").lower()


def _told_as(row: Said) -> str:
    """What tells rows of one file apart: two deals of ours may share a number."""
    return row.values.get("id", "").lower() or _reference(row)


def _called(row: Said) -> ProspectDraft:
    """Of whom the row tells, with the company that a column of the deal's own names."""
    company = row.values.get("company", "").strip()
    return replace(row.who, company=company) if company else row.who
