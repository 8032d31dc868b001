"""Files that belong to records, kept once under the hash of their content beside the store."""

from __future__ import annotations

import hashlib
import os
import re
from pathlib import Path

from salesdesk.store.backup import attachments, making


def keep(store: Path, content: bytes) -> str:
    """Keeps `content` and gives its SHA-256 in hex. Raises `EnvironmentTrouble` where the disk refuses."""
    name = hashlib.sha256(content).hexdigest()
    target = where(store, name)
    if not whole(store, name):
        with making(target) as part, part.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())  # a record must not be surer than the file that it names
    return name


def where(store: Path, sha256: str) -> Path:
    """The file that holds the content with this hash."""
    return attachments(store) / sha256[:2] / sha256


def whole(store: Path, sha256: str) -> bool:
    """Whether the file is there and its content is what its name says."""
    if not re.fullmatch(r"[0-9a-f]{64}", sha256):
        return False
    path = where(store, sha256)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
