"""Text made comparable: folded for search and matching, and keyed for sorting as an alphabet does."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import Final

# Letters that Unicode does not take apart into a base and a mark, as the languages at hand write them plainly.
_PLAIN: Final = str.maketrans(
    {
        "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h",
        "ŧ": "t", "ŋ": "n", "ĸ": "k", "’": "'", "`": "'", "´": "'", "ʼ": "'",
    }
)  # fmt: skip
_WORD: Final = re.compile(r"[^\W_]+")


def fold(text: str) -> str:
    """`text` as search and matching see it: small letters, no marks, plain letters, single spaces.

    Other scripts stay as they are, less their case and marks that Unicode composes.
    """
    if text.isascii():
        return " ".join(text.lower().split())
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    kept = "".join(c for c in plain if not unicodedata.combining(c) or "\u0590" <= c < "\u1ab0")
    return " ".join(unicodedata.normalize("NFC", kept).split())


def words(text: str) -> list[str]:
    """The folded words of `text`, letters and digits, as SQLite's `unicode61` takes them apart."""
    return _WORD.findall(fold(text))


def digits(text: str) -> str:
    """The decimal digits of `text`, of any script, as ASCII."""
    if text.isascii():
        return "".join(c for c in text if c.isdigit())
    return "".join(str(unicodedata.decimal(c)) for c in text if unicodedata.decimal(c, None) is not None)


# The letters that an alphabet counts as letters of their own, each after which it stands (CLDR 46, `collation`):
# a letter is keyed as the one before it, and how many places after.
_ALPHABETS: Final = {
    "en": "",
    "nb": "z æ ø å",
    "sv": "z å ä ö",
    "pl": "a ą|c ć|e ę|l ł|n ń|o ó|s ś|z ź ż",
    "vi": "a ă â|d đ|e ê|o ô ơ|u ư",
}
_SAME: Final = {"nb": {"ä": "æ", "ö": "ø", "aa": "å"}, "sv": {"æ": "ä", "ø": "ö"}}


@cache
def _letters(language: str) -> dict[str, str]:
    places: dict[str, str] = {}
    for run in _ALPHABETS.get(language, "").split("|"):
        base, *following = run.split() or [""]
        for place, letter in enumerate(following, start=1):
            places[letter] = f"{base}{chr(0xF8FF - 9 + place)}"
    for letter, same in _SAME.get(language, {}).items():
        places[letter] = places[same]
    return places


def sort_key(text: str, language: str) -> str:
    """A text that sorts byte by byte as `language` (en nb sv pl vi) sorts `text`; marks and case decide ties."""
    places = _letters(language)
    small = unicodedata.normalize("NFC", text.casefold())
    if text.isascii() and "aa" not in places:
        return f"{' '.join(_WORD.findall(small))}\x01{text}"
    if "aa" in places:
        small = small.replace("aa", "å")
    kept: list[str] = []
    for letter in small:
        own = places.get(letter) or places.get(_without_tone(letter))
        kept.append(own or fold(letter) if not letter.isspace() else " ")
    key = "".join(kept)
    return f"{_spaced(key)}\x01{text}"


def _spaced(key: str) -> str:
    return " ".join("".join(c if c.isalnum() or c >= "\uf8e0" else " " for c in key).split())


@cache
def _without_tone(letter: str) -> str:
    """A Vietnamese letter without its tone, which only decides ties."""
    tones = {"\u0300", "\u0301", "\u0303", "\u0309", "\u0323"}
    taken = "".join(c for c in unicodedata.normalize("NFD", letter) if c not in tones)
    return unicodedata.normalize("NFC", taken)
