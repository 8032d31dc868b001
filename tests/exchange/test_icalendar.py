"""Follow-ups arrive in the seller's calendar at the right minute, and only once."""

from datetime import UTC, date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from salesdesk.exchange.icalendar import CalendarEntry, write

NOW = datetime(2026, 11, 15, 10, tzinfo=UTC)
OSLO = ZoneInfo("Europe/Oslo")


def parts(data: bytes, kind: str) -> list[Any]:
    return list(Calendar.from_ical(data).walk(kind))


def call(**changes: Any) -> CalendarEntry:
    told: dict[str, Any] = {"id": "a1", "what": "Ring om pris", "kind": "call", "day": date(2026, 11, 19)}
    return CalendarEntry(**(told | changes))


def test_a_call_at_ten_stands_at_ten_in_oslo_as_a_to_do_and_between_the_meetings() -> None:
    data = write([call(time=time(10), zone="Europe/Oslo")], now=NOW)
    todo, event = parts(data, "VTODO")[0], parts(data, "VEVENT")[0]
    assert todo.decoded("due") == datetime(2026, 11, 19, 10, tzinfo=OSLO)
    assert event.decoded("dtstart") == datetime(2026, 11, 19, 10, tzinfo=OSLO)
    assert event.decoded("dtend") > event.decoded("dtstart")
    assert [zone["TZID"] for zone in parts(data, "VTIMEZONE")] == ["Europe/Oslo"]


def test_a_follow_up_for_a_day_is_a_to_do_for_that_day_and_blocks_no_hours() -> None:
    data = write([call()], now=NOW)
    assert parts(data, "VTODO")[0].decoded("due") == date(2026, 11, 19)
    assert parts(data, "VEVENT") == []
    assert parts(data, "VTIMEZONE") == []


def test_exporting_again_later_changes_the_entries_and_makes_no_new_ones() -> None:
    entry = call(time=time(10), zone="Europe/Oslo")
    first = parts(write([entry], now=NOW), "VTODO") + parts(write([entry], now=NOW), "VEVENT")
    later = write([call(time=time(11), zone="Europe/Oslo")], now=NOW.replace(year=2027))
    again = parts(later, "VTODO") + parts(later, "VEVENT")
    assert [str(p["UID"]) for p in first] == [str(p["UID"]) for p in again]
    assert len({str(p["UID"]) for p in first}) == 2
    assert again[0].decoded("dtstamp") == NOW.replace(year=2027)


def test_the_reminder_rings_once_at_its_instant() -> None:
    remind = datetime(2026, 11, 19, 9, 45, tzinfo=OSLO)
    data = write([call(time=time(10), zone="Europe/Oslo", remind_at=remind)], now=NOW)
    alarms = parts(data, "VALARM")
    assert [alarm.decoded("trigger") for alarm in alarms] == [remind]
    assert alarms[0]["TRIGGER"].params["VALUE"] == "DATE-TIME"


def test_what_is_done_is_marked_done_and_rings_no_more() -> None:
    data = write([call(time=time(10), zone="Europe/Oslo", remind_at=NOW, done=NOW)], now=NOW)
    todo = parts(data, "VTODO")[0]
    assert todo["STATUS"] == "COMPLETED"
    assert todo.decoded("completed") == NOW
    assert parts(data, "VALARM") == parts(data, "VEVENT") == []


def test_a_zone_that_nobody_knows_leaves_the_time_as_it_was_said() -> None:
    for zone in ("Nowhere/Town", "../etc", ""):
        data = write([call(time=time(10), zone=zone)], now=NOW)
        assert parts(data, "VTODO")[0].decoded("due") == datetime(2026, 11, 19, 10)  # noqa: DTZ001  (floating)


def test_no_follow_ups_make_an_empty_calendar() -> None:
    assert parts(write([], now=NOW), "VTODO") == []


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40).map(str.strip)


@given(what=WORDS, name=WORDS, note=st.sampled_from(["", "å; ł, ż\nế đ", "\\n", 'a"b:c']))
def test_every_text_comes_back_as_it_was(what: str, name: str, note: str) -> None:
    data = write([call(what=what or "Call", prospect_name=name, phone="+47 912 34 567", note=note)], now=NOW)
    todo = parts(data, "VTODO")[0]
    assert str(todo["SUMMARY"]) == (f"{what or 'Call'}: {name}" if name else what or "Call")
    assert str(todo["DESCRIPTION"]) == "\n".join(p for p in ("Phone: +47 912 34 567", note) if p)
