"""A store and a change of an older Salesdesk: brought up to date, and still taken back.

No released schema renamed a field yet, so the older one is made up: a version before the present one in which
`title` was called `job`, and the note was kept in two fields. Migration and lift run through the real machinery.
"""

from __future__ import annotations

import gzip
import json
import shutil
from pathlib import Path

import pytest

from salesdesk.domain.changes import SCHEMA, Change, Patch
from salesdesk.domain.prospects import Prospect
from salesdesk.errors import EnvironmentTrouble
from salesdesk.services import changes, checks
from salesdesk.store import upgrade
from salesdesk.store.connections import connect
from salesdesk.store.database import Store
from salesdesk.store.upgrade import Migrations
from tests.factories import StandingClock, capture, open_store

DATA = Path(__file__).parents[1] / "data"
OLDER = SCHEMA - 1
MADE_UP = f'''
"""Renames job to title and puts the two notes together."""
from alembic import op

revision = "{SCHEMA:04d}"
down_revision = "{OLDER:04d}"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.execute("ALTER TABLE prospects RENAME COLUMN job TO title")
    op.execute("UPDATE prospects SET note = note_1 || note_2")
    op.execute("ALTER TABLE prospects DROP COLUMN note_1")
    op.execute("ALTER TABLE prospects DROP COLUMN note_2")
'''
BEFORE_IT = f'''
"""Where the made-up version begins."""
revision = "{OLDER:04d}"
down_revision = None
branch_labels = None
depends_on = None
'''


def _lifted(patch: Patch | None) -> Patch | None:
    if patch is None:
        return None
    up = {{"job": "title"}.get(name, name): value for name, value in patch.items()}
    notes = [str(up.pop(name)) for name in ("note_1", "note_2") if name in up]
    return {**up, "note": "".join(notes)} if notes else up


def _lift(change: Change) -> list[Change]:
    if change.subject != "prospects":
        return [change]
    patch = _lifted(change.patch)
    assert patch is not None
    return [Change(change.subject, change.record, patch, _lifted(change.before))]


@pytest.fixture
def older(tmp_path: Path) -> tuple[Path, Migrations]:
    """A store of the made-up version in which a title and a note were changed, and the way up from it."""
    path = tmp_path / "old" / "store.db"
    with open_store(path) as store:
        made = capture(store, title="Helper")
        with store.change("Changed {name}", name="Ingrid Solheim") as unit:
            one = unit.need(Prospect, made.prospect)
            one.title, one.note = "Buyer", "Wants oak"
    raw = connect(path)
    raw.execute("ALTER TABLE prospects RENAME COLUMN title TO job")
    for column in ("note_1", "note_2"):
        raw.execute(f"ALTER TABLE prospects ADD COLUMN {column} TEXT NOT NULL DEFAULT ''")
    raw.execute("UPDATE prospects SET note_1 = 'Wants', note_2 = ' oak', note = ''")
    for row, patch, before in raw.execute("SELECT row, patch, before FROM changes").fetchall():
        old = [_aged(text) for text in (patch, before)]
        raw.execute("UPDATE changes SET schema = ?, patch = ?, before = ? WHERE row = ?", (OLDER, *old, row))
    raw.execute("UPDATE alembic_version SET version_num = ?", (f"{OLDER:04d}",))
    raw.close()
    folder = tmp_path / "migrations"
    shutil.copytree(upgrade.HERE, folder, ignore=shutil.ignore_patterns("__pycache__", "0*"))
    (folder / "versions" / "older.py").write_text(BEFORE_IT)
    (folder / "versions" / "newer.py").write_text(MADE_UP)
    return path, Migrations(folder, {OLDER: _lift})


def _aged(text: str | None) -> str | None:
    if text is None:
        return None
    patch = json.loads(text)
    old = {{"title": "job"}.get(name, name): value for name, value in patch.items()}
    if "note" in old:
        note = old.pop("note")
        old |= {"note_1": note[:5], "note_2": note[5:]}
    return json.dumps(old)


def test_an_older_store_is_backed_up_and_brought_up_to_date(older: tuple[Path, Migrations]) -> None:
    path, migrations = older
    with Store.open(path, StandingClock(), migrations=migrations) as store, store.read() as reading:
        found = reading.connection.exec_driver_sql("SELECT title, note FROM prospects").all()
        assert [tuple(row) for row in found] == [("Buyer", "Wants oak")]
    assert list((path.parent / "backups").glob(f"*-before-{SCHEMA:04d}.db"))


