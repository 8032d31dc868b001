"""The comparison of two prospects, with the two answers: the same, or two people."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFont, QKeySequence, QMouseEvent, QShortcut
from PySide6.QtWidgets import (
    QButtonGroup,
    QGridLayout,
    QHBoxLayout,
    QRadioButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from salesdesk.domain.locally import day_month
from salesdesk.domain.matching import Match
from salesdesk.i18n import _
from salesdesk.services import duplicates
from salesdesk.services.cards import Card as Person
from salesdesk.services.cards import cards
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.merge_rows import Compared, compared, right_at_first
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import ElidedLabel, KeyCap, ToneLabel, muted, secondary
from salesdesk.ui.widgets.scrolling import ScrollArea


def score_words(match: Match) -> tuple[str, str]:
    """How sure it is that two are one, in words, and the tone of its chip."""
    if match.certain:
        return _("Certain"), "good"
    if match.score >= 0.95:
        return _("Almost certain"), "good"
    return (_("Very likely"), "warm") if match.score >= 0.85 else (_("Likely"), "warm")


class Pair(Card):
    """Two prospects side by side."""

    merged = Signal(object)  # the id of the one kept
    told_apart = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__(edge="warm")
        self._desk = desk
        self._left: Person | None = None
        self._right: Person | None = None
        self._choices: list[tuple[Compared, QRadioButton, QRadioButton]] = []
        self._scroll = ScrollArea(keyboard=True)
        self.body.addWidget(self._scroll, 1)
        self.body.addWidget(self._foot())
        for key, do in (("Y", self.merge), ("N", self.two_people)):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(do)

    def _foot(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        self._why = secondary("", wrap=True)
        self._chip = Chip()
        said = QHBoxLayout()
        said.setSpacing(8)
        said.addWidget(self._chip, 0, Qt.AlignmentFlag.AlignTop)
        said.addWidget(self._why, 1)
        column.addLayout(said)
        answers = QWidget()
        flow = FlowLayout(answers, spacing=8)
        self.same = button(_("Same person, make one"), self.merge, kind="main")
        self.two = button(_("Two people"), self.two_people)
        for one, key in ((self.same, "Y"), (self.two, "N")):
            both = QWidget()
            row = QHBoxLayout(both)
            row.setContentsMargins(0, 0, 8, 0)
            row.setSpacing(8)
            row.addWidget(one)
            row.addWidget(KeyCap(key))
            flow.addWidget(both)
        column.addWidget(answers)
        column.addWidget(
            muted(
                _("Nothing is lost: phones, notes and history of both are kept. Undo parts them again."),
                wrap=True,
            )
        )
        return made

    def show_pair(self, one: UUID, other: UUID, match: Match | None = None) -> bool:
        """Shows two prospects, the one known longer at the left; False where one of them is gone."""
        with self._desk.store.read() as reading:
            found = [card for card in cards(reading, [one, other]) if card.prospect.deleted_at is None]
        if len(found) < 2:
            self._left = self._right = None
            return False
        found.sort(key=lambda card: (str(card.prospect.created_at), card.prospect.row))
        self._left, self._right = found
        text, tone = score_words(match) if match else ("", "neutral")
        self._chip.say(text, tone)
        self._why.setText(" ".join(reason.text for reason in match.reasons) if match else "")
        self._why.setVisible(bool(match))
        self._lay(compared(*found))
        return True

    def _lay(self, rows: Sequence[Compared]) -> None:
        assert self._left is not None
        assert self._right is not None
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 12, 16, 8)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, card in ((1, self._left), (2, self._right)):
            grid.addWidget(muted(self._since(card), step=0), 0, column)
        self._choices = []
        for line, row in enumerate(rows, start=1):
            label = muted(row.label, step=0)
            label.setContentsMargins(0, 2, 0, 0)
            grid.addWidget(label, line, 0, Qt.AlignmentFlag.AlignTop)
            if row.to_choose:
                self._choose(grid, line, row)
            else:
                grid.addWidget(_said(row.left, differs=row.differs), line, 1)
                grid.addWidget(_said(row.right, differs=row.differs), line, 2)
        grid.setRowStretch(len(rows) + 1, 1)
        self._scroll.setWidget(inside)

    def _choose(self, grid: QGridLayout, line: int, row: Compared) -> None:
        assert self._left is not None
        left, right = _Word(row.left, row.label), _Word(row.right, row.label)
        group = QButtonGroup(left)
        for one in (left, right):
            group.addButton(one.radio)
        (right if right_at_first(row, self._left) else left).radio.setChecked(True)
        grid.addWidget(left, line, 1)
        grid.addWidget(right, line, 2)
        self._choices.append((row, left.radio, right.radio))

    def _since(self, card: Person) -> str:
        at = card.prospect.met_at or card.prospect.created_at
        if at is None:
            return card.name
        day = day_month(at.astimezone(self._desk.clock.zone()).date())
        return _("Known since {day}").format(day=day)

    def merge(self) -> None:
        """Makes one of the two, with what was chosen."""
        left, right = self._left, self._right
        if left is None or right is None:
            return
        preferring = [
            field for row, _one, other in self._choices if other.isChecked() for field in row.fields
        ]
        keep, other = left.prospect.id, right.prospect.id
        told = _("Made one of {one} and {other}").format(one=left.name, other=right.name)
        done = self._desk.act(
            lambda: duplicates.merge(self._desk.store, keep, [other], preferring=preferring), told=told
        )
        if done is not None:
            self._left = self._right = None
            self.merged.emit(keep)

    def two_people(self) -> None:
        """Remembers that they are two."""
        left, right = self._left, self._right
        if left is None or right is None:
            return
        ids = (left.prospect.id, right.prospect.id)
        told = _("Kept as two: {one} and {other}").format(one=left.name, other=right.name)
        if self._desk.act(lambda: (duplicates.two_people(self._desk.store, *ids), True), told=told):
            self.told_apart.emit()


def _said(text: str, *, differs: bool, selectable: bool = True) -> QWidget:
    tone = ("accent" if differs else "text") if text else "muted"
    one_word = " " not in text  # an email address cannot be wrapped
    made = ElidedLabel(text or "–", tone) if one_word else ToneLabel(text, tone, wrap=True)
    if selectable:
        made.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    made.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    made.setMinimumWidth(60)
    if differs and text:
        made.setFont(theme.font(weight=QFont.Weight.Medium))
    return made


class _Word(QWidget):
    """A word to choose, in as many lines as it needs."""

    def __init__(self, text: str, label: str) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.radio = QRadioButton()
        self.radio.setAccessibleName(_("{field}: take {value}").format(field=label, value=text))
        self.radio.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        row.addWidget(self.radio, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(_said(text, differs=True, selectable=False), 1, Qt.AlignmentFlag.AlignTop)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.radio.setChecked(True)
