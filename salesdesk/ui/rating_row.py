"""One rating as it is listed: its value, when and how it was asked, what was said, and what may be shown of it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import short_moment
from salesdesk.domain.ratings import Rating
from salesdesk.i18n import _
from salesdesk.services import prospects, ratings
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.growing import GrowingText
from salesdesk.ui.widgets.labels import ElidedLabel

TONES: Final = {"bad": "hot", "fair": "warm", "good": "good", "": "neutral"}  # of what a rating calls for


class RatingRow(QWidget):
    """The comment, and the testimonial of a good one, save themselves."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._rating: Rating | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._chip, self._when = Chip(), ElidedLabel("", "muted")
        self._off = button("", self._remove, kind="quiet", icon="x", name=_("Delete this rating"))
        head.addWidget(self._chip)
        head.addWidget(self._when, 1)
        head.addWidget(self._off, 0, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(head)
        self.comment = TextFact("", quiet_line(_("In their words"), name=_("Comment")), self._save_comment)
        words = GrowingText(_("A sentence that you may show to others"), name=_("Testimonial"))
        self.testimonial = TextFact(_("Testimonial"), words, self._save_testimonial)
        column.addWidget(self.comment)
        column.addWidget(self.testimonial)

    def show_rating(self, rating: Rating) -> None:
        """Shows a rating as it is now."""
        other = self._rating is None
        self._rating = rating
        self._chip.say(value_told(rating), TONES[ratings.judged(rating.kind, rating.value)])
        told = [vocabulary.label("rating", rating.kind)]
        at = rating.at or rating.asked_at
        if at is not None:
            told.append(short_moment(at, self._desk.clock))
        if rating.asked_by:
            told.append(vocabulary.label("activity", rating.asked_by))
        self._when.setText(" · ".join(told))
        self.setAccessibleName(", ".join((value_told(rating), *told, rating.comment)))
        answered = rating.value is not None
        self.comment.show_value(rating.comment, rating.comment, other=other)
        self.comment.setVisible(answered)
        self.testimonial.show_value(rating.testimonial, rating.testimonial, other=other)
        self.testimonial.setVisible(
            ratings.judged(rating.kind, rating.value) == "good" or bool(rating.testimonial)
        )

    def _save_comment(self, text: str, _seen: object) -> tuple[bool, str]:
        store, mine = self._desk.store, self._rating
        if mine is None:
            return True, ""
        return tried(self._desk, lambda: self._kept(ratings.note_comment(store, mine, text)))

    def _save_testimonial(self, text: str, _seen: object) -> tuple[bool, str]:
        store, mine = self._desk.store, self._rating
        if mine is None:
            return True, ""
        return tried(self._desk, lambda: self._kept(ratings.keep_testimonial(store, mine, text)))

    def _kept(self, rating: Rating) -> None:
        self._rating = rating  # what the next change must have seen

    def _remove(self) -> None:
        store, mine = self._desk.store, self._rating
        if mine is not None:
            told = _("Deleted the rating {value}").format(value=value_told(mine))
            self._desk.act(lambda: (prospects.delete(store, mine, value_told(mine)), True), told=told)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([self.comment.commit(), self.testimonial.commit()])


def value_told(rating: Rating) -> str:
    """`4 of 5`, or that there is no answer yet."""
    if rating.value is None:
        return _("no answer yet")
    high = ratings.SCALES[rating.kind][1] if rating.kind in ratings.SCALES else 5
    return _("{value} of {high}").format(value=rating.value, high=high)
