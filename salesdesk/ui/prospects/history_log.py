"""The line at the foot that notes what happened: what it understood is shown while one types."""

from __future__ import annotations

from collections.abc import Callable
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.i18n import _, ngettext
from salesdesk.services import activities
from salesdesk.services.touches import Touch, understood
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.chip_buttons import ChipButton
from salesdesk.ui.widgets.history import ICONS
from salesdesk.ui.widgets.labels import muted

_KINDS = (
    *("call-out", "call-in", "visit", "meeting", "email", "email-in", "message", "message-in"),
    *("demo", "delivery", "note"),
)


class _Line(QLineEdit):
    """A line that Escape empties."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            return
        super().keyPressEvent(event)


class LogLine(QWidget):
    """Notes a touch with whoever `who` says."""

    def __init__(self, desk: Desk, who: Callable[[], tuple[UUID, str] | None]) -> None:
        super().__init__()
        self._desk, self._who = desk, who
        self._kind = ""  # chosen by hand, whatever the words say
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.line = _Line()
        self.line.setAccessibleName(_("Note, call or visit"))
        self.line.setPlaceholderText(_("Note, call or visit … type and press Enter"))
        self._foot = QWidget()
        row = QHBoxLayout(self._foot)
        row.setContentsMargins(2, 0, 0, 0)
        row.setSpacing(8)
        kinds = [(kind, vocabulary.label("activity", kind)) for kind in _KINDS]
        self._chip = ChipButton(kinds, name=_("What it is noted as"))
        self._chip.chosen.connect(self._choose)
        row.addWidget(self._chip)
        row.addWidget(muted(_("Enter notes it")))
        row.addStretch(1)
        self._foot.hide()
        column.addWidget(self._foot)
        column.addWidget(self.line)
        self.line.textChanged.connect(self._show)
        self.line.returnPressed.connect(self._note)

    def _touch(self) -> Touch:
        found = understood(self.line.text())
        if not self._kind:
            return found
        return Touch(self._kind, found.minutes, found.text or self.line.text().strip())

    def _choose(self, kind: str) -> None:
        self._kind = kind
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        touch = self._touch()
        self._foot.setVisible(bool(self.line.text().strip()))
        if not self.line.text():
            self._kind = ""
        self._chip.say(_said(touch), "accent", icon=ICONS[touch.kind])

    def commit(self) -> bool:
        """Notes what is being typed; False where it was not taken."""
        return not self.line.text().strip() or self._note()

    def _note(self) -> bool:
        who, touch = self._who(), self._touch()
        if who is None or not self.line.text().strip():
            return False
        ident, name = who
        told = _("Noted with {name}: {what}").format(name=name, what=_said(touch))
        noted = self._desk.act(
            lambda: activities.note(
                self._desk.store, ident, kind=touch.kind, text=touch.text, minutes=touch.minutes
            ),
            told=told,
        )
        if noted is not None:
            self.line.setText(
                ""
            )  # and not `clear`, after which Ctrl+Z would bring the text back and keep the note
        return noted is not None


def _said(touch: Touch) -> str:
    kind = vocabulary.label("activity", touch.kind)
    if not touch.minutes:
        return kind
    return f"{kind} · {ngettext('{count} min', '{count} min', touch.minutes).format(count=touch.minutes)}"
