"""Who is not written to, and why."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services.handing_over import Someone
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState

_NAMED = 200  # so many are named, the others counted


class LeftOut(Card):
    """`opened` gives the id of someone whom Enter or a double click asks for."""

    opened = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._head = self.head(_("Left out"))
        self.list = RowList(name=_("Left out"))
        self.list.opened.connect(self.opened)
        told = _("Everyone here agreed to get email and has an address.")
        self._nobody = EmptyState("user-check", _("Nobody is left out"), told)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._nobody, 1)

    def show_people(self, people: Sequence[tuple[Someone, str]]) -> None:
        """Names who is left out, each with the reason."""
        self.list.show_rows([Row(one.id, one.name, why, who=one.name) for one, why in people[:_NAMED]])
        count = len(people)
        told = ngettext("{n} prospect", "{n} prospects", count).format(n=grouped(count)) if count else ""
        if count > _NAMED:
            told = _("{all}, of whom {shown} are shown").format(all=told, shown=grouped(_NAMED))
        self._head.say(_("Left out"), told)
        self.list.setVisible(bool(people))
        self._nobody.setVisible(not people)
