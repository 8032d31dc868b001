"""What can be done on the page of capture, with its keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from salesdesk.i18n import N_, _
from salesdesk.ui.commands import Command
from salesdesk.ui.fairs.keeping import Keeping

_FRAMES: Final = (
    ("hot", "now", N_("Would buy now"), "Alt+1", "flame"),
    ("warm", "two-months", N_("Would buy in 2 months"), "Alt+2", "thermometer"),
    ("cold", "none", N_("Is just looking"), "Alt+3", "snowflake"),
)


def commands(keeping: Keeping, seen: Callable[[], bool]) -> list[Command]:
    """The commands, which can be called while the page is `seen`."""
    group = _("Fair capture")

    def named() -> bool:
        return seen() and keeping.names_someone()

    save, read_folder = _("Save and start the next"), _("Read the cards of a folder …")
    folder, scan, paste = keeping.pictures.choose_folder, keeping.ask_for_scan, keeping.paste
    clear = _("Clear the form")
    return [
        Command("capture-save", save, keeping.save, "Ctrl+Return", "check", seen, group=group),
        Command("capture-scan", _("Scan badge"), scan, "F2", "qr-code", seen, group=group),
        Command("capture-card", _("Read card"), keeping.read_card, "F3", "id-card", seen, group=group),
        Command(
            "capture-cards-folder",
            read_folder,
            folder,
            icon="folder-open",
            words=_("business cards photographs scan"),
            group=group,
        ),
        Command("capture-paste", _("Paste anything"), paste, "F4", "clipboard-paste", seen, group=group),
        Command("capture-add", _("Add to that one"), keeping.add, "Alt+A", "user-plus", named, group=group),
        Command("capture-keep", _("Keep both"), keeping.keep_both, "Alt+K", "users", named, group=group),
        Command("capture-clear", clear, keeping.clear, "Ctrl+Shift+X", "eraser", seen, group=group),
        *(
            Command(f"capture-{slug}", _(title), partial(_frame, keeping, one), keys, icon, seen, group=group)
            for slug, one, title, keys, icon in _FRAMES
        ),
    ]


def _frame(keeping: Keeping, value: str) -> None:
    keeping.card.form.take_time_frame(value)
