"""A sheet beside a list: the name of what is in front, how it stands, and its cards under that."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import Fact, TextFact, quiet_line
from salesdesk.ui.widgets.labels import secondary
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.typed import Save

WIDEST: Final = 640  # pixels of what is read, however wide the pane is


def column_in(row: QHBoxLayout, widest: int = WIDEST) -> QVBoxLayout:
    """A column of cards that takes what room `row` has, and no more than `widest` pixels."""
    held = QWidget()
    held.setMaximumWidth(widest)
    row.addWidget(held, 1)
    column = QVBoxLayout(held)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    return column


class Sheet(QWidget):
    """Shows a record, as it is now. Every field saves itself. A subclass lays its cards with `lay`."""

    back = Signal()

    def __init__(self, save_name: Save) -> None:
        super().__init__()
        self._title = TextFact("", quiet_line(_("Name"), name=_("Name")), save_name)
        self._title.editor.setFont(theme.font(3, weight=theme.QFont.Weight.DemiBold))
        self._stands = secondary("", wrap=True)
        self._leave = button("", self.back.emit, kind="plain", icon="arrow-left", name=_("Back to the list"))
        self._leave.hide()

    def lay(self, parts: Iterable[QWidget], *, off: str) -> None:
        """Lays the cards under the head, whose button that deletes is called `off`."""
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 8, 0, 0)
        outer.setSpacing(0)
        inside = QWidget()
        inside.setMinimumWidth(1)  # the pane gives the width
        middle = QHBoxLayout(inside)
        middle.setContentsMargins(20, 0, 20, 16)
        column = column_in(middle)
        column.addLayout(self._head(off))
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        self.area = ScrollArea(inside)
        outer.addWidget(self.area)

    def _head(self, off: str) -> QVBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self._leave, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self._title, 1)
        row.addWidget(
            button("", self.delete, kind="plain", icon="trash", name=off), 0, Qt.AlignmentFlag.AlignTop
        )
        head = QVBoxLayout()
        head.setSpacing(2)
        head.addLayout(row)
        self._stands.setContentsMargins(6, 0, 6, 0)
        head.addWidget(self._stands)
        return head

    def delete(self) -> None:
        """Deletes what is shown; it offers Undo."""
        raise NotImplementedError

    def folded(self, *, folded: bool) -> None:
        """Whether it has taken the place of the list, and offers the way back."""
        self._leave.setVisible(folded)

    def take_keyboard(self) -> None:
        """Puts the keyboard where typing begins."""
        self._title.editor.setFocus(Qt.FocusReason.OtherFocusReason)


def facts_card(facts: Iterable[Fact]) -> Card:
    """A card of facts, one under the other."""
    made = Card()
    made.body.setContentsMargins(16, 10, 16, 10)
    made.body.setSpacing(2)
    for fact in facts:
        if isinstance(fact.editor, QPlainTextEdit):
            fact.editor.setAccessibleName(fact.editor.accessibleName() or fact.editor.placeholderText())
        made.body.addWidget(fact)
    return made
