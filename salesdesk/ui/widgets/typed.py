"""What is typed into a field that saves itself: what another program made of it meanwhile is told, not lost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from PySide6.QtWidgets import QLineEdit, QPlainTextEdit

from salesdesk.i18n import _
from salesdesk.ui.widgets.fields import SelfSaving

# Given what was typed and the value that was seen, saves it: whether it was taken, and what to say.
Save = Callable[[str, Any], tuple[bool, str]]


class Place(Protocol):
    """Where an editor stands, and what is wrong with it is said."""

    def refuse(self, sentence: str) -> None:
        """Says what is wrong; the empty text takes that away."""

    def trouble(self) -> str:
        """What is said to be wrong."""
        ...


class Typed:
    """The text of an editor, and the value that was seen when it was begun."""

    def __init__(self, editor: QLineEdit | QPlainTextEdit, place: Place, save: Save) -> None:
        self._editor, self._place, self._save = editor, place, save
        self._text, self._seen, self._asking = "", None, False
        self.saving = SelfSaving(editor, self._take)
        self.saving.restored.connect(lambda: place.refuse(""))

    def show_value(self, text: str, seen: Any, *, other: bool = False) -> None:
        """Shows what is kept: `text`, for the value `seen`. `other`: of another record, so that what stands
        there is let go."""
        typed = self.saving.text()
        held = (
            self._editor.hasFocus() or self._asking or self.saving.is_refused() or bool(self._place.trouble())
        )
        waiting = typed != self._text and held and not other
        moved = text != self._text
        self._text, self._seen = text, seen
        self.saving.show(text, other=other)
        if waiting:
            if self.saving.text() != typed:
                self._write(typed)
            if moved and typed != text:
                self._place.refuse(meanwhile(text))
        else:
            if self.saving.text() != text:
                self._write(text)
            self._place.refuse("")

    def saw(self, seen: Any) -> None:
        """Says what the next change must have seen, since we wrote it."""
        self._seen = seen

    def _write(self, text: str) -> None:
        if isinstance(self._editor, QLineEdit):
            self._editor.setText(text)
        else:
            self._editor.setPlainText(text)

    def commit(self) -> bool:
        """Saves what was typed, if anything; False where it was not taken."""
        return self.saving.commit()

    def _take(self, text: str) -> bool:
        if self._place.trouble() and text == self._text:
            self._place.refuse("")
            return True
        before, self._asking = self._text, True
        try:
            taken, told = self._save(text, self._seen)
        finally:
            self._asking = False
        if taken:
            self._text = text
        if taken or self._text == before:  # else it was told already what another program made of it
            self._place.refuse(told)
        return taken


def meanwhile(theirs: str) -> str:
    """What is said where another program changed what is being typed in."""
    if not theirs:
        return _("It was emptied elsewhere meanwhile. Enter keeps yours, Esc takes that.")
    return _("It was changed elsewhere meanwhile to “{theirs}”. Enter keeps yours, Esc takes that.").format(
        theirs=theirs
    )
