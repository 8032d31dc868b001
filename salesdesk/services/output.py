"""Files that are handed out: written whole or not at all, and never half in the place of an older one."""

from __future__ import annotations

import errno
from contextlib import suppress
from pathlib import Path
from typing import Final

from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _

_NO_ROOM: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def put(target: Path, content: bytes) -> None:
    """Writes `content` to `target`. Raises `EnvironmentTrouble` where the disk refuses; what was there stays."""
    part = part_of(target)
    try:
        part.write_bytes(content)
        part.replace(target)
    except OSError as error:
        raise refused(target, error) from error


def part_of(target: Path) -> Path:
    """Where `target` is written before it is whole."""
    return target.with_name(target.name + ".part")


def free(target: Path) -> Path:
    """`target`, or the first name like it that no file has."""
    tried, number = target, 2
    while tried.exists():
        tried = target.with_stem(f"{target.stem}-{number}")
        number += 1
    return tried


def refused(target: Path, error: OSError) -> EnvironmentTrouble:
    """What is said where `target` could not be written; what was begun of it is taken away."""
    with suppress(OSError):  # the folder is not there, or is none
        part_of(target).unlink(missing_ok=True)
    if error.errno in _NO_ROOM:
        return EnvironmentTrouble(
            _("There is no room on the disk for {file}.").format(file=target),
            _("Nothing was written. Make room, or name another place."),
        )
    return EnvironmentTrouble(
        _("{file} cannot be written.").format(file=target),
        _("See whether the folder is there and may be written to, or name another place."),
    )
