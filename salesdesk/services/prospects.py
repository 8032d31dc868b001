"""What is done with a prospect: captured, edited, moved along the ladder, deleted, brought back."""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from salesdesk.clock import Clock, today, zone_name
from salesdesk.domain import vocabulary
from salesdesk.domain.activities import Activity
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.nurturing import NurturePlan
from salesdesk.domain.prospects import Prospect, StageChange
from salesdesk.domain.records import Record
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services import nurturing, parking, preferences
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import DEFAULT_WHAT, Scene, default_what, new_prospect
from salesdesk.services.field_words import called
from salesdesk.store.database import Store
from salesdesk.store.unit import Unit

__all__ = [
    "DEFAULT_WHAT", "Captured", "bring_back", "capture", "delete", "edit", "follow_parts", "move",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Captured:
    """What a capture made."""

    prospect: UUID
    follow_up: UUID


def capture(
    store: Store,
    draft: ProspectDraft,
    *,
    region: str,
    fair: str | None = "",
    also: Callable[[Unit, Prospect], None] | None = None,
) -> Captured:
    """Saves a prospect met now, with the fair stamped, a follow-up set from the interest, in one change.

    `region` is the country of phones without a country code. Without a name of a `fair`, one that takes place
    today is stamped; None stamps none. `also` is done with the new prospect in the same change. Raises
    `UserError` where the draft does not say who.
    """
    if not draft.says_who:
        raise UserError(
            _("That names nobody."), _("Give at least a name, a company, a phone or an email address.")
        )
    now = store.clock.now().astimezone(store.clock.zone())
    with store.read() as reading:
        running = "" if fair is None else fair or _running_fair(reading, today(store.clock))
    label, args = _label(draft, running)
    with store.change(label, **args) as unit:
        scene = Scene(now=now, region=region, store=store.path, fair=running, zone=zone_name(store.clock))
        alone = replace(draft, follow_up=None)  # it is planned below, where a usual day stands in for none
        made, changes = new_prospect(alone, Directory(unit.connection, now), scene)
        unit.write(changes)
        prospect = unit.need(Prospect, made)
        parking.moved(unit, prospect, "")
        if also is not None:
            also(unit, prospect)
        follow_up = unit.add(_follow_up(unit, store, prospect, draft))
        kind = "note" if not running else "meeting"
        unit.add(Activity(kind=kind, at=now, prospect=made, fair=prospect.fair, outcome="met"))
        return Captured(made, follow_up.id)


def _label(draft: ProspectDraft, fair: str) -> tuple[str, dict[str, str]]:
    if fair:
        return N_("Captured {name} at {fair}"), {"name": draft.shown_name, "fair": fair}
    return N_("Captured {name}"), {"name": draft.shown_name}


def _running_fair(reading: Any, day: date) -> str:
    found = reading.first(
        select(Fair)
        .where(Fair.starts_on <= day, Fair.ends_on >= day, Fair.deleted_at.is_(None))
        .order_by(Fair.row)
    )
    return found.name if found else ""


def _follow_up(unit: Unit, store: Store, prospect: Prospect, draft: ProspectDraft) -> FollowUp:
    said = draft.follow_up
    kind = said.kind if said else "call"
    return FollowUp(
        what=said.what if said and said.what else default_what(kind, draft.shown_name),
        kind=kind,
        day=said.day if said and said.day else _usual_day(unit, store, prospect),
        time=said.time if said else None,
        zone=zone_name(store.clock),
        prospect=prospect.id,
        origin="capture",
    )


def _usual_day(unit: Unit, store: Store, prospect: Prospect) -> date:
    """The worked day on which one is followed up whose seller said none: as the interest says."""
    usual = preferences.read(unit)
    interest = prospect.interest_override or vocabulary.interest_of(prospect.time_frame)
    return usual.next_worked(today(store.clock) + timedelta(days=usual.delays[interest]))


def edit(store: Store, record: Record, fields: Mapping[str, tuple[Any, Any]], label: str = "") -> Record:
    """Sets fields of a record from `(seen, new)` pairs, in one change.

    Only what differs is written. Raises `UserError`, changing nothing, where a field is no longer what was
    seen, and names it.
    """
    name = getattr(record, "name", "") or getattr(record, "what", "")
    with store.change(label or N_("Changed {name}"), name=name) as unit:
        fresh = unit.need(type(record), record.id)
        moved = [name for name, (seen, new) in fields.items() if getattr(fresh, name) not in {seen, new}]
        if moved:
            words = called(moved)
            raise UserError(
                _("{fields} was changed meanwhile.").format(fields=words[:1].upper() + words[1:])
                if words
                else _("That was changed meanwhile."),
                _("Look at the record again and repeat the change."),
            )
        with follow_parts(fresh):
            for field_name, (_seen, new) in fields.items():
                if isinstance(fresh, Prospect) and field_name == "stage":
                    move(unit, fresh, new)
                elif getattr(fresh, field_name) != new:
                    setattr(fresh, field_name, new)
        return fresh


@contextmanager
def follow_parts(record: Record) -> Generator[None]:
    """Lets the shown name of a prospect follow first and last name, if it was made of them and is not itself
    edited meanwhile; a name of one piece stays."""
    if not isinstance(record, Prospect):
        yield
        return
    made = f"{record.first_name} {record.last_name}".strip()
    shown = record.name
    yield
    if shown == made == record.name:
        record.name = f"{record.first_name} {record.last_name}".strip()


def move(unit: Unit, prospect: Prospect, stage: str, *, at: datetime | None = None) -> None:
    """Moves a prospect along the ladder and notes when. A nurture plan ends with a step up, or when it is parked or
    discarded; one that is parked gets a day on which to come back to it."""
    if stage != prospect.stage:
        old = prospect.stage
        unit.add(StageChange(prospect=prospect.id, old=old, new=stage, at=at or unit.now))
        prospect.stage = stage
        nurturing.moved(unit, prospect.id, old, stage)
        parking.moved(unit, prospect, old)


def delete(store: Store, record: Record, name: str) -> None:
    """Deletes a record; undo brings it back. With a prospect ends the nurture plan that it is on, and with a plan
    everybody is taken off it; the next step of a plan takes the place of one that is deleted."""
    with store.change(N_("Deleted {name}"), name=name) as unit:
        delete_in(unit, unit.need(type(record), record.id), store.clock)


def delete_in(unit: Unit, record: Record, clock: Clock) -> None:
    """Deletes a record within a change that does more, with what goes with it."""
    unit.delete(record)
    if isinstance(record, Prospect):
        nurturing.end(unit, record.id, "deleted")
    elif isinstance(record, NurturePlan):
        nurturing.plan_gone(unit, record.id)
    elif isinstance(record, FollowUp) and record.done_at is None:
        nurturing.went_on(unit, clock, record)


def bring_back(store: Store, record: Record, name: str) -> None:
    """Brings a deleted record back; a step of a nurture plan takes the place of the one that came after it."""
    with store.change(N_("Brought back {name}"), name=name) as unit:
        found = unit.get(type(record), record.id)
        if found is None or found.deleted_at is None:
            return
        found.deleted_at = None
        if isinstance(found, FollowUp):
            nurturing.came_back(unit, found)
