"""What an import keeps back, to write it in order, is in the end what the store would have derived one by one."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from salesdesk.domain.changes import ChangeSet
from salesdesk.domain.companies import Company
from salesdesk.domain.prospects import Phone, Prospect
from salesdesk.domain.tags import Tag
from salesdesk.services import changes, checks, prospects
from salesdesk.services.search import ask, ids
from salesdesk.store import derived_ordered
from salesdesk.store.database import Store
from salesdesk.store.derived_check import rebuild
from salesdesk.store.derived_tables import sides
from salesdesk.store.sql import run
from tests.factories import bring_in, capture, open_store

MANY = 300

DYING = """
import os, sys
from pathlib import Path
from salesdesk.store.derived_ordered import KeptBack
from tests.factories import bring_in, open_store
portions = KeptBack.portions
def dying(self, size):
    for number, portion in enumerate(portions(self, size)):
        if number == int(sys.argv[3]):
            os._exit(9)
        yield portion
KeptBack.portions = dying
with open_store(Path(sys.argv[1])) as store:
    bring_in(store, Path(sys.argv[2]))
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A list of so many people that it is written in many holds of the lock."""
    rows = (
        f"Łukasz Żak{n};Gård {n % 40};{40000000 + n};zak{n}@gard{n % 40}.example;dąb;Østgata {n};5013;Bergen"
        for n in range(MANY)
    )
    path = tmp_path / "mange.csv"
    path.write_text("\n".join(("Name;Company;Phone;Email;Tags;Street;Postal code;City", *rows)), "utf-8")
    return path


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store of somebody else."""
    with open_store(tmp_path / "store.db") as made:
        capture(made, "Ingrid Solheim", company="Gård 7", tags=("dąb",))
        yield made


def _standing(store: Store) -> dict[str, set[Any]]:
    with store.reading_raw() as connection:
        return {
            f"{subject}_{side}": set(run(connection, f"SELECT {columns} FROM {subject}_{side}"))
            for subject in ("prospects", "companies")
            for side, columns in sides(subject).items()
        }


def _found(store: Store, text: str) -> int:
    with store.read() as reading:
        return len(list(ids(reading, ask(reading, text, subject="prospects", clock=store.clock))))


def _when_half_is_written(store: Store, act: Callable[[], None]) -> Callable[[], None]:
    """Does `act` once, in the middle of a batch. Gives what ends the waiting."""
    written: list[int] = []

    def told(changeset: ChangeSet) -> None:
        written.append(len(changeset.ids("prospects")))
        if sum(written) > MANY // 2 and -1 not in written:
            written.append(-1)
            act()

    return store.listen(told)


def _first(store: Store, kind: type[Any], act: Callable[[Any], None]) -> None:
    """Changes a record that the batch at work has already written."""
    imported = (Prospect.name == "Łukasz Żak3") if kind is Prospect else (kind.deleted_at.is_(None))
    with store.change("Changed {name}", name="") as unit:
        one = unit.first(select(kind).where(imported))
        assert one is not None
        act(one)


def test_after_an_import_the_search_and_the_matching_know_what_a_building_anew_gives(
    store: Store, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(derived_ordered, "_FULL", 200)  # so that it is written in several goes
    bring_in(store, file)
    before = _standing(store)
    assert len(before["prospects_keys"]) > 5 * MANY
    with store.writing() as connection:
        for subject in ("prospects", "companies"):
            rebuild(connection, subject)
    assert _standing(store) == before
    assert checks.look_over(store) == []
    assert _found(store, "żak") == MANY


def test_somebody_who_comes_once_more_is_known_after_the_import(store: Store, file: Path) -> None:
    bring_in(store, file)
    (again,) = bring_in(store, file)
    assert (again.created, again.duplicates) == (0, MANY)


def _renamed(store: Store) -> None:
    _first(store, Prospect, lambda one: setattr(one, "name", "Đức Ørsted"))


def _deleted(store: Store) -> None:
    with store.read() as reading:
        one = reading.first(select(Prospect).where(Prospect.name == "Łukasz Żak3"))
    assert one is not None
    prospects.delete(store, one, one.name)


def _other_number(store: Store) -> None:
    _first(store, Phone, lambda one: setattr(one, "value", "12345"))


def _company_renamed(store: Store) -> None:
    _first(store, Company, lambda one: setattr(one, "name", "Ørsted Hage"))


def _tag_renamed(store: Store) -> None:
    _first(store, Tag, lambda one: setattr(one, "name", "furu"))


def _captured(store: Store) -> None:
    capture(store, "Åsa Nyström", company="Gård 3", phones=("912 34 567",))


@pytest.mark.parametrize(
    "act", [_renamed, _deleted, _other_number, _company_renamed, _tag_renamed, _captured]
)
def test_what_the_seller_does_while_an_import_is_written_counts(
    store: Store, file: Path, act: Callable[[Store], None]
) -> None:
    end = _when_half_is_written(store, lambda: act(store))
    bring_in(store, file)
    end()
    assert checks.look_over(store) == []


def test_an_import_that_was_changed_in_the_middle_is_taken_back_whole(store: Store, file: Path) -> None:
    _, before = capture(store, "Åsa Nyström"), _standing(store)
    end = _when_half_is_written(store, lambda: _company_renamed(store))
    bring_in(store, file)
    end()
    changes.undo(store)
    changes.undo(store)
    assert _standing(store) == before
    assert checks.look_over(store) == []


@pytest.mark.parametrize("portion", [0, 1])
def test_an_import_that_dies_before_all_that_was_kept_back_is_written_leaves_nothing_behind(
    store: Store, file: Path, portion: int
) -> None:
    before = _standing(store)
    store.close()
    died = subprocess.run(
        [sys.executable, "-c", DYING, str(store.path), str(file), str(portion)], check=False
    )
    assert died.returncode == 9
    with open_store(store.path) as opened:
        assert len(opened.taken_back) == 1
        assert checks.look_over(opened) == []
        assert _standing(opened) == before
        bring_in(opened, file)
        assert checks.look_over(opened) == []
