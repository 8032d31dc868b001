"""Companies, activities and complaints brought in from tables: whom they are about is found, or made once."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from salesdesk.exchange import xlsx
from salesdesk.services.cards import Card, card
from salesdesk.store.database import Store
from tests.cli.desk import Desk
from tests.factories import open_store, records

COMPANIES = (
    "Company,Org.nr,Phone,E-mail,Street,City,Industry,Contact name,Remark\n"
    "Fjord Interiør AS,999 888 777,+47 55 12 34 56,post@fjord.no,Strandgaten 1,Bergen,furniture,Ingrid Solheim,VIP\n"
    "Stół i Krzesło,,,,,Kraków,,,\n"
)
ACTIVITIES = (
    "Type,Date,Minutes,Prospect,Company,Outcome,Comment\n"
    "Call,2026-11-03 14:30,12,Ingrid Solheim,,interested,Wants oak\n"
    "Visit,04.11.2026,45 min,Đặng Thị Mỹ Lệ,Gốm Bát Tràng,,\n"
    "Meeting,2026-11-05,,,Żółw Sp. z o.o.,,Talked at the door\n"
)
COMPLAINTS = (
    "What,Type,Prospect,Cause,Severity,Received,Promise,Promised,Status,Resolution,Resolved\n"
    "Cracked glaze,Complaint,+47 912 34 567,quality,high,2026-11-01,New bowls,2026-11-30,open,,\n"
    "Late,,ola@example.no,delivery,1,2026-10-01 09:00,,,solved,Sent again,2026-10-03\n"
)


def told(desk: Desk, kind: str, file: Path, *words: object, code: int = 0) -> dict[str, Any]:
    (report,) = desk.ask("import", "--as", kind, *words, file, code=code)["files"]
    return report


def counts(report: dict[str, Any]) -> tuple[int, int, int]:
    return report["created"], report["updated"], report["duplicates"]


def kept(desk: Desk) -> dict[str, list[dict[str, Any]]]:
    with open_store(desk.path) as store:
        return {subject: list(found.values()) for subject, found in records(store).items()}


def of(store: Store, desk: Desk, words: str) -> Card:
    from uuid import UUID

    with store.read() as reading:
        found = card(reading, UUID(desk.id_of(words)))
    assert found is not None
    return found


@pytest.fixture
def known(desk: Desk) -> Desk:
    """Ingrid and Ola, whom the tables name."""
    desk.people(
        "Ingrid Solheim,Fjord Interiør AS,+47 912 34 567,ingrid@fjord.no", "Ola Nordmann,,,ola@example.no"
    )
    return desk


def test_companies_come_in_with_their_number_phones_and_address_and_nothing_is_dropped(desk: Desk) -> None:
    assert counts(told(desk, "companies", desk.file("firms.csv", COMPANIES))) == (2, 0, 0)
    (fjord,) = [one for one in kept(desk)["companies"] if one["name"] == "Fjord Interiør AS"]
    assert (fjord["organisation_number"], fjord["trade"]) == ("999 888 777", "furniture")
    assert "Ingrid Solheim" in fjord["note"]
    assert "VIP" in fjord["note"]
    assert [one["e164"] for one in kept(desk)["phones"]] == ["+4755123456"]
    assert sorted(one["city"] for one in kept(desk)["addresses"]) == ["Bergen", "Kraków"]
    assert desk.ask("find", "stol", "--of", "companies")["total"] == 1
    assert kept(desk)["prospects"] == []


def test_a_company_that_is_known_gets_what_it_lacks_and_keeps_what_it_has(known: Desk) -> None:
    known.ask("set", known.id_of("fjord", of="companies"), "trade=glass")
    report = told(known, "companies", known.file("firms.csv", COMPANIES))
    assert counts(report) == (1, 1, 1)
    assert report["kept_yours"] == ["Fjord Interiør AS: trade"]
    (fjord,) = [one for one in kept(known)["companies"] if one["name"] == "Fjord Interiør AS"]
    assert (fjord["organisation_number"], fjord["trade"]) == ("999 888 777", "glass")


def test_a_company_is_known_by_its_number_under_another_name_and_rows_of_one_are_put_together(
    desk: Desk,
) -> None:
    told(desk, "companies", desk.file("firms.csv", COMPANIES))
    more = "Company,Org.nr,Phone\nFjord,999888777,22 33 44 55\nNy,,22334456\nny,,22334457\nNY,,22 33 44 56\n"
    assert counts(told(desk, "companies", desk.file("more.csv", more))) == (1, 1, 3)
    assert [one["name"] for one in kept(desk)["companies"]].count("Fjord") == 0
    assert len(kept(desk)["phones"]) == 4


def test_activities_go_to_those_who_are_known_and_others_are_made_once(known: Desk) -> None:
    report = told(known, "activities", known.file("calls.csv", ACTIVITIES))
    assert (counts(report), report["hints"]) == ((3, 0, 0), [])
    with open_store(known.path) as store:
        ingrid, le = of(store, known, "ingrid").activities, of(store, known, "dang thi")
    (call,) = [one for one in ingrid if one.kind == "call-out"]
    assert call.at is not None
    assert call.at.isoformat() == "2026-11-03T13:30:00+00:00"
    assert (call.minutes, call.outcome, call.note) == (12, "interested", "Wants oak")
    assert le.company is not None
    assert (le.company.name, le.activities[0].minutes) == ("Gốm Bát Tràng", 45)
    (door,) = [one for one in kept(known)["activities"] if one["note"] == "Talked at the door"]
    assert door["prospect"] is None
    assert door["company"] is not None
    assert known.ask("find")["total"] == 3


def test_complaints_are_about_whom_their_phone_and_email_say(known: Desk) -> None:
    assert counts(told(known, "complaints", known.file("c.csv", COMPLAINTS))) == (2, 0, 0)
    cracked = known.ask("show", known.id_of("cracked", of="complaints"))
    assert (cracked["prospect"]["name"], cracked["cause"], cracked["severity"]) == (
        "Ingrid Solheim",
        "product",
        3,
    )
    assert (cracked["status"], cracked["promised"]) == ("open", "2026-11-30T16:00:00+01:00")
    late = known.ask("show", known.id_of("late is:resolved", of="complaints"))
    assert (late["prospect"]["name"], late["status"]) == ("Ola Nordmann", "resolved")
    assert late["received"] == "2026-10-01T09:00:00+02:00"
    assert late["resolution"] == "Sent again"


@pytest.mark.parametrize(
    ("kind", "text"), [("companies", COMPANIES), ("activities", ACTIVITIES), ("complaints", COMPLAINTS)]
)
def test_the_same_table_twice_makes_nothing_new_and_undo_takes_it_back_as_a_whole(
    known: Desk, kind: str, text: str
) -> None:
    before = kept(known)
    file = known.file("t.csv", text)
    told(known, kind, file)
    first = kept(known)
    again = known.ask("import", "--as", kind, file)
    report = again["files"][0]
    assert counts(report) == (0, 0, report["read"])
    assert again["batch"] is None
    assert kept(known) == first
    known.ask("undo")
    assert kept(known) == before
    assert counts(told(known, kind, file)) != (0, 0, report["read"])


@pytest.mark.parametrize("ending", ["tsv", "xlsx"])
def test_tables_of_other_formats_say_the_same(known: Desk, ending: str) -> None:
    lines = [line.split(",") for line in ACTIVITIES.splitlines()]
    whole = "\n".join("\t".join(line) for line in lines).encode()
    if ending == "xlsx":
        whole = xlsx.write(lines[0], lines[1:], sheet="Calls")
    assert counts(told(known, "activities", known.file(f"calls.{ending}", whole))) == (3, 0, 0)


def test_a_row_that_cannot_be_taken_is_refused_with_the_reason_and_kept(known: Desk) -> None:
    text = (
        "kind,at,prospect,note\ncall,,Ingrid Solheim,no day\ncall,2026-02-31,Ingrid Solheim,no such day\n"
        "call,2026-11-01,,nobody\ncall,2026-11-01,00000000-0000-7000-8000-000000000000,gone\n"
        "call,2026-11-01,Ola Nordmann,fine\n"
    )
    report = told(known, "activities", known.file("calls.csv", text), code=4)
    assert (report["created"], len(report["rejected"])) == (1, 4)
    aside = Path(report["rejected"][0]["kept_in"]).read_text("utf-8")
    assert all(word in aside for word in ("no day", "no such day", "nobody", "gone"))
    assert all(one["reason"] in aside for one in report["rejected"])


def test_two_of_one_name_are_not_guessed_between_and_their_email_tells_which(known: Desk) -> None:
    other = known.file("o.csv", "name,company,email\nOla Nordmann,Glass AS,ola@glass.no\n")
    known.ask("import", "--duplicates", "add", other)
    text = "what,prospect,company,email\nLeaks,Ola Nordmann,,\nBroken,Ola Nordmann,Glass AS,ola@glass.no\n"
    report = told(known, "complaints", known.file("c.csv", text), code=4)
    assert report["created"] == 1
    assert "Several" in report["rejected"][0]["reason"]
    assert known.ask("show", known.id_of("broken", of="complaints"))["prospect"]["name"] == "Ola Nordmann"


def test_who_may_be_known_is_put_aside_merged_or_made_as_the_seller_says(known: Desk) -> None:
    file = known.file("c.csv", "what,name,company\nLeaks,Ingrid Solhem,Fjord Interiør AS\n")
    report = told(known, "complaints", file, code=4)
    assert "May be known" in report["rejected"][0]["reason"]
    assert told(known, "complaints", file, "--duplicates", "merge")["created"] == 1
    assert known.ask("find")["total"] == 2
    known.ask("undo")
    assert told(known, "complaints", file, "--duplicates", "add")["created"] == 1
    assert known.ask("find")["total"] == 3


def test_a_table_of_complaints_that_salesdesk_wrote_comes_back_with_what_was_filled_in(known: Desk) -> None:
    told(known, "complaints", known.file("c.csv", COMPLAINTS))
    out = known.folder / "out.csv"
    known.ask("export", out, "--of", "complaints")
    assert counts(told(known, "complaints", out)) == (0, 0, 2)
    text = out.read_text("utf-8-sig").replace(",open,,", ",resolved,Sent new bowls,")
    report = told(known, "complaints", known.file("answered.csv", text))
    assert (report["created"], report["updated"]) == (0, 1)
    cracked = known.ask("show", known.id_of("cracked", of="complaints"))
    assert (cracked["status"], cracked["resolution"]) == ("resolved", "Sent new bowls")


def test_columns_are_mapped_as_the_seller_says_and_the_rest_goes_into_the_note(known: Desk) -> None:
    text = "alpha,beta,gamma,delta\nIngrid Solheim,2026-11-01,rang twice,left\n"
    words = ("--map", "prospect=alpha", "--map", "at=2", "--map", "outcome=gamma")
    report = told(known, "activities", known.file("odd.csv", text), *words)
    assert (report["created"], report["unmapped"]) == (1, ["delta"])
    (made,) = [one for one in kept(known)["activities"] if one["outcome"] == "rang twice"]
    assert made["note"] == "delta: left"
    wrong = known.call("import", "--as", "activities", "--map", "promise=alpha", known.file("odd.csv", text))
    assert wrong.code == 3
    assert "promise" in wrong.err


def test_numbers_that_another_program_gave_are_kept_in_the_note(known: Desk) -> None:
    text = "id,what,prospect,deal\n4711,Leaks,Ola Nordmann,Bowls for Øst\n"
    told(known, "complaints", known.file("c.csv", text))
    (made,) = kept(known)["complaints"]
    assert made["note"].splitlines() == ["id: 4711", "deal: Bowls for Øst"]


def test_what_is_no_table_is_refused(known: Desk) -> None:
    card = known.file("a.vcf", "BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Kari\r\nEND:VCARD\r\n")
    letter = known.file("letter.txt", "Dear aunt,\nit rains, and I sell bowls.\n")
    for file in (card, letter, known.file("empty.csv", "")):
        answer = known.call("import", "--as", "complaints", file)
        assert answer.code == 3, answer.out
        assert "table" in answer.err


def test_a_trial_of_a_table_writes_nothing(known: Desk) -> None:
    before = kept(known)
    report = told(known, "activities", known.file("calls.csv", ACTIVITIES), "--dry-run")
    assert counts(report) == (3, 0, 0)
    assert kept(known) == before


def test_two_articles_of_one_name_are_told_and_neither_is_lost(desk: Desk) -> None:
    desk.ask("product", "Eikebrett", "--number", "A-1", "--price", "100 NOK")
    rows = "name,number,list_price\nKopp,2,10\nkopp,3,11\nKopp,2,10\n=A1,,5\n"
    done = desk.ask("import", desk.file("p.csv", rows), "--as", "products", code=4)["files"][0]
    assert (done["created"], len(done["rejected"])) == (2, 1)
    assert "Kopp is article 2 already" in done["rejected"][0]["reason"]
    found = desk.ask("find", "--of", "products", "")["hits"]
    assert sorted(one["name"] for one in found) == ["=A1", "Eikebrett", "Kopp"]


def test_a_calendar_needs_no_word_on_what_it_is_and_goes_with_no_other_file(desk: Desk) -> None:
    desk.people("Åsa Nyström,Hemma,,asa@hemma.example")
    file = desk.file(
        "kalender.ics",
        "BEGIN:VCALENDAR\r\nBEGIN:VTODO\r\nUID:1\r\nSUMMARY:Send prices\r\nDUE;VALUE=DATE:20261201\r\n"
        "ATTENDEE:mailto:asa@hemma.example\r\nEND:VTODO\r\n"
        "BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Tannlege\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    [report] = desk.ask("import", file, code=4)["files"]
    assert (report["format"], report["read"], report["created"]) == ("icalendar", 2, 1)
    assert "nobody you know" in report["rejected"][0]["reason"]
    assert "Tannlege" in Path(report["rejected"][0]["kept_in"]).read_text("utf-8")
    [again] = desk.ask("import", file, code=4)["files"]
    assert (again["created"], again["duplicates"]) == (0, 1)
    cards = desk.file("a.vcf", "BEGIN:VCARD\r\nVERSION:4.0\r\nFN:Łukasz Żak\r\nEND:VCARD\r\n")
    answer = desk.call("import", file, cards)
    assert answer.code == 4
    assert "by itself" in answer.out
