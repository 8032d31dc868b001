"""Who of many is worth comparing with whom, so that the time grows with the number of people.

A key that more than `MAX_BLOCK` share is not passed over: its people are put in the order of their names and
each is compared with its neighbours only ("sorted neighbourhood", Hernández and Stolfo 1995), so that two that
are alike in everything still meet. And most who share a key have other birthdays and other phones, which settles
them (`matching_score`): of those only birthdays a typing error apart are looked for.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import chain
from typing import TYPE_CHECKING

from salesdesk.domain.matching_keys import MAX_BLOCK, texts
from salesdesk.domain.matching_person import SHORTEST_NUMBER, traits

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from salesdesk.domain.matching_person import Person, Traits

# In a block of more than MAX_BLOCK people each is compared with this many of its neighbours by name.
_NEIGHBOURS = 5
_ANY = frozenset({""})  # stands for the birthday of somebody who is compared whatever it is


def _order(of: Traits) -> str:
    """Puts people side by side who are worth comparing first in a block that is too large."""
    said = of.letters, of.born, of.postal_code, of.street, of.house, *sorted(of.emails), *sorted(of.tails)
    return "\0".join(said)


def _near(born: str) -> frozenset[str]:
    """Parts of a birthday as YYYYMMDD of which one at least is the same in another that has one digit wrong, two
    neighbours changed, or day and month in the other order."""
    return frozenset((born[:4], born[4:], born[:3] + born[5:]))


class Blocks:
    """People by what they share, to be compared each pair once."""

    def __init__(self, people: Mapping[int, Person], step: Callable[[], None]) -> None:
        self._traits: dict[int, Traits] = {}
        keys: dict[int, tuple[list[str], list[str]]] = {}
        for number, person in people.items():
            self._traits[number], keys[number] = traits(person), texts(person)
            step()
        self._sizes = sizes = Counter(chain.from_iterable(chain(*both) for both in keys.values()))
        self._near = {number: self._settled(number, own) for number, (_, own) in keys.items()}
        self._keys = {  # of each, those that anybody has as well
            number: ([key for key in shared if sizes[key] > 1], [key for key in own if sizes[key] > 1])
            for number, (shared, own) in keys.items()
        }

    def candidates(self, step: Callable[[], None]) -> Iterator[tuple[int, set[int]]]:
        """Each person with the earlier ones worth comparing."""
        blocks = {
            key: deque[int](maxlen=MAX_BLOCK if size <= MAX_BLOCK else _NEIGHBOURS)
            for key, size in self._sizes.items()
            if size > 1
        }
        birthdays = self._near
        for person in sorted(self._traits, key=lambda number: _order(self._traits[number])):
            step()
            shared, own = self._keys[person]
            near: set[int] = set()
            for key in own:
                near.update(blocks[key])
                blocks[key].append(person)
            anybody, mine = birthdays[person] is _ANY, birthdays[person] | _ANY
            for key in shared:
                block = blocks[key]
                near.update(
                    block if anybody else [one for one in block if not mine.isdisjoint(birthdays[one])]
                )
                block.append(person)
            if near:
                yield person, near

    def _settled(self, person: int, own: list[str]) -> frozenset[str]:
        """The parts of the birthday of somebody who differs from all others by birthday and phone; `_ANY` of others, as
        where a number is that of too many to meet them all by it."""
        of = self._traits[person]
        if not (of.born and of.tails) or min(map(len, of.numbers)) < SHORTEST_NUMBER:
            return _ANY
        return _near(of.born) if max(map(self._sizes.__getitem__, own)) <= MAX_BLOCK else _ANY
