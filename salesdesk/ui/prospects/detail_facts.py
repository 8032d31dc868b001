"""The facts of a prospect, each edited where it is read; the rare ones behind More."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.prospects.detail_fields import Editors
from salesdesk.ui.prospects.detail_rare import Rare
from salesdesk.ui.prospects.detail_reading import Look
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.prospects.detail_score import ScoreFact
from salesdesk.ui.prospects.parts import Parts
from salesdesk.ui.prospects.parts_words import Answers, Asked
from salesdesk.ui.prospects.tags import Tags
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import in_tab_order


class Facts(Card):
    """All that is known of someone, to be read and edited."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._look: Look | None = None
        self.rare: Rare | None = None  # from the first time that someone asked for more
        self.head(_("Details"))
        self.fields = Editors(saver)
        self._parts = {subject: Parts(saver, subject) for subject in ("phones", "emails")}
        self._asked, self._answers, self.tags = Asked(saver), Answers(saver), Tags(saver)
        box = QWidget()
        self._column = QVBoxLayout(box)
        self._column.setContentsMargins(16, 8, 8, 8)
        self._column.setSpacing(0)
        text, choice = self.fields.text, self.fields.choice
        self._score = ScoreFact()
        self._parked = (text("revisit_on"), text("revisit_product"))
        for made in (
            *(self._parts["phones"], self._parts["emails"], text("company"), text("title")),
            self._score,
            *(choice("stage", _("Stage"), "stage"), *self._parked),
            choice("time_frame", _("Buys"), "time_frame"),
            *(self.tags, self._answers, self._asked, text("note")),
        ):
            self._column.addWidget(made)
        self._fold = button(
            _("More"), lambda: self.unfold(on=not self._unfolded()), kind="link", icon="chevron-down"
        )
        self._column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addWidget(box)

    def _unfolded(self) -> Rare | None:
        return self.rare if self.rare and not self.rare.isHidden() else None

    def unfold(self, *, on: bool) -> None:
        """Shows the rare facts; or hides them, unless something typed there is not taken."""
        if not on and (open_one := self._unfolded()) and not open_one.commit():
            return
        if on and self.rare is None:
            self.rare = Rare(self._saver, behind=self._fold)
            self.rare.hide()
            self._column.addWidget(self.rare)
        if on and self.rare and self._look and not self._unfolded():
            self.rare.show_look(self._look, other=True)
            self.rare.begin()
        if self.rare:
            self.rare.setVisible(on)
        self._fold.setText(_("Less") if on else _("More"))

    def first(self) -> QWidget:
        """The first editor, for who wants to edit all."""
        return self._parts["phones"].lines()[0].editor

    def show_look(self, look: Look, *, other: bool) -> None:
        """Shows a prospect: another one where `other`."""
        self._look = look
        card = look.card
        self.fields.show(look, other=other)
        self._score.show_score(look.score)
        self._show_parked(parked=card.prospect.stage == "parked")
        for subject, made in self._parts.items():
            made.show_parts(getattr(card, subject), other=other)
        self._asked.show_parts(card.asked_about, other=other)
        self._answers.show_answers(card.prospect.stage, look.questions, card.answers, other=other)
        if other:
            in_tab_order(self.tags.all_tags, self._answers)
        self.tags.show_tags([tag.name for tag in card.tags], look.tags, other=other)
        if open_one := self._unfolded():
            open_one.show_look(look, other=other)

    def _show_parked(self, *, parked: bool) -> None:
        """Shows when to come back to one who is parked; asks for it where that was done just now."""
        for fact in self._parked:
            fact.setVisible(parked)
        if parked and self.fields.parked:
            day = self._parked[0].editor
            day.setFocus(Qt.FocusReason.OtherFocusReason)
            if isinstance(day, QLineEdit):
                day.selectAll()
        self.fields.parked = False

    def commit(self) -> bool:
        """Saves what is being typed; False where something was not taken."""
        parts = (self.fields, *self._parts.values(), self._asked, self._answers, self.tags)
        done = [part.commit() for part in parts]  # all of them, whatever one says
        if open_one := self._unfolded():
            done.append(open_one.commit())
        return all(done)
