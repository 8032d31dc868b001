"""The templates: a list, and beside it the one in front."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.templates import Template
from salesdesk.i18n import _
from salesdesk.services import templates
from salesdesk.services.templates import TemplateDraft
from salesdesk.ui.desk import Desk
from salesdesk.ui.messages.template_form import TemplateForm
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.rows import Row, RowList
from salesdesk.ui.widgets.states import EmptyState

_LIST: Final = 270
_ICONS: Final = {
    "thanks": "thumbs-up",
    "feedback": "message-square",
    "referral": "users",
    "testimonial": "quote",
    "nurture": "sprout",
    "revival": "rotate-ccw",
}


class TemplateList(QWidget):
    """Some dozens at most: read in line."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._kept: dict[UUID, Template] = {}
        self.list, self.form = RowList(name=_("Templates")), TemplateForm(desk)
        self.list.moved.connect(self._moved)
        self._stack = QStackedWidget()
        none = EmptyState(
            "mail-plus",
            _("No templates yet"),
            _(
                "What you write again and again stands here once: thanks after a fair, a request for feedback. The"
                " usual ones are six messages in English and Norwegian, for you to change."
            ),
            act=_("Begin with the six usual ones"),
            on_act=self.begin,
        )
        both = QWidget()
        row = QHBoxLayout(both)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        left, right = Card(), Card()
        head = left.head(_("Templates"))
        head.buttons.addWidget(
            button(_("New"), self.ask_new, kind="link", icon="plus", name=_("New template"))
        )
        left.body.addWidget(self.list, 1)
        left.body.setContentsMargins(1, 1, 1, 8)
        left.setFixedWidth(_LIST)
        right.body.addWidget(self.form)
        row.addWidget(left)
        row.addWidget(right, 1)
        self._stack.addWidget(both)
        self._stack.addWidget(none)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)

    def load(self) -> None:
        """Reads the templates anew."""
        with self._desk.store.read() as reading:
            kept: Sequence[Template] = templates.all_of(reading)
        self._kept = {one.id: one for one in kept}
        self._stack.setCurrentIndex(0 if kept else 1)
        self.list.show_rows(
            [Row(one.id, one.name, _note(one), icon=_ICONS.get(one.purpose, "mail")) for one in kept]
        )
        if kept and self.list.current_key() not in self._kept:
            self.list.choose(kept[0].id)
        self._show(self.list.current_key())

    def _moved(self, key: object) -> None:
        if key != self.form.template() and self.form.template() in self._kept and not self.form.commit():
            self.list.choose(self.form.template())
            return
        self._show(key)

    def _show(self, key: object) -> None:
        found = self._kept.get(key) if isinstance(key, UUID) else None
        if found is not None:
            self.form.show_template(found, other=found.id != self.form.template())

    def open(self, template: UUID) -> None:
        """Shows a template."""
        self.load()
        self.list.choose(template)

    def ask_new(self) -> None:
        """Adds a template to be written, and puts the keyboard into its name."""
        if not self.commit():
            return
        store = self._desk.store
        made = self._desk.act(
            lambda: templates.add(
                store, TemplateDraft(name=_("New template"), body=_("Hello {first_name|there},"))
            )
        )
        if made is not None:
            self.open(made.id)
            self.form.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.form.name.selectAll()

    def begin(self) -> None:
        """Adds the usual ones."""
        store = self._desk.store
        if self._desk.act(lambda: templates.begin_with_usual(store), told=_("Added the usual templates")):
            self.load()

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        return not self._kept or self.form.commit()


def _note(one: Template) -> str:
    purpose = vocabulary.label("purpose", one.purpose) if one.purpose else ""
    return " · ".join(filter(None, (purpose, one.language))) or _("for anything")
