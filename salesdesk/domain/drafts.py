"""Contacts on their way in: plain values between a format, a sense or a form and the services.

Free of SQLAlchemy and immutable, so that readers may run in a process of their own and hand them over.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, time
from operator import attrgetter
from typing import Any, TypeVar

_Draft = TypeVar("_Draft")


def _quick_to_pack(kind: type[_Draft]) -> type[_Draft]:
    """Has a class of values pickled by its slots, in a third of the time: `dataclass` looks the fields up for each of
    them, and an import of many packs them all."""
    values: Any = kind
    names = tuple(one.name for one in fields(values))
    state = attrgetter(*names)

    def get_state(self: _Draft) -> tuple[Any, ...]:
        return state(self)

    def set_state(self: _Draft, said: tuple[Any, ...]) -> None:
        for name, value in zip(names, said, strict=True):
            object.__setattr__(self, name, value)

    values.__getstate__, values.__setstate__ = get_state, set_state
    return kind


SHORTEST_PHONE = 5  # digits; fewer are an extension, and tell of nobody


@_quick_to_pack
@dataclass(frozen=True, slots=True)
class Detail:
    """A phone, an email address or a web address, as it was written."""

    value: str
    kind: str = ""  # phones: work home mobile fax pager other · emails, webs: work home other


@_quick_to_pack
@dataclass(frozen=True, slots=True, kw_only=True)
class AddressDraft:
    """A postal address; `country` is a two-letter code where it is known, else as it was written."""

    street: str = ""
    postal_code: str = ""
    city: str = ""
    region: str = ""
    country: str = ""
    kind: str = ""

    def __bool__(self) -> bool:
        return any((self.street, self.postal_code, self.city, self.region, self.country))


def in_one_line(address: Any) -> str:
    """An address, as it comes in or as it is kept, as it is read: Torget 4, 5014 Bergen, NO."""
    town = f"{address.postal_code} {address.city}".strip()
    return ", ".join(filter(None, (address.street, town, address.region, address.country)))


@dataclass(frozen=True, slots=True)
class Photo:
    """A picture that came with a contact."""

    media_type: str  # image/jpeg, image/png …
    content: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class FollowUpDraft:
    """Something to do that was said together with a contact."""

    what: str = ""
    kind: str = "call"  # call email visit meeting message sample other
    day: date | None = None
    time: time | None = None


@_quick_to_pack
@dataclass(frozen=True, slots=True, kw_only=True)
class ProspectDraft:
    """A prospect as a file, a form or a line of text tells it. Empty means: not said.

    At least one of name, company, phone or email makes a prospect; `says_who` tells whether there is one.
    """

    id: str = ""  # our own id, from the `id` column or UID of an export of ours
    uid: str = ""  # the identity that another program gave it (vCard UID)
    badge: str = ""  # the number on their badge, as an organiser's list gives it; it is in the note as well
    name: str = ""  # as it is shown; made from first and last name where it is empty
    first_name: str = ""
    last_name: str = ""
    title: str = ""
    company: str = ""
    phones: tuple[Detail, ...] = ()
    emails: tuple[Detail, ...] = ()
    webs: tuple[Detail, ...] = ()
    addresses: tuple[AddressDraft, ...] = ()
    birthday: date | None = None
    note: str = ""
    tags: tuple[str, ...] = ()
    source: str = ""  # a kind of domain.md, or what the file says
    source_which: str = ""
    fair: str = ""
    stage: str = ""
    time_frame: str = ""  # now · two-months · none · "" (not asked)
    language: str = ""
    trade: str = ""
    size: str = ""
    region: str = ""
    consent: str = ""  # what the file or the person said, in words; "" is no consent
    customer_since: date | None = None
    met: date | None = None  # when they first met, where the file tells it
    asked_about: tuple[str, ...] = ()
    photo: Photo | None = None
    raw_vcard: tuple[str, ...] = ()  # unfolded vCard lines that no field holds, to be written back
    follow_up: FollowUpDraft | None = None

    @property
    def shown_name(self) -> str:
        """The name to show: the person's, else the company's, else the first address or number."""
        person = self.name or f"{self.first_name} {self.last_name}".strip()
        others = (self.company, *(d.value for d in (*self.emails, *self.phones)))
        return person or next((o for o in others if o), "")

    @property
    def says_who(self) -> bool:
        """Whether this tells who is meant at all: a name, a company, an address, a number of some length."""
        if self.name.strip() or self.first_name.strip() or self.last_name.strip() or self.company.strip():
            return True
        number = any(sum(c.isdigit() for c in phone.value) >= SHORTEST_PHONE for phone in self.phones)
        return number or any("@" in email.value for email in self.emails)


@dataclass(frozen=True, slots=True)
class Row:
    """One contact read from a file."""

    where: str  # "row 214", "card 3": for people, translated
    draft: ProspectDraft
    hints: tuple[str, ...] = ()  # sentences on what was read but looks doubtful


@dataclass(frozen=True, slots=True)
class Refused:
    """One part of a file that could not be taken, kept whole."""

    where: str
    reason: str  # a sentence, translated
    original: str  # the text as it stood in the file, to be kept beside it
    row: bool = False  # whether `original` is a row of the table among the others, or one that was cut in two
    raw: bytes = b""  # a card as it came, since its lines may each be in an encoding of their own
