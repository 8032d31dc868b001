"""The quote of a deal, saved as PDF: in the customer's language, noted as sent, and the deal moved on if wanted."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals, preferences, quotes
from salesdesk.services.deal_stages import label
from salesdesk.services.deals_told import Whole
from salesdesk.services.quotes import Quote
from salesdesk.ui import dialogs
from salesdesk.ui.deals.quote import write
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, ToneLabel
from salesdesk.ui.widgets.paper import look_at

_IN_NO_NAME: Final = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')  # of a file, on one system or another


class QuoteCard(Card):
    """One button; under it what is missing on the quote, with the way there."""

    saved = Signal(object)  # the Path of the PDF

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._deal: UUID | None = None
        head = self.head(_("Quote"), _("in the customer's language"))
        self.save = button(_("Save as PDF"), self.ask, icon="file-text", name=_("Save the quote as PDF"))
        head.buttons.addWidget(self.save)
        self._file: Path | None = None
        self.trouble, self._told = ToneLabel("", "hot", wrap=True), ElidedLabel("", "secondary")
        self._fill_in = button(_("Fill in"), lambda: desk.go("settings", "own"), kind="link")
        self._open = button(_("Open"), self._look, kind="link", name=_("Open the quote"))
        self._lines = [_row(self.trouble, self._fill_in), _row(self._told, self._open)]
        for one in self._lines:
            self.body.addWidget(one)
        self._tell_of(None)

    def show_deal(self, whole: Whole) -> None:
        """Takes a deal; hides where it is closed, or has nothing to offer."""
        if whole.deal.id != self._deal:
            self._refuse("")
            self._tell_of(None)
        self._deal = whole.deal.id
        self.setVisible(not whole.deal.outcome and bool(whole.lines))
        with self._desk.store.read() as reading:
            named = preferences.read(reading).own.name
        if not named:
            self._refuse(_("Your own name and address are not on it yet."), own=True)
        elif not self._fill_in.isHidden():  # which was said of that alone
            self._refuse("")

    def _refuse(self, sentence: str, *, own: bool = False) -> None:
        self.trouble.setText(sentence)
        self._fill_in.setVisible(own)
        self._lines[0].setVisible(bool(sentence))

    def _tell_of(self, file: Path | None) -> None:
        self._file = file
        self._told.setText(_("Saved {file}").format(file=file.name) if file else "")
        self._lines[1].setVisible(file is not None)

    def _look(self) -> None:
        if self._file is not None:
            look_at(self._file)

    def ask(self) -> None:
        """Asks where the quote is to be saved, and saves it."""
        quote = self._collected()
        if quote is None:
            return
        name = " ".join((_("Quote"), quote.number, *quote.customer[:1]))
        proposed = f"{' '.join(_IN_NO_NAME.sub(' ', name).split())}.pdf"
        file = dialogs.file_to_save(self, _("Save the quote as PDF"), proposed, [_("PDF (*.pdf)")])
        if file is not None:
            named = file.suffix.lower() == ".pdf"
            self.write(quote, file if named else file.with_name(f"{file.name}.pdf"))

    def _collected(self) -> Quote | None:
        if self._deal is None:
            return None
        store = self._desk.store
        try:
            with store.read() as reading:
                return quotes.collect(reading, store.clock, self._deal, home=self._desk.settings.region())
        except UserError as error:
            self._refuse(str(error))
            return None

    def write(self, quote: Quote, file: Path) -> None:
        """Writes a quote, notes that it was sent, and offers to move the deal on."""

        def done(_pages: int) -> None:
            if self._desk.act(lambda: quotes.sent(self._desk.store, quote)) is not None:
                self._tell_of(file)
                self._tell(quote, file)
                self.saved.emit(file)

        self._desk.run(lambda _progress: write(file, quotes.written(quote)), parent=self, on_done=done)

    def _tell(self, quote: Quote, file: Path) -> None:
        store = self._desk.store
        with store.read() as reading:
            stage = quotes.stage_after(reading, quote.deal)
        told = _("Saved {file}").format(file=file.name)
        if stage is None:
            self._desk.say(told, undo=True)
            return
        moved = _("Moved {title} to {stage}").format(title=quote.title, stage=label(stage))

        def move() -> None:
            self._desk.act(lambda: deals.move(store, quote.deal, stage.key), told=moved)

        self._desk.say(told, act=_("Move to {stage}").format(stage=label(stage)), on_act=move)


def _row(told: QWidget, act: QWidget) -> QWidget:
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(16, 6, 12, 6)
    row.setSpacing(8)
    row.addWidget(told, 1)
    row.addWidget(act)
    return made
