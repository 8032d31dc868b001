"""Above the timer's button: start, pause, stop, and the stints of today, whose begin and end can be mended."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.locally import clock_time, hours_minutes
from salesdesk.domain.prospecting_time import begun_at
from salesdesk.domain.stints import Stint
from salesdesk.i18n import _
from salesdesk.services import stints
from salesdesk.services.stints import TimerToday
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.icons import icon
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.entering import time_of_day, tried
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.labels import muted, secondary
from salesdesk.ui.widgets.scrolling import ScrollArea

_WIDE: Final = 448
_TALLEST: Final = 320  # pixels of stints, before they scroll
_TIME: Final = 64


class Timer(Protocol):
    """The timer, as the panel uses it."""

    def runs(self) -> bool:
        """Whether it runs."""
        ...

    def paused(self) -> bool:
        """Whether it is to go on."""
        ...

    def toggle(self) -> None:
        """Starts or pauses it."""

    def stop_it(self) -> None:
        """Stops it."""

    def today(self) -> TimerToday | None:
        """What was read last."""
        ...


class TimerPanel(QWidget):
    """Lies over the window; Escape, or a click beside the card, closes it."""

    def __init__(self, desk: Desk, window: QWidget, timer: Timer) -> None:
        super().__init__(window)
        self._desk, self._window, self._timer = desk, window, timer
        self._back: QWidget | None = None
        self._rows: dict[UUID, StintRow] = {}
        self._card = Card(parent=self)
        self._card.setFixedWidth(_WIDE)
        self._head = self._card.head(_("Prospecting today"))
        self.toggle = button("", timer.toggle, kind="main", icon="play")
        self.stop = button(_("Stop"), timer.stop_it, icon="circle-stop")
        close = button("", self.leave, kind="plain", icon="x", name=_("Close"), tip="Esc")
        for part in (self.toggle, self.stop, close):
            self._head.buttons.addWidget(part)
        inside = QWidget()
        inside.setMinimumWidth(1)
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(12, 8, 8, 8)
        self._list.setSpacing(2)
        self._none = muted(
            _("No stint yet today. Start the timer when you begin to look for customers."), wrap=True
        )
        self._list.addWidget(self._none)
        self._area = ScrollArea(inside)
        self._card.body.addWidget(self._area)
        self.hide()

    def ask(self, above: QWidget) -> None:
        """Opens above `above`, with the keyboard on the first button."""
        self._back = self._window.focusWidget()
        found = self._timer.today()
        if found is not None:
            self.show_today(found)
        self.setGeometry(self._window.rect())
        self._place(above)
        self.show()
        self.raise_()
        self.toggle.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _place(self, above: QWidget) -> None:
        self._area.setFixedHeight(min(_TALLEST, self._list.totalSizeHint().height() + 8))
        self._card.adjustSize()
        corner = above.mapTo(self._window, QPoint(0, -8))
        left = min(max(8, corner.x()), self.width() - self._card.width() - 8)
        self._card.move(left, corner.y() - self._card.height())
        self._above = above

    def leave(self) -> None:
        """Closes, saves what is being typed, and puts the keyboard back where it was."""
        for row in self._rows.values():
            row.commit()
        self.hide()
        if self._back is not None and self._back.isVisible():
            self._back.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_today(self, found: TimerToday) -> None:
        """Shows the stints of today, the latest above."""
        runs = self._timer.runs()
        self._head.say(_("Prospecting today"), hours_minutes(found.time) if found.stints else "")
        told = _("Pause") if runs else _("Go on") if self._timer.paused() else _("Start")
        label(self.toggle, told)
        self.toggle.setAccessibleName(told)
        self.toggle.setIcon(icon("pause" if runs else "play", "on_accent"))
        self.stop.setEnabled(runs or self._timer.paused())
        known = {one.id for one in found.stints}
        for one in [one for one in self._rows if one not in known]:
            row = self._rows.pop(one)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, stint in enumerate(reversed(found.stints)):
            row = self._rows.get(stint.id)
            if row is None:
                row = self._rows[stint.id] = StintRow(self._desk, stint)
                self._list.insertWidget(place, row)
            row.show_stint(stint)
        self._none.setVisible(not found.stints)
        if self.isVisible():
            self._place(self._above)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self._card.geometry().contains(event.position().toPoint()):
            self.leave()


class StintRow(QWidget):
    """One stint: begin, end, how long, whether it was cut off. Both times save themselves."""

    def __init__(self, desk: Desk, stint: Stint) -> None:
        super().__init__()
        self._desk, self._stint = desk, stint
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self.begun = TextFact("", _time_line(_("Begun")), lambda text, _seen: self._save("begun", text))
        self.ended = TextFact("", _time_line(_("Ended")), lambda text, _seen: self._save("ended", text))
        self._runs, self._long, self._chip = muted(_("now")), secondary(""), Chip()
        self._long.setFont(theme.font(tabular=True))
        self.keep = button(_("It is right"), self._keep, kind="link", name=_("Keep this stint as it stands"))
        self.off = button("", self._discard, kind="quiet", icon="x", name=_("Delete this stint"))
        until = muted("–", step=0)
        for part in (self.begun, until, self.ended, self._runs):
            row.addWidget(part, 0, Qt.AlignmentFlag.AlignTop)
        until.setContentsMargins(0, 5, 0, 0)
        self._runs.setContentsMargins(6, 6, 0, 0)
        self._runs.setFixedWidth(_TIME)
        row.addWidget(self._long)
        row.addWidget(self._chip)
        row.addStretch(1)
        row.addWidget(self.keep)
        row.addWidget(self.off)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_stint(self, stint: Stint) -> None:
        """Shows a stint as it is now."""
        self._stint = stint
        for fact, at in ((self.begun, stint.started_at), (self.ended, stint.ended_at)):
            fact.show_value(self._told(at), at)
        self.ended.setVisible(stint.ended_at is not None)
        self._runs.setVisible(stint.ended_at is None)
        end = stint.ended_at or self._desk.clock.now()
        self._long.setText(hours_minutes(end - stint.started_at) if stint.started_at else "")
        cut = {stints.IDLE: (_("idle"), "neutral"), stints.FORGOTTEN: (_("forgotten?"), "warm")}
        self._chip.say(*cut.get(stint.cut, ("", "neutral")))
        self.keep.setVisible(stint.cut == stints.FORGOTTEN)

    def _told(self, at: datetime | None) -> str:
        return clock_time(at.astimezone(self._desk.clock.zone()).time()) if at else ""

    def _save(self, which: str, text: str) -> tuple[bool, str]:
        at = time_of_day(text)
        if at is None:
            return False, _("Write it like 13:20.")
        zone, stint, store = self._desk.clock.zone(), self._stint, self._desk.store
        assert stint.started_at is not None
        begun, ended = stint.started_at, stint.ended_at
        if which == "begun":
            begun = begun_at(at, begun, ended or self._desk.clock.now(), zone)
        else:
            day = begun.astimezone(zone).date()
            ended = datetime.combine(day, at, zone)
            if ended <= begun:  # over midnight
                ended = datetime.combine(day + timedelta(days=1), at, zone)
        return tried(self._desk, lambda: (stints.change(store, stint, started=begun, ended=ended), True))

    def _keep(self) -> None:
        store, stint = self._desk.store, self._stint.id
        self._desk.act(lambda: stints.keep(store, stint), told=_("Kept as it stands"))

    def _discard(self) -> None:
        store, stint = self._desk.store, self._stint.id
        self._desk.act(lambda: (stints.discard(store, stint), True), told=_("Deleted the stint"))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([self.begun.commit(), self.ended.commit()])


def _time_line(name: str) -> Any:
    made = quiet_line("13:20", name=name)
    made.setFixedWidth(_TIME)
    made.setFont(theme.font(tabular=True))
    return made
