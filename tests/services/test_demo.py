"""The sample year: what someone who looks around for the first time finds in it."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import phonenumbers
import pytest

from salesdesk import clock
from salesdesk.domain.instants import to_micros
from salesdesk.errors import UserError
from salesdesk.services import changes, checks, deals_board, demo, duplicates, fairs, search
from salesdesk.services import today as day_at_a_glance
from salesdesk.services.demo_words import goods, tongues
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from salesdesk.services.today import Today
    from tests.factories import Records

PROSPECTS = 400
LETTERS = "åøłżếđ"


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """A filled store that tests only look at."""
    with open_store(tmp_path_factory.mktemp("sample") / "sample.db") as store:
        demo.fill(store, prospects=PROSPECTS)
        yield store


@pytest.fixture(scope="module")
def kept(sample: Store) -> Records:
    """All that stands in the filled store."""
    return records(sample)


def look(store: Store) -> Today:
    with store.read() as reading:
        return day_at_a_glance.look(reading, store.clock)


def filled(path: Path, **said: Any) -> Records:
    with open_store(path) as store:
        demo.fill(store, **said)
        return records(store)


def values(of: Records, subject: str, field: str) -> list[Any]:
    return [one[field] for one in of[subject].values()]


def share(of: Records, field: str, value: str) -> float:
    found = values(of, "prospects", field)
    return 100 * found.count(value) / len(found)


def test_it_makes_as_many_prospects_as_were_asked_for_and_counts_all_it_made(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        counts = demo.fill(store, prospects=37)
        assert counts["prospects"] == 37
        assert counts == {subject: len(found) for subject, found in records(store).items() if found}


def test_today_shows_what_is_late_due_and_next_with_times_for_some(sample: Store) -> None:
    day = look(sample)
    lateness = {(day.day - one.day).days for one in day.late if one.day}
    assert day.late
    assert lateness <= set(range(1, 10))
    assert len(day.today) >= 2
    assert any(one.time for one in (*day.today, *day.next))
    assert len(day.next) > len(day.late)
    assert all(day.who[one.prospect].name for one in (*day.late, *day.today) if one.prospect)


@pytest.mark.parametrize("prospects", [20, 23, 60])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_even_a_small_store_has_something_of_all_to_do(tmp_path: Path, prospects: int, seed: int) -> None:
    with open_store(tmp_path / "a.db") as store:
        demo.fill(store, prospects=prospects, seed=seed)
        day = look(store)
        assert all((day.late, day.today, day.next, day.complaints))
        assert len(set(values(records(store), "prospects", "language"))) == 5


@pytest.mark.parametrize("prospects", [1, 2, 7])
def test_a_handful_of_prospects_can_be_had_too(tmp_path: Path, prospects: int) -> None:
    assert len(filled(tmp_path / "a.db", prospects=prospects)["prospects"]) == prospects


def test_people_of_five_languages_write_their_names_with_their_own_letters(kept: Records) -> None:
    assert set(values(kept, "prospects", "language")) >= {"nb", "sv", "pl", "vi", "en"}
    written = "".join(values(kept, "prospects", "name")).lower()
    assert [letter for letter in LETTERS if letter not in written] == []


def test_there_are_names_enough_that_few_are_called_the_same() -> None:
    for tongue in tongues():
        assert len({*tongue.women, *tongue.men}) >= 60
        assert len(set(tongue.last)) >= 60


def test_of_vietnamese_names_the_family_comes_first_and_of_polish_women_the_name_is_theirs(
    kept: Records,
) -> None:
    people = [one for one in kept["prospects"].values() if one["last_name"]]
    vietnamese = [one for one in people if one["language"] == "vi"]
    poles = [one for one in people if one["language"] == "pl" and one["last_name"].endswith(("ski", "ska"))]
    assert vietnamese
    assert all(one["name"] == f"{one['last_name']} {one['first_name']}" for one in vietnamese)
    assert poles
    assert all(one["first_name"].endswith("a") == one["last_name"].endswith("a") for one in poles)


def test_every_phone_can_be_called_and_belongs_to_nobody_else_unless_they_share_a_company(
    kept: Records,
) -> None:
    for value, e164 in zip(values(kept, "phones", "value"), values(kept, "phones", "e164"), strict=True):
        assert e164, value
        assert phonenumbers.is_valid_number(phonenumbers.parse(e164))
    codes = {phonenumbers.parse(one).country_code for one in values(kept, "phones", "e164")}
    assert codes == {47, 46, 48, 84, 44}
    mobiles = Counter(one["e164"] for one in kept["phones"].values() if one["kind"] == "mobile")
    doubled = sum(count - 1 for count in mobiles.values())
    assert doubled <= 6  # those who were entered a second time


def test_no_email_address_can_reach_a_stranger(kept: Records) -> None:
    addresses = values(kept, "emails", "value")
    assert addresses
    assert all(address.lower().endswith(".example") and address.isascii() for address in addresses)


def test_more_than_half_were_met_at_fairs_and_one_in_seven_buys(kept: Records) -> None:
    kinds = {one: source["kind"] for one, source in kept["sources"].items()}
    came = Counter(kinds[one["source"].hex().upper()] for one in kept["prospects"].values())
    assert 50 <= 100 * came["fair"] / PROSPECTS <= 60
    assert 12 <= 100 * came["referral"] / PROSPECTS <= 26
    assert len(came) > 10
    assert 12 <= share(kept, "stage", "customer") <= 18
    assert share(kept, "stage", "suspect") > share(kept, "stage", "sales-qualified") > 5


def test_one_fair_runs_two_are_past_and_one_is_to_come(sample: Store, kept: Records) -> None:
    day = clock.today(sample.clock).isoformat()
    four = kept["fairs"].values()
    assert sum(one["ends_on"] < day for one in four) == 2
    assert sum(one["starts_on"] <= day <= one["ends_on"] for one in four) == 1
    assert sum(one["starts_on"] > day for one in four) == 1
    assert all(
        one["cost_minor"] and one["cost_currency"] and one["target_leads"] and one["place"] for one in four
    )
    with sample.read() as reading:
        running = fairs.current(reading, clock.today(sample.clock))
        assert running is not None
        assert fairs.met_at(reading, running.id) > 20


def test_complaints_are_mostly_solved_and_one_is_promised_for_today(sample: Store, kept: Records) -> None:
    found = list(kept["complaints"].values())
    still_open = [one for one in found if one["status"] == "open"]
    assert 10 <= len(found) <= 14
    assert 2 <= len(still_open) <= 4
    assert sum(one["public"] for one in found) == 1
    assert all(one["resolution"] and one["satisfaction"] for one in found if one["status"] == "resolved")
    now = sample.clock.now()
    promised = [one["promised_at"] - to_micros(now) for one in still_open]
    assert any(0 < away < 16 * 3600 * 10**6 for away in promised)


def test_nothing_happened_later_than_now_or_before_the_prospect_came(sample: Store, kept: Records) -> None:
    now = to_micros(sample.clock.now())
    came = {one: prospect["created_at"] for one, prospect in kept["prospects"].items()}
    for subject, field in (
        ("activities", "at"), ("stage_changes", "at"), ("followups", "created_at"), ("followups", "done_at"),
        ("complaints", "received_at"), ("complaints", "resolved_at"), ("consents", "at"), ("answers", "at"),
    ):  # fmt: skip
        happened = [
            (one["prospect"].hex().upper(), one[field])
            for one in kept[subject].values()
            if one[field] and one["prospect"]
        ]
        assert happened
        assert all(came[who] <= at <= now for who, at in happened), subject


def test_the_year_is_a_year_and_touches_go_on_through_it(sample: Store, kept: Records) -> None:
    now = sample.clock.now()
    touched = sorted(values(kept, "activities", "at"))
    assert touched[0] > to_micros(now - timedelta(days=370))
    quarter = timedelta(days=91)
    for number in range(4):
        start, end = to_micros(now - (number + 1) * quarter), to_micros(now - number * quarter)
        assert sum(start <= at < end for at in touched) > 50


def test_who_climbed_the_ladder_did_so_rung_by_rung_up_to_where_they_stand(kept: Records) -> None:
    moves: dict[bytes, list[tuple[int, str, str]]] = {}
    for one in kept["stage_changes"].values():
        if one["prospect"]:
            moves.setdefault(one["prospect"], []).append((one["at"], one["old"], one["new"]))
    assert len(moves) > PROSPECTS / 2
    for who, mine in moves.items():
        mine.sort(key=lambda move: move[0])
        stages = ["suspect", *(new for _at, _old, new in mine)]
        assert [old for _at, old, _new in mine] == stages[:-1]
        assert kept["prospects"][who.hex().upper()]["stage"] == stages[-1]


def test_parked_prospects_have_a_day_to_come_back_and_something_else_to_offer(kept: Records) -> None:
    parked = [one for one in kept["prospects"].values() if one["stage"] == "parked"]
    assert parked
    assert all(one["revisit_on"] and one["revisit_product"] in goods().products for one in parked)


def test_some_were_entered_twice_and_hardly_anyone_else_looks_so(sample: Store) -> None:
    with sample.read() as reading:
        found = list(duplicates.likely(reading))
    assert 3 <= len(found) <= 12


@pytest.mark.parametrize(
    "query",
    [
        'view:"Hot"',
        'view:"No follow-up"',
        'view:"Customers"',
        'view:"Late"',
        "tag:oak",
        "consent:email",
        "no:company",
    ],
)
def test_the_saved_views_and_everyday_searches_find_someone(sample: Store, query: str) -> None:
    with sample.read() as reading:
        asked = search.ask(reading, query, subject="prospects", clock=sample.clock)
        assert 0 < search.total(reading, asked) < PROSPECTS


def test_each_rung_and_each_fair_has_questions_and_some_were_answered(kept: Records) -> None:
    questions = kept["questions"].values()
    assert {one["rung"] for one in questions if one["rung"]} >= {"suspect", "sales-qualified", "customer"}
    assert {one["fair"].hex().upper() for one in questions if one["fair"]} == set(kept["fairs"])
    assert len(kept["answers"]) > 50


def told(of: Records) -> list[str]:
    return sorted(
        f"{one['name']} {one['stage']} {one['met_at']} {one['note']}" for one in of["prospects"].values()
    )


def test_the_same_seed_makes_the_same_people_and_another_makes_others(tmp_path: Path) -> None:
    one = filled(tmp_path / "one.db", prospects=50, seed=7)
    same = filled(tmp_path / "same.db", prospects=50, seed=7)
    other = filled(tmp_path / "other.db", prospects=50, seed=8)
    assert told(one) == told(same)
    assert sorted(values(one, "followups", "what")) == sorted(values(same, "followups", "what"))
    assert told(one) != told(other)


@pytest.mark.parametrize("country", ["PL", "VN"])
def test_most_prospects_live_where_the_seller_does(tmp_path: Path, country: str) -> None:
    found = filled(tmp_path / "a.db", prospects=60, region=country)
    live = Counter(one["country"] for one in found["addresses"].values() if one["prospect"])
    assert live.most_common(1)[0][0] == country


def test_a_store_that_holds_someone_is_left_alone(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        capture(store)
        before = records(store)
        with pytest.raises(UserError) as refused:
            demo.fill(store, prospects=20)
        assert refused.value.hint
        assert records(store) == before


def test_one_undo_empties_the_store_again_and_it_can_be_filled_anew(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as store:
        counts = demo.fill(store, prospects=60)
        outcome = changes.undo(store)
        assert outcome.records >= sum(counts.values())  # some were changed besides
        assert outcome.skipped == []
        assert not any(records(store).values())
        assert demo.fill(store, prospects=60) == counts


def test_a_sample_that_is_stopped_leaves_nothing_behind(tmp_path: Path) -> None:
    def stop(done: int) -> None:
        if done > 30:
            raise KeyboardInterrupt

    with open_store(tmp_path / "a.db") as store:
        with pytest.raises(KeyboardInterrupt):
            demo.fill(store, prospects=100, progress=stop)
        assert not any(records(store).values())


def test_check_finds_nothing_wrong_with_it(sample: Store) -> None:
    assert checks.look_over(sample) == []


@pytest.mark.parametrize("hour", [0, 12, 23])
def test_it_can_be_filled_at_any_hour_of_the_day(tmp_path: Path, hour: int) -> None:
    standing = StandingClock()
    standing.at = standing.at.replace(hour=hour, minute=30)
    with open_store(tmp_path / "a.db", standing) as store:
        demo.fill(store, prospects=20)
        day = look(store)
        assert all((day.late, day.today, day.next, day.complaints))


def test_deals_are_open_in_each_stage_some_late_and_one_forgotten(sample: Store) -> None:
    with sample.read() as reading:
        board = deals_board.read(reading, sample.clock, "NOK")
    assert all(2 <= len(cards) <= 9 for cards in board.columns)
    open_ones = [one for cards in board.columns for one in cards]
    assert 1 <= sum(one.late > 0 for one in open_ones) <= 6
    assert sum(one.quiet > 0 for one in open_ones) >= 1
    assert any(one.repeat for one in open_ones)
    assert all(2_000_00 <= one.amount <= 120_000_00 for one in open_ones)
    assert 3 <= len(board.won) <= 25
    assert any(one.upsold > 0 for one in board.won)
    assert len(board.lost) >= 3
    assert board.elsewhere == 0


def test_deals_of_a_year_have_lines_and_a_log_of_stages_that_adds_up(kept: Records) -> None:
    moves: dict[bytes, list[tuple[int, str, str]]] = {}
    for one in kept["stage_changes"].values():
        if one["deal"]:
            moves.setdefault(one["deal"], []).append((one["at"], one["old"], one["new"]))
    with_lines = {one["deal"] for one in kept["deal_lines"].values()}
    for ident, deal in kept["deals"].items():
        mine = sorted(moves[bytes.fromhex(ident)], key=lambda move: move[0])
        assert [old for _at, old, _new in mine] == ["", *(new for _at, _old, new in mine[:-1])]
        assert mine[-1][2] == (deal["outcome"] or deal["stage"])
        assert mine[0][0] == deal["opened_at"]
        assert deal["closed_at"] is None or deal["closed_at"] == mine[-1][0] >= deal["opened_at"]
        assert bytes.fromhex(ident) in with_lines
    outcomes = Counter(values(kept, "deals", "outcome"))
    assert outcomes["won"] > outcomes["lost"] > 15
    lost = [one for one in kept["deals"].values() if one["outcome"] == "lost"]
    assert all(one["cause"] for one in lost)
    assert any(one["competitor"] for one in lost)


def test_products_have_steps_a_set_and_prices_of_before(kept: Records) -> None:
    assert 8 <= len(kept["products"]) <= 12
    assert kept["goes_with"]
    assert len(kept["bundled"]) > 1
    assert len(kept["list_prices"]) > len(kept["products"])
    assert sum(one["step_up"] is not None for one in kept["products"].values()) >= 3
