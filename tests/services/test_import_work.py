"""An import as a person sees it before anything is kept: what each row would do, and what they decide."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from salesdesk.domain.locally import day_month
from salesdesk.errors import EnvironmentTrouble
from salesdesk.services import changes, demo, exports
from salesdesk.services.drafting import Scene
from salesdesk.services.import_apart import Apart, Bringing, Here, begin
from salesdesk.services.import_preview import BLOCK, Look, State
from salesdesk.services.import_reading import LEFT_OUT, Told
from salesdesk.services.imports import Choice
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records

Way = Callable[[Store, Scene], Bringing]
HEADER = "Navn;Firma;Telefon;E-post;Stilling\n"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store."""
    with open_store(tmp_path / "store.db") as made:
        yield made


@pytest.fixture(params=[Here, Apart], ids=["here", "apart"])
def way(request: pytest.FixtureRequest) -> Way:
    """Both ways of doing the work."""
    made: Way = request.param
    return made


def scene(store: Store) -> Scene:
    """An address book, brought in now."""
    return Scene(now=store.clock.now(), region="NO", store=store.path, met=False)


def csv(folder: Path, *rows: str, name: str = "kontakter.csv", header: str = HEADER) -> Path:
    """A table of contacts."""
    file = folder / name
    file.write_text(header + "\n".join(rows), "utf-8")
    return file


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


def looked(bringing: Bringing, *files: Path) -> Look:
    """The files, looked over."""
    return bringing.look([(file, Told()) for file in files], nobody)


def told(look: Look) -> list[tuple[State, str, str]]:
    """Each row: its state, its name, what is told of it."""
    lines = look.lines(look.places())
    return [(State(look.states[n]), line.name, line.told) for n, line in lines.items()]


def names(store: Store) -> list[str]:
    """The names of all prospects."""
    return sorted(one["name"] for one in records(store)["prospects"].values())


def test_each_row_tells_what_it_would_do_in_the_order_of_the_file(
    store: Store, tmp_path: Path, way: Way
) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",), company="Hemma hos Åsa")
    capture(store, "Øyvind Żak", emails=("oyvind@zak.example",))
    capture(store, "Ingrid Solheim", company="Fjord Interiør")
    file = csv(
        tmp_path,
        "Nguyễn Thị Hạnh;Saigon Deli;+84 912 345 678;hanh@saigon.example;",
        "Åsa Nyström;Hemma hos Åsa;+46 70 123 45 67;asa@hemma.example;Inköpschef",
        ";;12;;",
        "Øyvind Żak;;;oyvind@zak.example;",
        "I. Solheim;Fjord Interiør;;post@fjord.example;",
    )

    bringing = way(store, scene(store))
    look = looked(bringing, file)
    bringing.close()

    rows = told(look)
    assert [(state, name) for state, name, _told in rows] == [
        (State.NEW, "Nguyễn Thị Hạnh"),
        (State.ADDS, "Åsa Nyström"),
        (State.REFUSED, ""),
        (State.KNOWN, "Øyvind Żak"),
        (State.LOOK, "I. Solheim"),
    ]
    assert rows[1][2] == "Adds a phone, title: Inköpschef"
    assert rows[2][2].startswith("row 4: ")
    assert "Ingrid Solheim, Fjord Interiør" in rows[4][2]
    assert look.wanted == 2
    assert names(store) == ["Ingrid Solheim", "Åsa Nyström", "Øyvind Żak"]


def test_what_is_decided_is_done_and_what_is_not_is_kept_aside(
    store: Store, tmp_path: Path, way: Way
) -> None:
    for name, company in (("Ingrid Solheim", "Fjord"), ("Jan Kowalczyk", "Bałtyk"), ("Đặng Văn Lâm", "Deli")):
        capture(store, name, company=company)
    file = csv(
        tmp_path,
        "I. Solheim;Fjord;;post@fjord.example;",
        "J. Kowalczyk;Bałtyk;;jan@baltyk.example;",
        "Đ. Lâm;Deli;;lam@deli.example;",
    )
    bringing = way(store, scene(store))
    look = looked(bringing, file)
    assert [look.sides(n).known for n in range(look.doubts)] == [
        "Ingrid Solheim",
        "Jan Kowalczyk",
        "Đặng Văn Lâm",
    ]

    look.decide(0, Choice.SAME)
    look.decide(1, Choice.TWO)
    brought = bringing.write(look.choices, "", "", nobody)

    assert (brought.created, brought.updated) == (1, 1)
    assert names(store) == ["Ingrid Solheim", "J. Kowalczyk", "Jan Kowalczyk", "Đặng Văn Lâm"]
    assert {one["value"] for one in records(store)["emails"].values()} == {
        "post@fjord.example",
        "jan@baltyk.example",
    }
    (kept,) = brought.kept
    assert (kept.kind, kept.count) == ("doubtful", 1)
    assert "lam@deli.example" in Path(kept.path).read_text("utf-8-sig")


