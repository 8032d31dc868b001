"""The data package restores the same store elsewhere, ids, history and pictures too."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path

import pytest

from salesdesk.domain.changes import SCHEMA
from salesdesk.domain.drafts import Photo, ProspectDraft
from salesdesk.errors import UserError
from salesdesk.services import (
    changes,
    checks,
    complaints,
    demo,
    duplicates,
    exports,
    packages,
    prospects,
    search,
)
from salesdesk.services.complaints import ComplaintDraft
from salesdesk.services.lookup import by_id
from salesdesk.store import files
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 40


@pytest.fixture
def package(store: Store, clock: StandingClock, tmp_path: Path) -> Path:
    """A package of a store with something of everything in it."""
    a = capture(
        store, company="Fjord", phones=("x",), tags=("oak",), consent="email", photo=Photo("image/png", PNG)
    ).prospect
    b = capture(store, "I. Solheim", note='line\nbreak, "quotes" ; ★ 🦊', title=" spaces ").prospect
    complaints.receive(store, ComplaintDraft(what="Cracked", cause="My own"), b)
    search.save(store, "mine", "oak", subject="prospects")
    clock.wait(hours=1)
    duplicates.merge(store, a, [b])
    changes.undo(store)
    prospects.capture(store, ProspectDraft(company="Łódź Meble"), region="PL", fair="Targi")
    target = tmp_path / "all.zip"
    exports.export(store, target)
    return target


def take_in(target: Store, package: Path) -> packages.Taken:
    return packages.take_in(target, package.read_bytes(), package.name)


def test_it_restores_equal_records_history_and_pictures(store: Store, package: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "new" / "b.db") as other:
        taken = take_in(other, package)
        assert (taken.read, taken.created, taken.known) == (3, 3, 0)
        assert records(other, deleted=True) == records(store, deleted=True)
        assert checks.look_over(other) == []
        for one in records(store)["prospects"]:
            with store.read() as mine, other.read() as theirs:
                *history, _brought = by_id(theirs, one).history
                assert history == by_id(mine, one).history
        sha256 = next(iter(records(other)["attachments"].values()))["sha256"]
        assert files.where(other.path, sha256).read_bytes() == PNG


def test_a_package_of_a_package_is_the_same(package: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "b" / "b.db") as second, open_store(tmp_path / "c" / "c.db") as third:
        take_in(second, package)
        again = tmp_path / "again.zip"
        exports.export(second, again)
        take_in(third, again)
        assert records(third, deleted=True) == records(second, deleted=True)
        assert checks.look_over(third) == []


def log_of(package: Path) -> dict[str, list[str]]:
    with zipfile.ZipFile(package) as whole:
        names = [one for one in whole.namelist() if "log_" in one]
        return {one: sorted(whole.read(one).decode("utf-8").splitlines()) for one in names}


def test_the_log_does_not_grow_with_the_stores_that_a_package_goes_through(
    package: Path, tmp_path: Path
) -> None:
    ways = [package]
    for name in ("b", "c"):
        with open_store(tmp_path / name / "store.db") as other:
            take_in(other, ways[-1])
            ways.append(tmp_path / f"{name}.zip")
            told = exports.export(other, ways[-1]).written
            assert told == sum(len(one) for one in records(other, deleted=True).values())

    first, second, third = (
        {name: [row.split(",")[0] for row in rows] for name, rows in log_of(one).items()} for one in ways
    )
    assert {name: len(rows) for name, rows in first.items()} == {n: len(rows) for n, rows in second.items()}
    assert first == second == third
    assert len(first) == 2


def test_what_was_taken_in_and_taken_back_is_told_with_the_undo_of_it(package: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "b" / "store.db") as other, open_store(tmp_path / "c" / "store.db") as third:
        take_in(other, package)
        changes.undo(other)
        exports.export(other, tmp_path / "again.zip")
        take_in(third, tmp_path / "again.zip")
        assert records(third, deleted=True) == records(other, deleted=True)
        assert checks.look_over(third) == []


def test_the_same_package_twice_and_into_its_own_store_makes_nothing_new(
    store: Store, package: Path, tmp_path: Path
) -> None:
    before = records(store, deleted=True)
    assert take_in(store, package).created == 0
    assert records(store, deleted=True) == before
    with open_store(tmp_path / "b" / "b.db") as other:
        take_in(other, package)
        assert take_in(other, package).written.batch is None
        assert checks.look_over(other) == []


def test_it_is_taken_back_as_a_whole(package: Path, tmp_path: Path) -> None:
    with open_store(tmp_path / "b" / "b.db") as other:
        capture(other, "Someone else")
        before = records(other)
        take_in(other, package)
        assert changes.undo(other).skipped == []
        assert records(other) == before


def test_two_stores_that_went_their_own_ways_come_together(
    store: Store, package: Path, tmp_path: Path
) -> None:
    with open_store(tmp_path / "b" / "b.db") as other:
        take_in(other, package)
        capture(other, "Met by her")
        capture(store, "Met by him")
        theirs = tmp_path / "theirs.zip"
        exports.export(other, theirs)
        assert take_in(store, theirs).created == 1
        assert checks.look_over(store) == []


def test_others_can_read_it_after_the_standard(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        described = json.loads(opened.read("datapackage.json"))
        assert described["profile"] == "tabular-data-package"
        for resource in described["resources"]:
            text = opened.read(resource["path"]).decode("utf-8")
            header = next(csv.reader(io.StringIO(text)))
            assert header == [field["name"] for field in resource["schema"]["fields"]]


def rewritten(package: Path, target: Path, path: str, old: str, new: str) -> Path:
    """The package with one text of one of its files replaced."""
    with zipfile.ZipFile(package) as source, zipfile.ZipFile(target, "w") as out:
        for name in source.namelist():
            text = source.read(name)
            if name == path:
                assert old.encode() in text
                text = text.replace(old.encode(), new.encode())
            out.writestr(name, text)
    return target


@pytest.mark.parametrize(
    ("path", "old", "new"),
    [
        ("datapackage.json", f'"schema": {SCHEMA}', '"schema": "one"'),
        ("datapackage.json", '"resources"', '"resauces"'),
        ("data/prospects.csv", "id,", "ident,"),
        ("data/prospects.csv", "2026-11-22T", "yesterday"),
        ("data/phones.csv", "\r\n", "\r\ntoo,few\r\n"),
        ("data/log_changes.csv", '{""', '{{{""'),
        ("data/log_changes.csv", "prospects", "spoons"),
        ("data/log_batches.csv", "Captured", '"Captured'),
        ("data/log_changes.csv", f",{SCHEMA},prospects", ",one,prospects"),
        ("data/followups.csv", "2026-11-2", "2026-13-2"),
        ("data/prospects.csv", "suspect", "suspect\r\nagain"),
    ],
)
def test_a_package_that_says_what_cannot_be_is_refused_whole(
    package: Path, tmp_path: Path, path: str, old: str, new: str
) -> None:
    broken = rewritten(package, tmp_path / "broken.zip", path, old, new)
    with open_store(tmp_path / "b" / "b.db") as other:
        with pytest.raises(UserError):
            take_in(other, broken)
        assert not any(records(other, deleted=True).values())
        assert checks.look_over(other) == []


def test_a_year_of_deals_plans_and_all_the_rest_is_the_same_elsewhere(store: Store, tmp_path: Path) -> None:
    demo.fill(store, prospects=60)
    whole = records(store)
    assert whole["deal_lines"]
    assert whole["nurturings"]
    packages.export(store, tmp_path / "all.zip")
    with open_store(tmp_path / "other.db") as other:
        packages.take_in(other, (tmp_path / "all.zip").read_bytes(), "all.zip")
        assert records(other) == whole
        assert checks.look_over(other) == []
        changes.undo(other)
        assert not any(records(other).values())
