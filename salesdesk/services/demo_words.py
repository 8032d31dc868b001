"""The names, places and sentences that the sample year is made of, read from `resources/samples`."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from salesdesk import paths

LANGUAGES: Final = ("nb", "sv", "en", "pl", "vi")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tongue:
    """One language and its country: how people are called, where they live, what is noted about them."""

    language: str
    country: str
    trunk: str  # what a number begins with where the country's code is left out
    women: Sequence[str]
    men: Sequence[str]
    middles: Mapping[str, Sequence[str]]  # where the family name comes first (Vietnamese), else empty lists
    last: Sequence[str]
    company_words: Sequence[str]
    trades: Mapping[str, Sequence[str]]  # what companies of each trade call themselves
    patterns: Sequence[str]
    long_patterns: Sequence[str]  # for when the short name is taken
    titles: Sequence[str]
    streets: Sequence[str]
    street: str
    cities: Sequence[Sequence[str]]  # postal code, city, region
    mobiles: Sequence[str]  # numbers in which each # stands for a digit
    landlines: Sequence[str]
    mail: str  # where private people have their address
    desk: str  # the local part of a company's own address
    notes: Mapping[str, Sequence[str]]  # by kind of activity
    follow_ups: Mapping[str, Sequence[str]]  # by kind of follow-up
    complaints: Sequence[Mapping[str, str]]  # cause, what, promise, resolution
    consent: Sequence[str]
    remarks: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class FairPlan:
    """A fair of the sample year, its days told from today."""

    name: str
    place: str
    days_away: int
    length: int
    weekday: int | None  # moved back to this day of the week (0: Monday), where it matters
    share: int  # of a hundred prospects, how many are met there
    target: int
    cost: int  # minor units
    currency: str
    questions: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Goods:
    """What is sold, and where people hear of it."""

    products: Sequence[str]
    tags: Sequence[str]
    sizes: Sequence[str]
    households: Sequence[str]
    origins: Sequence[Mapping[str, Any]]  # kind, share, which
    referral: int  # the share of referrals beside those of the origins
    fairs: Sequence[FairPlan]
    answers: Sequence[str]
    public_places: Sequence[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dealings:
    """What deals are made of: products (those that are a step above others first), titles by category, why deals
    are lost and how often, and what a krone is in other currencies, roughly."""

    products: Sequence[Mapping[str, Any]]
    sheets: Mapping[str, Mapping[str, Any]]
    titles: Mapping[str, Sequence[str]]
    competitors: Sequence[str]
    rivals: Mapping[str, Mapping[str, Any]]  # what is known of those that one meets most
    techniques: Sequence[str]
    causes: Mapping[str, int]
    scale: Mapping[str, float]


def tongues() -> list[Tongue]:
    """The five languages, each with its country."""
    return [Tongue(**_read(language)) for language in LANGUAGES]


def goods() -> Goods:
    """What is the same in all languages."""
    said = _read("goods")
    said["fairs"] = [FairPlan(**fair) for fair in said["fairs"]]
    return Goods(**said)


def dealings() -> Dealings:
    """What deals are made of."""
    return Dealings(**_read("deals"))


def _read(name: str) -> dict[str, Any]:
    return json.loads((paths.resource("samples") / f"{name}.json").read_text(encoding="utf-8"))
