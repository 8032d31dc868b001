"""The public holidays of a country, on which a goal's pace stands still."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache


def of_country(country: str, years: Iterable[int], language: str) -> dict[date, str]:
    """The public holidays of the whole country (two letters, ISO 3166-1), by their day, with their names in
    `language` (a tag such as `nb` or `en_GB`), or in the country's own where they are not known in it.

    Holidays of a part of the country are the seller's own days off. Empty for a country that is not known. The days
    are those of the `holidays` package, observed days included; of future years some may be estimated.
    """
    return dict(_of_country(country.upper(), tuple(sorted(set(years))), language))


@lru_cache(maxsize=64)
def _of_country(country: str, years: tuple[int, ...], language: str) -> dict[date, str]:
    from holidays import country_holidays

    try:
        spoken = country_holidays(country)
    except NotImplementedError:
        return {}
    named = _nearest(language, spoken.supported_languages) or spoken.default_language
    return dict(sorted(country_holidays(country, years=years, language=named).items()))


def _nearest(language: str, known: Iterable[str]) -> str | None:
    """That of the `known` languages which a tag means: itself, or one of another region."""
    tag = language.replace("-", "_").split(".")[0]
    short = tag.split("_")[0]
    short = "no" if short in ("nb", "nn") else short
    like = sorted(one for one in known if one.split("_")[0] == short)
    return tag if tag in like else next(iter(like), None)
