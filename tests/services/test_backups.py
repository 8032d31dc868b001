"""Backups are whole, and bringing one back loses nothing of the present."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.services import backups, changes, checks
from salesdesk.store import backup, files
from salesdesk.store.database import Store
from tests.factories import StandingClock, capture, open_store, records
from tests.guards import REPO

_BEGIN = """
import sys
from pathlib import Path
from salesdesk.services import backups
from salesdesk.store import backup, files
from tests.factories import StandingClock
store, *other = map(Path, sys.argv[1:])
"""
RESTORE = _BEGIN + "backups.restore(store, other[0], StandingClock())"
DAILY = _BEGIN + "backup.daily(store, StandingClock(), other[0])"
CARRY = _BEGIN + "backup.carry_files(store, other[0] / 'a.db')"
KEEP = _BEGIN + "files.keep(store, b'another picture ' * 100_000)"


def test_a_backup_made_while_the_store_is_open_holds_the_newest_change(store: Store, tmp_path: Path) -> None:
    capture(store, "Łukasz Żak")
    made = backups.make(store, tmp_path / "stick" / "copy.db")
    with open_store(made) as copy:
        assert records(copy) == records(store)


def test_without_a_name_it_lies_beside_the_store_under_its_day(store: Store) -> None:
    made = backups.make(store, None)
    assert made == store.path.parent / "backups" / "a-2026-11-22.db"
    assert backup.last(store.path) == store.clock.now().date()


def test_a_backup_that_cannot_be_written_leaves_the_older_one(store: Store, tmp_path: Path) -> None:
    target = tmp_path / "copy.db"
    backups.make(store, target)
    before = target.read_bytes()
    (tmp_path / f"copy.db.{os.getpid()}.part").mkdir()
    with pytest.raises(EnvironmentTrouble):
        backups.make(store, target)
    assert target.read_bytes() == before


def test_the_second_place_gets_store_and_pictures(store: Store, tmp_path: Path) -> None:
    from salesdesk.domain.drafts import Photo

    capture(store, photo=Photo("image/png", b"\x89PNG"))
    stick = tmp_path / "stick"
    stick.mkdir()
    assert backup.daily(store.path, store.clock, stick)
    assert not backup.daily(store.path, store.clock, stick)
    assert [path.name for path in stick.glob("*.db")] == ["a-2026-11-22.db"]
    assert len(list(stick.glob("attachments/*/*"))) == 1


def test_the_backups_of_a_store_that_was_lost_outlive_ten_days_of_the_next_one(tmp_path: Path) -> None:
    clock = StandingClock()
    path = tmp_path / "salesdesk.db"
    with Store.open(path, clock) as lost:
        capture(lost, "Åse Żak")
        last = backup.keep(path, clock)
    path.unlink()

    with Store.open(path, clock):
        for _day in range(12):
            clock.wait(days=1)
            backup.daily(path, clock, None)

    assert backup.holding(last).prospects == 1
    assert len(list(backup.folder(path).glob("*.db"))) == backup.KEPT + 1


def test_restored_it_writes_on_without_clashing_with_what_it_wrote_before(
    tmp_path: Path,
) -> None:
    clock = StandingClock()
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with Store.open(path, clock) as store:
        capture(store, "Before")
        then = records(store)
        backups.make(store, copy)
        capture(store, "After")
    kept = backups.restore(path, copy, clock)
    assert kept is not None
    with Store.open(path, clock) as store:
        assert records(store) == then
        capture(store, "Later")
        assert checks.look_over(store) == []
        with store.reading_raw() as connection:
            rows = connection.exec_driver_sql("SELECT local, seq FROM origins ORDER BY row").all()
        assert [local for local, _seq in rows] == [2, 1]
        changes.undo(store)
        changes.undo(store)
        assert not any(records(store).values())
    with open_store(kept) as present:
        assert len(records(present)["prospects"]) == 2


def test_a_store_that_is_open_here_is_not_restored_over(store: Store, tmp_path: Path) -> None:
    copy = backups.make(store, tmp_path / "copy.db")
    capture(store)
    before = records(store)
    with pytest.raises(EnvironmentTrouble, match="has the store open"):
        backups.restore(store.path, copy, store.clock)
    assert records(store) == before


def test_a_damaged_store_is_set_aside_as_it_is_and_replaced(tmp_path: Path) -> None:
    clock = StandingClock()
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with Store.open(path, clock) as store:
        capture(store)
        then = records(store)
        backups.make(store, copy)
    path.write_bytes(b"a letter to my aunt " * 500)
    kept = backups.restore(path, copy, clock)
    assert kept is not None
    assert kept.read_bytes() == b"a letter to my aunt " * 500
    with Store.open(path, clock) as store:
        assert records(store) == then


def limited(kilobytes: int, code: str, *said: Path) -> str:
    """What a program says that may write no file larger than so much, as on a full disk."""

    def limit() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    words = [sys.executable, "-c", code, *map(str, said)]
    done = subprocess.run(words, check=False, capture_output=True, text=True, cwd=REPO, preexec_fn=limit)
    return done.stdout + done.stderr


def filled(store: Store) -> None:
    """Gives the store much to hold."""
    for number in range(40):
        capture(store, f"Łukasz Żak {number}", note="dąb og eik " * 3000)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are Unix'")
def test_a_damaged_store_stays_where_it_is_when_the_disk_has_no_room_for_the_backup(tmp_path: Path) -> None:
    path, copy = tmp_path / "a.db", tmp_path / "copy.db"
    with open_store(path) as store:
        filled(store)
        backups.make(store, copy)
    path.write_bytes(b"a letter to my aunt " * 500)
    before = {file for file in tmp_path.rglob("*") if file.is_file()}

    said = limited(500, RESTORE, path, copy)

    assert "EnvironmentTrouble" in said
    assert path.read_bytes() == b"a letter to my aunt " * 500
    assert {file for file in tmp_path.rglob("*") if file.is_file()} == before
    assert backups.restore(path, copy, StandingClock()) is not None
    with open_store(path) as store:
        assert len(records(store)["prospects"]) == 40


@pytest.mark.skipif(sys.platform == "win32", reason="limits of this kind are Unix'")
def test_a_backup_for_which_the_disk_has_no_room_leaves_nothing_half_written(tmp_path: Path) -> None:
    path, stick = tmp_path / "store" / "a.db", tmp_path / "stick"
    stick.mkdir()
    with open_store(path) as store:
        filled(store)
        files.keep(path, b"a picture " * 100_000)

    said = [limited(500, DAILY, path, stick), limited(700, CARRY, path, stick), limited(500, KEEP, path)]

    assert all("EnvironmentTrouble" in one for one in said)
    assert [file for file in (*path.parent.rglob("*"), *stick.rglob("*")) if ".part" in file.name] == []


def test_what_a_backup_left_half_written_when_the_laptop_died_is_taken_away_a_day_later(store: Store) -> None:
    place = store.path.parent / "backups"
    place.mkdir()
    old, fresh = place / "a-2026-11-20.db.4711.part", place / "a-2026-11-22.db.4712.part"
    for half in (old, fresh, place / "a-2026-11-20.db.4711.part-journal"):
        half.write_bytes(b"half a store")
        if half != fresh:
            os.utime(half, (0, 0))

    made = backups.make(store, None)

    assert sorted(place.iterdir()) == [made, fresh]


def test_a_stick_that_is_not_there_is_told_and_nothing_is_put_where_it_was(
    store: Store, tmp_path: Path
) -> None:
    capture(store)
    stick = tmp_path / "media" / "øyvind" / "stick"

    for make in (
        lambda: backup.daily(store.path, store.clock, stick),
        lambda: backups.make_everywhere(store, stick),
    ):
        with pytest.raises(EnvironmentTrouble, match="not there"):
            make()

    assert not (tmp_path / "media").exists()
    assert backup.last(store.path) == store.clock.now().date()
    stick.mkdir(parents=True)
    backup.daily(store.path, store.clock, stick)
    assert [file.name for file in stick.iterdir()] == ["a-2026-11-22.db"]


def test_what_the_system_refuses_at_a_backup_is_told_in_words(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    for day in range(10, 21):
        (stick / f"a-2026-11-{day}.db").mkdir(parents=True)  # which cannot be taken away as a file

    with pytest.raises(EnvironmentTrouble):
        backup.daily(store.path, store.clock, stick)


def test_the_database_of_another_program_is_no_backup(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "cats.db"
    raw = sqlite3.connect(other)
    raw.execute("CREATE TABLE cats (name)")
    raw.commit()
    raw.close()
    with pytest.raises(UserError, match="not a whole backup"):
        backups.restore(store.path, other, store.clock)
    with pytest.raises(UserError, match="no file"):
        backups.restore(store.path, tmp_path / "missing.db", store.clock)


def test_two_restores_in_one_second_keep_both_presents(tmp_path: Path) -> None:
    clock, path, copy = StandingClock(), tmp_path / "a.db", tmp_path / "copy.db"
    with Store.open(path, clock) as store:
        capture(store, "Before")
        backups.make(store, copy)
        capture(store, "After")
        then = records(store)
    first = backups.restore(path, copy, clock)
    assert first is not None

    second = backups.restore(path, first, clock)

    assert second != first
    with Store.open(path, clock) as store:
        assert records(store) == then


def test_a_list_of_backups_says_how_many_each_holds_and_which_cannot_be_read(store: Store) -> None:
    capture(store, "Đặng Thị Hạnh")
    backups.make(store, None)
    broken = store.path.parent / "backups" / "a-2026-01-01.db"
    broken.write_bytes(b"no store at all" * 400)
    os.utime(broken, (0, 0))

    assert [(one.file.name, one.prospects) for one in backups.described(store)] == [
        ("a-2026-11-22.db", 1),
        ("a-2026-01-01.db", None),
    ]


def test_a_preview_says_what_a_backup_holds_beside_what_there_is_now(store: Store, tmp_path: Path) -> None:
    capture(store, "Ingrid Solheim")
    copy = backups.make(store, tmp_path / "copy.db")
    assert isinstance(store.clock, StandingClock)
    store.clock.wait(hours=3)
    capture(store, "Łukasz Żak")

    found = backups.preview(store, copy)

    assert (found.then.prospects, found.then.follow_ups) == (1, 1)
    assert (found.now.prospects, found.now.follow_ups) == (2, 2)
    assert found.then.last_change is not None
    assert found.now.last_change is not None
    assert found.then.last_change < found.now.last_change


def test_what_is_no_backup_has_no_preview(store: Store, tmp_path: Path) -> None:
    other = tmp_path / "letter.db"
    other.write_text("Kjære Ingrid")
    with pytest.raises(UserError):
        backups.preview(store, other)


def test_a_backup_made_by_hand_goes_into_the_second_place_too(store: Store, tmp_path: Path) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    backups.make_everywhere(store, stick)
    capture(store, "Åse Nygård")
    backups.make_everywhere(store, stick)

    with open_store(stick / "a-2026-11-22.db") as copy:
        assert records(copy) == records(store)
