"""A sample year to look around in: an empty store filled as by a seller of oak trays and bowls.

Everything is made up from `resources/samples`; the same seed on the same day makes the same year.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING, Final
from uuid import UUID

from salesdesk.domain import subjects
from salesdesk.domain.changes import Change
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.domain.instants import to_micros
from salesdesk.domain.text import fold
from salesdesk.domain.values import currency_of
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _
from salesdesk.services.changes import SAMPLE_YEAR, nobody_watches
from salesdesk.services.demo_commission import plan_of
from salesdesk.services.demo_competitors import Competitors
from salesdesk.services.demo_complaints import Complaints
from salesdesk.services.demo_course import Course, Met, made
from salesdesk.services.demo_deals import Buyer, Deals
from salesdesk.services.demo_goals import Goals
from salesdesk.services.demo_left import Left
from salesdesk.services.demo_nurturing import Nurture
from salesdesk.services.demo_people import People, Someone, Workplace
from salesdesk.services.demo_products import Wares
from salesdesk.services.demo_spending import Spending
from salesdesk.services.demo_team import team_of
from salesdesk.services.demo_techniques import techniques_of
from salesdesk.services.demo_templates import templates_of
from salesdesk.services.demo_words import dealings, goods, tongues
from salesdesk.services.demo_year import Arrival, Year
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, new_prospect
from salesdesk.services.views import SAMPLE
from salesdesk.store import batches, inverse, log
from salesdesk.store.batches import Plan, Progress

if TYPE_CHECKING:
    from salesdesk.domain.changes import Patch
    from salesdesk.store.database import Store
    from salesdesk.store.unit import Reading

_QUESTIONS: Final = (
    ("suspect", N_("What do they need?")),
    ("marketing-qualified", N_("What may it cost?")),
    ("sales-qualified", N_("Who decides?")),
    ("sales-qualified", N_("When do they want it?")),
    ("customer", N_("What is still to be told?")),
)
_MADE_UP: Final = ("prospects", "deals", "complaints")  # which are of no use, whatever was done with them
_REFERRERS: Final = 60  # people known well enough to send others


def fill(
    store: Store,
    *,
    prospects: int = 400,
    seed: int = 1,
    region: str = "NO",
    progress: Progress = nobody_watches,
) -> dict[str, int]:
    """Fills an empty store with a year up to today, as one batch, and gives counts by subject.

    `region` is the seller's country: two in five prospects live there. Raises `UserError` where the store
    holds records already.
    """
    _must_be_empty(store)
    sample = _Sample(store, prospects, seed=seed, region=region)
    counts = Counter[str]()
    groups = _counted(sample.groups(), counts)
    batches.write(store, Plan(SAMPLE_YEAR, {}), groups, progress=progress)
    return {subject: counts[subject] for subject in subjects.BY_SUBJECT if counts[subject]}


def standing(reading: Reading) -> UUID | None:
    """The batch of the sample year, where it was filled in and not taken away since."""
    row = log.batch_of(
        reading.connection,
        "label = ? AND cause = 'change' AND state = 'done' AND undone = 0 ORDER BY row DESC",
        SAMPLE_YEAR,
    )
    return row.id if row else None


def rest(reading: Reading) -> list[Change]:
    """What is left of a sample year that was taken away, since the seller changed it or built on it; but for names
    that the seller's own records refer to."""
    row = log.batch_of(
        reading.connection, "label = ? AND cause = 'change' AND undone = 1 ORDER BY row DESC", SAMPLE_YEAR
    )
    if row is None or standing(reading) is not None:
        return []
    left = inverse.alive(reading.connection, row.row)
    needed = inverse.needed(reading.connection, left, besides=_MADE_UP)
    return [one for one in left if (one.subject, one.record) not in needed]


def delete_rest(store: Store) -> int:
    """Deletes what is left of the sample year, as one batch, and gives how many records that were."""
    with store.read() as reading:
        left = rest(reading)
    now = to_micros(store.clock.now())
    deleted = [Change(one.subject, one.record, {"deleted_at": now}, {"deleted_at": None}) for one in left]
    if deleted:
        batches.write(store, Plan(N_("Deleted what was left of the sample year"), {}), iter([deleted]))
    return len(deleted)


