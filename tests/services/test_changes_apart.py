"""Undo and redo as the window has them done: the same whether here or, of a large batch, in a process."""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest

from salesdesk.domain.changes import Change
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, changes_apart, prospects
from salesdesk.services.changes_apart import LARGE, Answered
from salesdesk.services.lookup import by_id
from salesdesk.store import batches, inverse
from salesdesk.store.batches import Plan
from salesdesk.store.database import Store
from tests.factories import bring_in, capture, open_store, records

LABEL = "Brought in kontakter.csv"


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A store with someone in it."""
    with open_store(tmp_path / "store.db") as made:
        capture(made, "Åsa Nyström")
        yield made


@pytest.fixture(params=[LARGE // 8, LARGE // 4], ids=["here", "apart"])
def many(request: pytest.FixtureRequest, store: Store, tmp_path: Path) -> int:
    """How many were brought in: few, or so many that a process takes them back. Each is four records."""
    file, count = tmp_path / "kontakter.csv", int(request.param)
    rows = (f"Zofia Żak{n};Łąka {n};90{n:06};zofia{n}@laka.example" for n in range(count))
    file.write_text("Navn;Firma;Telefon;E-post\n" + "\n".join(rows), "utf-8")
    bring_in(store, file)
    return count


class Watcher:
    """Who looks on: how far it was, and whether a process was at work."""

    def __init__(self) -> None:
        self.far: list[tuple[int, int]] = []
        self.apart = False

    def __call__(self, done: int, total: int) -> None:
        self.far.append((done, total))
        self.apart = self.apart or bool(multiprocessing.active_children())


def test_a_batch_is_taken_back_and_done_again_the_same_way_here_and_apart(store: Store, many: int) -> None:
    after, watcher = records(store), Watcher()

    undone = changes_apart.undo(store, watcher)
    left = [one["name"] for one in records(store)["prospects"].values()]
    redone = changes_apart.redo(store, watcher)

    assert left == ["Åsa Nyström"]
    assert records(store) == after
    assert undone == Answered(LABEL, 0, undone.batch)
    assert redone == Answered(LABEL, 0, undone.batch, again=True)
    assert watcher.apart == (many >= LARGE // 4)
    assert not multiprocessing.active_children()


def test_what_was_changed_since_stays_and_is_counted(store: Store, many: int) -> None:
    one = next(key for key, found in records(store)["prospects"].items() if found["name"] == "Zofia Żak1")
    with store.read() as reading:
        person = reading.need(Prospect, UUID(one))
        batch = by_id(reading, one).history[0].batch
    prospects.edit(store, person, {"note": ("", "Min egen tekst")})

    undone = changes_apart.undo(store, Watcher(), batch)

    assert [found["name"] for found in records(store)["prospects"].values()] == ["Åsa Nyström", "Zofia Żak1"]
    assert undone.left > 0


class Enough(Exception):
    """What a person who presses Stop raises."""


def test_one_that_is_stopped_leaves_all_as_it_was(store: Store, many: int) -> None:
    before = records(store)

    def stop(done: int, _total: int) -> None:
        if done:
            raise Enough

    with pytest.raises(Enough):
        changes_apart.undo(store, stop)

    assert records(store) == before
    assert changes_apart.undo(store, Watcher()).label == LABEL


def test_undo_takes_back_what_was_meant_though_someone_new_is_captured_meanwhile(
    store: Store, many: int
) -> None:
    met = list[object]()

    def meet(_done: int, _total: int) -> None:
        if not met:
            met.append(capture(store, "Łukasz Møller"))

    undone = changes_apart.undo(store, meet)

    assert undone.label == LABEL
    assert [found["name"] for found in records(store)["prospects"].values()] == [
        "Åsa Nyström",
        "Łukasz Møller",
    ]


@pytest.mark.parametrize("many", [LARGE // 4], indirect=True, ids=["apart"])
def test_redo_is_refused_where_someone_new_is_captured_before_it_begins(store: Store, many: int) -> None:
    changes_apart.undo(store, Watcher())
    met = list[object]()

    def meet(_done: int, _total: int) -> None:
        if not met:
            met.append(capture(store, "Łukasz Møller"))

    with pytest.raises(UserError, match="nothing to redo"):
        changes_apart.redo(store, meet)

    assert [found["name"] for found in records(store)["prospects"].values()] == [
        "Åsa Nyström",
        "Łukasz Møller",
    ]


def test_redo_is_refused_where_someone_new_is_captured_at_the_last_moment(store: Store) -> None:
    capture(store, "Kari Østby")
    changes.undo(store)
    with store.read() as reading:
        row, turned = changes.redone_next(reading)

    def work() -> Iterator[list[Change]]:
        capture(store, "Łukasz Møller")
        yield from inverse.groups(store.reading_raw, turned.row, store.lifts)

    plan = Plan(row.label, row.label_args, "redo", row)
    with pytest.raises(UserError, match="nothing to redo"):
        batches.write(store, plan, work(), settle=inverse.Inversion(store.clock.now).settle)

    assert [found["name"] for found in records(store)["prospects"].values()] == [
        "Åsa Nyström",
        "Łukasz Møller",
    ]


def test_nothing_to_take_back_is_refused_in_words(tmp_path: Path) -> None:
    with open_store(tmp_path / "empty.db") as empty:
        with pytest.raises(UserError, match="nothing to undo"):
            changes_apart.undo(empty, Watcher())
        with pytest.raises(UserError, match="nothing to redo"):
            changes_apart.redo(empty, Watcher())


def test_one_whom_a_batch_changed_twice_is_one_who_stays(store: Store) -> None:
    (one,) = records(store)["prospects"]
    twice = [
        [Change("prospects", UUID(one), {"note": new}, {"note": old})]
        for old, new in (("", "Første"), ("Første", "Andre"))
    ]
    batches.write(store, Plan(LABEL, {}), iter(twice))
    with store.read() as reading:
        person = reading.need(Prospect, UUID(one))
        batch = by_id(reading, one).history[-1].batch
    prospects.edit(store, person, {"note": ("Andre", "Min egen tekst")})

    assert changes_apart.undo(store, Watcher(), batch).left == 1
