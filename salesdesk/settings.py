"""What belongs to this device, not to the business: language, country, the second place for backups.

A small JSON file in the configuration folder; a missing or broken one means defaults.
"""

from __future__ import annotations

import json
import locale
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any, cast

from salesdesk import paths


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this device. Empty means: as the system says."""

    language: str = ""
    country: str = ""  # two letters; for phones without a country code
    currency: str = ""
    second_backup: str = ""  # a folder on another disk

    def region(self) -> str:
        """The country for phones without a country code."""
        return self.country or _system_locale()[1] or "NO"

    def tongue(self) -> str:
        """The language for texts."""
        return self.language or _system_locale()[0] or "en"


def _system_locale() -> tuple[str, str]:
    tag = locale.getlocale()[0] or ""
    language, _, country = tag.replace("-", "_").partition("_")
    return ("", "") if language in {"C", "POSIX", "c"} else (language, country[:2].upper())


def file() -> Path:
    """Where the settings are kept."""
    return paths.config_folder() / "settings.json"


def load() -> Settings:
    """The settings of this device."""
    try:
        kept: Any = json.loads(file().read_text("utf-8"))
    except (OSError, ValueError):
        return Settings()
    said: dict[str, Any] = cast("dict[str, Any]", kept) if isinstance(kept, dict) else {}
    names = (field.name for field in fields(Settings))
    return Settings(**{name: said[name] for name in names if isinstance(said.get(name), str)})


def save(settings: Settings) -> None:
    """Keeps the settings."""
    file().parent.mkdir(parents=True, exist_ok=True)
    file().write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
