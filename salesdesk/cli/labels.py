"""What is told of a fair, a company, a complaint, a follow-up or an activity, labelled in a person's words."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo
from typing import Final

from salesdesk.cli import sale_labels
from salesdesk.domain import vocabulary
from salesdesk.domain.activities import Activity
from salesdesk.domain.companies import Company
from salesdesk.domain.competitors import Competitor
from salesdesk.domain.complaints import Complaint
from salesdesk.domain.deals import Deal
from salesdesk.domain.expenses import Expense
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.handovers import Teammate
from salesdesk.domain.locally import clock_time, long_day, moment, money
from salesdesk.domain.nurturing import NurturePlan
from salesdesk.domain.products import Product
from salesdesk.domain.ratings import Rating
from salesdesk.domain.records import Record
from salesdesk.domain.sources import Source
from salesdesk.domain.stints import Stint
from salesdesk.domain.techniques import Technique
from salesdesk.domain.templates import Template
from salesdesk.domain.views import View
from salesdesk.i18n import N_, _
from salesdesk.services.lookup import Found

Facts = list[tuple[str, str]]  # label and what is said, which may be empty

_SEVERITIES: Final[Mapping[int, str]] = {1: N_("low"), 2: N_("normal"), 3: N_("high")}
_STATUSES: Final[Mapping[str, str]] = {"open": N_("open"), "resolved": N_("solved")}


def facts(found: Found, zone: tzinfo) -> Facts:
    """The facts of a record, in the order in which they are read."""
    match found.record:
        case FollowUp() as one:
            return _follow_up(one, found, zone)
        case Complaint() as one:
            return _complaint(one, found, zone)
        case Fair() as one:
            return _fair(one, found)
        case Activity() as one:
            return _activity(one, found, zone)
        case Company() as one:
            return [
                (_("Organisation number"), one.organisation_number),
                (_("Trade"), one.trade),
                (_("Note"), one.note),
            ]
        case Source() as one:
            kind = vocabulary.label("source", one.kind)
            return [(_("Source"), kind), (_("Which one"), one.which), (_("Note"), one.note)]
        case Deal() | Product() | Rating() | Expense() | Competitor():
            return sale_labels.facts(found, zone)
        case Stint() as one:
            cut = {"idle": _("idle"), "forgotten": _("forgotten?")}.get(one.cut, "")
            return [
                (_("Begun"), moment(one.started_at, zone)),
                (_("Ended"), moment(one.ended_at, zone) or _("it runs")),
                (_("Cut off"), cut),
                (_("Note"), one.note),
            ]
        case View() as one:
            return [(_("Query"), one.query)]
        case _:
            return _helpful(found.record)


def _helpful(record: Record) -> Facts:
    """What helps with many prospects, and is of none."""
    match record:
        case NurturePlan() as one:
            return [(_("For whom"), one.segments), (_("Note"), one.note)]
        case Technique() as one:
            return [
                (_("Script"), one.script),
                (_("Checklist"), " · ".join(one.checklist.splitlines())),
                (_("Stages"), ", ".join(one.stages.split())),
                (_("Note"), one.note),
            ]
        case Template() as one:
            purpose = vocabulary.label("purpose", one.purpose) if one.purpose else ""
            return [(_("Purpose"), purpose), (_("Subject"), one.message_subject), (_("Message"), one.body)]
        case Teammate() as one:
            return [
                (_("Email"), one.email),
                (_("Phone"), one.phone),
                (_("Areas"), one.areas),
                (_("Products"), one.products),
                (_("Languages"), one.languages),
                (_("Note"), one.note),
            ]
        case _:
            return []


def _who(found: Found) -> str:
    return found.card.name if found.card else ""


def _follow_up(one: FollowUp, found: Found, zone: tzinfo) -> Facts:
    return [
        (_("Prospect"), _who(found)),
        (_("Kind"), vocabulary.label("followup", one.kind)),
        (_("Day"), f"{long_day(one.day)} {clock_time(one.time)}".strip()),
        (_("Reminder"), moment(one.remind_at, zone)),
        (_("Done"), moment(one.done_at, zone)),
        (_("Outcome"), one.outcome),
    ]


def _complaint(one: Complaint, found: Found, zone: tzinfo) -> Facts:
    public = one.public_where or (_("yes") if one.public else "")
    return [
        (_("Prospect"), _who(found)),
        (_("Kind"), vocabulary.label("complaint", one.kind)),
        (_("Cause"), vocabulary.label("cause", found.cause)),
        (_("Severity"), _(_SEVERITIES.get(one.severity, ""))),
        (_("Said in public"), public),
        (_("Received"), moment(one.received_at, zone)),
        (_("Promise"), one.promise),
        (_("Promised by"), moment(one.promised_at, zone)),
        (_("Status"), _(_STATUSES.get(one.status, ""))),
        (_("Solved"), moment(one.resolved_at, zone)),
        (_("Solution"), one.resolution),
        (_("Satisfaction"), f"{one.satisfaction}/5" if one.satisfaction else ""),
        (_("Cost"), money(one.cost_minor, one.cost_currency)),
        (_("Note"), one.note),
    ]


def _fair(one: Fair, found: Found) -> Facts:
    met = str(found.met)
    if one.target_leads:
        met = _("{met} of {target}").format(met=found.met, target=one.target_leads)
    last = one.ends_on if one.ends_on != one.starts_on else None
    return [
        (_("Place"), one.place),
        (_("Days"), " – ".join(filter(None, (long_day(one.starts_on), long_day(last))))),
        (_("Cost"), money(one.cost_minor, one.cost_currency)),
        (_("Met there"), met),
        (_("Note"), one.note),
    ]


def _activity(one: Activity, found: Found, zone: tzinfo) -> Facts:
    return [
        (_("Prospect"), _who(found)),
        (_("Kind"), vocabulary.label("activity", one.kind)),
        (_("When"), moment(one.at, zone)),
        (_("Minutes"), str(one.minutes) if one.minutes else ""),
        (_("Fair"), found.fair.name if found.fair else ""),
        (_("Outcome"), one.outcome),
    ]