def test_a_decision_can_be_changed_until_it_is_taken_in(store: Store, tmp_path: Path) -> None:
    capture(store, "Ingrid Solheim", company="Fjord")
    look = looked(Here(store, scene(store)), csv(tmp_path, "I. Solheim;Fjord;;post@fjord.example;"))

    counts = list[tuple[int, int, int]]()
    for choice in (Choice.SAME, Choice.TWO, Choice.ASIDE):
        look.decide(0, choice)
        counts.append((look.count(State.ADDS), look.count(State.NEW), look.count(State.LOOK)))

    assert counts == [(1, 0, 0), (0, 1, 0), (0, 0, 1)]
    assert look.choices == {}


def test_two_rows_said_to_be_someone_new_become_one_where_they_are_surely_one(
    store: Store, tmp_path: Path
) -> None:
    capture(store, "Ingrid Solheim", company="Fjord")
    row = "I. Solheim;Fjord;+47 900 11 222;post@fjord.example;"
    bringing = Here(store, scene(store))
    look = looked(bringing, csv(tmp_path, row, row))

    for doubt in range(look.doubts):
        look.decide(doubt, Choice.TWO)
    bringing.write(look.choices, "", "", nobody)

    assert names(store) == ["I. Solheim", "Ingrid Solheim"]


def test_fair_and_source_are_said_for_all_that_come_in(store: Store, tmp_path: Path, way: Way) -> None:
    bringing = way(store, scene(store))
    look = looked(bringing, csv(tmp_path, "Łukasz Żak;;;lukasz@zak.example;"))

    bringing.write(look.choices, "Hjem & Hage 2026", "fair", nobody)

    (one,) = records(store)["prospects"].values()
    fairs = records(store)["fairs"]
    assert fairs[one["fair"].hex().upper()]["name"] == "Hjem & Hage 2026"
    assert one["met_at"] is not None


def test_the_whole_import_can_be_taken_back(store: Store, tmp_path: Path, way: Way) -> None:
    capture(store, "Åsa Nyström", emails=("asa@hemma.example",))
    before = records(store)
    bringing = way(store, scene(store))
    look = looked(
        bringing, csv(tmp_path, "Åsa Nyström;;+46 70 123 45 67;asa@hemma.example;", "Kari Østby;;;;")
    )
    brought = bringing.write(look.choices, "", "", nobody)
    assert len(names(store)) == 2

    for batch in reversed(brought.batches):
        changes.undo(store, batch)

    assert records(store) == before


class Enough(Exception):
    """What a person who presses Stop raises."""


@pytest.mark.parametrize("way", [Here, Apart], ids=["here", "apart"])
def test_an_import_that_is_stopped_leaves_nothing_behind(store: Store, tmp_path: Path, way: Way) -> None:
    capture(store, "Åsa Nyström")
    file = csv(tmp_path, *(f"Kari Østby{n};Gård {n};;kari{n}@gard.example;" for n in range(3000)))
    bringing = way(store, scene(store))
    look = looked(bringing, file)
    before = records(store)

    def stop(done: int, _total: int) -> None:
        if done > 200:
            raise Enough

    with pytest.raises(Enough):
        bringing.write(look.choices, "", "", stop)

    assert records(store) == before


