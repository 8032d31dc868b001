"""Changing by command line: fields, follow-ups, complaints, deletions, merges; each of them undoable."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from salesdesk.services import fairs
from tests.cli.desk import REPO, Desk
from tests.factories import open_store


@pytest.fixture
def who(desk: Desk) -> str:
    """Ingrid's id."""
    desk.people(
        "Ingrid Solheim,Ingrid,Solheim,Fjord Interiør,+47 912 34 567,ingrid@fjordinterior.no",
        header="name,first_name,last_name,company,phone,email",
    )
    return desk.id_of("ingrid")


def told(desk: Desk, record: str, *pairs: str) -> Any:
    return desk.ask("set", record, *pairs)


def test_every_kind_of_field_can_be_set_and_emptied(desk: Desk, who: str) -> None:
    shown = told(
        desk,
        who,
        "title=Buyer",
        "company=Nordlys AS",
        "stage=Sales qualified",
        "time_frame=within 2 months",
        "source=Messe",
        "source_which=Oslo",
        "fair=Hjem & Hage",
        "birthday=17.5.1980",
        "customer_since=2026-01-02",
        "met=2026-11-20T10:30",
        "region=Vestland",
        "note=Æ, ø og å = tre",
    )
    assert shown["company"]["name"] == "Nordlys AS"
    assert (shown["stage"], shown["time_frame"], shown["interest"]) == (
        "sales-qualified",
        "two-months",
        "warm",
    )
    assert shown["source"] == {"kind": "fair", "which": "Oslo"}
    assert shown["fair"]["name"] == "Hjem & Hage"
    assert (shown["birthday"], shown["customer_since"]) == ("1980-05-17", "2026-01-02")
    assert shown["met"] == "2026-11-20T10:30:00+01:00"
    assert shown["segment"]["region"] == "Vestland"
    assert shown["note"] == "Æ, ø og å = tre"
    empty = told(
        desk, who, "title=", "company=", "time_frame=", "source=", "fair=", "birthday=", "met=", "note="
    )
    assert (empty["title"], empty["note"], empty["time_frame"]) == ("", "", "")
    assert [empty[name] for name in ("company", "source", "fair", "birthday", "met")] == [None] * 5


def test_the_interest_said_by_the_seller_stands_above_the_time_frame(desk: Desk, who: str) -> None:
    shown = told(desk, who, "time_frame=none", "interest=hot")
    assert (shown["interest"], shown["interest_overridden"]) == ("hot", True)
    assert told(desk, who, "interest=")["interest"] == "cold"


def test_phones_tags_and_products_are_added_once_and_taken_off(desk: Desk, who: str) -> None:
    shown = told(desk, who, "phone=22 33 44 55", "phone=+4791234567", "email=i@solheim.no", "web=solheim.no")
    assert [one["value"] for one in shown["phones"]] == ["+47 912 34 567", "22 33 44 55"]
    assert [one["value"] for one in shown["emails"]] == ["ingrid@fjordinterior.no", "i@solheim.no"]
    shown = told(desk, who, "tag=oak, glass", "tag=Oak", "asked_about=Oak trays", "asked_about=oak trays")
    assert shown["tags"] == ["oak", "glass"]
    assert [one["product"] for one in shown["asked_about"]] == ["Oak trays"]
    assert told(desk, who, "tag=-OAK")["tags"] == ["glass"]
    assert told(desk, who, "tag=")["tags"] == []
    assert told(desk, who, "phone=", "email=")["phones"] == []
    desk.ask("undo")
    assert len(desk.ask("show", who)["phones"]) == 2
    shown = told(desk, who, "phone=-912 34 567", "email=-I@solheim.no")
    assert [one["value"] for one in (*shown["phones"], *shown["emails"])] == [
        "22 33 44 55",
        "ingrid@fjordinterior.no",
    ]
    refused = desk.call("set", who, "phone=-99 99 99 99")
    assert refused.code == 3
    assert "22 33 44 55" in refused.err


