"""What is done with all that are marked: worked out and told first, then written as one batch, off this thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QObject

from salesdesk.domain.changes import in_records
from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import bulk_editing
from salesdesk.services.bulk_editing import Bulk
from salesdesk.services.changes import said
from salesdesk.store import batches
from salesdesk.store.batches import Written
from salesdesk.store.database import Store
from salesdesk.ui.background import Progress
from salesdesk.ui.bulk_bar import BulkBar
from salesdesk.ui.desk import Desk

_REASONS: Final = 2  # told of those for which some are left out
_LONG: Final = 100  # from so many on it is shown how far it is, with Stop


# Works out what would be written; tells so many of the ids tried, and is stopped by what that raises.
Plan = Callable[[Store, Sequence[UUID], str, batches.Progress], Bulk]


@dataclass(frozen=True, slots=True)
class Deed:
    """How an act is worked out of what is taken and a value, and how that is told: None where it is done at once,
    since it can be seen and offers Undo."""

    plan: Plan
    told: Callable[[str, Bulk], str] | None


def sentences(told: str, bulk: Bulk) -> list[str]:
    """What would be done, `told` with what is so already and what is left out."""
    parts = [told] if bulk.changing else [_("There is nothing to change.")]
    if bulk.already:
        already = ngettext("{count} is so already.", "{count} are so already.", bulk.already)
        parts.append(already.format(count=grouped(bulk.already)))
    if bulk.left_out:
        count = sum(bulk.left_out.values())
        out = ngettext("{count} is left out: {why}", "{count} are left out: {why}", count)
        why = [*list(bulk.left_out)[:_REASONS], *(["…"] if len(bulk.left_out) > _REASONS else [])]
        parts.append(out.format(count=grouped(count), why=" ".join(why)))
    return parts


class BulkWork(QObject):
    """Does what the bar asks with what a list takes. A subclass says what is taken."""

    def __init__(self, desk: Desk, bar: BulkBar, deeds: Mapping[str, Deed], parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._bar, self._deeds = desk, bar, deeds
        self._pending: tuple[str, str, frozenset[Any]] | None = None  # what was told, and of which
        bar.acted.connect(self.begin)
        bar.confirmed.connect(self._confirmed)

    def taken(self) -> Sequence[Any]:
        """What is marked, by what the list knows it."""
        raise NotImplementedError

    def ids(self, taken: Sequence[Any]) -> list[UUID]:
        """The ids of what is taken; called off the window's thread."""
        return list(taken)

    def unmark(self) -> None:
        """Takes all marks away."""
        raise NotImplementedError

    def begin(self, act: str, value: str = "") -> None:
        """Begins an act: what cannot be seen at a glance is told first."""
        taken = self.taken()
        if not taken:
            return
        if self._deeds[act].told is None:
            self._write(act, value, taken)
        else:
            self._tell(act, value, taken)

    def _tell(self, act: str, value: str, taken: Sequence[Any]) -> None:
        def work(progress: Progress) -> Bulk:
            return self._plan(act, value, taken, progress)

        def done(bulk: Bulk) -> None:
            self._pending = (act, value, frozenset(taken))
            told = self._deeds[act].told
            if told is not None and self.taken():
                self._bar.tell(told(value, bulk), doable=bulk.changing > 0)

        title = _("Looking what would change …") if len(taken) > _LONG else ""
        self._desk.run(work, parent=self, on_done=done, title=title)

    def _plan(self, act: str, value: str, taken: Sequence[Any], progress: Progress) -> Bulk:
        ids = self.ids(taken)
        return self._deeds[act].plan(self._desk.store, ids, value, lambda tried: progress(tried, len(ids)))

    def _confirmed(self) -> None:
        if self._pending is not None:
            (act, value, told_of), self._pending = self._pending, None
            taken = self.taken()
            if told_of == frozenset(taken):
                self._write(act, value, taken)
            else:  # as many others are taken by now
                self._tell(act, value, taken)

    def _write(self, act: str, value: str, taken: Sequence[Any]) -> None:
        store = self._desk.store

        def work(progress: Progress) -> tuple[Bulk, Written]:
            bulk = self._plan(act, value, taken, progress)  # anew: time has passed since it was told
            return bulk, bulk_editing.write(store, bulk, lambda done: progress(done, bulk.changing))

        self.unmark()
        self._desk.run(work, parent=self, on_done=self._written, title=_("Changing …"))

    def _written(self, found: tuple[Bulk, Written]) -> None:
        bulk, written = found
        if written.batch is None:
            self._desk.say(_("There was nothing to change."))
            return
        told = said(bulk.label, bulk.args)
        left = in_records(written.skipped)
        if left:
            more = ngettext(
                "{count} was changed meanwhile and stays as it is.",
                "{count} were changed meanwhile and stay as they are.",
                left,
            )
            told = f"{told}. {more.format(count=left)}"
        self._desk.say(told, undo=True)
