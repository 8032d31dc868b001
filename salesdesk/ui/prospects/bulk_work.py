"""What is done with all prospects that are marked, and how it is told before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Signal

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import grouped
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services import bulk_editing, capturing, listing, nurturing_many
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.nurturing_many import Starting
from salesdesk.store.database import Store
from salesdesk.ui.bulk_bar import BulkBar
from salesdesk.ui.bulk_work import BulkWork, Deed, Plan, sentences
from salesdesk.ui.desk import Desk

if TYPE_CHECKING:
    from salesdesk.ui.prospects.list import ProspectList

_Quick = Callable[[Store, Sequence[UUID], str], Bulk]


def _follow_up(store: Store, ids: Sequence[UUID], text: str) -> Bulk:
    return bulk_editing.follow_up(store, ids, capturing.follow_up(store, text, ""))


_PLANS: Final[dict[str, _Quick]] = {
    "stage": bulk_editing.stage,
    "interest": bulk_editing.interest,
    "source": bulk_editing.source,
    "tag": bulk_editing.tag,
    "untag": bulk_editing.untag,
    "follow-up": _follow_up,
    "nurture": lambda store, ids, plan: nurturing_many.start(store, ids, UUID(plan)),
    "delete": lambda store, ids, _value: bulk_editing.delete(store, ids),
    "bring-back": lambda store, ids, _value: bulk_editing.bring_back(store, ids),
}
_AT_ONCE: Final = frozenset({"delete", "bring-back"})  # what is never asked, since it offers Undo


def sentence(act: str, value: str, bulk: Bulk) -> str:
    """What would be done with how many, and how many are so already."""
    count = bulk.changing
    told = {
        "stage": ngettext(
            "Sets the stage to {what} in {count}.", "Sets the stage to {what} in {count}.", count
        ),
        "interest": ngettext(
            "Sets the interest to {what} in {count}.", "Sets the interest to {what} in {count}.", count
        ),
        "source": ngettext(
            "Sets the source to {what} in {count}.", "Sets the source to {what} in {count}.", count
        ),
        "tag": ngettext("Puts the tag {what} on {count}.", "Puts the tag {what} on {count}.", count),
        "untag": ngettext("Takes the tag {what} off {count}.", "Takes the tag {what} off {count}.", count),
        "follow-up": ngettext(
            "Plans “{what}” with {count}.", "Plans “{what}” with each of the {count}.", count
        ),
        "nurture": ngettext(
            "Starts {count} on the plan {plan}.", "Starts {count} on the plan {plan}.", count
        ),
    }[act]
    if act == "interest" and not value:
        told = ngettext(
            "Lets the time frame say the interest in {count}.",
            "Lets the time frame say the interest in {count}.",
            count,
        )
    what = vocabulary.label(act, value) if act in vocabulary.WORDS else value
    said_of = {"what": what, "plan": bulk.args.get("plan", ""), "count": grouped(count)}
    told = told.format(**said_of)
    if isinstance(bulk, Starting):
        parts = [told] if count else [_("There is nothing to change.")]
        parts += nurturing_many.left_out(bulk)
    else:
        parts = sentences(told, bulk)
    return " ".join(parts)


class ProspectWork(BulkWork):
    """Does what the bar asks with the rows that the list takes."""

    merge_asked = Signal(object, object)  # two prospects

    def __init__(self, desk: Desk, bar: BulkBar, of: ProspectList) -> None:
        super().__init__(desk, bar, _DEEDS, of)
        self._list = of
        self._elsewhere = {"hand-over": self._hand_over, "write": self._write_to, "merge": self._merge}

    def taken(self) -> Sequence[int]:
        return self._list.taken()

    def ids(self, taken: Sequence[int]) -> list[UUID]:
        with self._desk.store.read() as reading:
            return listing.ids(reading, taken)

    def unmark(self) -> None:
        self._list.unmark()

    def begin(self, act: str, value: str = "") -> None:
        rows = self.taken()
        if act == "copy" and rows:
            self._list.table.copy()
        elif act in self._elsewhere and rows:
            self._with_ids(rows, self._elsewhere[act])
        else:
            super().begin(act, value)

    def _with_ids(self, rows: Sequence[int], then: Callable[[list[UUID]], None]) -> None:
        self._desk.run(lambda _progress: self.ids(rows), parent=self, on_done=then)

    def _hand_over(self, ids: list[UUID]) -> None:
        self._desk.go("handover", "ids:" + ",".join(one.hex for one in ids))

    def _write_to(self, ids: list[UUID]) -> None:
        self._desk.go("messages", "ids:" + ",".join(one.hex for one in ids))

    def _merge(self, ids: list[UUID]) -> None:
        if len(ids) == 2:
            self.merge_asked.emit(*ids)
        else:
            self._desk.tell(UserError(_("Mark two who are the same person, and no others.")))


def _whole(quick: _Quick) -> Plan:
    return lambda store, ids, value, _progress: quick(store, ids, value)


def _told(act: str) -> Callable[[str, Bulk], str] | None:
    return None if act in _AT_ONCE else lambda value, bulk: sentence(act, value, bulk)


_DEEDS: Final = {act: Deed(_whole(plan), _told(act)) for act, plan in _PLANS.items()}
