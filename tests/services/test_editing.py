"""Fields set by name: all in one change or none, and nothing that the field cannot hold."""

from __future__ import annotations

from contextlib import suppress
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from salesdesk.domain import subjects
from salesdesk.domain.columns import Uid
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, editing
from salesdesk.services.drafting import Scene
from salesdesk.services.editing_values import value_of
from salesdesk.services.lookup import SHOWN
from salesdesk.store.database import Store
from tests.factories import MORNING, StandingClock, capture, records


def change(store: Store, who: UUID, *pairs: tuple[str, str]) -> None:
    with store.read() as reading:
        record = reading.need(Prospect, who)
    now = store.clock.now().astimezone(store.clock.zone())
    editing.set_fields(store, record, record.name, pairs, Scene(now=now, region="NO", store=store.path))


def test_many_fields_are_one_change(store: Store) -> None:
    who = capture(store).prospect
    before = records(store)
    change(
        store,
        who,
        ("title", "Buyer"),
        ("tag", "oak"),
        ("stage", "customer"),
        ("phone", "22334455"),
        ("company", "Ny"),
    )
    assert changes.undo(store).label == "Changed Ingrid Solheim"
    assert records(store) == before


def test_one_bad_value_keeps_all_others_out_too(store: Store) -> None:
    who = capture(store).prospect
    before = records(store)
    with pytest.raises(UserError, match="not a day"):
        change(
            store, who, ("title", "Buyer"), ("tag", "oak"), ("company", "New one"), ("birthday", "31.02.1980")
        )
    assert records(store) == before


@pytest.mark.parametrize("subject", SHOWN)
def test_no_field_can_be_set_to_an_id_by_hand(subject: str) -> None:
    columns = subjects.table(subject).columns
    ids = {
        name for name in editing.settable(subject) if name in columns and isinstance(columns[name].type, Uid)
    }
    assert ids <= {"company", "fair", "source", "cause", "competitor", "revisit_product"}  # said by name


NOW = MORNING.astimezone(StandingClock().zone())
FIELDS = [
    (subject, field)
    for subject in SHOWN
    for field in editing.settable(subject)
    if field in subjects.table(subject).columns
    and not isinstance(subjects.table(subject).columns[field].type, Uid)
]


@given(
    place=st.sampled_from(FIELDS),
    text=st.text(max_size=30) | st.from_regex(r"[0-9:.T+-]{1,24}", fullmatch=True),
)
def test_whatever_is_typed_is_a_value_or_a_sentence_and_never_a_crash(
    place: tuple[str, str], text: str
) -> None:
    with suppress(UserError):
        value = value_of(*place, text.strip(), NOW)
        if isinstance(value, int):  # what SQLite and other programs can hold
            assert 0 <= value < 2**31
        elif isinstance(value, str):
            assert value or not text.strip()


def answers(store: Store, who: UUID) -> list[tuple[str, str]]:
    kept = records(store)
    asked = {one: question["text"] for one, question in kept["questions"].items()}
    mine = (one for one in kept["answers"].values() if one["prospect"] == who.bytes)
    return [(asked[one["question"].hex().upper()], one["text"]) for one in mine]


def test_an_answer_is_kept_to_its_question_and_a_later_one_takes_its_place(store: Store) -> None:
    who, other = capture(store).prospect, capture(store, "Łukasz Żak").prospect
    change(store, who, ("answer", "Hvem bestemmer på Øst?=Sjefen"))
    change(store, other, ("answer", "hvem bestemmer PÅ øst? = Żona = i ja"))
    change(store, who, ("answer", "hvem bestemmer=Hun selv"), ("answer", "Budsjett?=50 000"))
    assert answers(store, who) == [("Hvem bestemmer på Øst?", "Hun selv"), ("Budsjett?", "50 000")]
    assert answers(store, other) == [("Hvem bestemmer på Øst?", "Żona = i ja")]
    change(store, who, ("answer", "Budsjett?="))
    assert answers(store, who) == [("Hvem bestemmer på Øst?", "Hun selv")]
    change(store, who, ("answer", ""))
    assert answers(store, who) == []
    assert {one["rung"] for one in records(store)["questions"].values()} == {"suspect"}
    changes.undo(store)
    assert answers(store, who) == [("Hvem bestemmer på Øst?", "Hun selv")]


@pytest.mark.parametrize(
    ("said", "told"), [("Sjefen", "no question"), ("=Sjefen", "no question"), ("Hvem=x", "Several")]
)
def test_an_answer_to_no_question_or_to_several_is_refused(store: Store, said: str, told: str) -> None:
    who = capture(store).prospect
    change(store, who, ("answer", "Hvem bestemmer?=Sjefen"), ("answer", "Hvem betaler?=Banken"))
    before = records(store)
    with pytest.raises(UserError, match=told):
        change(store, who, ("answer", said))
    assert records(store) == before