def test_a_consent_is_noted_with_its_words_and_withdrawn_but_not_forgotten(desk: Desk, who: str) -> None:
    given = told(desk, who, "consent=email, phone")["consents"]
    assert {one["channel"] for one in given} == {"email", "phone"}
    assert {one["wording"] for one in given} == {"email, phone"}
    withdrawn = told(desk, who, "consent=")["consents"]
    assert [one["withdrawn"] for one in withdrawn] == ["2026-11-22T09:00:00+01:00"] * 2
    assert desk.ask("find", "consent:email")["total"] == 0


def test_the_shown_name_follows_first_and_last_name_it_was_made_of(desk: Desk, who: str) -> None:
    assert told(desk, who, "last_name=Żeromska")["name"] == "Ingrid Żeromska"
    assert told(desk, who, "name=Ingrid S. Ż.", "last_name=X")["name"] == "Ingrid S. Ż."
    desk.people("Ola Nordmann,,,")
    ola = desk.id_of("ola")
    shown = told(desk, ola, "name=Ola Nordmann", "first_name=", "last_name=")
    assert told(desk, shown["id"], "last_name=Berg")["name"] == "Ola Nordmann"


@pytest.mark.parametrize(
    ("pair", "hint"),
    [
        ("stge=customer", "stage"),
        ("compny=x", "company"),
        ("id=1", ""),
        ("created_at=today", ""),
        ("cost=9 NOK", ""),
        ("birthday=1980-02-31", "2026-11-15"),
        ("time_frame=perhaps", "two-months"),
        ("interest=tepid", "warm"),
        ("stage=", "value"),
    ],
)
def test_what_cannot_be_set_is_refused_with_what_to_write_and_changes_nothing(
    desk: Desk, who: str, pair: str, hint: str
) -> None:
    before = desk.ask("show", who)
    answer = desk.call("--json", "set", who, "title=Boss", pair)
    assert answer.code == 3
    assert hint in answer.document["hint"]
    assert desk.ask("show", who) == before


def test_a_stage_that_is_none_is_refused_with_those_there_are(desk: Desk, who: str) -> None:
    answer = desk.call("--json", "set", who, "stage=bogus")
    assert answer.code == 3
    assert answer.document["hint"].startswith("Write one of: suspect, marketing-qualified")
    norwegian = desk.call("--lang", "nb", "--json", "set", who, "stage=bogus")
    assert "customer (Kunde)" in norwegian.document["hint"]
    assert told(desk, who, "stage=Kunde")["stage"] == "customer"


def test_a_stage_that_came_with_an_import_can_be_set_too(desk: Desk, who: str) -> None:
    desk.people("Łukasz Żak,Venter på arkitekt", header="name,stage")
    assert told(desk, who, "stage=venter pa arkitekt")["stage"] == "Venter på arkitekt"
    assert "Venter på arkitekt" in desk.call("set", who, "stage=bogus").err


def test_what_is_no_address_and_no_number_is_kept_and_told(desk: Desk, who: str) -> None:
    answer = desk.call("--json", "set", who, "email=nope", "phone=after lunch", "email=å@x.no")
    assert answer.code == 0
    assert [one["value"] for one in answer.document["emails"]][1:] == ["nope", "å@x.no"]
    assert "“nope” is not an email address, kept as typed." in answer.err
    assert "“after lunch” is not a phone number, kept as typed." in answer.err
    assert "å@x.no" not in answer.err


def test_nobody_is_left_without_a_name_and_a_way_to_reach_them(desk: Desk, who: str) -> None:
    told(desk, who, "name=", "first_name=", "last_name=")
    told(desk, who, "company=", "phone=")
    answer = desk.call("set", who, "email=")
    assert answer.code == 3
    assert "nobody" in answer.err
    assert told(desk, who, "email=", "name=Ørjan")["name"] == "Ørjan"
    assert desk.call("set", who, "name=").code == 3
    company = told(desk, who, "company=Glas")["company"]["id"]
    assert desk.call("set", company, "name=").code == 3


