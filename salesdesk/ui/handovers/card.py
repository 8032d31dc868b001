"""The seller's own card: what it says, and the code that a phone reads from the screen."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.errors import SalesdeskError, UserError
from salesdesk.i18n import N_, _
from salesdesk.services import own_card, preferences
from salesdesk.ui import dialogs
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.own_facts import OwnFacts
from salesdesk.ui.tab import Tab
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.code_picture import CodePicture
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.states import EmptyState

_FIELDS: Final = {
    "person": (N_("Name"), N_("Your own name"), 1),
    "title": (N_("Title"), "", 1),
    "name": (N_("Company"), N_("As quotes name it"), 1),
    "phone": (N_("Phone"), "", 1),
    "email": (N_("Email"), "", 1),
    "web": (N_("Website"), "", 1),
    "address": (N_("Address"), N_("Street, postal code and city"), 3),
}


class CardTab(Tab):
    """Each field saves itself, and the code follows."""

    slug = "card"
    icon = "id-card"
    subjects = ("preferences",)

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._own = OwnFacts(desk, _FIELDS)
        self._own.saved.connect(self._draw)
        self.facts = self._own.facts
        self.code = CodePicture(name=_("Your card as a code"))
        self._save = Command(
            "card-save", _("Save my card…"), self._save_file, "Ctrl+S", "download", self._is_there
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(self._said(), 5)
        row.addWidget(self._shown(), 6)
        desk.commands.add([self._save], on=self)

    def _said(self) -> Card:
        card = Card()
        card.head(_("My card"), _("what it says of you"))
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.addWidget(self._own)
        inside.addStretch(1)
        card.body.addLayout(inside)
        return card

    def _shown(self) -> Card:
        card = Card()
        card.head(_("For a phone"), _("hold its camera to the code"))
        with_code = QWidget()
        column = QVBoxLayout(with_code)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(12)
        column.addWidget(self.code, 1)
        self._told = muted("", wrap=True)
        column.addWidget(self._told)
        acts = QHBoxLayout()
        acts.setSpacing(8)
        acts.addWidget(button(_("Save my card…"), self._save_file, icon="download"))
        acts.addWidget(button(_("Save the code…"), self._save_picture, icon="qr-code"))
        acts.addStretch(1)
        column.addLayout(acts)
        empty = EmptyState(
            "id-card",
            _("No card yet"),
            _(
                "Write your name, and what else a customer should have of you: it becomes a code for their phone."
            ),
            act=_("Write my name"),
            on_act=lambda: self.facts["person"].editor.setFocus(Qt.FocusReason.OtherFocusReason),
        )
        self._either = QStackedWidget()
        self._either.addWidget(with_code)
        self._either.addWidget(empty)
        card.body.addWidget(self._either, 1)
        return card

    @staticmethod
    def title() -> str:
        return _("My card")

    def load(self) -> None:
        with self.desk.store.read() as reading:
            own = preferences.read(reading).own
        self._own.show_own(own)
        self._draw()
        self.shown()

    def _draw(self) -> None:
        own = self._own.own
        try:
            rows, told = own_card.code(own), ""
        except UserError as error:
            rows, told = (), str(error) if own.name or own.person else ""
        self._either.setCurrentIndex(0 if rows or told else 1)
        self.code.show_code(rows)
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.renamed.emit()

    def _is_there(self) -> bool:
        return self.isVisible() and self._either.currentIndex() == 0 and not self._told.text()

    def _save_file(self) -> None:
        file = dialogs.file_to_save(self, _("Save my card"), f"{self._named()}.vcf", [_("vCard (*.vcf)")])
        if file is not None:
            try:
                own_card.write(self._own.own, file)
            except SalesdeskError as error:
                self.desk.tell(error)
            else:
                self.desk.say(_("Saved as {file}").format(file=file.name))

    def _save_picture(self) -> None:
        file = dialogs.file_to_save(self, _("Save the code"), f"{self._named()}.png", [_("Picture (*.png)")])
        if file is None:
            return
        if self.code.picture().save(str(file), "PNG"):  # pyright: ignore[reportCallIssue, reportArgumentType]
            self.desk.say(_("Saved as {file}").format(file=file.name))
        else:
            self.desk.say(_("{file} cannot be written. Choose another folder.").format(file=file.name))

    def _named(self) -> str:
        own = self._own.own
        return (own.person or own.name).replace("/", "-")

    def main_command(self) -> Command | None:
        return self._save if self._is_there() else None

    def commit(self) -> bool:
        return self._own.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.facts["person"].editor.setFocus(event.reason())
