"""Text in which spans are taken out while the order of what is left stays known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from salesdesk.domain.text import fold

BREAK: Final = (
    "\x1f"  # stands where something was taken out: what is left and right of it does not belong together
)
_TOKEN: Final = re.compile(r"\S+")


def cut(text: str, start: int, end: int) -> str:
    """`text` with a break instead of the span, all other places unchanged."""
    return text[:start] + BREAK * (end - start) + text[end:]


@dataclass(frozen=True, slots=True)
class Folded:
    """A text folded word by word: `text` for patterns to search, and where its words stand in the original."""

    text: str
    starts: tuple[int, ...]  # of each word in `text`
    places: tuple[tuple[int, int], ...]  # of each word in the original

    def original(self, start: int, end: int) -> tuple[int, int]:
        """The span in the original of the words that `text[start:end]` touches; `start` < `end`."""
        touched = [i for i, at in enumerate(self.starts) if at < end and self._end(i) > start]
        return self.places[touched[0]][0], self.places[touched[-1]][1]

    def _end(self, index: int) -> int:
        following = self.starts[index + 1] - 1 if index + 1 < len(self.starts) else len(self.text)
        return max(following, self.starts[index] + 1)


def folded(text: str) -> Folded:
    """The words of `text` folded, without the marks around them, single spaces between."""
    words: list[str] = []
    starts: list[int] = []
    places: list[tuple[int, int]] = []
    at = 0
    for found in _TOKEN.finditer(text):
        word = fold(found[0].strip(",;!?()[]\"'“”„«»" + BREAK)).replace(" ", "_")
        if not any(c.isdigit() for c in word):
            word = word.rstrip(".:")
        words.append(word or "~")
        starts.append(at)
        places.append(found.span())
        at += len(words[-1]) + 1
    return Folded(" ".join(words), tuple(starts), tuple(places))
