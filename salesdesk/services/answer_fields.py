"""One field of a prospect looked at three ways: as it was handed out, as it is now, as the answer tells it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any, Final
from uuid import UUID

from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import Detail, ProspectDraft, in_one_line
from salesdesk.domain.locally import day_month
from salesdesk.domain.text import digits, fold
from salesdesk.domain.values import normalise_phone
from salesdesk.exchange.headers import kind_of
from salesdesk.i18n import N_, _
from salesdesk.services.answer_losses import is_lost, is_only_lost, shown_value, whole_again
from salesdesk.services.cards import Card
from salesdesk.services.drafting import consented
from salesdesk.services.handed_out import Known

# Where the seller met someone, their source and fair, is not asked of the team, who were not there: it stays.
# The attribute of a draft → the words in which a column of a file is told to hold it.
SCALARS: Final = {
    "name": ("name", "first_name", "last_name"), "first_name": ("first_name",), "last_name": ("last_name",),
    "title": ("title",), "company": ("company",), "stage": ("stage",), "time_frame": ("time_frame",),
    "language": ("language",), "trade": ("trade",), "size": ("size",), "region": ("segment_region",),
    "customer_since": ("customer_since",), "birthday": ("birthday",), "note": ("note",),
    "consent": ("consent",),
}  # fmt: skip
LISTS: Final = {
    "phones": ("phone",), "emails": ("email",), "webs": ("web",),
    "addresses": ("street", "city", "postal_code", "region", "country"),
    "tags": ("tags",), "asked_about": ("asked_about",),
}  # fmt: skip
LABELS: Final[Mapping[str, str]] = {
    "name": N_("Name"), "first_name": N_("First name"), "last_name": N_("Last name"), "title": N_("Title"),
    "company": N_("Company"), "stage": N_("Stage"), "time_frame": N_("Time frame"), "language": N_("Language"),
    "trade": N_("Trade"), "size": N_("Size"), "region": N_("Region"), "note": N_("Note"),
    "customer_since": N_("Customer since"), "birthday": N_("Birthday"), "phones": N_("Phone"),
    "emails": N_("Email"), "webs": N_("Web address"), "addresses": N_("Address"), "tags": N_("Tag"),
    "asked_about": N_("Asked about"), "consent": N_("Consent"),
}  # fmt: skip
_EDITED: Final = frozenset({"phones", "emails", "webs", "addresses"})  # one may stand in the place of another
_ALWAYS: Final = frozenset({"name", "stage"})  # never emptied
_SHORT: Final = 8  # letters of a digest


class Outcome(StrEnum):
    """What became of a field that they tell otherwise than it was handed out."""

    THEIRS = "theirs"  # only they changed it
    BOTH = "both"  # the seller changed it too, to something else
    EMPTIED = "emptied"  # they emptied it, or took it off a list


@dataclass(frozen=True, slots=True)
class Field:
    """One thing to take or to leave. `value` is what taking it brings: of a draft; None where it is taken away.

    `part` is the record of the seller's that goes then, or says from then on what differs from `old`, which went out;
    `digest` tells whether it was looked over before.
    """

    prospect: UUID
    name: str
    outcome: Outcome
    handed: str
    mine: str
    theirs: str
    value: Any
    part: UUID | None = None
    digest: str = ""
    doubt: str = ""  # a sentence: why it is taken only where it is ticked
    old: Any = None
    was: str | None = None  # the kind of a phone, email or web address, where that is what they changed

    @property
    def proposed(self) -> bool:
        """Whether it is taken unless the seller says otherwise."""
        return self.outcome is Outcome.THEIRS and not self.doubt

    @property
    def label(self) -> str:
        """What the field is called."""
        return _(LABELS[self.name])


@dataclass(frozen=True, slots=True)
class Three:
    """One prospect three times: handed out, now, theirs; each as the same kind of file tells it. `id` is who was
    handed out; `now` is who took them in, where they were merged since."""

    id: UUID
    handed: ProspectDraft
    mine: ProspectDraft
    theirs: ProspectDraft
    now: Known


@dataclass(frozen=True, slots=True)
class Terms:
    """How one answer is read: the attributes that it `carries`, whether notes went out with it, the country of
    phones without a code, and what was `seen` of earlier answers: a digest of the field → of its value."""

    carries: Collection[str]
    notes: bool
    region: str
    seen: Mapping[str, str]
    again: bool = False  # what was seen is told all the same


def differing(one: Three, terms: Terms) -> Iterator[Field]:
    """The fields that they tell otherwise than they were handed out and than they are now, less those of earlier
    answers."""
    for field in (*_scalars(one, terms), *_lists(one, terms)):
        if terms.again or terms.seen.get(field.digest[:_SHORT]) != field.digest[_SHORT:]:
            yield field


def planned(three: Three) -> str:
    """What they plan to do next, where that is not what went out or stands there now; empty for nothing."""
    said = three.theirs.follow_up
    if said is None or said in (three.handed.follow_up, three.mine.follow_up):
        return ""
    return ", ".join(filter(None, (said.what, day_month(said.day) if said.day else "")))


def at_odds(rows: Sequence[Sequence[Field]]) -> list[Field]:
    """The fields of several rows that are about one prospect since theirs were merged: what two of them say alike
    once, and what they say differently as a doubt, since one would take the place of the other."""
    said: dict[tuple[str, Any, UUID | None], Field] = {}
    for fields in rows:
        for one in fields:
            said.setdefault((one.name, one.value, one.part), one)
    many = Counter(whole for one in said.values() if (whole := _whole(one)))
    told = _("They were merged since, and two rows tell it differently.")
    return [replace(one, doubt=told) if many[_whole(one)] > 1 else one for one in said.values()]


def rival(one: Field, other: Field) -> bool:
    """Whether only one of two fields can be taken, since each says the whole of the same thing."""
    return one.prospect == other.prospect and bool(_whole(one)) and _whole(one) == _whole(other)


def _whole(one: Field) -> str:
    """The one thing of a prospect that a field says the whole of; empty for what stands beside others."""
    return one.name if one.name in SCALARS else one.part.hex if one.part and one.value is not None else ""


def _scalars(one: Three, terms: Terms) -> Iterator[Field]:
    for name in SCALARS:
        if name not in terms.carries:
            continue
        if name == "consent":
            yield from _consent(one)
            continue
        handed, mine, theirs = (
            _plain(name, getattr(draft, name)) for draft in (one.handed, one.mine, one.theirs)
        )
        said = _plain(name, getattr(one.theirs, name))
        if name == "name":
            said = theirs = _followed(one) or theirs
        if name == "note" and not terms.notes:
            handed = ""
            theirs = theirs if not theirs or mine in theirs else _below(mine, theirs)
        elif name == "note" and theirs and handed not in (mine, theirs):
            theirs = _below(mine, theirs)
        if theirs in (handed, mine) or is_lost(theirs, handed) or is_lost(theirs, mine):
            continue
        digest = _digest(one.id, name, said)
        if not theirs:
            if name not in _ALWAYS and mine and (name != "company" or one.mine.name):
                yield _field(one, name, Outcome.EMPTIED, (handed, mine, ""), digest)
            continue
        taken_before = terms.seen.get(digest[:_SHORT]) == _digest(one.id, name, mine)[_SHORT:]
        only_they = mine == handed or not mine or taken_before or (name == "note" and mine in theirs)
        outcome = Outcome.THEIRS if only_they else Outcome.BOTH
        yield _field(one, name, outcome, (handed, mine, theirs), digest)


def _consent(one: Three) -> Iterator[Field]:
    """A consent that a file says was given is not one: it is taken only where it is ticked. One that it says was
    refused is taken back, and one that it left out is asked for, as with all that is left out."""
    handed, mine, theirs = (draft.consent.strip() for draft in (one.handed, one.mine, one.theirs))
    refused = f"{_('Consent')}: "  # which is how a refusal in a table is read, into the note
    said_no = bool(theirs) and not consented(theirs)
    said_no = said_no or (not theirs and refused in one.theirs.note and refused not in one.handed.note)
    if theirs in (handed, mine) or ((said_no or not theirs) and not mine):
        return
    digest = _digest(one.id, "consent", theirs)
    if said_no:
        told = (handed, mine, _("withdrawn"))
        outcome = Outcome.THEIRS
    else:
        told = (handed, mine, theirs)
        outcome = Outcome.EMPTIED if not theirs else Outcome.THEIRS if mine == handed else Outcome.BOTH
    doubt = _("Only they can give it: tick it where you know that they did.")
    who = one.now.card.prospect.id
    given = "" if said_no else theirs
    yield Field(who, "consent", outcome, *told, given, digest=digest, doubt=doubt if given else "")


def _field(one: Three, name: str, outcome: Outcome, three: tuple[str, str, str], digest: str) -> Field:
    handed, mine, theirs = (_told(name, text) for text in three)
    who = one.now.card.prospect.id
    return Field(who, name, outcome, handed, mine, theirs, three[2], digest=digest)


def is_another(one: Three, region: str) -> bool:
    """Whether a row tells of somebody else than its id says, as where the columns of a table were sorted apart: the
    name is another, and no phone or email address of those that went out is among theirs."""
    names = [fold(draft.shown_name) for draft in (one.handed, one.mine, one.theirs)]
    if names[2] in names[:2] or is_lost(one.theirs.shown_name, one.handed.shown_name):
        return False
    reach = [
        {_key(name, value, region) for name in ("phones", "emails") for value in getattr(draft, name)}
        for draft in (one.handed, one.theirs)
    ]
    return all(reach) and not reach[0] & reach[1]


def _plain(name: str, value: Any) -> str:
    """A field as text such that two that say the same are equal."""
    if isinstance(value, date):
        return value.isoformat()
    text = str(value or "").replace("\r\n", "\n").strip()
    if name in {"stage", "time_frame"}:
        return vocabulary.recognise(name, text) or text
    return text


def _told(name: str, text: str) -> str:
    if name in {"stage", "time_frame"} and text in vocabulary.slugs(name):
        return vocabulary.label(name, text)
    return day_month(date.fromisoformat(text)) if text and name in {"birthday", "customer_since"} else text


def _followed(one: Three) -> str:
    """The whole name where they changed first or last name and left the one made of them as it was."""
    old = f"{one.handed.first_name} {one.handed.last_name}".strip()
    new = f"{one.theirs.first_name} {one.theirs.last_name}".strip()
    left = one.theirs.name in {one.handed.name, ""}
    return new if left and old == one.handed.name and new and new != old else ""


def _below(mine: str, theirs: str) -> str:
    return mine if theirs in mine else f"{mine}\n\n{theirs}" if mine else theirs


def _lists(one: Three, terms: Terms) -> Iterator[Field]:
    who = one.now.card.prospect.id
    for name in LISTS:
        if name not in terms.carries:
            continue
        handed, mine, theirs = (
            {_key(name, value, terms.region): value for value in getattr(draft, name)}
            for draft in (one.handed, one.mine, one.theirs)
        )
        three = (handed, mine, theirs)
        records = _records(name, one.now.card, one.mine, terms.region)
        added, gone = _added(three), _gone(three, records)
        if name in _EDITED and len(added) == len(gone) == 1:  # one that stands in the place of another
            digest = _digest(one.id, f"{name} {added[0]}", "+")
            old, part = handed[gone[0]], records[gone[0]]
            value = whole_again(theirs[added[0]], old)
            shown = (shown_value(old), shown_value(mine[gone[0]]), shown_value(value))
            yield Field(who, name, Outcome.THEIRS, *shown, value, part, digest, old=old)
            added, gone = [], []
        for key in added:
            digest = _digest(one.id, f"{name} {key}", "+")
            shown = (_all(handed.values()), _all(mine.values()), shown_value(theirs[key]))
            yield Field(who, name, Outcome.THEIRS, *shown, theirs[key], digest=digest)
        if name in {"phones", "emails", "webs"}:
            yield from _kinds(one, name, three, records, terms)
        for key in gone:
            digest = _digest(one.id, f"{name} {key}", "-")
            shown = (shown_value(handed[key]), shown_value(mine[key]), "")
            yield Field(who, name, Outcome.EMPTIED, *shown, None, records[key], digest)


_Lists = tuple[Mapping[str, Any], Mapping[str, Any], Mapping[str, Any]]


def _added(three: _Lists) -> list[str]:
    """What they have that neither went out nor is there now, less what only lost its letters or signs on the way."""
    handed, mine, theirs = three
    there = (*handed.values(), *mine.values())
    return [
        key
        for key, value in theirs.items()
        if key
        and key not in handed
        and key not in mine
        and not any(is_only_lost(value, one) for one in there)
    ]


def _gone(three: _Lists, records: Mapping[str, UUID]) -> list[str]:
    """What went out and is there, and is not among theirs."""
    handed, mine, theirs = three
    return [
        key
        for key, value in handed.items()
        if key in mine
        and key not in theirs
        and key in records
        and not any(is_only_lost(said, value) for said in theirs.values())
    ]


def _kinds(
    one: Three,
    name: str,
    three: tuple[Mapping[str, Detail], Mapping[str, Detail], Mapping[str, Detail]],
    records: Mapping[str, UUID],
    terms: Terms,
) -> Iterator[Field]:
    """What they call a phone, an email or a web address otherwise; a kind that they left out says nothing."""
    handed, mine, theirs = three
    stored = {part.id: part.kind for part in getattr(one.now.card, name)}
    for key in theirs.keys() & handed.keys() & mine.keys() & records.keys():
        was, now, told = (_kind(each[key]) for each in three)
        if not told or told in (was, now):
            continue
        digest = _digest(one.id, f"{name} {key} kind", told)
        before = terms.seen.get(digest[:_SHORT]) == _digest(one.id, f"{name} {key} kind", now)[_SHORT:]
        outcome = Outcome.THEIRS if before or now in (was, "") else Outcome.BOTH
        shown = (_with_kind(handed[key]), _with_kind(mine[key]), _with_kind(theirs[key]))
        value, part = theirs[key], records[key]
        yield Field(
            one.now.card.prospect.id,
            name,
            outcome,
            *shown,
            value=replace(value, kind=told),
            part=part,
            digest=digest,
            was=stored[part],
        )


def _with_kind(value: Detail) -> str:
    kind = _kind(value)
    return f"{value.value} ({vocabulary.label('reached_at', kind)})" if kind else value.value


def _kind(value: Detail) -> str:
    known = not value.kind or value.kind in vocabulary.slugs("reached_at")
    return value.kind if known else kind_of(value.kind)


def _records(name: str, card: Card, mine: ProspectDraft, region: str) -> dict[str, UUID]:
    """The record of each value of a list, as the seller has them now."""
    if name == "tags":
        return {fold(tag.name): one.id for one, tag in zip(card.taggings, card.tags, strict=True)}
    parts: list[Any] = getattr(card, name)
    if name == "asked_about":
        return {fold(part.product): part.id for part in parts}
    told = getattr(mine, name)
    if name == "addresses" and len(told) == len(parts):  # the way through a file may have cut them
        return {_key(name, value, region): part.id for value, part in zip(told, parts, strict=True)}
    return {_key(name, part, region): part.id for part in parts}


def _key(name: str, value: Any, region: str) -> str:
    """What two values of a list have in common that say the same."""
    match name:
        case "phones":
            return normalise_phone(value.value, region) or digits(value.value) or value.value
        case "emails" | "webs":
            return value.value.strip().lower().rstrip("/")
        case "addresses":
            return fold(in_one_line(value))
        case _:
            return fold(value)


def _all(values: Collection[Any]) -> str:
    return ", ".join(map(shown_value, values))


def _digest(one: UUID, name: str, value: str) -> str:
    """Which field of whom, and which value: eight letters each, enough among the rows of one hand-over."""
    sides = (f"{one.hex} {name}", value)
    return "".join(hashlib.sha256(side.encode()).hexdigest()[:_SHORT] for side in sides)
