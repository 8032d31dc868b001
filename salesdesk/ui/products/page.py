"""Products: the list with a search line, and beside it the sheet of the one in front."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final, cast
from uuid import UUID

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services import product_list
from salesdesk.services.product_list import Line
from salesdesk.ui.bulk_foot import MarkedTable
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.products.asking import NewProduct
from salesdesk.ui.products.bulk import acts
from salesdesk.ui.products.detail import ProductDetail
from salesdesk.ui.products.wording import columns, counted
from salesdesk.ui.tables import RecordModel, RecordTable
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.list_and_side import ListAndSide
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState

SIDE: Final = 430


class ProductsPage(Page):
    """Some thousand at most: read whole off this thread, narrowed and sorted here."""

    slug = "products"
    subjects = (
        *("products", "list_prices", "goes_with", "bundled", "objections"),
        *("deals", "deal_lines", "credits"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._all: list[Line] = []
        self._then: UUID | None = None
        self._sort, self._descending = "name", False
        self.table = RecordTable(desk, RecordModel[Line](columns(), marks=True), name=_("Products"))
        self.bulk = MarkedTable(desk, self.table, acts()).bar
        self.table.sorted_by(self._sort, descending=False)
        self.detail, self.asking = ProductDetail(desk), NewProduct(desk)
        self._empty = EmptyState(
            "package",
            _("No products yet"),
            _("What you sell stands here, with its price, what goes with it, and what to say about it."),
            act=_("New product"),
            on_act=self.ask_new,
        )
        self._nothing = EmptyState("search-x", _("No product found"), _("Type less, or something else."))
        self._arrange()
        self.table.moved.connect(self._moved)
        self.table.opened.connect(self._opened)
        self.table.clicked.connect(self._clicked)
        self.table.sort_asked.connect(self._sort_by)
        self.field.textChanged.connect(self._show)
        self.detail.back.connect(self.both.fold_back)
        self.detail.opened.connect(self.open)
        self.asking.taken.connect(self._taken)
        self.asking.left.connect(self._left)
        desk.commands.add(self._commands(), on=self)
        take = _("Take in the new product")  # within the form: Ctrl+Enter saves a text of the sheet, too
        desk.commands.add(
            [
                Command(
                    "take-product", take, self._take, "Ctrl+Return", "check", self._asks, group=_("Products")
                )
            ],
            on=self.asking,
        )

    def _commands(self) -> list[Command]:
        group = _("Products")
        made = [
            ("new-product", _("New product"), self.ask_new, "Ctrl+Shift+N", "plus", lambda: True),
            (
                "delete-product",
                _("Delete this product"),
                self.detail.delete,
                "Ctrl+Delete",
                "trash",
                self._sees_one,
            ),
        ]
        return [Command(*one, group=group) for one in made]

    def _arrange(self) -> None:
        self._left_side = Card()
        self._head = self._left_side.head(_("Products"))
        narrowing = QVBoxLayout()
        narrowing.setContentsMargins(16, 10, 16, 10)
        self.field = line(_("Find a product"), name=_("Find a product"))
        self.field.setClearButtonEnabled(True)
        narrowing.addWidget(self.field)
        self._left_side.body.addLayout(narrowing)
        self._lists = QStackedWidget()
        for part in (self.table, self._empty, self._nothing):
            self._lists.addWidget(part)
        self._left_side.body.addWidget(self._lists, 1)
        self._left_side.body.addWidget(self.bulk)
        self._left_side.body.setContentsMargins(1, 1, 1, 8)
        self._right_side = Card()
        self._side = QStackedWidget()
        self._side.addWidget(self.detail)
        self.asking.setMinimumWidth(1)  # the pane gives the width
        self._side.addWidget(ScrollArea(self.asking))
        self._right_side.body.addWidget(self._side)
        self.both = ListAndSide(
            self._left_side,
            self._right_side,
            side=SIDE,
            keyboard=self.table,
            on_fold=lambda folded: self.detail.folded(folded=folded),
        )
        around = QHBoxLayout(self)
        around.setContentsMargins(20, 20, 20, 20)
        around.addWidget(self.both)

    def title(self) -> str:
        return _("Products")

    def about(self) -> str:
        return _(
            "What you sell: the list price with those before it, what it costs you, and how much of it you sold this"
            " year. The sheet beside the list is for the stand: benefits, what to ask, what to answer, what goes with"
            " it. A deal takes price and cost from here, and offers what goes with a product."
        )

    def main_command(self) -> Command | None:
        return self.desk.commands.find("new-product")

    def load(self) -> None:
        store, currency = self.desk.store, own_currency(self.desk.settings)

        def work(_progress: object) -> list[Line]:
            with store.read() as reading:
                return product_list.read(reading, store.clock, currency)

        self.desk.run(work, parent=self, on_done=self._read)

    def _read(self, found: list[Line]) -> None:
        self._all = found
        self._show()
        self.shown()

    def _show(self, _text: str = "") -> None:
        words = fold(self.field.text()).split()
        found = [one for one in self._all if all(word in one.words for word in words)]
        lines = {one.id: one for one in product_list.ordered(found, self._sort, descending=self._descending)}

        def fetch(keys: Sequence[UUID]) -> Mapping[UUID, Line]:
            return {key: lines[key] for key in keys}

        self.table.show_records(list(lines), fetch)
        self._head.say(_("Products"), counted(len(lines), len(self._all)) if self._all else "")
        self._lists.setCurrentWidget(self.table if lines else (self._nothing if self._all else self._empty))
        self.field.setVisible(bool(self._all))
        then, self._then = self._then, None
        if then is not None:
            self.table.choose(then)
        elif self.table.current_key() is None and lines:
            self.table.choose(next(iter(lines)))
        self._moved(self.table.current_key())
        self._fit()

    def _moved(self, product: UUID | None) -> None:
        shown = self.detail.shown_id()
        if product != shown and not self.detail.commit():
            QTimer.singleShot(
                0, self, lambda: self.table.choose(shown)
            )  # it stays in front until it is mended
            return
        found = next((one for one in self._all if one.id == product), None)
        self.detail.show_product(product, found, [one.name for one in self._all])

    def _sort_by(self, sort: str, descending: bool) -> None:  # noqa: FBT001  (Qt's signal)
        self._sort, self._descending = sort, descending
        self.table.sorted_by(sort, descending=descending)
        self._show()

    def _clicked(self) -> None:
        if not (self._asks() and self.asking.has_words()):
            self._side.setCurrentIndex(0)
        self._unfold()

    def _opened(self, _product: UUID) -> None:
        self._side.setCurrentIndex(0)
        self._unfold()
        self.detail.take_keyboard()

    def open(self, record: UUID | str) -> None:
        """Shows a product, whatever the list was narrowed to."""
        product = UUID(str(record))
        self._side.setCurrentIndex(0)
        self._then = product
        self.field.clear()
        if self.table.choose(product):
            self._then = None
        else:
            self._then = product
            self.reload()
        self._unfold()

    def _asks(self) -> bool:
        """Whether a new one is being asked for."""
        return self._side.currentIndex() == 1

    def _sees_one(self) -> bool:
        return self.isVisible() and not self._asks() and self.detail.shown_id() is not None

    def _take(self) -> None:
        self.asking.take()

    def ask_new(self) -> None:
        """Asks for a new product where the one in front stood."""
        self.desk.go("products")
        if not self.detail.commit():
            return
        self._side.setCurrentIndex(1)
        self._fit()
        self.asking.begin()

    def _taken(self, product: UUID) -> None:
        self._then = product
        self.field.clear()
        self._side.setCurrentIndex(0)
        self.reload()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _left(self) -> None:
        self.asking.clear()
        self._side.setCurrentIndex(0)
        self._fit()
        self.both.fold_back()
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def search(self) -> bool:
        self._side.setCurrentIndex(0)
        self._fit()
        self.both.fold_back()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()
        return True

    def commit(self) -> bool:
        return self.detail.commit()

    def state(self) -> dict[str, object]:
        front = self.table.current_key()
        return {
            "asking": self.asking.state() if self.asking.has_words() else {},
            "front": front.hex if front is not None else "",
        }

    def restore(self, state: dict[str, Any]) -> None:
        asking = state.get("asking")
        if isinstance(asking, dict) and asking:
            said = cast("dict[str, object]", asking)
            self.asking.restore({name: str(text) for name, text in said.items()})
            self._side.setCurrentIndex(1)
        try:
            self._then = UUID(str(state.get("front")))
        except ValueError:
            self._then = None

    def _unfold(self) -> None:
        self._fit()
        self.both.unfold()

    def _fit(self) -> None:
        """Shows the side where there is one in front, or a new one is asked for."""
        self.both.fit(some=bool(self.table.records.keys), held=self._asks())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        (self.table if self._left_side.isVisible() else self.detail).setFocus(event.reason())
