"""What was earned in the running period of the commission plan, and what the next tier needs."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout

from salesdesk.domain.locally import exact_money
from salesdesk.i18n import _, ngettext
from salesdesk.services import commission_standing, commission_words
from salesdesk.services.commission_standing import Standing
from salesdesk.ui import theme
from salesdesk.ui.commission.bar import Piece, TierBar
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, secondary, strong


class CommissionStanding(Card):
    """Reads itself off the window's thread; not shown where no plan holds."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._turn = 0
        self._head = self.head(_("Commission"))
        edit = icon_button(
            "settings", lambda: desk.go("settings", "commission"), _("Change the commission plan")
        )
        self._head.buttons.addWidget(edit)
        self.value = QLabel()
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setFont(theme.font(6, weight=QFont.Weight.DemiBold, tabular=True))
        self.sold = secondary("")
        self.bar = TierBar(name=_("Tiers"))
        self.next, self.more = strong(""), muted("", wrap=True)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 16)
        inside.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.value, 0, Qt.AlignmentFlag.AlignBaseline)
        top.addWidget(self.sold, 1, Qt.AlignmentFlag.AlignBaseline)
        inside.addLayout(top)
        for part in (self.bar, self.next, self.more):
            inside.addWidget(part)
        self.body.addLayout(inside)
        self.hide()

    def load(self) -> None:
        """Reads how commission stands now."""
        self._turn += 1
        turn, store, own = self._turn, self._desk.store, own_currency(self._desk.settings)

        def work(_progress: object) -> Standing | None:
            with store.read() as reading:
                return commission_standing.standing(reading, store.clock, own)

        def done(found: Standing | None) -> None:
            if turn == self._turn:
                self.show_standing(found)

        self._desk.run(work, parent=self, on_done=done)

    def show_standing(self, found: Standing | None) -> None:
        """Shows how it stands; None: no plan holds."""
        self.setVisible(found is not None)
        if found is None:
            return
        plan, currency = found.agreed.terms.plan, found.currency
        self._head.say(_("Commission"), commission_words.period(found.period, found.agreed.terms.step))
        self.value.setText(commission_words.amount(found.earned_minor, currency))
        self.sold.setText(_of_what(found))
        told = "; ".join(commission_words.tiers(plan.tiers, currency))
        self.bar.say(_pieces(found), found.sold_minor, told)
        self.bar.setVisible(bool(plan.tiers))
        self.next.setText(commission_words.next_step(found))
        self.next.setVisible(bool(self.next.text()))
        self.more.setText(" ".join(more(found)))
        self.more.setVisible(bool(self.more.text()))


def _of_what(found: Standing) -> str:
    base = found.agreed.terms.plan.base_minor
    text = _("a base of {base}, the rest on {sold} sold") if base else _("earned on {sold} sold")
    return text.format(
        base=commission_words.amount(base, found.currency),
        sold=commission_words.amount(found.sold_minor, found.currency),
    )


def _pieces(found: Standing) -> Sequence[Piece]:
    """The tiers, with what lies below the first of them."""
    tiers, currency = found.agreed.terms.plan.tiers, found.currency
    made = [
        Piece(one.from_minor, commission_words.rate(one.rate), exact_money(one.from_minor, currency))
        for one in tiers
    ]
    if tiers and tiers[0].from_minor > 0:
        made.insert(0, Piece(0, "", exact_money(0, currency)))
    return made


def more(found: Standing) -> list[str]:
    """What else is to be said: what a sale adds, and what is left out."""
    gone = found.left_out and ngettext(
        "{number} sale or credit in another currency is left out, since no rate of it is kept.",
        "{number} sales or credits in another currency are left out, since no rate of them is kept.",
        found.left_out,
    ).format(number=found.left_out)
    return [one for one in (commission_words.a_sale(found), gone) if one]
