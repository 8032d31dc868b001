"""The bar at the foot of the table while something is marked: what may be done with all of them."""

from __future__ import annotations

from functools import partial
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.locally import grouped
from salesdesk.i18n import _, ngettext
from salesdesk.services import nurture_plans, tags
from salesdesk.ui import theme
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.bulk_acts import Act, Acts
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ElidedLabel, strong

_GAP: Final = 6
_TAGS: Final = 24  # offered in the menu; more are typed


class BulkBar(QWidget):
    """`acted` tells an act and its value; `confirmed` that what was told may be done."""

    acted = Signal(str, str)
    confirmed = Signal()
    let_go = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._asking = ""
        self._of: bool | None = None  # whether the acts are those for deleted ones
        self._marked = 0
        self._stack = QStackedWidget(self)
        around = QHBoxLayout(self)
        around.setContentsMargins(16, 0, 8, 0)
        around.addWidget(self._stack)
        self._stack.addWidget(self._choice())
        self._stack.addWidget(self._question())
        self._stack.addWidget(self._telling())

    def _choice(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self._count = strong("")
        self.acts = Acts()
        self.acts.chosen.connect(self._chosen)
        row.addWidget(self._count)
        row.addWidget(self.acts, 1)
        row.addWidget(button("", self.let_go.emit, kind="plain", icon="x", name=_("Take all marks away")))
        return made

    def _question(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        self.field = line()
        self.field.returnPressed.connect(self._typed)
        row.addWidget(self.field, 1)
        row.addWidget(button(_("Next"), self._typed, kind="main"))
        row.addWidget(button(_("Cancel"), self.back))
        return made

    def _telling(self) -> QWidget:
        made = QWidget()
        row = QHBoxLayout(made)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(8)
        self._told = ElidedLabel("")
        self._do = button(_("Do it"), self.confirmed.emit, kind="main")
        self._leave = button(_("Cancel"), self.back)
        for part, share in ((self._told, 1), (self._do, 0), (self._leave, 0)):
            row.addWidget(part, share)
        return made

    def show_count(self, count: int, *, deleted: bool) -> None:
        """Says how many are marked, and offers what may be done with such. What is being asked of the same stays."""
        if (count, deleted) == (self._marked, self._of):
            return
        self._marked = count
        self._count.setText(ngettext("{count} marked", "{count} marked", count).format(count=grouped(count)))
        self._stack.setCurrentIndex(0)
        if self._of != deleted:
            self._of = deleted
            self.acts.offer(_deleted_acts() if deleted else self._acts())

    def told(self) -> str:
        """What would be done, while that is asked."""
        return self._told.accessibleName() if self._stack.currentIndex() == 2 else ""

    def tell(self, sentence: str, *, doable: bool) -> None:
        """Says what would change in how many, and asks whether to do it."""
        self._told.setText(sentence)
        self._do.setVisible(doable)
        self._stack.setCurrentIndex(2)
        (self._do if doable else self._leave).setFocus(Qt.FocusReason.OtherFocusReason)

    def ask(self, act: str, name: str, example: str) -> None:
        """Asks for the value of an act in a line."""
        self._asking = act
        self.field.clear()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(example)
        self._stack.setCurrentIndex(1)
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def back(self) -> None:
        """Goes back to what may be done."""
        self._stack.setCurrentIndex(0)
        self.acts.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if self.field.text().strip():
            self.acted.emit(self._asking, self.field.text().strip())

    def _chosen(self, act: str) -> None:
        if act == "follow-up":
            self.ask(act, _("What to do and when"), _("For example: call friday 14:00"))
        else:
            self.acted.emit(act, "")

    def _acts(self) -> list[Act]:
        return [
            Act("tag", _("Tag"), self._tag_menu),
            Act("stage", _("Stage"), partial(self._word_menu, "stage")),
            Act("interest", _("Interest"), partial(self._word_menu, "interest")),
            Act("follow-up", _("Follow up")),
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
            self._entry(menu, kind, slug, vocabulary.label(kind, slug))
        if kind == "interest":
            self._entry(menu, kind, "", _("As the time frame says"))

    def _plan_menu(self, menu: QMenu) -> None:
        with self._desk.store.read() as reading:
            plans = [one for one in nurture_plans.read(reading) if one.steps]
        for one in plans:
            self._entry(menu, "nurture", one.id.hex, one.name)
        if not plans:
            make = partial(self._desk.go, "keeping", "nurture:")
            menu.addAction(_("Make a plan …")).triggered.connect(lambda _on=False: make())

    def _tag_menu(self, menu: QMenu) -> None:
        with self._desk.store.read() as reading:
            known = tags.names(reading)[:_TAGS]
        for name in known:
            self._entry(menu, "tag", name, name)
        if known:
            menu.addSeparator()
        menu.addAction(_("Another tag …")).triggered.connect(self._ask_tag)
        if known:
            off = menu.addMenu(_("Take off"))
            for name in known:
                self._entry(off, "untag", name, name)

    def _entry(self, menu: QMenu, act: str, value: str, text: str) -> None:
        menu.addAction(text.replace("&", "&&")).triggered.connect(partial(self._valued, act, value))

    def _valued(self, act: str, value: str, _checked: object = None) -> None:
        self.acted.emit(act, value)

    def _ask_tag(self, _checked: object = None) -> None:
        self.ask("tag", _("The tag"), _("For example: oak"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._stack.currentIndex():
            self.back()
        else:
            self.let_go.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(theme.tokens(self).accent_soft))


def _deleted_acts() -> list[Act]:
    return [Act("bring-back", _("Bring back")), Act("copy", _("Copy"))]
