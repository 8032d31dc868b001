"""How likely it is that two records are the same person, and why.

Each field that both records fill adds to the evidence or takes from it, in bits: the logarithm of how much
more often the two values agree like that for one person than for two (Fellegi and Sunter, "A Theory for
Record Linkage", 1969). A field that one of them leaves empty says nothing. What cannot be, such as two first
names and two birthdays at one address, is held against any sum of evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rapidfuzz.distance import OSA

from salesdesk.domain.matching_names import CLOSE, OTHER, UNKNOWN, compare_names, in_one_order, likeness
from salesdesk.domain.matching_person import ROLES, traits
from salesdesk.domain.matching_reasons import told

if TYPE_CHECKING:
    from salesdesk.domain.matching_names import Names
    from salesdesk.domain.matching_person import Person, Traits
    from salesdesk.domain.matching_reasons import Match

# One threshold for all data: at and above it, two records are more likely one person than two.
THRESHOLD = 0.5
# At and above it, one record may be updated from the other without asking.
CERTAIN = 0.95

_NEEDED = 10.0  # bits at which the odds are even, since most pairs are two people
_SPREAD = 4.0  # bits that double the odds as they are shown; wide, so that scores can be told apart

# Bits for: the same, nearly the same, another.
_BORN = (12.0, 5.0, -7.0)
_COMPANY = (6.0, 4.0, -2.0)
_CODE = (6.0, 4.0, -2.0)
_CITY = (2.0, 1.5, -1.5)
_STREET, _OTHER_STREET = (7.0, 6.0), -2.0
_HOUSE = (3.0, 0.0, -2.0)  # the same, not known, another
_UID = 15.0
_EMAIL, _DESK_EMAIL, _EMAIL_LETTER, _EMAIL_LOCAL, _OTHER_EMAIL = 14.0, 7.0, 5.0, 5.0, -3.0
_PHONE, _OTHER_PHONE = 11.0, -3.5

_CANNOT_BE = 0.8 * THRESHOLD  # of the score, where something is against it
_WITHIN_DOUBT = 0.88  # of the way from THRESHOLD to 1, the rest being left to what is certain

_OWN = frozenset({"phone", "email"})  # what tells a person even where no name is known
_REACHED = _OWN | {"phone_end", "email_desk"}
_BORN_APART = frozenset({"other_birthday", "birthday_digit"})
_OTHER_WAYS = frozenset({"other_phone", "other_email"})
_ANCHORS = frozenset({"company", "address", "birthday"})  # what makes a whole name one person's


class _Evidence:
    """The evidence as it is gathered."""

    __slots__ = ("bits", "codes", "names")

    def __init__(self, names: Names) -> None:
        self.names = names
        self.bits = names.bits
        self.codes = [names.code] if names.code else []


def _near_birthday(one: str, other: str) -> bool:
    """Whether two days, as YYYYMMDD, are one typing error apart, or have day and month in the other order."""
    if OSA.distance(one, other, score_cutoff=1) <= 1:
        return True
    return one[:4] == other[:4] and one[4:6] == other[6:] and one[6:] == other[4:6]


def _weigh_birthday(a: Traits, b: Traits, found: _Evidence) -> None:
    if not a.born or not b.born:
        return
    degree = 0 if a.born == b.born else 1 if _near_birthday(a.born, b.born) else 2
    found.bits += _BORN[degree]
    found.codes.append(("birthday", "birthday_digit", "other_birthday")[degree])


def _letters(local: str) -> str:
    return "".join(filter(str.isalpha, local))


def _same_local(a: Traits, b: Traits) -> bool:
    """Whether both use one personal part before the @; one made of the name says no more."""
    shared = {one.partition("@")[0] for one in a.emails} & {two.partition("@")[0] for two in b.emails}
    return any(
        len(local) > 5 and local not in ROLES and _letters(local) not in (a.run, b.run) for local in shared
    )


def _weigh_emails(a: Traits, b: Traits, found: _Evidence) -> None:
    if not a.emails or not b.emails:
        return
    shared = a.emails & b.emails
    if shared:
        own = any(email.partition("@")[0] not in ROLES for email in shared)
        bits, code = (_EMAIL, "email") if own else (_DESK_EMAIL, "email_desk")
    elif any(OSA.distance(one, two, score_cutoff=1) <= 1 for one in a.emails for two in b.emails):
        bits, code = _EMAIL_LETTER, "email_letter"
    elif _same_local(a, b):
        bits, code = _EMAIL_LOCAL, "email_local"
    else:
        bits, code = _OTHER_EMAIL, "other_email"
    found.bits += bits
    found.codes.append(code)


def _weigh_phones(a: Traits, b: Traits, found: _Evidence) -> None:
    if not a.tails or not b.tails:
        return
    international = bool(a.e164 and b.e164)
    if not (a.e164.isdisjoint(b.e164) if international else a.numbers.isdisjoint(b.numbers)):
        bits, code = _PHONE, "phone"
    elif not international and not a.tails.isdisjoint(b.tails):
        bits, code = _PHONE, "phone_end"
    else:
        bits, code = _OTHER_PHONE, "other_phone"
    found.bits += bits
    found.codes.append(code)


def _near(one: str, other: str) -> int:
    """0 the same, 1 a typing error or two apart, 2 another."""
    if one == other:
        return 0
    return 1 if OSA.normalized_similarity(one, other, score_cutoff=0.8) else 2


def _weigh_company(a: Traits, b: Traits, found: _Evidence) -> None:
    if not a.company or not b.company or a.is_company or b.is_company:
        return
    degree = _near(a.company, b.company)
    found.bits += _COMPANY[degree]
    if degree < 2:
        found.codes.append(("company", "company_alike")[degree])


def _weigh_street(a: Traits, b: Traits) -> float:
    near = _near(a.street, b.street)
    if near == 2:
        return _OTHER_STREET
    house = 1 if not (a.house and b.house) else 0 if a.house == b.house else 2
    return _STREET[near] + _HOUSE[house]


def _weigh_address(a: Traits, b: Traits, found: _Evidence) -> None:
    bits = street = 0.0
    if a.postal_code and b.postal_code:
        wrong = (
            0
            if a.postal_code == b.postal_code
            else OSA.distance(a.postal_code, b.postal_code, score_cutoff=1)
        )
        bits += _CODE[wrong]
    if a.city and b.city:
        bits += _CITY[_near(a.city, b.city)]
    if a.street and b.street:
        street = _weigh_street(a, b)
        bits += street
        if street > 0.0 and bits > street:
            same = a.street == b.street and a.house == b.house and a.postal_code == b.postal_code
            found.codes.append("address" if same else "address_alike")
    if bits > 0.0 >= street:
        found.codes.append("place")
    found.bits += bits


def _against(a: Traits, b: Traits, found: _Evidence) -> bool:
    """Whether it cannot be one person, whatever else agrees: two at one firm, or in one family."""
    names, codes = found.names, found.codes
    if "uid" in codes:
        return False
    if names.code == "company_and_person" or "other_generation" in codes:
        return True
    if "other_birthday" in codes and _REACHED.isdisjoint(codes) and not _OTHER_WAYS.isdisjoint(codes):
        return True  # a father and a son of one name
    if OTHER not in (names.first, names.last):
        return False
    if "birthday" in codes:
        return names.first == names.last == OTHER
    if names.first < CLOSE or "other_birthday" in codes or a.is_company or b.is_company:
        return True
    # A last name changes with a marriage; but two of one first name may well work at one place.
    private = not (a.company or b.company) and ("address" in codes or "address_alike" in codes)
    return not (private or "birthday_digit" in codes or "email" in codes)


def _beyond_doubt(a: Traits, b: Traits, found: _Evidence) -> bool:
    """Whether nobody needs to be asked: something of one's own in common, and nothing against it."""
    names, codes = found.names, found.codes
    reached = not _REACHED.isdisjoint(codes)
    if "uid" in codes:  # programs that number their cards 1, 2, 3 give one uid to many people
        return reached or OTHER not in (names.first, names.last)
    if not names.sure or a.generation != b.generation or not _BORN_APART.isdisjoint(codes):
        return False
    if reached and not (a.run and b.run):
        return not _OWN.isdisjoint(codes)
    if reached:
        return names.last != UNKNOWN or names.code == "name" or _OTHER_WAYS.isdisjoint(codes)
    if names.code not in ("name", "name_order") or "other_contact" in codes:
        return False
    # One firm may well have two of a common name, and a fold makes one of An and Ân: another number tells them apart.
    sure = _ANCHORS - {"company"} if not _OTHER_WAYS.isdisjoint(codes) else _ANCHORS
    whole = min(len(a.words), len(b.words)) > 1 or a.is_company or b.is_company
    return whole and not sure.isdisjoint(codes)


