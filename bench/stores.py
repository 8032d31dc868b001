"""Stores of a size, made through the real services but with nobody to wait for."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import islice
from pathlib import Path

from salesdesk.clock import SystemClock
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, new_prospect
from salesdesk.store import bulk, derived, log
from salesdesk.store.database import Store

CHUNK = 5000


def filled(path: Path, drafts_wanted: Iterable[ProspectDraft]) -> Store:
    """A store of these prospects at `path`, written in transactions as long as they like."""
    store = Store.open(path, SystemClock())
    scene = Scene(now=store.clock.now(), region="NO", store=path, met=False)
    walking = iter(drafts_wanted)
    with store.read() as reading:
        directory = Directory(reading.connection, scene.now, everything=True)
        directory.preload()
    while drafts := list(islice(walking, CHUNK)):
        changes = [change for draft in drafts for change in new_prospect(draft, directory, scene)[1]]
        with store.writing() as connection:
            batch = log.start_batch(connection, "Filled", {}, now=scene.now)
            bulk.apply(connection, changes)
            log.append(connection, batch.row, changes, now=scene.now)
            derived.refresh(connection, changes)
    with store.reading_raw() as connection:  # or the first to write next would do it
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    return store
