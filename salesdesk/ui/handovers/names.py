"""A card that names people: who goes along, who is left out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from uuid import UUID

from PySide6.QtCore import Signal

from salesdesk.services.handing_over import Someone
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState


class NamesCard(Card):
    """`opened` gives the id of someone whom Enter or a double click asks for."""

    opened = Signal(object)

    def __init__(
        self, title: str, icon: str, *, act: str = "", on_act: Callable[[], object] | None = None
    ) -> None:
        super().__init__()
        self._title = title
        self._head = self.head(title)
        self.list = RowList(name=title)
        self.list.opened.connect(self.opened)
        self._nobody = EmptyState(icon, "", "", act=act, on_act=on_act)
        self.body.addWidget(self.list, 1)
        self.body.addWidget(self._nobody, 1)
        self.setMinimumHeight(100)

    def show_names(
        self, people: Sequence[Someone], note: str, notes: Mapping[UUID, str] | None = None
    ) -> None:
        """Names people, with a note on how many there are; `notes` stand in the place of companies."""
        said = notes or {}
        self.list.show_rows(
            [Row(one.id, one.name, said.get(one.id, _beside(one)), who=one.name) for one in people]
        )
        self._show(names=True, note=note)

    def show_instead(self, title: str, text: str, *, act: bool = False) -> None:
        """Says something in the place of names, with the act of the card or without."""
        self.list.show_rows([])
        self._nobody.say(title, text, act=act)
        self._show(names=False, note="")

    def _show(self, *, names: bool, note: str) -> None:
        self._head.say(self._title, note)
        self.list.setVisible(names)
        self._nobody.setVisible(not names)


def _beside(one: Someone) -> str:
    """The company, where the person is not called by it already."""
    return one.company if one.company != one.name else ""
