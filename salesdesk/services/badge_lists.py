"""The organiser's list of a fair: which of its visitors the seller scanned as a bare number, and no one else.

Who was scanned was met. The others on the list never were, so they come in only where the seller says so.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast
from uuid import UUID

from sqlalchemy import Select, select

from salesdesk.domain import badges
from salesdesk.domain.drafts import Row
from salesdesk.domain.fairs import Fair
from salesdesk.domain.locally import grouped
from salesdesk.domain.text import fold
from salesdesk.i18n import _, ngettext
from salesdesk.services.reading import Badges
from salesdesk.store import known
from salesdesk.store.database import Store
from salesdesk.store.unit import Reading


@dataclass(frozen=True, slots=True)
class Place:
    """A fair at which badges of the list were scanned: its id in hex (empty: at no fair), its name, how many."""

    fair: str
    name: str
    count: int


@dataclass(frozen=True, slots=True)
class Counted:
    """What became of a list: `place` is None where it is to be asked at which of `places` it was."""

    listed: int
    scanned: int
    left_out: int
    place: Place | None
    places: tuple[Place, ...]
    everyone: bool


@dataclass(slots=True)
class BadgeList:
    """One list on its way in. `people` are those scanned at its fair, by the number as `badges.plain` gives it."""

    header: str
    place: Place | None
    places: tuple[Place, ...]
    people: dict[str, UUID]
    everyone: bool
    listed: int = 0
    left_out: int = 0
    _met: set[UUID] = field(default_factory=set[UUID])

    def wanted(self, rows: Iterable[Row]) -> list[Row]:
        """Those of `rows` that are to come in, whoever was scanned under the id that they have here."""
        taken: list[Row] = []
        for row in rows:
            self.listed += 1
            found = self.people.get(badges.plain(row.draft.badge)) if row.draft.badge else None
            if found is not None:
                self._met.add(found)
                taken.append(self._known(row, found))
            elif self.place is not None and self.everyone:
                taken.append(self._stranger(row, self.place))
            elif not self.places:
                taken.append(row)
            else:
                self.left_out += 1
        return taken

    def counted(self) -> Counted:
        """The figures of the list so far."""
        return Counted(self.listed, len(self._met), self.left_out, self.place, self.places, self.everyone)

    def _known(self, row: Row, found: UUID) -> Row:
        """The number is noted with them already."""
        said = f"{self.header}: {row.draft.badge}"
        note = "\n".join(line for line in row.draft.note.split("\n") if line != said)
        return replace(row, draft=replace(row.draft, id=found.hex, note=note))

    def _stranger(self, row: Row, place: Place) -> Row:
        """Named by the number, so that their badge is known when it is scanned later."""
        if not row.draft.badge or row.draft.uid:
            return row
        uid = badges.uid_of(place.fair, row.draft.badge)
        return replace(row, draft=replace(row.draft, uid=uid))


def sought(store: Store, said: Badges | None, *, fair: str | None, everyone: bool) -> BadgeList | None:
    """The list whose numbers are `said`, held against the badges that were scanned; None where either has none.

    `fair` is the id or the name of the fair that it is of; empty: of badges scanned at none; None: it is found out.
    """
    if said is None:
        return None
    with store.read() as reading:
        kept: dict[str, list[tuple[UUID, str]]] = defaultdict(list)
        for one, uid, _name in known.by_badge(reading.connection):
            if told := badges.told_by(uid):
                kept[told[0]].append((UUID(bytes=one), told[1]))
        met = {at: found for at, some in kept.items() if (found := _matched(said.numbers, some))}
        names = _names(reading, met)
    if not kept:
        return None
    places = sorted(
        (Place(at, names[at], len(found)) for at, found in met.items()), key=lambda one: -one.count
    )
    place = _chosen(places, fair)
    people = met[place.fair] if place else {}
    return BadgeList(said.header, place, tuple(places), people, everyone)


def _matched(listed: Sequence[str], scanned: Sequence[tuple[UUID, str]]) -> dict[str, UUID]:
    """Who was scanned, by the number on the list. One that lost its zeros is known where only one can be meant."""
    plain = {badges.plain(number) for number in listed}
    bare = {badges.bare(number): number for number in plain}
    twice = Counter(map(badges.bare, plain))
    shared = Counter(badges.bare(number) for number in {badges.plain(number) for _one, number in scanned})
    found: dict[str, UUID] = {}
    for one, number in scanned:
        exact, short = badges.plain(number), badges.bare(number)
        if exact in plain:
            found.setdefault(exact, one)
        elif twice[short] == 1 and shared[short] == 1:
            found.setdefault(bare[short], one)
    return found


def _names(reading: Reading, fairs: Iterable[str]) -> dict[str, str]:
    ids = [UUID(one) for one in fairs if one]
    query = cast("Select[Any]", select(Fair.id, Fair.name).where(Fair.id.in_(ids)))
    named: dict[str, str] = {one.hex: name for one, name in reading.rows(query)}
    return {one: named.get(one, "") or _("no fair") for one in fairs}


def _chosen(places: Sequence[Place], fair: str | None) -> Place | None:
    if fair is None:
        return places[0] if len(places) == 1 else None
    by_id = [one for one in places if one.fair == fair]
    named = [one for one in places if one.fair and fold(one.name) == fold(fair)]
    at_none = [
        one for one in places if not one.fair and len(places) == 1
    ]  # scanned before the fair was prepared
    return next(iter((*by_id, *named, *at_none)), None)


def list_told(counted: Counted) -> str:
    """What becomes of a list, in a sentence or two: 412 on the list, 27 of them scanned by you; 385 left out."""
    if not counted.places:
        return _("No badge of this list is one that you scanned.")
    if counted.place is None:
        fairs = ", ".join(one.name for one in counted.places)
        return _("Badges with these numbers were scanned at: {fairs}. Say of which fair the list is.").format(
            fairs=fairs
        )
    listed = ngettext("{n} on the list", "{n} on the list", counted.listed).format(n=grouped(counted.listed))
    scanned = ngettext("{n} of them scanned by you", "{n} of them scanned by you", counted.scanned)
    told = f"{listed}, {scanned.format(n=grouped(counted.scanned))}"
    if counted.left_out:
        left = ngettext("{n} left out", "{n} left out", counted.left_out)
        return f"{told}; {left.format(n=grouped(counted.left_out))}"
    return told
