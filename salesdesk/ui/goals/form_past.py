"""The line that holds a target against the seller's own past."""

from __future__ import annotations

from html import escape
from typing import Final

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy

from salesdesk.i18n import _
from salesdesk.services import figure_words, goal_form_words, goal_units
from salesdesk.services.goal_form import Outlook
from salesdesk.ui import theme
from salesdesk.ui.icons import paint as paint_icon
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.labels import ToneLabel, plainly

_TONES: Final = {"easy": "good", "realistic": "accent", "ambitious": "warm", "never": "hot"}


class PastLine(Card):
    """In how many of the last periods a target was reached, the best of them, and how hard that makes it."""

    def __init__(self) -> None:
        super().__init__(ground="background")
        row = QHBoxLayout()
        row.setContentsMargins(42, 10, 14, 10)
        row.setSpacing(12)
        self.words = ToneLabel("", "text", wrap=True)
        self.words.setTextFormat(Qt.TextFormat.RichText)
        self.words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.chip = Chip()
        row.addWidget(self.words, 1)
        row.addWidget(self.chip)
        self.body.addLayout(row)
        self.setMinimumHeight(44)

    def tell(self, outlook: Outlook | None, own: str) -> None:
        """Tells the past beside what is typed; nothing of no target hides it."""
        past = outlook.past if outlook else None
        if outlook is None or past is None or outlook.target is None or outlook.trouble:
            self.hide()
            return
        figure = outlook.meant.figure
        unit = goal_units.unit(figure)
        currency = own if unit == "money" else ""
        if not past.of or past.best is None:
            self._say(escape(_("No past period has data to hold this against.")), "", "")
            return
        sentence = escape(goal_form_words.reached(lower=goal_units.better(figure) == "lower"))
        target = escape(_together(figure_words.said(outlook.target, unit, currency)))
        told = sentence.format(target=target, times=f"<b>{escape(goal_form_words.how_often(past))}</b>")
        best = _("The best was {value}.").format(
            value=_together(figure_words.said(past.best.value, unit, currency))
        )
        found = goal_form_words.difficulty(past)
        self._say(f"{told} {escape(best)}", found, goal_form_words.reason(found))

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        where = QRect(15, (self.height() - 16) // 2, 16, 16)
        painter = QPainter(self)
        paint_icon(painter, "trending-up", where, theme.tokens(self).text)

    def _say(self, words: str, found: goal_form_words.Difficulty, reason: str) -> None:
        self.words.setText(words)
        self.chip.say(goal_form_words.called(found), _TONES.get(found, "neutral"))
        self.chip.setToolTip(plainly(reason))
        self.chip.setAccessibleDescription(reason)
        self.show()


def _together(value: str) -> str:
    """A value that is not broken between its number and its unit."""
    return value.replace(" ", "\N{NO-BREAK SPACE}")
