"""Text made comparable: folded for search and matching, and keyed for sorting as an alphabet does."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final

# Letters that Unicode does not take apart into a base and a mark, as the languages at hand write them
# plainly; and what nobody sees (soft hyphens, joiners, direction marks), which a paste brings along.
_PLAIN: Final = str.maketrans(
    dict(zip("łøđðıħŧŋĸ’‘`ʼ\u200b", "loddihtnk'''' ", strict=True))
    | {"þ": "th", "ß": "ss", "æ": "ae", "œ": "oe"}
    | dict.fromkeys("\u00ad\u200c\u200d\u200e\u200f\u2060\ufeff", "")
)
_FIRST_MARK: Final = "\u0300"  # below it Unicode has no combining characters
_WORD: Final = re.compile(r"[^\W_]+")
_NO_DIGITS: Final = re.compile("[^0-9]+")


def fold(text: str) -> str:
    """`text` as search and matching see it: small letters, no marks, plain letters, single spaces.

    Other scripts stay as they are, less their case and marks that Unicode composes. Folding twice changes
    nothing.
    """
    if text.isascii():
        return " ".join(text.replace("`", "'").lower().split())
    # Case is folded between decompositions (Unicode §3.13, D146): "㎐" hides a capital, "İ" becomes two.
    apart = unicodedata.normalize("NFKD", text.replace("´", "'")).casefold()
    plain = unicodedata.normalize("NFKD", apart).translate(_PLAIN)
    if plain.isascii():
        return " ".join(plain.split())
    kept = [c for c in plain if c < _FIRST_MARK or not unicodedata.combining(c) or "\u0590" <= c < "\u1ab0"]
    return " ".join(unicodedata.normalize("NFC", "".join(kept)).split())


def words(text: str) -> list[str]:
    """The folded words of `text`, letters and digits, as SQLite's `unicode61` takes them apart."""
    return _WORD.findall(fold(text))


def digits(text: str) -> str:
    """The decimal digits of `text`, of any script, as ASCII."""
    if text.isascii():
        return _NO_DIGITS.sub("", text)
    return "".join(str(unicodedata.decimal(c)) for c in text if unicodedata.decimal(c, None) is not None)


# The letters that an alphabet counts as letters of their own, each after which it stands (CLDR 46,
# `collation`): a letter is keyed as the one before it, and how many places after.
_ALPHABETS: Final = {
    "en": "z þ",
    "nb": "z æ ø å",
    "sv": "z å ä ö",
    "pl": "a ą|c ć|e ę|l ł|n ń|o ó|s ś|z ź ż",
    "vi": "a ă â|d đ|e ê|o ô ơ|u ư",
}
_LONG_A: Final = "\ue000"  # stands for aa, as Norwegians wrote å, and in names still do
# Letters of neighbours that an alphabet sorts as one of its own, or as another plain one.
_SAME: Final = {
    "nb": {"ä": "æ", "ę": "æ", "ö": "ø", "ő": "ø", "œ": "ø", _LONG_A: "å", "ü": "y", "ű": "y"},
    "sv": {"æ": "ä", "ę": "ä", "ø": "ö", "ő": "ö", "œ": "ö", "ô": "ö", "ü": "y", "ű": "y"},
}
# Marks in the order in which they decide ties (CLDR 46, root): ´ ` ˘ ^ ˇ ˚ ¨ ˝ ~ ˙ / ¸ ˛ ¯; the tones of Vietnamese.
_MARKS: Final = "\u0301\u0300\u0306\u0302\u030c\u030a\u0308\u030b\u0303\u0307\u0338\u0327\u0328\u0304"
_TONES: Final = "\u0300\u0309\u0303\u0301\u0323"
_NO_MARK: Final = "\x02"


@cache
def _letters(language: str) -> dict[str, str]:
    places: dict[str, str] = {}
    for run in _ALPHABETS.get(language, "").split("|"):
        base, *following = run.split() or [""]
        for place, letter in enumerate(following, start=1):
            places[letter] = f"{base}{chr(0xF8FF - 9 + place)}"
    for letter, same in _SAME.get(language, {}).items():
        places[letter] = places.get(same, same)
    return places


def sort_key(text: str, language: str) -> str:
    """A text that sorts byte by byte (SQLite's BINARY) as `language`, a tag such as `nb`, sorts `text`.

    Letters decide first, then their marks, then case, small letters before capitals. Punctuation counts as a
    space. A language without an alphabet here is sorted as English.
    """
    language = {"no": "nb", "nn": "nb"}.get(language[:2], language[:2])
    if text.isascii() and (language != "nb" or "aa" not in text.lower()):
        return f"{' '.join(_WORD.findall(text.lower()))}\x01\x01{text.swapcase()}"
    small = unicodedata.normalize("NFC", text).lower()
    if language == "nb":
        small = small.replace("aa", _LONG_A)
    weights = [_weight(letter, language) for letter in small]
    letters = " ".join("".join(letter for letter, _mark in weights).split())
    marks = "".join(mark for _letter, mark in weights).rstrip(_NO_MARK)
    return f"{letters}\x01{marks}\x01{text.swapcase()}"


@lru_cache(maxsize=8192)
def _weight(letter: str, language: str) -> tuple[str, str]:
    """What one letter sorts as, and what its marks decide between letters that sort the same."""
    if unicodedata.combining(letter):
        return "", _ranks(letter, language)
    places = _letters(language)
    if not letter.isalnum() and letter not in places:
        return " ", _NO_MARK
    if letter in places:
        return places[letter], _NO_MARK + (letter if letter in _SAME.get(language, {}) else "")
    first, *marks = unicodedata.normalize("NFD", letter)
    for mark in marks:  # ậ is â with a tone, however many marks stand between
        own = unicodedata.normalize("NFC", first + mark)
        if own in places:
            marks.remove(mark)
            return places[own], _NO_MARK + _ranks(marks, language)
    plain = fold(letter)
    return plain, _NO_MARK + (_ranks(marks, language) or ("" if plain == letter else letter))


def _ranks(marks: Iterable[str], language: str) -> str:
    """What marks decide ties by, each as a character; unknown ones follow by themselves."""
    order = f"{_TONES}{_MARKS}" if language == "vi" else _MARKS
    return "".join(chr(3 + order.find(mark)) if mark in order else mark for mark in marks)
