"""Two nurture plans of the sample year: some prospects on them, some who answered, went on, or withdrew."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final
from uuid import UUID

from salesdesk.domain.changes import Change, Patch
from salesdesk.domain.instants import from_micros, to_micros
from salesdesk.i18n import N_, _
from salesdesk.services.demo_course import made
from salesdesk.services.followups import ACTIVITY_OF
from salesdesk.services.nurturing import ORIGIN

if TYPE_CHECKING:
    from salesdesk.services.demo_year import Year

Step = tuple[int, str, str]  # days, kind, what to tell
_PLANS: Final[tuple[tuple[str, str, tuple[Step, ...]], ...]] = (
    (
        N_("Met at a fair, not ready yet"),
        N_("Shops that liked what they saw, and buy later in the year"),
        (
            (14, "call", N_("Ask how things stand")),
            (30, "email", N_("Send pictures of what is new")),
            (60, "call", N_("Ask whether the next season is planned")),
        ),
    ),
    (
        N_("Buys from someone else"),
        N_("Those who are content where they are"),
        ((21, "sample", N_("Send a sample with a few words")), (45, "call", N_("Hear how it was received"))),
    ),
)
_RUNNING: Final = ((0, 0, 11), (0, 1, 3), (0, 2, 24), (1, 0, -1), (1, 1, 9))  # plan, step, days to the next
_LEAST: Final = 40  # prospects of a sample that has plans


@dataclass(slots=True)
class _Someone:
    """A prospect as far as plans ask for it."""

    id: UUID
    came: datetime
    stage: str
    agreed: bool = False
    busy: bool = False  # something else is to be done with them
    withdrew: datetime | None = None
    stepped_up: datetime | None = None


class Nurture:
    """Hears of the prospects as they are made up, and then puts some of them on plans."""

    def __init__(self, year: Year) -> None:
        self._year = year
        self._known: dict[str, _Someone] = {}

    def hear(self, group: Sequence[Change]) -> None:
        """Takes note of who came, agreed, withdrew, and stepped up."""
        for one in group:
            if one.subject == "prospects":
                came = from_micros(int(one.patch.get("met_at") or one.patch["created_at"] or 0))
                stage = str(one.patch.get("stage") or "suspect")
                self._known[one.record.hex] = _Someone(one.record, came, stage)
            who = self._known.get(str(one.patch.get("prospect")))
            if who is None:
                continue
            if one.subject == "consents" and one.patch.get("channel") == "email":
                gone = one.patch.get("withdrawn_at")
                who.agreed, who.withdrew = gone is None, from_micros(int(gone)) if gone else None
            elif one.subject == "followups" and not one.patch.get("done_at"):
                who.busy = True
            elif one.subject == "stage_changes" and one.patch.get("new") == "sales-qualified":
                who.stepped_up = from_micros(int(one.patch["at"] or 0))

    def groups(self) -> Iterator[list[Change]]:
        """The plans, and who is or was on them."""
        if len(self._known) < _LEAST:
            return
        start = self._year.hour(self._year.day(-200))
        plans: list[tuple[Change, list[Change]]] = []
        for name, segments, steps in _PLANS:
            plan = made("nurture_plans", {"name": _(name), "segments": _(segments)}, start)
            parts = [
                made(
                    "nurture_steps",
                    {
                        "plan": plan.record.hex,
                        "days": days,
                        "kind": kind,
                        "tell": _(tell),
                        "position": place or None,
                    },
                    start,
                )
                for place, (days, kind, tell) in enumerate(steps)
            ]
            plans.append((plan, parts))
            yield [plan, *parts]
        for number, step, ahead in _RUNNING:
            yield self._on(*plans[number], step, ahead)
        yield from self._over(*plans[0])

    def _on(self, plan: Change, steps: list[Change], step: int, ahead: int) -> list[Change]:
        """Someone who is on a plan: the steps before `step` are done, that one is due in `ahead` days."""
        day = self._year.day(ahead)
        begun = sum(_days(one) for one in steps[: step + 1])
        started = self._year.hour(day - timedelta(days=begun))
        who = self._take(lambda one: one.agreed and not one.busy and one.came < started and _waits(one))
        if who is None:
            return []
        on = made(
            "nurturings",
            {"plan": plan.record.hex, "prospect": who.id.hex, "started_at": to_micros(started)},
            started,
        )
        found, at = [on], started
        for place, one in enumerate(steps[: step + 1]):
            due = at + timedelta(days=_days(one))
            found += self._step(on, who, one, at, None if place == step else due, day=due)
            at = due
        return found

    def _step(
        self,
        on: Change,
        who: _Someone,
        step: Change,
        planned: datetime,
        done: datetime | None,
        *,
        day: datetime,
    ) -> list[Change]:
        kind = str(step.patch["kind"])
        todo: Patch = {
            "what": step.patch["tell"],
            "kind": kind,
            "day": day.date().isoformat(),
            "zone": self._year.zone_name,
            "prospect": who.id.hex,
            "origin": ORIGIN,
            "nurturing": on.record.hex,
            "nurture_step": step.record.hex,
            "done_at": to_micros(done) if done else None,
        }
        found = [made("followups", todo, planned)]
        if done:
            happened: Patch = {"kind": ACTIVITY_OF.get(kind, "note"), "note": step.patch["tell"]}
            at: Patch = {"prospect": who.id.hex, "at": to_micros(done)}
            found.append(made("activities", {**happened, **at}, done))
        return found

    def _over(self, plan: Change, steps: list[Change]) -> Iterator[list[Change]]:
        """Those who were on a plan: one called, one stepped up, one withdrew the consent."""
        called = self._year.hour(self._year.day(-19))
        old = called - timedelta(days=60)
        ends: tuple[tuple[str, Callable[[_Someone], datetime | None]], ...] = (
            ("reply", lambda one: called if one.came < old and one.agreed and _waits(one) else None),
            ("stage", lambda one: one.stepped_up),
            ("consent", lambda one: one.withdrew),
        )
        for by, ended in ends:
            who = self._take(lambda one, when=ended: _room(one, when(one)))
            at = ended(who) if who is not None else None
            if who is None or at is None:
                continue
            started = max(who.came, at - timedelta(days=30))
            said: Patch = {"plan": plan.record.hex, "prospect": who.id.hex, "ended_by": by}
            times: Patch = {"started_at": to_micros(started), "ended_at": to_micros(at)}
            on = made("nurturings", {**said, **times}, started)
            first = started + timedelta(days=_days(steps[0]))
            found = [on, *(self._step(on, who, steps[0], started, first, day=first) if first < at else [])]
            if by == "reply":
                told: Patch = {"kind": "call-in", "note": _("Read the mail, wants prices for spring")}
                found.append(made("activities", {**told, "prospect": who.id.hex, "at": to_micros(at)}, at))
            yield found

    def _take(self, fits: Callable[[_Someone], bool]) -> _Someone | None:
        found = next((one for one in self._known.values() if fits(one)), None)
        if found is not None:
            del self._known[found.id.hex]
        return found


def _waits(one: _Someone) -> bool:
    return one.stage in {"suspect", "marketing-qualified"}


def _room(one: _Someone, ended: datetime | None) -> bool:
    """Whether there is time for a plan between somebody's coming and its end."""
    return ended is not None and ended - one.came > timedelta(days=8)


def _days(step: Change) -> int:
    return int(step.patch["days"] or 0)
