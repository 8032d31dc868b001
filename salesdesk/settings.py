"""What belongs to this device, not to the business: language, country, the second place for backups.

A small JSON file in the configuration folder; a missing one means that all is as the system says. What cannot
be understood in it is told, and the rest of it holds.
"""

from __future__ import annotations

import json
import locale
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final, cast

from salesdesk import paths
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import LANGUAGES, _

_CODES: Final = {"country": re.compile(r"[A-Z]{2}"), "currency": re.compile(r"[A-Z]{3}")}


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of this device. Empty means: as the system says."""

    language: str = ""
    country: str = ""  # two letters; for phones without a country code
    currency: str = ""
    second_backup: str = ""  # a folder on another disk
    theme: str = ""  # light or dark

    def region(self) -> str:
        """The country for phones without a country code, or the empty text where none is known."""
        return self.country or _system_locale()[1]

    def tongue(self) -> str:
        """The language for texts."""
        return self.language or _system_locale()[0] or "en"


KEYS: Final = tuple(field.name for field in fields(Settings))


def _system_locale() -> tuple[str, str]:
    """Language and country as the system tells them, each empty where it does not.

    Under `C` Python's own answer may be `en_US`, which nobody chose; so the variables are asked themselves
    (POSIX.1-2017, XBD §8.2).
    """
    if sys.platform == "win32":
        tag = locale.getlocale()[0] or ""
    else:
        said = (os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
        tag = next((one for one in said if one), "")
    found = re.fullmatch(r"([a-z]{2,3})(?:[_-]([A-Za-z]{2}))?(?:[.@].*)?", tag)
    return (found[1], (found[2] or "").upper()) if found else ("", "")


def file() -> Path:
    """Where the settings are kept."""
    return paths.config_folder() / "settings.json"


def load() -> Settings:
    """The settings of this device, without those that cannot be understood."""
    return read()[0]


def read() -> tuple[Settings, str]:
    """The settings of this device, and a sentence on what in their file cannot be understood, if anything."""
    try:
        kept: Any = json.loads(file().read_text("utf-8"))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError, RecursionError):
        kept = None
    if not isinstance(kept, dict):
        told = _("The settings in {file} cannot be read and are left out.").format(file=file())
        return Settings(), f"{told} {_('Set them anew with: salesdesk settings')}"
    found, troubles = Settings(), list[str]()
    for key, value in cast("dict[str, Any]", kept).items():
        if key in KEYS:
            try:
                found = replace(found, **{key: checked(key, value)})
            except UserError as trouble:
                troubles.append(str(trouble))
    if not troubles:
        return found, ""
    told = _("In {file}: {troubles}").format(file=file(), troubles=" ".join(troubles))
    return found, told


def changed(settings: Settings, said: Mapping[str, str]) -> Settings:
    """`settings` with the values `said`, by key; an empty one goes back to what the system says.

    Raises `UserError` for a key that is none, or a value that cannot be.
    """
    for key, text in said.items():
        if key not in KEYS:
            raise UserError(
                _("There is no setting “{key}”.").format(key=key),
                _("Write one of: {words}").format(words=", ".join(KEYS)),
            )
        value = checked(key, text.strip())
        if key == "second_backup" and value:
            value = _folder(value)
        settings = replace(settings, **{key: value})
    return settings


def checked(key: str, value: object) -> str:
    """`value` as it is kept for `key`. Raises `UserError` where it cannot be."""
    text = value if isinstance(value, str) else "?"
    refused = _("“{value}” cannot be the {key}.").format(value=value, key=key)
    if not text or key == "second_backup":
        if text == "?":
            raise UserError(refused, _("Name a folder."))
        return text
    if key == "language":
        if text.lower() not in LANGUAGES:
            raise UserError(refused, _("Write one of: {words}").format(words=", ".join(LANGUAGES)))
        return text.lower()
    if key == "theme":
        if text.lower() not in ("light", "dark"):
            raise UserError(refused, _("Write one of: {words}").format(words="light, dark"))
        return text.lower()
    if not _CODES[key].fullmatch(text.upper()):
        like = _("Write two letters, like NO.") if key == "country" else _("Write three letters, like NOK.")
        raise UserError(refused, like)
    return text.upper()


def _folder(text: str) -> str:
    """The whole path of a folder that is there and may be written to."""
    folder = Path(text).expanduser().resolve()
    if not folder.is_dir():
        raise UserError(_("There is no folder {folder}.").format(folder=folder), _("Make it first."))
    if not os.access(folder, os.W_OK | os.X_OK):
        raise UserError(
            _("{folder} may not be written to").format(folder=folder) + ".", _("Name another folder.")
        )
    return str(folder)


def save(settings: Settings) -> None:
    """Keeps the settings, whole or not at all. Raises `EnvironmentTrouble` where the disk refuses."""
    part = file().with_name("settings.json.part")
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        part.write_text(json.dumps(asdict(settings), ensure_ascii=False, indent=1), "utf-8")
        part.replace(file())
    except OSError as error:
        raise EnvironmentTrouble(
            _("{file} cannot be written.").format(file=file()),
            _("See whether the folder is there and may be written to."),
        ) from error
