"""Why two records are thought to be one person, in sentences for the seller."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from salesdesk.i18n import N_, _

if TYPE_CHECKING:
    from collections.abc import Collection

_TEXTS = {  # in the order in which they are told
    "uid": N_("Both are the same card of another program."),
    "name": N_("The names are the same."),
    "name_letter": N_("The names differ by one letter."),
    "name_order": N_("First and last name have changed places."),
    "name_shorter": N_("One name is the other with a name left out."),
    "name_alike": N_("The names are alike."),
    "first_name": N_("The first names are the same."),
    "last_name": N_("The last names are the same."),
    "phone": N_("The phone number is the same."),
    "phone_end": N_("The phone numbers end in the same digits."),
    "email": N_("The email address is the same."),
    "email_desk": N_("Both use the same shared mailbox."),
    "email_letter": N_("The email addresses differ by one letter."),
    "email_local": N_("The email addresses are the same before the @."),
    "birthday": N_("The birthday is the same."),
    "birthday_digit": N_("The birthdays differ by one digit."),
    "company": N_("The company is the same."),
    "company_alike": N_("The companies have names that are alike."),
    "address": N_("The address is the same."),
    "address_alike": N_("The addresses are alike."),
    "place": N_("The town is the same."),
    "other_first_name": N_("But the first names differ."),
    "other_last_name": N_("But the last names differ."),
    "other_generation": N_("But one is called the elder and one the younger."),
    "company_and_person": N_("But one is a company and one is a person."),
    "other_birthday": N_("But the birthdays differ."),
    "other_contact": N_("But the phone numbers and the email addresses differ."),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """One reason, under a code that is the same in every language."""

    code: str

    @property
    def text(self) -> str:
        """The sentence for the seller, in the language that is in use when it is shown."""
        return _(_TEXTS[self.code])


_REASONS = {code: Reason(code) for code in _TEXTS}
_OF_NAMES = frozenset(code for code in _TEXTS if code.startswith("name"))


@dataclass(frozen=True, slots=True)
class Match:
    """What comparing two records gives.

    `score` runs from 0 to 1; `reasons` first tell what speaks for one person, then what speaks against it;
    `certain` says that it is one person beyond reasonable doubt, and then `score` is at least `CERTAIN`.
    """

    score: float
    reasons: tuple[Reason, ...]
    certain: bool


def told(value: float, codes: Collection[str], *, certain: bool) -> Match:
    """What `judge` found, with its reasons in the order in which they are told."""
    return Match(value, tuple(reason for code, reason in _REASONS.items() if code in codes), certain)


def by_name_alone(codes: Collection[str]) -> bool:
    """Whether nothing but the names speaks for one person."""
    return all(code in _OF_NAMES or code.startswith("other_") for code in codes)
