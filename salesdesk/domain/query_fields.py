"""What the written search language can ask of each subject, as data for parser, help and chips."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from salesdesk.i18n import N_


@dataclass(frozen=True, slots=True)
class FieldKind:
    """A field that can be asked for: `kind` is text, word (one of a vocabulary), day or number."""

    kind: str
    help: str
    vocabulary: str = ""


def _text(help_text: str) -> FieldKind:
    return FieldKind("text", help_text)


def _day(help_text: str) -> FieldKind:
    return FieldKind("day", help_text)


_PROSPECTS: Final = {
    "name": _text(N_("Words of the name")),
    "company": _text(N_("Words of the company's name")),
    "title": _text(N_("Words of the title")),
    "phone": _text(N_("Digits of a phone number")),
    "email": _text(N_("A part of an email address")),
    "city": _text(N_("The city")),
    "postal_code": _text(N_("How the postal code begins")),
    "region": _text(N_("The region")),
    "country": _text(N_("The country, two letters")),
    "street": _text(N_("Words of the street")),
    "tag": _text(N_("A tag")),
    "note": _text(N_("Words of the note")),
    "source": FieldKind("word", N_("The kind of source"), "source"),
    "which": _text(N_("Which source exactly")),
    "fair": _text(N_("The fair where they were met")),
    "stage": FieldKind("word", N_("The rung of the ladder"), "stage"),
    "interest": FieldKind("word", N_("Hot, warm or cold"), "interest"),
    "time_frame": FieldKind("word", N_("When they want to buy"), "time_frame"),
    "language": _text(N_("The language")),
    "trade": _text(N_("The trade")),
    "size": _text(N_("The size")),
    "consent": FieldKind("word", N_("What they consented to"), "consent_channel"),
    "asked": _text(N_("A product they asked about")),
    "competitor": _text(N_("Whom they buy from, or whom a deal with them was lost to")),
    "score": FieldKind("number", N_("The score, from 0 to 100")),
    "due": _day(N_("The day of the next follow-up")),
    "created": _day(N_("When the record was made")),
    "batch": _text(N_("Whom one import or change made or added to, by its id in the history")),
    "met": _day(N_("When they were first met")),
    "touched": _day(N_("When something last happened with them")),
    "customer_since": _day(N_("Since when a customer")),
    "birthday": _day(N_("The birthday")),
    "revisit": _day(N_("When a parked one is to be tried again")),
}
FIELDS: Final[Mapping[str, Mapping[str, FieldKind]]] = {
    "prospects": _PROSPECTS,
    "companies": {
        "name": _text(N_("Words of the name")),
        "trade": _text(N_("The trade")),
        "city": _text(N_("The city")),
        "created": _day(N_("When the record was made")),
    },
    "fairs": {
        "name": _text(N_("Words of the name")),
        "place": _text(N_("The place")),
        "starts": _day(N_("The first day")),
        "ends": _day(N_("The last day")),
    },
    "complaints": {
        "what": _text(N_("What is wrong")),
        "prospect": _text(N_("Words of the prospect's name")),
        "kind": FieldKind("word", N_("Complaint, concern, question …"), "complaint"),
        "cause": FieldKind("word", N_("The cause"), "cause"),
        "severity": FieldKind("number", N_("1 low, 2 normal, 3 high")),
        "status": _text(N_("Open or resolved")),
        "promised": _day(N_("When an answer was promised")),
        "received": _day(N_("When it came in")),
    },
    "followups": {
        "what": _text(N_("What is to be done")),
        "prospect": _text(N_("Words of the prospect's name")),
        "kind": FieldKind("word", N_("Call, email, visit …"), "followup"),
        "day": _day(N_("The day")),
        "done": _day(N_("When it was done")),
    },
    "activities": {
        "kind": FieldKind("word", N_("Call, visit, note …"), "activity"),
        "prospect": _text(N_("Words of the prospect's name")),
        "outcome": _text(N_("What came of it")),
        "at": _day(N_("When it happened")),
    },
    "deals": {
        "title": _text(N_("Words of the title")),
        "number": _text(N_("The number of the order or quote")),
        "company": _text(N_("Words of the company's name")),
        "prospect": _text(N_("Words of the prospect's name")),
        "product": _text(N_("Words of what is sold")),
        "stage": FieldKind("word", N_("The stage of the pipeline"), "deal_stage"),
        "outcome": FieldKind("word", N_("Won, lost or disqualified"), "outcome"),
        "value": FieldKind("number", N_("What it comes to, in whole units of its currency")),
        "cause": FieldKind("word", N_("Why it was lost"), "cause"),
        "competitor": _text(N_("Words of the competitor's name")),
        "close": _day(N_("When it is expected to be closed")),
        "closed": _day(N_("When it was closed")),
        "opened": _day(N_("When it was opened")),
        "revisit": _day(N_("When it is to be tried again")),
        "created": _day(N_("When the record was made")),
    },
    "products": {
        "name": _text(N_("Words of the name")),
        "number": _text(N_("The article number")),
        "category": _text(N_("Words of the category")),
        "created": _day(N_("When the record was made")),
    },
    "competitors": {
        "name": _text(N_("Words of the name")),
        "created": _day(N_("When the record was made")),
    },
    "techniques": {
        "name": _text(N_("Words of the name")),
        "created": _day(N_("When the record was made")),
    },
    "ratings": {
        "kind": FieldKind("word", N_("Satisfaction or recommendation"), "rating"),
        "value": FieldKind("number", N_("What was said, on its scale")),
        "at": _day(N_("When it was said")),
        "created": _day(N_("When the record was made")),
    },
    "expenses": {
        "kind": FieldKind("word", N_("Travel, samples, advertising …"), "expense"),
        "step": FieldKind("word", N_("What it is meant for: attract, qualify, offer, win, keep"), "step"),
        "day": _day(N_("The day")),
        "created": _day(N_("When the record was made")),
    },
    "goals": {
        "name": _text(N_("Words of its name, why it is, or its reward")),
        "figure": _text(N_("The figure, such as revenue")),
        "repeats": _text(N_("How often it comes again: day, week, month, quarter, year")),
        "starts": _day(N_("The first day")),
        "ends": _day(N_("The day after the last")),
        "created": _day(N_("When the record was made")),
    },
    "stints": {
        "started": _day(N_("When it began")),
        "created": _day(N_("When the record was made")),
    },
}

# What `is:` and `has:` (and `no:`) can ask.
IS: Final[Mapping[str, tuple[str, ...]]] = {
    "prospects": ("customer", "late", "company", "overridden", "deleted", "merged"),
    "companies": ("deleted",),
    "fairs": ("deleted",),
    "complaints": ("open", "resolved", "public", "late", "deleted"),
    "followups": ("open", "done", "late", "deleted"),
    "activities": ("deleted",),
    "deals": ("open", "late", "deleted"),
    "products": ("deleted",),
    "goals": ("open", "deleted"),
    **dict.fromkeys(("competitors", "techniques", "ratings", "expenses", "stints"), ("deleted",)),
}
HAS: Final[Mapping[str, tuple[str, ...]]] = {
    "prospects": (
        "phone", "email", "web", "address", "note", "follow-up", "company", "consent", "tag", "complaint",
        "birthday", "attachment", "source", "fair",
    ),
    "companies": ("phone", "email", "address"),
    "fairs": ("cost", "target"),
    "complaints": ("promise", "cause"),
    "followups": ("time", "prospect"),
    "activities": ("prospect", "note"),
    "deals": ("prospect", "company", "note", "cause"),
    "products": ("cost", "note"),
    "competitors": ("note",),
    "techniques": ("note",),
    "ratings": ("prospect", "company"),
    "expenses": ("note", "fair", "source"),
    "stints": ("note", "fair"),
    "goals": ("reward", "parent"),
}  # fmt: skip
