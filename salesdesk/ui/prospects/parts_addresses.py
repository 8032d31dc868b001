"""Postal addresses: read as one line each, which opens into its fields."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.domain.drafts import in_one_line
from salesdesk.i18n import N_, _
from salesdesk.ui.prospects.detail_head import copy
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.facts import LABEL, TextFact, in_tab_order, quiet_line
from salesdesk.ui.widgets.labels import ElidedLabel, muted

_FIELDS: Final = {  # field → hint, row, column, columns
    "street": (N_("Street"), 0, 0, 2),
    "postal_code": (N_("Postal code"), 1, 0, 1),
    "city": (N_("City"), 1, 1, 1),
    "region": (N_("County or state"), 2, 0, 1),
    "country": (N_("Country"), 2, 1, 1),
}


class Addresses(QWidget):
    """The addresses, and a button that adds one."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._rows: dict[UUID, _Address] = {}
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        said = muted(_("Address"), step=0)
        said.setFixedWidth(LABEL)
        said.setContentsMargins(0, 5, 0, 0)
        row.addWidget(said, 0, Qt.AlignmentFlag.AlignTop)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        row.addLayout(self._column, 1)
        self._new: _Fields | None = None  # made when someone adds one
        self.adding = button(_("Add an address"), self.open, kind="link")
        self._column.addWidget(self.adding, 0, Qt.AlignmentFlag.AlignLeft)

    def show_parts(self, found: Sequence[Any], *, other: bool) -> None:
        """Shows the addresses `found`, of another owner where `other`."""
        mine = {part.id for part in found}
        for gone in [ident for ident in self._rows if ident not in mine]:
            self._rows.pop(gone).deleteLater()
        new = self._new
        opened = new is not None and new.isVisible() and len(found) > len(self._rows)
        for place, part in enumerate(found):
            fresh = part.id not in self._rows
            if fresh:
                self._rows[part.id] = _Address(self._saver)
                self._column.insertWidget(place, self._rows[part.id])
                in_tab_order(self.adding.previousInFocusChain(), self._rows[part.id])
            self._rows[part.id].show_part(part)
            if fresh and opened and not other:
                self._rows[part.id].unfold(on=True)
        if new and (other or opened):
            new.show_values(None, other=True)
            new.hide()
        self.adding.setVisible(new is None or new.isHidden())

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([*(row.commit() for row in self._rows.values()), self._new is None or self._new.commit()])

    def open(self) -> None:
        """Offers the fields of another address."""
        if self._new is None:
            self._new = _Fields(self._add)
            self._column.insertWidget(self._column.indexOf(self.adding), self._new)
            in_tab_order(self.adding, self._new)
        self._new.show()
        self.adding.hide()
        self._new.lines["street"].editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, field: str, text: str, _seen: Any) -> tuple[bool, str]:
        return self._saver.add("addresses", {field: text.strip()}) if text.strip() else (True, "")


class _Fields(QWidget):
    """The fields of an address."""

    def __init__(self, save: Callable[[str, str, Any], tuple[bool, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 4)
        grid.setSpacing(0)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        self.lines: dict[str, TextFact] = {}
        for field, (hint, row, column, span) in _FIELDS.items():
            line = TextFact(
                "", quiet_line(_(hint), name=_(hint)), lambda text, seen, name=field: save(name, text, seen)
            )
            self.lines[field] = line
            grid.addWidget(line, row, column, 1, span)

    def show_values(self, part: Any, *, other: bool = False) -> None:
        """Shows the fields of an address, or none."""
        for field, line in self.lines.items():
            value = getattr(part, field) if part else ""
            line.show_value(value, value, other=other)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        done = [line.commit() for line in self.lines.values()]  # all of them, whatever one says
        return all(done)


class _Address(QWidget):
    """One address."""

    def __init__(self, saver: Saver) -> None:
        super().__init__()
        self._saver = saver
        self._part: Any = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(0)
        self._shown = ElidedLabel("", "text")
        self._shown.setContentsMargins(7, 5, 0, 5)
        self._shown.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._fields: _Fields | None = None  # made when they are first looked at
        self._opener = button("", self._turn, kind="quiet", icon="pencil")
        self._opener.setCheckable(True)
        row.addWidget(self._shown, 1)
        row.addWidget(self._opener)
        column.addLayout(row)
        self._foot = QWidget()
        foot = QHBoxLayout(self._foot)
        foot.setContentsMargins(2, 0, 0, 4)
        foot.addWidget(button(_("Copy"), self._copy, kind="link"))
        foot.addWidget(button(_("Take off"), self._remove, kind="link"))
        foot.addStretch(1)
        column.addWidget(self._foot)
        self._column = column
        self.unfold(on=False)

    def _turn(self) -> None:
        self.unfold(on=self._foot.isHidden())

    def unfold(self, *, on: bool) -> None:
        """Shows the fields, or hides them."""
        if on and self._fields is None:
            self._fields = _Fields(self._save)
            self._fields.show_values(self._part)
            self._column.insertWidget(1, self._fields)
            in_tab_order(self._opener, self._fields)
        if self._fields:
            self._fields.setVisible(on)
        self._foot.setVisible(on)
        self._opener.setChecked(on)

    def show_part(self, part: Any) -> None:
        """Shows an address."""
        self._part = part
        text = in_one_line(part)
        self._shown.setText(text)
        self._opener.setAccessibleName(_("Edit the address {address}").format(address=text))
        self._opener.setToolTip(_("Edit the address"))
        if self._fields:
            self._fields.show_values(part)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self._fields is None or self._fields.commit()

    def _save(self, field: str, text: str, seen: Any) -> tuple[bool, str]:
        said = {name: getattr(self._part, name) for name in _FIELDS} | {field: text.strip()}
        if not any(said.values()):
            return self._remove(), ""
        return self._saver.change(self._part, {field: (seen, text.strip())})

    def _copy(self) -> None:
        copy(self._saver.desk, in_one_line(self._part))

    def _remove(self) -> bool:
        return self._saver.take_off(self._part, _("Took off {value}").format(value=in_one_line(self._part)))
