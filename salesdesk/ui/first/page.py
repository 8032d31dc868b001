"""The first start: three doors, the language and the currency, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from salesdesk import i18n
from salesdesk.i18n import N_, _
from salesdesk.services import demo
from salesdesk.ui import dialogs
from salesdesk.ui.background import Job, Progress
from salesdesk.ui.currencies import currency_guessed, currency_told, offered
from salesdesk.ui.desk import Desk
from salesdesk.ui.first.doors import Door
from salesdesk.ui.navigation import Brand
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import muted, secondary

_WIDTH: Final = 842
_LANGUAGES: Final = (("en", "English"), ("nb", "Norsk bokmål"))
_SAMPLE: Final = (
    N_("Look around first"),
    N_("A year of made-up sales to try everything on. One click takes it away again."),
    N_("Open sample data"),
)
_FILE: Final = (
    N_("Bring in my contacts"),
    N_("vCard, Excel or CSV from a phone, Google, Outlook or another program. Or drop the file here."),
    N_("Choose a file"),
)
_EMPTY: Final = (
    N_("Start empty"),
    N_("Type your first prospect, or go straight to the stand with Fair capture."),
    N_("Start"),
)


class FirstStart(QWidget):
    """Fills the window of a store into which nothing was written yet.

    `done` tells the page to go to: today, import or capture. `files` follows it where files were chosen or
    dropped: they are for the import page to take.
    """

    done = Signal(str)
    files = Signal(list)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._job: Job[Any] | None = None
        self.setAcceptDrops(True)
        around = QVBoxLayout(self)
        around.setContentsMargins(24, 24, 24, 24)
        around.setSpacing(20)
        around.addStretch(1)
        middle = Qt.AlignmentFlag.AlignHCenter
        around.addWidget(Brand(size=38, step=9), 0, middle)
        self.promise = secondary("", wrap=True, step=2)
        self.promise.setAlignment(middle)
        self.promise.setFixedWidth(520)
        for part in (self.promise, self._doors(), self._foot()):
            around.addLayout(_centred(part))
        around.addStretch(1)
        self._speak()

    def _doors(self) -> QWidget:
        made = QWidget()
        made.setMaximumWidth(_WIDTH)
        made.setMinimumWidth(_WIDTH)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        self.sample = Door("sparkles", _SAMPLE, self.open_sample)
        self.bring = Door("download", _FILE, self.choose, main=True)
        self.empty = Door("user-plus", _EMPTY, self.start_empty)
        self.doors = (self.sample, self.bring, self.empty)
        for door in self.doors:
            row.addWidget(door, 1)
        return made

    def _foot(self) -> QWidget:
        """The pickers; while the sample is made, how far it is in their place."""
        made = QWidget()
        made.setFixedHeight(40)
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        self._labels = (muted("", step=0), muted("", step=0))
        self.language = Choice(_LANGUAGES, quiet=False)
        self.currency = Choice((), quiet=False)
        self.language.chosen.connect(self._speak_in)
        self.currency.chosen.connect(self._count_in)
        for label, choice in zip(self._labels, (self.language, self.currency), strict=True):
            choice.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            choice.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            label.setBuddy(choice)
            row.addWidget(label)
            row.addWidget(choice)
            row.addSpacing(8)
        self._far, self._bar = muted("", step=0), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedSize(220, 6)
        self._stop = button("", self.stop, kind="link")
        self._busy = (self._far, self._bar, self._stop)
        self._pickers = (*self._labels, self.language, self.currency)
        for part in self._busy:
            row.addWidget(part)
            part.hide()
        return made

    def _speak(self) -> None:
        """Says everything in the language in use."""
        self.promise.setText(
            _(
                "Your prospects, follow-ups and complaints. Everything stays on this laptop, also without a"
                " network."
            )
        )
        for door in self.doors:
            door.speak()
        language, currency = _("Language"), _("Currency")
        for label, choice, name in zip(
            self._labels, (self.language, self.currency), (language, currency), strict=True
        ):
            label.setText(name)
            choice.setAccessibleName(name)
        self.language.show_value(i18n.language())
        chosen = self._desk.settings.currency or currency_guessed(self._desk.settings)
        self.currency.offer(offered())
        self.currency.show_value(chosen, currency_told(chosen))
        self._far.setText(_("Making up a year of sales …"))
        self._bar.setAccessibleName(self._far.text())
        self._stop.setText(_("Stop"))
        self._stop.setAccessibleName(_("Stop"))

    def _speak_in(self, language: str) -> None:
        if self._desk.set(language=language):
            i18n.use(self._desk.settings.tongue())
        self._speak()

    def _count_in(self, currency: str) -> None:
        self._desk.set(currency=currency)

    def open_sample(self) -> None:
        """Fills in the sample year, and shows Today."""
        if self._job is not None:
            return
        store, region = self._desk.store, self._desk.settings.region() or "NO"

        def work(progress: Progress) -> object:
            return demo.fill(store, region=region, progress=lambda done: progress(done, 0))

        self._show_busy(busy=True)
        self._bar.setRange(0, 0)
        self._job = self._desk.run(
            work, parent=self, on_done=lambda _made: self._leave("today"), on_error=self._not_filled
        )

    def _show_busy(self, *, busy: bool) -> None:
        for part in self._busy:
            part.setVisible(busy)
        for part in self._pickers:
            part.setVisible(not busy)
        for door in self.doors:
            door.setEnabled(not busy)
        if busy:
            self._stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_filled(self, error: BaseException) -> None:
        self._job = None
        self._show_busy(busy=False)
        self.sample.button.setFocus(Qt.FocusReason.OtherFocusReason)
        self._desk.tell(error)

    def stop(self) -> None:
        """Stops making up the sample; nothing of it stays."""
        if self._job is not None:
            self._far.setText(_("Stopping …"))
            self._job.stop()

    def choose(self) -> None:
        """Asks for files of contacts, and has them brought in."""
        chosen = dialogs.contacts_to_open(self)
        if chosen:
            self.bring_in(chosen)

    def bring_in(self, paths: list[Path]) -> None:
        """Has files brought in."""
        self._leave("import")
        self.files.emit(paths)

    def start_empty(self) -> None:
        """Begins with nobody."""
        self._leave("capture")

    def _leave(self, page: str) -> None:
        """Keeps the currency that was shown, chosen or guessed, since money is counted in it from now on."""
        self._job = None
        if not self._desk.settings.currency and self.currency.value():
            self._desk.set(currency=self.currency.value())
        self.done.emit(page)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.bring.button.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        at = next((n for n, door in enumerate(self.doors) if door.button.hasFocus()), None)
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if at is not None and step is not None:
            self.doors[(at + step) % len(self.doors)].button.setFocus(Qt.FocusReason.TabFocusReason)
        elif at is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.doors[at].button.click()
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if self._job is None and any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self._job is None:
            event.acceptProposedAction()
            self.bring_in(paths)


def _centred(widget: QWidget) -> QHBoxLayout:
    """A row with the widget in its middle; an alignment would not ask how high its wrapped words are."""
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(widget)
    row.addStretch(1)
    return row
