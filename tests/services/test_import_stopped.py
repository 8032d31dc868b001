"""An import that is stopped or broken off leaves nothing behind, of however many files; a done one is told as done."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.services import changes, exports
from salesdesk.services.drafting import Scene
from salesdesk.services.import_apart import Apart, Bringing, Here
from salesdesk.services.import_preview import Look
from salesdesk.services.import_reading import Told
from salesdesk.store.database import Store
from tests.factories import capture, open_store, records

Way = Callable[[Store, Scene], Bringing]


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


def csv(folder: Path, count: int, *rows: str) -> Path:
    """A table of so many contacts, and some rows beside them."""
    file = folder / "kontakter.csv"
    many = (f"Kari Østby{n};Gård {n};;kari{n}@gard.example" for n in range(count))
    file.write_text("\n".join(("Navn;Firma;Telefon;E-post", *rows, *many)), "utf-8")
    return file


def package(folder: Path) -> Path:
    """A data package with one prospect in it."""
    with open_store(folder / "other" / "store.db") as other:
        capture(other, "Łukasz Żak")
        exports.export(other, folder / "all.zip")
    return folder / "all.zip"


def nobody(_done: int, _total: int) -> None:
    """Nobody watches."""


class Enough(Exception):
    """What a person who presses Stop raises."""


def enough(done: int, total: int) -> None:
    """Who presses Stop while the contacts of a table are written."""
    if total and done > 200:
        raise Enough


def looked(bringing: Bringing, *files: Path) -> Look:
    """The files, looked over."""
    return bringing.look([(file, Told()) for file in files], nobody)


def names(store: Store) -> list[str]:
    """The names of all prospects."""
    return sorted(one["name"] for one in records(store)["prospects"].values())


def test_a_stop_that_comes_when_all_is_written_is_too_late_and_the_import_is_told_as_done(
    store: Store, tmp_path: Path
) -> None:
    file = csv(tmp_path, 300)
    bringing = Here(store, scene(store))
    look = looked(bringing, file)

    def stop(_done: int, _total: int) -> None:
        if len(names(store)) == 300:
            raise Enough

    brought = bringing.write(look.choices, "", "", stop)

    assert (brought.created, len(brought.batches), len(names(store))) == (300, 1, 300)


def test_an_import_of_several_files_that_is_stopped_leaves_nothing_of_any_of_them(
    store: Store, tmp_path: Path, way: Way
) -> None:
    capture(store, "Åsa Nyström")
    file = csv(tmp_path, 3000, ";;12;")
    before, files = records(store), set(tmp_path.iterdir()) | {package(tmp_path), tmp_path / "other"}
    bringing = way(store, scene(store))
    look = looked(bringing, tmp_path / "all.zip", file)

    with pytest.raises(Enough):
        bringing.write(look.choices, "", "", enough)

    assert records(store) == before
    assert set(tmp_path.iterdir()) == files
    with pytest.raises(UserError, match="nothing to redo"):
        changes.redo(store)
    changes.undo(store)
    assert names(store) == []


def test_several_files_of_which_a_process_had_written_one_when_it_died_are_taken_back(
    store: Store, tmp_path: Path
) -> None:
    file = csv(tmp_path, 3000)
    bringing = Apart(store, scene(store))
    look = looked(bringing, package(tmp_path), file)

    def die(done: int, total: int) -> None:
        if total and done > 200:
            bringing.process.kill()

    with pytest.raises(EnvironmentTrouble):
        bringing.write(look.choices, "", "", die)

    assert names(store) == []


def test_several_files_come_in_together_and_each_can_be_taken_back(
    store: Store, tmp_path: Path, way: Way
) -> None:
    bringing = way(store, scene(store))
    look = looked(bringing, package(tmp_path), csv(tmp_path, 1))

    brought = bringing.write(look.choices, "", "", nobody)

    assert names(store) == ["Kari Østby0", "Łukasz Żak"]
    changes.undo(store)
    assert names(store) == ["Łukasz Żak"]
    changes.undo(store, brought.batches[0])
    assert names(store) == []


def test_what_an_earlier_import_kept_aside_stays_where_a_later_one_is_stopped(
    store: Store, tmp_path: Path
) -> None:
    file, kept = csv(tmp_path, 3000, ";;12;"), tmp_path / "kontakter.rejected.csv"
    first = Here(store, scene(store))
    first.write(looked(first, file).choices, "", "", nobody)
    changes.undo(store)
    before = kept.read_bytes()

    bringing = Here(store, scene(store))
    look = looked(bringing, file)
    with pytest.raises(Enough):
        bringing.write(look.choices, "", "", enough)

    assert kept.read_bytes() == before
