"""What was read from a business card, in the capture form: each field beside the piece of the picture it was read from.

Who is meant stands in the form's own four fields; what they have no room for (a title, a second phone, the address)
gets a field of its own while a card is in the form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QGridLayout, QWidget

from salesdesk.capture.cards.fields import SEVERAL
from salesdesk.capture.cards.lines import Box
from salesdesk.domain.drafts import AddressDraft, Detail, ProspectDraft, in_one_line
from salesdesk.i18n import N_, _
from salesdesk.services.waiting_cards import WaitingCard
from salesdesk.ui.fairs.piece import Piece, piece_of
from salesdesk.ui.widgets.fields import Field
from salesdesk.ui.widgets.marked import MarkedLine

_OWN: Final = ("name", "company", "phone", "email")  # the fields of the form
_MORE: Final = {
    "title": N_("Title"),
    "phone": N_("Another phone"),
    "email": N_("Another email"),
    "web": N_("Web"),
    "address": N_("Address"),
}


class CardFields(QWidget):
    """The fields of a card beyond the form's own `who`, hidden while none is shown."""

    changed = Signal()
    looked = Signal()  # one that was doubtful was settled
    entered = Signal()  # another of its fields has the keyboard

    def __init__(self, who: Mapping[str, Field]) -> None:
        super().__init__()
        self._pieces: list[tuple[Piece, Box]] = []
        self._card: WaitingCard | None = None
        self._more: dict[str, tuple[MarkedLine, str]] = {}  # by its place in the draft, with what was read
        self._own: dict[str, tuple[MarkedLine, Piece]] = {}
        self._boxes: dict[MarkedLine, Box] = {}
        for name, field in who.items():
            assert isinstance(field.editor, MarkedLine)
            piece = Piece()
            piece.hide()
            field.put_beside_label(piece)
            self._own[name] = (field.editor, piece)
            self._watch(field.editor)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 200)
        self.hide()

    @property
    def card(self) -> WaitingCard | None:
        """The card that is shown."""
        return self._card

    def value(self) -> dict[str, str]:
        """What was changed in the fields beyond the form's own, by their place in the draft: `phones.1`."""
        return {
            place: text
            for place, (editor, read) in self._more.items()
            if (text := editor.text().strip()) != read
        }

    def editors(self) -> list[QWidget]:
        """The fields beyond the form's own, in the order of reading."""
        return [editor for editor, _read in self._more.values()]

    def doubtful(self) -> list[MarkedLine]:
        """The fields that are to be looked at still, in the order of reading."""
        every = [
            *(editor for editor, _piece in self._own.values()),
            *(one for one, _r in self._more.values()),
        ]
        return [editor for editor in every if editor.is_unlooked]

    def doubtful_boxes(self) -> list[Box]:
        """Where on the card they were read."""
        return [self._boxes[editor] for editor in self.doubtful() if editor in self._boxes]

    def here(self) -> Box | None:
        """Where on the card the field that has the keyboard was read; None where it was not, or another has it."""
        return next((box for editor, box in self._boxes.items() if editor.hasFocus()), None)

    def set_spacing(self, across: int, down: int) -> None:
        """Sets the fields this far apart, in pixels."""
        self._grid.setHorizontalSpacing(across)
        self._grid.setVerticalSpacing(down)

    def show_card(self, card: WaitingCard | None, draft: ProspectDraft, also: Mapping[str, str]) -> None:
        """Shows the fields of another card, read as `draft`, of which `also` were changed before; the form's own
        show what they hold already. The pictures come by `show_image`."""
        for editor, piece in self._own.values():
            editor.settle()
            piece.show_image(QImage())
            piece.setVisible(card is not None)
        self._clear()
        self._card = card
        counted: dict[str, int] = {}
        for field in card.fields if card else ():
            at = counted[field.name] = counted.get(field.name, -1) + 1
            read = _said(draft, field.name, at) or field.value
            if at == 0 and field.name in _OWN:
                editor, piece = self._own[field.name]
            else:
                editor, piece = self._add(field.name, at, read, also)
            self._pieces.append((piece, field.box))
            self._boxes[editor] = field.box
            if field.doubtful and read == editor.text():
                editor.ask_to_look(_("This was hard to read. Compare it with the picture; Enter takes it."))
        self.setVisible(bool(self._more))

    def show_image(self, image: QImage, scale: float) -> None:
        """Shows the pieces of `image`, which is the straightened picture `scale` times as large."""
        for piece, box in self._pieces:
            piece.show_image(piece_of(image, box, scale))

    def _clear(self) -> None:
        while (item := self._grid.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._more, self._pieces, self._boxes = {}, [], {}

    def _add(self, name: str, at: int, read: str, also: Mapping[str, str]) -> tuple[MarkedLine, Piece]:
        """A field of its own for what the form has none for, and what was `read` there."""
        place = f"{SEVERAL[name]}.{at}" if name in SEVERAL else name
        editor, piece = MarkedLine(), Piece()
        editor.setObjectName(f"card-{place}")
        field = Field(_(_MORE.get(name, N_("Name"))), editor)
        field.put_beside_label(piece)
        editor.setText(also.get(place, read))
        editor.setCursorPosition(0)
        editor.textChanged.connect(self.changed)
        self._watch(editor)
        number = len(self._more)
        self._grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        self._more[place] = (editor, read)
        return editor, piece

    def _watch(self, editor: MarkedLine) -> None:
        editor.settled.connect(self.looked)
        editor.entered.connect(self.entered)


def _said(draft: ProspectDraft, name: str, at: int) -> str:
    """What a draft says in the `at`th field of that name."""
    if name not in SEVERAL:
        return draft.shown_name if name == "name" else str(getattr(draft, name))
    values: Sequence[Detail | AddressDraft] = getattr(draft, SEVERAL[name])[at : at + 1]
    return next((one.value if isinstance(one, Detail) else in_one_line(one) for one in values), "")
