"""Countries as files name them, brought to the two letters that the world agrees on (ISO 3166-1)."""

from __future__ import annotations

from functools import cache, lru_cache

from salesdesk.exchange.headers import fold

_LANGUAGES = ("en", "nb", "nn", "sv", "da", "pl", "vi", "de", "fr")
_OTHERS = {
    "usa": "US", "u s a": "US", "u s": "US", "uk": "GB", "great britain": "GB", "england": "GB",
    "scotland": "GB", "wales": "GB", "holland": "NL", "vietnam": "VN", "czech republic": "CZ",
    "the netherlands": "NL", "brd": "DE",
}  # fmt: skip


@lru_cache(maxsize=2048)
def code(name: str) -> str:
    """`NO` for "Norge", "Norwegia", "no" …; `name` as it is where no country is called so.

    Names are those of CLDR (through Babel) in the languages at hand.
    """
    if len(name) > 60:
        return name
    return _names().get(fold(name), name)


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # a tenth of a second, and only files with countries need it

    names: dict[str, str] = {}
    for language in reversed(_LANGUAGES):
        territories: dict[str, str] = dict(Locale.parse(language).territories)  # pyright: ignore[reportUnknownArgumentType]  # untyped in Babel
        for letters, name in territories.items():
            if len(letters) == 2 and letters.isalpha() and letters not in {"ZZ", "EU", "UN", "EZ"}:
                names[fold(name)] = letters
                names[letters.lower()] = letters
    return names | _OTHERS
