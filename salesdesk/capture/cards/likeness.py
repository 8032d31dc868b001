"""How much of a mailbox or a domain a name accounts for: "j.muessig" of Jürgen Müßig, "tmaskin" of Trøndelag Maskin."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from salesdesk.domain.text import fold

_SPELT_OUT: Final = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss"})
_TELLING: Final = 3  # letters of a word that are no chance


def spellings(word: str) -> set[str]:
    """The ways in which `word` is written in plain letters."""
    small = word.lower()
    found = {fold(small), fold(small.translate(_SPELT_OUT)), fold(small.replace("ø", "oe").replace("å", "a"))}
    return {"".join(c for c in one if c.isalnum()) for one in found} - {""}


def covered(text: str, plain: str) -> float:
    """The share of `plain`, small letters without marks, that beginnings of the words of `text` make up, 0 to 1.

    Nothing counts unless one of them is three letters or longer.
    """
    aim = re.sub(r"[^a-z0-9]", "", plain)
    words = {one for word in re.split(r"[\s\-–/&.,]+", text) for one in spellings(word)}
    if not aim or not words:
        return 0.0
    best = _longest(aim, words)
    return best / len(aim)


def _longest(aim: str, words: Iterable[str]) -> int:
    """The most letters of `aim` that beginnings of words cover; single letters count beside longer ones only."""
    most = [(0, False)] * (
        len(aim) + 1
    )  # letters covered up to there, and whether a telling one is among them
    for at in range(len(aim)):
        reached, telling = most[at]
        most[at + 1] = max(most[at + 1], (reached, telling))
        for word in words:
            same = 0
            while same < min(len(word), len(aim) - at) and aim[at + same] == word[same]:
                same += 1
                now = (reached + same, telling or same >= min(_TELLING, max(len(word), 2)))
                most[at + same] = max(most[at + same], now, key=lambda one: (one[1], one[0]))
    covered_letters, telling = most[-1]
    return covered_letters if telling else 0
