"""What happened with a prospect, told once and in a person's words."""

from __future__ import annotations

from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.errors import UserError
from salesdesk.services import activities, attachments, changes, editing, fairs, parts, prospects, timeline
from salesdesk.services.cards import Card, card
from salesdesk.services.drafting import Scene
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture


def shown(store: Store, who: UUID) -> Card:
    with store.read() as reading:
        found = card(reading, who)
    assert found is not None
    return found


def told(store: Store, who: UUID) -> list[str]:
    found = shown(store, who)
    with store.read() as reading:
        return [f"{line.title} | {line.text}".strip(" |") for line in timeline.timeline(reading, found)]


def edited(store: Store, who: UUID, field: str, value: str) -> None:
    scene = Scene(now=store.clock.now(), region="NO", store=store.path)
    editing.set_fields(store, shown(store, who).prospect, "Ingrid", [(field, value)], scene)


def test_a_touch_is_told_once_and_the_newest_first(store: Store, clock: StandingClock) -> None:
    who = capture(store).prospect
    clock.wait(days=1)
    activities.note(store, who, kind="call-out", text="Vil ha eik", minutes=12)
    assert told(store, who) == ["Call out · 12 min | Vil ha eik", "Prospect created"]


def test_edits_say_what_went_to_what(store: Store, clock: StandingClock) -> None:
    who = capture(store, title="Buyer").prospect
    for field, value in (
        ("title", "Sjef"),
        ("company", "Łódź AS"),
        ("phone", "91234567"),
        ("tag", "eik"),
        ("title", ""),
    ):
        clock.wait(minutes=1)
        edited(store, who, field, value)
    assert told(store, who)[:5] == [
        "Title: emptied, was Sjef",
        "Tag: eik",
        "Phone added: 91234567",
        "Company: Łódź AS",
        "Title: Buyer → Sjef",
    ]


def test_what_was_taken_off_is_named(store: Store, clock: StandingClock) -> None:
    who = capture(store, phones=("91234567",)).prospect
    clock.wait(minutes=1)
    parts.take_off(store, shown(store, who).phones[0], name="Ingrid")
    assert told(store, who)[0] == "Phone taken off: 91234567"


def test_a_move_along_the_ladder_is_told_by_itself_and_an_undo_by_what_it_took_back(
    store: Store, clock: StandingClock
) -> None:
    who = capture(store).prospect
    clock.wait(minutes=1)
    edited(store, who, "stage", "customer")
    assert told(store, who)[0] == "Stage: Customer | Was Suspect"
    clock.wait(minutes=1)
    edited(store, who, "title", "Sjef")
    clock.wait(minutes=1)
    changes.undo(store)
    assert told(store, who)[0].startswith("Undone: Changed Ingrid")


def test_where_one_was_met_is_told(store: Store) -> None:
    fairs.make(store, "Hjem & Hage", starts_on=store.clock.now().date(), ends_on=store.clock.now().date())
    who = capture(store).prospect
    assert told(store, who) == ["Met at Hjem & Hage", "Prospect created | Source: Fair · Hjem & Hage"]


def test_what_was_edited_elsewhere_meanwhile_is_not_written_over(store: Store) -> None:
    who = capture(store, title="Buyer").prospect
    record = shown(store, who).prospect
    prospects.edit(store, record, {"title": ("Buyer", "Theirs")})
    scene = Scene(now=store.clock.now(), region="NO", store=store.path)
    with pytest.raises(UserError, match="meanwhile"):
        editing.set_fields(store, record, "Ingrid", [("title", "Mine")], scene, seen={"title": "Buyer"})
    assert shown(store, who).prospect.title == "Theirs"


def test_a_file_opens_under_its_own_name_and_may_only_be_read(store: Store, tmp_path: Path) -> None:
    who = capture(store).prospect
    file = tmp_path / "Tilbud å ł.pdf"
    file.write_bytes(b"%PDF")
    made = attachments.attach(store, file, who)
    opened = attachments.to_open(store, made, tmp_path / "open")
    assert (opened.name, opened.read_bytes()) == ("Tilbud å ł.pdf", b"%PDF")
    assert not opened.stat().st_mode & 0o222


def test_a_name_that_came_with_anothers_file_does_not_lead_out_of_the_folder(
    store: Store, tmp_path: Path
) -> None:
    who = capture(store).prospect
    file = tmp_path / "a.txt"
    file.write_bytes(b"a")
    attachments.attach(store, file, who)
    one = shown(store, who).attachments[0]
    with store.change("Changed {name}", name="a") as unit:
        unit.need(type(one), one.id).name = "../../../evil\\x.sh"
    opened = attachments.to_open(store, shown(store, who).attachments[0], tmp_path / "open")
    assert (tmp_path / "open") in opened.parents
    assert opened.parent.parent == tmp_path / "open"


def test_a_folder_is_not_attached(store: Store, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="not a file"):
        attachments.attach(store, tmp_path, capture(store).prospect)


def test_the_last_that_tells_who_is_meant_is_not_taken_off(store: Store) -> None:
    who = capture(store, "", phones=("91234567",)).prospect
    with pytest.raises(UserError, match="nobody"):
        parts.take_off(store, shown(store, who).phones[0], name="91234567")
