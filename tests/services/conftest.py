"""A store for every test of a service."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from salesdesk.store.database import Store
from tests.factories import StandingClock, open_store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """An empty store whose clock stands still, at nine in the morning in Oslo, on a Sunday."""
    with open_store(tmp_path / "store" / "a.db") as opened:
        yield opened


@pytest.fixture
def clock(store: Store) -> StandingClock:
    """The clock of the store."""
    assert isinstance(store.clock, StandingClock)
    return store.clock
