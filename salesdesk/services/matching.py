"""A newcomer held against who is known, and against who came in the same file."""

from __future__ import annotations

import pickle
from collections.abc import Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import Connection

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.matching import MAX_BLOCK, THRESHOLD, Match, Person, keys
from salesdesk.domain.matching_person import traits
from salesdesk.domain.matching_reasons import told
from salesdesk.domain.matching_score import judge_likely, ruled_out
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
    people = known.those(connection, list({one for some in candidates for one in some}))
    return [
        ranked(newcomer, [(UUID(bytes=one), people[one]) for one in some if one in people])
        for newcomer, some in zip(newcomers, candidates, strict=True)
    ]


def ranked(newcomer: Person, candidates: Sequence[tuple[UUID, Person]]) -> list[Hit]:
    """The candidates above the threshold, and those that are alike to the letter, however little that is;
    certain ones first, then by score."""
    kept: list[Hit] = []
    mine = traits(newcomer)
    for one, other in candidates:  # most are nobody: the reasons are told of those that are kept
        judged = judge_likely(mine, traits(other))
        if judged is None:
            continue
        value, certain, codes = judged
        if certain or value >= THRESHOLD or other == newcomer:
            kept.append(Hit(one, told(value, codes, certain=certain)))
    return sorted(kept, key=lambda hit: (not hit.match.certain, -hit.match.score))


_SAID = "-"  # stands for what is only asked whether it was said


class _Kept(NamedTuple):
    """Someone of a file: their outline as they are held against others, and all of them packed up, which takes a
    fifth of the memory."""

    words: tuple[str, ...]
    run: str
    first: str
    last: str
    is_company: bool
    company: str
    born: str
    street: str
    emails: tuple[str, ...]
    uid: str
    packed: bytes


def _kept(one: Person) -> _Kept:
    of = traits(one)
    said = tuple(getattr(one, field.name) for field in fields(one) if field.init)
    return _Kept(
        *(of.words, of.run, of.first, of.last, of.is_company, _SAID if of.company else "", of.born),
        street=_SAID if of.street else "",
        emails=tuple(of.emails),
        uid=of.uid,
        packed=pickle.dumps(said, pickle.HIGHEST_PROTOCOL),
    )


def _unpacked(kept: _Kept) -> Person:
    said = pickle.loads(kept.packed)  # noqa: S301 (packed above, by ourselves)
    names = (field.name for field in fields(Person) if field.init)
    return Person(**dict(zip(names, said, strict=True)))


class SameFile:
    """Who came earlier in the same file, under the ids that they will have."""

    def __init__(self) -> None:
        self._people: dict[UUID, _Kept] = {}
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
        mine = traits(newcomer)
        near = ((one, self._people[one]) for one in ids)
        return ranked(newcomer, [(one, _unpacked(kept)) for one, kept in near if not ruled_out(mine, kept)])

    def add(self, one: UUID, newcomer: Person, asked: Sequence[int]) -> None:
        """Remembers the newcomer, whose keys are `asked`, for those that follow."""
        self._people[one] = _kept(newcomer)
        for key in asked:
            block = self._by_key.setdefault(key, one)
            if isinstance(block, list):
                if len(block) <= MAX_BLOCK:  # one more is enough to know that it tells nothing
                    block.append(one)
            elif block is not one:
                self._by_key[key] = [block, one]
