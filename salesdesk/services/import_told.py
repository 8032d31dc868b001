"""What an import would do, in words: what a row adds to someone known, and two people side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from salesdesk.domain.drafts import AddressDraft, ProspectDraft
from salesdesk.domain.locally import day_month, grouped
from salesdesk.domain.text import fold
from salesdesk.i18n import _, ngettext
from salesdesk.services.cards import Card
from salesdesk.services.exports import draft_of
from salesdesk.services.imports import Doubt
from salesdesk.services.timeline_words import FIELDS
from salesdesk.services.updates import Addition
from salesdesk.store.database import Store

_PARTS: Final[Mapping[str, Callable[[int], str]]] = {
    "phones": lambda n: ngettext("a phone", "{n} phones", n),
    "emails": lambda n: ngettext("an email address", "{n} email addresses", n),
    "webs": lambda n: ngettext("a web address", "{n} web addresses", n),
    "addresses": lambda n: ngettext("an address", "{n} addresses", n),
    "taggings": lambda n: ngettext("a tag", "{n} tags", n),
    "asked_about": lambda n: ngettext("a product asked about", "{n} products asked about", n),
    "followups": lambda n: ngettext("a follow-up", "{n} follow-ups", n),
    "attachments": lambda n: ngettext("a picture", "{n} pictures", n),
}
_SHOWN: Final = frozenset({"name", "title", "trade", "size", "region", "language"})  # said with their value
_LONGEST: Final = 40  # letters of a value
AGAIN: Final = 8  # rows that are named


def adds(addition: Addition) -> str:
    """What a row adds to someone known: "Adds a phone, title: Inköpschef"; or which of the seller's own words
    stay where it says something else; or nothing."""
    counted = Counter(change.subject for change in addition.changes if change.subject in _PARTS)
    told = [_PARTS[subject](n).format(n=n) for subject, n in counted.items()]
    for change in addition.changes:
        if change.subject == "prospects":
            for name, value in change.patch.items():
                if name in FIELDS:
                    old = str((change.before or {}).get(name) or "")
                    said = _field(name, str(value or ""), old)
                    told.insert(0 if old else len(told), said)  # what is written over is seen first
    if told:
        return _("Adds {what}").format(what=", ".join(told))
    if addition.changes:
        return _("Adds further details")
    if addition.kept:
        kept = [_lower(_(FIELDS[name])) for name in addition.kept if name in FIELDS]
        return _("Nothing new; yours stays: {what}").format(what=", ".join(kept))
    return _("Nothing new")


def _field(name: str, value: str, old: str) -> str:
    label = _lower(_(FIELDS[name]))
    short = name in _SHOWN and 0 < len(value) <= _LONGEST
    if short and old:
        return _("{label}: {old} becomes {new}").format(label=label, old=old, new=value)
    return f"{label}: {value}" if short else label


def _lower(label: str) -> str:
    return label[:1].lower() + label[1:]


def told_again(count: int, rows: Sequence[str]) -> str:
    """How many rows tell of someone whom an earlier one of their file told of, and the first `rows` of them."""
    told = ngettext(
        "{n} row tells of someone whom the file told of before; they become one: {rows}",
        "{n} rows tell of someone whom the file told of before; they become one: {rows}",
        count,
    )
    more = " …" if count > len(rows[:AGAIN]) else ""
    return told.format(n=grouped(count), rows=", ".join(rows[:AGAIN]) + more)


@dataclass(frozen=True, slots=True)
class Sides:
    """A row of the file beside the one who may be the same. `rows`: label, theirs in the file, yours."""

    name: str
    known: str
    known_id: str
    since: str
    reasons: tuple[str, ...]
    rows: tuple[tuple[str, str, str], ...]
    both_emails: bool  # whether taking them for one keeps two email addresses


def sides(doubt: Doubt, mine: Card, store: Store) -> Sides:
    """What a person decides by: who is in the file, who is known, and why they may be one."""
    theirs, yours = doubt.row.draft, draft_of(mine, store.path, photos=False)
    since = mine.fair.name if mine.fair else ""
    if not since and mine.prospect.created_at:
        since = day_month(mine.prospect.created_at.astimezone(store.clock.zone()).date())
    mails = {one.value.lower() for one in (*theirs.emails, *yours.emails)}
    return Sides(
        name=theirs.shown_name,
        known=mine.name,
        known_id=mine.prospect.id.hex,
        since=since,
        reasons=tuple(reason.text for reason in doubt.hit.match.reasons),
        rows=tuple(
            (label, file, own)
            for (label, file), (_label, own) in zip(_rows(theirs), _rows(yours), strict=True)
            if file or own
        ),
        both_emails=len(mails) > 1 and bool(theirs.emails) and bool(yours.emails),
    )


def _rows(draft: ProspectDraft) -> list[tuple[str, str]]:
    places = (_place(one) for one in draft.addresses if one)
    return [
        (_("Name"), draft.name or f"{draft.first_name} {draft.last_name}".strip()),
        (_("Company"), draft.company),
        (_("Title"), draft.title),
        (_("Phone"), ", ".join(one.value for one in draft.phones)),
        (_("Email"), ", ".join(one.value for one in draft.emails)),
        (_("Address"), next(places, "")),
        (_("Birthday"), day_month(draft.birthday) if draft.birthday else ""),
    ]


def _place(address: AddressDraft) -> str:
    town = f"{address.postal_code} {address.city}".strip()
    return ", ".join(part for part in (address.street, town) if part)


def alike(one: str, other: str) -> bool:
    """Whether two cells of a comparison say the same, however they are written."""
    return fold(one) == fold(other)
