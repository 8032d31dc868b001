"""Who may be whom: the one matcher of entry, import and clean-up.

Entry and import look up the people that share a key with a newcomer (`keys`, kept in a side table) and judge
each of them (`score`); clean-up judges everybody at once (`pairs`). The same threshold holds for all.
"""

from __future__ import annotations

from collections import Counter, deque
from itertools import chain
from typing import TYPE_CHECKING

from salesdesk.domain.matching_keys import MAX_BLOCK, keys
from salesdesk.domain.matching_person import Person, traits
from salesdesk.domain.matching_reasons import Match, Reason, by_name_alone, told
from salesdesk.domain.matching_score import CERTAIN, THRESHOLD, judge_likely, score

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from salesdesk.domain.matching_person import Traits

__all__ = ["CERTAIN", "MAX_BLOCK", "THRESHOLD", "Match", "Person", "Reason", "keys", "pairs", "score"]

# In a block of more than MAX_BLOCK people each is compared with this many of its neighbours by name.
_NEIGHBOURS = 5
# A name that more than so many people bear is no reason by itself to ask whether two of them are one.
_NAMESAKES = 3


def _order(of: Traits) -> tuple[object, ...]:
    """Puts people side by side who are worth comparing first in a block that is too large."""
    return (of.letters, of.born, of.postal_code, of.street, of.house, sorted(of.emails), sorted(of.tails))


def _candidates(found: Mapping[int, tuple[int, ...]], order: list[int]) -> Iterator[tuple[int, list[int]]]:
    """Each person of `order` with the earlier ones worth comparing, every pair once."""
    sizes = Counter(chain.from_iterable(found.values()))
    blocks: dict[int, deque[int]] = {}
    for person in order:
        near: set[int] = set()
        for key in found[person]:
            size = sizes[key]
            if size == 1:
                continue
            block = blocks.get(key)
            if block is None:
                block = blocks[key] = deque(maxlen=MAX_BLOCK if size <= MAX_BLOCK else _NEIGHBOURS)
            near.update(block)
            block.append(person)
        if near:
            yield person, sorted(near)


def pairs(people: Mapping[int, Person]) -> Iterator[tuple[int, int, Match]]:
    """The pairs of `people` that may be one person (from `THRESHOLD` on), best first, each once.

    Gives the two numbers under which they stand in `people`, the smaller first, and their match. A key that
    more than `MAX_BLOCK` share is not passed over: its people are put in the order of their names and each is
    compared with its neighbours only ("sorted neighbourhood", Hernández and Stolfo 1995), so that the time
    grows with the number of people, and two that are alike in everything still meet. Two that share nothing
    but a name of many are left out.
    """
    folded = {number: traits(person) for number, person in people.items()}
    order = sorted(folded, key=lambda number: _order(folded[number]))
    found = {number: keys(person) for number, person in people.items()}
    namesakes = Counter(of.letters for of in folded.values())
    likely: list[tuple[int, int, Match]] = []
    for number, others in _candidates(found, order):
        one = folded[number]
        for other in others:
            two = folded[other]
            judged = judge_likely(one, two)
            if judged is None or judged[0] < THRESHOLD:
                continue
            value, certain, codes = judged
            common = max(namesakes[one.letters], namesakes[two.letters]) > _NAMESAKES
            if common and one != two and by_name_alone(codes):
                continue
            match = told(value, codes, certain=certain)
            likely.append((min(number, other), max(number, other), match))
    likely.sort(key=lambda pair: (-pair[2].score, pair[0], pair[1]))
    yield from likely
