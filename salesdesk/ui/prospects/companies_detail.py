"""One company: its facts edited where they are read, who works there, merged with another, deleted."""

from __future__ import annotations

from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QModelIndex, QStringListModel, Qt
from PySide6.QtWidgets import (
    QCompleter,
    QHBoxLayout,
    QLineEdit,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from salesdesk.domain import vocabulary
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import companies
from salesdesk.services.companies import Whole
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.detail_saving import Saver
from salesdesk.ui.prospects.parts import Parts
from salesdesk.ui.prospects.parts_addresses import Addresses
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.facts import TextFact, quiet_line
from salesdesk.ui.widgets.fields import line
from salesdesk.ui.widgets.labels import ElidedLabel, muted, strong
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.scrolling import ScrollArea
from salesdesk.ui.widgets.states import EmptyState, IconTile

_TYPED: Final = {
    "name": N_("Name"),
    "trade": N_("Trade"),
    "organisation_number": N_("Company number"),
    "note": N_("Note"),
}


class CompanyDetail(QWidget):
    """Shows the company that it is given."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._whole: Whole | None = None
        self._saver = Saver(desk, self._again)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._stack = QStackedWidget()
        outer.addWidget(self._stack)
        self._stack.addWidget(EmptyState("building", _("None chosen"), _("Choose a company to see it here.")))
        area = ScrollArea(keyboard=True)
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(20, 16, 20, 16)
        self._column.setSpacing(12)
        self._column.addLayout(self._head())
        self._column.addWidget(self._merging())
        self._column.addWidget(self._facts())
        self._column.addWidget(self._people())
        self._column.addStretch(1)
        area.setWidget(inside)
        self._stack.addWidget(area)

    def _head(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(IconTile("building", size=44, tone="accent"))
        names = QVBoxLayout()
        names.setSpacing(1)
        self._name, self._about = ElidedLabel("", "text"), ElidedLabel("", "secondary")
        self._name.setFont(strong("", step=3).font())
        names.addWidget(self._name)
        names.addWidget(self._about)
        row.addLayout(names, 1)
        self._more = button("", self._menu, icon="ellipsis", name=_("More"))
        row.addWidget(self._more)
        return row

    def _merging(self) -> QWidget:
        self._merge_box = Card(edge="warm")
        column = QVBoxLayout()
        column.setContentsMargins(16, 10, 16, 12)
        column.setSpacing(6)
        column.addWidget(muted(_("Which company is the same? It is taken into this one."), wrap=True))
        self.merge_line = line(_("Name of the other company"), name=_("Name of the other company"))
        names = QStringListModel(self)
        completer = QCompleter(names, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.merge_line.setCompleter(completer)

        def offer(text: str) -> None:
            with self._desk.store.read() as reading:
                names.setStringList(companies.names(reading, text))

        self.merge_line.textEdited.connect(offer)
        self.merge_line.returnPressed.connect(self._merge)
        column.addWidget(self.merge_line)
        row = QHBoxLayout()
        row.addWidget(button(_("Merge"), self._merge, kind="main"))
        row.addWidget(button(_("Cancel"), self._merge_box.hide))
        row.addStretch(1)
        column.addLayout(row)
        self._merge_box.body.addLayout(column)
        self._merge_box.hide()
        return self._merge_box

    def _facts(self) -> QWidget:
        card = Card()
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(16, 8, 8, 8)
        column.setSpacing(0)
        self._typed = {field: self._text(field) for field in _TYPED}
        self._parts = {subject: Parts(self._saver, subject) for subject in ("phones", "emails", "webs")}
        self._addresses = Addresses(self._saver)
        for made in (*self._typed.values(), *self._parts.values(), self._addresses):
            column.addWidget(made)
        card.body.addWidget(box)
        return card

    def _text(self, field: str) -> TextFact:
        label = _(_TYPED[field])
        return TextFact(
            label,
            quiet_line("…", name=label),
            lambda text, seen: self._saver.set([(field, text)], {field: seen}),
        )

    def _people(self) -> QWidget:
        self._people_card = Card()
        self._people_head = self._people_card.head(_("Prospects"))
        self.people = RowList(name=_("Who works there"), fits=True)
        self.people.opened.connect(self._open)
        self.people.clicked.connect(self._clicked)
        self._people_card.body.addWidget(self.people)
        return self._people_card

    def _clicked(self, index: QModelIndex) -> None:
        row = self.people.rows.at(index)
        if row is not None:
            self._open(row.key)

    def _open(self, prospect: UUID) -> None:
        self._desk.go("prospects", prospect)

    def first(self) -> QLineEdit:
        """The first editor."""
        found: Any = self._typed["name"].editor
        return found

    def show_company(self, company: UUID | None) -> None:
        """Shows a company; None shows none. What was being typed is saved."""
        before = self._whole.company.id if self._whole else None
        if before != company:
            self.commit()
        with self._desk.store.read() as reading:
            found = companies.whole(reading, company) if company else None
        self._whole = found
        self._stack.setCurrentIndex(1 if found else 0)
        if found is None:
            self._saver.show(None, "")
            return
        self._show(found, other=before != company)

    def _show(self, found: Whole, *, other: bool) -> None:
        company = found.company
        self._saver.show(company, company.name)
        if other:
            self._merge_box.hide()
        self._name.setText(company.name)
        city = next((one.city for one in found.addresses if one.city), "")
        self._about.setText(" · ".join(filter(None, (company.trade, city))))
        for field, fact in self._typed.items():
            fact.show_value(getattr(company, field), getattr(company, field), other=other)
        for subject, made in self._parts.items():
            made.show_parts(getattr(found, subject), other=other)
        self._addresses.show_parts(found.addresses, other=other)
        self.people.show_rows(
            [
                Row(p.id, p.name or company.name, p.title or vocabulary.label("stage", p.stage), who=p.name)
                for p in found.people
            ]
        )
        count, more = found.prospects, found.prospects - len(found.people)
        note = ngettext("{count} prospect", "{count} prospects", count).format(count=count)
        if more > 0:
            note = f"{note}, {_('the first {count} shown').format(count=len(found.people))}"
        self._people_head.say(_("Works there"), note)
        self.people.setVisible(bool(found.people))

    def _again(self) -> None:
        if self._whole is not None:
            self.show_company(self._whole.company.id)

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        if self._whole is None:
            return True
        done = [made.commit() for made in (*self._typed.values(), *self._parts.values(), self._addresses)]
        return all(done)

    def _menu(self) -> None:
        menu_under(self._more, [(_("Merge with …"), self.ask_merge), None, (_("Delete"), self._delete)])

    def ask_merge(self) -> None:
        """Asks which company is the same."""
        self.merge_line.clear()
        self._merge_box.show()
        self.merge_line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _merge(self) -> None:
        whole, name = self._whole, self.merge_line.text().strip()
        if whole is None or not name:
            return
        with self._desk.store.read() as reading:
            other = companies.called(reading, name)
        if other is None:
            self._desk.say(
                _("There is no company “{name}”. Choose one of the names offered.").format(name=name)
            )
            return
        keep = whole.company.id
        told = _("Merged the company {old} into {new}").format(old=name, new=whole.company.name)
        self._merge_box.hide()
        self._desk.run(
            lambda _progress: companies.merge(self._desk.store, keep, other),
            parent=self,
            on_done=lambda _batch: self._desk.say(told, undo=True),
        )

    def _delete(self) -> None:
        if self._whole is None:
            return
        company = self._whole.company
        told = _("Deleted {name}").format(name=company.name)
        self._desk.act(lambda: (companies.delete(self._desk.store, company.id), True), told=told)
