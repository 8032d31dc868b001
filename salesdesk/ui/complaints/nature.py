"""What a complaint is like: its kind, how grave it is, and whether others heard of it; the same in every form."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.i18n import _
from salesdesk.services.complaints_history import SEVERITIES
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.facts import Choice, Fact
from salesdesk.ui.widgets.fields import Field, line

NORMAL: Final = 2


class Nature(QWidget):
    """Kind and severity in a row."""

    kind_chosen = Signal(str)
    severity_chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        kinds = [(slug, vocabulary.label("complaint", slug)) for slug in vocabulary.slugs("complaint")]
        self.kind = Choice(kinds, name=_("Kind"), quiet=False)
        options = [
            Option(str(n), _(text), tone="hot" if n > NORMAL else "accent") for n, text in SEVERITIES.items()
        ]
        self.severity = Segmented(options, name=_("Severity"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        for field, share in ((Field(_("Kind"), self.kind), 2), (Field(_("Severity"), self.severity), 3)):
            row.addWidget(field, share, Qt.AlignmentFlag.AlignTop)
        self.kind.chosen.connect(self.kind_chosen)
        self.severity.chosen.connect(self._severity)
        self.show_nature(kinds[0][0], NORMAL)

    def show_nature(self, kind: str, severity: int) -> None:
        """Shows a kind and a severity."""
        self.kind.show_value(kind)
        self.severity.choose(str(severity))

    def value(self) -> tuple[str, int]:
        """Kind and severity as chosen."""
        return self.kind.value(), int(self.severity.value() or NORMAL)

    def _severity(self, value: str) -> None:
        self.severity.choose(value or str(NORMAL))  # there is always one
        self.severity_chosen.emit(int(value or NORMAL))


class Publicity(QWidget):
    """Whether others heard of it, where, and whether it was answered there."""

    said = Signal(bool)
    answered = Signal(bool)

    def __init__(self, *, answers: bool) -> None:
        """`answers`: asks whether it was answered there."""
        super().__init__()
        self._answers = answers
        self.public = CheckBox(_("Said in public"))
        self.where = line(_("Where: a review, a post …"), name=_("Where it was said in public"))
        self.fact = Fact("", self.where)
        self.there = CheckBox(_("You answered it there"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.public)
        row.addWidget(self.fact, 1)
        column.addLayout(row)
        column.addWidget(self.there)
        self.public.clicked.connect(self._clicked)
        self.there.clicked.connect(self.answered)
        self.show_publicity(public=False, answered=False)

    def show_publicity(self, *, public: bool, answered: bool) -> None:
        """Shows both; the rest only where it was said in public."""
        self.public.setChecked(public)
        self.there.setChecked(answered)
        self.fact.setVisible(public)
        self.there.setVisible(public and self._answers)

    def _clicked(self, on: object) -> None:
        self.show_publicity(public=bool(on), answered=self.there.isChecked())
        self.said.emit(bool(on))
