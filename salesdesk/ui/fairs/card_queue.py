"""Leads through the business cards that were read and wait: which is in the form, and which comes next."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from salesdesk.domain.drafts import ProspectDraft
from salesdesk.services.attachments import File
from salesdesk.services.waiting_cards import WaitingCard, WaitingCards
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.card_fields import CardFields
from salesdesk.ui.fairs.card_strip import CardStrip
from salesdesk.ui.fairs.content import Content

_LARGEST: Final = 1600  # pixels of the longer side that are shown; a piece is small, and stays sharp


class CardQueue(QObject):
    """`wanted` asks to fill the empty form from a WaitingCard."""

    wanted = Signal(object)

    def __init__(self, desk: Desk, waiting: WaitingCards, fields: CardFields, strip: CardStrip) -> None:
        super().__init__(strip)
        self._desk, self._waiting, self._fields, self._strip = desk, waiting, fields, strip
        self._shown: Content | None = None  # the form as it was filled
        fields.looked.connect(self._tell)
        fields.entered.connect(self._mark)

    def begin(self) -> None:
        """Forgets what was left out when the window was last open, and says how many wait since then."""
        waiting = self._waiting

        def work(_progress: Progress) -> None:
            waiting.sweep()

        self._desk.run(work, parent=self, on_done=lambda _done: self._tell())

    def show(self, content: Content, read: Callable[[str], ProspectDraft]) -> None:
        """Shows the card of what stands in the form now, if it is of one."""
        card = self._waiting.get(content.card) if content.card else None
        before = self._fields.card
        self._fields.show_card(card, read(card.text) if card else ProspectDraft(), content.also)
        if card is not None and card != before:
            self._strip.photo.show_image(QImage(), 1.0)
        if card is not None:
            self._load(card)
        self._tell()

    def _load(self, card: WaitingCard) -> None:
        """Opens the picture off this thread."""
        waiting = self._waiting

        def work(_progress: Progress) -> QImage:
            image = QImage.fromData(waiting.picture(card.id))
            most = QSize(_LARGEST, _LARGEST)
            if image.width() <= most.width() and image.height() <= most.height():
                return image
            return image.scaled(
                most, Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation
            )

        def show(image: QImage) -> None:
            if self._fields.card == card and not image.isNull():
                scale = image.width() / card.size[0]
                self._fields.show_image(image, scale)
                self._strip.photo.show_image(image, scale)
                self._mark()

        self._desk.run(work, parent=self, on_done=show)

    def filled(self, content: Content) -> None:
        """The form was filled from a card, and holds `content`."""
        self._shown = content

    def is_untouched(self, content: Content) -> bool:
        """Whether the form holds a card as it was read, so that it may wait again."""
        return bool(content.card) and content == self._shown

    def photo(self) -> File | None:
        """The photograph of the card in the form."""
        card = self._fields.card
        return card.photo if card is not None else None

    def go_on(self) -> None:
        """Asks to look through the first that waits."""
        for one in self._waiting.ids():
            card = self._waiting.get(one)
            if card is not None:
                self.wanted.emit(card)
                return

    def done(self, content: Content) -> None:
        """The card of `content` was saved."""
        if content.card:
            self._waiting.done(content.card)

    def leave_out(self, content: Content) -> None:
        """The card of `content` is not wanted, until it is brought back."""
        if content.card:
            self._waiting.put_aside(content.card)

    def bring_back(self, content: Content) -> None:
        """The card of `content` is wanted again."""
        if content.card:
            self._waiting.bring_back(content.card)

    def look(self) -> None:
        """Says how many wait, who may have become more."""
        self._tell()

    def _tell(self) -> None:
        card = self._fields.card
        waiting = [one for one in self._waiting.ids() if card is None or one != card.id]
        self._strip.say(card.photo.name if card else "", len(self._fields.doubtful()), len(waiting))
        self._mark()

    def _mark(self) -> None:
        photo, here = self._strip.photo, self._fields.here()
        photo.mark(here, self._fields.doubtful_boxes())
        self._strip.piece.show_image(photo.piece(here))
