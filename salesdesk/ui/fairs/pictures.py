"""Badges and business cards from pictures: chosen, dropped on the window, pasted or held before the camera.

A badge comes in as if a scanner had read it; a card waits until the seller has looked at what was read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import QBuffer, QIODevice, QObject, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QImage, QImageWriter
from PySide6.QtWidgets import QWidget

from salesdesk.capture.pictures import ENDINGS
from salesdesk.clock import today
from salesdesk.errors import SalesdeskError
from salesdesk.i18n import _, ngettext
from salesdesk.services import reading, scanning
from salesdesk.services.card_reading import CardReader
from salesdesk.services.waiting_cards import WaitingCards
from salesdesk.ui import dialogs
from salesdesk.ui.background import Progress, StoppedError
from salesdesk.ui.desk import Desk

_SUFFIXES: Final = tuple(
    f".{one}" for one in (*ENDINGS, "heic", "heif")
)  # of which HEIC is refused with what to do


def is_picture(file: Path) -> bool:
    """Whether a file that was dropped is a picture, by its name."""
    return file.suffix.casefold() in _SUFFIXES


@dataclass(frozen=True, slots=True)
class _Picture:
    """A picture to be read: its name, and what gives its content."""

    name: str
    content: Callable[[], bytes]


@dataclass(slots=True)
class _Found:
    """What was read of some pictures."""

    total: int = 0
    texts: list[str] = field(default_factory=list[str])  # of badges
    cards: int = 0
    known: int = 0  # that were read before
    refused: list[str] = field(default_factory=list[str])
    crowded: list[str] = field(default_factory=list[str])  # in which another card lies
    stopped: bool = False
    broke: Exception | None = None  # a bug, at which the reading ended

    @property
    def done(self) -> int:
        return len(self.texts) + self.cards + self.known + len(self.refused)


class Pictures(QObject):
    """`read` tells what the code in a picture says, one after the other; `cards_read` that cards wait to be looked
    through. What could not be read is said as a notice."""

    read = Signal(str)
    cards_read = Signal()

    def __init__(
        self, desk: Desk, page: QWidget, waiting: WaitingCards, fair: Callable[[], UUID | None]
    ) -> None:
        super().__init__(page)
        self._desk, self._page, self._waiting, self._fair = desk, page, waiting, fair
        self._reader = CardReader()
        self._closing = False
        self._left: list[str] = []  # of badges, that are not told yet
        desk.closing.connect(self._close)

    def choose(self) -> None:
        """Asks for pictures of badges and cards, and reads them."""
        kinds = [
            _("Pictures ({kinds})").format(kinds=" ".join(f"*.{one}" for one in ENDINGS)),
            _("All files (*)"),
        ]
        self.take(dialogs.files_to_open(self._page, _("Pictures of badges and cards"), kinds))

    def choose_folder(self) -> None:
        """Asks for a folder, from wherever in the window, and reads the pictures in it."""
        self._desk.go("capture")
        folder = dialogs.folder(self._page, _("A folder with pictures of cards"))
        if folder is not None:
            self.take([folder])

    def take(self, paths: Sequence[Path]) -> None:
        """Reads pictures, and those in folders, off this thread."""
        if paths:
            self._run(lambda: _pictures(paths))

    def paste(self) -> bool:
        """Reads the picture that was copied; False where none was."""
        image = QGuiApplication.clipboard().image()
        if image.isNull():
            return False
        self.take_image(image)
        return True

    def take_image(self, image: QImage) -> None:
        """Reads a picture that is no file."""
        name = _("Card of {day}").format(day=today(self._desk.clock).isoformat())
        self._run(lambda: [_Picture(f"{name}.png", partial(_png, image))])

    def _run(self, pictures: Callable[[], Sequence[_Picture]]) -> None:
        fair = self._fair()

        def work(progress: Progress) -> _Found:
            found = _Found()

            def tell(_done: int, _total: int) -> None:
                progress(found.done, found.total)
                if self._closing:
                    raise StoppedError

            try:
                tell(0, 0)
                wanted = pictures()
                found.total = len(wanted)
                for picture in wanted:
                    tell(0, 0)
                    self._read(picture, found, fair, tell)
                    if found.broke is not None:
                        break
            except StoppedError:  # what was read until then is kept
                found.stopped = True
            return found

        self._desk.run(work, parent=self, on_done=self._were_read, title=_("Reading pictures"))

    def _read(self, picture: _Picture, found: _Found, fair: UUID | None, tell: Progress) -> None:
        """Reads one picture, on a thread; what is wrong with it is noted, and the others go on."""
        try:
            content = picture.content()
            if found.total > 1 and self._waiting.were_read(sha256(content).hexdigest()):
                found.known += 1
                return
            store, region = self._desk.store, self._desk.settings.region()
            first = scanning.scanned_or_card(
                store, content, region=region, fair=fair, reader=self._reader, tell=tell
            )[0]
            if first.card is None:
                found.texts.append(first.text)
            else:
                self._waiting.add(first.card, content, picture.name)
                found.cards += 1
                if not first.card.alone:
                    found.crowded.append(picture.name)
        except SalesdeskError as error:
            found.refused.append(f"{picture.name}: {error}")
        except StoppedError:
            raise
        except Exception as error:  # told as the bug that it is, after what was read is shown
            found.broke = error

    def _were_read(self, found: _Found) -> None:
        self._left += found.texts
        self._hand_on(found)

    def _hand_on(self, found: _Found) -> None:
        """Tells one text at a time, since each saves whoever was read before, and the window goes on between."""
        if self._left:
            self.read.emit(self._left.pop(0))
        if self._left:
            QTimer.singleShot(0, self, lambda: None if self._closing else self._hand_on(found))
            return
        if found.cards:
            self.cards_read.emit()
        if told := " ".join(_told(found)):
            self._desk.say(told)
        if found.broke is not None:
            self._desk.tell(found.broke)

    def _close(self) -> None:
        self._closing = True
        while self._left:
            self.read.emit(self._left.pop(0))
        self._reader.close()


def _told(found: _Found) -> list[str]:
    """Sentences on what was not read, or not anew."""
    told: list[str] = []
    if found.stopped or found.broke is not None:
        told.append(
            _("Stopped: {done} of {total} were read.").format(
                done=found.done - len(found.refused), total=found.total
            )
        )
    elif not found.total:
        told.append(_("There is no picture in this folder."))
    if found.known:
        told.append(
            ngettext(
                "{number} was read before and is left out.",
                "{number} were read before and are left out.",
                found.known,
            ).format(number=found.known)
        )
    if len(found.refused) > 1:
        refused = ngettext(
            "{number} picture was not read.", "{number} pictures were not read.", len(found.refused)
        )
        told.append(refused.format(number=len(found.refused)))
    if found.crowded:
        told.append(f"{found.crowded[0]}: {scanning.another()}")
    return told + found.refused[:1]


def _pictures(paths: Sequence[Path]) -> list[_Picture]:
    """The files among `paths`, and the pictures of the folders. Raises `UserError` where one cannot be looked into."""
    files: list[Path] = []
    for path in paths:
        files += filter(_is_wanted, reading.of_folder(path)) if path.is_dir() else [path]
    return [_Picture(file.name, partial(scanning.content, file)) for file in files]


def _is_wanted(file: Path) -> bool:
    """Whether a file in a folder is a picture of the seller's: a pipe would be read for ever, and a Mac leaves a
    hidden `._card.jpg` beside each `card.jpg` on a stick."""
    return is_picture(file) and file.is_file() and not file.name.startswith(".")


def _png(image: QImage) -> bytes:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, b"png")
    writer.setCompression(20)  # quickly rather than small
    writer.write(image)
    return bytes(buffer.data().data())
