"""A desk for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from salesdesk import settings
from salesdesk.settings import Settings
from tests.cli.desk import Desk
from tests.factories import open_store


@pytest.fixture
def empty_handed(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Desk:
    """No store yet, no settings, and a clock that stands still."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    return Desk(tmp_path / "desk" / "a.db", capsys)


@pytest.fixture
def desk(empty_handed: Desk) -> Desk:
    """An empty store of a seller in Norway."""
    settings.save(Settings(country="NO"))
    open_store(empty_handed.path).close()
    return empty_handed