def test_the_beginning_of_an_id_is_enough(desk: Desk, who: str) -> None:
    beginning = next(who[:n] for n in range(13, 37) if desk.call("show", who[:n]).code == 0)
    assert told(desk, beginning, "title=Buyer")["id"] == who
    assert told(desk, who.replace("-", "")[:-1].upper(), "title=Boss")["title"] == "Boss"
    batch = desk.ask("show", who)["history"][-1]["batch"]
    assert desk.ask("undo", batch[:-1])["label"] == "Changed Ingrid Solheim"
    company = desk.ask("show", who)["company"]["id"]
    if company[:8] == who[:8]:
        assert "Several ids begin" in desk.call("show", who[:8]).err
    for odd in (who[:7], "zzzzzzzzz", who + "0", "ffffffff"):
        assert desk.call("show", odd).code == 3


def test_the_id_of_one_merged_tells_who_took_it_in(desk: Desk, who: str) -> None:
    desk.people("Łukasz Żak,,,")
    other = desk.id_of("lukasz")
    desk.ask("merge", who[:-1], other[:-1])
    assert f"Merged into Ingrid Solheim  {who}" in desk.call("show", other).out
    for words in (
        ("set", other, "title=x"),
        ("plan", other, "call friday"),
        ("delete", other),
        ("merge", who, other),
    ):
        answer = desk.call(*words)
        assert answer.code == 3
        assert who in answer.err


def test_what_is_planned_is_titled_as_a_capture_titles_it(desk: Desk, who: str) -> None:
    todo = desk.ask("plan", who, "call friday 14:00")
    assert (todo["what"], todo["time"]) == ("Call Ingrid Solheim", "14:00")
    assert desk.ask("plan", who, "call with price list friday")["what"] != "Call Ingrid Solheim"
    desk.ask("done", todo["id"], "--next", "visit monday")
    assert desk.ask("find", "--of", "followups", "Visit Ingrid")["total"] == 1


def test_a_fair_is_prepared(desk: Desk) -> None:
    made = desk.ask(
        *("fair", "Hjem & Hage", "--from", "2026-11-27", "--to", "2026-11-29"),
        *("--place", "Bærum", "--cost", "9 800 NOK", "--target", "40"),
    )
    assert (made["name"], made["starts"], made["ends"], made["place"]) == (
        *("Hjem & Hage", "2026-11-27", "2026-11-29", "Bærum"),
    )
    assert (made["cost"], made["target_leads"]) == ({"amount": "9800.00", "currency": "NOK"}, 40)
    assert desk.ask("today")["fair"]["name"] == "Hjem & Hage"
    for words in (("fair", " "), ("fair", "x", "--from", "someday"), ("fair", "x", "--cost", "9800")):
        assert desk.call(*words).code == 3, words
    assert desk.call("fair", "x", "--from", "2026-11-29", "--to", "2026-11-27").code == 3


def test_follow_ups_are_moved_and_reworded(desk: Desk, who: str) -> None:
    todo = desk.ask("plan", who, "call tomorrow")["id"]
    shown = told(
        desk, todo, "day=friday", "time=9.30", "what=Show trays", "kind=besøk", "remind_at=2026-11-27T08:00"
    )
    assert (shown["day"], shown["time"], shown["what"], shown["kind"]) == (
        "2026-11-27",
        "09:30",
        "Show trays",
        "visit",
    )
    assert shown["remind_at"] == "2026-11-27T08:00:00+01:00"
    assert told(desk, todo, "time=")["time"] is None
    for pair in ("time=25:00", "time=soon", "day=", "day=never", "kind=dance", "what="):
        assert desk.call("set", todo, pair).code == 3, pair


