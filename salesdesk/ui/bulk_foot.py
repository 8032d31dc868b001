"""The bar beneath a list of records of one kind: what may be done with those marked there, each act a line of data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final, Protocol
from uuid import UUID

from PySide6.QtCore import QItemSelection, QObject
from PySide6.QtWidgets import QMenu, QSizePolicy

from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import bulk_setting
from salesdesk.services.bulk_editing import Bulk
from salesdesk.store.batches import Progress
from salesdesk.store.database import Store
from salesdesk.ui.bulk_acts import Act
from salesdesk.ui.bulk_bar import BulkBar
from salesdesk.ui.bulk_work import BulkWork, Deed, Plan, sentences
from salesdesk.ui.desk import Desk
from salesdesk.ui.tables import RecordTable
from salesdesk.ui.widgets.marking import Marking

HEIGHT: Final = 44
_OFFERED: Final = 40  # values in a menu; more are typed


@dataclass(frozen=True, slots=True)
class ListAct:
    """Something done with many. `told` gives, for so many, the sentence that is said before, with {count} and {what};
    None where it is done at once. `values` are offered in a menu, each with its text; `asks` has another typed: the
    title of that, what is asked for, an example."""

    name: str
    title: str
    plan: Plan
    told: Callable[[int], str] | None = None
    values: Callable[[Store], Sequence[tuple[str, str]]] | None = None
    asks: tuple[str, str, str] | None = None
    kind: str = ""


class Marked(Protocol):
    """What a list gives of its marks."""

    def taken(self) -> Sequence[Any]:
        """What an act is done with, by what the list knows it."""
        ...

    def ids(self, taken: Sequence[Any]) -> list[UUID]:
        """The ids of that; called off the window's thread."""
        ...

    def unmark(self) -> None:
        """Takes all marks away."""
        ...


def delete_of(subject: str) -> ListAct:
    """The act that deletes records of a subject, which is in every list."""

    def plan(store: Store, ids: Sequence[UUID], _value: str, progress: Progress) -> Bulk:
        return bulk_setting.delete(store, subject, ids, progress=progress)

    return ListAct("delete", _("Delete"), plan, _deletes, kind="danger")


def _deletes(count: int) -> str:
    return ngettext("Deletes {count}.", "Deletes {count}.", count)


class BulkFoot(BulkBar):
    """Stands beneath the list while something is marked."""

    def __init__(self, desk: Desk, acts: Sequence[ListAct], of: Marked) -> None:
        self._acts = acts
        super().__init__()
        self._store = desk.store
        self.setFixedHeight(HEIGHT)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        deeds = {one.name: Deed(one.plan, _told(one)) for one in acts}
        self.work = _Work(desk, self, deeds, of)
        self.let_go.connect(of.unmark)
        self.hide()

    def say_marked(self, count: int) -> None:
        """Says how many are marked; with none it goes."""
        self.show_count(count)
        self.setVisible(count > 0)

    def offered(self, *, deleted: bool) -> Sequence[Act]:
        return [self._act(one) for one in self._acts]

    def _act(self, one: ListAct) -> Act:
        asks = one.asks[1:] if one.asks and one.values is None else None
        build = partial(self._menu, one) if one.values is not None else None
        return Act(one.name, one.title, build, one.kind, asks)

    def _menu(self, one: ListAct, menu: QMenu) -> None:
        known = one.values(self._store) if one.values is not None else ()
        for value, text in known[:_OFFERED]:
            self.entry(menu, one.name, value, text)
        if one.asks is not None:
            if known:
                menu.addSeparator()
            title, name, example = one.asks
            menu.addAction(title).triggered.connect(lambda _on=False: self.ask(one.name, name, example))


def _told(one: ListAct) -> Callable[[str, Bulk], str] | None:
    said = one.told
    if said is None:
        return None

    def told(_value: str, bulk: Bulk) -> str:
        what = bulk.args.get("what", "")
        sentence = said(bulk.changing).format(count=grouped(bulk.changing), what=what)
        return " ".join(sentences(sentence, bulk))

    return told


class _Work(BulkWork):
    def __init__(self, desk: Desk, bar: BulkBar, deeds: dict[str, Deed], of: Marked) -> None:
        super().__init__(desk, bar, deeds, bar)
        self._of = of

    def taken(self) -> Sequence[Any]:
        return self._of.taken()

    def ids(self, taken: Sequence[Any]) -> list[UUID]:
        return self._of.ids(taken)

    def unmark(self) -> None:
        self._of.unmark()


class MarkedList(QObject):
    """What a `Marking` marks, as what a bar acts on."""

    def __init__(self, desk: Desk, marking: Marking, acts: Sequence[ListAct]) -> None:
        super().__init__(marking)
        self._marking = marking
        self.bar = BulkFoot(desk, acts, self)
        marking.changed.connect(self.bar.say_marked)

    def taken(self) -> Sequence[UUID]:
        return list(self._marking.ids)

    def ids(self, taken: Sequence[UUID]) -> list[UUID]:
        return list(taken)

    def unmark(self) -> None:
        self._marking.clear()


def at_hand(table: RecordTable) -> int:
    """How many of a table are marked, or selected there where that are several."""
    marked = len(table.records.marked)
    selected = 0 if marked else len(table.taken())
    return marked or (selected if selected > 1 else 0)


def let_go(table: RecordTable) -> None:
    """Takes all marks away, and leaves no more selected than the row in front."""
    table.mark_all(on=False)
    if len(table.taken()) > 1:
        front = table.currentIndex()
        table.clearSelection()
        table.setCurrentIndex(front)


class MarkedTable(QObject):
    """The marks of a table, and the rows selected there by Shift or Ctrl, as what a bar acts on. `ids` makes ids of
    the table's keys where these are something else."""

    def __init__(
        self,
        desk: Desk,
        table: RecordTable,
        acts: Sequence[ListAct],
        *,
        ids: Callable[[Sequence[Any]], list[UUID]] = list,
    ) -> None:
        super().__init__(table)
        self._table, self._ids_of = table, ids
        self.bar = BulkFoot(desk, acts, self)
        table.marked.connect(self.look)
        table.selectionModel().selectionChanged.connect(self._selected)
        table.model().modelReset.connect(self.look)

    def taken(self) -> Sequence[Any]:
        return self._table.taken()

    def ids(self, taken: Sequence[Any]) -> list[UUID]:
        return self._ids_of(taken)

    def unmark(self) -> None:
        let_go(self._table)
        self.look()

    def look(self) -> None:
        """Says anew how many are marked."""
        self.bar.say_marked(at_hand(self._table))

    def _selected(self, _some: QItemSelection, _gone: QItemSelection) -> None:
        self.look()
