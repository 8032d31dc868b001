"""Whatever the seller does, undoing all of it leaves the store as before; redoing all of it, as after."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from salesdesk.domain import subjects
from salesdesk.domain.companies import Company
from salesdesk.domain.deals import Deal
from salesdesk.domain.drafts import Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.figures.commission import Tier
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.records import Record
from salesdesk.domain.values import Money
from salesdesk.errors import UserError
from salesdesk.services import (
    activities,
    bulk_deals,
    bulk_editing,
    bulk_followups,
    bulk_setting,
    changes,
    checks,
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
    packages,
    products,
    prospects,
    ratings,
    reviews,
    revival,
    stints,
)
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.cards import card
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
from tests.factories import MORNING, bring_in, capture, fresh_copy, open_store, records

NAMES = ("Ingrid Solheim", "Marek Łukasik", "Åsa Nyström", "Nguyễn Thị Hạnh", "Phạm Văn Đức", "Zofia Żak")
Act = Callable[[Store, int], None]


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


def _merge(store: Store, number: int) -> None:
    with store.read() as reading:
        found = list(ids(reading, ask(reading, "", subject="prospects", clock=store.clock)))
    if len(found) > 1:
        keep = found[number % len(found)]
        duplicates.merge(store, keep, [next(one for one in found if one != keep)])


def _import(store: Store, number: int) -> None:
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
_BULK: tuple[Callable[[Store, int], Bulk], ...] = (
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
    bulk_editing.write(store, _BULK[number % len(_BULK)](store, number))


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
    *(_capture, _set, _delete, _finish, _complain, _note, _merge, _import, _bulk_edit),
    *map(_unless_refused, (_list_products, _sell, _park, _nurture, _keep_books, _aim, _agree)),
)


def _everything(store: Store) -> None:
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


@pytest.fixture(scope="module")
def everything(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed store with something of each kind."""
    path = tmp_path_factory.mktemp("everything") / "store.db"
    with open_store(path) as store:
        _everything(store)
    return path


def _side_tables(store: Store) -> dict[str, list[str]]:
    """What is derived of the records, by table."""
    with store.reading_raw() as connection:
        query = "SELECT name FROM sqlite_master WHERE type = 'table'"
        names = [name for (name,) in connection.exec_driver_sql(query)]
        ends = ("_search", "_names", "_keys", "_worth", "_facts", "_digits")
        return {
            name: sorted(repr(tuple(row)) for row in connection.exec_driver_sql(f"SELECT * FROM {name}"))
            for name in names
            if name.endswith(ends) and name != "store_facts"
        }


_AT_ONCE: tuple[Act, ...] = (
    _merge,
    _import,
    *(lambda store, number, made=made: bulk_editing.write(store, made(store, number)) for made in _BULK),
)


@pytest.mark.parametrize("which", range(len(_AT_ONCE)))
def test_a_merge_an_import_or_a_bulk_edit_undone_after_a_restart_leaves_every_record_as_before(
    which: int, everything: Path, tmp_path: Path
) -> None:
    written = 0
    for number in range(3):
        path = fresh_copy(everything, tmp_path / str(number) / "store.db")
        with open_store(path) as store:
            before, alive, derived = records(store, deleted=True), records(store), _side_tables(store)
            first = _last(store)
            _AT_ONCE[which](store, number)
            done, moved = _times(store, first), records(store) != alive
        with open_store(path) as store:
            for _time in range(done):
                assert not changes.undo(store).skipped
            after = records(store, deleted=True)
            assert records(store) == alive
            for subject, kept in before.items():
                assert {one: after[subject].get(one) for one in kept} == kept
            assert _side_tables(store) == derived
            assert checks.look_over(store) == []
        assert moved == bool(done)
        written += done
    assert written  # in one of the three at least


def _last(store: Store) -> int:
    with store.reading_raw() as connection:
        return connection.exec_driver_sql("SELECT max(row) FROM batches").scalar_one()


