"""What a seller does to a store, one act after the other by number: what undo, redo and packages are tried with."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.companies import Company
from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.records import Record
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import (
    activities,
    bulk_deals,
    bulk_editing,
    bulk_followups,
    bulk_setting,
    commissions,
    complaints,
    crediting,
    deals,
    duplicates,
    editing,
    expenses,
    followups,
    goals,
    nurture_plans,
    nurturing,
    products,
    prospects,
    ratings,
    reviews,
    revival,
    stints,
)
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.commissions import PlanDraft
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.deals import DealDraft, LineDraft, Lost
from salesdesk.services.drafting import Scene
from salesdesk.services.expenses import ExpenseDraft
from salesdesk.services.goals import GoalDraft
from salesdesk.services.lookup import by_id
from salesdesk.services.nurture_plans import StepDraft
from salesdesk.services.products import ProductDraft
from salesdesk.services.search import ask, ids
from salesdesk.store.database import Store
from tests.factories import MORNING, bring_in, capture

NAMES = ("Ingrid Solheim", "Marek Łukasik", "Åsa Nyström", "Nguyễn Thị Hạnh", "Phạm Văn Đức", "Zofia Żak")
Act = Callable[[Store, int], object]


def _someone(store: Store, number: int) -> str | None:
    with store.read() as reading:
        found = list(ids(reading, ask(reading, "", subject="prospects", clock=store.clock)))
    return str(found[number % len(found)]) if found else None


def _capture(store: Store, number: int) -> None:
    name = NAMES[number % len(NAMES)]
    tags = ("oak",) if number % 2 else ()
    capture(store, name, company="Fjord Interiør", phones=(f"9123{number:04d}",), time_frame="hot", tags=tags)


def _set(store: Store, number: int) -> None:
    someone = _someone(store, number)
    if someone is None:
        return
    pairs = (
        ("title", "Buyer"),
        ("stage", "customer"),
        ("company", "Drewno Plus"),
        ("tag", "oak"),
        ("note", f"n{number}"),
    )
    with store.read() as reading:
        found = by_id(reading, someone)
    scene = Scene(now=MORNING, region="NO", store=store.path)
    editing.set_fields(store, found.record, found.name, [pairs[number % len(pairs)]], scene)


def _delete(store: Store, number: int) -> None:
    someone = _someone(store, number)
    if someone is None:
        return
    with store.read() as reading:
        found = by_id(reading, someone)
    prospects.delete(store, found.record, found.name)


def _finish(store: Store, number: int) -> None:
    with store.read() as reading:
        todo = list(ids(reading, ask(reading, "is:open", subject="followups", clock=store.clock)))
    if todo:
        following = FollowUpDraft(what="Send the price list", kind="email", day=MORNING.date())
        followups.finish(store, todo[number % len(todo)], following=following if number % 2 else None)


def _complain(store: Store, number: int) -> None:
    someone = _someone(store, number)
    if someone is None:
        return
    with store.read() as reading:
        who = by_id(reading, someone).record.id
    made = complaints.receive(store, ComplaintDraft(what="Cracked glaze", cause="product"), who)
    if number % 2:
        complaints.resolve(store, made.id, "New bowls")


def _note(store: Store, number: int) -> None:
    someone = _someone(store, number)
    if someone is not None:
        with store.read() as reading:
            who = by_id(reading, someone).record.id
        activities.note(store, who, text="Wants delivery before Christmas")


def merge(store: Store, number: int) -> None:
    with store.read() as reading:
        found = list(ids(reading, ask(reading, "", subject="prospects", clock=store.clock)))
    if len(found) > 1:
        keep = found[number % len(found)]
        duplicates.merge(store, keep, [next(one for one in found if one != keep)])


def bring_in_contacts(store: Store, number: int) -> None:
    file = store.path.with_name("contacts.csv")
    rows = [f"{name};Fjord Interiør;9{number:03d}{n:04d};oak,{n}" for n, name in enumerate(NAMES)]
    file.write_text("\n".join(("Name;Company;Phone;Tags", *rows)), "utf-8")
    bring_in(store, file)


def _some(store: Store, subject: str) -> list[UUID]:
    """Those of a kind that a list of it shows: bulk edits take them all."""
    with store.read() as reading:
        return list(ids(reading, ask(reading, "", subject=subject, clock=store.clock)))


def _all(store: Store, kind: type[Record]) -> list[UUID]:
    """All of a kind that has no list in the search."""
    with store.read() as reading:
        return [one.id for one in reading.find(select(kind).where(kind.deleted_at.is_(None)))]


def _set_all(subject: str, *pairs: tuple[str, str]) -> Callable[[Store, int], Bulk]:
    kind = subjects.BY_SUBJECT[subject]
    return lambda store, number: bulk_setting.set_fields(
        store, subject, _all(store, kind), [pairs[number % len(pairs)]]
    )


def _delete_all(subject: str) -> Callable[[Store, int], Bulk]:
    return lambda store, _number: bulk_setting.delete(
        store, subject, _all(store, subjects.BY_SUBJECT[subject])
    )


# Each kind of bulk edit that a list offers.
BULK: tuple[Callable[[Store, int], Bulk], ...] = (
    lambda store, number: bulk_editing.stage(
        store, _some(store, "prospects"), ("customer", "parked", "discarded", "suspect")[number % 4]
    ),
    lambda store, number: bulk_editing.interest(
        store, _some(store, "prospects"), "cold" if number % 2 else ""
    ),
    lambda store, _number: bulk_editing.source(store, _some(store, "prospects"), "referral"),
    lambda store, number: bulk_editing.tag(store, _some(store, "prospects"), f"dębowy {number % 3}"),
    lambda store, _number: bulk_editing.untag(store, _some(store, "prospects"), "oak"),
    lambda store, _number: bulk_editing.follow_up(
        store, _some(store, "prospects"), FollowUpDraft(what="", kind="call", day=MORNING.date())
    ),
    lambda store, _number: bulk_editing.delete(store, _some(store, "prospects")),
    lambda store, number: bulk_deals.stage(store, _all(store, Deal), "demo" if number % 2 else "quote"),
    lambda store, _number: bulk_deals.lose(store, _all(store, Deal), "za drogo w Łodzi"),
    lambda store, number: bulk_followups.move(
        store, _all(store, FollowUp), MORNING.date() + timedelta(days=number)
    ),
    lambda store, _number: bulk_followups.done(store, _all(store, FollowUp)),
    _set_all("deals", ("expected_close", "2026-12-18"), ("source", "Hjem & Hage"), ("expected_close", "")),
    _set_all("complaints", ("cause", "spedytor Łódź"), ("promised", "2026-12-01 16:00")),
    _set_all("expenses", ("fair", "Hjem & Hage"), ("kind", "samples")),
    _set_all("products", ("category", "Kjøkken")),
    _set_all("companies", ("trade", "Møbler")),
    *map(_delete_all, ("deals", "followups", "complaints", "expenses", "products", "companies")),
)


def _bulk_edit(store: Store, number: int) -> None:
    """The kinds of bulk edit, one after the other by number."""
    bulk_editing.write(store, BULK[number % len(BULK)](store, number))


def _list_products(store: Store, number: int) -> None:
    products.make(store, ProductDraft(name=f"Øks {number}", category="Verktøy"))


def _who(store: Store, number: int) -> UUID | None:
    someone = _someone(store, number)
    return UUID(someone) if someone else None


def _sell(store: Store, number: int) -> None:
    """A deal that is won, credited and rated, or lost and tried again."""
    lines = [LineDraft(name="Eikebrett", net_minor=149_000)]
    draft = DealDraft(title="Eikebrett", currency="NOK", prospect=_who(store, number), lines=lines)
    deal = deals.open_deal(store, draft).id
    if number % 2:
        revival.revive(store, deals.lose(store, deal, Lost(cause="price", revisit_on=MORNING.date())))
        return
    deals.win(store, deal)
    with store.read() as reading:
        (line,) = deals.lines(reading, deal)
    crediting.give(store, line.id, Decimal(1))
    ratings.rate(store, ratings.About(deal=deal), "satisfaction", 1 + number % 5)


def _park(store: Store, number: int) -> None:
    who = _who(store, number)
    if who is not None:
        parked = revival.park(store, who, product="Ullkurv")
        if number % 2:
            revival.revive(store, parked, product="Gryte" if number % 3 else "")


def _nurture(store: Store, number: int) -> None:
    who = _who(store, number)
    if who is None:
        return
    steps = [
        StepDraft(days=7, kind="call", tell="Hva ble det til?"),
        StepDraft(days=14, kind="call", tell="Og nå?"),
    ]
    plan = nurture_plans.make(store, f"Brev {number}", steps)
    begun = nurturing.start(store, who, plan.id)
    if number % 2:
        nurturing.stop(store, begun.id)


def _keep_books(store: Store, number: int) -> None:
    """Time that was spent, money that was, and a week that was looked through."""
    expenses.note(store, ExpenseDraft(amount=Money(100 + number, "NOK"), day=MORNING.date(), kind="travel"))
    with store.read() as reading:
        running = stints.running(reading)
    if running is None:
        stints.start(store)
    else:
        stints.stop(store)
    reviews.finish(store)


def _aim(store: Store, number: int) -> None:
    """A goal with its steps, under the one before it, and one of the acts of goals."""
    with store.read() as reading:
        kept = goals.all_of(reading, ended=True)
    above = kept[number % len(kept)].id if kept else None
    day = MORNING.date()
    draft = GoalDraft(
        figure=("leads", "sales", "revenue")[number % 3],
        change=Decimal(40 + number),
        starts_on=day,
        ends_on=day + timedelta(days=30),
        repeats="week" if number % 2 else "",
        reward="Helg i Bergen",
        parent=above,
        milestones=((day + timedelta(days=7), Decimal(20)),),
    )
    mine = goals.add(store, draft, own="NOK").id
    act = _GOAL_ACTS[number % len(_GOAL_ACTS)]
    act(store, mine, above or mine)


def _take_step_away(store: Store, mine: UUID, _above: UUID) -> None:
    with store.read() as reading:
        (step,) = goals.milestones(reading, mine)
    goals.delete_milestone(store, step.id)


_GOAL_ACTS: tuple[Callable[[Store, UUID, UUID], object], ...] = (
    lambda store, mine, _above: goals.revise(store, mine, Decimal(30), "Færre messer"),
    lambda store, mine, _above: goals.end(store, mine),
    lambda store, _mine, above: goals.delete(store, above),
    lambda store, mine, _above: goals.take_reward(store, mine),
    lambda store, mine, _above: goals.put_under(store, mine, None),
    lambda store, mine, above: goals.put_under(store, above, mine),  # refused where it is above already
    lambda store, mine, _above: goals.add_milestone(
        store, mine, MORNING.date() + timedelta(days=9), Decimal(25)
    ),
    _take_step_away,
)


def _agree(store: Store, number: int) -> None:
    """A commission plan that is set, then one that is there changed, or taken away."""
    since = MORNING.date().replace(day=1 + number % 3)
    plan = commissions.set_plan(store, PlanDraft(since=since, base=Money(5_000_00, "NOK")))
    if number % 4 == 1:
        commissions.change(store, plan, base=Money(number, "NOK"), step="quarter")
    elif number % 4 == 2:
        tier = commissions.add_tier(store, plan, Tier(100_000_00, Decimal("0.08")))
        commissions.change_tier(store, tier, from_minor=90_000_00, rate=Decimal("0.09"))
    elif number % 4 == 3:
        commissions.delete(store, plan)


def _unless_refused(act: Act) -> Act:
    def tried(store: Store, number: int) -> None:
        with suppress(UserError):  # someone on a plan already, a week looked through already
            act(store, number)

    return tried


ACTS: tuple[Act, ...] = (
    *(_capture, _set, _delete, _finish, _complain, _note, merge, bring_in_contacts, _bulk_edit),
    *map(_unless_refused, (_list_products, _sell, _park, _nurture, _keep_books, _aim, _agree)),
)


def do_everything(store: Store) -> None:
    """Something of each kind, twice, so that there is what each bulk edit changes."""
    acts = (_capture, _set, _complain, _note, _sell, _park, _nurture, _list_products)
    for number in range(4):
        for act in acts:
            act(store, number)
        spent = ExpenseDraft(amount=Money(100 + number, "NOK"), day=MORNING.date(), kind="travel")
        expenses.note(store, spent)
    deals.open_deal(store, DealDraft(title="Gryte på fot", currency="NOK"))
    with store.change("A company where nobody works") as unit:
        unit.add(Company(name="Żubr Meble"))
