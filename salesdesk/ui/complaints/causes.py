"""The cause of a complaint: the usual ones at one click, the others in a list, and a word of one's own."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.i18n import _
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import line

USUAL: Final = ("product", "price", "delivery", "service")
_NEW: Final = "\n"  # no cause has a name of this


class Causes(QWidget):
    """One cause, or none. `chosen` gives a slug of the vocabulary, the seller's own word, or the empty text."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._value = ""
        self.before = ""  # what stood there when the one that is chosen was begun
        self._own: Sequence[str] = ()
        self.usual = Segmented(
            [Option(slug, vocabulary.label("cause", slug)) for slug in USUAL], name=_("Cause")
        )
        self.others = Choice([], name=_("Another cause"), quiet=False)
        self.own = line(_("A cause in your own words, then Enter"), name=_("A cause in your own words"))
        self.own.hide()
        self.own.installEventFilter(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        for part in (self.usual, self.others, self.own):
            column.addWidget(part)
        self.setFocusProxy(self.usual)
        self.usual.chosen.connect(self._choose)
        self.others.chosen.connect(self._choose)
        self.own.returnPressed.connect(self.commit)
        self.own.editingFinished.connect(self.commit)
        self.show_cause("", ())

    def value(self) -> str:
        """The cause that is chosen, or the empty text."""
        return self._value

    def show_cause(self, cause: str, own: Sequence[str]) -> None:
        """Shows a cause, and offers the seller's `own` words beside those of the vocabulary."""
        self._value, self._own = cause, own
        slugs = [slug for slug in vocabulary.slugs("cause") if slug not in USUAL]
        slugs += [word for word in dict.fromkeys((*own, cause)) if word and word not in (*slugs, *USUAL)]
        named = [(slug, vocabulary.label("cause", slug)) for slug in slugs]
        self.others.offer([("", _("Another cause …")), *named, (_NEW, _("In your own words …"))])
        self.usual.choose(cause)
        if not self.own.isVisible():
            self.others.show_value("" if cause in USUAL else cause)

    def _choose(self, cause: str) -> None:
        self.before = self._value
        if cause == _NEW:
            self.own.clear()
            self.own.show()
            self.own.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._leave()
        self._say(cause)

    def keep(self, said: str, cause: str, own: Sequence[str]) -> None:
        """Shows `cause` as it is now; what was said and not taken stands below, to be said once more."""
        self.show_cause(cause, own)
        self.before = cause
        if said:
            self.own.setText(vocabulary.label("cause", said))
            self.own.show()

    def let_go(self) -> None:
        """Lets go what was begun in the seller's own words."""
        self.own.hide()

    def commit(self) -> bool:
        """Takes the seller's own word; nothing typed leaves the cause as it was. False where it was not taken."""
        if self.own.isHidden():
            return True
        said = " ".join(self.own.text().split())
        self._leave()
        if said:
            self._say(vocabulary.recognise("cause", said) or said)
        return self.own.isHidden()

    def _say(self, cause: str) -> None:
        self.show_cause(cause, self._own)
        self.chosen.emit(cause)

    def _leave(self) -> None:
        had = self.own.hasFocus()
        self.own.hide()
        self.show_cause(self._value, self._own)
        if had:
            self.others.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() == Qt.Key.Key_Escape
        ):
            self._leave()
            return True
        return super().eventFilter(watched, event)
