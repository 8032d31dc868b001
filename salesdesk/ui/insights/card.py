"""A card of the insights: a chart with its table, or a table; what it waits for, and what it comes to."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import QModelIndex, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.i18n import _
from salesdesk.ui.charts.panel import ChartPanel, ChartTable
from salesdesk.ui.figures import goal
from salesdesk.ui.insights.sections import Section
from salesdesk.ui.insights.told import Told
from salesdesk.ui.widgets.buttons import icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted

_ROW: Final = 26  # pixels, as `ChartTable` has them
_HEAD: Final = 50  # pixels, with a button or without
_ROWS: Final = 8  # that are seen at once of a table
_PATIENCE: Final = 400  # milliseconds, after which a card says that it waits


class InsightCard(Card):
    """`chosen` gives the place of the bar or row that was opened, `goal_wanted` what is to be a goal, as the page of
    goals is asked for it."""

    chosen = Signal(int)
    goal_wanted = Signal(str)

    def __init__(self, section: Section) -> None:
        super().__init__()
        self.section, self.told = section, Told()
        self.menu: QMenu | None = None
        self._head = self.head(section.title)
        self._head.setMinimumHeight(_HEAD)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setSpacing(8)
        self.panel: ChartPanel | None = None
        self.values: ChartTable | None = None
        if section.table:
            self._column.setContentsMargins(6, 0, 6, 8)
            self.values = ChartTable(section.title)
            self.values.chosen.connect(self.chosen)
            self._or_nothing = QStackedWidget()
            self._or_nothing.addWidget(self.values)
            self._none = muted(_(section.nothing), wrap=True)
            self._none.setContentsMargins(10, 16, 10, 16)
            self._or_nothing.addWidget(self._none)
            self._or_nothing.setCurrentIndex(1)
            self._column.addWidget(self._or_nothing, 1)
        else:
            self._column.setContentsMargins(8, 10, 8, 10)
            self.panel = ChartPanel(section.title, nothing=_(section.nothing), opens=bool(section.figure))
            self.panel.chosen.connect(self.chosen)
            self.panel.values.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            self.panel.switch.hide()
            self._head.buttons.addWidget(self.panel.switch)
            self._column.addWidget(self.panel, 1)
        self.goal: QPushButton | None = None
        if self.goals():
            said = _("Make a goal of it: {figure}").format(figure=FIGURES[self._figure()].title)
            self.goal = icon_button(goal.ICON, self.want_goal, said)
            self._head.buttons.addWidget(self.goal)
        self._foot = muted("", wrap=True)
        self._foot.setContentsMargins(10, 0, 10, 0)
        self._foot.hide()
        self._column.addWidget(self._foot)
        self.body.addWidget(inside, 1)
        self._inside = inside
        room = inside.sizePolicy()
        room.setRetainSizeWhenHidden(True)
        inside.setSizePolicy(room)
        inside.hide()  # it would say that there is nothing before anything was read
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._waits = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._waits.timeout.connect(self._say_waiting)

    def wait(self) -> None:
        """Something else is being read; says so if it takes long."""
        self._waits.start()

    def _say_waiting(self) -> None:
        self._head.say(self.section.title, _("reading …"))

    def show_told(self, told: Told) -> None:
        """Shows what was read."""
        self._waits.stop()
        self.told = told
        self._inside.show()
        self._head.say(self.section.title, told.note)
        if self.panel is not None:
            self.panel.chart.say_where_empty(told.nothing or _(self.section.nothing))
            self.panel.set_data(told.chart)
            self.panel.switch.setVisible(not told.is_empty())
            if told.is_empty():
                self.panel.show_table(on=False)
        if self.values is not None:
            self._or_nothing.setCurrentIndex(int(told.is_empty()))
            if told.table is not None:
                self.values.show_table(told.table)
                self.values.setCurrentIndex(QModelIndex())  # until the keyboard is there
                self._fit(self.values, len(told.table.rows))
        self._foot.setText(told.foot)
        self._foot.setVisible(bool(told.foot))

    def _figure(self) -> str:
        return self.section.goal or self.section.figure

    def goals(self, place: int = -1) -> list[tuple[str, str]]:
        """What can be a goal here: its name, and what the page of goals is asked. The part at `place` comes first."""
        figure, by = self._figure(), self.section.by
        found: list[tuple[str, str]] = []
        if by and 0 <= place < len(self.told.keys) and place < len(self.told.names):
            found.append((self.told.names[place], goal.asked(figure, {by: self.told.keys[place]})))
        if figure:
            found.append((FIGURES[figure].title, goal.asked(figure)))
        return [(name, wanted) for name, wanted in found if wanted]

    def want_goal(self) -> None:
        """Makes a goal of its figure."""
        for _name, wanted in self.goals():
            self.goal_wanted.emit(wanted)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offers to make a goal of the row or bar in front, or of the whole."""
        choices = [
            (_("Make a goal of it: {figure}").format(figure=name), partial(self.goal_wanted.emit, wanted))
            for name, wanted in self.goals(self._place(event))
        ]
        if choices:
            self.menu = goal.offer(self, event.globalPos(), choices)

    def _place(self, event: QContextMenuEvent) -> int:
        """The row or bar that the mouse or the keyboard is on, or -1."""
        panel = self.panel
        table = panel.values if panel is not None and panel.is_table() else self.values
        if table is None:
            found = panel.chart.place() if panel is not None else None
            return -1 if found is None else found
        if event.reason() == QContextMenuEvent.Reason.Mouse:
            return table.indexAt(table.viewport().mapFromGlobal(event.globalPos())).row()
        return table.currentIndex().row()

    def _fit(self, values: ChartTable, rows: int) -> None:
        """Gives the table the height of its rows, or of as many as are seen at once."""
        head = values.horizontalHeader().sizeHint().height()
        self._or_nothing.setMinimumHeight(min(max(rows, 1), _ROWS) * _ROW + head + 4)
