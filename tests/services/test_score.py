"""The score: explained, the same in tables and in words, and never in want of a nightly round."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain import score as rule
from salesdesk.domain.prospects import Prospect
from salesdesk.domain.score import MOST, Scale, Sold, Standing
from salesdesk.services import activities, changes, checks, deals, listing, scoring, search
from salesdesk.services.deals import DealDraft, LineDraft, Won
from salesdesk.store.database import Store
from tests.factories import MORNING, StandingClock, capture, open_store

AMOUNTS = st.integers(-(10**9), 10**12)
WORDS = st.sampled_from(["", "Møbler", "møbler", "furniture", "Furniture", "đồ gỗ", "żagle", "x'y"])
STANDINGS = st.builds(
    Standing,
    stage=st.sampled_from([*rule.STAGES, "eigen"]),
    interest=st.sampled_from(["", *rule.INTERESTS]),
    touched_at=st.none() | st.integers(-5, 500).map(lambda days: MORNING - timedelta(days=days)),
    won=AMOUNTS,
    open=AMOUNTS,
    segment=st.fixed_dictionaries(dict.fromkeys(rule.SEGMENTS, WORDS)),
)
SOLD = st.lists(
    st.builds(
        Sold,
        currency=st.sampled_from(["NOK", "EUR"]),
        segment=st.fixed_dictionaries(dict.fromkeys(rule.SEGMENTS, WORDS)),
        won=AMOUNTS,
        sales=st.integers(0, 50),
        open=AMOUNTS,
        holders=st.integers(0, 5),
    ),
    max_size=8,
)


@given(STANDINGS, SOLD)
def test_a_score_lies_between_nothing_and_a_hundred_and_is_the_sum_of_its_parts(
    standing: Standing, sold: list[Sold]
) -> None:
    found = rule.score(standing, rule.scale(sold), MORNING)
    assert found.parts.keys() == MOST.keys()
    assert all(0 <= points <= MOST[part] for part, points in found.parts.items())
    assert found.total == sum(found.parts.values())
    assert sum(MOST.values()) == 100


@given(STANDINGS, SOLD, st.integers(0, 10**9), st.integers(0, 400))
def test_who_buys_more_or_was_touched_later_never_scores_less(
    standing: Standing, sold: list[Sold], more: int, days: int
) -> None:
    scale = rule.scale(sold)
    before = rule.score(standing, scale, MORNING).parts
    touched = (standing.touched_at or MORNING - timedelta(days=999)) + timedelta(days=days)
    better = Standing("customer", "hot", touched, standing.won + more, standing.open + more, standing.segment)
    after = rule.score(better, scale, MORNING).parts
    assert all(after[part] >= points for part, points in before.items())


def test_a_segment_that_bought_more_gives_more_and_two_lucky_sales_are_no_proof() -> None:
    def sold(trade: str, won: int, sales: int) -> Sold:
        return Sold("NOK", {"trade": trade}, won, sales)

    many = rule.scale([sold("hotel", 1_000_000, 40), sold("café", 400_000, 20), sold("kiosk", 10, 1)])
    assert many.fit["trade"] == {"hotel": 5, "café": 1}
    few = rule.scale([sold("hotel", 1_000_000, 2)])
    assert few.fit["trade"] == {"hotel": 1}
    assert few.usual == 500_000
    assert rule.scale([]) == Scale()


def _sale(store: Store, prospect: UUID, minor: int, *, won: bool = True) -> UUID:
    line = LineDraft(name="Oak trays", quantity=Decimal(1), net_minor=minor)
    made = deals.open_deal(store, DealDraft(title="Trays", prospect=prospect, currency="NOK", lines=(line,)))
    if won:
        deals.win(store, made.id, Won())
    return made.id


def _said(store: Store, prospect: UUID, **values: Any) -> None:
    with store.change("said") as unit:
        mine = unit.need(Prospect, prospect)
        for name, value in values.items():
            setattr(mine, name, value)


def _scores(store: Store) -> list[tuple[str, int]]:
    """The prospects as the table sorts them by score, each with the score that it shows."""
    with store.read() as reading:
        asked = search.ask(reading, "", subject="prospects", clock=store.clock)
        rows = listing.rows(reading, asked, sort="score")
        scale = scoring.scale_of(reading)
        found = listing.fetch(reading, rows, scale=scale)
        return [
            (found[row].name, rule.score(found[row].standing, scale, store.clock.now()).total) for row in rows
        ]


def _asked(store: Store, query: str) -> set[str]:
    with store.read() as reading:
        asked = search.ask(reading, query, subject="prospects", clock=store.clock)
        return {hit.name for hit in search.page(reading, asked)}


def test_the_table_sorts_by_the_very_score_that_it_shows_and_search_asks_for_it(store: Store) -> None:
    for number, name in enumerate(("Åsa", "Đặng", "Łucja", "Żaneta", "Jørgen", "Kåre")):
        one = capture(store, name, time_frame=("now", "two-months", "none", "")[number % 4]).prospect
        words = {"trade": ("Hotel", "hotel", "Café")[number % 3], "language": "nb", "region": "Vestland"}
        _said(store, one, stage=list(rule.STAGES)[number], **words)
        if number % 2:
            _sale(store, one, 100_000 * number)
        if number % 3 == 0:
            _sale(store, one, 70_000, won=False)
    shown = _scores(store)
    assert [total for _name, total in shown] == sorted((total for _name, total in shown), reverse=True)
    assert len({total for _name, total in shown}) > 3
    middle = shown[2][1]
    assert _asked(store, f"score:>{middle}") == {name for name, total in shown if total > middle}
    assert _asked(store, f"-score:>={middle}") == {name for name, total in shown if total < middle}
    with store.read() as reading:
        asked = search.ask(reading, "score:>0", subject="prospects", clock=store.clock)
        assert {hit.name: hit.score for hit in search.page(reading, asked, scored=True)} == dict(shown)


def test_a_score_ages_without_anything_being_written(store: Store, clock: StandingClock) -> None:
    ingrid = capture(store).prospect
    activities.note(store, ingrid, kind="call-out")
    ((_name, before),) = _scores(store)
    clock.wait(days=100)
    ((_name, after),) = _scores(store)
    assert before - after == 15
    with store.read() as reading:
        told = scoring.explained(reading, ingrid, clock)
    assert told is not None
    assert told.told["touch"] == "Last touch: 5 of 20: 100 days ago"
    assert told.total == after


def test_each_way_that_a_sale_changes_is_in_the_score_and_undone_with_it(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    with open_store(path) as store:
        ingrid, other = capture(store).prospect, capture(store, "Åsa Nyström").prospect
        _said(store, ingrid, trade="hotel")
        before = _worth(store)
        deal = _sale(store, ingrid, 250_000)
        with store.read() as reading:
            (line,) = deals.lines(reading, deal)
        deals.edit_line(store, line, "net_minor", 300_000)
        assert _worth(store) == {("Ingrid Solheim", "NOK", 300_000, 1, 0, "hotel")}
        with store.change("moved") as unit:
            unit.need(deals.Deal, deal).prospect = other
        assert _worth(store) == {("Åsa Nyström", "NOK", 300_000, 1, 0, "")}
        with store.change("gone") as unit:
            unit.delete(unit.need(Prospect, other))
        assert _worth(store) == set()
        assert not checks.look_over(store, repair=False)
    with open_store(path) as store:
        for _ in range(6):
            changes.undo(store)
        assert _worth(store) == before
        assert not checks.look_over(store, repair=False)


def _worth(store: Store) -> set[tuple[Any, ...]]:
    with store.reading_raw() as connection:
        query = (
            "SELECT p.name, w.currency, w.won, w.sales, w.open, w.trade FROM prospects_worth w"
            " JOIN prospects p ON p.row = w.row"
        )
        return {tuple(one) for one in connection.exec_driver_sql(query)}
