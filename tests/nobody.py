"""A folder that may be read and not written to, as one meets on a stick or another's share."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

NOBODY = 65534  # root may write anywhere, whatever the folder says


@contextmanager
def read_only_folder() -> Iterator[Path]:
    """A folder of its own that anyone may enter; lay files there, then `closed` it."""
    if sys.platform == "win32":
        pytest.skip("a folder's rights are told otherwise there")
    place = Path(tempfile.mkdtemp(prefix="salesdesk-readonly-"))
    place.chmod(0o755)
    try:
        yield place
    finally:
        place.chmod(0o755)
        shutil.rmtree(place)


@contextmanager
def closed(place: Path) -> Iterator[None]:
    """Takes the right to write in `place` and to its files away until the block ends, from root as well.

    All modules that the block needs must be loaded before: nobody may not read them everywhere.
    """
    files = [one for one in place.iterdir() if one.is_file()]
    for file in files:
        file.chmod(0o444)
    place.chmod(0o555)
    mine = os.geteuid()
    if mine == 0:
        os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(mine)
        place.chmod(0o755)
