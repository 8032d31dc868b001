"""The line in which a follow-up is planned: typed as one says it, with what was understood under it."""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.clock import today
from salesdesk.domain.locally import clock_time, weekday
from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.chips import ToggleChip
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.labels import ToneLabel, muted

if TYPE_CHECKING:
    from salesdesk.services.planning import Meant, Named


class PlanLine(QWidget):
    """A field, what it means so far, and a chip for whom it may be with. Enter plans, Escape leaves it."""

    left = Signal()  # planned, or thought better of

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._chips: dict[Named | None, ToggleChip] = {}  # None: with nobody
        self._meant: Meant | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(8)
        self.field = line(_("What and when: call Ingrid friday 14:00"), name=_("Plan a follow-up"))
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self.take)
        self._when: ToneLabel = muted("")
        under = QWidget()
        row = QHBoxLayout(under)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._people = QWidget()
        self._flow = FlowLayout(self._people)
        row.addWidget(self._when, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._people, 1)
        column.addWidget(self.field)
        column.addWidget(under)
        self._typed("")
        self.hide()

    def ask(self) -> None:
        """Opens, with the keyboard in the field."""
        self.show()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def waiting(self) -> bool:
        """Whether something stands in the field that is not planned yet."""
        return bool(self.field.text().strip())

    def take(self) -> bool:
        """Plans what is typed; False where there is more to say: a day, or which one of that name."""
        if not self.waiting() or self._meant is None:
            self._leave()
            return True
        from salesdesk.services import planning

        store, found, who = self._desk.store, self._meant, self._chosen()
        if (
            found.draft.day
            and len(self._chips) > 1
            and not any(one.isChecked() for one in self._chips.values())
        ):
            self._when.setText(_("With which one?"))
            next(iter(self._chips.values())).setFocus(Qt.FocusReason.TabFocusReason)
            return False
        told = _("Planned: {what}").format(what=found.plan(who).what)
        if self._desk.act(lambda: planning.plan(store, found, who), told=told) is None:
            return False
        self._leave()
        return True

    def _leave(self) -> None:
        self.field.clear()
        self.hide()
        self.left.emit()

    def _chosen(self) -> Named | None:
        return next((who for who, chip in self._chips.items() if chip.isChecked()), None)

    def _typed(self, text: str) -> None:
        self._meant = found = self._understood(text)
        self._offer(found.who if found else ())
        if found is None or found.draft.day is None:
            self._when.setText(_("Enter plans it, with the one you name. Escape leaves it."))
            return
        day = when(found.draft.day, today(self._desk.clock))
        self._when.setText(f"{day} {clock_time(found.draft.time)}".strip())

    def _understood(self, text: str) -> Meant | None:
        if not text.strip():
            return None
        from salesdesk.services import planning  # all that reads text, which only planning needs

        return planning.meant(self._desk.store, text)

    def _offer(self, who: tuple[Named, ...]) -> None:
        """One that is named is chosen; of several, none until the seller does."""
        offered = (*who, None) if len(who) > 1 else who
        if tuple(self._chips) == offered:
            return
        for chip in self._chips.values():
            chip.hide()
            self._flow.removeWidget(chip)
            chip.deleteLater()
        self._chips = {}
        for one in offered:
            chip = ToggleChip(one.shown if one else _("None of them"), icon="user" if one else "")
            chip.setChecked(len(who) == 1)
            chip.toggled.connect(partial(self._toggled, one))
            chip.installEventFilter(self)
            self._flow.addWidget(chip)
            chip.show()
            self._chips[one] = chip
        self._people.setVisible(bool(who))

    def _toggled(self, chosen: Named | None, on: object) -> None:
        if not on:
            return
        for one, chip in self._chips.items():
            if one != chosen:
                chip.setChecked(False)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter on a chip plans with that one; Space only chooses it."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            chip = next((one for one in self._chips.values() if one is watched), None)
            if chip is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                chip.setChecked(True)
                self.take()
                return True
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme.tokens(self).color("line"))
        painter.drawLine(self.rect().bottomLeft(), self.rect().bottomRight())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave()
            return
        super().keyPressEvent(event)


def when(day: date, present: date) -> str:
    """A day as one says it: today, tomorrow, or with its weekday."""
    ahead = (day - present).days
    if ahead in (0, 1):
        return _("Tomorrow") if ahead else _("Today")
    return weekday(day)