def first_names_apart(a: Traits, b: Traits) -> bool:
    """Whether the first names hold so much against it that `_against` is sure to say so, whatever the other fields say.
    Asks of both for no more than names, company, birthday and uid."""
    if (a.born and a.born == b.born) or not _in_order(a, b):
        return False
    return likeness(a.first, b.first) == OTHER


def _in_order(a: Traits, b: Traits) -> bool:
    """Whether the names can only be compared first with first and last with last, and no uid speaks louder."""
    if (a.uid and a.uid == b.uid) or a.is_company or b.is_company:
        return False
    return in_one_order(a, b)


def _ruled_out(a: Traits, b: Traits, names: Names) -> bool:
    """Whether the names are sure to make `_against` say so: true of nearly all that share a key. What is not sure is
    left to `judge`."""
    if a.uid and a.uid == b.uid:
        return False
    if OTHER not in (names.first, names.last):
        return False
    if a.born and a.born == b.born:
        return names.first == names.last == OTHER
    if names.first < CLOSE:
        return True
    one_home = not (a.company or b.company) and a.street and b.street
    # A last name changes with a marriage.
    return not (one_home or (a.born and b.born) or not a.emails.isdisjoint(b.emails))


def _born_and_reached_elsewhere(a: Traits, b: Traits) -> bool:
    """Whether another birthday and other phones leave no doubt that `_against` speaks, whatever the names are."""
    if a.born == b.born or not (a.born and b.born and a.tails and b.tails) or (a.uid and a.uid == b.uid):
        return False
    if not (
        a.emails.isdisjoint(b.emails) and a.tails.isdisjoint(b.tails) and a.numbers.isdisjoint(b.numbers)
    ):
        return False
    return not _near_birthday(a.born, b.born)


