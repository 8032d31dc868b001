"""Who may be whom: the one matcher of entry, import and clean-up.

Entry and import look up the people that share a key with a newcomer (`keys`, kept in a side table) and judge
each of them (`score`); clean-up judges everybody at once (`pairs`). The same threshold holds for all.
"""

from __future__ import annotations

from collections import Counter
from itertools import count
from typing import TYPE_CHECKING

from salesdesk.domain.matching_blocks import Blocks
from salesdesk.domain.matching_keys import MAX_BLOCK, keys
from salesdesk.domain.matching_person import Person, traits
from salesdesk.domain.matching_reasons import Match, Reason, by_name_alone, told
from salesdesk.domain.matching_score import CERTAIN, THRESHOLD, judge_likely, score

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

__all__ = ["CERTAIN", "MAX_BLOCK", "THRESHOLD", "Match", "Person", "Reason", "keys", "pairs", "score"]

# A name that more than so many people bear is no reason by itself to ask whether two of them are one.
_NAMESAKES = 3
_TOLD_EVERY = 500  # people, on how far it is


def pairs(
    people: Mapping[int, Person], progress: Callable[[int, int], None] | None = None
) -> Iterator[tuple[int, int, Match]]:
    """The pairs of `people` that may be one person (from `THRESHOLD` on), best first, each once.

    Gives the two numbers under which they stand in `people`, the smaller first, and their match. Two that share
    nothing but a name of many are left out. `progress` is told how many of how many steps are done, and may raise to
    stop.
    """
    steps = _steps(progress, 2 * len(people))
    blocks = Blocks(people, steps)
    namesakes = Counter(traits(person).letters for person in people.values())
    likely: list[tuple[int, int, Match]] = []
    for number, others in blocks.candidates(steps):
        one = traits(people[number])
        for other in others:
            two = traits(people[other])
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


def _steps(progress: Callable[[int, int], None] | None, total: int) -> Callable[[], None]:
    """Counts the steps that are done and tells of some, so that telling costs nothing beside them."""
    done = count()

    def step() -> None:
        now = next(done)
        if progress is not None and now % _TOLD_EVERY == 0:
            progress(now, total)

    return step
