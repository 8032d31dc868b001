"""Completes Vietnamese lines whose letters a recogniser does not know: "Trưng phòng xut khu", Trưởng phòng xuất khẩu.

It leaves such letters out, or reads a stroke or a bracket for one. A word is completed where the phrases that cards are
written with, or the card's own mailbox and domain, have one that fits; what was completed is told as doubtful.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from salesdesk.capture.cards.lines import Line
from salesdesk.capture.cards.vietnamese_words import NAMES, PHRASES
from salesdesk.domain.text import digits, fold

COMPLETED: Final = 0.74  # how sure a line is at most of which letters were made up
_MARKS: Final = re.compile("[ăâđêôơưạảấầẩẫậắằẳẵặẹẻẽếềểễệịỉĩọỏốồổỗộớờởỡợụủũứừửữựỳỵỷỹ]", re.IGNORECASE)
_JUNK: Final = "[]|{}!¦□▯ñ"
_STROKES: Final = "li1tjdc"  # what a box with nothing in it is read for
_WORD: Final = re.compile(r"[^\W\d_\[\]]*[^\s,.;:()/&-]*[^\W\d_\[\]|][^\s,.;:()/&-]*")
_SYLLABLE: Final = re.compile(
    r"(?:ngh?|gh?|gi|[kp]h|nh|t[hr]|ch|qu|[bcdhklmnprstvx])?[aeiouy]{1,3}(?:ch|ng|nh|[cmnpt])?"
)
_LONGEST: Final = 6  # words of a phrase


@dataclass(frozen=True, slots=True)
class _Fit:
    """How a phrase fits some words: the cost, by letters that were made up, and the words as they are spelt."""

    cost: float
    words: tuple[str, ...]


def is_vietnamese(lines: Sequence[Line]) -> bool:
    """Whether a card's phones, domains or letters say that it is Vietnamese."""
    text = "\n".join(line.text for line in lines)
    if re.search(r"\+\s?84[\s(\d]|\.vn\b", text):
        return True
    words = {fold(word) for word in re.findall(r"[^\W\d_]+", text)}
    marked = len(set(_MARKS.findall(text.lower())))
    return marked >= 3 and len(words & {fold(name) for name in NAMES}) >= 3


def completed(lines: Sequence[Line]) -> tuple[Line, ...]:
    """The lines of a Vietnamese card, completed. Those with an address, a domain or a number only stay as they are."""
    own = frozenset(_own_words(lines))
    return tuple(_line(line, own) for line in lines)


def _own_words(lines: Sequence[Line]) -> Iterable[str]:
    """The words of the card's own mailbox and domain: "thang.tran@cokhi.vn" has a Thắng, a Trần and a Cơ."""
    for line in lines:
        for label in re.findall(r"(?:@|www\.)([\w-]{4,})\.", fold(line.text)):
            yield from _syllables(label.replace("-", ""))
        for box in re.findall(r"([\w.-]+)@", line.text):
            yield from re.findall(r"[a-z]{2,}", fold(box))


def _syllables(label: str) -> tuple[str, ...]:
    """The known words that a domain is made of, as few as may be; none where it is not made of them."""
    fewest: list[tuple[str, ...] | None] = [(), *[None] * len(label)]
    for end in range(1, len(label) + 1):
        for begin in range(max(0, end - 7), end):
            before, word = fewest[begin], label[begin:end]
            shorter = fewest[end]
            if (
                before is not None
                and word in _known()
                and (shorter is None or len(before) + 1 < len(shorter))
            ):
                fewest[end] = (*before, word)
    return fewest[-1] or ()


def _line(line: Line, own: frozenset[str]) -> Line:
    if (
        len(digits(line.text)) > 6
        or "@" in line.text
        or re.search(r"\w\.\w{2,}\.?\w*$|www", line.text)
        or not re.search(r"[^\W\d_]{2}", line.text)
    ):
        return line
    spans = list(_WORD.finditer(line.text))
    read = [match[0] for match in spans]
    spelt = _spelt(read, own)
    text, made = line.text, 0
    for match, word, was in reversed(list(zip(spans, spelt, read, strict=True))):
        if word != was:
            text = text[: match.start()] + word + text[match.end() :]
            made += 1
    return replace(line, text=text, score=min(line.score, COMPLETED)) if made else line


def _spelt(read: Sequence[str], own: frozenset[str]) -> list[str]:
    """The words as they were meant: the cheapest way to divide them into phrases that are known, and other words."""
    count = len(read)
    best: list[tuple[float, list[str]]] = [(0.0, []), *[(float("inf"), list[str]())] * count]
    for at in range(count):
        cost, words = best[at]
        options = [(at + 1, _Fit(_alone(read[at]), (read[at],)))]
        for length in range(1, min(_LONGEST, count - at) + 1):
            fit = _phrase(tuple(read[at : at + length]), own)
            if fit is not None:
                options.append((at + length, fit))
        for end, fit in options:
            if cost + fit.cost < best[end][0]:
                best[end] = (cost + fit.cost, [*words, *fit.words])
    return best[count][1]


