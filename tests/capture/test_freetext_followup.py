"""What is to be done is understood in the words of the seller."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.capture import freetext
from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import FollowUpDraft, ProspectDraft

WEDNESDAY = date(2026, 11, 18)
FRIDAY = date(2026, 11, 20)


def parse(text: str, region: str = "NO") -> ProspectDraft:
    return freetext.parse(text, today=WEDNESDAY, region=region)


def follow_up(text: str) -> FollowUpDraft | None:
    return freetext.follow_up(text, today=WEDNESDAY)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("call friday", ("call", FRIDAY, None, "")),
        ("ring mandag kl 14", ("call", date(2026, 11, 23), time(14), "")),
        ("email tomorrow 14:00", ("email", date(2026, 11, 19), time(14), "")),
        ("visit 2026-12-01", ("visit", date(2026, 12, 1), None, "")),
        ("call in 2 weeks", ("call", date(2026, 12, 2), None, "")),
        ("send price list next tuesday", ("email", date(2026, 11, 24), None, "send price list")),
        ("price list friday", ("other", FRIDAY, None, "price list")),
        ("friday", ("call", FRIDAY, None, "")),
        ("call", ("call", None, None, "")),
        ("meet for lunch 2pm friday", ("meeting", FRIDAY, time(14), "meet for lunch")),
        ("call Åsa about oak friday at 2:30 pm", ("call", FRIDAY, time(14, 30), "call Åsa about oak")),
        ("call on the 5th of may", ("call", date(2027, 5, 5), None, "")),
        ("day after tomorrow: visit", ("visit", FRIDAY, None, "")),
        ("follow up +7d", ("other", date(2026, 11, 25), None, "")),
        ("ring henne om to uker", ("call", date(2026, 12, 2), None, "ring henne")),
        ("besøk 1. desember kl. 9.30", ("visit", date(2026, 12, 1), time(9, 30), "")),
        ("møte neste uke", ("meeting", date(2026, 11, 23), None, "")),
        ("ring fredag neste uke", ("call", date(2026, 11, 27), None, "")),
        ("send tilbud innen fredag", ("email", FRIDAY, None, "send tilbud")),
        ("send vareprøve 24.12.", ("sample", date(2026, 12, 24), None, "")),
        ("ringa måndag", ("call", date(2026, 11, 23), None, "")),
        ("skicka prisblad på tisdag", ("email", date(2026, 11, 24), None, "skicka prisblad")),
        ("mejla i övermorgon kl 8", ("email", FRIDAY, time(8), "")),
        ("zadzwoń jutro", ("call", date(2026, 11, 19), None, "")),
        ("zadzwonić za dwa tygodnie", ("call", date(2026, 12, 2), None, "")),
        ("spotkanie 3 grudnia o 14", ("meeting", date(2026, 12, 3), time(14), "")),
        ("wyślij próbki w środę", ("sample", date(2026, 11, 25), None, "")),
        ("zadzwoń pojutrze o godz. 15:30", ("call", FRIDAY, time(15, 30), "")),
        ("gọi thứ sáu lúc 9h", ("call", FRIDAY, time(9), "")),
        ("anrufen am Montag um 14 Uhr", ("call", date(2026, 11, 23), time(14), "")),
    ],
)
def test_a_follow_up_is_understood_in_the_words_of_the_seller(
    text: str, expected: tuple[str, date | None, time | None, str]
) -> None:
    kind, day, at, what = expected
    assert follow_up(text) == FollowUpDraft(kind=kind, day=day, time=at, what=what)


@pytest.mark.parametrize("text", ["", "oak trays", "14:00", "Ingrid Solheim", "☃"])
def test_a_text_that_plans_nothing_is_no_follow_up(text: str) -> None:
    assert follow_up(text) is None


def test_a_weekday_said_on_that_day_is_a_week_away() -> None:
    found = freetext.follow_up("call friday", today=FRIDAY)
    assert found is not None
    assert found.day == date(2026, 11, 27)


@pytest.mark.parametrize("text", ["call 31.2.2027", "email 2026-13-45", "call friday 25:00"])
def test_a_day_or_time_that_does_not_exist_stays_among_the_words(text: str) -> None:
    found = follow_up(text)
    assert found is not None
    assert found.what
    assert found.time is None


def test_the_end_of_the_calendar_is_no_trouble() -> None:
    for text in ("call friday", "in 3 months", "next week", "next month", "tomorrow", "1/12"):
        found = freetext.follow_up(f"call {text}", today=date.max)
        assert found is not None
        assert found.day is None or found.day > date(9999, 11, 1)


@given(st.text(max_size=60), st.dates())
def test_a_follow_up_never_fails_and_has_a_kind_that_is_known(text: str, today: date) -> None:
    found = freetext.follow_up(f"call {text}", today=today)
    assert found is not None
    assert found.kind in vocabulary.slugs("followup")
    assert found.day is None or isinstance(found.day, date)


def test_the_follow_up_of_a_longer_text_keeps_what_is_to_be_done() -> None:
    draft = parse(
        "Ingrid Solheim, Fjord Interiør\n\nShe liked the big oak bowl and asked about delivery.\n"
        "Call her friday 14:00 with price list."
    )
    assert draft.follow_up == FollowUpDraft(
        kind="call", day=FRIDAY, time=time(14), what="Call her with price list"
    )
    assert draft.note == "She liked the big oak bowl and asked about delivery."


def test_office_hours_in_a_signature_plan_nothing() -> None:
    draft = parse("Ingrid Solheim\nFjord Interiør AS\nMonday-Friday 9-16\nCall: 912 34 567")
    assert draft.follow_up is None
    assert "Monday-Friday 9-16" in draft.note


def test_the_person_to_call_is_the_prospect_where_nothing_else_names_one() -> None:
    draft = parse("ring Ola 99 88 77 66 i morgen")
    assert (draft.name, draft.phones[0].value) == ("Ola", "99 88 77 66")
    assert draft.follow_up == FollowUpDraft(kind="call", day=date(2026, 11, 19), what="ring Ola")


def test_a_verb_inside_a_name_plans_nothing() -> None:
    draft = parse("Oslo Ring AS, Kari Ring, kari@osloring.example")
    assert (draft.name, draft.company, draft.follow_up) == ("Kari Ring", "Oslo Ring AS", None)


@pytest.mark.parametrize("text", ["Ole Hansen call", "Ole Hansen, call"])
def test_a_verb_behind_a_name_is_what_to_do(text: str) -> None:
    draft = parse(text)
    assert (draft.name, draft.follow_up, draft.note) == ("Ole Hansen", FollowUpDraft(kind="call"), "")


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Ole Hansen call 31.02.2026", "call 31.02.2026"),
        ("Ole Hansen, call 31.02.2026", "call 31.02.2026"),
        ("Ole Hansen call 2026-02-30", "call 2026-02-30"),
        ("Ole Hansen, call 31/2", "call 31/2"),
    ],
)
def test_a_day_that_does_not_exist_is_not_planned_and_not_lost(text: str, what: str) -> None:
    draft = parse(text)
    assert (draft.name, draft.follow_up, draft.note) == ("Ole Hansen", FollowUpDraft(kind="call"), what)
