"""The fairs: each prepared and changed in place, with what came of those that were."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from salesdesk.domain import locally
from salesdesk.domain.fairs import Fair
from salesdesk.domain.values import currency_of
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import _, ngettext
from salesdesk.services import fairs, prospects
from salesdesk.ui.desk import Desk
from salesdesk.ui.fairs.board import standing, today_of
from salesdesk.ui.fairs.fair_fields import FairField, fair_fields
from salesdesk.ui.held import hold
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.fields import Field, SelfSaving
from salesdesk.ui.widgets.labels import muted
from salesdesk.ui.widgets.questions import Asked, QuestionsEditor
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.scrolling import ScrollArea

_NEW = "new"


class FairsView(QWidget):
    """The form of one fair at the left, all fairs at the right."""

    def __init__(self, desk: Desk, back: Callable[[Fair | None], None]) -> None:
        super().__init__()
        self._desk, self._back = desk, back
        self._met: dict[UUID, int] = {}
        self._fairs: list[Fair] = []
        self.form = FairForm(desk, self._made)
        self.list = RowList(name=_("All fairs"))
        self.list.moved.connect(self._moved)
        self.list.opened.connect(self._opened)
        self._filling = False
        self._arrange()

    def begin(self) -> None:
        """Puts the keyboard into the list, or into the form of a fair that is not there yet."""
        if self.form.fair is None:
            self.form.begin()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _arrange(self) -> None:
        left = Card()
        head = left.head(_("Prepare a fair"))
        self._head = head
        self._delete = button("", self._delete_fair, kind="plain", icon="trash", name=_("Delete this fair"))
        self._capture = button(
            _("Capture here"), lambda: self._leave(self.form.fair), kind="main", icon="tent"
        )
        back = button(
            _("Back"), lambda: self._leave(None), icon="arrow-left", tip=_("Back to the capture (Esc)")
        )
        for part in (self._delete, back, self._capture):
            head.buttons.addWidget(part)
        left.body.addWidget(ScrollArea(self.form), 1)
        right = Card()
        fairs_head = right.head(_("All fairs"))
        fairs_head.buttons.addWidget(button(_("New fair"), self.begin_new, icon="plus"))
        right.body.addWidget(self.list, 1)
        right.setFixedWidth(340)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        row.addWidget(left, 1)
        row.addWidget(right)

    def load(self) -> None:
        """Reads all fairs anew; how many were met at each comes after."""
        with self._desk.store.read() as reading:
            self._fairs = fairs.all_fairs(reading)
        store = self._desk.store

        def count(_progress: object) -> dict[UUID, int]:
            with store.read() as reading:
                return fairs.met_by_fair(reading)

        self._show_list()
        self.form.reload(self._fairs)
        self._say_head()
        self._desk.run(count, parent=self, on_done=self._counted)

    def _counted(self, met: dict[UUID, int]) -> None:
        self._met = met
        self._show_list()

    def _show_list(self) -> None:
        day = today_of(self._desk.clock)
        rows = [_row(fair, self._met.get(fair.id, 0), day) for fair in self._fairs]
        if self.form.fair is None:
            rows.insert(0, Row(_NEW, _("New fair"), _("Give it a name to keep it"), icon="plus"))
        self._filling = True
        self.list.show_rows(rows)
        self.list.choose(self.form.fair.id if self.form.fair else _NEW)
        self._filling = False

    def turn_to(self, fair: Fair | None) -> None:
        """Shows a fair, with the keyboard in the list; not where what is being typed of another was not taken."""
        if self.form.commit():
            self._show_fair(fair)
            self.begin()
        else:
            hold(self.form, self._desk)

    def _show_fair(self, fair: Fair | None) -> None:
        """Shows a fair; None: the first of the list, or a new one where there is none."""
        with self._desk.store.read() as reading:
            self._fairs = fairs.all_fairs(reading)
        self.form.show_fair(fair or next(iter(self._fairs), None))
        self.load()

    def begin_new(self) -> None:
        """Shows an empty form, with the keyboard in the name."""
        if not self.form.commit():
            hold(self.form, self._desk)
            return
        self.form.show_fair(None)
        self.load()
        self.form.begin()

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return self.form.commit()

    def _opened(self, _key: object) -> None:
        self.form.begin()

    def _moved(self, key: object) -> None:
        if self._filling or key is None or (self.form.fair is not None and key == self.form.fair.id):
            return
        if not self.form.commit():
            self._show_list()
            hold(self.form, self._desk)
            return
        self.form.show_fair(next((fair for fair in self._fairs if fair.id == key), None))
        self._say_head()

    def _made(self) -> None:
        self.load()

    def _say_head(self) -> None:
        fair = self.form.fair
        self._head.say(
            fair.name if fair else _("Prepare a fair"), standing(fair, self._day()) if fair else ""
        )
        self._delete.setVisible(fair is not None)
        self._capture.setVisible(fair is not None)

    def _day(self) -> date:
        return today_of(self._desk.clock)

    def _leave(self, fair: Fair | None) -> None:
        if self.form.commit():
            self._back(fair)
        else:
            hold(self.form, self._desk)

    def _delete_fair(self) -> None:
        fair = self.form.fair
        if fair is None:
            return
        told = _("Deleted {name}").format(name=fair.name)
        store = self._desk.store
        if self._desk.act(lambda: (prospects.delete(store, fair, fair.name), True), told=told):
            self._show_fair(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._leave(None)
            return
        super().keyPressEvent(event)


def _row(fair: Fair, met: int, day: date) -> Row:
    told = ngettext("{number} lead", "{number} leads", met).format(number=met) if met else ""
    cost = fairs.cost_of_a_lead(fair, met)
    each = _("{money} a lead").format(money=locally.whole_money(cost)) if cost else ""
    when = standing(fair, day)
    running = (
        fair.starts_on is not None and fair.ends_on is not None and fair.starts_on <= day <= fair.ends_on
    )
    note = " · ".join(part for part in ("" if running else when, told, each) if part)
    return Row(fair.id, fair.name, note or fair.place, when if running else "", "accent", icon="tent")


class FairForm(QWidget):
    """The fields of one fair; a new one is made as soon as it has a name, and each edit saves itself."""

    def __init__(self, desk: Desk, made: Callable[[], None]) -> None:
        super().__init__()
        self._desk, self._made = desk, made
        self.fair: Fair | None = None
        self._unnamed: dict[str, str] = {}  # what was typed of a new fair that has no name yet, by its field
        self._fields = fair_fields(
            lambda: today_of(desk.clock), lambda: desk.settings.currency or _usual(desk)
        )
        self.rows = {field.key: Field(field.label, field.editor) for field in self._fields}
        self._saving = {
            field.key: SelfSaving(field.editor, lambda text, one=field: self._save(one, text))
            for field in self._fields
        }
        for key, saving in self._saving.items():
            saving.mended.connect(lambda key=key: self.rows[key].refuse(""))
        self.questions = QuestionsEditor(self._ask)
        grid = QGridLayout(self)
        grid.setContentsMargins(24, 18, 24, 18)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(14)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        for place, key in enumerate(("name", "place", "starts_on", "ends_on", "cost", "target_leads")):
            grid.addWidget(self.rows[key], place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        asked = Field(_("What you ask at this fair"), self.questions)
        grid.addWidget(asked, 3, 0, 1, 2)
        grid.addWidget(muted(_("The answers stand with each prospect."), wrap=True), 4, 0, 1, 2)
        grid.addWidget(self.rows["note"], 5, 0, 1, 2)
        grid.setRowStretch(6, 1)

    def begin(self) -> None:
        """Puts the keyboard into the name."""
        self.rows["name"].editor.setFocus(Qt.FocusReason.TabFocusReason)

    def show_fair(self, fair: Fair | None) -> None:
        """Shows a fair, or the form for a new one, with what was typed of it before another was looked at."""
        if self.fair is None:
            self._unnamed = {key: saving.text() for key, saving in self._saving.items()}
        other = fair is None or self.fair is None or fair.id != self.fair.id
        self.fair = fair
        for field in self._fields:
            self.rows[field.key].refuse("")
            self._saving[field.key].show(
                field.shown(fair) if fair else self._unnamed.get(field.key, ""), other=other
            )
        self._show_questions()

    def reload(self, standing_now: Sequence[Fair]) -> None:
        """Shows the fair as it is now."""
        if self.fair is None:
            return
        fresh = next((one for one in standing_now if one.id == self.fair.id), None)
        if fresh is None:
            self.show_fair(next(iter(standing_now), None))
            return
        self.fair = fresh
        for field in self._fields:
            self._saving[field.key].show(field.shown(fresh))
        self._show_questions()

    def _show_questions(self) -> None:
        if self.fair is None:
            self.questions.show_questions([])
            return
        with self._desk.store.read() as reading:
            asked = fairs.questions(reading, self.fair.id)
        self.questions.show_questions([(one.id, one.text) for one in asked])

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return all([*(saving.commit() for saving in self._saving.values()), self.questions.commit()])

    def _save(self, field: FairField, text: str) -> bool:
        row = self.rows[field.key]
        try:
            said = field.read(text)
            taken = self._change(said) if self.fair else self._make(field.key, said)
        except UserError as error:
            row.refuse(str(error))
            return False
        except EnvironmentTrouble as error:
            self._desk.tell(error)
            return False
        row.refuse("")
        return taken

    def _change(self, said: dict[str, Any]) -> bool:
        fair, store = self.fair, self._desk.store
        assert fair is not None
        if said.get("starts_on") and fair.ends_on and fair.ends_on < said["starts_on"]:
            said["ends_on"] = said["starts_on"]  # the day it ends on follows, until it is set
        pairs = {name: (getattr(fair, name), new) for name, new in said.items()}
        self.fair = fairs.change(store, fair, pairs)
        return True

    def _make(self, key: str, said: dict[str, Any]) -> bool:
        """Makes the fair once it has a name, of all that was typed until then."""
        whole, wrong = dict(said), False
        for field in self._fields:
            if field.key != key:
                try:
                    whole |= field.read(self._saving[field.key].text())
                except UserError as error:
                    self.rows[field.key].refuse(str(error))
                    wrong = True
        if wrong:
            return key != "name"  # which is tried again until the fair is made, with all that was typed
        if not whole["name"]:
            if key == "name":
                raise UserError(_("A fair needs a name."))
            return True  # it stays as typed, and is kept with the name
        self.fair = fairs.prepare(self._desk.store, whole)
        self._unnamed = {}
        self._desk.say(_("Prepared {name}").format(name=self.fair.name), undo=True)
        self._made()
        return True

    def _ask(self, wanted: Sequence[Asked]) -> bool:
        fair, store, seen = self.fair, self._desk.store, self.questions.seen
        if fair is None:
            self.rows["name"].refuse(_("Give the fair a name first."))
            self.begin()
            return False
        if self._desk.act(lambda: (fairs.ask(store, fair, wanted, seen=seen), True)) is None:
            return False
        self._show_questions()
        return True


def _usual(desk: Desk) -> str:
    """The currency of the seller's country."""
    return currency_of(desk.settings.region() or "NO") or "EUR"
