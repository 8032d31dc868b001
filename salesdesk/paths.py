"""Where things are kept: the seller's data, this device's settings, and the program's own resources."""

from __future__ import annotations

from pathlib import Path

import platformdirs

APP = "salesdesk"


def data_folder() -> Path:
    """The folder of the store, its attachments and backups."""
    return Path(platformdirs.user_data_dir(APP, appauthor=False))


def config_folder() -> Path:
    """The folder of this device's settings."""
    return Path(platformdirs.user_config_dir(APP, appauthor=False))


def log_folder() -> Path:
    """The folder of the program's own log files."""
    return Path(platformdirs.user_log_dir(APP, appauthor=False))


def default_store() -> Path:
    """The store that is opened when none is named."""
    return data_folder() / "salesdesk.db"


def resource(name: str) -> Path:
    """A file or folder of `resources/`: inside the package in a wheel, beside it in a checkout."""
    package = Path(__file__).parent
    for base in (package / "resources", package.parent / "resources"):
        if (base / name).exists():
            return base / name
    return package / "resources" / name
