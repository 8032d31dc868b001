"""How the week goes, in four figures: side by side, or two by two where there is no room for four."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QSizePolicy, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services.agenda import COVERED_DAYS, Agenda
from salesdesk.ui.widgets.cards import Figure

GAP: Final = 12


class Figures(QWidget):
    """Leads of the week, who was followed up in time, what is due in the coming days, open complaints."""

    def __init__(self) -> None:
        super().__init__()
        self._leads, self._covered = Figure(_("Leads this week")), Figure(_("Followed up in time"))
        self._next, self._open = Figure(_("Coming days")), Figure(_("Open complaints"))
        self._all = (self._leads, self._covered, self._next, self._open)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(GAP)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._lay(len(self._all))

    def _lay(self, columns: int) -> None:
        if self._grid.count() and self._grid.columnStretch(len(self._all) - 1) == (columns == len(self._all)):
            return
        for place, figure in enumerate(self._all):
            self._grid.addWidget(figure, place // columns, place % columns)
            self._grid.setColumnStretch(place, 1 if place < columns else 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = sum(figure.minimumSizeHint().width() for figure in self._all)
        fits = wanted + (len(self._all) - 1) * GAP <= self.width()
        self._lay(len(self._all) if fits else 2)

    def show_day(self, day: Agenda) -> None:
        """Shows the day."""
        met = day.met
        before = _("{number} last week").format(number=grouped(met.week_before))
        self._leads.say(grouped(met.week), before if met.week or met.week_before else _("no leads yet"))
        recent = met.week + met.week_before
        self._covered.say(*_covered(met.tried_in_time, met.to_be_tried, recent=recent))
        waiting = [
            ngettext("{number} late", "{number} late", day.late.count).format(number=grouped(day.late.count)),
            _("{number} today").format(number=grouped(day.today.count)),
        ]
        told = [text for text, part in zip(waiting, (day.late, day.today), strict=True) if part.count]
        beside = " · ".join(told)
        self._next.say(grouped(day.next.count), beside or _("nothing before"))
        late = ngettext("{number} past its promise", "{number} past their promise", day.late_complaints)
        none_late = _("none past its promise") if day.open_complaints else _("all is well")
        self._open.say(
            grouped(day.open_complaints),
            late.format(number=grouped(day.late_complaints)) if day.late_complaints else none_late,
        )


def _covered(tried: int, of: int, *, recent: int) -> tuple[str, str]:
    if not of and recent:
        return "–", _("too early to say")  # there is time left to try them
    if not of:
        return "–", _("no leads in {days} days").format(days=COVERED_DAYS)
    told = ngettext("{tried} of {number} lead, {days} days", "{tried} of {number} leads, {days} days", of)
    return f"{round(100 * tried / of)} %", told.format(
        tried=grouped(tried), number=grouped(of), days=COVERED_DAYS
    )