def test_reading_that_is_stopped_ends_at_once(store: Store, tmp_path: Path) -> None:
    file = csv(tmp_path, *(f"Kari Østby{n};Gård {n};;kari{n}@gard.example;" for n in range(3000)))
    bringing = Apart(store, scene(store))

    def stop(done: int, _total: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        bringing.look([(file, Told())], stop)

    assert not bringing.process.running


def test_what_a_process_had_written_when_it_died_is_taken_back(store: Store, tmp_path: Path) -> None:
    file = csv(tmp_path, *(f"Kari Østby{n};Gård {n};;kari{n}@gard.example;" for n in range(3000)))
    bringing = Apart(store, scene(store))
    look = looked(bringing, file)

    def die(done: int, _total: int) -> None:
        if done > 200:
            bringing.process.kill()

    with pytest.raises(EnvironmentTrouble):
        bringing.write(look.choices, "", "", die)

    assert names(store) == []


def test_a_large_file_is_read_by_a_process_and_a_small_one_here(store: Store, tmp_path: Path) -> None:
    small = csv(tmp_path, "Kari Østby;;;;")
    large = csv(tmp_path, *["x" * 1000] * 300, name="large.csv")

    ways = [begin(store, scene(store), [file]) for file in (small, large)]
    for one in ways:
        one.close()

    assert [type(one) for one in ways] == [Here, Apart]


def test_a_file_that_is_no_list_of_contacts_says_so_and_the_others_go_on(
    store: Store, tmp_path: Path, way: Way
) -> None:
    picture = tmp_path / "bilde.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    empty = tmp_path / "tom.csv"
    empty.write_bytes(b"")
    bringing = way(store, scene(store))

    look = looked(bringing, picture, empty, tmp_path / "gone.vcf", csv(tmp_path, "Kari Østby;;;;"))
    bringing.close()

    assert ["Save it as vCard" in one.trouble for one in look.files] == [True, False, False, False]
    assert "is empty" in look.files[1].trouble
    assert "There is no file" in look.files[2].trouble
    assert [name for _state, name, _told in told(look)] == ["Kari Østby"]


def test_rows_are_packed_in_blocks_and_found_again(store: Store, tmp_path: Path) -> None:
    count = 3 * BLOCK + 7
    look = looked(
        Here(store, scene(store)),
        csv(tmp_path, *(f"Kari Ødegård{n};;;kari{n}@gard.example;" for n in range(count))),
    )

    last = look.lines([count - 1, 0, BLOCK])

    assert look.count(State.NEW) == count
    assert [last[n].name for n in (count - 1, 0, BLOCK)] == [
        f"Kari Ødegård{count - 1}",
        "Kari Ødegård0",
        f"Kari Ødegård{BLOCK}",
    ]


def test_a_column_goes_where_the_seller_says(store: Store, tmp_path: Path) -> None:
    file = csv(
        tmp_path,
        "Łukasz Żak;Ostoja;hemmelig;lukasz@zak.example",
        header="Hvem;Merke;Intern;Post\n",
    )
    said = Told(columns={0: "name", 1: "company", 2: LEFT_OUT, 3: "email"})
    bringing = Here(store, scene(store))

    look = bringing.look([(file, said)], nobody)
    bringing.write(look.choices, "", "", nobody)

    (one,) = records(store)["prospects"].values()
    assert (one["name"], one["note"]) == ("Łukasz Żak", "")
    assert [company["name"] for company in records(store)["companies"].values()] == ["Ostoja"]
    assert [column.field for column in look.files[0].columns] == ["name", "company", LEFT_OUT, "email"]


def test_a_first_row_that_is_a_contact_is_taken_as_one(store: Store, tmp_path: Path) -> None:
    file = csv(tmp_path, "Kari Østby;Østby Blomster;kari@ostby.example", header="Navn;Firma;Epost\n")

    look = Here(store, scene(store)).look([(file, Told(headless=True))], nobody)

    assert look.files[0].headless
    assert [name for _state, name, _told in told(look)] == ["Navn", "Kari Østby"]


def test_letters_are_read_as_the_seller_says(store: Store, tmp_path: Path) -> None:
    file = tmp_path / "kontakter.csv"
    file.write_bytes((HEADER + "Zofia Żak;Łąka;;zofia@zak.example;").encode("cp1250"))

    look = Here(store, scene(store)).look([(file, Told(encoding="cp1250"))], nobody)

    assert [name for _state, name, _told in told(look)] == ["Zofia Żak"]


def test_a_data_package_tells_who_is_here_already(store: Store, tmp_path: Path, way: Way) -> None:
    with open_store(tmp_path / "other" / "store.db") as other:
        capture(other, "Åsa Nyström", phones=("+46 70 123 45 67",), company="Hemma")
        capture(other, "Łukasz Żak")
        exports.export(other, tmp_path / "all.zip")
    first = way(store, scene(store))
    look = looked(first, tmp_path / "all.zip")
    brought = first.write(look.choices, "", "", nobody)

    again = way(store, scene(store))
    second = looked(again, tmp_path / "all.zip")
    again.close()

    assert (look.count(State.NEW), brought.created, names(store)) == (2, 2, ["Åsa Nyström", "Łukasz Żak"])
    assert second.count(State.KNOWN) == 2
    assert look.lines([0])[0].phone == "+46 70 123 45 67"


def test_the_sample_year_stands_until_it_is_taken_away(store: Store) -> None:
    def standing() -> bool:
        with store.read() as reading:
            return demo.standing(reading) is not None

    seen = [standing()]
    demo.fill(store, prospects=3)
    seen.append(standing())
    changes.undo(store)
    seen.append(standing())
    changes.redo(store)
    seen.append(standing())

    assert seen == [False, True, False, True]


def test_emails_of_both_are_kept_where_they_differ(store: Store, tmp_path: Path) -> None:
    capture(store, "Ingrid Solheim", company="Fjord", emails=("ingrid@fjord.example",))
    look = looked(Here(store, scene(store)), csv(tmp_path, "I. Solheim;Fjord;;post@annet.example;"))

    sides = look.sides(0)

    assert sides.both_emails
    assert ("Email", "post@annet.example", "ingrid@fjord.example") in sides.rows


def test_the_day_since_which_someone_is_known_is_that_of_the_seller(tmp_path: Path) -> None:
    night = StandingClock(datetime(2026, 3, 1, 23, 30, tzinfo=UTC))  # half past midnight in Oslo
    with open_store(tmp_path / "night.db", night) as store:
        capture(store, "Ingrid Solheim", company="Fjord")
        look = looked(Here(store, scene(store)), csv(tmp_path, "I. Solheim;Fjord;;post@annet.example;"))

    assert look.sides(0).since == day_month(date(2026, 3, 2))
