"""The prospecting timer in the window: a button at the foot, keys, the tray, and what ends a stint by itself.

It looks at the clock only while it runs. Input is noticed on the window's own surface, where each key and each
movement of the mouse passes once, and only while the timer runs: a filter on the whole application would be
asked about every paint.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QTimer, Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from salesdesk.domain.locally import clock_time, hours_minutes, short_moment
from salesdesk.domain.stints import Stint
from salesdesk.i18n import _, ngettext
from salesdesk.services import preferences, stints
from salesdesk.services.stints import TimerToday
from salesdesk.ui import theme
from salesdesk.ui.commands import Command, action_of, keys_shown
from salesdesk.ui.desk import Desk
from salesdesk.ui.icons import icon
from salesdesk.ui.notices import Act
from salesdesk.ui.refresh import Written
from salesdesk.ui.timer_panel import TimerPanel
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.labels import plainly

EVERY: Final = 15_000  # milliseconds between two looks at the clock while it runs
_THERE: Final = timedelta(minutes=1)  # since the last input: the seller sits there and reads what is told
_INPUT: Final = frozenset(
    (
        QEvent.Type.KeyPress,
        QEvent.Type.MouseMove,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.InputMethod,
    )
)


class InputWatch(QObject):
    """When the seller last did something in the window."""

    came_back = Signal()  # the first input after it was waited for

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._clock = desk.clock
        self._watched: QObject | None = None
        self.last = desk.clock.now()
        self.waits = False

    def begin(self, window: QWidget) -> None:
        """Watches from now on."""
        self.last = self._clock.now()
        self._watch(window)

    def _watch(self, window: QWidget) -> None:
        surface: Any = window.windowHandle()  # None before it is first shown, whatever the stubs say
        if self._watched is None and surface is not None:
            self._watched = surface
            surface.installEventFilter(self)

    def end(self) -> None:
        """Watches no more."""
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched = None
        self.waits = False

    def wait_for_input(self, window: QWidget) -> None:
        """Tells by `came_back` when the seller does something again."""
        self.waits = True
        self._watch(window)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _INPUT:
            self.last = self._clock.now()
            if self.waits:
                self.waits = False
                QTimer.singleShot(0, self, self.came_back.emit)
        return False


class ProspectingTimer(QObject):
    """One for a window; `button` is put at its foot."""

    def __init__(self, desk: Desk, window: QWidget) -> None:
        super().__init__(desk)
        self._desk, self._window = desk, window
        self._found: TimerToday | None = None
        self._seen: UUID | None = None  # the stint that ran at the last look
        self._to_tell: tuple[str, Sequence[Act]] | None = None  # when the seller is back
        self.input = InputWatch(desk)
        self.input.came_back.connect(self._tell)
        self.button = _foot_button(self.show_panel)
        self.panel: TimerPanel | None = None
        self._every = QTimer(self, interval=EVERY)
        self._every.timeout.connect(self.look)
        desk.written.connect(self._heard)
        self._actions = desk.commands.add(self._commands(), on=window)
        self._ask_at_opening()

    def _commands(self) -> list[Command]:
        group, words = _("Prospecting timer"), _("timer prospecting time stint")
        made = [
            (
                "timer-toggle",
                _("Start or pause the prospecting timer"),
                self.toggle,
                "Ctrl+Shift+P",
                "timer",
                lambda: True,
            ),
            ("timer-stop", _("Stop the prospecting timer"), self.stop_it, "", "circle-stop", self._can_stop),
            ("timer-today", _("Today's prospecting time"), self.show_panel, "", "clock", lambda: True),
        ]
        return [Command(*one, words=words, group=group) for one in made]

    def tray_menu(self) -> QMenu:
        """What the tray offers: start, pause, stop."""
        menu = QMenu(self._window)
        self._toggling = menu.addAction("")
        self._toggling.triggered.connect(self.toggle)
        menu.addAction(action_of(self._desk.commands.find("timer-stop"), menu))
        menu.addAction(action_of(self._desk.commands.find("timer-today"), menu))
        menu.aboutToShow.connect(lambda: self._toggling.setText(self._toggle_word()))
        self._toggling.setText(self._toggle_word())
        return menu

    def _toggle_word(self) -> str:
        if self.runs():
            return _("Pause the prospecting timer")
        return _("Go on prospecting") if self.paused() else _("Start the prospecting timer")

    def runs(self) -> bool:
        """Whether it runs."""
        return self._found is not None and self._found.runs is not None

    def paused(self) -> bool:
        """Whether it was paused, and is waiting to go on."""
        return self._found is not None and self._found.paused

    def _can_stop(self) -> bool:
        return self.runs() or self.paused()

    def _heard(self, written: Written) -> None:
        if written.touches("stints"):
            self.look()

    def look(self) -> None:
        """Reads the timer as it stands; ends what ran too long, or on while nothing was done."""
        store = self._desk.store
        with store.read() as reading:
            found = stints.look(reading, store.clock)
            said = preferences.read(reading)
        runs = found.runs
        if runs is not None and runs.id != self._seen:
            self.input.begin(self._window)
        self._seen = runs.id if runs else None
        self._found = found
        if runs is None:
            self._every.stop()
            if not self.input.waits:
                self.input.end()
        elif not self._ended(runs, timedelta(minutes=said.idle_minutes)):
            self._every.start()
        self._show()

    def _ended(self, runs: Stint, idle: timedelta) -> bool:
        """Whether it was ended now: forgotten, or idle."""
        if self._desk.store.read_only:
            return False
        if self._cap():
            return True
        last = max(self.input.last, runs.started_at or self.input.last)
        if self._desk.clock.now() - last < idle:
            return False
        self._cut_idle(runs, last)
        return True

    def _cap(self) -> bool:
        store = self._desk.store
        cut = self._desk.act(lambda: (stints.cap_forgotten(store),))
        if not cut or cut[0] is None:
            return False
        self._tell_forgotten(cut[0])
        return True

    def _cut_idle(self, runs: Stint, last: datetime) -> None:
        store, minutes = self._desk.store, round((self._desk.clock.now() - last) / timedelta(minutes=1))
        if runs.started_at is not None and last <= runs.started_at:  # nothing was done since it was started
            self._desk.act(lambda: (stints.discard(store, runs.id), True))
            again = [(_("I was prospecting"), lambda: self._take_up(runs.id))]
            self._offer(_("The timer was taken away: nothing was done since it was started."), again)
            return
        ended = self._desk.act(lambda: stints.stop(store, at=last, cut=stints.IDLE))
        if ended is None:
            return
        told = ngettext(
            "The timer was stopped at {time}: nothing was done for {number} minute.",
            "The timer was stopped at {time}: nothing was done for {number} minutes.",
            minutes,
        )
        at = clock_time(last.astimezone(store.clock.zone()).time())
        again = (_("I was prospecting"), lambda: self._take_up(ended.id))
        self._offer(told.format(time=at, number=minutes), [again, (_("Start a new stint"), self.start_it)])

    def _offer(self, text: str, acts: Sequence[Act]) -> None:
        """Tells what was done while nobody looked, once the seller is back; at once where they are there."""
        self._to_tell = text, acts
        if self._desk.clock.now() - self.input.last < _THERE:
            self._tell()
        else:
            self.input.wait_for_input(self._window)

    def _tell(self) -> None:
        told, self._to_tell = self._to_tell, None
        if told is not None:
            self._desk.offer(*told)
        if not self.runs():
            self.input.end()

    def _take_up(self, stint: UUID) -> None:
        store = self._desk.store
        self._desk.act(lambda: stints.take_up_again(store, stint), told=_("The timer runs on"))

    def _tell_forgotten(self, cut: Stint) -> None:
        store = self._desk.store
        begun = short_moment(cut.started_at, store.clock) if cut.started_at else ""
        span = hours_minutes(cut.ended_at - cut.started_at) if cut.ended_at and cut.started_at else ""
        told = _("The timer was forgotten: it ran since {begun}, and was cut off at {time}.")
        acts = (
            (_("Keep"), lambda: self._answer(cut.id, keep=True)),
            (_("Shorten …"), self.show_panel),
            (_("Discard"), lambda: self._answer(cut.id, keep=False)),
        )
        self._offer(told.format(begun=begun, time=span), acts)

    def _answer(self, stint: UUID, *, keep: bool) -> None:
        store = self._desk.store
        if keep:
            self._desk.act(lambda: stints.keep(store, stint), told=_("Kept as it stands"))
        else:
            self._desk.act(lambda: (stints.discard(store, stint), True), told=_("Discarded the stint"))

    def _ask_at_opening(self) -> None:
        """A timer that runs since before the program was opened is asked about, or capped and asked about."""
        self.look()
        runs = self._found.runs if self._found else None
        if runs is None or runs.started_at is None:
            return
        told = _("The prospecting timer still runs, since {begun}.")
        acts = (
            (_("Let it run"), self.look),
            (_("Stop now"), self.stop_it),
            (_("Say when it ended"), self.show_panel),
        )
        self._desk.offer(told.format(begun=short_moment(runs.started_at, self._desk.clock)), acts)

    def toggle(self) -> None:
        """Starts it, or pauses it where it runs."""
        if self.runs():
            self._end(pause=True)
        else:
            self.start_it()

    def start_it(self) -> None:
        """Begins a stint, or goes on after a pause."""
        store = self._desk.store
        self._desk.act(lambda: stints.start(store), told=_("The prospecting timer runs"))
        self.look()

    def stop_it(self) -> None:
        """Stops it, paused or running."""
        if self._can_stop():
            self._end(pause=False)

    def _end(self, *, pause: bool) -> None:
        store = self._desk.store
        ended = self._desk.act(lambda: stints.stop(store, cut=stints.PAUSED if pause else ""))
        self.look()
        if ended is not None and ended.cut == stints.FORGOTTEN:
            self._tell_forgotten(ended)
        elif ended is not None and self._found is not None:
            told = _("Paused: {time} today") if pause else _("{time} prospected today")
            self._desk.say(told.format(time=hours_minutes(self._found.time)), undo=True)

    def show_panel(self) -> None:
        """Shows the stints of today above the button, to be mended; or hides them again."""
        if self.panel is None:
            self.panel = TimerPanel(self._desk, self._window, self)
        if self.panel.isVisible():
            self.panel.leave()
        else:
            self.look()
            self.panel.ask(self.button)

    def _show(self) -> None:
        found = self._found
        if found is None:
            return
        time = hours_minutes(found.time)
        if found.runs is not None:
            shown, told, name = time, _("Prospecting, {time} today").format(time=time), "timer"
        elif found.paused:
            shown, told = f"{time} · {_('paused')}", _("Prospecting paused, {time} today").format(time=time)
            name = "pause"
        else:
            shown, told = time if found.stints else _("Timer"), _("Prospecting timer")
            name = "timer"
        label(self.button, shown)
        self.button.setIcon(icon(name, "accent" if found.runs is not None else "muted"))
        self.button.setAccessibleName(told)
        self.button.setToolTip(plainly(f"{told} · {keys_shown('Ctrl+Shift+P')}"))
        if self.panel is not None and self.panel.isVisible():
            self.panel.show_today(found)

    def today(self) -> TimerToday | None:
        """What was read last."""
        return self._found

    def stop(self) -> None:
        """Looks no more, before the store is closed; a timer that runs goes on."""
        self._every.stop()
        self.input.end()


def _foot_button(on_click: object) -> QPushButton:
    made = button("", kind="quiet", icon="timer")
    made.setFont(theme.font(-1, tabular=True))
    made.setFixedHeight(24)
    made.clicked.connect(on_click)
    return made
