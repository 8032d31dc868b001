"""What is done with all that are marked: worked out and told first, then written as one batch, off this thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import QObject, Signal

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import grouped
from salesdesk.errors import UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services import bulk_editing, capturing, listing, nurturing_many
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.changes import said
from salesdesk.services.nurturing_many import Starting
from salesdesk.store.batches import Written
from salesdesk.store.database import Store
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.bulk import BulkBar

if TYPE_CHECKING:
    from salesdesk.ui.prospects.list import ProspectList

Plan = Callable[[Store, Sequence[UUID], str], Bulk]


def _follow_up(store: Store, ids: Sequence[UUID], text: str) -> Bulk:
    return bulk_editing.follow_up(store, ids, capturing.follow_up(store, text, ""))


_PLANS: Final[dict[str, Plan]] = {
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
    parts = [told.format(**said_of)] if count else [_("There is nothing to change.")]
    if isinstance(bulk, Starting):
        parts += nurturing_many.left_out(bulk)
    elif bulk.already:
        already = ngettext("{count} is so already.", "{count} are so already.", bulk.already)
        parts.append(already.format(count=grouped(bulk.already)))
    return " ".join(parts)


class BulkWork(QObject):
    """Does what the bar asks with the rows that the list takes."""

    merge_asked = Signal(object, object)  # two prospects

    def __init__(self, desk: Desk, bar: BulkBar, of: ProspectList) -> None:
        super().__init__(of)
        self._desk, self._bar, self._list = desk, bar, of
        self._pending: tuple[str, str] | None = None
        self._elsewhere = {"hand-over": self._hand_over, "write": self._write_to, "merge": self._merge}
        bar.acted.connect(self.begin)
        bar.confirmed.connect(self._confirmed)

    def begin(self, act: str, value: str = "") -> None:
        """Begins an act: what cannot be seen at a glance is told first."""
        rows = self._list.taken()
        if not rows:
            return
        if act == "copy":
            self._list.table.copy()
        elif act in self._elsewhere:
            self._with_ids(rows, self._elsewhere[act])
        elif act in _AT_ONCE:
            self._write(act, value, rows)
        else:
            self._tell(act, value, rows)

    def _tell(self, act: str, value: str, rows: Sequence[int]) -> None:
        store = self._desk.store

        def work(_progress: Progress) -> Bulk:
            return _PLANS[act](store, _ids(store, rows), value)

        def done(bulk: Bulk) -> None:
            self._pending = (act, value)
            self._bar.tell(sentence(act, value, bulk), doable=bulk.changing > 0)

        self._desk.run(work, parent=self, on_done=done)

    def _confirmed(self) -> None:
        if self._pending is not None:
            (act, value), self._pending = self._pending, None
            self._write(act, value, self._list.taken())

    def _write(self, act: str, value: str, rows: Sequence[int]) -> None:
        store = self._desk.store

        def work(progress: Progress) -> tuple[Bulk, Written]:
            bulk = _PLANS[act](store, _ids(store, rows), value)  # anew: time has passed since it was told
            return bulk, bulk_editing.write(store, bulk, lambda done: progress(done, bulk.changing))

        self._list.unmark()
        self._desk.run(work, parent=self, on_done=self._written, title=_("Changing …"))

    def _written(self, found: tuple[Bulk, Written]) -> None:
        bulk, written = found
        if written.batch is None:
            self._desk.say(_("There was nothing to change."))
            return
        told = said(bulk.label, bulk.args)
        left = len(written.skipped)
        if left:
            more = ngettext(
                "{count} was changed meanwhile and stays as it is.",
                "{count} were changed meanwhile and stay as they are.",
                left,
            )
            told = f"{told}. {more.format(count=left)}"
        self._desk.say(told, undo=True)

    def _with_ids(self, rows: Sequence[int], then: Callable[[list[UUID]], None]) -> None:
        store = self._desk.store
        self._desk.run(lambda _progress: _ids(store, rows), parent=self, on_done=then)

    def _hand_over(self, ids: list[UUID]) -> None:
        self._desk.go("handover", "ids:" + ",".join(one.hex for one in ids))

    def _write_to(self, ids: list[UUID]) -> None:
        self._desk.go("messages", "ids:" + ",".join(one.hex for one in ids))

    def _merge(self, ids: list[UUID]) -> None:
        if len(ids) == 2:
            self.merge_asked.emit(*ids)
        else:
            self._desk.tell(UserError(_("Mark two who are the same person, and no others.")))


def _ids(store: Store, rows: Sequence[int]) -> list[UUID]:
    with store.read() as reading:
        return listing.ids(reading, rows)
