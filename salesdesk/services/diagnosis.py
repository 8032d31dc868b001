"""What a person, or whoever helps them, must know of this machine before anything else: `doctor`."""

from __future__ import annotations

import ctypes.util
import platform
import shutil
import sys
import tempfile
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from salesdesk import __version__, paths, settings
from salesdesk.clock import Clock, zone_name
from salesdesk.domain.changes import SCHEMA
from salesdesk.errors import SalesdeskError
from salesdesk.i18n import _
from salesdesk.store import backup
from salesdesk.store.connections import sqlite_version

_QT_NEEDS = ("glib-2.0", "EGL", "GL", "xkbcommon", "dbus-1", "fontconfig")
_ENOUGH = 200 * 1024 * 1024  # bytes


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at."""

    name: str
    ok: bool
    told: str


def examine(store: Path, clock: Clock) -> list[Check]:
    """Looks at versions, folders, room, time zone and system libraries. Changes nothing."""
    return [
        Check("salesdesk", ok=True, told=__version__),
        Check("python", sys.version_info >= (3, 11), platform.python_version()),
        Check("sqlite", sqlite_version() >= (3, 38, 0), ".".join(map(str, sqlite_version()))),
        *_packages(),
        _store(store),
        _folder("data", store.parent),
        _settings(),
        _room(store.parent),
        _zone(clock),
        _libraries(),
        Check(
            "translations",
            (paths.resource("translations") / "nb").is_dir(),
            str(paths.resource("translations")),
        ),
    ]


def _packages() -> list[Check]:
    found: list[Check] = []
    for name in ("SQLAlchemy", "alembic", "PySide6-Essentials"):
        try:
            found.append(Check(name, ok=True, told=metadata.version(name)))
        except metadata.PackageNotFoundError:
            found.append(Check(name, ok=False, told=_("not installed")))
    return found


def _store(store: Path) -> Check:
    """The store file, opened only to read its mark and version: looking must neither make nor change it."""
    if not store.exists() or not store.stat().st_size:
        return Check("store", ok=True, told=_("{file}: not made yet").format(file=store))
    try:
        found = backup.examine(store)
    except SalesdeskError:
        return Check("store", ok=False, told=_("{file} is not a whole Salesdesk store.").format(file=store))
    if found > SCHEMA:
        told = _("{file} was written by a newer Salesdesk.").format(file=store)
        return Check("store", ok=False, told=told)
    return Check("store", ok=True, told=str(store))


def _settings() -> Check:
    broken = settings.read()[1]
    folder = _folder("settings", paths.config_folder())
    return Check("settings", ok=False, told=broken) if broken and folder.ok else folder


def _folder(name: str, folder: Path) -> Check:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    try:
        with tempfile.TemporaryFile(dir=there):
            return Check(name, ok=True, told=str(folder))
    except OSError:
        return Check(name, ok=False, told=_("{folder} may not be written to").format(folder=folder))


def _room(folder: Path) -> Check:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    free = shutil.disk_usage(there).free
    return Check("room", free > _ENOUGH, _("{count} MB free").format(count=free // 1024**2))


def _zone(clock: Clock) -> Check:
    name = zone_name(clock)
    now = clock.now().astimezone(clock.zone()).isoformat(timespec="seconds")
    return Check("clock", ok=bool(name), told=f"{now} {name or _('zone unknown')}")


def _libraries() -> Check:
    if not sys.platform.startswith("linux"):
        return Check("libraries", ok=True, told="")
    missing = [name for name in _QT_NEEDS if ctypes.util.find_library(name) is None]
    told = (
        _("missing for the window: {names}").format(names=", ".join(missing)) if missing else _("all there")
    )
    return Check("libraries", ok=not missing, told=told)
