"""A store on a stick that may not be written to is read all the same, and a write says what to do."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk import settings
from salesdesk.settings import Settings
from tests.cli.desk import Desk
from tests.factories import open_store
from tests.nobody import closed, read_only_folder


@pytest.fixture
def place() -> Iterator[Path]:
    with read_only_folder() as made:
        yield made


@pytest.fixture
def stick(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A store with two people in it, and what the seller set on the laptop."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(place / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(place / "data"))
    settings.save(Settings(country="NO"))
    for folder in (place / "config", place / "config" / "salesdesk"):
        folder.chmod(0o755)
    settings.file().chmod(0o644)
    desk = Desk(place / "stick å#1?" / "a.db", capsys)
    open_store(desk.path).close()
    desk.people("Ingrid Solheim,Åsgård,+47 912 34 567,", "Łukasz Żak,Bałtyk,,l@baltyk.pl")
    return desk


def test_a_store_in_a_folder_that_may_not_be_written_to_is_read_and_a_write_says_what_to_do(
    stick: Desk, place: Path
) -> None:
    out = place / "out"
    out.mkdir()
    out.chmod(0o777)
    ingrid = stick.id_of("ingrid")

    def read(name: str) -> list[object]:
        stick.ask("export", out / f"{name}.vcf")
        stick.ask("backup", out / f"{name}.db")
        return [stick.ask("find"), stick.ask("show", ingrid), stick.ask("today"), stick.ask("check")]

    stick.ask("set", ingrid, "title=Boss")
    stick.ask("undo")
    before = read("before")  # all that is needed has been loaded then
    shutil.rmtree(stick.folder / "backups")
    lying = sorted(path.name for path in stick.folder.iterdir())
    with closed(stick.folder):
        assert read("after") == before
        for words in (("set", ingrid, "title=Boss"), ("undo",), ("add", "Åse Nygård, Bergen")):
            refused = stick.call(*words)
            assert refused.code == 3
            assert "can only be read here" in refused.err
            assert "Copy it to a folder of your own" in refused.err
        assert "backup" not in stick.call("find").err, "there is nothing new to back up"

    assert (out / "after.vcf").read_bytes() == (out / "before.vcf").read_bytes()
    assert sorted(path.name for path in stick.folder.iterdir()) == lying
    assert stick.ask("find")["total"] == 2


def test_what_cannot_be_read_whole_there_is_to_be_copied_first(stick: Desk) -> None:
    stick.call("find")
    raw = sqlite3.connect(stick.path, isolation_level=None)
    raw.execute("PRAGMA wal_autocheckpoint = 0")
    raw.execute("UPDATE prospects SET title = 'Boss'")  # lies in the log beside the file alone
    copy = stick.folder / "copy.db"
    for ending in ("", "-wal"):
        shutil.copy(f"{stick.path}{ending}", f"{copy}{ending}")
    raw.close()
    stick.path = copy
    with closed(stick.folder):
        told = stick.call("find")
    assert told.code == 3
    assert "copy.db-wal to a folder of your own" in told.err


def test_a_store_of_an_older_schema_cannot_be_brought_up_to_date_there(stick: Desk) -> None:
    stick.call("find")
    raw = sqlite3.connect(stick.path, isolation_level=None)
    raw.execute("UPDATE alembic_version SET version_num = '0001'")
    raw.close()
    with closed(stick.folder):
        told = stick.call("find")
    assert told.code == 3
    assert "of an older Salesdesk" in told.err