def test_complaints_have_numbers_in_their_bounds(desk: Desk, who: str) -> None:
    made = desk.ask("complaint", who, "Cracked glaze", "--cause", "Feil på ovnen")
    assert made["cause"] == "Feil på ovnen"
    assert desk.ask("find", 'cause:"feil pa ovnen"', "--of", "complaints")["total"] == 1
    shown = told(
        desk,
        made["id"],
        "severity=3",
        "public=yes",
        "cause=quality",
        "promised=2026-11-25",
        "cost=1 234,50 nok",
    )
    assert (shown["severity"], shown["public"], shown["cause"]) == (3, True, "product")
    assert shown["promised"] == "2026-11-25T16:00:00+01:00"
    assert shown["cost"] == {"amount": "1234.50", "currency": "NOK"}
    assert told(desk, made["id"], "cost=", "satisfaction=5")["cost"] is None
    for pair in (
        *("severity=9", "severity=", "severity=-1", "severity=high", "public=2", "satisfaction=6"),
        *("cost=12", "cost=x NOK", "cost=1,234567 NOK", "cost_minor=5", "kind=song"),
    ):
        assert desk.call("set", made["id"], pair).code == 3, pair


def test_an_amount_too_large_for_any_purse_is_refused(desk: Desk, who: str) -> None:
    made = desk.ask("complaint", who, "Cracked glaze")["id"]
    assert desk.call("set", made, f"cost={'9' * 40} NOK").code == 3


def test_fairs_companies_and_activities_can_be_set_too(desk: Desk, who: str) -> None:
    with open_store(desk.path) as store:
        fair = str(fairs.make(store, "Hjem & Hage", starts_on=date(2026, 11, 21)).id)
    shown = told(desk, fair, "ends=2026-11-23", "target_leads=40", "cost=9 800 NOK", "place=Bærum")
    assert (shown["ends"], shown["target_leads"], shown["place"]) == ("2026-11-23", 40, "Bærum")
    assert shown["cost"] == {"amount": "9800.00", "currency": "NOK"}
    assert desk.call("set", fair, "target_leads=" + "9" * 30).code == 3
    company = desk.ask("show", who)["company"]["id"]
    assert told(desk, company, "name=Fjord og Fjell")["name"] == "Fjord og Fjell"
    assert desk.ask("find", "fjell")["hits"][0]["name"] == "Ingrid Solheim"
    desk.ask("done", desk.ask("plan", who, "call tomorrow")["id"])
    activity = desk.id_of("", of="activities")
    assert told(desk, activity, "minutes=20", "outcome=Wants a sample")["minutes"] == 20


def test_a_follow_up_done_is_noted_and_the_next_one_planned_in_one_change(desk: Desk, who: str) -> None:
    todo = desk.ask("plan", who, "call 2026-11-22")["id"]
    done = desk.ask("done", todo, "--next", "visit friday", "--how", "Wants to see the trays")
    assert (done["done"], done["outcome"]) == ("2026-11-22T09:00:00+01:00", "Wants to see the trays")
    (following,) = desk.ask("today")["next"]
    assert (following["day"], following["kind"]) == ("2026-11-27", "visit")
    assert desk.ask("find", "--of", "activities")["total"] == 1
    assert "done already" in desk.call("done", todo).err
    desk.ask("undo")
    assert desk.ask("show", todo)["done"] is None
    assert desk.ask("today")["next"] == []
    assert desk.ask("find", "--of", "activities")["total"] == 0


def test_a_next_step_without_a_day_is_refused_and_nothing_is_done(desk: Desk, who: str) -> None:
    todo = desk.ask("plan", who, "call 2026-11-22")["id"]
    assert desk.call("done", todo, "--next", "hm").code == 3
    assert desk.ask("show", todo)["done"] is None


def test_a_complaint_done_is_solved(desk: Desk, who: str) -> None:
    made = desk.ask("complaint", who, "Cracked")["id"]
    done = desk.ask("done", made, "--how", "New bowls sent")
    assert (done["status"], done["resolution"]) == ("resolved", "New bowls sent")
    assert done["resolved"] == "2026-11-22T09:00:00+01:00"
    assert "solved already" in desk.call("done", made).err