def test_a_change_made_under_an_older_schema_is_taken_back(older: tuple[Path, Migrations]) -> None:
    path, migrations = older
    with Store.open(path, StandingClock(), migrations=migrations) as store:
        assert checks.look_over(store) == []
        assert changes.undo(store).skipped == []
        with store.read() as reading:
            found = reading.connection.exec_driver_sql("SELECT title, note FROM prospects").all()
            assert [tuple(row) for row in found] == [("Helper", "")]
        assert changes.undo(store).skipped == []
        changes.redo(store)
        changes.redo(store)
        assert checks.look_over(store) == []
        with store.read() as reading:
            found = reading.connection.exec_driver_sql("SELECT title, note FROM prospects").all()
            assert [tuple(row) for row in found] == [("Buyer", "Wants oak")]


def test_a_newer_store_is_left_alone_and_that_is_said(tmp_path: Path) -> None:
    path = tmp_path / "store.db"
    open_store(path).close()
    raw = connect(path)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()
    with pytest.raises(EnvironmentTrouble, match="newer Salesdesk"):
        open_store(path)


def test_another_programs_file_is_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "other.db"
    raw = connect(path)
    raw.execute("CREATE TABLE theirs (x)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(EnvironmentTrouble, match="not a Salesdesk store"):
        open_store(path)
    assert path.read_bytes()[100:] == before[100:]


def test_the_tables_that_migrations_make_are_those_that_the_records_need(tmp_path: Path) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from salesdesk.domain.subjects import RECORDS, table
    from salesdesk.store import schema

    with open_store(tmp_path / "store.db") as store, store.reading_raw() as connection:
        ours = {
            one.name for one in (*schema.metadata.tables.values(), *(table(r.__tablename__) for r in RECORDS))
        }

        def is_record(thing: object, name: str | None, kind: str, *_: object) -> bool:
            return kind != "table" or name in ours

        context = MigrationContext.configure(connection, opts={"include_object": is_record})
        metadata = [schema.metadata, RECORDS[0].metadata]
        assert compare_metadata(context, metadata) == []  # type: ignore[arg-type]  # takes several, says one


def test_a_store_of_the_first_schema_is_brought_up_and_its_last_changes_are_taken_back(
    tmp_path: Path,
) -> None:
    """The file is kept as the first schema wrote it: two captures, a step up the ladder, a complaint."""
    path = tmp_path / "store.db"
    path.write_bytes(gzip.decompress((DATA / "store-0001.db.gz").read_bytes()))
    with open_store(path) as store:
        assert checks.look_over(store) == []
        assert changes.undo(store).skipped == []
        assert changes.undo(store).skipped == []
        with store.read() as reading:
            found = reading.connection.exec_driver_sql(
                "SELECT name, title, stage FROM prospects ORDER BY row"
            )
            assert [tuple(row) for row in found] == [
                ("Åsa Nyström", "", "suspect"),
                ("Łukasz Wójcik", "Buyer", "suspect"),
            ]
        assert checks.look_over(store) == []


def test_a_sale_of_the_second_schema_is_brought_up_and_its_last_changes_are_taken_back(
    tmp_path: Path,
) -> None:
    """The file is kept as the second schema wrote it: a capture, a product, the currency, a deal that is won."""
    path = tmp_path / "store.db"
    path.write_bytes(gzip.decompress((DATA / "store-0002.db.gz").read_bytes()))
    with open_store(path) as store:
        assert checks.look_over(store) == []
        with store.read() as reading:
            sold = reading.connection.exec_driver_sql("SELECT title, outcome FROM deals").fetchall()
            assert [tuple(row) for row in sold] == [("Trays for the spring", "won")]
        assert changes.undo(store).skipped == []
        with store.read() as reading:
            assert reading.connection.exec_driver_sql("SELECT outcome FROM deals").scalar_one() == ""
        assert changes.undo(store).skipped == []
        with store.read() as reading:
            assert not reading.connection.exec_driver_sql(
                "SELECT count(*) FROM deals WHERE deleted_at IS NULL"
            ).scalar_one()
        assert checks.look_over(store) == []


def test_a_store_of_the_third_schema_is_brought_up_and_its_last_changes_are_taken_back(
    tmp_path: Path,
) -> None:
    """The file is kept as the third schema wrote it: a capture, a product, a stint of the timer."""
    path = tmp_path / "store.db"
    path.write_bytes(gzip.decompress((DATA / "store-0003.db.gz").read_bytes()))
    with open_store(path) as store:
        assert checks.look_over(store) == []
        assert changes.undo(store).skipped == []
        with store.read() as reading:
            ended = reading.connection.exec_driver_sql("SELECT ended_at FROM stints").scalar_one()
        assert ended is None
        assert [changes.undo(store).skipped for _ in range(2)] == [[], []]
        with store.read() as reading:
            left = reading.connection.exec_driver_sql(
                "SELECT (SELECT count(*) FROM stints WHERE deleted_at IS NULL),"
                " (SELECT count(*) FROM products WHERE deleted_at IS NULL),"
                " (SELECT name FROM prospects WHERE deleted_at IS NULL)"
            )
            assert tuple(left.one()) == (0, 0, "Åsa Nyström")
        assert checks.look_over(store) == []