@settings(max_examples=25)
@given(
    acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99)), min_size=1, max_size=7),
    reopen=st.booleans(),
)
def test_undoing_everything_and_redoing_everything_loses_nothing(
    acts: list[tuple[Act, int]], *, reopen: bool
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "store.db"
        store = open_store(path)
        capture(store, "Kari Østby", company="Østby Blomster")
        before = records(store)
        first = _last(store)
        for act, number in acts:
            act(store, number)
        after = records(store)
        if reopen:
            store.close()
            store = open_store(path)
        done = _times(store, first)
        for _time in range(done):
            assert not changes.undo(store).skipped
        assert records(store) == before
        for _time in range(done):
            assert not changes.redo(store).skipped
        assert records(store) == after
        assert checks.look_over(store) == []
        store.close()


def _times(store: Store, first: int) -> int:
    with store.reading_raw() as connection:
        query = "SELECT count(*) FROM batches WHERE cause = 'change' AND row > ?"
        return connection.exec_driver_sql(query, (first,)).scalar_one()


@settings(max_examples=15)
@given(
    st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99)), min_size=2, max_size=6), st.integers(0, 5)
)
def test_undoing_one_change_in_the_middle_breaks_nothing(acts: list[tuple[Act, int]], which: int) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.db") as store:
        for act, number in acts:
            act(store, number)
        with store.reading_raw() as connection:
            query = "SELECT id FROM batches WHERE cause = 'change'"
            batches = [one for (one,) in connection.exec_driver_sql(query)]
        if not batches:
            return
        try:
            changes.undo(store, UUID(bytes=batches[which % len(batches)]))
        except UserError:
            return
        assert checks.look_over(store) == []


@settings(max_examples=12)
@given(acts=st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 99)), min_size=1, max_size=7))
def test_a_data_package_restores_the_same_store_elsewhere_and_can_be_taken_back(
    acts: list[tuple[Act, int]],
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_store(Path(folder) / "store.db") as store:
        for act, number in acts:
            act(store, number)
        package = Path(folder) / "all.zip"
        packages.export(store, package)
        with open_store(Path(folder) / "other" / "store.db") as other:
            packages.take_in(other, package.read_bytes(), package.name)
            assert records(other, deleted=True) == records(store, deleted=True)
            assert _histories(other) >= _histories(store)
            assert checks.look_over(other) == []
            if any(records(other).values()):
                assert changes.undo(other).skipped == []
            assert not any(records(other).values())
            packages.take_in(other, package.read_bytes(), package.name)
            assert records(other) == records(store)
            assert checks.look_over(other) == []


def _histories(store: Store) -> set[tuple[str, str, str]]:
    """What the log says of each record: (record, label, patch)."""
    with store.reading_raw() as connection:
        rows = connection.exec_driver_sql(
            "SELECT hex(c.record), b.label, c.patch FROM changes c JOIN batches b ON b.row = c.batch"
        )
        return {(record, label, patch) for record, label, patch in rows}


def test_a_draft_with_everything_is_taken_back_whole(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        draft = ProspectDraft(
            name="Åsa Nyström",
            company="Hemma hos Åsa",
            phones=(Detail("070-123 45 67", "mobile"),),
            emails=(Detail("asa@hemma.example"),),
            tags=("oak", "trays"),
            consent="email, phone",
            asked_about=("Oak trays",),
            stage="customer",
            source="referral",
            source_which="Kari Østby",
        )
        prospects.capture(store, draft, region="SE", fair="Hjem & Hage 2026")
        changes.undo(store)
        assert not any(records(store).values())
        changes.redo(store)
        kept = records(store)
        assert {s: len(found) for s, found in kept.items() if found} == {
            "tags": 2, "sources": 1, "fairs": 1, "companies": 1, "prospects": 1, "phones": 1, "emails": 1,
            "asked_about": 1, "stage_changes": 1, "taggings": 2, "consents": 2, "activities": 1, "followups": 1,
        }  # fmt: skip


def test_an_edit_made_since_stays_with_all_that_is_part_of_it_and_is_named(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        made = capture(store, phones=("912 34 567",))
        with store.reading_raw() as connection:
            first = UUID(bytes=connection.exec_driver_sql("SELECT id FROM batches").scalar_one())
        with store.change("Changed {name}", name="x") as unit:
            unit.need(Prospect, made.prospect).title = "Buyer"
        outcome = changes.undo(store, first)
        assert {change.subject for change in outcome.skipped} == {"prospects", "phones"}
        with store.read() as reading:
            kept = card(reading, made.prospect)
            assert kept is not None
            assert (kept.prospect.title, [phone.value for phone in kept.phones]) == ("Buyer", ["912 34 567"])


def test_force_takes_back_what_was_changed_since_too(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store:
        made = capture(store)
        with store.reading_raw() as connection:
            first = UUID(bytes=connection.exec_driver_sql("SELECT id FROM batches").scalar_one())
        with store.change("Changed {name}", name="x") as unit:
            unit.need(Prospect, made.prospect).title = "Buyer"
        assert changes.undo(store, first, force=True).skipped == []
        assert records(store)["prospects"] == {}
