"""One template: its name, what it is for, in which language, and its text with the fields to fill in."""

from __future__ import annotations

from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from salesdesk.domain import vocabulary
from salesdesk.domain.message_fields import FIELDS, loose, named
from salesdesk.domain.templates import Template
from salesdesk.i18n import _
from salesdesk.services import templates
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.chip_buttons import menu_under
from salesdesk.ui.widgets.entering import tried
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import ToneLabel, muted
from salesdesk.ui.widgets.typed import Save, Typed

_LANGUAGES: Final = {
    "en": "English",
    "nb": "Norsk",
    "sv": "Svenska",
    "da": "Dansk",
    "de": "Deutsch",
    "fr": "Français",
    "pl": "Polski",
    "vi": "Tiếng Việt",
}


class TemplateForm(QWidget):
    """Every field saves itself. `deleted` tells that the one in front was deleted here."""

    deleted = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._shown: Template | None = None
        self._written: dict[str, str] = {}  # by us, since it was last shown
        self.name, self.subject = line(_("Thanks after a fair …")), line()
        self.body = QPlainTextEdit()
        self.body.setTabChangesFocus(True)
        self.body.setMinimumHeight(140)
        self.purpose = Choice(
            [("", _("Anything")), *((one, vocabulary.label("purpose", one)) for one in templates.PURPOSES)],
            quiet=False,
        )
        self.language = Choice([("", _("Everyone")), *_LANGUAGES.items()], quiet=False)
        self.purpose.chosen.connect(partial(self._choose, "purpose"))
        self.language.chosen.connect(partial(self._choose, "language"))
        self.fields = {
            "name": Field(_("Name"), self.name),
            "message_subject": Field(_("Subject"), self.subject),
            "body": Field(_("Message"), self.body),
        }
        editors = {"name": self.name, "message_subject": self.subject, "body": self.body}
        self._typed = {
            key: Typed(editor, self.fields[key], self._saver(key)) for key, editor in editors.items()
        }
        self.unknown = ToneLabel("", "warm", wrap=True)
        for editor in (self.subject, self.body):
            editor.textChanged.connect(self._look)
        self._arrange()

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        row = QHBoxLayout()
        row.setSpacing(12)
        for part, share in (
            (self.fields["name"], 3),
            (Field(_("Purpose"), self.purpose), 2),
            (Field(_("For readers of"), self.language), 2),
        ):
            row.addWidget(part, share, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self.fields["message_subject"])
        column.addWidget(self.fields["body"], 1)
        column.addWidget(self.unknown)
        told = _("{first_name|there} says “there” where no first name is known.")
        foot = QHBoxLayout()
        foot.setSpacing(8)
        self.insert = button(_("Insert a field"), self._ask_field, icon="text-cursor-input")
        foot.addWidget(self.insert)
        foot.addWidget(muted(told, wrap=True), 1)
        up, down, away = _("Move up"), _("Move down"), _("Delete this template")
        foot.addWidget(button("", lambda: self.move_by(-1), kind="plain", icon="arrow-up", name=up))
        foot.addWidget(button("", lambda: self.move_by(1), kind="plain", icon="arrow-down", name=down))
        foot.addWidget(button("", self.delete, kind="plain", icon="trash", name=away))
        column.addLayout(foot)

    def show_template(self, template: Template, *, other: bool) -> None:
        """Shows a template; `other`: than the one that was shown."""
        self._shown = template
        self._written.clear()
        for key, typed in self._typed.items():
            kept = getattr(template, key)
            typed.show_value(kept, kept, other=other)
        self.purpose.show_value(template.purpose)
        self.purpose.setCurrentIndex(max(0, self.purpose.findData(template.purpose)))
        self.language.show_value(template.language)
        self.language.setCurrentIndex(max(0, self.language.findData(template.language)))
        self._look()

    def template(self) -> UUID | None:
        """The one that is shown."""
        return self._shown.id if self._shown else None

    def _saver(self, key: str) -> Save:
        return partial(self._set, key)

    def _set(self, key: str, text: str, seen: Any) -> tuple[bool, str]:
        shown, store = self._shown, self._desk.store
        if shown is None:
            return True, ""
        pair = (self._written.get(key, str(seen)), text)
        taken, told = tried(self._desk, lambda: templates.edit(store, shown.id, {key: pair}))
        if taken:
            self._written[key] = text if key == "body" else text.strip()
        return taken, told

    def _choose(self, key: str, value: str) -> None:
        shown = self._shown
        if shown is not None:
            taken, told = self._set(key, value, getattr(shown, key))
            if not taken:
                self._desk.say(told)

    def _ask_field(self) -> None:
        menu_under(
            self.insert, [(_(told), lambda name=name: self.put(name)) for name, told in FIELDS.items()]
        )

    def put(self, field: str) -> None:
        """Puts a field where the cursor stands."""
        if self.subject.hasFocus():
            self.subject.insert(f"{{{field}}}")
            return
        self.body.insertPlainText(f"{{{field}}}")
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def _look(self) -> None:
        """Says which fields of the text there are not."""
        text = f"{self.subject.text()}\n{self.body.toPlainText()}"
        unknown = ", ".join(f"{{{one}}}" for one in named(text) if one not in FIELDS)
        open_ = loose(text).strip()
        told = ""
        if unknown:
            told = _("There is no field {names}: it will stand as it is written.").format(names=unknown)
        elif open_:
            told = _("“{text}” is no field: a field ends with a brace.").format(text=open_)
        self.unknown.setText(told)
        self.unknown.setVisible(bool(told))

    def commit(self) -> bool:
        """Saves what is being typed; False where it was not taken."""
        taken = [typed.commit() for typed in self._typed.values()]
        return all(taken)

    def move_by(self, places: int) -> None:
        """Moves it up or down the list."""
        shown, store = self._shown, self._desk.store
        if shown is not None and self.commit():
            self._desk.act(lambda: templates.move(store, shown.id, by=places))

    def delete(self) -> None:
        """Deletes it, with Undo."""
        shown, store = self._shown, self._desk.store
        if shown is None:
            return
        told = _("Deleted {name}").format(name=shown.name)
        if self._desk.act(lambda: (templates.delete(store, shown.id), True), told=told):
            self.deleted.emit()
