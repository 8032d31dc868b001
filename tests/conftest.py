"""What all tests share. The guards come first, so that no test sees the real home folder."""

from __future__ import annotations

pytest_plugins = ["tests.guards"]
