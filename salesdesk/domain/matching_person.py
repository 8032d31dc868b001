"""What matching looks at in a person, and the plain forms in which two people are compared.

Entry, import and clean-up each build a `Person` from what they hold (a draft, a row of the store), so that
one matcher serves all three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from salesdesk.domain.text import words

if TYPE_CHECKING:
    from datetime import date

# Words around a name that do not tell two people apart.
_COURTESIES = frozenset({"mr", "mrs", "ms", "dr", "prof", "herr", "frau", "fru", "pan", "pani", "ong", "ba"})
# Words that do: a father and a son of one name.
_GENERATIONS = {
    "jr": "2", "junior": "2", "ii": "2", "sr": "1", "senior": "1", "iii": "3", "mlodszy": "2", "starszy": "1",
}  # fmt: skip
_BESIDE_THE_NAME = _COURTESIES | _GENERATIONS.keys()
# As they are written after a company's name in the five languages and around them.
_LEGAL_FORMS = frozenset({
    "as", "asa", "ans", "da", "enk", "ab", "aps", "oy", "ltd", "limited", "llc", "llp", "inc", "corp", "co",
    "plc", "gmbh", "mbh", "ag", "kg", "ohg", "ug", "ev", "se", "sa", "sarl", "spa", "srl", "bv", "nv", "pty",
    "sp", "z", "o", "zoo", "spolka", "tnhh", "cp", "jsc",
})  # fmt: skip
_COUNTRY_BEFORE_CODE = re.compile(r"^[a-z]{1,3}-")  # "N-0150", "D-10115"
_PHONE_TAIL = 7  # what remains the same with and without a country code or a trunk zero
_LONGEST = 200  # characters of a field, and
_MOST = 20  # numbers and addresses of a person that are looked at: a stranger's file may hold any amount
SHORTEST_NUMBER = 5  # shorter ones are extensions, and every firm has a 100

# Local parts of email addresses that belong to a desk, not to a person.
ROLES = frozenset({
    "info", "post", "kontakt", "contact", "mail", "email", "office", "kontor", "biuro", "sekretariat",
    "reception", "resepsjon", "hello", "hei", "admin", "team", "firmapost", "lienhe", "zentrale", "sales",
    "salg", "verkauf", "vertrieb", "kinhdoanh", "sklep", "order", "orders", "ordre", "booking", "marketing",
    "support", "service", "kundeservice", "hr", "jobs", "faktura", "invoice", "buchhaltung", "noreply",
})  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """One prospect as matching sees it; empty means: not known.

    `e164` holds numbers with their country ("+4791234567"), `phones_digits` the digits of every number as it
    was written, `emails` are normalised and in lower case. A record with a company and no name of a person is
    the company itself.
    """

    name: str = ""
    first_name: str = ""
    last_name: str = ""
    company: str = ""
    e164: tuple[str, ...] = ()
    phones_digits: tuple[str, ...] = ()
    emails: tuple[str, ...] = ()
    birthday: date | None = None
    street: str = ""
    postal_code: str = ""
    city: str = ""
    uid: str = ""
    memory: Traits | None = field(default=None, init=False, repr=False, compare=False)  # of `traits`


class Traits(NamedTuple):
    """The folded forms of a person that are compared, made once for each.

    Names and streets are letters without spaces, since a space too many is the commonest typing error of all.
    """

    words: tuple[str, ...]  # the words of the name, sorted
    letters: str  # the whole name in the order of `words`
    run: str  # the whole name in the order in which it is written
    first: str
    last: str
    generation: str
    company: str  # without its legal form
    is_company: bool
    e164: frozenset[str]
    numbers: frozenset[str]  # the digits of every number
    tails: frozenset[str]  # the last of them
    emails: frozenset[str]
    born: str  # YYYYMMDD
    house: str  # the number in the street
    street: str
    postal_code: str
    city: str
    uid: str


def _words(text: str) -> list[str]:
    return list(_words_of(text[:_LONGEST]))


@lru_cache(maxsize=4096)  # first names and towns come again and again
def _words_of(text: str) -> tuple[str, ...]:
    return tuple(words(text))


def _bare_company(parts: list[str]) -> str:
    end = len(parts)
    while end > 1 and parts[end - 1] in _LEGAL_FORMS:
        end -= 1
    return "".join(parts[:end])


def _split(person: Person) -> tuple[list[str], list[str]]:
    """The words of the first and of the last name; a name written as one is split at its last word."""
    first, last = _words(person.first_name), _words(person.last_name)
    if not (first or last):
        family, comma, given = person.name.partition(",")
        if comma:
            first, last = _words(given), _words(family)
        else:
            first = _words(person.name)
            if len(first) > 1 and first[-1] in _GENERATIONS:
                first.insert(0, first.pop())
            last = [first.pop()] if len(first) > 1 else []
    return first, last


def _place(street: str) -> tuple[str, str]:
    """The number and the letters of a street: ("12b", "storgata") of "Storgata 12 B"."""
    parts = _words(street)
    at = next((i for i, word in enumerate(parts) if word[0].isdigit()), -1)
    if at < 0:
        return "", "".join(parts)
    end = at + 2 if len(parts) > at + 1 and len(parts[at + 1]) == 1 else at + 1
    return "".join(parts[at:end]), "".join(parts[:at] + parts[end:])


def _folded(person: Person) -> Traits:
    first, last = _split(person)
    both = [*first, *last]
    generation = ""
    if not _BESIDE_THE_NAME.isdisjoint(both):
        generation = next((_GENERATIONS[word] for word in both if word in _GENERATIONS), "")
        first = [word for word in first if word not in _BESIDE_THE_NAME] or first
        last = [word for word in last if word not in _BESIDE_THE_NAME] or last
        both = [*first, *last]
    company = _bare_company(_words(person.company))
    is_company = bool(company) and (not both or _bare_company(both) == company)
    if is_company:
        first, last, both = [], [company], [company]
    run = "".join(both)
    both.sort()
    house, street = _place(person.street)
    e164, emails = person.e164[:_MOST], person.emails[:_MOST]
    numbers = [*(number[1:] for number in e164), *person.phones_digits[:_MOST]]
    return Traits(
        words=tuple(both),
        letters="".join(both),
        run=run,
        first="".join(first),
        last="".join(last),
        generation=generation,
        company=company,
        is_company=is_company,
        e164=frozenset(e164),
        numbers=frozenset(numbers),
        tails=frozenset([number[-_PHONE_TAIL:] for number in numbers if len(number) >= SHORTEST_NUMBER]),
        emails=frozenset(one for one in emails if "@" in one[1:-1] and " " not in one),
        born=person.birthday.isoformat().replace("-", "") if person.birthday else "",
        house=house,
        street=street,
        postal_code="".join(_words(_COUNTRY_BEFORE_CODE.sub("", person.postal_code.strip().lower()))),
        city="".join(_words(person.city)),
        uid=person.uid.strip(),
    )


def traits(person: Person) -> Traits:
    """The folded forms of `person`, kept with it: folding costs more than comparing."""
    known = person.memory
    if known is None:
        known = _folded(person)
        object.__setattr__(person, "memory", known)
    return known
