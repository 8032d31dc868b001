"""The right side of the day: complaints near their promise, the fair; and what was missed while closed."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout

from salesdesk.i18n import _, ngettext
from salesdesk.services.agenda import Agenda, Missed
from salesdesk.ui.desk import Desk
from salesdesk.ui.today.wording import fair_note, fair_title, promised_row
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ToneLabel, secondary
from salesdesk.ui.widgets.rows import RowList
from salesdesk.ui.widgets.states import IconTile


class Complaints(Card):
    """The open complaints, public ones first, then by when the answer was promised; gone where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._head = self.head(_("Complaints"))
        self._list = RowList(name=_("Complaints near their promise"), fits=True)
        self._list.opened.connect(partial(desk.go, "complaints"))
        self._list.clicked.connect(self._clicked)
        self._rest = button(_("Show all"), partial(desk.go, "complaints"), kind="link")
        self._head.buttons.addWidget(self._rest)
        self.body.addWidget(self._list)

    def _clicked(self) -> None:
        self._desk.go("complaints", self._list.current_key())

    def show_day(self, found: Agenda) -> None:
        """Shows the day."""
        self.setVisible(bool(found.complaints))
        open_ones = ngettext("{number} open", "{number} open", found.open_complaints)
        self._head.say(_("Complaints"), open_ones.format(number=found.open_complaints))
        self._rest.setVisible(found.open_complaints > len(found.complaints))
        self._list.show_rows([promised_row(one, self._desk.clock) for one in found.complaints])


class FairCard(Card):
    """The fair that runs or comes next; gone where there is none."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._head = self.head(_("Fair"))
        row = QHBoxLayout()
        row.setContentsMargins(16, 12, 12, 12)
        row.setSpacing(12)
        self._note = secondary("", wrap=True)
        self._go = button(_("Prepare"), lambda: desk.go("capture"), icon="tent")
        row.addWidget(self._note, 1)
        row.addWidget(self._go)
        self.body.addLayout(row)

    def show_day(self, found: Agenda) -> None:
        """Shows the day."""
        self.setVisible(found.fair is not None)
        if found.fair is None:
            return
        fair = found.fair
        where = ", ".join(part for part in (fair.name, fair.place) if part)
        self._head.say(fair_title(found.fair, found.day), where)
        self._note.setText(fair_note(found.fair))
        runs = fair.starts_on is not None and fair.starts_on <= found.day
        said = _("Capture") if runs else _("Prepare")
        self._go.setText(f"\u2002{said}")
        self._go.setAccessibleName(said)


class MissedBanner(Card):
    """What came while the program was closed; gone where nothing did, or once it was read."""

    def __init__(self) -> None:
        super().__init__(edge="warm", ground="warm_soft")
        row = QHBoxLayout()
        row.setContentsMargins(12, 8, 8, 8)
        row.setSpacing(12)
        self._text = ToneLabel("", "text", wrap=True)
        self._read = False
        row.addWidget(IconTile("bell", tone="warm"))
        row.addWidget(self._text, 1)
        row.addWidget(button("", self._close, kind="plain", icon="x", name=_("I have read that")))
        self.body.addLayout(row)
        self.hide()

    def say(self, missed: Missed) -> None:
        """Tells how much was missed."""
        told = [
            (
                missed.late,
                ngettext("{number} follow-up became late", "{number} follow-ups became late", missed.late),
            ),
            (
                missed.reminders,
                ngettext("{number} reminder came", "{number} reminders came", missed.reminders),
            ),
            (
                missed.promises,
                ngettext(
                    "{number} promise to answer a complaint passed",
                    "{number} promises to answer a complaint passed",
                    missed.promises,
                ),
            ),
        ]
        said = [text.format(number=number) for number, text in told if number]
        self._text.setText(_("While you were away: {what}.").format(what=", ".join(said)))
        self.setVisible(bool(said) and not self._read)

    def text(self) -> str:
        """What it says, or the empty text where it is gone."""
        return "" if self.isHidden() else self._text.text()

    def _close(self) -> None:
        self._read = True
        self.hide()
