"""The organiser's list says who the numbers are that were scanned; whom the seller never met stays out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.fairs import Fair
from salesdesk.services import badge_lists, changes, fairs, meeting
from salesdesk.services.badge_lists import Counted
from salesdesk.services.drafting import Scene
from salesdesk.services.import_apart import Apart, Bringing, Here
from salesdesk.services.import_preview import Look, State
from salesdesk.services.import_reading import Told
from salesdesk.services.meeting import Meeting
from salesdesk.store.database import Store
from tests.factories import open_store, records

HEADER = "Badge no;Navn;Firma;Telefon;E-post\n"
LIST = (
    "00471;Åse Øyen;Fjord Interiør;+47 912 34 567;ase@fjord.example",
    "HH-0815;Zdzisław Żółć;Bałtyk Dom;+48 601 234 567;z@baltyk.example",
    "hh 0900;Đặng Thế Lâm;Saigon Deli;;lam@deli.example",
    "00500;Never Met;Elsewhere AS;;never@met.example",
    "00501;Nor Her;Elsewhere AS;;nor@her.example",
)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with open_store(tmp_path / "store.db") as made:
        yield made


def fair_of(store: Store, name: str = "Hjem & Hage") -> Fair:
    return fairs.make(store, name, starts_on=date(2026, 11, 21), ends_on=date(2026, 11, 23))


def scan(store: Store, number: str, fair: Fair | None, **said: str) -> UUID:
    """A badge that says its number only, saved as the window saves it."""
    at = fair.id if fair else None
    draft = meeting.scanned(store, number, region="NO", fair=at)
    draft = replace(meeting.named(draft, [number]), **said)  # pyright: ignore[reportArgumentType]
    return meeting.save(store, Meeting(draft=draft, fair=at), region="NO").prospect


def listed(folder: Path, *rows: str, header: str = HEADER) -> Path:
    file = folder / "besøkende.csv"
    file.write_text(header + "\n".join(rows or LIST), "utf-8")
    return file


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


def begin(store: Store) -> Bringing:
    return Here(store, Scene(now=store.clock.now(), region="NO", store=store.path, met=False))


def counted(look: Look) -> Counted:
    found = look.files[0].badges
    assert found is not None
    return found


def looked(bringing: Bringing, file: Path, *, fair: str | None = None, everyone: bool = False) -> Look:
    return bringing.look([(file, Told(fair=fair, everyone=everyone))], nobody)


def people(store: Store) -> dict[UUID, str]:
    """The names of all prospects by their id."""
    return {UUID(str(one)): found["name"] for one, found in records(store)["prospects"].items()}


def test_only_those_who_were_scanned_are_filled_in_and_the_others_are_counted(
    store: Store, tmp_path: Path
) -> None:
    fair = fair_of(store)
    made = [scan(store, number, fair) for number in ("00471", "HH-0815", "HH0900")]
    bringing = begin(store)
    look = looked(bringing, listed(tmp_path))

    found = counted(look)
    assert (found.listed, found.scanned, found.left_out) == (5, 3, 2)
    assert found.place is not None
    assert found.place.name == "Hjem & Hage"
    assert badge_lists.list_told(found) == "5 on the list, 3 of them scanned by you; 2 left out"
    lines = look.lines(look.places())
    assert [(State(look.states[n]), line.name) for n, line in lines.items()] == [
        (State.ADDS, "Åse Øyen"),
        (State.ADDS, "Zdzisław Żółć"),
        (State.ADDS, "Đặng Thế Lâm"),
    ]
    assert "name: Badge 00471 becomes Åse Øyen" in lines[0].told

    brought = bringing.write({}, "", "", nobody)
    assert (brought.created, brought.updated) == (0, 3)
    assert people(store) == dict(zip(made, ("Åse Øyen", "Zdzisław Żółć", "Đặng Thế Lâm"), strict=True))
    with store.read() as reading:
        assert fairs.waiting(reading, fair.id) == 0


def test_what_was_planned_with_a_number_is_planned_with_the_person(store: Store, tmp_path: Path) -> None:
    fair, day = fair_of(store), date(2026, 12, 1)
    draft = meeting.named(meeting.scanned(store, "00471", region="NO", fair=fair.id), ["00471"])
    said = [FollowUpDraft(kind=kind, day=day) for kind in ("call", "visit")]
    first, *rest = [*said, FollowUpDraft(what="Send prices", kind="email", day=day)]
    met = Meeting(draft=replace(draft, follow_up=first), fair=fair.id)
    made = meeting.save(store, met, region="NO").prospect
    for one in rest:
        meeting.add_to(store, made, Meeting(draft=replace(draft, follow_up=one), fair=fair.id), region="NO")
    assert sorted(one["what"] for one in records(store)["followups"].values()) == [
        "Call Badge 00471",
        "Send prices",
        "Visit Badge 00471",
    ]

    bringing = begin(store)
    looked(bringing, listed(tmp_path))
    bringing.write({}, "", "", nobody)

    assert sorted(one["what"] for one in records(store)["followups"].values()) == [
        "Call Åse Øyen",
        "Send prices",
        "Visit Åse Øyen",
    ]


def test_an_undo_leaves_the_badges_as_they_were(store: Store, tmp_path: Path) -> None:
    fair = fair_of(store)
    for number in ("00471", "HH-0815"):
        scan(store, number, fair)
    before = records(store)
    bringing = begin(store)
    looked(bringing, listed(tmp_path))
    brought = bringing.write({}, "", "", nobody)
    assert records(store) != before
    for batch in reversed(brought.batches):
        changes.undo(store, batch)
    after = records(store)
    for subject in ("prospects", "phones", "emails", "companies"):
        assert after[subject] == before[subject], subject
    with store.read() as reading:
        assert fairs.waiting(reading, fair.id) == 2


@pytest.mark.parametrize(
    ("scanned", "in_list"),
    [
        ("00471", "471"),
        ("471", "000471"),
        ("471", "471.0"),
        ("HH-0815", "hh-0815"),
        ("HH-0815", " HH - 0815 "),
        ("123456", "123456,0"),
    ],
)
def test_a_number_is_met_however_a_sheet_writes_it(
    store: Store, tmp_path: Path, scanned: str, in_list: str
) -> None:
    made = scan(store, scanned, fair_of(store))
    bringing = begin(store)
    file = listed(tmp_path, f'"{in_list}";Ørjan Žižek;Łódź Dom;;orjan@dom.example')
    assert counted(looked(bringing, file)).scanned == 1
    bringing.write({}, "", "", nobody)
    assert people(store)[made] == "Ørjan Žižek"


def test_a_number_that_may_be_two_badges_is_nobodys(store: Store, tmp_path: Path) -> None:
    fair = fair_of(store)
    scan(store, "123", fair)
    other = scan(store, "777", fair)
    rows = ("0123;Åse Øyen;;;a@x.example", "00123;Jan Łoś;;;j@x.example", "777;Bo Ek;;;b@x.example")
    bringing = begin(store)
    assert counted(looked(bringing, listed(tmp_path, *rows))).scanned == 1
    bringing.write({}, "", "", nobody)
    assert people(store)[other] == "Bo Ek"
    assert sorted(people(store).values()) == ["Badge 123", "Bo Ek"]


def test_it_is_asked_of_which_fair_the_list_is_where_two_have_its_numbers(
    store: Store, tmp_path: Path
) -> None:
    here, there = fair_of(store), fair_of(store, "Nordiskt Hem")
    mine, other = scan(store, "00471", here), scan(store, "00471", there)
    bringing = begin(store)
    look = looked(bringing, listed(tmp_path))
    found = counted(look)
    assert (found.place, found.left_out, look.wanted) == (None, 5, 0)
    assert {one.name for one in found.places} == {"Hjem & Hage", "Nordiskt Hem"}

    again = begin(store)
    assert counted(looked(again, listed(tmp_path), fair=there.id.hex)).scanned == 1
    again.write({}, "", "", nobody)
    assert people(store) == {mine: "Badge 00471", other: "Åse Øyen"}


def test_everyone_comes_in_where_that_is_said_and_is_known_by_a_later_scan(
    store: Store, tmp_path: Path
) -> None:
    fair = fair_of(store)
    scan(store, "00471", fair)
    bringing = begin(store)
    found = counted(looked(bringing, listed(tmp_path), everyone=True))
    assert (found.scanned, found.left_out) == (1, 0)
    brought = bringing.write({}, "", "", nobody)
    assert (brought.created, brought.updated) == (4, 1)
    later = meeting.likely(store, meeting.scanned(store, "00500", region="NO", fair=fair.id), region="NO")
    assert later is not None
    assert later.name == "Never Met"


def test_a_name_that_the_seller_gave_stays(store: Store, tmp_path: Path) -> None:
    made = scan(store, "00471", fair_of(store), name="Åse (stand 4)")
    bringing = begin(store)
    looked(bringing, listed(tmp_path))
    bringing.write({}, "", "", nobody)
    assert people(store)[made] == "Åse (stand 4)"
    assert "ase@fjord.example" in {one["value"] for one in records(store)["emails"].values()}


def test_a_list_with_tickets_that_nobody_scanned_comes_in_as_any_other(store: Store, tmp_path: Path) -> None:
    scan(store, "99999", fair_of(store))
    bringing = begin(store)
    look = looked(bringing, listed(tmp_path))
    assert badge_lists.list_told(counted(look)) == "No badge of this list is one that you scanned."
    bringing.write({}, "", "", nobody)
    notes = {one["name"]: one.get("note", "") for one in records(store)["prospects"].values()}
    assert notes["Åse Øyen"] == "Badge no: 00471"
    assert len(notes) == 6


def test_the_list_is_read_the_same_in_a_process_of_its_own(store: Store, tmp_path: Path) -> None:
    scan(store, "00471", fair_of(store))
    scene = Scene(now=store.clock.now(), region="NO", store=store.path, met=False)
    bringing = Apart(store, scene)
    assert counted(looked(bringing, listed(tmp_path))).left_out == 4
    assert bringing.write({}, "", "", nobody).updated == 1


@pytest.mark.parametrize(
    "header",
    [
        "Badge-Nr.",
        "Ticketnummer",
        "Strekkode",
        "Billettnummer",
        "Namnbricka",
        "Biljettnummer",
        "Kod kreskowy",
    ],
)
def test_the_word_above_the_numbers_may_be_any_of_five_languages(
    store: Store, tmp_path: Path, header: str
) -> None:
    scan(store, "00471", fair_of(store))
    bringing = begin(store)
    assert counted(looked(bringing, listed(tmp_path, header=HEADER.replace("Badge no", header)))).scanned == 1
    bringing.close()
