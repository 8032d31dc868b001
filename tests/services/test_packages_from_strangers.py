"""A data package comes from someone else: what it says is looked at whole, and it gets no hold on this store."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from salesdesk.domain.prospects import Prospect
from salesdesk.errors import UserError
from salesdesk.services import changes, checks, packages
from salesdesk.services.changes import said
from salesdesk.services.drafting import Scene
from salesdesk.services.editing import set_fields
from salesdesk.services.lookup import by_id
from salesdesk.store.database import Store
from tests.factories import MORNING, capture, open_store, records

Rows = list[dict[str, str]]


def _package(store: Store) -> bytes:
    target = store.path.with_name("all.zip")
    packages.export(store, target)
    return target.read_bytes()


def _doctored(package: bytes, table: str, change: Callable[[Rows], None]) -> bytes:
    """The package with the rows of a table changed."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(out, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == f"data/{table}.csv":
                reader = csv.DictReader(io.StringIO(content.decode(), newline=""))
                rows, text = list(reader), io.StringIO()
                change(rows)
                writer = csv.DictWriter(text, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
                content = text.getvalue().encode()
            new.writestr(name, content)
    return out.getvalue()


def _all(field: str, value: str) -> Callable[[Rows], None]:
    def change(rows: Rows) -> None:
        for row in rows:
            row[field] = value

    return change


def _twice(rows: Rows) -> None:
    rows.append(dict(rows[0]))


def _more_columns(rows: Rows) -> None:
    for row in rows:
        row["row"] = "1"


@pytest.mark.parametrize(
    ("table", "change"),
    [
        ("log_changes", _all("patch", json.dumps({"note\" = 'x' OR \"title": "0"}))),
        ("log_changes", _all("patch", "")),
        ("log_changes", _all("patch", "[" * 5000)),
        ("log_changes", _all("subject", "sqlite_master")),
        ("log_changes", _all("hlc", str(2**63 - 1))),
        ("log_changes", _all("hlc", "-5")),
        ("log_changes", _all("schema", "-30000000")),
        ("log_batches", _all("label_args", "")),
        ("log_batches", _all("at", str(2**60))),
        ("prospects", _all("met_at", "9999-12-31T23:59:59-12:00")),
        ("prospects", _all("met_at", "2026-11-22T10:00:00")),
        ("prospects", _all("birthday", "2026-02-31")),
        ("prospects", _twice),
        ("prospects", _more_columns),
        ("phones", _all("prospect", "018f0000-0000-7000-8000-000000000000")),
        ("phones", _all("position", str(2**70))),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_of_it_stays(
    tmp_path: Path, table: str, change: Callable[[Rows], None]
) -> None:
    with open_store(tmp_path / "store.db") as store, open_store(tmp_path / "b" / "store.db") as other:
        capture(store, phones=("912 34 567",))
        package = _doctored(_package(store), table, change)
        with pytest.raises(UserError, match=r"cannot be|damaged"):
            packages.take_in(other, package, "all.zip")
        with other.reading_raw() as connection:
            assert connection.exec_driver_sql("SELECT count(*) FROM changes").scalar() == 0
            assert connection.exec_driver_sql("SELECT count(*) FROM batches").scalar() == 0
        assert not any(records(other, deleted=True).values())


def test_bits_that_fell_over_are_refused(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store, open_store(tmp_path / "b" / "store.db") as other:
        for number in range(30):
            capture(store, f"Person {number}", note="oak " * number)
        package = bytearray(_package(store))
        for place in range(200, len(package), 97):
            broken = bytes(package[:place]) + bytes([package[place] ^ 0x55]) + bytes(package[place + 1 :])
            try:
                packages.take_in(other, broken, "all.zip")
            except UserError:
                continue
        assert checks.look_over(other) == []


def test_another_stores_changes_are_never_offered_for_undo(tmp_path: Path) -> None:
    with open_store(tmp_path / "store.db") as store, open_store(tmp_path / "b" / "store.db") as other:
        capture(store)
        with store.reading_raw() as connection:
            theirs = connection.exec_driver_sql("SELECT id FROM batches").scalar_one()
        packages.take_in(other, _package(store), "all.zip")
        assert changes.undo(other).label == "Brought in all.zip"
        with pytest.raises(UserError, match="nothing to undo"):
            changes.undo(other)
        from uuid import UUID

        with pytest.raises(UserError, match="no such change"):
            changes.undo(other, UUID(bytes=theirs))


def test_a_package_that_comes_back_from_a_colleague_who_edited_it_leaves_ours_as_it_is(
    tmp_path: Path,
) -> None:
    with open_store(tmp_path / "store.db") as store, open_store(tmp_path / "b" / "store.db") as other:
        made = capture(store)
        packages.take_in(other, _package(store), "all.zip")
        with other.read() as reading:
            found = by_id(reading, str(made.prospect))
        set_fields(other, found.record, found.name, [("title", "Boss")], Scene(MORNING, "NO", other.path))
        capture(other, "Somebody New")
        taken = packages.take_in(store, _package(other), "back.zip")
        assert (taken.created, taken.known) == (1, 1)
        with store.read() as reading:
            assert reading.need(Prospect, made.prospect).title == ""
        assert checks.look_over(store) == []


def test_a_label_from_elsewhere_is_filled_in_word_by_word_only() -> None:
    assert said("Hello {name:>200000000}", {"name": "x"}) == "Hello {name:>200000000}"
    assert said("Hello {name} {nobody}", {"name": "{name}"}) == "Hello {name} {nobody}"


def test_everything_is_not_handed_over_while_an_import_is_half_done(tmp_path: Path) -> None:
    from salesdesk.errors import EnvironmentTrouble
    from salesdesk.store import log

    with open_store(tmp_path / "store.db") as store:
        capture(store)
        with store.writing() as connection:
            log.start_batch(connection, "Brought in {file}", {"file": "x"}, now=MORNING, state="open")
        with pytest.raises(EnvironmentTrouble, match="import or undo is running"):
            packages.export(store, tmp_path / "half.zip")
