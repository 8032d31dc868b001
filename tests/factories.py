"""What tests begin with: a store with nothing or someone in it, a clock that stands still, plain builders."""

from __future__ import annotations

import shutil
from contextlib import closing
from datetime import UTC, datetime, timedelta, tzinfo
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from zoneinfo import ZoneInfo

from salesdesk.clock import Clock
from salesdesk.domain import subjects
from salesdesk.domain.drafts import Detail, ProspectDraft
from salesdesk.services import prospects
from salesdesk.services.drafting import Scene
from salesdesk.services.imports import Choice, Importer, Staged
from salesdesk.services.prospects import Captured
from salesdesk.services.reading import content, read
from salesdesk.store import codec, connections
from salesdesk.store.database import Store

MORNING = datetime(2026, 11, 22, 8, 0, tzinfo=UTC)


class StandingClock:
    """A clock that stands still until it is moved, in Oslo."""

    def __init__(self, at: datetime = MORNING) -> None:
        self.at = at

    def now(self) -> datetime:
        return self.at

    def zone(self) -> tzinfo:
        return ZoneInfo("Europe/Oslo")

    def wait(self, **span: float) -> None:
        """Lets time pass."""
        self.at += timedelta(**span)


def open_store(path: Path, clock: Clock | None = None) -> Store:
    """A store at `path`, new or as it was left. A new one is a copy of what the migrations made in this process, with
    an origin of its own; what tests how a store is made or brought up calls `Store.open` itself."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_empty())
    return Store.open(path, clock or StandingClock())


@cache
def _empty() -> bytes:
    """The file of a store by all migrations with nothing in it, under no origin yet."""
    with TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder, "empty.db")
        Store.open(path, StandingClock()).close()
        with closing(connections.connect(path)) as connection:
            connection.execute("DELETE FROM origins")
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def capture(store: Store, name: str = "Ingrid Solheim", **said: Any) -> Captured:
    """Someone met."""
    phones = tuple(Detail(number) for number in said.pop("phones", ()))
    emails = tuple(Detail(address) for address in said.pop("emails", ()))
    draft = ProspectDraft(name=name, phones=phones, emails=emails, **said)
    return prospects.capture(store, draft, region="NO")


def bring_in(store: Store, *files: Path, doubtful: Choice = Choice.ASIDE, **scene: Any) -> list[Staged]:
    """Imports files as one batch."""
    standing = Scene(now=store.clock.now(), region="NO", store=store.path, met=False, **scene)
    importer = Importer(store, standing, lambda _doubt, _card: doubtful)
    staged = [importer.stage(read(file, content(file))) for file in files]
    importer.write(staged)
    return staged


Records = dict[str, dict[str, dict[str, Any]]]


def records(store: Store, *, deleted: bool = False) -> Records:
    """All records as they are, by subject and id; deleted ones only where asked for."""
    out: Records = {}
    with store.reading_raw() as connection:
        for subject in subjects.BY_SUBJECT:
            names = codec.fields(subject)
            columns = ", ".join(f'"{name}"' for name in names)
            where = "" if deleted else "WHERE deleted_at IS NULL"
            found = connection.exec_driver_sql(f"SELECT hex(id), {columns} FROM {subject} {where}")
            out[subject] = {one: dict(zip(names, values, strict=True)) for one, *values in found}
    return out


def fresh_copy(template: Path, target: Path) -> Path:
    """A copy of a closed store, which is made faster than a new one."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(template, target)
    return target
