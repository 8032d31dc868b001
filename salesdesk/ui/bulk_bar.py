"""The bar at the foot of a list while something is marked: what may be done with all of them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.ui import theme
from salesdesk.ui.bulk_acts import Act, Acts
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ElidedLabel, literally, strong


class BulkBar(QWidget):
    """`acted` tells an act and its value; `confirmed` that what was told may be done. A subclass says the acts."""

    acted = Signal(str, str)
    confirmed = Signal()
    let_go = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._asking = ""
        self._of: bool | None = None  # whether the acts are those for deleted ones
        self._marked = 0
        self._offered: Sequence[Act] = ()
        self._stack = QStackedWidget(self)
        around = QHBoxLayout(self)
        around.setContentsMargins(16, 0, 8, 0)
        around.addWidget(self._stack)
        self._stack.addWidget(self._choice())
        self._stack.addWidget(self._question())
        self._stack.addWidget(self._telling())

    def _choice(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._count = strong("")
        self.acts = Acts()
        self.acts.chosen.connect(self._chosen)
        row.addWidget(self._count)
        row.addWidget(self.acts, 1)
        row.addWidget(button("", self.let_go.emit, kind="plain", icon="x", name=_("Take all marks away")))
        return made

    def _question(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        self.field = line()
        self.field.returnPressed.connect(self._typed)
        row.addWidget(self.field, 1)
        row.addWidget(button(_("Next"), self._typed, kind="main"))
        row.addWidget(button(_("Cancel"), self.back))
        return made

    def _telling(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        self._told = ElidedLabel("")
        self._do = button(_("Do it"), self.confirmed.emit, kind="main")
        self._leave = button(_("Cancel"), self.back)
        for part, share in ((self._told, 1), (self._do, 0), (self._leave, 0)):
            row.addWidget(part, share)
        return made

    def show_count(self, count: int, *, deleted: bool = False) -> None:
        """Says how many are marked, and offers what may be done with such. What is being asked of the same stays."""
        if (count, deleted) == (self._marked, self._of):
            return
        self._marked = count
        self._count.setText(ngettext("{count} marked", "{count} marked", count).format(count=grouped(count)))
        self._stack.setCurrentIndex(0)
        if self._of != deleted:
            self._of = deleted
            self._offered = self.offered(deleted=deleted)
            self.acts.offer(self._offered)

    def offered(self, *, deleted: bool) -> Sequence[Act]:
        """What may be done with those marked; with `deleted` ones, something else."""
        raise NotImplementedError

    def told(self) -> str:
        """What would be done, while that is asked."""
        return self._told.accessibleName() if self._stack.currentIndex() == 2 else ""

    def tell(self, sentence: str, *, doable: bool) -> None:
        """Says what would change in how many, and asks whether to do it."""
        self._told.setText(sentence)
        self._do.setVisible(doable)
        for one in (self._do, self._leave):
            one.setAccessibleDescription(sentence)
        self._stack.setCurrentIndex(2)
        (self._do if doable else self._leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, act: str, name: str, example: str) -> None:
        """Asks for the value of an act in a line."""
        self._asking = act
        self.field.clear()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(example)
        self._stack.setCurrentIndex(1)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Goes back to what may be done."""
        self._stack.setCurrentIndex(0)
        self.acts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self.field.text().strip():
            self.acted.emit(self._asking, self.field.text().strip())

    def _chosen(self, act: str) -> None:
        asked = next((one.asks for one in self._offered if one.name == act), None)
        if asked is not None:
            self.ask(act, *asked)
        else:
            self.acted.emit(act, "")

    def entry(self, menu: QMenu, act: str, value: str, text: str) -> None:
        """Puts a value of an act into its menu."""
        menu.addAction(literally(text)).triggered.connect(partial(self._valued, act, value))

    def _valued(self, act: str, value: str, _checked: object = None) -> None:
        self.acted.emit(act, value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._do.hasFocus():
            self.confirmed.emit()
        elif event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentIndex():
            self.back()
        else:
            self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens(self).accent_soft))
