"""How long was prospected on each day, whatever the clocks did."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain.prospecting_time import begins, begun_at, by_day, capped, union

OSLO = ZoneInfo("Europe/Oslo")
ZONES = (
    "Europe/Oslo",
    "America/St_Johns",
    "Australia/Lord_Howe",
    "America/Havana",
    "Pacific/Apia",
    "Asia/Ho_Chi_Minh",
)
HOUR = timedelta(hours=1)

# Around a clock change of spring and of autumn, in whole minutes.
instants = st.builds(
    lambda start, minutes: start + timedelta(minutes=minutes),
    st.sampled_from([datetime(2026, 3, 28, 12, tzinfo=UTC), datetime(2026, 10, 24, 12, tzinfo=UTC)]),
    st.integers(0, 3 * 24 * 60),
)
stretches = st.lists(
    st.builds(lambda at, minutes: (at, at + timedelta(minutes=minutes)), instants, st.integers(0, 2000)),
    max_size=6,
)
zones = st.sampled_from(ZONES).map(ZoneInfo)


def at(day: int, hour: int, minute: int = 0, *, month: int = 11, fold: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=OSLO, fold=fold)


def test_a_stint_over_midnight_counts_on_both_days() -> None:
    found = by_day([(at(20, 22, 30), at(21, 1))], OSLO)
    assert found == {date(2026, 11, 20): 1.5 * HOUR, date(2026, 11, 21): HOUR}


def test_two_that_overlap_count_once() -> None:
    found = by_day([(at(20, 9), at(20, 11)), (at(20, 10), at(20, 12)), (at(20, 10), at(20, 10, 30))], OSLO)
    assert found == {date(2026, 11, 20): 3 * HOUR}


def test_the_hour_that_a_clock_change_gives_counts_and_the_one_it_takes_does_not() -> None:
    autumn = by_day([(at(25, 2, month=10), at(25, 3, month=10))], OSLO)
    assert autumn == {date(2026, 10, 25): 2 * HOUR}
    spring = by_day([(at(29, 1, month=3), at(29, 4, month=3))], OSLO)
    assert spring == {date(2026, 3, 29): 2 * HOUR}


def test_a_day_that_a_country_left_out_of_its_calendar_has_no_time() -> None:
    apia = ZoneInfo("Pacific/Apia")  # had no 30 December 2011
    start = datetime(2011, 12, 29, 22, tzinfo=apia)
    found = by_day([(start, start.astimezone(UTC) + 4 * HOUR)], apia)
    assert found == {date(2011, 12, 29): 2 * HOUR, date(2011, 12, 31): 2 * HOUR}


def test_what_ends_before_it_begins_is_nothing_and_a_forgotten_one_is_capped() -> None:
    assert by_day([(at(20, 10), at(20, 9))], OSLO) == {}
    assert capped((at(20, 8), at(21, 8)), 4 * HOUR) == (at(20, 8), at(20, 12))
    assert capped((at(20, 8), at(20, 9)), 4 * HOUR) == (at(20, 8), at(20, 9))


@given(stretches, zones)
def test_the_days_add_up_to_the_union_and_none_is_longer_than_it_was(
    some: list[tuple[datetime, datetime]], zone: ZoneInfo
) -> None:
    found = by_day(some, zone)
    assert sum(found.values(), timedelta()) == sum((b - a for a, b in union(some)), timedelta())
    for day, time in found.items():
        assert timedelta() < time <= begins(day + timedelta(days=1), zone) - begins(day, zone)


@given(stretches, zones, st.data())
def test_order_doubles_and_where_a_stint_was_paused_for_no_time_change_nothing(
    some: list[tuple[datetime, datetime]], zone: ZoneInfo, data: st.DataObject
) -> None:
    found = by_day(some, zone)
    assert by_day([*reversed(some), *some], zone) == found
    cut: list[tuple[datetime, datetime]] = []
    for start, end in some:
        middle = start + (end - start) * data.draw(st.sampled_from([0.0, 0.25, 0.5, 1.0]))
        cut += [(start, middle), (middle, end)]
    assert by_day(cut, zone) == found


def test_a_begin_is_said_of_the_day_that_keeps_the_stint_short() -> None:
    def said(hour: int, minute: int, begun: datetime, ended: datetime) -> datetime:
        return begun_at(at(1, hour, minute).time(), begun, ended, OSLO)

    over_midnight = at(22, 23, 50), at(23, 0, 50)
    assert said(0, 5, *over_midnight) == at(23, 0, 5)
    assert said(23, 40, *over_midnight) == at(22, 23, 40)
    assert said(8, 45, at(22, 9), at(22, 9, 30)) == at(22, 8, 45)
    assert said(9, 45, at(22, 9), at(22, 9, 30)) == at(22, 9, 45)  # which is refused: it ended before
