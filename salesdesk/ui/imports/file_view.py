"""The first step: which file, and where such files come from."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.i18n import N_, _
from salesdesk.ui import theme
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ToneLabel, secondary, strong
from salesdesk.ui.widgets.states import EmptyState, IconTile

_WAYS: Final = (
    (
        "smartphone",
        N_("From a phone"),
        N_("In Contacts, choose all, then Share. Send the file to this laptop; it ends in .vcf."),
    ),
    (
        "mail",
        N_("From Google or Outlook"),
        N_("In Google Contacts or in Outlook, choose Export. Both vCard and CSV will do."),
    ),
    (
        "sheet",
        N_("From a worksheet"),
        N_("One contact a row, with names above the columns. Excel, OpenDocument or CSV, in any order."),
    ),
)


class FileView(QWidget):
    """Asks for a file. `refuse` says why the last one could not be read."""

    def __init__(self, choose: Callable[[], None]) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(16)
        self._trouble = Card(edge="hot")
        self._told = ToneLabel("", "hot", wrap=True)
        self._told.setContentsMargins(16, 12, 16, 12)
        self._trouble.body.addWidget(self._told)
        self._trouble.hide()
        column.addWidget(self._trouble)
        drop = Card()
        drop.body.addWidget(
            EmptyState(
                "download",
                _("Drop a file of contacts anywhere in this window"),
                _(
                    "vCard, Excel, OpenDocument, CSV or LDIF of any program, or a data package of Salesdesk;"
                    " tables of deals, products or companies too. You see what is in it before anything is kept."
                ),
                act=_("Choose a file"),
                on_act=choose,
            )
        )
        column.addWidget(drop, 1)
        ways = QHBoxLayout()
        ways.setSpacing(12)
        for icon, title, text in _WAYS:
            ways.addWidget(_way(icon, _(title), _(text)), 1)
        column.addLayout(ways)

    def refuse(self, sentence: str) -> None:
        """Says what was wrong with the last file, and what to do; the empty text takes that away."""
        self._told.setText(sentence)
        self._trouble.setVisible(bool(sentence))

    def trouble(self) -> str:
        """What it says to be wrong."""
        return self._told.text()


def _way(icon: str, title: str, text: str) -> Card:
    card = Card()
    card.body.setContentsMargins(16, 12, 16, 12)
    card.body.setSpacing(theme.SPACE[2])
    head = QHBoxLayout()
    head.setSpacing(theme.SPACE[2])
    head.addWidget(IconTile(icon))
    head.addWidget(strong(title), 1)
    told = secondary(text, wrap=True)
    told.setAlignment(Qt.AlignmentFlag.AlignTop)
    policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.MinimumExpanding)
    policy.setHeightForWidth(True)
    told.setSizePolicy(policy)
    card.body.addLayout(head)
    card.body.addWidget(told, 1)
    return card
