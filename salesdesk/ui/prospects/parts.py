"""Phones, email and web addresses: each a line that saves itself, with a menu of what it is and what it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.text import digits
from salesdesk.domain.values import normalise_email, normalise_phone
from salesdesk.i18n import N_, _
from salesdesk.ui.calling import call, callable_number
from salesdesk.ui.prospects.detail_head import browse, copy, write
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.facts import LABEL, AddingLine, TextFact, in_tab_order
from salesdesk.ui.widgets.labels import muted, plainly
from salesdesk.ui.widgets.marked import MarkedLine, email_doubt, phone_doubt

# subject → label, hint of the empty line, what it does (its title and how), kinds to choose from
_SORTS: Final[dict[str, tuple[str, str, str, tuple[str, ...]]]] = {
    "phones": (N_("Phone"), N_("Add a phone"), N_("Call"), ("mobile", "work", "home", "fax", "other")),
    "emails": (N_("Email"), N_("Add an email"), N_("Write"), ("work", "home", "other")),
    "webs": (N_("Web"), N_("Add a web address"), N_("Open"), ("work", "home", "other")),
}
# subject → what is said of lines that were pasted and are none of it
_NONE: Final = {
    "phones": N_("What is left is not a phone number. Put it where it belongs, or press Escape."),
    "emails": N_("What is left is not an email address. Put it where it belongs, or press Escape."),
}
_FEWEST: Final = 5  # digits of a phone; a postal code has fewer
_DO: Final[dict[str, Callable[[str], None]]] = {"phones": call, "emails": write, "webs": browse}


class Parts(QWidget):
    """The parts of one subject, and an empty line behind them that adds another."""

    def __init__(self, saver: Saver, subject: str) -> None:
        super().__init__()
        self._saver, self._subject = saver, subject
        label, hint, _act, _kinds = _SORTS[subject]
        self._rows: dict[UUID, _Row] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        said = muted(_(label), step=0)
        said.setFixedWidth(LABEL)
        said.setContentsMargins(0, 5, 0, 0)
        row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        row.addLayout(self._column, 1)
        self.adding = AddingLine(_(hint), self._add)
        self._column.addWidget(self.adding)

    def show_parts(self, found: Sequence[Any], *, other: bool) -> None:
        """Shows the parts `found`, of another owner where `other`."""
        if other:  # the rows that stand there serve the next one: making a row costs what showing fifty does
            self._rows = dict(zip((part.id for part in found), self._take_rows(len(found)), strict=False))
        mine = {part.id for part in found}
        for gone in [ident for ident in self._rows if ident not in mine]:
            self._rows.pop(gone).deleteLater()
        for place, part in enumerate(found):
            row = self._rows.get(part.id)
            if row is None:
                row = self._rows[part.id] = _Row(self._saver, self._subject)
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
                in_tab_order(self.adding.editor.previousInFocusChain(), row)
            row.show_part(part, other=other)
        if other:
            self.adding.clear()

    def _take_rows(self, wanted: int) -> list[_Row]:
        rows = sorted(self._rows.values(), key=self._column.indexOf)
        for row in rows[wanted:]:
            row.hide()
            row.deleteLater()
        return rows[:wanted]

    def lines(self) -> list[TextFact]:
        """What can be typed in, in order."""
        return [*(row.line for row in self._rows.values()), self.adding]

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        done = [line.commit() for line in self.lines()]  # all of them, whatever one says
        return all(done)

    def _add(self, text: str) -> tuple[bool, str]:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if len(lines) > 1 and self._subject in _NONE:
            return self._add_lines(lines)
        return self._saver.add(self._subject, {"value": text})

    def _add_lines(self, lines: list[str]) -> tuple[bool, str]:
        """Adds each of pasted lines that is one; the others stay where they were pasted."""
        region, left = self._saver.desk.settings.region(), list[str]()
        for line in lines:
            is_one = _is_phone(line, region) if self._subject == "phones" else bool(normalise_email(line))
            if not is_one or not self._saver.add(self._subject, {"value": line})[0]:
                left.append(line)
        cast("QLineEdit", self.adding.editor).setText("\n".join(left))
        return not left, _(_NONE[self._subject]) if left else ""


def _is_phone(line: str, region: str) -> bool:
    """Whether a line of many is a phone, also one that no country has, as long as there is no word in it."""
    looks = len(digits(line)) >= _FEWEST and not any(letter.isalpha() for letter in line)
    return looks or bool(normalise_phone(line, region))


class _Row(QWidget):
    """One part."""

    def __init__(self, saver: Saver, subject: str) -> None:
        super().__init__()
        self._saver, self._subject = saver, subject
        self._part: Any = None
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._editor = MarkedLine()
        self._editor.setProperty("kind", "quiet")
        self._editor.setAccessibleName(_(_SORTS[subject][0]))
        self.line = TextFact("", self._editor, self._save)
        self._menu = button("", self._ask, kind="quiet")
        row.addWidget(self.line, 1)
        row.addWidget(self._menu, 0, Qt.AlignmentFlag.AlignTop)

    def show_part(self, part: Any, *, other: bool) -> None:
        """Shows a part, of another owner where `other`."""
        self._part = part
        self.line.show_value(part.value, part.value, other=other)
        kind = vocabulary.label("reached_at", part.kind)
        self._menu.setText(kind or "…")
        self._menu.setAccessibleName(_("More on {value}").format(value=part.value))
        doubt = ""
        if self._subject == "phones":
            doubt = phone_doubt(part.e164)
        elif self._subject == "emails":
            doubt = email_doubt(part.value)
        if not self.line.trouble():
            self._editor.doubt(doubt)
        self._editor.setToolTip(plainly(doubt or part.value))

    def _save(self, text: str, seen: Any) -> tuple[bool, str]:
        if not text.strip():
            return self._remove(), ""
        return self._saver.change(self._part, {"value": (seen, text.strip())})

    def _ask(self) -> None:
        part, desk = self._part, self._saver.desk
        _label, _hint, act, kinds = _SORTS[self._subject]
        to = callable_number(part.value, part.e164) if self._subject == "phones" else part.value
        entries: list[tuple[str, Callable[[], object]] | None] = [
            (_("Copy"), lambda: copy(desk, part.value)),
            None,
        ]
        if to:
            entries.insert(0, (_(act), lambda: _DO[self._subject](to)))
        for kind in (*kinds, ""):
            mark = "● " if kind == part.kind else ""
            text = vocabulary.label("reached_at", kind) if kind else _("Unsaid")
            entries.append(
                (f"{mark}{text}", lambda k=kind: self._saver.change(part, {"kind": (part.kind, k)}))
            )
        menu_under(self._menu, [*entries, None, (_("Take off"), self._remove)])

    def _remove(self) -> bool:
        told = _("Took off {value}").format(value=self._part.value)
        return self._saver.take_off(self._part, told)
