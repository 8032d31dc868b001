"""Filters: a menu and removable chips, both of which only write the query that stands in the search line."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from salesdesk.domain import query as written
from salesdesk.domain import vocabulary
from salesdesk.domain.query import Condition, Query, QueryError
from salesdesk.i18n import _
from salesdesk.ui.widgets.chip_buttons import RemovableChip
from salesdesk.ui.widgets.flow import FlowLayout
from salesdesk.ui.widgets.menus import StayingMenu

SUBJECT = "prospects"


@dataclass(frozen=True, slots=True)
class Choice:
    """A choice of the menu: its title and the term that it writes."""

    title: str
    term: str


def choices(fairs: Sequence[str], tags: Sequence[str]) -> list[tuple[str, list[Choice]]]:
    """The menu: its parts with their choices."""

    def of(kind: str, field: str) -> list[Choice]:
        return [Choice(vocabulary.label(kind, slug), f"{field}:{slug}") for slug in vocabulary.slugs(kind)]

    return [
        (_("Interest"), of("interest", "interest")),
        (_("Stage"), of("stage", "stage")),
        (
            _("Next step"),
            [
                Choice(_("Late"), "is:late"),
                Choice(_("Due today"), "due:today"),
                Choice(_("Due by the end of the week"), "due:<=sunday"),
                Choice(_("Without a follow-up"), "no:follow-up"),
            ],
        ),
        (_("Source"), of("source", "source")),
        (_("Fair"), [Choice(name, f"fair:{quoted(name)}") for name in fairs]),
        (_("Tag"), [Choice(name, f"tag:{quoted(name)}") for name in tags]),
        (
            _("Also"),
            [
                Choice(_("Open complaint"), "has:complaint"),
                Choice(_("No phone"), "no:phone"),
                Choice(_("No email"), "no:email"),
                Choice(_("No consent"), "no:consent"),
                Choice(_("Met this week"), "met:>=monday"),
                Choice(_("Deleted"), "is:deleted"),
            ],
        ),
    ]


def quoted(text: str) -> str:
    """A value as the query language writes it."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def toggled(text: str, term: str, day: date) -> str:
    """The query `text` with the term, or without it where it stands there."""
    query = written.parse(text, subject=SUBJECT, today=day)
    (wanted,) = written.parse(term, subject=SUBJECT, today=day).terms
    terms = tuple(one for one in query.terms if one != wanted)
    return written.write(Query(terms if len(terms) < len(query.terms) else (*terms, wanted)))


def without(text: str, place: int, day: date) -> str:
    """The query `text` without the term at `place`."""
    query = written.parse(text, subject=SUBJECT, today=day)
    return written.write(Query((*query.terms[:place], *query.terms[place + 1 :])))


def conditions(text: str, day: date) -> list[tuple[int, str]]:
    """The conditions of a query: the place of each among its terms, and how it reads. None where it is wrong."""
    try:
        query = written.parse(text, subject=SUBJECT, today=day)
    except QueryError:
        return []
    return [(place, told(term)) for place, term in enumerate(query.terms) if isinstance(term, Condition)]


def is_asked(text: str, term: str, day: date) -> bool:
    """Whether the query `text` asks for the term."""
    try:
        query = written.parse(text, subject=SUBJECT, today=day)
    except QueryError:
        return False
    return written.parse(term, subject=SUBJECT, today=day).terms[0] in query.terms


def told(term: Condition) -> str:
    """A condition as a chip says it: `Customer`, `Fair: Hjem & Hage`, `not Hot`."""
    plain = written.write(Query((replace(term, negated=term.negated and term.op == "has"),)))
    known = {choice.term: choice.title for _part, some in choices((), ()) for choice in some}
    if plain in known:
        said = known[plain]
        return _("not {what}").format(what=said) if term.negated and term.op != "has" else said
    kind = "consent_channel" if term.field == "consent" else term.field
    values = [vocabulary.label(kind, v) if kind in vocabulary.WORDS else v for v in term.values]
    label = _labels().get(term.field)
    named = label is not None and term.op in {":", "="}
    said = f"{label}: {' / '.join(values)}" if named else plain
    return _("not {what}").format(what=said) if term.negated and term.op != "has" else said


def _labels() -> dict[str, str]:
    """What people call the fields that are asked for most."""
    return {
        "fair": _("Fair"),
        "tag": _("Tag"),
        "city": _("City"),
        "company": _("Company"),
        "stage": _("Stage"),
        "interest": _("Interest"),
        "source": _("Source"),
        "due": _("Next step"),
        "consent": _("Consent"),
    }


class FilterMenu(StayingMenu):
    """What one may filter by; each choice is switched on and off, and the menu stays for the next."""

    chosen = Signal(str)  # a term

    def __init__(
        self,
        parts: Sequence[tuple[str, Sequence[Choice]]],
        is_on: Callable[[str], bool],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        for title, some in parts:
            if not some:
                continue
            menu = StayingMenu(self, title)
            self.addMenu(menu)
            for choice in some:
                action = menu.addAction(choice.title)
                action.setCheckable(True)
                action.setChecked(is_on(choice.term))
                action.triggered.connect(partial(self._triggered, choice.term))

    def _triggered(self, term: str, _checked: object = None) -> None:
        self.chosen.emit(term)


class FilterChips(QWidget):
    """The conditions of the query as chips that are taken off by a click."""

    removed = Signal(int)  # the place of a term

    def __init__(self) -> None:
        super().__init__()
        self._flow = FlowLayout(self, spacing=6)
        self._shown: list[tuple[int, str]] = []
        self._chips: list[RemovableChip] = []
        self.hide()

    def show_conditions(self, found: list[tuple[int, str]]) -> None:
        """Shows other conditions; hidden where there is none."""
        if found == self._shown:
            return
        self._shown = found
        for old in self._chips:
            self._flow.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._chips = [self._chip(place, said) for place, said in found]
        self.setVisible(bool(found))
        self.updateGeometry()

    def _chip(self, place: int, said: str) -> RemovableChip:
        chip = RemovableChip(said, "accent")
        chip.removed.connect(partial(self.removed.emit, place))
        self._flow.addWidget(chip)
        chip.show()
        return chip
