"""What the fields of records are called within a sentence, so that no refusal names a column."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from salesdesk.i18n import N_, _
from salesdesk.services.timeline_words import FIELDS

_OTHERS: Final[Mapping[str, str]] = {
    "stage": N_("Stage"),
    "what": N_("What"),
    "kind": N_("Kind"),
    "cause": N_("Cause"),
    "severity": N_("Severity"),
    "public": N_("Said in public"),
    "public_where": N_("Said in public"),
    "public_answered_at": N_("Said in public"),
    "promise": N_("Promise"),
    "promised_at": N_("Promised by"),
    "status": N_("Status"),
    "received_at": N_("Received"),
    "resolution": N_("Solution"),
    "resolved_at": N_("Solved"),
    "satisfaction": N_("Satisfaction"),
    "cost_minor": N_("Cost"),
    "cost_currency": N_("Cost"),
    "place": N_("Place"),
    "starts_on": N_("From"),
    "ends_on": N_("To"),
    "target_leads": N_("Target of leads"),
    "day": N_("Day"),
    "time": N_("When"),
    "at": N_("When"),
    "remind_at": N_("Reminder"),
    "done_at": N_("Done"),
    "outcome": N_("Outcome"),
    "minutes": N_("Minutes"),
    "organisation_number": N_("Organisation number"),
}


def called(fields: Iterable[str]) -> str:
    """`title, customer since`: each word once, in the language in use; empty where a person knows none of them."""
    labels = (_(label) for name in fields if (label := FIELDS.get(name) or _OTHERS.get(name)))
    return ", ".join(dict.fromkeys(label[:1].lower() + label[1:] for label in labels))
