"""Techniques as a seller has them: written down, renamed where deals name them, compared only where chance is out."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path

import pytest

from salesdesk.domain.figures.comparing import compared, furthest_apart
from salesdesk.domain.figures.figure import proportion
from salesdesk.domain.techniques import Technique
from salesdesk.errors import UserError
from salesdesk.services import (
    changes,
    deals,
    editing,
    goals,
    lookup,
    prospects,
    technique_list,
    techniques,
    techniques_usual,
)
from salesdesk.services.activities import add as add_activity
from salesdesk.services.deals import DealDraft, LineDraft, Lost, Won
from salesdesk.services.drafting import Scene
from salesdesk.services.goals import GoalDraft
from salesdesk.services.technique_list import Line
from salesdesk.services.techniques import TechniqueDraft
from salesdesk.store.database import Store
from tests.factories import StandingClock, open_store, records

SAMPLE = "Vareprøve på Ås"


def decided(store: Store, name: str, won: int, lost: int = 0) -> None:
    """Deals that were won and lost by a technique, 1 000 kr each."""
    for number in range(won + lost):
        line = LineDraft(name="Skål", net_minor=100_000)
        draft = DealDraft(title=f"Łódź {number}", currency="NOK", lines=(line,), technique=name)
        made = deals.open_deal(store, draft).id
        if number < won:
            deals.win(store, made, Won(technique=name, check_ins=False))
        else:
            deals.lose(store, made, Lost())


def touched(store: Store, name: str) -> None:
    from salesdesk.domain.activities import Activity

    with store.change("Noted") as unit:
        add_activity(unit, Activity(kind="demo", technique=name))


def listed(store: Store) -> list[Line]:
    with store.read() as reading:
        return technique_list.read(reading, store.clock, "NOK")


def write_down(store: Store, name: str, **said: str) -> Technique:
    return techniques.add(store, TechniqueDraft(name=name, **said))


def edit(store: Store, mine: Technique, field: str, new: str) -> Technique:
    return techniques.edit(store, mine.id, {field: (getattr(mine, field), new)})


def test_a_technique_is_told_with_what_came_of_it_and_one_only_named_stands_at_the_end(store: Store) -> None:
    write_down(store, SAMPLE)
    write_down(store, "Cold call")
    decided(store, SAMPLE, 4, 2)
    decided(store, "Đặt hàng", 1)
    touched(store, SAMPLE)
    first, second, last = listed(store)
    assert (first.name, first.deals, first.touches, first.won, first.lost) == (SAMPLE, 6, 1, 4, 2)
    assert technique_list.rate(first.rate) == "67 % (30–90)"  # Wilson 1927 for 4 of 6: 0.300 to 0.903
    assert first.sale.value == 100_000
    assert (second.name, second.deals, second.rate.value) == ("Cold call", 0, None)
    assert (last.name, last.record, last.won) == ("Đặt hàng", None, 1)


def test_the_order_is_the_sellers_own_and_not_that_of_the_rates(store: Store) -> None:
    one, other = write_down(store, "Cold call"), write_down(store, SAMPLE)
    decided(store, SAMPLE, 9)
    decided(store, "Cold call", 0, 9)
    assert [line.name for line in listed(store)] == ["Cold call", SAMPLE]
    techniques.order(store, [other.id, one.id])
    assert [line.name for line in listed(store)] == [SAMPLE, "Cold call"]


def test_two_are_told_apart_only_where_their_intervals_have_nothing_in_common() -> None:
    high, low, middle, few = proportion(44, 100), proportion(19, 100), proportion(30, 100), proportion(4, 4)
    assert compared(high, low) == "better"
    assert compared(low, high) == "worse"
    assert compared(high, middle) == compared(middle, low) == "alike"
    assert compared(high, few) == compared(few, low) == compared(proportion(0, 0), low) == "few"
    assert furthest_apart([middle, low, few, high]) == (3, 1)
    assert furthest_apart([middle, few, high]) is None
    assert furthest_apart([]) is None


def test_what_stands_beside_is_said_in_words_and_never_ranked_on_chance(store: Store) -> None:
    for name, won, lost in ((SAMPLE, 12, 0), ("Cold call", 1, 11), ("Shelf plan", 4, 8), ("New one", 4, 0)):
        decided(store, name, won, lost)
    found = {one.other: one for one in technique_list.beside(listed(store), SAMPLE)}
    assert found["Cold call"].verdict == "better"
    assert found["Cold call"].told == (
        "Cold call wins 8 % (1–35): wins less often, more than chance would explain"
    )
    assert found["Shelf plan"].verdict == "better"
    assert found["New one"].told == "New one: too few to say"
    shelf = {one.other: one for one in technique_list.beside(listed(store), "Shelf plan")}
    assert shelf["Cold call"].told == "Cold call wins 8 % (1–35): too few to say which is better"
    assert shelf[SAMPLE].verdict == "worse"
    assert technique_list.beside(listed(store), "never tried") == []


def test_another_name_goes_over_to_deals_activities_and_goals_and_one_undo_takes_all_back(
    store: Store,
) -> None:
    mine = write_down(store, "Sample box")
    decided(store, "Sample box", 2, 1)
    touched(store, "Sample box")
    draft = GoalDraft(
        figure="win_rate",
        change=Decimal(60),
        scope="technique",
        scope_value="Sample box",
        starts_on=datetime(2026, 11, 1, tzinfo=UTC).date(),
        ends_on=datetime(2026, 12, 1, tzinfo=UTC).date(),
    )
    goals.add(store, draft, own="NOK")
    before = records(store)
    edit(store, mine, "name", SAMPLE)
    (line,) = listed(store)
    assert (line.name, line.deals, line.touches) == (SAMPLE, 3, 1)
    with store.read() as reading:
        assert [one.scope_value for one in reading.find(goals.select(goals.Goal))] == [SAMPLE]
    changes.undo(store)
    assert records(store) == before


def test_a_name_is_needed_and_is_nobody_elses(store: Store) -> None:
    mine = write_down(store, "Sample box")
    write_down(store, SAMPLE)
    for name in ("", "  ", "vareprøve PÅ ås"):
        with pytest.raises(UserError):
            edit(store, mine, "name", name)
        with pytest.raises(UserError):
            write_down(store, name)
    assert edit(store, mine, "name", "sample box").name == "sample box"  # its own, written otherwise
    with pytest.raises(UserError, match="meanwhile"):
        techniques.edit(store, mine.id, {"script": ("something else", "new")})


def test_a_name_of_deals_becomes_a_technique_by_one_act_or_is_written_as_the_one_there_is(
    store: Store,
) -> None:
    decided(store, "vareprøve på ås", 1)
    decided(store, "Cold call", 1)
    write_down(store, SAMPLE)
    techniques.note_down(store, "vareprøve på ås")
    techniques.note_down(store, "Cold call")
    assert [(one.name, one.deals, one.record is not None) for one in listed(store)] == [
        (SAMPLE, 1, True),
        ("Cold call", 1, True),
    ]


def test_a_checklist_has_a_point_a_line_and_stages_are_those_of_the_pipeline(store: Store) -> None:
    mine = write_down(store, SAMPLE, checklist="- Ringe først\n\n• Ta med łyżka ")
    assert techniques.points(mine) == ["Ringe først", "Ta med łyżka"]
    assert techniques.suits(mine, "quote")
    mine = edit(store, mine, "stages", "Quote, demo")
    assert mine.stages == "demo quote"
    assert techniques.suits(mine, "demo")
    assert not techniques.suits(mine, "negotiation")
    with pytest.raises(UserError, match="There is no stage"):
        edit(store, mine, "stages", "sauna")
    assert edit(store, mine, "stages", "").stages == ""


def test_set_renames_it_everywhere_too(store: Store, clock: StandingClock) -> None:
    mine = write_down(store, "Sample box")
    decided(store, "Sample box", 1)
    scene = Scene(now=clock.now(), region="NO", store=store.path)
    editing.set_fields(store, mine, mine.name, [("name", SAMPLE), ("stages", "quote")], scene)
    (line,) = listed(store)
    assert (line.name, line.deals) == (SAMPLE, 1)
    with store.read() as reading:
        assert lookup.by_id(reading, str(mine.id)).name == SAMPLE


def test_one_that_is_deleted_is_still_named_by_its_deals(store: Store) -> None:
    mine = write_down(store, SAMPLE, script="Bla")
    decided(store, SAMPLE, 1)
    prospects.delete(store, mine, mine.name)
    (line,) = listed(store)
    assert (line.name, line.record, line.deals) == (SAMPLE, None, 1)


def test_the_deals_of_a_technique_are_the_open_ones_first(store: Store) -> None:
    decided(store, SAMPLE, 1, 1)
    deals.open_deal(store, DealDraft(title="Åpen", currency="NOK", technique=SAMPLE))
    with store.read() as reading:
        found = technique_list.deals_of(reading, SAMPLE)
    assert found[0].outcome == ""
    assert {one.outcome for one in found} == {"", "won", "lost"}


def test_the_usual_ones_are_offered_until_one_has_them(store: Store) -> None:
    with store.read() as reading:
        left = techniques_usual.left(reading)
    assert len(left) == 4
    assert all(one.script and len(one.checklist.splitlines()) > 2 for one in left)
    techniques_usual.add(store, left[0].name)
    with store.read() as reading:
        assert [one.name for one in techniques_usual.left(reading)] == [one.name for one in left[1:]]
        assert techniques.all_of(reading)[0].stages == "qualified demo"


def test_every_act_is_undone_after_a_restart(tmp_path: Path) -> None:
    store = open_store(tmp_path / "store.db")
    decided(store, "Cold call", 1, 1)
    before = records(store)
    one = write_down(store, "Sample box", script="Hei", checklist="a\nb")
    techniques.note_down(store, "Cold call")
    usual = techniques_usual.add(store, techniques_usual.drafts()[0].name)
    edit(store, one, "script", "Hallo")
    with store.read() as reading:
        cold = techniques.needed(reading, "cold call")
    edit(store, cold, "name", SAMPLE)
    techniques.order(store, [usual, one.id])
    prospects.delete(store, one, one.name)
    store.close()
    again = open_store(tmp_path / "store.db")
    for _act in range(7):
        changes.undo(again)
    assert records(again) == before
    again.close()
