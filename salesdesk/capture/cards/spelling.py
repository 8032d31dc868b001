"""Writes as a seller would what a card prints in capitals, and gives letters the marks that their language has."""

from __future__ import annotations

import re
from typing import Final

from salesdesk.capture.freetext_words import PARTICLES
from salesdesk.domain.text import fold

_INITIALS: Final = 3  # letters: VD, CEO stay capital
_CAPITAL_TITLES: Final = frozenset(
    {"DE", "AT", "CH", "GB", "US", "IE", "CA", "AU", "NL"}
)  # write them so, or nouns
_SMALL: Final = frozenset(
    [
        "of",
        "and",
        "the",
        "for",
        "in",
        "und",
        "der",
        "die",
        "das",
        "fur",
        "et",
        "de",
        "du",
        "des",
        "la",
        "le",
        "i",
        "og",
        "och",
    ]
)
# A mark that a language does not use, read for one that it does.
_ALIKE: Final = {
    "SE": {"à": "å", "á": "å", "ã": "å", "ā": "å", "ø": "ö", "æ": "ä", "ő": "ö", "ă": "å", "â": "å"},
    "NO": {"à": "å", "á": "å", "ã": "å", "ā": "å", "ö": "ø", "ő": "ø", "ä": "æ", "ă": "å", "â": "å"},
    "DK": {"à": "å", "á": "å", "ã": "å", "ā": "å", "ö": "ø", "ä": "æ", "ă": "å", "â": "å"},
    "FI": {"à": "å", "ã": "ä", "ā": "ä", "ő": "ö"},
    "DE": {"ã": "ä", "ā": "ä", "ő": "ö", "ű": "ü", "ŭ": "ü", "β": "ß"},
    "PL": {
        "à": "ą",
        "ã": "ą",
        "ā": "ą",
        "ç": "ć",
        "ê": "ę",
        "ë": "ę",
        "ñ": "ń",
        "ò": "ó",
        "ô": "ó",
        "š": "ś",
        "ž": "ż",
    },
}


def in_letters_of(text: str, region: str) -> str:
    """`text` with letters that the language of `region` does not write replaced by those they were read for."""
    alike = {"∅": "ø", **_ALIKE.get(region, {})}
    text = re.sub(r"\bz [o0]\.\s?[o0]\.?$", "z o.o.", text)
    return "".join(
        (alike[c.lower()].upper() if c.isupper() or c == "∅" else alike[c]) if c.lower() in alike else c
        for c in text
    )


_NORDIC: Final = (
    "Åsa Åse Åge Åshild Bjørn Asbjørn Torbjørn Jørgen Jørn Søren Børge Pål Kåre Ørjan Øystein Øyvind"
)
_SWEDISH: Final = "Åsa Åke Björn Torbjörn Jörgen Sören Göran Håkan Gösta Pär Mårten Örjan Östen Börje Märta"
_GERMAN: Final = "Jürgen Jörg Jörn Björn Rüdiger Bärbel Sönke Götz"
# First names that are not written without their marks where cards of the region come from.
_MARKED: Final = {
    "NO": f"{_NORDIC} Bård Håvard Ståle Sølvi Bjørg Gøran",
    "DK": _NORDIC,
    "SE": _SWEDISH,
    "FI": f"{_SWEDISH} Päivi Väinö Yrjö",
    "DE": _GERMAN,
    "AT": _GERMAN,
    "CH": _GERMAN,
    "PL": "Łukasz Paweł Michał Rafał Błażej Józef Róża Łucja Żaneta Małgorzata Elżbieta Grażyna Bożena Stanisław"
    " Władysław Zdzisław Mirosław Jarosław Wiesław Sławomir Radosław Bogusław Przemysław Czesław Wacław",
}


def lacks_marks(name: str, region: str) -> bool:
    """Whether a first name was read in plain letters that the language of `region` writes with marks: "Asa", Åsa."""
    marked = {fold(one) for one in _MARKED.get(region, "").split()}
    return any(word.isascii() and fold(word) in marked for word in re.split(r"[\s-]+", name)[:-1])


def name_in_case(text: str) -> str:
    """A name, in capitals or all small, with one capital a word: "ŁUKASZ O'NEILL" → "Łukasz O'Neill"."""
    if not (text.isupper() or text.islower()) or len(text) <= _INITIALS:
        return text
    return " ".join(_capital(word) for word in text.split())


def _capital(word: str) -> str:
    if fold(word) in PARTICLES and len(word) > 1:
        return word.lower()
    if re.fullmatch(r"(?:\w\.)+", word):
        return word.upper()
    cased = re.sub(r"[^\W\d_]+", lambda m: m[0].capitalize(), word.lower())
    return re.sub(r"\b(Mc)([a-z])", lambda m: m[1] + m[2].upper(), re.sub(r"(?<=\w['’])S\b", "s", cased))


def title_in_case(text: str, region: str) -> str:
    """A title printed in capitals as its language writes it: "LEITER EINKAUF" → "Leiter Einkauf", "DYREKTOR HANDLOWY" →
    "Dyrektor handlowy". Words of up to three letters stay: VD, CEO."""
    if not text.isupper():
        return text
    words = text.split()
    every = region in _CAPITAL_TITLES or (fold(text).isascii() and _is_english(text))
    cased: list[str] = []
    for i, word in enumerate(words):
        if fold(word) in _SMALL and i:
            cased.append(word.lower())
        elif len(word.strip(".,")) <= _INITIALS and (i == 0 or len(words) == 1 or every):
            cased.append(word)
        elif i == 0 or every:
            cased.append(_capital(word))
        else:
            cased.append(word.lower())
    return " ".join(cased)


def _is_english(text: str) -> bool:
    return bool(
        re.search(
            r"(?i)\b(manager|director|head|officer|engineer|executive|president|sales|chief|partner)\b", text
        )
    )
