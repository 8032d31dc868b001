"""What may be done with all prospects that are marked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Final

from PySide6.QtWidgets import QMenu

from salesdesk.domain import vocabulary
from salesdesk.i18n import _
from salesdesk.services import nurture_plans, tags
from salesdesk.ui.bulk_acts import Act
from salesdesk.ui.bulk_bar import BulkBar
from salesdesk.ui.desk import Desk

_TAGS: Final = 24  # offered in the menu; more are typed


class ProspectBar(BulkBar):
    """The acts of prospects, and of deleted ones."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk

    def offered(self, *, deleted: bool) -> Sequence[Act]:
        if deleted:
            return [Act("bring-back", _("Bring back")), Act("copy", _("Copy"))]
        return [
            Act("tag", _("Tag"), self._tag_menu),
            Act("stage", _("Stage"), partial(self._word_menu, "stage")),
            Act("interest", _("Interest"), partial(self._word_menu, "interest")),
            Act(
                "follow-up",
                _("Follow up"),
                asks=(_("What to do and when"), _("For example: call friday 14:00")),
            ),
            Act("write", _("Write")),
            Act("delete", _("Delete"), kind="danger"),
            Act("hand-over", _("Hand over")),
            Act("source", _("Source"), partial(self._word_menu, "source")),
            Act("nurture", _("Nurture"), self._plan_menu),
            Act("copy", _("Copy")),
            Act("merge", _("Merge two")),
        ]

    def _word_menu(self, kind: str, menu: QMenu) -> None:
        for slug in vocabulary.slugs(kind):
            self.entry(menu, kind, slug, vocabulary.label(kind, slug))
        if kind == "interest":
            self.entry(menu, kind, "", _("As the time frame says"))

    def _plan_menu(self, menu: QMenu) -> None:
        with self._desk.store.read() as reading:
            plans = [one for one in nurture_plans.read(reading) if one.steps]
        for one in plans:
            self.entry(menu, "nurture", one.id.hex, one.name)
        if not plans:
            make = partial(self._desk.go, "keeping", "nurture:")
            menu.addAction(_("Make a plan …")).triggered.connect(lambda _on=False: make())

    def _tag_menu(self, menu: QMenu) -> None:
        with self._desk.store.read() as reading:
            known = tags.names(reading)[:_TAGS]
        for name in known:
            self.entry(menu, "tag", name, name)
        if known:
            menu.addSeparator()
        menu.addAction(_("Another tag …")).triggered.connect(self._ask_tag)
        if known:
            off = menu.addMenu(_("Take off"))
            for name in known:
                self.entry(off, "untag", name, name)

    def _ask_tag(self, _checked: object = None) -> None:
        self.ask("tag", _("The tag"), _("For example: oak"))
