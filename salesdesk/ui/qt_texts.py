"""Qt's own few words (Undo, Cut, Paste, OK …) from our catalogues: Qt has no Bokmål of its own."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QTranslator

from salesdesk.i18n import N_, _

_TEXTS: Final = {
    "&Undo": N_("&Undo"),
    "&Redo": N_("&Redo"),
    "Cu&t": N_("Cu&t"),
    "&Copy": N_("&Copy"),
    "&Paste": N_("&Paste"),
    "Delete": N_("Delete"),
    "Select All": N_("Select All"),
    "OK": N_("OK"),
    "&OK": N_("OK"),
    "Cancel": N_("Cancel"),
    "&Cancel": N_("Cancel"),
    "&Open": N_("&Open"),
    "&Save": N_("&Save"),
    "Close": N_("Close"),
    "&Close": N_("Close"),
    "&Yes": N_("&Yes"),
    "&No": N_("&No"),
    "Show Details...": N_("Show details"),
    "Hide Details...": N_("Hide details"),
    "Look in:": N_("Look in:"),
    "File &name:": N_("File &name:"),
    "Files of type:": N_("Files of type:"),
}


class QtTexts(QTranslator):
    """Answers what Qt asks for, in the language in use."""

    def translate(
        self,
        context: str,
        sourceText: str,  # noqa: N803
        disambiguation: str | None = None,
        n: int = -1,
    ) -> str | None:
        # None, and not the empty text, is "not known": Qt then shows its own.
        return _(_TEXTS[sourceText]) if sourceText in _TEXTS else None

    def isEmpty(self) -> bool:
        return False
