"""One record, whole, with its history; and the day at a glance."""

from __future__ import annotations

from datetime import date

import pytest

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.services import fairs
from salesdesk.services.prospects import capture
from salesdesk.store.database import Store
from tests.cli.desk import Desk
from tests.factories import StandingClock, open_store


@pytest.fixture
def people(desk: Desk) -> Desk:
    desk.people("Ingrid Solheim,Fjord Interiør,+47 912 34 567,ingrid@fjordinterior.no", "Ola,,,")
    return desk


def test_every_subject_can_be_shown_by_its_id(people: Desk) -> None:
    who = people.id_of("ingrid")
    company = people.ask("show", who)["company"]["id"]
    people.ask("set", who, "tag=oak", "source=referral", "fair=Hjem & Hage")
    todo = people.ask("plan", who, "call friday")["id"]
    complaint = people.ask("complaint", who, "Cracked")["id"]
    people.ask("done", todo)
    fair = people.ask("show", who)["fair"]["id"]
    activity = people.id_of("", of="activities")
    for record, subject in (
        (who, "prospects"),
        (company, "companies"),
        (todo, "followups"),
        (complaint, "complaints"),
        (fair, "fairs"),
        (activity, "activities"),
    ):
        shown = people.ask("show", record)
        assert (shown["id"], shown["subject"]) == (record, subject)
        assert shown["history"]
        assert people.call("show", record).code == 0
    assert people.ask("show", fair)["met"] == 1
    assert people.ask("show", company)["name"] == "Fjord Interiør"


def test_what_is_kept_beside_prospects_is_shown_and_deleted_by_its_id(people: Desk) -> None:
    who = people.id_of("ingrid")
    plan = people.ask("nurture", "add", "Til våren", "--step", "14d call Spør")["id"]
    people.ask("nurture", "start", "Til våren", who)
    made = (
        (plan, "nurture_plans", "Til våren"),
        (people.ask("template", "Takk", "--body", "Hei")["id"], "templates", "Takk"),
        (people.ask("teammate", "Łukasz", "--areas", "50*")["id"], "teammates", "Łukasz"),
        (people.ask("competitor", "add", "Träbolaget")["id"], "competitors", "Träbolaget"),
        (people.ask("timer", "start")["stints"][0]["id"], "stints", None),
    )
    for record, subject, name in made:
        shown = people.ask("show", record[:18])
        assert (shown["id"], shown["subject"], shown.get("name")) == (record, subject, name)
        assert people.call("show", record).code == 0
        gone = people.ask("delete", record)
        assert gone.get("deleted") or gone["deleted_at"]
        assert people.call("delete", record).code == 3
    assert people.ask("find", "Spør", "--of", "followups")["total"] == 0


