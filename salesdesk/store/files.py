"""Files that belong to records, kept once under the hash of their content beside the store."""

from __future__ import annotations

import hashlib
from pathlib import Path

from salesdesk.store.backup import attachments
from salesdesk.store.connections import cannot_open


def keep(store: Path, content: bytes) -> str:
    """Keeps `content` and gives its SHA-256 in hex. Raises `EnvironmentTrouble` where the disk refuses."""
    name = hashlib.sha256(content).hexdigest()
    target = where(store, name)
    if not target.exists():
        part = target.with_name(target.name + ".part")
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            part.write_bytes(content)
            part.replace(target)
        except OSError as error:
            raise cannot_open(target) from error
    return name


def where(store: Path, sha256: str) -> Path:
    """The file that holds the content with this hash."""
    return attachments(store) / sha256[:2] / sha256


def whole(store: Path, sha256: str) -> bool:
    """Whether the file is there and its content is what its name says."""
    path = where(store, sha256)
    return path.is_file() and hashlib.sha256(path.read_bytes()).hexdigest() == sha256
