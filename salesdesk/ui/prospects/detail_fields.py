"""The fields of a prospect as facts: a label and an editor that saves itself, made for those that are asked for."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QStringListModel, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_month
from salesdesk.i18n import N_, _
from salesdesk.services import companies
from salesdesk.services.cards import Card as Person
from salesdesk.ui.prospects.detail_reading import Look
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.widgets.facts import Choice, Fact, TextFact, quiet_line

# field → label, how it is shown
_TYPED: Final[dict[str, tuple[str, Callable[[Person], str]]]] = {
    "name": (N_("Name"), lambda p: p.prospect.name),
    "first_name": (N_("First name"), lambda p: p.prospect.first_name),
    "last_name": (N_("Last name"), lambda p: p.prospect.last_name),
    "title": (N_("Title"), lambda p: p.prospect.title),
    "company": (N_("Company"), lambda p: p.company.name if p.company else ""),
    "birthday": (N_("Birthday"), lambda p: day_month(p.prospect.birthday) if p.prospect.birthday else ""),
    "customer_since": (
        N_("Customer since"),
        lambda p: day_month(p.prospect.customer_since) if p.prospect.customer_since else "",
    ),
    "revisit_on": (
        N_("Try again"),
        lambda p: day_month(p.prospect.revisit_on) if p.prospect.revisit_on else "",
    ),
    "revisit_product": (N_("Offer then"), lambda p: p.prospect.revisit_product),
    "trade": (N_("Trade"), lambda p: p.prospect.trade),
    "size": (N_("Size"), lambda p: p.prospect.size),
    "region": (N_("Region"), lambda p: p.prospect.region),
    "language": (N_("Language"), lambda p: p.prospect.language),
    "note": (N_("Note"), lambda p: p.prospect.note),
}
_NOTE_LINES: Final = (1, 10)  # the note grows with its text between these


class Editors:
    """Editors of one prospect's fields: those of one part of the detail."""

    def __init__(self, saver: Saver) -> None:
        self._saver = saver
        self._look: Look | None = None
        self._typed: dict[str, TextFact] = {}
        self.choices: dict[str, Choice] = {}
        self.parked = False  # just now: when to come back is asked next

    def text(self, field: str) -> TextFact:
        """Makes the editor of a field that is typed."""
        label = _(_TYPED[field][0])
        editor: QLineEdit | QPlainTextEdit = quiet_line("…")
        if field == "note":
            editor = QPlainTextEdit()
            editor.setProperty("kind", "quiet")
            editor.setPlaceholderText("…")
            editor.setTabChangesFocus(True)
            editor.document().setDocumentMargin(0)
            editor.textChanged.connect(partial(_grow, editor))
            _grow(editor)
        elif field == "company":
            self._complete_companies(editor)
        made = TextFact(label, editor, lambda text, seen: self._saver.set([(field, text)], {field: seen}))
        self._typed[field] = made
        return made

    def choice(self, field: str, label: str, words: str) -> Fact:
        """Makes the editor of a field that is one of the `words` of a vocabulary, or of what is offered later."""
        options = [(slug, vocabulary.label(words, slug)) for slug in vocabulary.slugs(words)] if words else []
        choice = Choice([("", _("Not said")), *options] if field != "stage" else options, name=label)
        choice.chosen.connect(partial(self._chosen, field))
        self.choices[field] = choice
        return Fact(label, choice)

    def _chosen(self, field: str, value: str) -> None:
        prospect = self._look.card.prospect if self._look else None
        if prospect is None:
            return
        pairs = [(field, value)]
        source = self._look.card.source if self._look else None
        if field == "source" and value and source and source.which:
            pairs.append(("source_which", source.which))
        taken, told = self._saver.set(pairs, {field: getattr(prospect, field)})
        if not taken:
            self._saver.desk.say(told)
        self.parked = taken and (field, value) == ("stage", "parked")

    def _complete_companies(self, line: QLineEdit) -> None:
        names = QStringListModel(line)
        completer = QCompleter(names, line)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        line.setCompleter(completer)

        def offer(text: str) -> None:
            with self._saver.desk.store.read() as reading:
                names.setStringList(companies.names(reading, text))

        line.textEdited.connect(offer)

    def show(self, look: Look, *, other: bool) -> None:
        """Shows a prospect in those that were made: another one where `other`."""
        self._look = look
        card, prospect = look.card, look.card.prospect
        for field, fact in self._typed.items():
            fact.show_value(_TYPED[field][1](card), getattr(prospect, field), other=other)
        kind = card.source.kind if card.source else ""
        shown = {
            "stage": (prospect.stage, vocabulary.label("stage", prospect.stage)),
            "time_frame": (prospect.time_frame, ""),
            "source": (kind, vocabulary.label("source", kind)),
            "fair": (card.fair.name if card.fair else "", ""),
        }
        for field, choice in self.choices.items():
            choice.show_value(*shown[field])

    def commit(self) -> bool:
        """Saves what is being typed; False where something was not taken."""
        done = [fact.commit() for fact in self._typed.values()]  # all of them, whatever one says
        return all(done)


def _grow(area: QPlainTextEdit) -> None:
    """Makes a text as high as it needs to be, within reason."""

    def settle() -> None:
        least, most = _NOTE_LINES
        lines = min(most, max(least, int(area.document().size().height())))
        area.setFixedHeight(lines * area.fontMetrics().lineSpacing() + 12)

    QTimer.singleShot(0, area, settle)