def test_the_history_tells_what_happened_in_words_and_values(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.clock.wait(hours=2)
    people.ask("set", who, "stage=customer", "phone=22 33 44 55")
    people.ask("undo")
    shown = people.ask("show", who)
    assert [step["label"] for step in shown["history"]] == [
        "Brought in people.csv",
        "Changed Ingrid Solheim",
        "Undone: Changed Ingrid Solheim",
    ]
    assert shown["history"][1]["fields"]["stage"] == ["suspect", "customer"]
    assert shown["history"][1]["fields"]["phones.value"] == [None, "22 33 44 55"]
    assert shown["changed"] == "2026-11-22T11:00:00+01:00"
    assert "Undone: Changed Ingrid Solheim" in people.call("show", who).out


def test_the_text_for_people_tells_the_same(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.ask("set", who, "tag=oak", "note=Likes trays", "source=fair", "source_which=Oslo")
    people.ask("plan", who, "call 2026-11-24")
    told = people.call("show", who).out
    for said in (
        "Ingrid Solheim",
        "Fjord Interiør",
        "+47 912 34 567",
        "oak",
        "Likes trays",
        "Oslo",
        "History",
        who,
    ):
        assert said in told


def test_the_text_tells_what_a_number_is_of_what_was_consented_to_and_each_line_of_a_note(desk: Desk) -> None:
    card = (
        "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Łucja Żak\r\nTEL;TYPE=fax:+48 601 234 567\r\n"
        "EMAIL;TYPE=home:l@x.example\r\nNOTE:Eik\\nDąb\r\nEND:VCARD\r\n"
    )
    desk.ask("import", desk.file("l.vcf", card))
    who = desk.id_of("łucja")
    desk.ask("set", who, "consent=email")

    lines = desk.call("show", who).out.splitlines()

    assert {"  +48 601 234 567 · Fax", "  l@x.example · Home", "  Eik", "  Dąb"} <= set(lines)
    assert "  Consent: Email · Sun 22 Nov 2026" in lines


def test_every_record_is_told_in_words_and_not_as_the_machine_keeps_it(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.ask("set", who, "birthday=1980-05-17", "email=nope")
    fair = people.ask("fair", "Hjem & Hage", "--from", "2026-11-27", "--cost", "9 800 NOK")["id"]
    todo = people.ask("plan", who, "call 2026-11-24 14:00")["id"]
    promise = ("--by", "2026-11-25T16:00", "--cause", "price", "--severity", "3")
    complaint = people.ask("complaint", who, "Cracked", *promise)["id"]
    people.ask("done", todo)
    activity = people.id_of("", of="activities")
    company = people.ask("show", who)["company"]["id"]
    people.ask("set", company, "trade=Furniture")
    told = {one: people.call("show", one).out for one in (who, fair, todo, complaint, activity, company)}
    assert "Birthday: 17 May 1980" in told[who]
    assert "nope  (not an email address, kept as typed)" in told[who]
    assert "Cost: 9,800.00 NOK" in told[fair]
    assert "Days: Fri 27 Nov 2026" in told[fair]
    assert "Day: Tue 24 Nov 2026 14:00" in told[todo]
    assert "Promised by: 25 Nov 2026 16:00" in told[complaint]
    assert "Cause: Price" in told[complaint]
    assert "Severity: high" in told[complaint]
    assert "Trade: Furniture" in told[company]
    assert "When: 22 Nov 2026 09:00" in told[activity]
    for text in (*told.values(), people.call("done", complaint).out, people.call("delete", fair).out):
        for machine in ("{", "T16:00", "+01:00", "_at", "remind", "None", "starts_on"):
            assert machine not in text
    assert "Deleted" in people.call("show", fair).out


def test_a_line_captured_is_answered_with_the_time_too(people: Desk) -> None:
    assert "Fri 27 Nov 2026 14:00" in people.call("add", "Åsa Nyström hot call friday 14:00").out


def test_a_deleted_record_is_still_shown_and_says_so(people: Desk) -> None:
    who = people.id_of("ingrid")
    people.ask("delete", who)
    assert people.ask("show", who)["deleted"] == "2026-11-22T09:00:00+01:00"
    assert "Deleted" in people.call("show", who).out


def test_an_id_that_is_none_is_refused_with_what_to_do(people: Desk) -> None:
    for record in ("nonsense", "00000000-0000-0000-0000-000000000000", ""):
        answer = people.call("show", record)
        assert answer.code == 3
        assert "find" in answer.err


def opened(desk: Desk) -> Store:
    store = open_store(desk.path)
    store.clock = desk.clock
    return store


def test_today_lists_late_today_and_the_next_days(desk: Desk) -> None:
    desk.people("Ingrid,,,")
    who = desk.id_of("ingrid")
    for text in (
        "call yesterday's lead 2026-11-23",
        "send sample 2026-11-24 10:30",
        "visit 2026-11-26",
        "email 2026-12-24",
    ):
        desk.ask("plan", who, text)
    desk.clock.wait(days=2)
    day = desk.ask("today")
    assert [one["day"] for one in day["late"]] == ["2026-11-23"]
    assert [(one["day"], one["time"]) for one in day["today"]] == [("2026-11-24", "10:30")]
    assert [one["day"] for one in day["next"]] == ["2026-11-26"]
    assert day["late"][0]["prospect"]["name"] == "Ingrid"
    told = desk.call("today").out
    assert "Late" in told
    assert "1 day late" in told
    assert "10:30" in told


def test_today_lists_complaints_and_asks_again_a_week_after_they_are_solved(desk: Desk) -> None:
    desk.people("Åsa,,,")
    made = desk.ask("complaint", desk.id_of("asa"), "Cracked glaze", "--by", "2026-11-23T00:30")
    assert [one["what"] for one in desk.ask("today")["complaints"]] == ["Cracked glaze"]
    assert "tomorrow" in desk.call("today").out
    desk.ask("done", made["id"], "--how", "New bowls")
    desk.clock.wait(days=1)  # Today looks a week ahead
    day = desk.ask("today")
    assert day["complaints"] == []
    assert [one["day"] for one in day["check_ins"]] == ["2026-11-30"], "a week ahead is a Sunday"


def test_today_counts_those_met_at_the_fair_that_runs(desk: Desk) -> None:
    with opened(desk) as store:
        fairs.make(
            store, "Hjem & Hage", starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 22), target_leads=40
        )
        capture(store, ProspectDraft(name="Kari"), region="NO")
    fair = desk.ask("today")["fair"]
    assert (fair["name"], fair["met"], fair["target_leads"]) == ("Hjem & Hage", 1, 40)
    assert "1 of 40 met" in desk.call("today").out


def test_complaints_that_are_late_come_first_and_those_of_the_deleted_not_at_all(desk: Desk) -> None:
    desk.people("Åsa,,,", "Kari,,,")
    asa, kari = desk.id_of("asa"), desk.id_of("kari")
    desk.ask("complaint", asa, "In public", "--public")
    desk.ask("complaint", asa, "Tomorrow", "--by", "2026-11-24T16:00")
    desk.ask("complaint", asa, "Late", "--by", "2026-11-22T10:00")
    desk.ask("complaint", kari, "Kari's own")
    desk.ask("delete", kari)
    desk.clock.wait(hours=3)
    assert [one["what"] for one in desk.ask("today")["complaints"]] == ["Late", "In public", "Tomorrow"]
    lines = desk.call("today").out.splitlines()
    assert lines[lines.index("Today") + 1].strip() == "Nothing due today."


def test_an_empty_day_says_so(desk: Desk) -> None:
    assert "Nothing due today." in desk.call("today").out
    assert desk.ask("today")["fair"] is None


def test_the_day_is_that_of_the_seller_not_of_greenwich(desk: Desk) -> None:
    desk.people("Ingrid,,,")
    desk.ask("plan", desk.id_of("ingrid"), "call 2026-11-23")
    desk.clock = StandingClock(desk.clock.at.replace(hour=23, minute=30))  # half past midnight in Oslo
    assert [one["day"] for one in desk.ask("today")["today"]] == ["2026-11-23"]


def test_answers_are_shown_with_the_words_of_their_questions(desk: Desk) -> None:
    desk.people("Đặng Thị Mỹ Lệ,,,")
    le = desk.id_of("dang")
    (answer,) = desk.ask("set", le, "answer=Hvem bestemmer på Øst?=Hun selv")["answers"]
    assert (answer["asked"], answer["text"]) == ("Hvem bestemmer på Øst?", "Hun selv")
    assert "Hvem bestemmer på Øst? Hun selv" in desk.call("show", le).out


def test_each_line_of_what_was_noted_stands_under_its_label(people: Desk) -> None:
    todo = people.ask("plan", people.id_of("ingrid"), "call friday")["id"]
    told = people.call("done", todo, "--how", "wants the oak one\nafter Christmas").out
    assert "  Outcome: wants the oak one\n    after Christmas\n" in told


def test_one_who_was_merged_is_not_told_as_deleted(people: Desk) -> None:
    kept, other = people.id_of("ingrid"), people.id_of("ola")
    people.ask("merge", kept, other)
    told = people.call("show", other).out
    assert f"Merged into Ingrid Solheim  {kept}" in told
    assert "Deleted" not in told
