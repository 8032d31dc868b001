"""Whether one asks again after a complaint is solved: wanted beforehand, planned, or done."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.domain.followups import FollowUp
from salesdesk.domain.locally import short_moment, weekday
from salesdesk.i18n import _, ngettext
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.labels import secondary


class CheckIn(QWidget):
    """A box to tick, and what is known of the check-in."""

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.box = CheckBox("")
        self._done = secondary("", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(self._done)
        column.addWidget(self.box)

    def wanted(self) -> bool:
        """Whether one is to be planned."""
        return self.box.isChecked()

    def want(self) -> None:
        """Ticks the box, as it stands for each complaint that is still open."""
        self.box.setChecked(True)

    def show_check_in(self, found: FollowUp | None, days: int, *, open_one: bool) -> None:
        """Shows the check-in of a complaint, or how many `days` after its solution one would be planned."""
        done = found.done_at if found else None
        self._done.setVisible(done is not None)
        if done is not None:
            self._done.setText(_("You checked in {when}.").format(when=short_moment(done, self._clock)))
        if open_one:
            text = ngettext(
                "Check in again {number} day after it is solved",
                "Check in again {number} days after it is solved",
                days,
            ).format(number=days)
            self._say(_("Check in again a week after it is solved") if days == 7 else text)
            return
        planned = found.day if found and done is None else None
        self.box.setChecked(planned is not None)
        if planned is not None:
            self._say(_("Check in again {day}").format(day=weekday(planned)))
        else:
            self._say(_("Plan to check in again"))

    def _say(self, text: str) -> None:
        self.box.setText(text)
        self.box.updateGeometry()
