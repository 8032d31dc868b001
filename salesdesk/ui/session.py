"""What the window looked like when it was closed: kept for this device, brought back at the next start."""

from __future__ import annotations

import json
import logging
from pathlib import Path
from typing import Any, cast

from salesdesk import paths

LOG = logging.getLogger(__name__)


def file() -> Path:
    """Where it is kept."""
    return paths.config_folder() / "window.json"


def load() -> dict[str, Any]:
    """What was kept; nothing where it cannot be read, which is no trouble worth telling of."""
    try:
        kept = json.loads(file().read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        LOG.warning("the window's state could not be read")
        return {}
    return cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}


def save(state: dict[str, Any]) -> None:
    """Keeps `state`, whole or not at all."""
    part = file().with_name("window.json.part")
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(state), "utf-8")
        part.replace(file())
    except OSError:
        LOG.warning("the window's state could not be kept")
