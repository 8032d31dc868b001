"""Stores of a size, made through the real services but with nobody to wait for."""

from __future__ import annotations

from itertools import islice
from pathlib import Path

from bench.people import people
from salesdesk.clock import SystemClock
from salesdesk.services.directory import Directory
from salesdesk.services.drafting import Scene, new_prospect
from salesdesk.store import bulk, derived, log
from salesdesk.store.database import Store

CHUNK = 5000


def filled(path: Path, count: int) -> Store:
    """A store of `count` prospects at `path`, written in transactions as long as they like."""
    store = Store.open(path, SystemClock())
    scene = Scene(now=store.clock.now(), region="NO", store=path, met=False)
    walking = people(count)
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
    return store
