"""Which people are worth comparing: two that share a key.

A hundred thousand people make five thousand million pairs; keys leave a few hundred thousand. Each key joins
two things that are seldom wrong together, so that one typing error still leaves another key to meet by, and
so that a common name alone never fills a block.
"""

from __future__ import annotations

from functools import lru_cache
from hashlib import blake2b
from struct import unpack
from typing import TYPE_CHECKING

from salesdesk.domain.matching_person import ROLES, traits

if TYPE_CHECKING:
    from salesdesk.domain.matching_person import Person, Traits

# How many records may share a key before it says nothing any more.
MAX_BLOCK = 30

_SOUNDS = str.maketrans("bfpvwcgjkqsxzdtlmnr", "bbbbbcccccccc" + "ddlmmr", "aeiouyh'")
_SHORTEST_LOCAL = 6  # of an address's part before the @, for it to say who it is


_EMPTY = blake2b(digest_size=8)


@lru_cache(maxsize=4096)  # first names come again and again
def sound(letters: str) -> str:
    """How `letters` sound, roughly: their groups of consonants, at most five (after Russell's Soundex, 1918).

    The first letter counts by its group as well, so that Katarina meets Catarina; vowels say nothing unless
    the word begins with one.
    """
    if not letters:
        return ""
    before = out = "a" if letters[0] in "aeiouyh" else ""
    for code in letters.translate(_SOUNDS):
        if code != before:
            before = code
            out += code
    return out[:5]


def _hashed(texts: set[str]) -> tuple[int, ...]:
    digests: list[bytes] = []
    for text in texts:
        hasher = _EMPTY.copy()  # half the time of a new one
        hasher.update(text.encode())
        digests.append(hasher.digest())
    return unpack(f">{len(digests)}q", b"".join(sorted(digests)))


def _shuffled(postal_code: str) -> str:
    """The characters of a postal code, sorted: two that changed places are its commonest error."""
    return "".join(sorted(postal_code))


def _of_names(of: Traits) -> list[str]:
    found = ["n" + of.letters] if len(of.words) > 1 or of.is_company else []
    parts = sorted({sound(of.first), sound(of.last)} - {""})
    if len(parts) > 1:
        found.append("s" + "|".join(parts))
    if of.postal_code:
        where = _shuffled(of.postal_code)
        found += [f"p{part}|{where}" for part in parts]
    if of.company and not of.is_company:
        found += [f"c{part}|{of.company}" for part in parts]
    return found


def _of_places(of: Traits) -> list[str]:
    if not of.street:
        return []
    where = _shuffled(of.postal_code) or of.city
    return [f"h{of.house}|{where}|{sound(of.street)}"] if where else []


def _of_locals(of: Traits) -> list[str]:
    found: list[str] = []
    for email in of.emails:
        local = email.partition("@")[0]
        if len(local) >= _SHORTEST_LOCAL and local not in ROLES and local not in (of.first, of.last):
            found.append("l" + local)
    return found


def texts(person: Person) -> tuple[list[str], list[str]]:
    """What the keys of `person` are made of: what several may well have in common, and what should be one
    person's own."""
    of = traits(person)
    shared = [*_of_names(of), *_of_places(of), *_of_locals(of)]
    own = ["t" + tail for tail in of.tails]
    if of.emails:
        own += ["e" + email for email in of.emails]
    if of.born:
        own.append("b" + of.born)
    if of.uid:
        own.append("u" + of.uid)
    if (
        not shared and not own
    ):  # so little that only the very same again can be found: "Ole", and nothing else
        said = of.run or person.name or person.company or "".join(person.phones_digits)
        own = ["=" + said] if said else []
    return shared, own


def keys(person: Person) -> tuple[int, ...]:
    """The blocking keys of `person`: signed 64-bit numbers, the same in every process and on every machine.

    Two records that may be the same person share at least one; a shared key proves nothing, `score` decides.
    Usually six to ten. A key that more than `MAX_BLOCK` records share is to be passed over by whoever looks
    candidates up; the others of the same record are narrower.
    """
    shared, own = texts(person)
    return _hashed({*shared, *own})