def _must_be_empty(store: Store) -> None:
    with store.reading_raw() as connection:
        for subject in subjects.BY_SUBJECT:
            query = f"SELECT 1 FROM {subject} WHERE deleted_at IS NULL LIMIT 1"
            if subject != "preferences" and connection.exec_driver_sql(query).first():
                raise UserError(
                    _("This store holds records already; the sample year goes into an empty one."),
                    _("Name a new file with --store, for example: salesdesk --store sample.db demo"),
                )


def _counted(groups: Iterable[list[Change]], counts: Counter[str]) -> Iterator[list[Change]]:
    for group in groups:
        counts.update(change.subject for change in group if change.before is None)
        yield group


class _Sample:
    """The sample year as it is made up, group by group."""

    def __init__(self, store: Store, prospects: int, *, seed: int, region: str) -> None:
        self._count = prospects
        self._year = Year(store.clock, seed)
        self._goods = goods()
        self._people = People(self._year, tongues(), self._goods, region=region)
        self._scene = Scene(now=self._year.now, region=region, store=store.path)
        with store.reading_raw() as connection:
            self._directory = Directory(connection, self._year.hour(self._year.day(-366)), everything=True)
            self._directory.preload()
        currency, said = currency_of(region) or "NOK", dealings()
        self._currency = currency
        self._wares = Wares(self._year, said, currency)
        self._techniques = said.techniques
        self._deals = Deals(self._year, said, self._wares, self._directory, currency)
        self._rivals = Competitors(self._year, said, self._directory, currency)
        self._spending = Spending(self._year, currency)
        self._goals = Goals(self._year, currency)
        self._nurture = Nurture(self._year)
        self._left = Left(self._year, self._directory)
        self._referrers: list[tuple[UUID, str]] = []

    def groups(self) -> Iterator[list[Change]]:
        """All changes: the frame, the prospects in the order in which they came, doubles, complaints."""
        questions: dict[str, list[UUID]] = {}
        yield list(self._frame(questions))
        yield list(self._wares.changes())
        yield list(templates_of(self._year))
        yield list(techniques_of(self._year, self._techniques))
        yield list(team_of(self._year))
        yield list(self._rivals.changes())
        course = Course(self._year, self._goods, questions)
        doubles = 0 if self._count < 10 else max(2, round(0.3 * sqrt(self._count)))
        singles = self._count - doubles
        twice = {(2 * number + 1) * singles // (2 * doubles) for number in range(doubles)}
        due = self._year.open_days(singles)
        met: list[ProspectDraft] = []
        for number, arrival in enumerate(self._year.arrivals(singles, self._goods)):
            someone = self._people.meet(arrival, whole=number in twice)
            told = list(self._prospect(someone, arrival, due.get(number), course))
            self._nurture.hear(told)
            self._spending.met(arrival)
            yield told
            if number in twice:
                met.append(someone.draft)
        for number, draft in enumerate(met):
            scene = replace(self._scene, now=self._year.hour(self._year.day(-number - 1)), met=False)
            yield new_prospect(_as_typed_again(draft, number), self._directory, scene)[1]
        for group in self._deals.groups(self._count):
            self._spending.hear(group)
            self._goals.hear(group)
            yield group
        yield from self._rivals.contracts(self._deals.buyers, self._count)
        complaints = Complaints(self._year, self._goods, self._directory)
        yield from complaints.groups(self._count, course.customers)
        yield from self._spending.groups()
        yield from self._nurture.groups()
        yield from self._goals.groups()
        yield list(plan_of(self._year, self._currency, self._goals.sold_minor))

    def _frame(self, questions: dict[str, list[UUID]]) -> Iterator[Change]:
        """Fairs, questions and views."""
        start = self._year.hour(self._year.day(-366))
        asked = [(rung, "", _(text)) for rung, text in _QUESTIONS]
        for fair in self._year.fairs(self._goods):
            self._directory.named("fairs", fair.name)
            plan, (change,) = fair.plan, self._directory.made()
            details: Patch = {
                "place": plan.place,
                "starts_on": fair.starts_on.isoformat(),
                "ends_on": fair.ends_on.isoformat(),
                "cost_minor": plan.cost,
                "cost_currency": plan.currency,
                "target_leads": plan.target,
            }
            self._spending.met_at(fair, change.record)
            yield replace(change, patch={**change.patch, **details})
            asked += [(fair.name, change.record.hex, text) for text in plan.questions]
        for position, (key, fair_id, text) in enumerate(asked):
            said: Patch = {
                "rung": "" if fair_id else key,
                "fair": fair_id,
                "text": text,
                "position": position or None,
            }
            question = made("questions", said, start)
            questions.setdefault(key, []).append(question.record)
            yield question
        for position, (name, query) in enumerate(SAMPLE):
            yield made(
                "views",
                {"name": _(name), "of": "prospects", "query": query, "position": position or None},
                start,
            )

    def _prospect(
        self, someone: Someone, arrival: Arrival, due: int | None, course: Course
    ) -> Iterator[Change]:
        """One prospect with all that happened; the company before it where it is new."""
        if someone.workplace and someone.workplace.new:
            yield from self._company(someone.workplace, arrival)
        referrer = None
        if arrival.source == "referral" and self._referrers:
            referrer = self._year.dice.choice(self._referrers)
        draft = replace(
            someone.draft,
            source=arrival.source,
            source_which=referrer[1] if referrer else arrival.which,
            fair=arrival.fair,
        )
        one, changes = new_prospect(draft, self._directory, replace(self._scene, now=arrival.at))
        patch = next(change.patch for change in changes if change.record == one)
        if referrer:
            patch["referred_by"] = referrer[0].hex
        fair = patch.get("fair")
        yield from changes
        customers = len(course.customers)
        yield from course.tell(
            Met(one, someone, arrival, due), patch, fair if isinstance(fair, str) else None
        )
        since = course.customers[-1].since if len(course.customers) > customers else None
        self._left.tell(patch, since, due)  # the group is written when it is whole
        yield from self._directory.made()
        self._deals.meet(Buyer(one, draft.name, draft.company, {**patch}, arrival.at, since, due))
        if draft.name and len(self._referrers) < _REFERRERS:
            self._referrers.append((one, draft.name))

    def _company(self, place: Workplace, arrival: Arrival) -> Iterator[Change]:
        place.new = False
        company = self._directory.company(place.name, trade=place.trade)
        yield from self._directory.made()
        if company is None:
            return
        owner: Patch = {"company": company.hex, "kind": "work"}
        address = place.address
        where: Patch = {
            "street": address.street,
            "postal_code": address.postal_code,
            "city": address.city,
            "region": address.region,
            "country": address.country,
        }
        yield made("addresses", {**owner, **where}, arrival.at)
        yield made("webs", {**owner, "value": f"https://www.{place.domain}"}, arrival.at)


def _as_typed_again(draft: ProspectDraft, number: int) -> ProspectDraft:
    """The same person as someone in a hurry might enter them a second time."""
    plain = fold(draft.name).title()
    again = ProspectDraft(
        name=plain,
        company=draft.company,
        language=draft.language,
        source="import",
        source_which=_("Old address book"),
    )
    match number % 3:
        case 0:
            return replace(again, phones=(draft.phones[0],), addresses=draft.addresses)
        case 1:
            initial = f"{draft.first_name[0]}. {draft.last_name}"
            return replace(again, name=initial, emails=(Detail(draft.emails[0].value.upper(), "work"),))
        case _:
            return replace(again, name=_misspelt(draft.name), addresses=draft.addresses)


def _misspelt(name: str) -> str:
    """`name` with a letter doubled near its end."""
    return f"{name[:-2]}{name[-2]}{name[-2:]}"
