"""One candidate of the week's review: who, what could be offered, what speaks for it, and a key for each answer."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from salesdesk.clock import Clock
from salesdesk.i18n import N_, _
from salesdesk.services import review_words
from salesdesk.services.review_candidates import Candidate
from salesdesk.services.reviews import Standing
from salesdesk.ui.keeping import review_wording as wording
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chips import Chip
from salesdesk.ui.widgets.labels import KeyCap, ToneLabel, muted, secondary, strong
from salesdesk.ui.widgets.meters import Meter
from salesdesk.ui.widgets.portraits import Portrait

ANSWERS: Final = (  # what each is called, its key, its icon
    ("opportunity", N_("Opportunity"), "O", "plus"),
    ("not-now", N_("Not now"), "N", "clock"),
    ("no-fit", N_("No fit"), "X", "x"),
)


class CandidateCard(Card):
    """Has the keyboard itself, so that the keys of the answers work and a screen reader says all of it."""

    answered = Signal(str)
    back = Signal()
    finish = Signal()
    opened = Signal()  # the customer is to be looked at

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._head = self.head(_("Week's review"))
        self._meter = Meter(name=_("Week's review"))
        self._meter.setFixedWidth(140)
        self._head.buttons.addWidget(self._meter)
        column = QVBoxLayout()
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addLayout(self._who_row())
        column.addWidget(self._offer_box())
        column.addSpacing(4)
        column.addLayout(self._answers_row())
        column.addLayout(self._foot())
        self.body.addLayout(column)

    def _who_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        self._face = Portrait()
        self._name, self._company = strong("", step=3), secondary("")
        self._name.setWordWrap(True)
        names = QVBoxLayout()
        names.setSpacing(2)
        names.addWidget(self._name)
        names.addWidget(self._company)
        look = button(_("Look at them"), self.opened.emit, kind="plain", icon="user-round")
        row.addWidget(self._face, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(names, 1)
        row.addWidget(look, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _offer_box(self) -> QWidget:
        box = Card(ground="background")
        column = QVBoxLayout()
        column.setContentsMargins(16, 12, 16, 12)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._offer, self._kind = strong("", step=2), Chip("", "accent")
        self._offer.setWordWrap(True)
        row.addWidget(self._offer, 1)
        row.addWidget(self._kind, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self._bought = muted("", wrap=True, step=0)
        column.addWidget(self._bought)
        self._evidence = [ToneLabel("", "text", wrap=True), secondary("", wrap=True)]
        for label in self._evidence:
            column.addWidget(label)
        box.body.addLayout(column)
        return box

    def _answers_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(6)
        self.buttons: dict[str, QPushButton] = {}
        for name, text, key, icon in ANSWERS:
            kind = "main" if name == "opportunity" else ""
            made = button(_(text), partial(self.answered.emit, name), kind=kind, icon=icon, tip=key)
            self.buttons[name] = made
            row.addWidget(made)
            row.addWidget(KeyCap(key))
            row.addSpacing(10)
        row.addStretch(1)
        return row

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self.step_back = button(_("One step back"), self.back.emit, kind="link", icon="arrow-left", tip="←")
        self._enough = button(_("Finish for this week"), self.finish.emit, kind="link", icon="check")
        row.addWidget(self.step_back)
        row.addStretch(1)
        row.addWidget(self._enough)
        return row

    def show_candidate(self, standing: Standing, found: Candidate) -> None:
        """Shows the candidate in front, and how far the review is."""
        told = wording.progress(standing)
        self._head.say(_("Week's review"), told)
        self._meter.say(len(standing.answered) / standing.total, None, told)
        self._face.say(found.name)
        self._name.setText(found.name)
        self._company.setText(found.company_name)
        self._company.setVisible(bool(found.company_name))
        self._offer.setText(wording.offer(found))
        self._kind.say(wording.kind(found))
        self._bought.setText(wording.bought(found, self._clock))
        said = review_words.evidence(found)
        for label, text in zip(self._evidence, [*said, "", ""][: len(self._evidence)], strict=True):
            label.setText(text)
            label.setVisible(bool(text))
        self.step_back.setVisible(bool(standing.answered))
        parts = (told, found.name, found.company_name, wording.offer(found), wording.kind(found), *said)
        self.setAccessibleName(", ".join(part for part in parts if part))

    def evidence(self) -> list[str]:
        """The sentences that are shown."""
        return [label.text() for label in self._evidence if label.text()]

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.set_edge("accent")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.set_edge("line")
