"""The head of the detail: who it is, how warm, and what one does first: call, write, follow up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from urllib.parse import quote

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QFont, QGuiApplication, QImage, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.badges import is_only_a_number
from salesdesk.exchange import vcard
from salesdesk.i18n import _
from salesdesk.services import exports
from salesdesk.services.cards import Card
from salesdesk.ui import theme
from salesdesk.ui.calling import call, callable_number
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail_reading import PORTRAIT
from salesdesk.ui.widgets.buttons import button, label
from salesdesk.ui.widgets.chip_buttons import ChipButton, menu_under
from salesdesk.ui.widgets.labels import ElidedLabel, muted
from salesdesk.ui.widgets.portraits import Portrait

ICONS: Final = {"hot": "flame", "warm": "thermometer-sun", "cold": "snowflake"}
Entry = tuple[str, Callable[[], object]] | None


class Head(QWidget):
    """Name, interest and the first acts. `asked` names another act: follow-up, write, brief, edit, merge …"""

    asked = Signal(str)
    interest = Signal(str)  # hot, warm, cold, or empty: as the time frame says

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._card: Card | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        top = QHBoxLayout()
        top.setSpacing(12)
        self._portrait = Portrait(size=PORTRAIT)
        top.addWidget(self._portrait)
        names = QVBoxLayout()
        names.setSpacing(1)
        self._name = ElidedLabel("", "text")
        self._name.setFont(theme.font(3, weight=QFont.Weight.DemiBold))
        self._about = ElidedLabel("", "secondary")
        names.addStretch(1)
        names.addWidget(self._name)
        names.addWidget(self._about)
        names.addStretch(1)
        top.addLayout(names, 1)
        words = [(slug, vocabulary.label("interest", slug)) for slug in vocabulary.slugs("interest")]
        self.chip = ChipButton([*words, ("", _("As the time frame says"))], name=_("Interest"))
        self.chip.chosen.connect(self.interest)
        top.addWidget(self.chip)
        column.addLayout(top)
        column.addLayout(self._buttons())
        column.addLayout(self._number_row())

    def _number_row(self) -> QHBoxLayout:
        """What is said of who is only the number of a badge, and the way to who it is."""
        row = QHBoxLayout()
        self._number = muted(_("Only a badge number: it needs the organiser's list."), wrap=True, step=0)
        self.needs_list = button(_("Bring it in"), lambda: self._desk.go("import"), kind="link")
        row.addWidget(self._number, 1)
        row.addWidget(self.needs_list)
        return row

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._phone = button("", self._phone_menu, icon="phone", name=_("Phone"))
        self._email = button(_("Email"), self._email_menu, icon="mail")
        self._follow = button(_("Follow up"), lambda: self.asked.emit("follow-up"), icon="calendar-clock")
        self.more = button("", self._more_menu, icon="ellipsis", name=_("More"))
        for one in (self._phone, self._email, self._follow, self.more):
            row.addWidget(one)
        row.addStretch(1)
        return row

    def show_card(self, card: Card, picture: QImage) -> None:
        """Shows another prospect, or the same one anew."""
        self._card = card
        prospect = card.prospect
        self._portrait.say(card.name, picture)
        self._name.setText(card.name)
        company = card.company.name if card.company and prospect.name else ""
        city = next((one.city for one in card.addresses if one.city), "")
        place = ", ".join(filter(None, (company, city)))
        self._about.setText(" · ".join(filter(None, (prospect.title, place))))
        self._about.setVisible(bool(prospect.title or place))
        interest = card.interest
        label = vocabulary.label("interest", interest) if interest else _("Not asked")
        self.chip.say(label, interest or "neutral", icon=ICONS.get(interest, ""))
        self._phone.setVisible(bool(card.phones))
        self._email.setVisible(bool(card.emails))
        alive = prospect.deleted_at is None
        for one in (self._follow, self.more):
            one.setVisible(alive)
        self.chip.setEnabled(alive)
        for one in (self._number, self.needs_list):
            one.setVisible(alive and is_only_a_number(prospect.uid, prospect.name))
        self._fit()

    def _fit(self) -> None:
        """The number stands on the button where there is room for it."""
        if self._card is None or not self._card.phones:
            return
        numbers = [one.value for one in self._card.phones if callable_number(one.value, one.e164)]
        number = numbers[0] if numbers else ""
        label(self._phone, number or _("Phone"))
        shown = [one for one in (self._phone, self._email, self._follow, self.more) if not one.isHidden()]
        needed = sum(one.sizeHint().width() for one in shown) + 8 * (len(shown) - 1)
        if number and needed > self.width():
            label(self._phone, _("Call"))
        self._phone.setAccessibleName(_("Call {number}").format(number=number) if number else _("Phone"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _phone_menu(self) -> None:
        phones = self._card.phones if self._card else []
        entries: list[Entry] = []
        for one in phones:
            if number := callable_number(one.value, one.e164):
                entries.append((_("Call {number}").format(number=one.value), lambda n=number: call(n)))
            entries.append(
                (_("Copy {value}").format(value=one.value), lambda v=one.value: copy(self._desk, v))
            )
            entries.append(None)
        menu_under(self._phone, entries[:-1])

    def _email_menu(self) -> None:
        emails = self._card.emails if self._card else []
        entries: list[Entry] = [(_("Write from a template …"), lambda: self.asked.emit("write")), None]
        for one in emails:
            entries += [
                (_("Write to {address}").format(address=one.value), lambda a=one.value: write(a)),
                (_("Copy {value}").format(value=one.value), lambda v=one.value: copy(self._desk, v)),
                None,
            ]
        menu_under(self._email, entries[:-1])

    def _more_menu(self) -> None:
        def ask(what: str) -> Callable[[], None]:
            return lambda: self.asked.emit(what)

        menu_under(
            self.more,
            [
                (_("Write …"), ask("write")),
                (_("Brief before a visit"), ask("brief")),
                None,
                (_("Edit all fields"), ask("edit")),
                (_("Merge with …"), ask("merge")),
                (_("New deal"), ask("deal")),
                (_("Start a nurture plan …"), ask("nurture")),
                (_("New complaint"), ask("complaint")),
                (_("Buys from a competitor …"), ask("rival")),
                (_("Attach a file …"), ask("attach")),
                (_("Copy as vCard"), self._copy_card),
                None,
                (_("Delete"), ask("delete")),
            ],
        )

    def _copy_card(self) -> None:
        if self._card is not None:
            store = self._desk.store
            draft = exports.draft_of(self._card, store.path, photos=False, zone=store.clock.zone())
            copy(self._desk, vcard.write([draft]).decode(), told=_("Copied as vCard"))


def write(address: str) -> None:
    """Begins an email in the mail program."""
    QDesktopServices.openUrl(QUrl(f"mailto:{quote(address, safe='@')}"))


def browse(address: str) -> None:
    """Opens a web address; only those of the web, since it may have come with another's file."""
    url = QUrl.fromUserInput(address)
    if url.scheme() in {"http", "https"}:
        QDesktopServices.openUrl(url)


def copy(desk: Desk, text: str, *, told: str = "") -> None:
    """Puts a text on the clipboard, and says so."""
    QGuiApplication.clipboard().setText(text)
    desk.say(told or _("Copied {value}").format(value=text))
