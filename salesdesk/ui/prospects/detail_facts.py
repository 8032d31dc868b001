"""The facts of a prospect, each edited where it is read; the rare ones behind More."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Final

from PySide6.QtCore import QStringListModel, Qt, QTimer
from PySide6.QtWidgets import QCompleter, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import day_month
from salesdesk.i18n import N_, _
from salesdesk.services import companies
from salesdesk.services.cards import Card as Person
from salesdesk.ui.prospects.detail_reading import Look
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.prospects.parts import Parts
from salesdesk.ui.prospects.parts_addresses import Addresses
from salesdesk.ui.prospects.parts_words import Answers, Asked, Consents
from salesdesk.ui.prospects.tags import Tags
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
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
    "trade": (N_("Trade"), lambda p: p.prospect.trade),
    "size": (N_("Size"), lambda p: p.prospect.size),
    "region": (N_("Region"), lambda p: p.prospect.region),
    "language": (N_("Language"), lambda p: p.prospect.language),
    "note": (N_("Note"), lambda p: p.prospect.note),
}
_NOTE_LINES: Final = (1, 10)  # the note grows with its text between these


class Facts(Card):
    """All that is known of someone, to be read and edited."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._look: Look | None = None
        self.head(_("Details"))
        self._typed = {field: self._text(field) for field in _TYPED}
        self._choices: dict[str, Choice] = {}
        self._parts = {subject: Parts(saver, subject) for subject in ("phones", "emails", "webs")}
        self._addresses, self._asked = Addresses(saver), Asked(saver)
        self._consents, self._answers = Consents(saver), Answers(saver)
        self.tags = Tags(saver)
        self._which = TextFact(_("Which source"), quiet_line(), self._save_which)
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(0)
        for made in self._common():
            column.addWidget(made)
        self._fold = button(
            _("More"), lambda: self.unfold(on=self._rare.isHidden()), kind="link", icon="chevron-down"
        )
        column.addWidget(self._fold, 0, Qt.AlignmentFlag.AlignLeft)
        self._rare = QWidget()
        rare = QVBoxLayout(self._rare)
        rare.setContentsMargins(0, 0, 0, 0)
        rare.setSpacing(0)
        for made in self._seldom():
            rare.addWidget(made)
        column.addWidget(self._rare)
        self._rare.hide()
        self.body.addWidget(box)
        self._complete_companies()

    def _common(self) -> list[QWidget]:
        typed = self._typed
        return [
            *(self._parts["phones"], self._parts["emails"], typed["company"], typed["title"]),
            self._choice("stage", _("Stage"), "stage"),
            self._choice("time_frame", _("Buys"), "time_frame"),
            *(self.tags, self._answers, self._asked, typed["note"]),
        ]

    def _seldom(self) -> list[QWidget]:
        typed = self._typed
        return [
            *(typed["name"], typed["first_name"], typed["last_name"]),
            *(self._addresses, self._parts["webs"]),
            *(
                self._choice("source", _("Source"), "source"),
                self._which,
                self._choice("fair", _("Met at"), ""),
            ),
            *(typed["birthday"], typed["customer_since"]),
            *(typed["trade"], typed["size"], typed["region"], typed["language"]),
            self._consents,
        ]

    def _text(self, field: str) -> TextFact:
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
        return TextFact(label, editor, lambda text, seen: self._saver.set([(field, text)], {field: seen}))

    def _choice(self, field: str, label: str, words: str) -> Fact:
        options = [(slug, vocabulary.label(words, slug)) for slug in vocabulary.slugs(words)] if words else []
        choice = Choice([("", _("Not said")), *options] if field != "stage" else options, name=label)
        choice.chosen.connect(partial(self._chosen, field))
        self._choices[field] = choice
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

    def _save_which(self, text: str, _seen: Any) -> tuple[bool, str]:
        return self._saver.set([("source_which", text)], {})

    def _complete_companies(self) -> None:
        line = self._typed["company"].editor
        assert isinstance(line, QLineEdit)
        names = QStringListModel(self)
        completer = QCompleter(names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        line.setCompleter(completer)

        def offer(text: str) -> None:
            with self._saver.desk.store.read() as reading:
                names.setStringList(companies.names(reading, text))

        line.textEdited.connect(offer)

    def unfold(self, *, on: bool) -> None:
        """Shows the rare facts, or hides them."""
        self._rare.setVisible(on)
        self._fold.setText(_("Less") if on else _("More"))

    def first(self) -> QWidget:
        """The first editor, for who wants to edit all."""
        return self._parts["phones"].lines()[0].editor

    def show_look(self, look: Look, *, other: bool) -> None:
        """Shows a prospect: another one where `other`."""
        self._look = look
        card, prospect = look.card, look.card.prospect
        for field, fact in self._typed.items():
            fact.show_value(_TYPED[field][1](card), getattr(prospect, field), other=other)
        for subject, made in self._parts.items():
            made.show_parts(getattr(card, subject), other=other)
        self._addresses.show_parts(card.addresses, other=other)
        self._asked.show_parts(card.asked_about, other=other)
        self._consents.show_parts(card.consents)
        self._answers.show_answers(look.questions, card.answers, other=other)
        self.tags.show_tags([tag.name for tag in card.tags], look.tags, other=other)
        self._which.show_value(card.source.which if card.source else "", prospect.source, other=other)
        self._choices["stage"].show_value(prospect.stage, vocabulary.label("stage", prospect.stage))
        self._choices["time_frame"].show_value(prospect.time_frame)
        kind = card.source.kind if card.source else ""
        self._choices["source"].show_value(kind, vocabulary.label("source", kind))
        self._choices["fair"].offer([("", _("Not at a fair")), *((name, name) for name in look.fairs)])
        self._choices["fair"].show_value(card.fair.name if card.fair else "")

    def commit(self) -> bool:
        """Saves what is being typed; False where something was not taken."""
        parts = (*self._parts.values(), self._addresses, self._asked, self._answers, self.tags)
        return all(
            [*(fact.commit() for fact in (*self._typed.values(), self._which)), *(p.commit() for p in parts)]
        )


def _grow(area: QPlainTextEdit) -> None:
    """Makes a text as high as it needs to be, within reason."""

    def settle() -> None:
        least, most = _NOTE_LINES
        lines = min(most, max(least, int(area.document().size().height())))
        area.setFixedHeight(lines * area.fontMetrics().lineSpacing() + 12)

    QTimer.singleShot(0, area, settle)
