"""A desk for every test of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.desk import Desk


@pytest.fixture
def desk(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Desk:
    """An empty store and a clock that stands still."""
    return Desk(tmp_path / "desk" / "a.db", capsys)
