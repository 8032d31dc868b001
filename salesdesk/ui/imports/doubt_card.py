"""Two people side by side: the one in the file, and the one who is known and may be the same."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _
from salesdesk.services.import_preview import Look
from salesdesk.services.import_told import Sides, alike
from salesdesk.services.imports import Choice
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.labels import ElidedLabel, KeyCap, muted, secondary

_ROWS: Final = 6  # what tells people apart best stands first
_SIDE: Final = 252
_AROUND: Final = 64  # pixels of a button around its words: its edges, and its key


class DoubtCard(Card):
    """Shows one doubt at a time, and what was decided of it."""

    decided = Signal(int, str)  # the number of the doubt, a `Choice`
    all_decided = Signal(str)  # the same for all that are left
    asked = Signal(int)  # another doubt is to be shown: its number

    def __init__(self) -> None:
        super().__init__(edge="warm")
        self._look, self._at = Look(), -1
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 16, 12)
        row.setSpacing(20)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        for place in range(_ROWS + 1):
            self._grid.setRowMinimumHeight(place, 18)  # as high for everyone, so that the table stays
        left = QVBoxLayout()
        left.addLayout(self._grid)
        left.addStretch(1)
        row.addLayout(left, 1)
        side = QWidget()
        row.addWidget(side)
        self.body.addLayout(row)
        self._arrange(side)
        words = self.same.fontMetrics().horizontalAdvance(_("Same person, keep both emails"))
        side.setFixedWidth(max(_SIDE, words + _AROUND))

    def _arrange(self, side: QWidget) -> None:
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        self._why = secondary("", wrap=True, step=-1)
        self.same = _keyed("", "Y", kind="main")
        self.two = _keyed(_("Two people"), "N")
        self.same.clicked.connect(lambda: self.decide(Choice.SAME))
        self.two.clicked.connect(lambda: self.decide(Choice.TWO))
        foot = QHBoxLayout()
        foot.setSpacing(4)
        self._count = muted("")
        self._chip = Chip("", "good")
        self._chip.hide()
        self.before = button(
            "", lambda: self.step(-1), kind="plain", icon="chevron-left", name=_("The one before")
        )
        self.next = button(
            "", lambda: self.step(1), kind="plain", icon="chevron-right", name=_("The next one")
        )
        self.more = button("", self._more, kind="plain", icon="ellipsis", name=_("More ways to decide"))
        foot.addWidget(self._count)
        foot.addWidget(self._chip)
        foot.addStretch(1)
        for part in (self.before, self.next, self.more):
            part.setFixedSize(28, 26)
            foot.addWidget(part)
        for part in (self._why, self.same, self.two):
            column.addWidget(part)
        column.addStretch(1)
        column.addLayout(foot)

    def show_doubt(self, look: Look, at: int) -> None:
        """Shows the doubt of this number."""
        self._look, self._at = look, at
        sides = look.sides(at)
        self._fill(sides)
        self._why.setText(" ".join(sides.reasons))
        both = _("Same person, keep both emails") if sides.both_emails else _("Same person")
        self.same.setText(both)
        self.same.setAccessibleName(both)
        count = _("{number} of {all}").format(number=grouped(at + 1), all=grouped(look.doubts))
        self._count.setText(count)
        self.setAccessibleName(_("{name}: {count}").format(name=sides.name, count=count))
        words = {Choice.SAME: _("Same person"), Choice.TWO: _("Two people")}
        self._chip.say(words[look.choices[at]] if at in look.choices else "", "good")
        for part in (self.before, self.next):
            part.setEnabled(look.doubts > 1)

    def _fill(self, sides: Sides) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            _drop(item)
        known = _("Known since {when}").format(when=sides.since) if sides.since else _("Known")
        self._grid.addWidget(muted(_("In the file"), step=0), 0, 1)
        self._grid.addWidget(muted(known, step=0), 0, 2)
        for place, (label, theirs, yours) in enumerate(sides.rows[:_ROWS], start=1):
            same = alike(theirs, yours) or not (theirs and yours)
            self._grid.addWidget(muted(label, step=0), place, 0)
            for column, text in ((1, theirs), (2, yours)):
                shown = ElidedLabel(text or "—", "text" if same else "accent")
                if not same:
                    font = shown.font()
                    font.setWeight(font.Weight.DemiBold)
                    shown.setFont(font)
                self._grid.addWidget(shown, place, column)

    def decide(self, choice: Choice) -> None:
        """Decides the doubt that is shown."""
        if self._at >= 0:
            self.decided.emit(self._at, choice.value)

    def step(self, step: int) -> None:
        """Asks for the doubt before or after this one, and round."""
        if self._look.doubts:
            self.asked.emit((self._at + step) % self._look.doubts)

    def _more(self) -> None:
        menu_under(
            self.more,
            [
                (_("Decide later: keep it aside"), lambda: self.decide(Choice.ASIDE)),
                None,
                (_("All that are left: the same person"), lambda: self.all_decided.emit(Choice.SAME.value)),
                (_("All that are left: two people"), lambda: self.all_decided.emit(Choice.TWO.value)),
            ],
        )


def _drop(item: QLayoutItem) -> None:
    widget = item.widget()
    if widget is not None:
        widget.hide()
        widget.deleteLater()


def _keyed(text: str, key: str, *, kind: str = "") -> QPushButton:
    """A button with its key at the right."""
    made = button(text, kind=kind)
    made.setStyleSheet("QPushButton { text-align: left; }")
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 10, 0)
    row.addStretch(1)
    row.addWidget(KeyCap(key), 0, Qt.AlignmentFlag.AlignVCenter)
    made.setMinimumHeight(32)
    return made
