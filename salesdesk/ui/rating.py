"""What a customer said of a sale, of how a complaint was solved, or of all so far: noted, and asked for.

It stands in the panes of deals, complaints and prospects, which know nothing of each other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.drafts import FollowUpDraft
from salesdesk.domain.locally import weekday
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import feedback_sheets, ratings
from salesdesk.services.feedback_sheets import FeedbackSheet
from salesdesk.services.ratings import About, Rated
from salesdesk.ui import dialogs
from salesdesk.ui.desk import Desk
from salesdesk.ui.feedback_sheet import file_named, write
from salesdesk.ui.page import SETTLE
from salesdesk.ui.rating_row import TONES, RatingRow, value_told
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.buttons import Option, Segmented, button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import line, mark
from salesdesk.ui.widgets.labels import ToneLabel, muted
from salesdesk.ui.widgets.paper import look_at

ASKED_BY: Final = ("call-out", "visit", "meeting", "email", "message", "delivery")
_NUMBER: Final = re.compile(r"\s*(\d{1,2})\b[\s:.,–-]*(.*)", re.DOTALL)


class RatingsCard(Card):
    """Reads itself: there are a handful of ratings of anything."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._about: About | None = None
        self._wanted = False
        self._rows: dict[UUID, RatingRow] = {}
        self.heading = self.head(_("Ratings"))
        self.adding = button(_("Note a rating"), self.ask, kind="link", icon="plus")
        self.sheet = button(
            _("Printed sheet"),
            self._print,
            kind="link",
            icon="printer",
            tip=_("A page in the customer's language, to be filled in by hand"),
        )
        self.heading.buttons.addWidget(self.sheet)
        self.heading.buttons.addWidget(self.adding)
        self._list = QVBoxLayout()
        self._list.setContentsMargins(16, 4, 8, 4)
        self._list.setSpacing(4)
        self.body.addLayout(self._list)
        self._none = muted(_("Not rated yet."))
        self._list.addWidget(self._none)
        self.form = RatingForm(self._note, self._asked, self._leave)
        self.body.addWidget(self.form)
        self.form.hide()
        self._settle = QTimer(self, singleShot=True, interval=SETTLE)
        self._settle.timeout.connect(self._read)
        desk.written.connect(self._heard)
        self.hide()

    def show_about(self, about: About | None, *, wanted: bool) -> None:
        """Shows the ratings about something; hides where there is none, unless it is `wanted`: may be rated by now."""
        if about != self._about:
            self.commit()
            self.form.clear()
            self.form.hide()
        self._about, self._wanted = about, wanted
        self._read()

    def about(self) -> About | None:
        """What the ratings are about."""
        return self._about

    def _heard(self, written: Written) -> None:
        if self._about is not None and written.touches("ratings"):
            self._settle.start()

    def _read(self) -> None:
        if self._about is None:
            self.hide()
            return
        with self._desk.store.read() as reading:
            found = ratings.of(reading, self._about)
        known = {one.id for one in found}
        for one in [one for one in self._rows if one not in known]:
            row = self._rows.pop(one)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, one in enumerate(found):
            row = self._rows.get(one.id)
            if row is None:
                row = self._rows[one.id] = RatingRow(self._desk)
                self._list.insertWidget(place, row)
            row.show_rating(one)
        self._none.setVisible(not found)
        self.setVisible(self._wanted or bool(found))

    def ask(self) -> None:
        """Asks for what was said, with the keyboard on the values."""
        self.show()
        self.form.show()
        self.adding.hide()
        self.form.begin()

    def _leave(self) -> None:
        self.form.hide()
        self.adding.show()
        self.adding.setFocus(Qt.FocusReason.OtherFocusReason)

    def _note(self, kind: str, value: int, comment: str, by: str) -> str:
        """Notes an answer; gives what is wrong with it."""
        about, store = self._about, self._desk.store
        if about is None:
            return ""
        refused = list[str]()

        def noting() -> Rated | None:
            try:
                return ratings.rate(store, about, kind, value, comment=comment, by=by)
            except UserError as error:
                refused.append(str(error))
                return None

        rated = self._desk.act(noting)
        if rated is not None:
            self._read()
            self._leave()
            self._tell(rated)
        return "".join(refused)

    def _tell(self, rated: Rated) -> None:
        told = _("Noted: {rating}.").format(rating=value_told(rated.rating))
        if not rated.proposals:
            self._desk.say(told, undo=True)
            return
        if ratings.judged(rated.rating.kind, rated.rating.value) == "bad":
            told = _("{noted} Call them within a day?").format(noted=told)
            words = [_("Plan the call")]
        else:
            told = _("{noted} Now is the time to ask.").format(noted=told)
            words = [one.what for one in rated.proposals]
        acts: list[tuple[str, Callable[[], None]]] = [
            (word, partial(self._plan, rated.rating.id, draft))
            for word, draft in zip(words, rated.proposals, strict=True)
        ]
        acts.append((_("Undo"), lambda: self._desk.commands.find("undo").run()))
        self._desk.offer(told, acts)

    def _plan(self, rating: UUID, draft: FollowUpDraft) -> None:
        store = self._desk.store
        day = weekday(draft.day) if draft.day else ""
        told = _("Planned: {what}, {day}").format(what=draft.what, day=day)
        self._desk.act(lambda: ratings.plan(store, rating, draft), told=told)

    def _print(self) -> None:
        """Asks where a sheet to fill in by hand is to be saved, and saves it."""
        about, store = self._about, self._desk.store
        if about is None:
            return

        def collected() -> FeedbackSheet:
            with store.read() as reading:
                return feedback_sheets.collect(reading, store.clock, about)

        sheet = self._desk.act(collected)
        if sheet is None:
            return
        file = dialogs.file_to_save(self, _("Save the sheet as PDF"), file_named(sheet), [_("PDF (*.pdf)")])
        if file is not None:
            named = file.suffix.lower() == ".pdf"
            self.write_sheet(sheet, file if named else file.with_name(f"{file.name}.pdf"))

    def write_sheet(self, sheet: FeedbackSheet, file: Path) -> None:
        """Writes a sheet, and offers to look at it or to note that they were asked."""

        def done(_none: None) -> None:
            acts: list[tuple[str, Callable[[], None]]] = [
                (_("Open"), lambda: look_at(file)),
                (_("Note that they were asked"), lambda: self._asked("satisfaction", "delivery")),
            ]
            self._desk.offer(_("Saved {file}").format(file=file.name), acts)

        self._desk.run(lambda _progress: write(file, sheet), parent=self, on_done=done)

    def _asked(self, kind: str, by: str) -> None:
        about, store = self._about, self._desk.store
        if about is None:
            return
        told = _("Noted that they were asked")
        if self._desk.act(lambda: ratings.ask(store, about, kind, by=by), told=told) is not None:
            self._read()
            self._leave()

    def commit(self) -> bool:
        """Saves what is being typed in a comment or a testimonial; False where it was not taken."""
        taken = [row.commit() for row in self._rows.values()]  # each, whatever one says
        return all(taken)


