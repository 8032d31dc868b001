"""The card beside the form: what the goal takes, and what moved the figure before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services.goal_form_evidence import MOST, Evidence
from salesdesk.services.goal_working_back import Line
from salesdesk.ui import theme
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, plainly, secondary, strong

_READY: Final = 8  # rows, which few goals need more of


class TakesCard(Card):
    """What it takes, line by line, each with the own ratio behind it; and the evidence, where there is any."""

    def __init__(self) -> None:
        super().__init__()
        self.body.setContentsMargins(20, 20, 20, 20)
        self.body.setSpacing(8)
        self.body.addWidget(strong(_("What it takes")))
        self.note = secondary(_("Choose what should change, and write by how much."), wrap=True)
        self.body.addWidget(self.note)
        self._lines, self._moved = QVBoxLayout(), QVBoxLayout()
        self._lines.setSpacing(0)
        self._moved.setSpacing(6)
        self.body.addLayout(self._lines)
        self.body.addSpacing(8)
        self._rows: list[_Row] = []
        self._heading = strong(_("What moved it before"))
        self._evidence = [secondary("", wrap=True) for _one in range(MOST)]
        for part in (self._heading, *self._evidence):
            self._moved.addWidget(part)
            part.hide()
        self.body.addLayout(self._moved)
        self.body.addStretch(1)
        QTimer.singleShot(0, self, self._prepare)
        self._told: tuple[Sequence[Line], Sequence[Evidence]] | None = None

    def tell(self, lines: Sequence[Line], moved: Sequence[Evidence]) -> None:
        """Shows other lines and other evidence."""
        if self._told == (lines, moved):
            return
        self._told = (lines, moved)
        self.note.setText(
            _("Worked back with your own figures of the last year")
            if len(lines) > 1
            else _("Choose what should change, and write by how much.")
        )
        self._show(lines)
        self._heading.setVisible(bool(moved))
        for place, label in enumerate(self._evidence):
            one = moved[place] if place < len(moved) else None
            label.setText(one.told if one else "")
            label.setToolTip(plainly(one.sure if one else ""))
            label.setAccessibleDescription(one.sure if one else "")
            label.setVisible(one is not None)

    def _show(self, lines: Sequence[Line]) -> None:
        """Shows lines in the rows there are, so that little moves while one types."""
        while len(self._rows) < len(lines):
            self._add_row()
        for place, row in enumerate(self._rows):
            if place < len(lines):
                row.say(lines[place])
            row.setVisible(place < len(lines))

    def _add_row(self) -> None:
        row = _Row()
        row.hide()
        self._rows.append(row)
        self._lines.addWidget(row)

    def _prepare(self) -> None:
        """Makes the rows one at a time while nothing else is to be done, so that the first answer need not."""
        if len(self._rows) < _READY:
            self._add_row()
            for one in (self._rows[-1], *self._rows[-1].findChildren(QWidget)):
                one.ensurePolished()
            QTimer.singleShot(0, self, self._prepare)

    def lines(self) -> list[tuple[str, str]]:
        """What stands there, as pairs of a label and a value."""
        return [(one.label, one.value) for one in self._told[0]] if self._told else []


class _Row(QWidget):
    """A line: what, with its ratio under it, and how much at the right."""

    def __init__(self) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 9, 0, 10)
        row.setSpacing(12)
        self._label, self._ratio = secondary("", wrap=True), muted("", wrap=True, step=-2)
        left = QVBoxLayout()
        left.setSpacing(2)
        left.addWidget(self._label)
        left.addWidget(self._ratio)
        self._value = strong("")
        self._value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addLayout(left, 1)
        row.addWidget(self._value, 0, Qt.AlignmentFlag.AlignVCenter)

    def say(self, line: Line) -> None:
        """Says another line."""
        self._label.setText(line.label)
        self._ratio.setText(line.ratio)
        self._ratio.setVisible(bool(line.ratio))
        self._value.setText(line.value)
        self.setAccessibleName(f"{line.label}: {line.value}. {line.ratio}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(theme.tokens(self).line), 1))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())
