"""Badges from pictures: chosen, dropped on the window or pasted, each as if a scanner had read it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QWidget

from salesdesk.capture.pictures import ENDINGS
from salesdesk.errors import SalesdeskError
from salesdesk.i18n import _, ngettext
from salesdesk.services import reading, scanning
from salesdesk.ui import dialogs
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk

_SUFFIXES: Final = tuple(
    f".{one}" for one in (*ENDINGS, "heic", "heif")
)  # of which HEIC is refused with what to do


def is_picture(file: Path) -> bool:
    """Whether a file that was dropped is a picture, by its name."""
    return file.suffix.casefold() in _SUFFIXES


class Pictures(QObject):
    """`read` tells what the code in a picture says, one after the other; what could not be read is said as a notice."""

    read = Signal(str)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self._desk, self._page = desk, page

    def choose(self) -> None:
        """Asks for pictures of badges, and reads them."""
        kinds = [
            _("Pictures ({kinds})").format(kinds=" ".join(f"*.{one}" for one in ENDINGS)),
            _("All files (*)"),
        ]
        self.take(dialogs.files_to_open(self._page, _("Pictures of badges"), kinds))

    def take(self, files: Sequence[Path]) -> None:
        """Reads the codes in files, off this thread."""
        if not files:
            return

        def work(progress: Progress) -> tuple[list[str], list[str]]:
            texts: list[str] = []
            refused: list[str] = []
            for number, file in enumerate(files):
                progress(number, len(files))
                try:
                    texts.append(scanning.codes_in(reading.content(file))[0].text)
                except SalesdeskError as error:
                    refused.append(f"{file.name}: {error}")
            return texts, refused

        told = _("Reading the picture") if len(files) == 1 else _("Reading the pictures")
        self._desk.run(work, parent=self, on_done=self._were_read, title=told)

    def paste(self) -> bool:
        """Reads the picture that was copied; False where none was."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False

        def work(_progress: Progress) -> tuple[list[str], list[str]]:
            grey = image.convertToFormat(QImage.Format.Format_Grayscale8)
            size = (grey.width(), grey.height())
            found = scanning.codes_in_pixels(bytes(grey.constBits()), size=size, stride=grey.bytesPerLine())
            return [found[0].text], []

        self._desk.run(work, parent=self, on_done=self._were_read, title=_("Reading the picture"))
        return True

    def _were_read(self, found: tuple[list[str], list[str]]) -> None:
        texts, refused = found
        for text in texts:
            self.read.emit(text)
        if len(refused) == 1:
            self._desk.say(refused[0])
        elif refused:
            told = ngettext(
                "{number} picture was not read.", "{number} pictures were not read.", len(refused)
            )
            self._desk.say(f"{told.format(number=len(refused))} {refused[0]}")