def _alone(word: str) -> float:
    """What it costs to leave a word as it was read: more where it is no syllable that Vietnamese has."""
    plain = fold(word)
    if any(c in _JUNK for c in word):
        return 6.0
    if plain in _known():
        return 0.6
    return 1.2 if _SYLLABLE.fullmatch(plain) else 3.0


@cache
def _known() -> frozenset[str]:
    """The plain words of all phrases."""
    return frozenset(fold(word) for phrase in PHRASES for word in phrase.split())


def _phrase(read: tuple[str, ...], own: frozenset[str]) -> _Fit | None:
    """The phrase that fits these words best; None where none does."""
    best: _Fit | None = None
    letters = [_plain(word) for word in read]
    for phrase in _by_length().get(len(read), ()):
        if not all(_has(seen, spelt) for seen, (spelt, _p) in zip(letters, phrase, strict=True)):
            continue
        cost = 0.0
        for (spelt, plain), word in zip(phrase, read, strict=True):
            one = _cost(word, spelt, plain)
            if one is None:
                break
            cost += one
        else:
            cost = cost * (0.8 if len(read) > 1 else 1.0) + 0.5 - 0.05 * len(read)
            if all(plain in own for _spelt, plain in phrase):
                cost = min(cost, max(cost - 1.5, 0.4 if len(phrase[0][1]) > 3 else 0.5))
            if best is None or cost < best.cost:
                cased = tuple(_as(word, spelt) for (spelt, _p), word in zip(phrase, read, strict=True))
                best = _Fit(cost, cased)
    return best


@cache
def _by_length() -> dict[int, list[tuple[tuple[str, str], ...]]]:
    """The phrases by how many words they have; each word as it is spelt, and plain."""
    found: dict[int, list[tuple[tuple[str, str], ...]]] = {}
    for phrase in PHRASES:
        words = tuple((word, fold(word)) for word in phrase.replace("-", " ").split())
        found.setdefault(len(words), []).append(words)
    return found


def _plain(word: str) -> list[str]:
    """The letters of a word, each less its marks."""
    return [fold(letter) for letter in unicodedata.normalize("NFC", word.lower())]


def _has(letters: Sequence[str], spelt: str) -> bool:
    """Whether the plain letters of `spelt` stand among these in their order, which tells most words apart at once:
    they are never made up."""
    following = iter(letters)
    return all(c in following for c in spelt if c.isascii())


def _cost(read: str, spelt: str, plain: str) -> float | None:
    """How much was made up if `read` was meant as `spelt`, whose plain letters are `plain`; None where it was not."""
    small = unicodedata.normalize("NFC", read.lower())
    if small == spelt:
        return 0.0
    seen = fold(read)
    if seen == plain:
        return (
            0.1 * sum(one != two for one, two in zip(small, spelt, strict=False))
            if len(small) == len(spelt)
            else 0.2
        )
    if len(seen) > len(plain) + 1 or not seen:
        return None
    return _aligned(small, spelt)


def _aligned(read: str, spelt: str) -> float | None:
    """The cost of the letters of `spelt` that `read` lacks; only those with marks may be lacking, or a stroke."""
    previous: list[float] = [0.0]
    for c in spelt:
        previous.append(previous[-1] + _missing(c))
    for letter in read:
        row = [previous[0] + (1.2 if letter in _JUNK else 9.0)]
        for i, c in enumerate(spelt, 1):
            row.append(
                min(
                    previous[i - 1] + _instead(letter, c),
                    row[i - 1] + _missing(c),
                    previous[i] + (0.8 if letter in _JUNK + _STROKES else 9.0),
                )
            )
        previous = row
    cost = previous[-1]
    return cost if cost < 3.2 else None


def _missing(c: str) -> float:
    return 0.8 if _MARKS.match(c) or not c.isascii() else 9.0


def _instead(letter: str, c: str) -> float:
    """What it costs that `letter` was read where `c` stands."""
    if letter == c:
        return 0.0
    if fold(letter) == fold(c):
        return 0.1
    marked = not c.isascii()
    if marked and letter in _JUNK:
        return 0.7
    if marked and not letter.isascii():
        return 1.2
    return 1.1 if marked and letter in _STROKES else 9.0


def _as(read: str, spelt: str) -> str:
    """`spelt` in capitals as `read` was; letters that were read well enough stay as they were read."""
    if fold(read) == fold(spelt) and not _poorer(read, spelt):
        return read
    if read.isupper() and len(read) > 2:
        return spelt.upper()
    return spelt.capitalize() if read[:1].isupper() or read[:1] in _JUNK else spelt


def _poorer(read: str, spelt: str) -> bool:
    """Whether marks are lacking in `read` that `spelt` has."""
    return sum(not c.isascii() for c in spelt) > sum(not c.isascii() for c in read)
