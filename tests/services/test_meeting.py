"""Someone met at a stand is saved whole, or added to who is known already, each as one change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import select

from salesdesk.domain.activities import Activity
from salesdesk.domain.drafts import Detail, FollowUpDraft, ProspectDraft
from salesdesk.domain.fairs import Fair
from salesdesk.errors import UserError
from salesdesk.services import changes, fairs, meeting
from salesdesk.services.cards import Card, card
from salesdesk.services.meeting import Meeting
from salesdesk.store.database import Store
from tests.factories import capture, records

INGRID = ProspectDraft(
    name="Ingrid Solheim",
    company="Fjord Interiør",
    phones=(Detail("912 34 567"),),
    time_frame="now",
    asked_about=("Oak tray",),
    note="Two stores in Bergen",
    follow_up=FollowUpDraft(day=date(2026, 11, 23)),
)


def fair_of(store: Store, name: str = "Hjem & Hage", *, start: date = date(2026, 11, 21)) -> Fair:
    return fairs.make(store, name, starts_on=start, ends_on=date(start.year, 11, 23))


def known(store: Store, prospect: UUID) -> Card:
    with store.read() as reading:
        found = card(reading, prospect)
    assert found is not None
    return found


def test_what_is_said_at_the_stand_is_all_kept_in_one_change(store: Store) -> None:
    fair = fair_of(store)
    fairs.ask(store, fair, [(None, "Which dishes?")])
    with store.read() as reading:
        question = fairs.questions(reading, fair.id)[0].id
    said = Meeting(draft=INGRID, fair=fair.id, consents=("email", "hand-over"), answers={question: " Soup "})

    made = known(store, meeting.save(store, said, region="NO").prospect)

    assert (made.name, made.interest, made.prospect.fair) == ("Ingrid Solheim", "hot", fair.id)
    assert [one.product for one in made.asked_about] == ["Oak tray"]
    assert [one.text for one in made.answers] == ["Soup"]
    assert {(one.channel, one.basis, one.wording) for one in made.consents} == {
        ("email", "consent", "Asked and agreed: Email, Handing over to others"),
        ("hand-over", "consent", "Asked and agreed: Email, Handing over to others"),
    }
    assert [one.day for one in made.followups] == [date(2026, 11, 23)]
    changes.undo(store)
    assert records(store)["prospects"] == {}


def test_a_fair_of_the_same_name_last_year_gets_nobody_of_this_years(store: Store) -> None:
    fair_of(store, "Jul i Łódź", start=date(2025, 11, 21))
    now = fair_of(store, "Jul i Łódź")
    made = known(store, meeting.save(store, Meeting(draft=INGRID, fair=now.id), region="NO").prospect)
    assert made.prospect.fair == now.id
    assert made.activities[0].fair == now.id


def test_without_a_fair_none_is_stamped_though_one_takes_place_today(store: Store) -> None:
    fair_of(store)
    made = known(store, meeting.save(store, Meeting(draft=INGRID), region="NO").prospect)
    assert made.prospect.fair is None
    assert made.activities[0].kind == "note"


def test_nobody_is_not_saved(store: Store) -> None:
    with pytest.raises(UserError, match="names nobody"):
        meeting.save(store, Meeting(draft=ProspectDraft(note="a note")), region="NO")


def test_someone_known_gets_what_is_new_with_the_visit_and_the_follow_up(store: Store) -> None:
    fair = fair_of(store)
    before = capture(
        store, "Ingrid Solheim", company="Fjord Interiør", emails=["ingrid@fjord.no"], fair="Elsewhere"
    )
    said = Meeting(draft=replace(INGRID, name="Ingrid S."), fair=fair.id, consents=("email",))

    assert meeting.add_to(store, before.prospect, said, region="NO") == "Ingrid Solheim"

    mine = known(store, before.prospect)
    assert [one.value for one in mine.phones] == ["912 34 567"]
    assert [one.value for one in mine.emails] == ["ingrid@fjord.no"]
    assert mine.interest == "hot"
    assert mine.fair is not None
    assert mine.fair.name == "Elsewhere"  # first met there; the visit is of this one
    assert "Two stores in Bergen" in mine.prospect.note
    visit = max(mine.activities, key=lambda one: one.row)
    assert (visit.kind, visit.fair, visit.note) == ("meeting", fair.id, "Ingrid S.")
    assert "Call Ingrid Solheim" in {one.what for one in mine.followups}
    assert [one.channel for one in mine.consents] == ["email"]
    changes.undo(store)
    assert known(store, before.prospect).phones == []
    assert known(store, before.prospect).interest == ""


def test_who_was_never_at_a_fair_counts_for_the_one_where_they_are_met(store: Store) -> None:
    before = capture(store, "Ola Østby")
    fair = fair_of(store)
    meeting.add_to(
        store, before.prospect, Meeting(draft=ProspectDraft(name="Ola Østby"), fair=fair.id), region="NO"
    )
    with store.read() as reading:
        assert fairs.met_at(reading, fair.id) == 1


def test_a_consent_that_is_there_is_not_asked_for_twice(store: Store) -> None:
    one = meeting.save(store, Meeting(draft=INGRID, consents=("email",)), region="NO").prospect
    meeting.add_to(store, one, Meeting(draft=INGRID, consents=("email", "phone")), region="NO")
    assert sorted(found.channel for found in known(store, one).consents) == ["email", "phone"]


def test_who_may_be_known_is_named_with_what_tells_most(store: Store) -> None:
    capture(store, "Ingrid Solheim", company="Fjord Interiør", phones=["+47 912 34 567"])
    found = meeting.likely(store, replace(INGRID, name="Inger"), region="NO")
    assert found is not None
    assert (found.name, found.company, found.reason) == (
        "Ingrid Solheim",
        "Fjord Interiør",
        "The phone number is the same.",
    )
    assert meeting.likely(store, INGRID, region="NO", leaving_out=frozenset({found.id})) is None
    assert meeting.likely(store, ProspectDraft(name="Zażółć Gęślą"), region="NO") is None


def test_a_badge_is_noted_and_known_again_at_the_same_fair_only(store: Store) -> None:
    fair, other = fair_of(store), fair_of(store, "Nordiskt Hem")
    draft = meeting.scanned(store, "FH26-004711", region="NO", fair=fair.id)
    assert draft.note == "Badge FH26-004711"
    meeting.save(store, Meeting(draft=replace(draft, name="Åse Lie"), fair=fair.id), region="NO")

    again = meeting.likely(store, draft, region="NO")
    assert again is not None
    assert again.name == "Åse Lie"
    elsewhere = meeting.scanned(store, "FH26-004711", region="NO", fair=other.id)
    assert meeting.likely(store, elsewhere, region="NO") is None


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("BEGIN:VCARD\nVERSION:3.0\nFN:Jan Żółć\nTEL:+48 601 234 567\nEND:VCARD", "Jan Żółć"),
        ("MECARD:N:Đức,Phạm;TEL:+84912345678;;", "Phạm Đức"),
        ("Ingrid Solheim, Fjord AS, 912 34 567", "Ingrid Solheim"),
    ],
)
def test_what_a_scanner_reads_becomes_a_draft(store: Store, text: str, name: str) -> None:
    draft = meeting.scanned(store, text, region="NO", fair=None)
    assert draft.name == name
    assert draft.phones


@pytest.mark.parametrize(
    "text",
    [
        '{"id": 5512, "firstName": "Łucja", "lastName": "Żak", "company": "Stół", "email": "l@stol.example"}',
        "5512|Łucja|Żak|Stół|l@stol.example",
    ],
)
def test_a_badge_of_many_fields_tells_each_of_them(store: Store, text: str) -> None:
    draft = meeting.scanned(store, text, region="NO", fair=None)

    assert (draft.shown_name, draft.company, [one.value for one in draft.emails]) == (
        "Łucja Żak",
        "Stół",
        ["l@stol.example"],
    )
    assert "5512" in draft.note


@pytest.mark.parametrize("text", ["{", '{"a":' * 3000, "{}", '{"x": 1}', '{"name": null}'])
def test_what_only_begins_as_such_a_badge_is_kept_as_text(store: Store, text: str) -> None:
    assert not meeting.scanned(store, text, region="NO", fair=None).emails


def test_a_web_address_is_kept(store: Store) -> None:
    draft = meeting.scanned(store, "https://www.fjordinterior.no", region="NO", fair=None)
    assert [one.value for one in draft.webs] == ["https://www.fjordinterior.no"]


def test_the_country_of_a_phone_is_named(store: Store) -> None:
    assert meeting.country_of("+47 912 34 567", region="PL") == "Norway"
    assert meeting.country_of("912 34 567", region="NO") == "Norway"
    assert meeting.country_of("912 34 56", region="NO") == ""


def test_all_that_happens_at_a_fair_is_a_meeting(store: Store) -> None:
    fair = fair_of(store)
    meeting.save(store, Meeting(draft=INGRID, fair=fair.id), region="NO")
    with store.read() as reading:
        assert [one.kind for one in reading.find(select(Activity))] == ["meeting"]
