"""Finds the name that a text begins with, where nothing else in it says who is meant.

"Ole Hansen 123", "🍏 Kari Moe wants two chairs": the words behind the name are for the note, and no reason to
turn the person away.
"""

from __future__ import annotations

import re
from typing import Final

from salesdesk.capture import freetext_kinds as kinds
from salesdesk.capture.freetext_who import Piece, Who

_MOST_WORDS: Final = 5  # of a name
_PIECES: Final = 5  # looked at: who is meant is said early
_TYPED: Final = re.compile(r"([^\W\d_]{2,20}(?: [^\W\d_]{2,20}){0,2}) (.*)", re.DOTALL)


def name_at_start(answer: Who) -> None:
    """Gives `answer` the name that one of its first pieces begins with; the rest of the piece stays left."""
    for piece in answer.left[:_PIECES]:
        marks, name, rest = _divided(piece.text)
        if name:
            answer.name = name
            if not answer.company and kinds.is_brand(rest):
                answer.company, rest = rest, ""
            stays = Piece(f"{marks} {rest}".strip(), piece.line)
            answer.left = [stays if p is piece else p for p in answer.left]
            answer.left = [p for p in answer.left if p.text]
            return


def _divided(text: str) -> tuple[str, str, str]:
    """Marks, a name and the rest; no name where `text` begins with none."""
    begin = len(text) - len(text.lstrip("".join(c for c in set(text[:20]) if not c.isalnum())))
    marks, said = text[:begin].strip(), text[begin:]
    words = said.split(maxsplit=_MOST_WORDS)
    for count in range(min(_MOST_WORDS, len(words)), 0, -1):
        name = " ".join(words[:count])
        if not _is_name(name) or (count == 1 and words[1:] and words[1][0].isalpha()):
            continue
        return marks, name, " ".join(words[count:])
    typed = _TYPED.fullmatch(said[:100]) if len(said) <= 100 else None
    if (
        typed
        and typed[1].islower()
        and not any(map(str.isalpha, typed[2]))
        and not kinds.is_greeting(typed[1])
    ):
        return marks, typed[1], typed[2].strip()
    return "", "", text


def _is_name(text: str) -> bool:
    return kinds.is_person(text, least=1) and not kinds.is_title(text) and len(text) > 1
