"""Reads photographs of business cards in a process of its own, which holds the recogniser and ends when it is idle.

The recogniser takes 400 MB and a second to load, so it is begun with the first card and let go a minute after the last.
"""

from __future__ import annotations

import threading
from collections.abc import Generator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import Any, Final

from salesdesk.capture.cards.fields import ReadCard
from salesdesk.domain.drafts import ProspectDraft
from salesdesk.errors import SalesdeskError, UserError
from salesdesk.i18n import _
from salesdesk.services.worker import Answer, Give, Tell, Worker

IDLE: Final = 60.0  # seconds after the last card
_SMALLEST: Final = (
    160  # pixels of the shorter side: a card has eight lines, and below ten pixels letters are guessed
)
_LETTERS: Final = 3  # of the name on a card that says nothing else


def is_there() -> bool:
    """Whether the part of the program that reads cards is installed."""
    return all(find_spec(name) is not None for name in ("rapidocr", "onnxruntime", "cv2"))


class CardReader:
    """Reads cards, one after the other; may be asked by any thread."""

    def __init__(self, *, idle: float = IDLE) -> None:
        """`idle` is how many seconds after the last card its process is ended."""
        self._idle = idle
        self._worker: Worker | None = None
        self._asking = threading.Lock()
        self._timer: threading.Timer | None = None

    def read(self, content: bytes, *, region: str, tell: Tell) -> ReadCard:
        """The card in a picture file; `region` is the country of phones that name none.

        What `tell` raises stops it at once. Raises `UserError` where the picture cannot be read, holds no card, or the
        part of the program that reads cards is missing; `EnvironmentTrouble` where the process broke, and the next card
        is read by a new one.
        """
        with self._asking:
            self._stop_waiting()
            worker = self._worker
            if worker is None or not worker.running:
                self._end()
                worker = self._worker = Worker(reader)
            try:
                card: ReadCard = worker.ask(
                    (content, region), tell, lost=_("The reading of the card broke off."), writes=False
                )
            except SalesdeskError:
                if not worker.running:
                    self._end()
                raise
            except BaseException:  # a stop: the process would read on
                self._end()
                raise
            finally:
                self._wait()
        return card

    @property
    def worker(self) -> Worker | None:
        """The process, while there is one."""
        return self._worker

    def close(self) -> None:
        """Ends the process, if there is one; a card read after that begins a new one."""
        with self._asking:
            self._stop_waiting()
            self._end()

    def _wait(self) -> None:
        """Ends the process after a while, unless another card comes."""
        if self._worker is None:
            return
        self._timer = threading.Timer(self._idle, self._idled)
        self._timer.daemon = True  # does not hold up the end of the program
        self._timer.start()

    def _idled(self) -> None:
        if self._asking.acquire(
            blocking=False
        ):  # else a card is being read, and the wait begins anew after it
            try:
                if self._timer is threading.current_thread():
                    self._end()
            finally:
                self._asking.release()

    def _stop_waiting(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
        self._timer = None

    def _end(self) -> None:
        if self._worker is not None:
            self._worker.close()
        self._worker = None


@contextmanager
def reader() -> Generator[Answer]:
    """What the process does: opens a picture and reads the card in it."""

    def answer(asked: tuple[Any, ...], _give: Give, _tell: Tell) -> object:
        content, region = asked
        return read_here(content, region)

    yield answer


def read_here(content: bytes, region: str) -> ReadCard:
    """The card in a picture file, read in this process. Raises `UserError` as `CardReader.read` does."""
    from salesdesk.capture import pictures
    from salesdesk.capture.cards import letters, reading

    picture = pictures.opened(content)
    if min(picture.size) < _SMALLEST:
        raise _no_card()
    try:
        page = letters.read(picture)
    except ImportError as error:
        raise UserError(
            _("The part of the program that reads business cards is missing."),
            _("Install Salesdesk anew, with what reads cards; or type what is on the card."),
        ) from error
    card = reading.card(page, region)
    if not _is_somebodys(card.draft):
        raise _no_card()
    return card


def _no_card() -> UserError:
    return UserError(
        _("There is no code and no card to be read in this picture."),
        _("Take it closer and straight from above, with light but no glare."),
    )


def _is_somebodys(draft: ProspectDraft) -> bool:
    """Whether this can be a card: one says how its owner is reached, or has a name and says more of them. What stands
    on a poster beside a code is a name alone, and a pattern read as letters makes one or two of them."""
    letters = sum(map(str.isalpha, draft.shown_name))
    more = (draft.name and draft.company) or draft.title or draft.webs or draft.addresses
    return bool(draft.phones or draft.emails) or bool(draft.says_who and letters >= _LETTERS and more)
