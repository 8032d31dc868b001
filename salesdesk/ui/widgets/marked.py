"""A field of one line that says something of what stands in it, at its end: the country of a phone, a doubt."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QFocusEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from salesdesk.domain.values import normalise_email
from salesdesk.i18n import _
from salesdesk.ui import icons, theme
from salesdesk.ui.widgets import chips
from salesdesk.ui.widgets.labels import plainly

_ICON: Final = 16
_EDGE: Final = 8


class MarkedLine(QLineEdit):
    """`entered` and `left` tell that the keyboard came, and that it went elsewhere, so that what stands there is no
    longer half typed."""

    entered = Signal()
    left = Signal()
    settled = Signal()  # what was to be looked at was taken as it stands, or was changed

    def __init__(self) -> None:
        super().__init__()
        self._said, self._tone = "", "good"
        self._told = ("", "good", "")  # what is said of it once it was looked at
        self._unlooked = False
        self.textEdited.connect(self.settle)

    def say(self, text: str, *, tone: str = "good", sentence: str = "") -> None:
        """Says a word or two at the end of the line, none for the empty text; `sentence` explains it, to who
        points at it or hears it. It waits while there is something to be looked at."""
        self._told = (text, tone, sentence)
        if not self._unlooked:
            self._say(text, tone, sentence)

    def ask_to_look(self, sentence: str) -> None:
        """Says that what stands there may be wrong, for the reason `sentence`, until it is settled or changed."""
        self._unlooked = True
        self._say(_("Look at this"), "warm", sentence)

    @property
    def is_unlooked(self) -> bool:
        """Whether it was asked to look at it, and nobody did."""
        return self._unlooked

    def settle(self) -> None:
        """Takes what stands there as it is."""
        if self._unlooked:
            self._unlooked = False
            self._say(*self._told)
            self.settled.emit()

    def _say(self, text: str, tone: str, sentence: str) -> None:
        self._said, self._tone = text, tone
        self.setToolTip(plainly(sentence))
        self.setAccessibleDescription(sentence or text)
        self._make_room()
        self.update()

    def doubt(self, sentence: str) -> None:
        """Says that what stands there is kept as it was typed, for the reason `sentence`; the empty text: that it
        is well."""
        self.say(_("Kept as typed") if sentence else "", tone="warm", sentence=sentence)

    def told(self) -> str:
        """What is said of it."""
        return self._said

    def _wide(self) -> int:
        """How wide what is said is: an icon where the words would take half of the line."""
        if not self._said:
            return 0
        words = chips.width(self._said)
        return _ICON if 2 * words > self.width() else words

    def _make_room(self) -> None:
        wide = self._wide()
        self.setTextMargins(0, 0, wide + 4 if wide else 0, 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        wide = self._wide()
        if not wide:
            return
        painter, chosen = QPainter(self), theme.tokens(self)
        where = QRect(self.width() - wide - _EDGE, 0, wide, self.height())
        if wide == _ICON:
            where = QRect(where.left(), (self.height() - _ICON) // 2, _ICON, _ICON)
            name = "triangle-alert" if self._tone == "warm" else "info"
            icons.paint(painter, name, where, getattr(chosen, self._tone))
        else:
            chips.paint(painter, where, self._said, self._tone, chosen)
        painter.end()


def phone_doubt(normal: str) -> str:
    """What is said of a phone whose normal form is `normal`, empty where it is no number."""
    return "" if normal else _("Not a phone number, kept as typed.")


def email_doubt(value: str) -> str:
    """What is said of an email address; the empty text where it is one."""
    return "" if normalise_email(value) else _("Not an email address, kept as typed.")
