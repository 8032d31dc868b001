"""Every text a person sees passes through here, from the first day.

Texts are gettext message ids in English; catalogues lie in `resources/translations`. The language is one
per process, as the locale is, which is why this module holds the one piece of state that the program has
outside its objects (docs/adr/0003).
"""

from __future__ import annotations

import gettext as _gettext

from salesdesk import paths

DOMAIN = "salesdesk"
LANGUAGES = ("en", "nb")


class _Current:
    """The catalogue in use."""

    language = "en"
    catalogue: _gettext.NullTranslations = _gettext.NullTranslations()


def use(language: str) -> str:
    """Switch to `language` (a tag such as `nb` or `nb_NO`); unknown ones fall back to English.

    Returns the language that is now in use.
    """
    _Current.language, _Current.catalogue = _found(language)
    return _Current.language


def _found(language: str) -> tuple[str, _gettext.NullTranslations]:
    """The catalogue for a tag, and the language that it is in."""
    short = language.replace("-", "_").split(".")[0]
    candidates = [short, short.split("_")[0]]
    if candidates[-1] in ("no", "nn"):
        candidates.append("nb")
    folder = paths.resource("translations")
    try:
        catalogue = _gettext.translation(DOMAIN, str(folder), candidates)
    except OSError:
        return "en", _gettext.NullTranslations()
    return next(one for one in reversed(candidates) if one in LANGUAGES), catalogue


class Tongue:
    """The texts of one language, whichever is in use: for what is written to somebody who reads another.

    A language that has no catalogue is English, as in `use`.
    """

    def __init__(self, language: str) -> None:
        self.language, self._catalogue = _found(language)

    def say(self, message: str) -> str:
        """`message`, marked with `N_`, in this language."""
        return self._catalogue.gettext(message) if message else ""


def language() -> str:
    """The language in use, as a tag of `LANGUAGES`."""
    return _Current.language


def _(message: str) -> str:
    """`message` in the seller's language. Fill in values afterwards: `_("Hello {name}").format(name=…)`."""
    return _Current.catalogue.gettext(message) if message else ""


def in_every_language(message: str) -> set[str]:
    """`message` as it is said in each language that there is, by which a word kept in one of them is known."""
    folder = str(paths.resource("translations"))
    catalogues = (_gettext.translation(DOMAIN, folder, [one], fallback=True) for one in LANGUAGES)
    return {message, *(catalogue.gettext(message) for catalogue in catalogues)}


def ngettext(singular: str, plural: str, n: int) -> str:
    """The form of the text that goes with `n`."""
    return _Current.catalogue.ngettext(singular, plural, n)


def pgettext(context: str, message: str) -> str:
    """`message` as it is said in `context`, for words that mean two things."""
    return _Current.catalogue.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802  (the name that gettext's extractors know)
    """Marks a text for translation that is translated only when it is shown."""
    return message
