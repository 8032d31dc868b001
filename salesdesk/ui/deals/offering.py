"""What may be offered along with a deal: one line, answered by one key, and out of the way."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.locally import whole_money
from salesdesk.i18n import _, ngettext
from salesdesk.services import offers
from salesdesk.services.offers import Proposal
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.labels import ToneLabel, muted


class Offering(QWidget):
    """The first of some proposals; the next one follows when it is answered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._deal: UUID | None = None
        self._proposals: Sequence[Proposal] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 8, 6, 4)
        column.setSpacing(2)
        self._what, self._why = ToneLabel("", "text", wrap=True), muted("", step=-2)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._why, 1)
        self._asked = button(_("Offered"), self._offered, kind="quiet", tip=_("Offered, and no answer yet"))
        self._yes = button(_("Taken"), lambda: self.answer(taken=True), kind="link", tip="+")
        self._no = button(_("Refused"), lambda: self.answer(taken=False), kind="quiet", tip="−")
        for one, key in ((self._asked, ""), (self._no, "−"), (self._yes, "+")):
            if key:
                one.setText(f"{one.text()}  {key}")
            row.addWidget(one)
        column.addWidget(self._what)
        column.addLayout(row)
        self.hide()

    def show_proposals(self, deal: UUID, proposals: Sequence[Proposal]) -> None:
        """Shows the first of what may be offered with a deal; hides where there is nothing."""
        self._deal, self._proposals = deal, proposals
        self.setVisible(bool(proposals))
        if not proposals:
            return
        first = proposals[0]
        price = whole_money(first.price).replace(" ", "\u00a0") if first.price else ""  # it stays in one line
        if first.kind == offers.UP:
            told = _("In place of {line}: {name}").format(line=first.because, name=first.name)
        else:
            told = _("Goes with {line}: {name}").format(line=first.because, name=first.name)
        self._what.setText(" · ".join(filter(None, (told, price))))
        rest = len(proposals) - 1
        more = ngettext("{number} more to offer", "{number} more to offer", rest).format(number=rest)
        self._why.setText(
            " · ".join(filter(None, (_("Offered") if first.asked else "", more if rest else "")))
        )
        self._asked.setVisible(not first.asked)

    def has_one(self) -> bool:
        """Whether something may be offered."""
        return bool(self._proposals) and self.isVisible()

    def answer(self, taken: object) -> None:
        """Keeps that the first one was taken or refused."""
        if self._deal is None or not self._proposals:
            return
        deal, first, store = self._deal, self._proposals[0], self._desk.store
        if taken:
            told = _("Taken: {what}").format(what=first.name)
            self._desk.act(lambda: offers.take(store, deal, first), told=told)
        else:
            told = _("Refused: {what}").format(what=first.name)
            self._desk.act(lambda: offers.refuse(store, deal, first), told=told)

    def _offered(self) -> None:
        if self._deal is None or not self._proposals:
            return
        deal, first = self._deal, self._proposals[0]
        self._desk.act(
            lambda: offers.offered(self._desk.store, deal, first),
            told=_("Offered {what}").format(what=first.name),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme.tokens(self).accent_soft))
        painter.drawRoundedRect(QRectF(self.rect()), theme.RADIUS, theme.RADIUS)
