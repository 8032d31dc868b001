"""A prospect with all that belongs to it, read in one moment: for a detail pane, a file, a merge."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain.activities import Activity
from salesdesk.domain.attachments import Attachment
from salesdesk.domain.companies import Company
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.consents import Consent
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Address, Answer, AskedAbout, Email, Phone, Prospect, StageChange, Web
from salesdesk.domain.records import Record
from salesdesk.domain.sources import Source
from salesdesk.domain.tags import Tag, Tagging
from salesdesk.domain.vocabulary import interest_of
from salesdesk.store.unit import Reading

R = TypeVar("R", bound=Record)


@dataclass(slots=True)
class Card:
    """A prospect and its parts, in the order in which they are shown."""

    prospect: Prospect
    company: Company | None = None
    source: Source | None = None
    fair: Fair | None = None
    phones: list[Phone] = field(default_factory=list[Phone])
    emails: list[Email] = field(default_factory=list[Email])
    webs: list[Web] = field(default_factory=list[Web])
    addresses: list[Address] = field(default_factory=list[Address])
    asked_about: list[AskedAbout] = field(default_factory=list[AskedAbout])
    answers: list[Answer] = field(default_factory=list[Answer])
    stage_changes: list[StageChange] = field(default_factory=list[StageChange])
    consents: list[Consent] = field(default_factory=list[Consent])
    tags: list[Tag] = field(default_factory=list[Tag])
    taggings: list[Tagging] = field(default_factory=list[Tagging])
    activities: list[Activity] = field(default_factory=list[Activity])
    followups: list[FollowUp] = field(default_factory=list[FollowUp])
    complaints: list[Complaint] = field(default_factory=list[Complaint])
    attachments: list[Attachment] = field(default_factory=list[Attachment])

    @property
    def name(self) -> str:
        """The name to show: the person's, else the company's, else the first address or number."""
        company = self.company.name if self.company else ""
        reach = [*(email.value for email in self.emails), *(phone.value for phone in self.phones)]
        return self.prospect.name or company or next(iter(reach), "")

    @property
    def interest(self) -> str:
        """Hot, warm, cold, or empty: as the seller said, else as the time frame says."""
        return self.prospect.interest_override or interest_of(self.prospect.time_frame)


_LISTS: dict[str, type[Record]] = {
    "phones": Phone,
    "emails": Email,
    "webs": Web,
    "addresses": Address,
    "asked_about": AskedAbout,
    "answers": Answer,
    "stage_changes": StageChange,
    "consents": Consent,
    "taggings": Tagging,
    "activities": Activity,
    "followups": FollowUp,
    "complaints": Complaint,
    "attachments": Attachment,
}


def cards(reading: Reading, ids: Sequence[UUID]) -> list[Card]:
    """The cards of the prospects `ids`, in that order; deleted parts left out, deleted prospects not."""
    made = {p.id: Card(p) for p in _all(reading, Prospect, Prospect.id, ids)}
    for name, kind in _LISTS.items():
        owner: Any = kind.__mapper__.attrs["prospect"].class_attribute
        for part in _all(reading, kind, owner, ids):
            if part.deleted_at is None:
                getattr(made[owner.__get__(part, kind)], name).append(part)
    _fill(reading, list(made.values()))
    return [made[one] for one in ids if one in made]


def card(reading: Reading, prospect: UUID) -> Card | None:
    """The card of one prospect, or None where there is none."""
    return next(iter(cards(reading, [prospect])), None)


def _fill(reading: Reading, made: Sequence[Card]) -> None:
    companies = _by_id(reading, Company, [c.prospect.company for c in made])
    sources = _by_id(reading, Source, [c.prospect.source for c in made])
    fairs = _by_id(reading, Fair, [c.prospect.fair for c in made])
    tags = _by_id(reading, Tag, [t.tag for c in made for t in c.taggings])
    for one in made:
        one.company = companies.get(one.prospect.company)
        one.source = sources.get(one.prospect.source)
        one.fair = fairs.get(one.prospect.fair)
        one.tags = [tags[t.tag] for t in one.taggings if t.tag in tags]
        for parts in (one.phones, one.emails, one.webs, one.addresses, one.asked_about):
            parts.sort(key=lambda part: (part.position, part.row))


def _by_id(reading: Reading, kind: type[R], ids: Sequence[UUID | None]) -> dict[UUID | None, R]:
    wanted = list({one for one in ids if one is not None})
    return {record.id: record for record in _all(reading, kind, kind.id, wanted) if record.deleted_at is None}


def _all(reading: Reading, kind: type[R], column: Any, ids: Sequence[UUID]) -> list[R]:
    found: list[R] = []
    for start in range(0, len(ids), 500):
        query = select(kind).where(column.in_(ids[start : start + 500])).order_by(kind.row)
        found.extend(reading.find(query))
    return found
