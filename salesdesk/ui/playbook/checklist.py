"""The checklist of a technique: points to tick while it is used, and the same as text to change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.i18n import _, ngettext
from salesdesk.ui import theme
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.facts import TextFact
from salesdesk.ui.widgets.growing import GrowingText
from salesdesk.ui.widgets.labels import ToneLabel
from salesdesk.ui.widgets.typed import Save

_BOX: Final = 26  # pixels


class Point(QWidget):
    """A point to tick; a click on its words ticks it too."""

    ticked = Signal()

    def __init__(self, text: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 3, 0, 3)
        row.setSpacing(6)
        self.box = CheckBox()
        self.box.setAccessibleName(text)
        self.box.setFixedWidth(_BOX)
        self._words = ToneLabel(text, "text", wrap=True)
        self._words.setFont(theme.font(1))
        row.addWidget(self.box, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._words, 1)
        self.box.toggled.connect(self._toggled)

    def _toggled(self, on: object) -> None:
        self._words.set_token("muted" if on else "text")
        self.ticked.emit()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.box.toggle()


class Checklist(Card):
    """Ticks are for now: they are not kept, and gone when another technique is opened."""

    def __init__(self, save: Save) -> None:
        super().__init__()
        self._head = self.head(_("Checklist"))
        self._edit = button(_("Change"), self._toggle, kind="link")
        self._again = button(_("Untick all"), self.untick, kind="link")
        self._head.buttons.addWidget(self._again)
        self._head.buttons.addWidget(self._edit)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 8, 16, 12)
        inside.setSpacing(0)
        self.body.addLayout(inside)
        self._points = QWidget()
        self._column = QVBoxLayout(self._points)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        text = GrowingText(_("What to think of, a point a line"), name=_("Checklist, a point a line"))
        self.text = TextFact("", text, save)
        self.text.saving.saved.connect(self._saved)
        inside.addWidget(self._points)
        inside.addWidget(self.text)
        self.points: list[Point] = []
        self._said: Sequence[str] = ()

    def show_points(self, points: Sequence[str], seen: Any, *, other: bool) -> None:
        """Shows the points; `seen` is what the next change must have seen, `other`: of another technique."""
        self.text.show_value("\n".join(points), seen, other=other)
        if other or list(points) != list(self._said):
            self._said = list(points)
            for one in self.points:
                self._column.removeWidget(one)
                one.hide()
                one.deleteLater()
            self.points = [Point(one) for one in points]
            for one in self.points:
                self._column.addWidget(one)
                one.ticked.connect(self._tell)
        if other:
            self._turn(writing=not points)
        self._tell()

    def untick(self) -> None:
        """Begins again from the first point."""
        for one in self.points:
            one.box.setChecked(False)

    def is_writing(self) -> bool:
        """Whether the points stand there as text to change."""
        return not self.text.isHidden()

    def _toggle(self) -> None:
        if self.is_writing() and not self.text.commit():
            return
        self._turn(writing=not self.is_writing())
        if self.is_writing():
            self.text.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _saved(self) -> None:
        if not self.text.editor.hasFocus():
            self._turn(writing=False)

    def _turn(self, *, writing: bool) -> None:
        self.text.setVisible(writing)
        self._points.setVisible(not writing)
        self._edit.setText(_("Done") if writing else _("Change"))
        self._edit.setAccessibleName(_("Checklist done") if writing else _("Change the checklist"))
        self._tell()

    def _tell(self) -> None:
        done = sum(one.box.isChecked() for one in self.points)
        told = ngettext("{done} of {number} point", "{done} of {number} points", len(self.points))
        self._head.say(_("Checklist"), told.format(done=done, number=len(self.points)) if done else "")
        self._again.setVisible(bool(done) and not self.is_writing())
