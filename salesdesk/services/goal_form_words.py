"""What a goal is told with while it is thought through: from where to where, and how hard that is by one's own past."""

from __future__ import annotations

from fractions import Fraction
from typing import Final, Literal

from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import figure_words
from salesdesk.services.goal_history import OwnPast

Difficulty = Literal["", "easy", "realistic", "ambitious", "never"]

FEWEST: Final = 3  # periods, under which the past says nothing of a target
_EASY: Final = Fraction(3, 4)
_REALISTIC: Final = Fraction(1, 3)
_DIFFICULTIES: Final = {
    "easy": N_("Easy"),
    "realistic": N_("Realistic"),
    "ambitious": N_("Ambitious"),
    "never": N_("Never reached before"),
}
_REASONS: Final = {
    "easy": N_("Easy: you reached it in at least three of four such periods."),
    "realistic": N_("Realistic: you reached it in at least one of three such periods."),
    "ambitious": N_("Ambitious: you reached it before, in fewer than one of three such periods."),
    "never": N_("You reached it in none of these periods: see what would have to be different this time."),
}


def spread(was: Fraction, aim: Fraction, unit: str, currency: str = "") -> str:
    """From where to where, the unit told once: `31 → 36 %`, `24 → 21 days`."""
    before, after = (figure_words.said(one, unit, currency) for one in (was, aim))
    return f"{figure_words.bare(before, after)} \N{RIGHTWARDS ARROW} {after}"


def difficulty(past: OwnPast) -> Difficulty:
    """How hard a target is by the seller's own past: in how many of the last periods it was reached; empty where
    there are too few to say."""
    if past.of < FEWEST:
        return ""
    if not past.reached:
        return "never"
    share = Fraction(past.reached, past.of)
    return "easy" if share >= _EASY else "realistic" if share >= _REALISTIC else "ambitious"


def called(found: Difficulty) -> str:
    """The word for how hard it is."""
    return _(_DIFFICULTIES[found]) if found else ""


def reason(found: Difficulty) -> str:
    """By what rule it is called so."""
    return _(_REASONS[found]) if found else ""


def periods(step: str, number: int) -> str:
    """So many periods: `8 quarters`."""
    match step:
        case "day":
            told = ngettext("{number} day", "{number} days", number)
        case "week":
            told = ngettext("{number} week", "{number} weeks", number)
        case "month":
            told = ngettext("{number} month", "{number} months", number)
        case "quarter":
            told = ngettext("{number} quarter", "{number} quarters", number)
        case "year":
            told = ngettext("{number} year", "{number} years", number)
        case _:
            told = ngettext("{number} such period", "{number} such periods", number)
    return told.format(number=number)


def how_often(past: OwnPast) -> str:
    """In how many of the last periods a target was reached: `2 of the last 8 quarters`."""
    return _("{number} of the last {periods}").format(
        number=past.reached, periods=periods(past.step, past.of)
    )


def reached(*, lower: bool) -> str:
    """The sentence on how often a `{target}` was reached, with `{times}`."""
    if lower:
        return _("You came down to {target} or less in {times}.")
    return _("You reached {target} or more in {times}.")
