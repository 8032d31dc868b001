"""What tells of made-up data at the foot of the window, and takes it away."""

from __future__ import annotations

from functools import partial
from typing import Any
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from salesdesk.i18n import _, ngettext
from salesdesk.services import changes, demo
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
        self._job: Job[Any] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        self._text = ToneLabel(_("You are looking at made-up data."), "warm")
        self._text.setFont(theme.font(-1))
        self.away = button(_("Take it away"), self.take_away, kind="link")
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
        """Shows itself where the sample is there."""
        with self._desk.store.read() as reading:
            self._batch = demo.standing(reading)
        self.setVisible(self._batch is not None)

    def take_away(self) -> None:
        """Takes the sample back as a whole; what the seller made or changed since stays."""
        batch, store = self._batch, self._desk.store
        if batch is None or self._job is not None:
            return

        def work(progress: Progress) -> int:
            return len(changes.undo(store, batch, progress=lambda done: progress(done, 0)).skipped)

        self.away.setEnabled(False)
        self._job = self._desk.run(
            work,
            parent=self,
            on_done=self._gone,
            on_error=self._not_gone,
            title=_("Taking the sample away …"),
        )

    def _gone(self, left: int) -> None:
        self._end()
        told = _("The sample data is gone.")
        if left:
            more = ngettext(
                "{number} record was changed since and stays as it is.",
                "{number} records were changed since and stay as they are.",
                left,
            )
            told = f"{told} {more.format(number=left)}"
        self._desk.say(told, act=_("Bring in contacts"), on_act=partial(self._desk.go, "import"))

    def _not_gone(self, error: BaseException) -> None:
        self._end()
        self._desk.tell(error)

    def _end(self) -> None:
        self._job = None
        self.away.setEnabled(True)
        self.look()
