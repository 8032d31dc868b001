"""What tells of made-up data at the foot of the window, and takes it away."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.i18n import _, ngettext
from salesdesk.services import changes, changes_apart, demo
from salesdesk.ui import theme
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import ToneLabel

_SETTLE = 400  # milliseconds from a write to the look whether the sample is still there


class SampleBanner(QWidget):
    """Shown while the sample year is there, hidden otherwise; place it once and leave it."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._batch: UUID | None = None
        self._left = 0  # records, once most of it was taken away
        self._may_be_left = True  # until it was looked for and there was nothing
        self._was_there = False
        self._job: Job[Any] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._text = ToneLabel(_("You are looking at made-up data."), "warm")
        self._text.setFont(theme.font(-1))
        self.away = button(_("Take it away"), self._press, kind="link")
        self.away.setFont(theme.font(-1))
        row.addWidget(self._text)
        row.addWidget(self.away)
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE)
        self._settle.timeout.connect(self.look)
        desk.written.connect(self._written)
        self.look()

    def _written(self, _said: object) -> None:
        self._settle.start()

    def look(self) -> None:
        """Shows itself where the sample is there, or something of it."""
        store = self._desk.store
        with store.read() as reading:
            self._batch = demo.standing(reading)
        if self._batch is not None:
            self._may_be_left = True
            self._show_left(0)
        elif self._may_be_left:

            def left(_progress: Progress) -> int:
                with store.read() as reading:
                    return len(demo.rest(reading))

            self._desk.run(left, parent=self, on_done=self._found)

    def _found(self, left: int) -> None:
        if self._batch is None:  # else it was done again meanwhile
            self._show_left(left)

    def _show_left(self, left: int) -> None:
        is_there = self._batch is not None or left > 0
        self._left, self._was_there = left, self._was_there or is_there
        self._may_be_left = self._was_there  # what was taken away may be brought back
        self.setVisible(is_there)
        self._text.setText(_("Some made-up data is left.") if left else _("You are looking at made-up data."))
        self.away.setText(_("Delete it too") if left else _("Take it away"))

    def _press(self) -> None:
        if self._left:
            self._delete_rest()
        else:
            self.take_away()

    def _delete_rest(self) -> None:
        if self._job is not None:
            return
        store = self._desk.store

        def deleted(_count: int) -> None:
            self._end()
            self._desk.say(_("Deleted what was left of the sample data."), undo=True)

        self.away.setEnabled(False)
        self._job = self._desk.run(
            lambda _progress: demo.delete_rest(store), parent=self, on_done=deleted, on_error=self._not_gone
        )

    def take_away(self) -> None:
        """Takes the sample back as a whole; what the seller made or changed since stays."""
        batch, store = self._batch, self._desk.store
        if batch is None or self._job is not None:
            return

        def work(progress: Progress) -> Counter[str]:
            done = changes.undo(store, batch, progress=lambda done: progress(done, 0))
            return Counter(one.subject for one in done.skipped)

        self.away.setEnabled(False)
        self._job = self._desk.run(
            work,
            parent=self,
            on_done=partial(self._gone, batch),
            on_error=self._not_gone,
            title=_("Taking the sample away …"),
        )

    def _gone(self, batch: UUID, left: Counter[str]) -> None:
        self._end()
        self._desk.taken_back.emit([batch])
        told = _("The sample data is gone.")
        if left:
            people, records = left["prospects"], left.total()
            more = ngettext(
                "{count} record stays, since you changed it or built on it.",
                "{count} records stay, since you changed them or built on them.",
                records,
            )
            if people:
                more = ngettext(
                    "{count} prospect stays, since you changed it or built on it.",
                    "{count} prospects stay, since you changed them or built on them.",
                    people,
                )
            told = f"{told} {more.format(count=people or records)}"
        contacts = (_("Bring in contacts"), partial(self._desk.go, "import"))
        self._desk.offer(told, [(_("Bring it back"), partial(self._bring_back, batch)), contacts])

    def _bring_back(self, batch: UUID) -> None:
        store = self._desk.store
        self._desk.run(
            lambda progress: changes_apart.redo(store, progress, batch),
            parent=self,
            on_done=lambda _done: self.look(),
            title=_("Doing again …"),
        )

    def _not_gone(self, error: BaseException) -> None:
        self._end()
        self._desk.tell(error)

    def _end(self) -> None:
        self._job = None
        self.away.setEnabled(True)
        self.look()
