"""What happened, written in one line: "call 12 min wants delivery before 10 Dec" is a call of twelve minutes."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from salesdesk.domain import vocabulary

# What is often the first word of a plain note as well: taken for a kind only where minutes or a colon follow.
_SHY: Final = frozenset({"reaction", "delivery", "demo", "note"})
_MINUTES: Final = re.compile(
    r"[\s:,–-]*(\d{1,3})\s*(?:(min|mins|minutes?|minutter|minuter|minut|minuty|phút|m)|(h|hours?|timer?|tim|godz|giờ))\b\.?",
    re.IGNORECASE,
)
_MARK: Final = re.compile(r"\s*[:–-]\s*")
_MOST_WORDS: Final = 2  # "incoming call"


@dataclass(frozen=True, slots=True)
class Touch:
    """What happened: its kind, how long it took where that is said, and the rest of the words."""

    kind: str
    minutes: int | None
    text: str


def understood(line: str) -> Touch:
    """The touch that a line tells; a note where it begins with no word for another kind."""
    text = line.strip()
    for kind, rest in _beginnings(text):
        found = _MINUTES.match(rest)
        mark = _MARK.match(rest)
        if kind in _SHY and rest and not (found or mark):
            continue
        if found:
            minutes = int(found[1]) * (60 if found[3] else 1)
            return Touch(kind, minutes, _bare(rest[found.end() :]))
        return Touch(kind, None, _bare(rest[mark.end() :] if mark else rest))
    return Touch("note", None, text)


def _beginnings(text: str) -> list[tuple[str, str]]:
    """What the first two words, or the first alone, mean, each with what follows them."""
    found: list[tuple[str, str]] = []
    words = list(re.finditer(r"[^\s:,]+", text))
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        end = words[count - 1].end()
        if re.search(r"[:,]", text[:end]):
            continue
        kind = vocabulary.recognise("activity", text[:end])
        if kind:
            found.append((kind, text[end:]))
    return found


def _bare(text: str) -> str:
    return text.lstrip(" \t:,–-").strip()
