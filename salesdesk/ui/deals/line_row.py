"""One line of a deal: product, quantity, prices, cost, each of which saves itself, and what it leaves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.deal_margins import Priced
from salesdesk.domain.deals import DealLine
from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import deals
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import amount, bare, many, quantity, tried
from salesdesk.ui.widgets.facts import Choice, quiet_line
from salesdesk.ui.widgets.fields import SelfSaving
from salesdesk.ui.widgets.labels import ToneLabel, Trouble, muted

WIDTHS: Final = {"quantity": 46, "list_minor": 66, "net_minor": 66, "cost_minor": 66}
MARGIN: Final = 44
KIND: Final = 96


def share(part: Any) -> str:
    """A share of 1 as whole per cent; a dash where nobody knows."""
    return _("{number} %").format(number=round(part * 100)) if part is not None else "–"


def priced(line: DealLine) -> Priced:
    """A line as the arithmetic takes it."""
    return Priced(line.quantity, line.net_minor, line.list_minor, line.cost_minor)


class LineRow(QWidget):
    """Shows a line as its record is now. What is typed at this moment is left alone."""

    removed = Signal(object)  # the line

    def __init__(self, desk: Desk, line: DealLine, currency: str) -> None:
        super().__init__()
        self._desk, self.line, self._currency = desk, line, currency
        self._saving: dict[str, SelfSaving] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 4)
        column.setSpacing(0)
        column.addLayout(self._first())
        column.addLayout(self._second())
        self._trouble = Trouble()
        column.addWidget(self._trouble)
        self.show_line(line)

    def _first(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        self._name = self._editor("name", _("Product"), str.strip, right=False)
        self._kind = Choice(
            [(slug, vocabulary.label("line", slug)) for slug in vocabulary.slugs("line")], name=_("Kind")
        )
        self._kind.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._kind.setFixedWidth(KIND)
        self._kind.setFont(theme.font(-1))
        self._kind.chosen.connect(self._kind_chosen)
        self._off = button(
            "", lambda: self.removed.emit(self.line), kind="quiet", icon="x", name=_("Remove this line")
        )
        self._off.setFixedWidth(26)
        row.addWidget(self._name, 1)
        row.addWidget(self._kind)
        row.addWidget(self._off)
        return row

    def _second(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(4)
        titles = {
            "quantity": _("Quantity"),
            "list_minor": _("List price"),
            "net_minor": _("Price"),
            "cost_minor": _("Cost"),
        }
        for field, title in titles.items():
            read = quantity if field == "quantity" else self._amount
            editor = self._editor(field, title, read, right=True)
            editor.setFixedWidth(WIDTHS[field])
            row.addWidget(editor)
        self._margin, self._total = muted("", step=-1), ToneLabel("", "secondary")
        for label in (self._margin, self._total):
            label.setFont(theme.font(-1, tabular=True))
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self._margin.setFixedWidth(MARGIN)
        row.addWidget(self._margin)
        row.addWidget(self._total, 1)
        row.addSpacing(6)
        return row

    def _editor(self, field: str, title: str, read: Callable[[str], Any], *, right: bool) -> QLineEdit:
        made = quiet_line(name=title)
        if right:
            made.setAlignment(Qt.AlignmentFlag.AlignRight)
            made.setFont(theme.font(-1, tabular=True))
        self._saving[field] = SelfSaving(made, lambda text: self._typed(field, text, read))
        self._saving[field].restored.connect(lambda: self._refuse(""))
        return made

    def _kind_chosen(self, value: str) -> None:
        self._save("kind", value)

    def _amount(self, text: str) -> int | None:
        return amount(text, self._currency)

    def show_line(self, line: DealLine) -> None:
        """Shows what is kept of it."""
        self.line = line
        texts = {
            "name": line.name,
            "quantity": many(line.quantity),
            **{field: bare(getattr(line, field), self._currency) for field in WIDTHS if field != "quantity"},
        }
        for field, text in texts.items():
            self._saving[field].show(text)
        self._kind.show_value(line.kind)
        one = priced(line)
        self._margin.setText(share(one.margin))
        self._margin.setToolTip(_("Margin"))
        self._total.setText(bare(one.total, self._currency))
        self._off.setAccessibleName(_("Remove {what}").format(what=line.name))

    def _typed(self, field: str, text: str, read: Callable[[str], Any]) -> bool:
        try:
            new = read(text)
        except UserError as error:
            self._refuse(str(error))
            return False
        return self._save(field, new)

    def _save(self, field: str, new: Any) -> bool:
        kept = list[DealLine]()
        taken, told = tried(
            self._desk, lambda: kept.append(deals.edit_line(self._desk.store, self.line, field, new))
        )
        self._refuse(told)
        if kept:
            self.line = kept[0]
        return taken

    def _refuse(self, sentence: str) -> None:
        self._trouble.say(sentence)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [one.commit() for one in self._saving.values()]  # each, also after one that was not
        return all(taken)