def _gather(a: Traits, b: Traits, names: Names) -> _Evidence:
    found = _Evidence(names)
    if a.uid and a.uid == b.uid:
        found.codes.append("uid")
        found.bits += _UID
    if a.generation and b.generation and a.generation != b.generation:
        found.codes.append("other_generation")
    _weigh_emails(a, b, found)
    _weigh_phones(a, b, found)
    if "other_email" in found.codes and "other_phone" in found.codes:
        found.codes.append("other_contact")
    _weigh_birthday(a, b, found)
    _weigh_company(a, b, found)
    _weigh_address(a, b, found)
    return found


Judgement = tuple[float, bool, list[str]]  # the score, whether it is certain, and the codes of what was found


def judge(a: Traits, b: Traits) -> Judgement:
    """What comparing two people gives."""
    return _judged(a, b, compare_names(a, b))


def _judged(a: Traits, b: Traits, names: Names) -> Judgement:
    found = _gather(a, b, names)
    odds = 2.0 ** ((found.bits - _NEEDED) / _SPREAD)
    value = odds / (1.0 + odds)
    if _beyond_doubt(a, b, found):
        return CERTAIN + (1.0 - CERTAIN) * value, True, found.codes
    if _against(a, b, found):
        value *= _CANNOT_BE
    elif value > THRESHOLD:
        value = THRESHOLD + (value - THRESHOLD) * _WITHIN_DOUBT
    return value, False, found.codes


def judge_likely(a: Traits, b: Traits) -> Judgement | None:
    """As `judge`; None, at a fraction of its cost, where little of it is sure to leave it below `THRESHOLD`."""
    if _born_and_reached_elsewhere(a, b):
        return None
    names = compare_names(a, b)
    return None if _ruled_out(a, b, names) else _judged(a, b, names)


def score(a: Person, b: Person) -> Match:
    """How likely it is that `a` and `b` are one person; the same in both directions.

    Sources: Fellegi and Sunter (1969) for the sum of evidence; Damerau (1964) and Winkler (1990), through
    rapidfuzz, for how alike two spellings are.
    """
    value, certain, codes = judge(traits(a), traits(b))
    return told(value, codes, certain=certain)
