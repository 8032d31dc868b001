"""The foot of the window: where all is kept, the last backup, and long work with what is done of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui import theme
from salesdesk.ui.icons import icon
from salesdesk.ui.widgets.labels import ElidedLabel, muted

if TYPE_CHECKING:
    from salesdesk.ui.background import Job

HEIGHT = 28


class StatusBar(QWidget):
    """One piece of long work is shown at a time; the newest."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(HEIGHT)
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(16, 0, 16, 0)
        row.setSpacing(8)
        self._disk = QLabel()
        self._disk.setPixmap(icon("hard-drive", "muted").pixmap(QSize(14, 14)))
        self._kept, self._backup = muted(""), muted("")
        row.addWidget(self._disk)
        row.addWidget(self._kept)
        row.addSpacing(12)
        row.addStretch(1)
        row.addWidget(self._backup)
        self._work: _Work | None = None  # made when there is some: the window paints before that

    def add(self, widget: QWidget) -> None:
        """Puts something beside what is told of the laptop."""
        self._row.insertWidget(2, widget)

    def say(self, kept: str, backup: str) -> None:
        """Says where things are kept, and of the last backup."""
        self._kept.setText(kept)
        self._backup.setText(backup)

    def work(self, title: str, job: Job[Any]) -> None:
        """Shows long work until it ends."""
        if self._work is None:
            self._work = _Work()
            self._row.insertWidget(self._row.count() - 2, self._work)  # before the stretch and the backup
        self._work.begin(title, job)

    def progress(self, done: int, total: int) -> None:
        """Shows how far it is."""
        if self._work is not None:
            self._work.progress(done, total)

    def paintEvent(self, event: QPaintEvent) -> None:
        chosen = theme.tokens(self)
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(chosen.panel))
        painter.setPen(QColor(chosen.line))
        painter.drawLine(self.rect().topLeft(), self.rect().topRight())


class _Work(QWidget):
    """Long work: what it is, how far it is, and Stop."""

    def __init__(self) -> None:
        from salesdesk.ui.widgets.buttons import button

        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._title = ElidedLabel("", "muted")
        self._title.setFont(theme.font(-1))
        self._title.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._title.setMinimumWidth(40)
        self._bar = QProgressBar()
        self._bar.setMinimumWidth(48)
        self._bar.setMaximumWidth(160)
        self._bar.setTextVisible(False)
        self._job: Job[Any] | None = None
        for part in (self._title, self._bar, button(_("Stop"), self._stopped, kind="link")):
            row.addWidget(part)

    def begin(self, title: str, job: Job[Any]) -> None:
        """Shows `job` until it ends."""
        self._job = job
        self._title.setText(title)
        self._bar.setAccessibleName(title)
        self._bar.setRange(0, 0)
        self.show()
        job.ended.connect(lambda: self._ended(job))

    def progress(self, done: int, total: int) -> None:
        """Shows how far it is."""
        if self._job is not None:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def _stopped(self) -> None:
        if self._job is not None:
            self._title.setText(_("Stopping …"))
            self._job.stop()

    def _ended(self, job: Job[Any]) -> None:
        if job is self._job:
            self._job = None
            self.hide()
