"""Many prospects put on a nurture plan, or off theirs, at once: worked out off the lock, written as one batch."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from salesdesk.clock import today, zone_name
from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.columns import new_id
from salesdesk.domain.instants import to_micros
from salesdesk.domain.nurturing import NurturePlan, NurtureStep
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import nurturing, preferences
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.drafting import default_what
from salesdesk.services.nurture_endings import ended, in_parts
from salesdesk.store.database import Store
from salesdesk.store.nurture_sums import agreed, running, standing


@dataclass(slots=True)
class Starting(Bulk):
    """What would be written, and how many are left out since they have not agreed to be written to, or have no
    intention to buy. `already` counts those that are on the plan."""

    not_agreed: int = 0
    discarded: int = 0


def start(store: Store, ids: Sequence[UUID], plan: UUID) -> Starting:
    """Starts prospects on a plan; other plans of theirs end. Raises `UserError` where the plan has no step."""
    with store.read() as reading:
        mine = reading.need(NurturePlan, plan)
        taken = list(nurturing.steps(reading, plan))
        if not taken:
            raise UserError(_("That plan has no steps yet."), _("Give it a step first."))
        day = today(store.clock) + timedelta(days=taken[0].days)
        first = _FirstStep(store, plan, taken[0], preferences.read(reading).next_worked(day).isoformat())
        kinds = [one.kind for one in taken]
        said = dict(in_parts(reading.connection, ids, standing))
        channels = dict(in_parts(reading.connection, ids, agreed))
        on = dict(in_parts(reading.connection, ids, running))
    bulk = Starting(N_("{count} are on the plan {plan}"), {"plan": mine.name})
    over = ended(on, "seller", first.now)
    for ident in ids:
        called, stage = said.get(ident, ("", ""))
        if ident not in said:
            continue
        if any(one == plan for _nurturing, one, _todo in on.get(ident, ())):
            bulk.already += 1
        elif stage == "discarded":
            bulk.discarded += 1
        elif nurturing.needs_consent(kinds, channels.get(ident, ())):
            bulk.not_agreed += 1
        else:
            bulk.groups.append([*over.get(ident, ()), *first.changes(ident, called)])
    bulk.args["count"] = str(bulk.changing)
    return bulk


@dataclass(slots=True)
class _FirstStep:
    """Makes the first step of a plan for one after the other."""

    store: Store
    plan: UUID
    step: NurtureStep
    day: str

    @property
    def now(self) -> int:
        """The moment at which they are started, in microseconds."""
        return to_micros(self.store.clock.now())

    def changes(self, ident: UUID, called: str) -> list[Change]:
        made, now = new_id(), self.now
        begun: Patch = {
            "plan": self.plan.hex,
            "prospect": ident.hex,
            "started_at": now,
            "created_at": now,
        }
        todo: Patch = {
            "what": self.step.tell or default_what(self.step.kind, called),
            "kind": self.step.kind,
            "day": self.day,
            "zone": zone_name(self.store.clock),
            "prospect": ident.hex,
            "origin": nurturing.ORIGIN,
            "nurturing": made.hex,
            "nurture_step": self.step.id.hex,
            "created_at": now,
        }
        return [Change("nurturings", made, begun, None), Change("followups", new_id(), todo, None)]


def left_out(found: Starting) -> list[str]:
    """Who was not started, and why."""
    told = (
        (found.already, ngettext("{count} was on it.", "{count} were on it.", found.already)),
        (
            found.not_agreed,
            ngettext(
                "{count} has not agreed to be written to, and is left out.",
                "{count} have not agreed to be written to, and are left out.",
                found.not_agreed,
            ),
        ),
        (
            found.discarded,
            ngettext(
                "{count} is discarded, and left out.",
                "{count} are discarded, and left out.",
                found.discarded,
            ),
        ),
    )
    return [text.format(count=count) for count, text in told if count]
