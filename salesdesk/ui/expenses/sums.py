"""What the expenses come to: in all, and by kind, step and fair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import whole_money
from salesdesk.domain.values import Money
from salesdesk.i18n import _
from salesdesk.services.expenses import Sum, Sums, step_called
from salesdesk.ui import theme
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, muted, secondary, strong
from salesdesk.ui.widgets.meters import Meter
from salesdesk.ui.widgets.scrolling import ScrollArea

_MOST: Final = 6  # rows of a kind; what is less is summed up in one


class SumsCard(Card):
    """Told anew whenever the list is."""

    def __init__(self) -> None:
        super().__init__()
        self._head = self.head("")
        inside = QWidget()
        inside.setMinimumWidth(1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 16)
        column.setSpacing(12)
        self.total = QLabel()
        self.total.setTextFormat(Qt.TextFormat.PlainText)
        self.total.setFont(theme.font(12, weight=QFont.Weight.DemiBold, tabular=True))
        column.addWidget(self.total)
        self.lists = {
            "kind": SumList(_("By kind"), "expense"),
            "step": SumList(_("By what it is meant to do"), "step"),
            "fair": SumList(_("By fair"), ""),
        }
        for one in self.lists.values():
            column.addWidget(one)
        self._notes = muted("", wrap=True)
        column.addWidget(self._notes)
        column.addStretch(1)
        scroll = ScrollArea(inside, keyboard=True)
        scroll.setAccessibleName(_("Sums"))
        self.body.addWidget(scroll, 1)

    def say(self, title: str, found: Sums, currency: str, notes: Sequence[str]) -> None:
        """Shows the sums of a period."""
        self._head.say(title)
        told = whole_money(Money(found.minor, currency)) if found.count else _("Nothing spent")
        self.total.setText(told)
        self.setAccessibleName(f"{title}: {told}")
        for name, some in (("kind", found.by_kind), ("step", found.by_step), ("fair", found.by_fair)):
            self.lists[name].say(some, found.minor, currency)
        self._notes.setText("\n".join(filter(None, notes)))


class SumList(QWidget):
    """Rows of a label, an amount, and its share of all as a bar."""

    def __init__(self, title: str, words: str) -> None:
        super().__init__()
        self._title, self._words = title, words
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        column.addWidget(strong(title))
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(2)
        self._grid.setColumnStretch(0, 1)
        column.addLayout(self._grid)
        self._shown: object = None

    def say(self, some: Sequence[Sum], whole: int, currency: str) -> None:
        """Shows sums, the biggest first; hides where there is none."""
        self.setVisible(bool(some))
        if (list(some), whole, currency) == self._shown:
            return
        self._shown = (list(some), whole, currency)
        while item := self._grid.takeAt(0):
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = len(some) if len(some) <= _MOST + 1 else _MOST
        rows = [(self._label(one), one.minor) for one in some[:shown]]
        rest = sum(one.minor for one in some[shown:])
        if rest:
            rows.append((_("all others"), rest))
        for place, (name, minor) in enumerate(rows):
            self._row(2 * place, name, minor, whole, currency)

    def _label(self, one: Sum) -> str:
        if self._words == "step":
            return step_called(one.key)
        return vocabulary.label(self._words, one.key) if self._words else one.key

    def _row(self, place: int, name: str, minor: int, whole: int, currency: str) -> None:
        told = whole_money(Money(minor, currency))
        amount = secondary(told)
        amount.setFont(theme.font(tabular=True))
        bar = Meter(name=f"{self._title}, {name}")
        bar.say(minor / whole if whole > 0 else 0.0, None, told)
        self._grid.addWidget(ElidedLabel(name, "secondary"), place, 0)
        self._grid.addWidget(amount, place, 1, Qt.AlignmentFlag.AlignRight)
        self._grid.addWidget(bar, place + 1, 0, 1, 2)

    def told(self) -> list[str]:
        """What it shows, for who asks."""
        return [one.accessibleName() for one in self.findChildren(Meter) if not one.isHidden()]
