"""What the window looked like when it was closed: kept for this device and the store, brought back at the next start.

Of the store, since what was typed and not saved is of whom one was meeting with that store open.
"""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path
from typing import Any, cast

from salesdesk import paths

LOG = logging.getLogger(__name__)


def file(store: Path) -> Path:
    """Where it is kept of the store at this path."""
    name = hashlib.sha256(str(store.resolve()).encode()).hexdigest()[:16]
    return paths.config_folder() / "windows" / f"{name}.json"


def load(store: Path) -> dict[str, Any]:
    """What was kept; nothing where it cannot be read, which is no trouble worth telling of."""
    try:
        kept = json.loads(file(store).read_text("utf-8"))
    except FileNotFoundError:
        return {}
    except (OSError, ValueError, RecursionError):
        LOG.warning("the window's state could not be read")
        return {}
    return cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}


def save(store: Path, state: dict[str, Any]) -> None:
    """Keeps `state`, whole or not at all."""
    whole = file(store)
    part = whole.with_suffix(".part")
    try:
        whole.parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(state), "utf-8")
        part.replace(whole)
    except OSError:
        LOG.warning("the window's state could not be kept")
