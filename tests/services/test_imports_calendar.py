"""Bringing in a calendar: what is to come and what was stands with whom it is about, and twice makes nothing new."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest

from salesdesk.domain.drafts import Refused
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.instants import from_micros
from salesdesk.exchange import icalendar_reading
from salesdesk.exchange.subject_tables import Said
from salesdesk.services import changes, exports, followups
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice, Staged
from salesdesk.services.imports_calendar import CalendarImporter
from salesdesk.services.reading import CALENDAR, content, read_subject
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records

HEAD = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Other//EN\r\n"


def entry(name: str, *lines: str) -> str:
    """One to-do or event."""
    return "\r\n".join((f"BEGIN:{name}", *lines, f"END:{name}", ""))


def calendar(folder: Path, *entries: str) -> Path:
    """A file of entries."""
    file = folder / "kalender.ics"
    file.write_bytes((HEAD + "".join(entries) + "END:VCALENDAR\r\n").encode())
    return file


def bring(store: Store, file: Path) -> Staged:
    """Brings a calendar in."""
    now = store.clock.now().astimezone(store.clock.zone())
    scene = Scene(now=now, region="NO", store=store.path, zone="Europe/Oslo", met=False)
    importer = CalendarImporter(store, scene, lambda _doubt, _card: Choice.ASIDE)
    staged = importer.stage(*read_subject(file, content(file), CALENDAR))
    importer.write([staged])
    return staged


def all_of(store: Store, subject: str) -> list[dict[str, Any]]:
    """The records of a subject, less the call that every capture plans."""
    return [one for one in records(store)[subject].values() if one.get("origin") != "capture"]


MEETING = entry(
    "VEVENT", "UID:1@other", "SUMMARY:Møte om eik", "DTSTART:20261125T090000Z", "DTEND:20261125T100000Z",
    "LOCATION:Bergen", 'ATTENDEE;CN="Åsa N":mailto:ASA@hemma.example', "ORGANIZER:mailto:me@mine.example",
)  # fmt: skip
VISIT = entry(
    "VEVENT", "UID:2@other", "SUMMARY:Besøk hos Åsa Nyström", "CATEGORIES:visit",
    "DTSTART;TZID=Europe/Oslo:20261103T140000", "DURATION:PT45M",
)  # fmt: skip
TODO = entry("VTODO", "UID:3@other", "SUMMARY:Send prices: Åsa Nyström", "DUE;VALUE=DATE:20261201")
STRANGER = entry("VEVENT", "UID:4@other", "SUMMARY:Tannlege", "DTSTART:20261126T090000Z")


def test_what_is_to_come_becomes_a_follow_up_and_what_was_an_activity(store: Store, tmp_path: Path) -> None:
    asa = capture(store, "Åsa Nyström", emails=("asa@hemma.example",)).prospect
    staged = bring(store, calendar(tmp_path, MEETING, VISIT, TODO))
    assert (staged.created, staged.refused) == (3, [])
    meeting, todo = sorted(all_of(store, "followups"), key=lambda one: str(one["day"]))
    assert (meeting["what"], meeting["kind"], meeting["prospect"]) == ("Møte om eik", "meeting", asa.bytes)
    assert (meeting["day"], str(meeting["time"])[:5], meeting["zone"]) == (
        "2026-11-25",
        "10:00",
        "Europe/Oslo",
    )
    assert meeting["outcome"] == "Place: Bergen"
    assert (todo["what"], todo["day"], todo["time"]) == ("Send prices", "2026-12-01", None)
    [visit] = [one for one in all_of(store, "activities") if one["uid"] == "2@other"]
    assert (visit["kind"], visit["minutes"], visit["prospect"]) == ("visit", 45, asa.bytes)
    assert from_micros(visit["at"]).isoformat() == "2026-11-03T13:00:00+00:00"


def test_a_calendar_that_is_brought_in_twice_makes_nothing_new_and_goes_as_one(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",))
    file = calendar(tmp_path, MEETING, VISIT, TODO)
    before = records(store)
    bring(store, file)
    once = records(store)
    again = bring(store, file)
    assert (again.created, again.updated, again.duplicates) == (0, 0, 3)
    assert records(store) == once
    changes.undo(store)
    assert records(store) == before


def test_a_meeting_that_came_in_before_it_was_is_not_told_a_second_time(store: Store, tmp_path: Path) -> None:
    capture(store, "Åsa Nyström")
    late = entry("VEVENT", "UID:8", "SUMMARY:Åsa Nyström", "DTSTART:20261125T233000Z")
    file = calendar(tmp_path, late)
    assert bring(store, file).created == 1
    assert isinstance(store.clock, StandingClock)
    store.clock.wait(days=9)
    assert bring(store, file).created == 0


def test_what_names_nobody_known_is_refused_in_words_and_kept(store: Store, tmp_path: Path) -> None:
    capture(store, "Åsa Nyström")
    off = entry("VEVENT", "UID:5", "SUMMARY:Åsa Nyström", "DTSTART:20261126T090000Z", "STATUS:CANCELLED")
    diary = entry("VJOURNAL", "UID:6", "SUMMARY:Åsa Nyström")
    nonsense = entry("VEVENT", "UID:7", "SUMMARY:Åsa Nyström", "DTSTART:yesterday")
    staged = bring(store, calendar(tmp_path, STRANGER, off, diary, nonsense))
    assert [one.where for one in staged.refused] == ["entry 1", "entry 2", "entry 3", "entry 4"]
    assert "nobody you know" in staged.refused[0].reason
    assert "called off" in staged.refused[1].reason
    assert all("SUMMARY" in one.original for one in staged.refused)
    assert all_of(store, "followups") == []


def test_follow_ups_of_ours_come_back_done_and_not_twice(store: Store, tmp_path: Path) -> None:
    asa = capture(store, "Åsa Nyström").prospect
    with store.change("planned") as unit:
        unit.add(
            FollowUp(
                what="Ring om pris", kind="call", day=date(2026, 11, 25), time=time(10), zone="Europe/Oslo",
                prospect=asa,
            )
        )  # fmt: skip
    file = tmp_path / "out.ics"
    exports.export(store, file)
    assert bring(store, file).created == 0
    text = file.read_text("utf-8").replace("STATUS:NEEDS-ACTION", "STATUS:COMPLETED")
    file.write_text(text.replace("\n\n", "\n"), "utf-8")
    staged = bring(store, file)
    assert (staged.created, staged.updated) == (0, 2)  # the call after the first meeting too
    [one] = all_of(store, "followups")
    assert one["done_at"] is not None


def test_follow_ups_of_a_colleague_come_in_once_each(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "kari" / "b.db") as other:
        asa = capture(other, "Åsa Nyström").prospect
        with other.change("planned") as unit:
            unit.add(
                FollowUp(
                    what="Ring om pris", kind="call", day=date(2026, 11, 25), time=time(10),
                    zone="Europe/Oslo", prospect=asa,
                )
            )  # fmt: skip
        exports.export(other, tmp_path / "kari.ics")
    capture(store, "Åsa Nyström")
    bring(store, tmp_path / "kari.ics")
    [one] = all_of(store, "followups")
    assert (one["what"], one["kind"], one["day"]) == ("Ring om pris", "call", "2026-11-25")


def test_a_calendar_of_ours_counts_each_follow_up_once(store: Store, tmp_path: Path) -> None:
    with open_store(tmp_path / "kari" / "b.db") as other:
        asa = capture(other, "Åsa Nyström").prospect
        with other.change("planned") as unit:
            unit.add(FollowUp(what="Ring Łukasz", day=date(2026, 11, 25), time=time(10), prospect=asa))
        exports.export(other, tmp_path / "kari.ics")

    unknown = bring(store, tmp_path / "kari.ics")
    capture(store, "Åsa Nyström")
    known = bring(store, tmp_path / "kari.ics")

    assert (unknown.rows, unknown.created, unknown.duplicates, len(unknown.refused)) == (2, 0, 0, 2)
    assert (known.rows, known.created + known.duplicates, known.refused) == (2, 2, [])


def test_an_event_of_ours_whose_to_do_another_calendar_dropped_comes_in(store: Store, tmp_path: Path) -> None:
    capture(store, "Đặng Thị Mai")
    alone = entry(
        "VEVENT", "UID:01a2078d5a6a70feba17160e1e900ce7-event@salesdesk", "SUMMARY:Ring: Đặng Thị Mai",
        "DTSTART:20261125T090000Z",
    )  # fmt: skip
    assert bring(store, calendar(tmp_path, alone)).created == 1


def test_an_entry_renamed_or_moved_in_its_calendar_updates_the_follow_up_it_came_as(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",))
    bring(store, calendar(tmp_path, MEETING, TODO))
    before = records(store)
    other = MEETING.replace("Møte om eik", "Møte om ask").replace("20261125T", "20261127T")

    staged = bring(store, calendar(tmp_path, other, TODO.replace("Send prices", "Send offer")))
    meeting, todo = sorted(all_of(store, "followups"), key=lambda one: str(one["day"]))
    again = bring(store, calendar(tmp_path, other, TODO.replace("Send prices", "Send offer")))

    assert (staged.created, staged.updated) == (0, 2)
    assert (meeting["what"], meeting["day"], str(meeting["time"])[:5]) == (
        "Møte om ask",
        "2026-11-27",
        "10:00",
    )
    assert (todo["what"], todo["day"]) == ("Send offer", "2026-12-01")
    assert (again.created, again.updated) == (0, 0)
    changes.undo(store)
    assert records(store) == before


def test_what_came_in_before_identities_were_kept_is_followed_from_the_next_time_on(
    store: Store, tmp_path: Path
) -> None:
    asa = capture(store, "Åsa Nyström").prospect
    with store.change("as an earlier version did") as unit:
        unit.add(FollowUp(what="Send prices", kind="other", day=date(2026, 12, 1), prospect=asa))

    first = bring(store, calendar(tmp_path, TODO))
    renamed = bring(store, calendar(tmp_path, TODO.replace("Send prices", "Send offer")))

    assert (first.created, renamed.created) == (0, 0)
    assert len(all_of(store, "followups")) == 1


def test_what_the_seller_changed_here_stays_though_the_calendar_comes_again(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",))
    bring(store, calendar(tmp_path, MEETING))
    [one] = (
        UUID(hex=key) for key, said in records(store)["followups"].items() if said["origin"] != "capture"
    )
    followups.move(store, one, date(2026, 12, 3), time(9))

    unchanged = bring(store, calendar(tmp_path, MEETING))
    both = bring(store, calendar(tmp_path, MEETING.replace("20261125T", "20261127T")))

    [kept] = all_of(store, "followups")
    assert (unchanged.created, unchanged.updated) == (0, 0)
    assert (both.created, both.updated) == (0, 0)
    assert (kept["day"], str(kept["time"])[:5]) == ("2026-12-03", "09:00")
    assert both.kept_yours


def test_one_day_that_was_moved_of_those_that_repeat_stands_beside_the_others(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",))
    moved = MEETING.replace("UID:1@other", "UID:1@other\r\nRECURRENCE-ID:20261202T090000Z")
    file = calendar(tmp_path, MEETING, moved.replace("20261125T", "20261203T"))
    assert bring(store, file).created == 2
    assert bring(store, file).created == 0


@pytest.mark.parametrize(
    "data", [b"BEGIN:VCALENDAR\r\n", b"BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR\n", b"\0\xff", b""]
)
def test_a_damaged_calendar_is_refused_in_words(data: bytes) -> None:
    for one in icalendar_reading.read(data):
        assert getattr(one, "reason", "")


def test_an_entry_with_an_impossible_day_is_refused_alone_and_the_others_come_in() -> None:
    data = (
        b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n"
        b"BEGIN:VTODO\r\nUID:1\r\nSUMMARY:Ring \xc3\x85se\r\nDUE;VALUE=DATE:20261332\r\nEND:VTODO\r\n"
        b"BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:M\xc3\xb8te\r\nDTSTART:20261124T100000Z\r\nEND:VEVENT\r\n"
        b"END:VCALENDAR\r\n"
    )
    refused, taken = icalendar_reading.read(data)
    assert isinstance(refused, Refused)
    assert "Ring Åse" in refused.original
    assert isinstance(taken, Said)
    assert (taken.where, taken.values["what"]) == ("entry 2", "Møte")
