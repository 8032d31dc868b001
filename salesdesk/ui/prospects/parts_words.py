"""Products asked about, consents, and answers to the fair's questions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.consents import Consent
from salesdesk.domain.locally import day_month
from salesdesk.domain.prospects import Answer, AskedAbout, Question
from salesdesk.i18n import _
from salesdesk.services.questions import proposed_rung
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.buttons import label as relabel
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.facts import LABEL, AddingLine, TextFact, quiet_line
from salesdesk.ui.widgets.labels import muted, secondary


def labelled(label: str) -> tuple[QWidget, QVBoxLayout]:
    """A label at the left and a column beside it, as other facts have them."""
    made = QWidget()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    said = muted(label, wrap=True, step=0)
    said.setFixedWidth(LABEL)
    said.setContentsMargins(0, 5, 0, 0)
    row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
    column = QVBoxLayout()
    column.setSpacing(0)
    row.addLayout(column, 1)
    return made, column


def labelled_rows(parent: QWidget, label: str) -> tuple[QVBoxLayout, QVBoxLayout]:
    """Fills `parent` with a label and a column beside it; the rows of that column, and the column itself, for what
    stands under them."""
    outer = QVBoxLayout(parent)
    outer.setContentsMargins(0, 0, 0, 0)
    box, column = labelled(label)
    outer.addWidget(box)
    rows = QVBoxLayout()
    rows.setSpacing(0)
    column.addLayout(rows)
    return rows, column


def emptied(column: QVBoxLayout) -> None:
    """Takes all out of a column."""
    while (item := column.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Asked(QWidget):
    """The products asked about, each with how interest showed, and a line that adds one."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._found: tuple[Any, ...] = ()
        self._rows, column = labelled_rows(self, _("Asked about"))
        self.adding = AddingLine(_("Add a product"), self._add)
        column.addWidget(self.adding)

    def show_parts(self, found: Sequence[AskedAbout], *, other: bool) -> None:
        """Shows what was asked about."""
        if other:
            self.adding.clear()
        said = tuple((one.id, one.product, one.signal) for one in found)
        if said == self._found:
            return
        self._found = said
        emptied(self._rows)
        for one in found:
            self._rows.addWidget(self._row(one))

    def _row(self, one: AskedAbout) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(7, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(secondary(one.product, wrap=True), 1)
        signal = button(vocabulary.label("signal", one.signal) or "…", kind="quiet")
        signal.setAccessibleName(_("More on {value}").format(value=one.product))
        signal.clicked.connect(lambda: self._menu(one, signal))
        row.addWidget(signal, 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _menu(self, one: AskedAbout, under: QWidget) -> None:
        def change(slug: str) -> Callable[[], object]:
            return lambda: self._saver.change(one, {"signal": (one.signal, slug)})

        words = [(vocabulary.label("signal", slug), change(slug)) for slug in vocabulary.SIGNALS]
        told = _("Took off {value}").format(value=one.product)
        menu_under(under, [*words, None, (_("Take off"), lambda: self._saver.take_off(one, told))])

    def commit(self) -> bool:
        """Saves what is being typed."""
        return self.adding.commit()

    def _add(self, text: str) -> tuple[bool, str]:
        return self._saver.set([("asked_about", text)], {})


class Consents(QWidget):
    """What is allowed, by which channel, on what basis and in which words."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._found: tuple[Any, ...] = ()
        self._rows, column = labelled_rows(self, _("Consent"))
        self.adding = button(_("Add a consent"), self._ask, kind="link")
        column.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)

    def show_parts(self, found: Sequence[Consent]) -> None:
        """Shows the consents."""
        said = tuple((one.id, one.channel, one.basis, one.wording, one.withdrawn_at) for one in found)
        if said == self._found:
            return
        self._found = said
        emptied(self._rows)
        for one in found:
            self._rows.addWidget(self._row(one))

    def _row(self, one: Consent) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(7, 0, 0, 4)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        basis = vocabulary.label("consent_basis", one.basis)
        channel = vocabulary.label("consent_channel", one.channel)
        state = [channel, basis]
        zone = self._saver.desk.clock.zone()
        if one.withdrawn_at:
            state.append(_("withdrawn {day}").format(day=day_month(one.withdrawn_at.astimezone(zone).date())))
        elif one.at:
            state.append(day_month(one.at.astimezone(zone).date()))
        row.addWidget(
            (muted if one.withdrawn_at else secondary)(" · ".join(filter(None, state)), wrap=True), 1
        )
        more = button("…", kind="quiet", name=_("More on {value}").format(value=channel))
        more.clicked.connect(lambda: self._menu(one, more, channel))
        row.addWidget(more, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        words = TextFact("", quiet_line(_("In which words"), name=_("In which words")), self._saves(one))
        words.show_value(one.wording, one.wording)
        column.addWidget(words)
        return made

    def _saves(self, one: Consent) -> Callable[[str, Any], tuple[bool, str]]:
        return lambda text, seen: self._saver.change(one, {"wording": (seen, text.strip())})

    def _menu(self, one: Consent, under: QWidget, channel: str) -> None:
        now = self._saver.desk.clock.now()

        def change(field: str, value: Any) -> Callable[[], object]:
            return lambda: self._saver.change(one, {field: (getattr(one, field), value)})

        words = vocabulary.slugs("consent_basis")
        bases = [(vocabulary.label("consent_basis", slug), change("basis", slug)) for slug in words]
        last = (
            (_("Given again"), change("withdrawn_at", None))
            if one.withdrawn_at
            else (_("Withdraw the consent to {channel}").format(channel=channel), change("withdrawn_at", now))
        )
        menu_under(under, [*bases, None, last])

    def _ask(self) -> None:
        def add(channel: str) -> Callable[[], object]:
            now = self._saver.desk.clock.now()
            said = {"channel": channel, "basis": "consent", "at": now}
            return lambda: self._saver.add("consents", said)

        words = vocabulary.slugs("consent_channel")
        menu_under(self.adding, [(vocabulary.label("consent_channel", slug), add(slug)) for slug in words])


class Answers(QWidget):
    """The questions of the fair, each with its answer under it: a question is too long for the narrow column of
    labels."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._facts: dict[UUID, TextFact] = {}
        self._asked: tuple[Any, ...] = ()
        self._known: dict[UUID, Answer] = {}
        self._stage, self._up = "", ""
        self.move_up = button("", self._move_up, kind="link", icon="arrow-up")
        self.move_up.setParent(self)
        self.move_up.hide()

    def show_answers(
        self, stage: str, questions: Sequence[Question], answers: Sequence[Answer], *, other: bool
    ) -> None:
        """Shows the questions with what was answered; with all of its rung, `stage`, answered proposes the next."""
        asked = tuple((one.id, one.text) for one in questions)
        if asked != self._asked:
            self._asked = asked
            self._column.removeWidget(self.move_up)
            emptied(self._column)
            self._facts = {}
            for one in questions:
                fact = TextFact("", quiet_line("…", name=one.text), self._saves(one.id))
                self._facts[one.id] = fact
                said = muted(one.text, wrap=True, step=0)
                said.setContentsMargins(0, 5, 0, 0)
                self._column.addWidget(said)
                self._column.addWidget(fact)
            self._column.addWidget(self.move_up, 0, Qt.AlignmentFlag.AlignLeft)
        self._known = {one.question: one for one in answers if one.question}
        for ident, fact in self._facts.items():
            text = self._known[ident].text if ident in self._known else ""
            fact.show_value(text, text, other=other)
        self._stage, self._up = stage, proposed_rung(stage, questions, answers)
        if self._up:
            told = _("All answered: move up to {rung}").format(rung=vocabulary.label("stage", self._up))
            relabel(self.move_up, told)
            self.move_up.setAccessibleName(told)
        self.move_up.setVisible(bool(self._up))
        self.setVisible(bool(questions))

    def _move_up(self) -> None:
        self._saver.set([("stage", self._up)], {"stage": self._stage})

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        done = [fact.commit() for fact in self._facts.values()]  # all of them, whatever one says
        return all(done)

    def _saves(self, question: UUID) -> Callable[[str, Any], tuple[bool, str]]:
        def save(text: str, seen: Any) -> tuple[bool, str]:
            now, answer = self._saver.desk.clock.now(), self._known.get(question)
            if answer is None:
                return self._saver.add("answers", {"question": question, "text": text.strip(), "at": now})
            return self._saver.change(answer, {"text": (seen, text.strip()), "at": (answer.at, now)})

        return save
