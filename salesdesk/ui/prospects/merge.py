"""Who may be in the store twice: pairs, likeliest first, each decided by one key."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain.matching import Match
from salesdesk.i18n import _, ngettext
from salesdesk.services import duplicates
from salesdesk.services.cards import cards
from salesdesk.store.database import Store
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.merge_sides import Pair, score_words
from salesdesk.ui.refresh import Written
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted, strong
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState

SHOWN: Final = 200  # pairs in the list at once; the others follow as these are decided
Both = tuple[UUID, UUID]


@dataclass(frozen=True, slots=True)
class Found:
    """Two who may be one, and why."""

    one: UUID
    other: UUID
    match: Match


def _search(store: Store, progress: Progress) -> list[Found]:
    with store.read() as reading:
        return [Found(*found) for found in duplicates.likely(reading, progress)]


class Duplicates(QWidget):
    """The list of pairs and, beside it, the one in front."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._found: dict[Both, Found] = {}
        self._direct: Both | None = None
        self._looked = False
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(8)
        self._title, self._count = strong(_("Possible duplicates"), step=2), muted("", step=0)
        head.addWidget(self._title)
        head.addWidget(self._count, 1)
        self._again = button(_("Look again"), self.look, icon="refresh-cw")
        head.addWidget(self._again)
        column.addLayout(head)
        self._stack = QStackedWidget()
        self._none = EmptyState(
            "user-round-check", _("Nobody twice"), _("Every prospect seems to be there once.")
        )
        self._waiting = EmptyState(
            "hourglass", _("Looking for duplicates"), _("You can go on working meanwhile.")
        )
        self._stack.addWidget(self._waiting)
        self._stack.addWidget(self._none)
        self._stack.addWidget(self._both())
        column.addWidget(self._stack, 1)
        desk.written.connect(self._heard)

    def _both(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._side = Card()
        self.list = RowList(name=_("Possible duplicates"))
        self._side.body.addWidget(self.list)
        self.pair = Pair(self._desk)
        row.addWidget(self._side, 2)
        row.addWidget(self.pair, 3)
        self.list.moved.connect(self._show)
        self.pair.merged.connect(self._decided)
        self.pair.told_apart.connect(self._decided)
        for key, do in (("Y", self.pair.merge), ("N", self.pair.two_people)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(do)
        return made

    def look(self) -> None:
        """Looks for duplicates anew, off the window's thread."""
        self._looked, self._direct = True, None
        self._stack.setCurrentIndex(0)
        self._count.setText("")
        store = self._desk.store
        self._again.setEnabled(False)
        self._desk.run(
            lambda progress: _search(store, progress),
            parent=self,
            on_done=self._take,
            on_error=self._failed,
            title=_("Looking for duplicates"),
        )

    def _take(self, found: Sequence[Found]) -> None:
        self._again.setEnabled(True)
        self._found = {(pair.one, pair.other): pair for pair in found}
        self._list()

    def _failed(self, error: BaseException) -> None:
        self._again.setEnabled(True)
        self._none.say(_("Not looked through"), _("Look again when it suits."))
        self._stack.setCurrentIndex(1)
        self._desk.tell(error)

    def show_pair(self, one: UUID, other: UUID) -> None:
        """Shows two that the seller holds for the same, likely or not."""
        self._direct = (one, other)
        self._side.hide()
        self._count.setText("")
        if self.pair.show_pair(one, other):
            self._stack.setCurrentIndex(2)
            self.pair.same.setFocus(Qt.FocusReason.OtherFocusReason)

    def _list(self) -> None:
        with self._desk.store.read() as reading:
            still = duplicates.still_open(reading, list(self._found))
            shown = still[:SHOWN]
            ids = list(dict.fromkeys(one for pair in shown for one in pair))
            names = {card.prospect.id: card.name for card in cards(reading, ids)}
        count = len(still)
        self._count.setText(
            ngettext("{count} pair", "{count} pairs", count).format(count=count) if count else ""
        )
        self._side.show()
        self._stack.setCurrentIndex(2 if still else 1)
        if not still:
            self._none.say(_("Nobody twice"), _("Every prospect seems to be there once."))
        rows: list[Row] = []
        for pair in shown:
            match = self._found[pair].match
            word, tone = score_words(match)
            title = " / ".join(dict.fromkeys(names[one] for one in pair))
            rows.append(
                Row(pair, title, " ".join(r.text for r in match.reasons), word, tone, who=names[pair[0]])
            )
        self.list.show_rows(rows)
        if still and self.list.current_key() is None:
            self.list.setCurrentIndex(self.list.rows.index(0))
        elif still:
            self._show(self.list.current_key())

    def _show(self, key: Both | None) -> None:
        if key is not None and key in self._found:
            self.pair.show_pair(*key, self._found[key].match)

    def _decided(self) -> None:
        if self._direct is not None:
            kept, self._direct = self._direct[0], None
            self._desk.go("prospects", kept)
            return
        self._list()
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _heard(self, written: Written) -> None:
        if (
            self._found
            and self._direct is None
            and self.isVisible()
            and written.touches("prospects", "preferences")
        ):
            self._list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._looked and self._direct is None:
            self.look()