class RatingForm(QWidget):
    """Which scale, what was said on it, in which words, and how it was asked. Enter in the words notes it; a number
    before them is taken for the value."""

    def __init__(
        self,
        note: Callable[[str, int, str, str], str],
        asked: Callable[[str, str], None],
        left: Callable[[], None],
    ) -> None:
        super().__init__()
        self._note_it, self._asked = note, asked
        self.kind = Choice(_words("rating", tuple(ratings.SCALES)), name=_("Scale"), quiet=False)
        self.scales = {
            kind: Segmented(
                [Option(str(n), str(n), tone=TONES[ratings.judged(kind, n)]) for n in range(low, high + 1)],
                name=vocabulary.label("rating", kind),
            )
            for kind, (low, high) in ratings.SCALES.items()
        }
        self.comment = line(_("4 Very happy with the trays"), name=_("Rating and comment"))
        self.by = Choice(
            [("", _("asked how?")), *_words("activity", ASKED_BY)], name=_("How it was asked"), quiet=False
        )
        self._trouble = ToneLabel("", "hot", wrap=True)
        self._trouble.hide()
        self._save = button(_("Note it"), self.save, kind="main")
        self._only = button(_("Asked, no answer yet"), self._only_asked, kind="link")
        self._arrange(left)
        self.kind.chosen.connect(self._show_scale)
        self.comment.returnPressed.connect(self.save)
        self.clear()

    def _arrange(self, left: Callable[[], None]) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.kind, 1)
        top.addWidget(self.by, 1)
        column.addLayout(top)
        for scale in self.scales.values():
            column.addWidget(scale)
        column.addWidget(self.comment)
        column.addWidget(self._trouble)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(self._only)
        foot.addStretch(1)
        foot.addWidget(button(_("Leave it"), left))
        foot.addWidget(self._save)
        column.addLayout(foot)

    def _show_scale(self, _kind: str = "") -> None:
        for kind, scale in self.scales.items():
            scale.setVisible(kind == self.kind.value())

    def begin(self) -> None:
        """Puts the keyboard on the scale."""
        self.scales[self.kind.value()].setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Lets go what was said."""
        for scale in self.scales.values():
            scale.choose("")
        self.comment.clear()
        self.kind.show_value(self.kind.value() or "satisfaction")
        self.by.show_value(self.by.value())
        self._refuse("")
        self._show_scale()

    def _refuse(self, sentence: str) -> None:
        self._trouble.setText(sentence)
        self._trouble.setVisible(bool(sentence))
        mark(self.comment, sentence)

    def save(self) -> None:
        """Notes it; says what is missing."""
        kind = self.kind.value()
        said, comment = self.scales[kind].value(), self.comment.text().strip()
        found = _NUMBER.fullmatch(comment) if not said else None
        if found is not None:
            said, comment = found[1], found[2].strip()
        if not said:
            low, high = ratings.SCALES[kind]
            told = _("Choose a number from {low} to {high}.").format(low=low, high=high)
        else:
            told = self._note_it(kind, int(said), comment, self.by.value())
        self._refuse(told)
        if not told:
            self.clear()

    def _only_asked(self) -> None:
        self._asked(self.kind.value(), self.by.value())
        self.clear()


def _words(kind: str, slugs: Sequence[str]) -> list[tuple[str, str]]:
    return [(slug, vocabulary.label(kind, slug)) for slug in slugs]