def test_only_what_can_be_done_is_done_and_only_prospects_are_planned_with(desk: Desk, who: str) -> None:
    company = desk.ask("show", who)["company"]["id"]
    assert "can be done" in desk.call("done", who).err
    assert desk.call("plan", company, "call friday").code == 3
    assert desk.call("complaint", company, "Cracked").code == 3
    assert desk.call("complaint", who, "  ").code == 3
    assert desk.call("complaint", who, "Cracked", "--by", "someday").code == 3


def test_a_deletion_is_undone(desk: Desk, who: str) -> None:
    deleted = desk.ask("delete", who)
    assert deleted["deleted"] == "2026-11-22T09:00:00+01:00"
    assert desk.ask("find")["total"] == 0
    assert desk.call("set", who, "title=Boss").code == 3
    desk.ask("undo")
    assert desk.ask("find", "ingrid")["total"] == 1


def test_two_become_one_and_two_again(desk: Desk, who: str) -> None:
    desk.ask(
        "import", "--duplicates", "add", desk.file("b.csv", "name,phone,title\nI. Solheim,22334455,Buyer\n")
    )
    other = next(hit["id"] for hit in desk.ask("find", "solheim")["hits"] if hit["id"] != who)
    desk.ask("plan", other, "call friday")
    merged = desk.ask("merge", who, other)
    assert merged["kept"] == who
    shown = desk.ask("show", who)
    assert (shown["name"], shown["title"], len(shown["phones"])) == ("Ingrid Solheim", "Buyer", 2)
    assert [todo["prospect"]["id"] for todo in shown["follow_ups"]] == [who]
    assert desk.ask("show", other)["merged_into"] == who
    desk.ask("undo", merged["batch"])
    assert desk.ask("find", "solheim")["total"] == 2
    assert desk.ask("show", who)["title"] == ""
    assert desk.call("merge", who, who).code == 3
    assert desk.call("merge", who, "nonsense").code == 3


def test_a_line_becomes_a_prospect_with_a_next_step(desk: Desk) -> None:
    made = desk.ask("add", "Ingrid Solheim, Fjord Interiør +47 912 34 567 hot call friday")
    assert set(made) == {"prospect", "follow_up", "duplicates"}
    shown = made["prospect"]
    assert (shown["name"], shown["company"]["name"], shown["interest"]) == (
        "Ingrid Solheim",
        "Fjord Interiør",
        "hot",
    )
    assert shown["phones"][0]["e164"] == "+4791234567"
    assert (made["follow_up"]["kind"], made["follow_up"]["day"]) == ("call", "2026-11-27")
    again = desk.ask("add", "Ingrid Solheim +47 912 34 567")
    assert again["duplicates"][0]["id"] == shown["id"]
    assert again["duplicates"][0]["reasons"]


def test_a_card_pasted_becomes_a_prospect(desk: Desk) -> None:
    card = "BEGIN:VCARD\nVERSION:3.0\nFN:Łukasz Żak\nTEL:+48 600 100 200\nEND:VCARD\n"
    made = desk.ask("add", card, "--fair", "Targi Meble")
    assert (made["prospect"]["name"], made["prospect"]["fair"]["name"]) == ("Łukasz Żak", "Targi Meble")
    assert made["follow_up"]["what"] == "Call Łukasz Żak"


def test_a_text_piped_in_is_read_whatever_its_encoding(tmp_path: Path) -> None:
    text = "Åsa Nyström\nGlasriket\n+46 70 123 45 67\n".encode("cp1252")
    command = [sys.executable, "-m", "salesdesk", "--store", str(tmp_path / "a.db"), "--json", "add"]
    done = subprocess.run(command, input=text, capture_output=True, cwd=REPO, check=True)
    assert json.loads(done.stdout)["prospect"]["name"] == "Åsa Nyström"


def test_a_text_that_tells_of_nobody_is_refused(desk: Desk) -> None:
    assert desk.call("add", "   ").code == 3
    assert desk.call("add", "BEGIN:VCARD\nVERSION:3.0\nEND:VCARD").code == 3
    assert desk.ask("find")["total"] == 0
