"""The draft in front: to whom, the subject and the text, which may be changed where it goes to one alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _
from salesdesk.services import messages
from salesdesk.services.messages import Draft
from salesdesk.ui import theme
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ElidedLabel, ToneLabel, secondary


class Preview(QWidget):
    """One of the drafts at a time; `turned` tells that another one is in front."""

    turned = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._drafts: Sequence[Draft] = ()
        self._at = 0
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        head = QHBoxLayout()
        head.setSpacing(4)
        self._to = ElidedLabel("", "secondary")
        self._place = secondary("")
        self._place.setFont(theme.font(tabular=True))
        before, after = _("The message before"), _("The next message")
        self._before = button("", lambda: self.turn(-1), kind="plain", icon="chevron-left", name=before)
        self._after = button("", lambda: self.turn(1), kind="plain", icon="chevron-right", name=after)
        head.addWidget(self._to, 1)
        for part in (self._before, self._place, self._after):
            head.addWidget(part)
        column.addLayout(head)
        self.subject = line(_("Subject"), name=_("Subject"))
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(_("Message"))
        self.body.setPlaceholderText(_("Write your message here"))
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(96)
        self._doubts = ToneLabel("", "warm", wrap=True)
        column.addWidget(self.subject)
        column.addWidget(self.body, 1)
        column.addWidget(self._doubts)

    def show_drafts(self, drafts: Sequence[Draft]) -> None:
        """Shows other drafts, the first in front. What was typed into the same one stays."""
        before, typed = self.draft(), self.is_typed()
        self._drafts, self._at = drafts, 0
        if not (typed and before is not None and len(drafts) == 1 and drafts[0].prospect == before.prospect):
            self._show()
        self._say()

    def draft(self) -> Draft | None:
        """The one in front, as it was worked out."""
        return self._drafts[self._at] if self._drafts else None

    def written(self) -> Draft | None:
        """The one in front, as it stands."""
        draft = self.draft()
        if draft is None:
            return None
        return replace(draft, subject=self.subject.text().strip(), body=self.body.toPlainText().rstrip())

    def is_typed(self) -> bool:
        """Whether it was changed by hand."""
        draft, stands = self.draft(), self.written()
        return (
            draft is not None
            and stands is not None
            and (stands.subject, stands.body)
            != (
                draft.subject.strip(),
                draft.body.rstrip(),
            )
        )

    def turn(self, step: int) -> None:
        """Shows the next draft, or one before."""
        if self._drafts:
            self._at = (self._at + step) % len(self._drafts)
            self._show()
            self._say()
            self.turned.emit()

    def _show(self) -> None:
        draft = self.draft()
        self.subject.setText(draft.subject if draft else "")
        self.subject.setCursorPosition(0)
        cursor = QTextCursor(self.body.document())  # so that what stood there can be brought back by Undo
        cursor.select(QTextCursor.SelectionType.Document)
        cursor.insertText(draft.body if draft else "")
        self.body.moveCursor(QTextCursor.MoveOperation.Start)

    def _say(self) -> None:
        draft, many = self.draft(), len(self._drafts) > 1
        self._to.setText(
            _("To {name} · {address}").format(name=draft.name, address=draft.address) if draft else ""
        )
        place, whole = grouped(self._at + 1), grouped(len(self._drafts))
        self._place.setText(_("{number} of {all}").format(number=place, all=whole) if many else "")
        for part in (self._before, self._place, self._after):
            part.setVisible(many)
        for editor in (self.subject, self.body):
            editor.setReadOnly(many or draft is None)
        told = " ".join(messages.doubts(draft)) if draft else ""
        self._doubts.setText(told)
        self._doubts.setVisible(bool(told))
