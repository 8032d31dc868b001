"""A new product, taken in beside the list: what it is called, what it costs, how many there are."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from salesdesk.errors import UserError
from salesdesk.i18n import _
from salesdesk.services import products
from salesdesk.services.products import ProductDraft
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.entering import priced, quantity, tried
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import strong


class NewProduct(QWidget):
    """Enter goes on to the next field and from the last one takes it in; Ctrl+Enter at once, Escape leaves it."""

    taken = Signal(object)  # the id of the new product
    left = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._lines = {
            "name": line(_("Oak tray, large")),
            "number": line("A-17"),
            "category": line(_("Trays")),
            "price": line("1 590"),
            "cost": line("900"),
            "on_hand": line("24"),
        }
        labels = {
            "name": _("Name"),
            "number": _("Number"),
            "category": _("Category"),
            "price": _("List price, without VAT"),
            "cost": _("Cost"),
            "on_hand": _("On hand"),
        }
        self._fields = {name: Field(labels[name], editor) for name, editor in self._lines.items()}
        outer = QHBoxLayout(self)
        outer.setContentsMargins(20, 14, 20, 16)
        inside = QWidget()
        inside.setMaximumWidth(640)
        outer.addWidget(inside, 1)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(strong(_("New product"), step=2))
        for name in ("name", "category"):
            column.addWidget(self._fields[name])
        for pair in (("number", "on_hand"), ("price", "cost")):
            row = QHBoxLayout()
            row.setSpacing(12)
            for name in pair:
                row.addWidget(self._fields[name], 1, Qt.AlignmentFlag.AlignTop)
            column.addLayout(row)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addStretch(1)
        foot.addWidget(button(_("Leave it"), self.left.emit))
        foot.addWidget(button(_("Take it in"), self.take, kind="main", tip="Ctrl+Enter"))
        column.addLayout(foot)
        column.addStretch(1)
        order = ("name", "category", "number", "on_hand", "price", "cost")
        for name, after in pairwise(order):
            self._lines[name].returnPressed.connect(self._lines[after].setFocus)
        self._lines[order[-1]].returnPressed.connect(self.take)

    def begin(self) -> None:
        """Puts the keyboard into the first field; what was half typed is gone on with."""
        self._lines["name"].setFocus(Qt.FocusReason.OtherFocusReason)

    def has_words(self) -> bool:
        """Whether something was typed that would be lost."""
        return any(editor.text().strip() for editor in self._lines.values())

    def clear(self) -> None:
        """Lets go what was typed."""
        for name, editor in self._lines.items():
            editor.clear()
            self._fields[name].refuse("")

    def state(self) -> dict[str, str]:
        """What was typed, to be gone on with at the next start."""
        return {name: editor.text() for name, editor in self._lines.items()}

    def restore(self, state: dict[str, str]) -> None:
        """Brings back what was typed."""
        for name, editor in self._lines.items():
            editor.setText(state.get(name, ""))

    def take(self) -> None:
        """Takes it in; says under the field what is wrong."""
        for field in self._fields.values():
            field.refuse("")
        text = {name: editor.text().strip() for name, editor in self._lines.items()}
        if not text["name"]:
            self._refuse("name", _("Say what it is called."))
            return
        currency, store = own_currency(self._desk.settings), self._desk.store
        at = "price"
        try:
            price = priced(text["price"], currency)
            at = "cost"
            cost = priced(text["cost"], currency)
            at = "on_hand"
            on_hand = quantity(text["on_hand"])
        except UserError as error:
            self._refuse(at, str(error))
            return
        draft = ProductDraft(
            name=text["name"],
            number=text["number"],
            category=text["category"],
            price=price,
            cost=cost,
            on_hand=on_hand,
        )
        made = list[object]()
        taken, told = tried(self._desk, lambda: made.append(products.make(store, draft).id))
        if not taken:
            self._refuse("name", told)
            return
        self._desk.say(_("New product: {name}").format(name=draft.name), undo=True)
        self.clear()
        self.taken.emit(made[0])

    def _refuse(self, name: str, sentence: str) -> None:
        self._fields[name].refuse(sentence)
        editor: QLineEdit = self._lines[name]
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)
