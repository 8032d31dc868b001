"""The capture form: who was met, when they would buy, what they asked about. Enter goes on, Ctrl+Enter saves."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final
from uuid import UUID

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from salesdesk.domain.vocabulary import interest_of
from salesdesk.i18n import _
from salesdesk.services.preferences import Preferences
from salesdesk.ui.fairs.card_fields import CardFields
from salesdesk.ui.fairs.content import Content
from salesdesk.ui.fairs.interests import Interests
from salesdesk.ui.fairs.parts import Consents, KnownBar, tall
from salesdesk.ui.fairs.pasting import SeveralLines
from salesdesk.ui.fairs.planning import FollowUpPicker
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.fields import Field, line, lines
from salesdesk.ui.widgets.labels import muted, plainly
from salesdesk.ui.widgets.marked import MarkedLine, email_doubt, phone_doubt

_GAP: Final = 12
_WIDTH, _HALF = 560, 270  # pixels that a question may take in the smallest window, alone and beside another
_WHOLE: Final = 8  # digits from which a number that does not exist is doubted, and not just unfinished


class CaptureForm(QWidget):
    """The fields. `changed` tells that someone said something; `who_changed` that it may be someone else."""

    changed = Signal()
    who_changed = Signal()
    left = Signal()  # what stands in the phone or the email is no longer half typed
    rebuilt = Signal()  # there are other chips or questions now
    went_to = Signal(object)  # a field that got the keyboard and should be seen

    def __init__(self, bar: KnownBar, usual: Preferences, today: date) -> None:
        super().__init__()
        self.name, self.company, self.phone, self.email = (MarkedLine() for _field in range(4))
        for editor in (self.name, self.company, self.phone, self.email):
            tall(editor)
        self.bar = bar
        self.time_frame = Segmented(_frames(), name=_("When would they buy?"), follows=True)
        self.follow_up = FollowUpPicker(_("Follow up"), usual, today)
        self.interests = Interests(_("Interested in"))
        self.note = lines(rows=2)
        self.consents = Consents()
        self._also = muted("", wrap=True)
        self._also.hide()
        self._answers: dict[str, QLineEdit] = {}
        self._kept_answers: dict[str, str] = {}
        self._scanned: tuple[str, ...] = ()
        self._room = self._too_narrow = 0
        self.pasted = SeveralLines(self)
        self.fields = {
            "name": Field(_("Name"), self.name),
            "company": Field(_("Company"), self.company),
            "phone": Field(_("Phone"), self.phone),
            "email": Field(_("Email"), self.email),
        }
        self.card = CardFields(self.fields)
        self._arrange()
        self._connect()

    def _arrange(self) -> None:
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(_GAP + 2)
        self._grid.setVerticalSpacing(_GAP)
        for column in (0, 1):
            self._grid.setColumnStretch(column, 1)
            self._grid.setColumnMinimumWidth(column, 200)
        for place, field in enumerate(self.fields.values()):
            self._grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        self._grid.addWidget(self.card, 2, 0, 1, 2)
        self._grid.addWidget(self.bar, 3, 0, 1, 2)
        self._when = QHBoxLayout()
        self._when.setSpacing(_GAP + 2)
        self._when.addWidget(Field(_("When would they buy?"), self.time_frame), 1)
        self._when.addWidget(Field(_("Follow up"), self.follow_up), 1)
        self._grid.addLayout(self._when, 4, 0, 1, 2)
        self._grid.addWidget(Field(_("Interested in"), self.interests), 5, 0, 1, 2)
        self._questions = QGridLayout()
        self._questions.setHorizontalSpacing(_GAP + 2)
        self._questions.setVerticalSpacing(_GAP)
        for column in (0, 1):
            self._questions.setColumnStretch(column, 1)
        self._grid.addLayout(self._questions, 6, 0, 1, 2)
        note = QVBoxLayout()
        note.setSpacing(4)
        note.addWidget(Field(_("Note"), self.note))
        note.addWidget(self._also)
        self._grid.addLayout(note, 7, 0, 1, 2)
        self._grid.setRowStretch(8, 1)

    def _connect(self) -> None:
        for editor in (self.name, self.company, self.phone, self.email):
            editor.textChanged.connect(self.who_changed)
            editor.textChanged.connect(self.changed)
        for editor in (self.name, self.company, self.phone, self.email, self.interests.line):
            self.pasted.watch(editor)
        self.card.changed.connect(self.who_changed)
        self.card.changed.connect(self.changed)
        for marked in (self.phone, self.email):
            marked.left.connect(self.left)
        self.name.textChanged.connect(lambda: self.fields["name"].refuse(""))
        self.time_frame.chosen.connect(self._framed)
        self.note.textChanged.connect(self.changed.emit)
        for part in (self.follow_up, self.interests, self.consents):
            part.changed.connect(self.changed)
        self.interests.line.textChanged.connect(self.changed)
        self.interests.rebuilt.connect(self.rebuilt)

    def _framed(self, value: str) -> None:
        self.follow_up.follow(interest_of(value))
        self.changed.emit()

    def look_over(self, country: str) -> None:
        """Says of the phone, whose country is `country`, and of the email what they are, or that they are kept as
        typed; of one that is being typed, only where it is long enough to be whole."""
        phone, email = self.phone.text().strip(), self.email.text().strip()
        whole = not self.phone.hasFocus() or sum(c.isdigit() for c in phone) >= _WHOLE
        if country or not whole:
            self.phone.say(country)
        else:
            self.phone.doubt(phone_doubt("") if phone else "")
        self.email.doubt(email_doubt(email) if email and not self.email.hasFocus() else "")

    def take_time_frame(self, value: str) -> None:
        """Chooses when they would buy, by a key of its own."""
        self.time_frame.choose(value)
        self._framed(value)

    def asked(self) -> list[UUID]:
        """The questions that are asked."""
        return [UUID(key) for key in self._answers]

    def content(self) -> Content:
        """What stands in the form."""
        typed = {key: editor.text().strip() for key, editor in self._answers.items()}
        answers = {key: text for key, text in {**self._kept_answers, **typed}.items() if text}
        return Content(
            name=self.name.text(),
            company=self.company.text(),
            phone=self.phone.text(),
            email=self.email.text(),
            time_frame=self.time_frame.value(),
            follow_up=self.follow_up.value(),
            products=self.interests.value(),
            consents=self.consents.value(),
            answers=answers,
            note=self.note.toPlainText(),
            scanned=self._scanned,
            card=self.card.card.id if self.card.card else "",
            also=self.card.value(),
        )

    def show_content(self, content: Content, *, besides: str = "", doubts: str = "") -> None:
        """Shows `content`; `besides` names what was scanned and has no field, `doubts` are sentences on what was
        read there and could not be meant."""
        for editor, text in (
            (self.name, content.name),
            (self.company, content.company),
            (self.phone, content.phone),
            (self.email, content.email),
        ):
            editor.setText(text)
        self.time_frame.choose(content.time_frame)
        self.follow_up.follow(interest_of(content.time_frame))
        self.follow_up.choose(content.follow_up)
        self.interests.choose(content.products)
        self.consents.choose(content.consents)
        self.note.setPlainText(content.note)
        self._scanned = content.scanned
        self._kept_answers = dict(content.answers)
        for key, editor in self._answers.items():
            editor.setText(content.answers.get(key, ""))
        also = _("Also kept from what was read: {what}").format(what=besides) if besides else ""
        self._also.setText(". ".join(filter(None, (also, doubts))))
        self._also.setVisible(bool(self._also.text()))

    def ask(self, questions: Sequence[tuple[UUID, str]]) -> None:
        """Asks the fair's own questions; what is answered already stays."""
        wanted = {one.hex: text for one, text in questions}
        if list(wanted.items()) == [(key, editor.accessibleName()) for key, editor in self._answers.items()]:
            return
        self._kept_answers = dict(self.content().answers)
        while (item := self._questions.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        self._answers = {key: line() for key in wanted}
        row, column = 0, 0
        for place, (key, editor) in enumerate(self._answers.items()):
            editor.setObjectName(f"answer-{place + 1}")
            editor.setText(self._kept_answers.get(key, ""))
            editor.textChanged.connect(self.changed)
            self.pasted.watch(editor)
            field = _asked_in(Field(wanted[key], editor))
            alone = field.label.sizeHint().width() > _HALF or (place == len(wanted) - 1 and column == 0)
            row, column = (row + 1, 0) if alone and column else (row, column)
            self._questions.addWidget(field, row, column, 1, 2 if alone else 1)
            row, column = (row + 1, 0) if alone or column else (row, 1)
        self.rebuilt.emit()

    def fit(self, room: int) -> None:
        """Puts when they would buy above the follow-up where both are wider than `room` px beside each other."""
        self._room = room
        rows = self.time_frame, self.follow_up.row()
        if sum(row.minimumSizeHint().width() for row in rows) + self._when.spacing() > room:
            self._too_narrow = max(self._too_narrow, room)  # and stays so, whatever day is chosen then
        way = QBoxLayout.Direction
        self._when.setDirection(way.TopToBottom if room <= self._too_narrow else way.LeftToRight)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest and self._room:
            self.fit(self._room)
        return super().event(event)

    def set_spacing(self, gap: int, *, high: int) -> None:
        """Sets the rows `gap` px from each other, and the fields `high` px high."""
        for grid in (self._grid, self._questions):
            grid.setVerticalSpacing(gap)
        self.card.set_spacing(_GAP + 2, gap)
        for editor in (self.name, self.company, self.phone, self.email):
            editor.setFixedHeight(high)

    def begin(self) -> None:
        """Puts the keyboard into the first field, or the first that is to be looked at."""
        self._go_to(next(iter(self.card.doubtful()), self.name))

    def go_on_from_who(self) -> None:
        """Puts the keyboard after the fields that tell who is meant, where it was on the bar under them."""
        self.time_frame.setFocus(Qt.FocusReason.TabFocusReason)

    def in_order(self) -> list[QWidget]:
        """All that takes the keyboard, in the order of Tab."""
        rows = [
            *self.time_frame.findChildren(QAbstractButton),
            *self.follow_up.row().findChildren(QAbstractButton),
        ]
        who = [self.name, self.company, self.phone, self.email, *self.card.editors()]
        about = [*self.interests.chips(), self.interests.line, *self.interests.found()]
        asked = [*about, *self._answers.values(), self.note]
        return [*who, *self.bar.findChildren(QAbstractButton), *rows, *asked]

    def _stations(self) -> list[QWidget]:
        """Where Enter goes, one after the other."""
        first: list[QWidget] = [
            self.name,
            self.company,
            self.phone,
            self.email,
            *self.card.editors(),
            self.time_frame,
            self.follow_up.row(),
        ]
        return [*first, self.interests, *self._answers.values(), self.note]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and plain:
            self._go_on()
            event.accept()
            return
        super().keyPressEvent(event)

    def _go_on(self) -> None:
        """Goes to the field after the one that has the keyboard."""
        stations, here = self._stations(), self.focusWidget()
        if isinstance(here, MarkedLine) and here.is_unlooked:
            here.settle()
            if doubtful := self.card.doubtful():
                self._go_to(doubtful[0])
            else:
                self._go_to(self.time_frame)
            return
        at = next(
            (n for n, one in enumerate(stations) if here and (one is here or one.isAncestorOf(here))), None
        )
        if at is not None and at + 1 < len(stations):
            following = stations[at + 1]
            self._go_to(self.interests.first() if following is self.interests else following, following)

    def _go_to(self, widget: QWidget, seen: QWidget | None = None) -> None:
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        self.went_to.emit(seen or widget)


def _asked_in(field: Field) -> Field:
    """A field whose label is a question, as long as the seller wrote it: no wider than the form may be."""
    whole = field.label.text()
    shown = QFontMetrics(field.label.font()).elidedText(whole, Qt.TextElideMode.ElideRight, _WIDTH)
    field.label.setText(shown)
    field.label.setToolTip(plainly(whole if shown != whole else ""))
    return field


def _frames() -> list[Option]:
    return [
        Option("now", _("Now"), "flame", "hot"),
        Option("two-months", _("In 2 months"), "thermometer", "warm"),
        Option("none", _("Just looking"), "snowflake", "cold"),
    ]
