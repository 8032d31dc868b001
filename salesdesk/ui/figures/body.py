"""What the panel of a figure's working holds: the figure, both sides of it, and what was left out; or records."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.locally import grouped, short_day
from salesdesk.i18n import N_, _
from salesdesk.services import figure_words, figure_working, figures
from salesdesk.services.figure_working import Found, Part, Working
from salesdesk.ui import theme
from salesdesk.ui.figures import goal
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import ToneLabel, muted, secondary
from salesdesk.ui.widgets.rows import Row, RowList

_BY: Final = {
    "source": N_("By source"),
    "technique": N_("By technique"),
    "product": N_("By product"),
    "kind": N_("By kind"),
    "fair": N_("By fair"),
}


class Body(QWidget):
    """A figure, how it comes about, and by what it can be divided. `open_part` shows the records of a part; `on_goal`
    makes a goal of the figure where it can be one."""

    def __init__(
        self,
        made: Working,
        open_part: Callable[[Part], None],
        open_by: Callable[[str], None],
        *,
        divided: Sequence[str] = (),
        on_goal: Callable[[], None] | None = None,
    ) -> None:
        super().__init__()
        self.links: list[QPushButton] = []
        self._open_part = open_part
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addLayout(_value(made))
        note = figure_words.note(made.figure)
        if note and made.figure.value is not None:
            column.addWidget(ToneLabel(note[:1].upper() + note[1:], "warm", wrap=True))
        column.addLayout(self._sides(made))
        if made.left_out:
            column.addLayout(self._left_out(made))
        self.divisions: dict[str, QPushButton] = {}
        for by, told in _BY.items():
            if figures.can(made.figure.id, by) and by not in divided:
                self.divisions[by] = button(_(told), partial(open_by, by))
        if self.divisions:
            row = QWidget()
            flow = FlowLayout(row)
            for one in self.divisions.values():
                flow.addWidget(one)
            column.addWidget(row)
        self.goal: QPushButton | None = None
        if on_goal is not None:
            self.goal = button(_("Make it a goal"), on_goal, icon=goal.ICON)
            column.addWidget(self.goal, 0, Qt.AlignmentFlag.AlignLeft)

    def _sides(self, made: Working) -> QVBoxLayout:
        box = Card(ground="faint")
        box.body.setContentsMargins(12, 8, 12, 8)
        box.body.setSpacing(4)
        for part in made.sides:
            name = ToneLabel(part.name, "text", wrap=True)
            box.body.addLayout(self._row(part, name, part.shown))
        column = QVBoxLayout()
        column.setSpacing(6)
        column.addWidget(secondary(FIGURES[made.figure.id].formula, wrap=True))
        column.addWidget(box)
        return column

    def _left_out(self, made: Working) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(2)
        column.addWidget(secondary(_("Left out")))
        for part in made.left_out:
            column.addLayout(self._row(part, muted(part.name, wrap=True, step=0), grouped(part.count)))
        return column

    def _row(self, part: Part, name: ToneLabel, told: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(name, 1)
        if part.count:
            link = button(
                f"{told} ›",
                partial(self._open_part, part),
                kind="link",
                tip=figure_working.counted(part.side.noun, part.count),
                name=_("{name}: {told}. Show them").format(name=part.name, told=told),
            )
            self.links.append(link)
            row.addWidget(link, 0, Qt.AlignmentFlag.AlignTop)
        else:
            row.addWidget(secondary(told), 0, Qt.AlignmentFlag.AlignTop)
        return row


def _value(made: Working) -> QHBoxLayout:
    """The value, large, and beside it how sure it is."""
    row = QHBoxLayout()
    row.setSpacing(12)
    value = ToneLabel(figure_words.shown(made.figure), "text")
    known = made.figure.value is not None
    value.setFont(theme.font(8 if known else 3, weight=QFont.Weight.DemiBold, tabular=True))
    row.addWidget(value)
    parts = (
        figure_words.sure(made.figure),
        _("n = {number}").format(number=grouped(made.figure.n)),
    )
    sure = muted(" · ".join(filter(None, parts)), wrap=True)
    row.addWidget(sure, 1, Qt.AlignmentFlag.AlignVCenter)
    return row


class Records(QWidget):
    """The records of a part, a page at a time; one that has a page of its own opens it."""

    def __init__(
        self,
        part: Part,
        on_open: Callable[[Found], None],
        on_more: Callable[[], None],
        *,
        tallest: int,
        now: date,
    ) -> None:
        super().__init__()
        self._part, self._on_open, self._now = part, on_open, now
        self.found: list[Found] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 8)
        column.setSpacing(8)
        told = " · ".join(dict.fromkeys((part.shown, figure_working.counted(part.side.noun, part.count))))
        head = secondary(f"{part.name}: {told}", wrap=True)
        head.setContentsMargins(16, 12, 16, 0)
        column.addWidget(head)
        self.list = RowList(name=f"{part.name}: {told}", fits=True)
        self.list.tallest = tallest
        self.list.opened.connect(self._opened)
        self.list.clicked.connect(self._clicked)
        column.addWidget(self.list)
        self.more = button("", on_more, kind="link")
        self.more.hide()
        column.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)

    def add(self, found: Sequence[Found]) -> None:
        """Shows more of them."""
        self.found.extend(found)
        self.list.show_rows([self._row(place, one) for place, one in enumerate(self.found)])
        left = self._part.count - len(self.found)
        self.more.setVisible(left > 0 and bool(found))
        if left > 0:
            self.more.setText(_("Show more: {number} are left").format(number=grouped(left)))
            self.more.setAccessibleName(self.more.text())
        if self.list.current_key() is None and self.found:
            self.list.choose(0)

    def _row(self, place: int, record: Found) -> Row:
        day = short_day(record.day, self._now) if record.day else ""
        line = figure_working.line_of(record)
        title = record.title or line or day or _("No name")
        note = " · ".join(one for one in (line, day) if one and one != title)
        return Row(place, title, note, figure_working.amount_of(self._part, record))

    def _clicked(self, index: QModelIndex) -> None:
        self._opened(index.row())

    def _opened(self, place: int) -> None:
        record = self.found[place]
        if record.opens:
            self._on_open(record)
