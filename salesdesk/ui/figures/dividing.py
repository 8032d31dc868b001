"""A figure by its parts, as ranges that show what cannot be told apart."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.domain.figures.catalogue import FIGURES
from salesdesk.domain.figures.figure import FEWEST, Figure
from salesdesk.domain.locally import grouped
from salesdesk.i18n import _
from salesdesk.services import figure_words
from salesdesk.ui.charts.panel import ChartPanel
from salesdesk.ui.charts.ranges import Range, Ranges
from salesdesk.ui.charts.rows import PITCH
from salesdesk.ui.widgets.scrolling import ScrollArea

_LEAST: Final = 72  # pixels of a chart
_AROUND: Final = 16  # pixels of it above and below its rows


class Parts(QWidget):
    """The chart, which scrolls from `tallest` pixels on and follows the keyboard; or its table."""

    def __init__(self, name: str, data: Ranges, *, tallest: int) -> None:
        super().__init__()
        self.panel = ChartPanel(name, opens=True)
        self.panel.set_data(data)
        high = max(_LEAST, PITCH * len(data.rows) + _AROUND)
        self.panel.setMinimumHeight(high)
        self._area = ScrollArea(self.panel)
        self._area.setFixedHeight(min(high, tallest))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 12)
        column.addWidget(self._area)
        for part in (self.panel.chart, self.panel.values):
            part.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease:
            table = self.panel.values
            box = table.visualRect(table.currentIndex()).translated(table.viewport().pos())
            place = self.panel.chart.place()
            y = box.center().y() if self.panel.is_table() else PITCH * (place or 0) + PITCH // 2
            self._area.ensureVisible(0, y, 0, PITCH)
        return super().eventFilter(watched, event)


def ranges(ident: str, parts: Sequence[tuple[Figure, str]]) -> Ranges:
    """Each part with the range that it may as well lie in."""
    heads = (_("Part"), FIGURES[ident].title, _("Range"), _("Records"))
    return Ranges(heads, tuple(_row(figure, name) for figure, name in parts))


def _row(figure: Figure, name: str) -> Range:
    few = figure.denominator is not None and figure.n < FEWEST
    return Range(
        label=name,
        value=None if figure.value is None else float(figure.value),
        low=figure.low,
        high=figure.high,
        shown=figure_words.shown(figure),
        note=_("n = {number}").format(number=grouped(figure.n)),
        between=figure_words.sure(figure),
        sure=not few,
    )
