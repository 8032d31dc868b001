"""A look over a table of what is no contact: how many rows are new, known or not taken, and what is to be known."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services.import_tables import TableLook
from salesdesk.ui.imports.figures import FigureButton
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, secondary, strong
from salesdesk.ui.widgets.scrolling import ScrollArea


class TableView(QWidget):
    """`take_in` and `back` are asked for by the buttons."""

    back = Signal()
    take_in = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        figures = QHBoxLayout()
        figures.setSpacing(12)
        self.figures = [FigureButton() for _place in range(4)]
        for figure in self.figures:
            figure.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            figure.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)  # there is nothing to narrow
            figures.addWidget(figure, 1)
        column.addLayout(figures)
        card = Card()
        card.head(_("What is to be known"))
        self._area = ScrollArea()
        card.body.addWidget(self._area, 1)
        column.addWidget(card, 1)
        column.addLayout(self._foot())

    def _foot(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        promise = ElidedLabel(_("It can be taken back at any time."), "muted")
        self.go_on = button("", self.take_in.emit, kind="main")
        row.addWidget(promise, 1)
        row.addWidget(button(_("Back"), self.back.emit))
        row.addWidget(self.go_on)
        return row

    def show_look(self, look: TableLook) -> None:
        """Shows what was found."""
        more = ngettext("{n} nothing new", "{n} nothing new", look.known)
        adds = _("add to what is known")
        notes = (
            (look.created, _("new")),
            (look.updated, " · ".join((adds, more.format(n=grouped(look.known)))) if look.known else adds),
            (look.aside, _("kept aside, maybe known")),
            (look.refused, _("not taken")),
        )
        for figure, (count, note) in zip(self.figures, notes, strict=True):
            figure.say(grouped(count), note)
        trouble = [one.trouble for one in look.files if one.trouble]
        self._say([*trouble, *look.told])
        wanted = look.wanted
        text = ngettext("Take in {n} row", "Take in {n} rows", wanted).format(n=grouped(wanted))
        self.go_on.setText(text if wanted else _("Nothing to take in"))
        self.go_on.setAccessibleName(self.go_on.text())
        self.go_on.setEnabled(wanted > 0)

    def _say(self, told: list[str]) -> None:
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 16, 12)
        column.setSpacing(6)
        for sentence in told:
            column.addWidget(secondary(sentence, wrap=True))
        if not told:
            column.addWidget(strong(_("Every row is understood.")))
        column.addStretch(1)
        self._area.setWidget(inside)
