"""A newcomer held against who is known, and against who came in the same file."""

from __future__ import annotations

import pickle
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.matching import MAX_BLOCK, THRESHOLD, Match, Person, keys
from salesdesk.domain.matching_person import Traits, traits
from salesdesk.domain.matching_reasons import told
from salesdesk.domain.matching_score import Judgement, first_names_apart, judge_likely
from salesdesk.domain.text import digits
from salesdesk.domain.values import normalise_email, normalise_phone
from salesdesk.store import known


@dataclass(frozen=True, slots=True)
class Hit:
    """Someone who may be the newcomer."""

    id: UUID
    match: Match


def person(draft: ProspectDraft, region: str) -> Person:
    """A draft as matching sees it."""
    country = next((a.country for a in draft.addresses if len(a.country) == 2), region)
    numbers = [(phone.value, normalise_phone(phone.value, country)) for phone in draft.phones]
    address = draft.addresses[0] if draft.addresses else None
    born: date | None = draft.birthday
    return Person(
        name=draft.name or f"{draft.first_name} {draft.last_name}".strip(),
        first_name=draft.first_name,
        last_name=draft.last_name,
        company=draft.company,
        e164=tuple(e164 for _, e164 in numbers if e164),
        phones_digits=tuple(digits(value) for value, _ in numbers),
        emails=tuple(normalise_email(email.value) or email.value.lower() for email in draft.emails),
        birthday=born,
        street=address.street if address else "",
        postal_code=address.postal_code if address else "",
        city=address.city if address else "",
        uid=draft.uid,
    )


def against_known(
    connection: Connection, newcomers: Sequence[Person], asked: Sequence[Sequence[int]] | None = None
) -> list[list[Hit]]:
    """For each newcomer who is known and may be the same, the likeliest first. `asked`: their keys, if at hand."""
    asked = asked or [keys(one) for one in newcomers]
    shared = known.sharing(connection, [key for some in asked for key in some])
    candidates = [list(dict.fromkeys(i for key in some for i in shared.get(key, ()))) for some in asked]
    wanted: dict[bytes, list[Traits]] = defaultdict(list)
    for newcomer, some in zip(newcomers, candidates, strict=True):
        for one in some:
            wanted[one].append(traits(newcomer))

    def may_be(one: bytes, named: Person) -> bool:
        return not all(first_names_apart(newcomer, traits(named)) for newcomer in wanted[one])

    people = known.those(connection, list(wanted), may_be)
    return [
        ranked(newcomer, [(UUID(bytes=one), people[one]) for one in some if one in people])
        for newcomer, some in zip(newcomers, candidates, strict=True)
    ]


def ranked(newcomer: Person, candidates: Sequence[tuple[UUID, Person]]) -> list[Hit]:
    """The candidates above the threshold, and those that are alike to the letter, however little that is;
    certain ones first, then by score."""
    mine = traits(newcomer)
    return _best_first(
        _hit(one, judge_likely(mine, traits(other)), alike=other == newcomer) for one, other in candidates
    )


def _hit(one: UUID, judged: Judgement | None, *, alike: bool) -> Hit | None:
    """Someone as they were judged; None for nobody, as most are: the reasons are told of the others alone."""
    if judged is None:
        return None
    value, certain, codes = judged
    return Hit(one, told(value, codes, certain=certain)) if certain or value >= THRESHOLD or alike else None


def _best_first(hits: Iterable[Hit | None]) -> list[Hit]:
    return sorted(filter(None, hits), key=lambda hit: (not hit.match.certain, -hit.match.score))


class SameFile:
    """Who came earlier in the same file, under the ids that they will have."""

    def __init__(self) -> None:
        # Their traits, and what is the same for two that are alike to the letter: packed up, since a file of many
        # takes ten times the memory otherwise.
        self._people: dict[UUID, bytes] = {}
        self._by_key: dict[int, UUID | list[UUID]] = {}  # most keys are one person's: a list each is dear

    def find(self, newcomer: Person, asked: Sequence[int]) -> list[Hit]:
        """Who of the file may be the newcomer, whose keys are `asked`."""
        ids: dict[UUID, None] = {}
        for key in asked:
            block = self._by_key.get(key, [])
            if isinstance(block, UUID):
                ids[block] = None
            elif len(block) <= MAX_BLOCK:
                ids.update(dict.fromkeys(block))
        mine, alike, hits = traits(newcomer), hash(newcomer), list[Hit | None]()
        for one in ids:
            known, other = pickle.loads(self._people[one])  # noqa: S301 (packed below, by ourselves)
            hits.append(_hit(one, judge_likely(mine, Traits._make(other)), alike=known == alike))
        return _best_first(hits)

    def add(self, one: UUID, newcomer: Person, asked: Sequence[int]) -> None:
        """Remembers the newcomer, whose keys are `asked`, for those that follow."""
        said = hash(newcomer), tuple(traits(newcomer))
        self._people[one] = pickle.dumps(said, pickle.HIGHEST_PROTOCOL)
        for key in asked:
            block = self._by_key.setdefault(key, one)
            if isinstance(block, list):
                if len(block) <= MAX_BLOCK:  # one more is enough to know that it tells nothing
                    block.append(one)
            elif block is not one:
                self._by_key[key] = [block, one]
