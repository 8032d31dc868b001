"""Messages: one to write, to one or many; and the templates that they are written from."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.messages.asked import asked
from salesdesk.ui.messages.template_list import TemplateList
from salesdesk.ui.messages.writing import Writing
from salesdesk.ui.page import Page
from salesdesk.ui.widgets.buttons import Option, Segmented, button

_PARTS = ("write", "templates")


class MessagesPage(Page):
    """Nothing is sent from here: drafts are opened in the mail program, or saved."""

    slug = "messages"
    subjects = (
        *("templates", "prospects", "companies", "emails", "consents", "fairs", "views", "preferences"),
        *("complaints", "deals", "followups"),
    )

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self._came_from: UUID | None = None
        self.writing, self.templates = Writing(desk), TemplateList(desk)
        self.writing.left_out.opened.connect(partial(desk.go, "prospects"))
        self.writing.loaded.connect(self.shown)
        self.templates.form.deleted.connect(self.templates.load)
        self._switch = Segmented(
            [Option("write", _("Write")), Option("templates", _("Templates"))], name=_("What is shown")
        )
        self._switch.choose("write")
        self._switch.setFixedWidth(self._switch.sizeHint().width() + 48)
        self._switch.chosen.connect(self._switched)
        self._back = button(_("Back"), self._go_back, kind="plain", icon="arrow-left")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.writing)
        self._stack.addWidget(self.templates)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.addWidget(self._back)
        head.addWidget(self._switch)
        head.addStretch(1)
        column.addLayout(head)
        column.addWidget(self._stack, 1)
        desk.commands.add(self._commands(), on=self)

    def _commands(self) -> list[Command]:
        group, writing = _("Messages"), self.writing

        def one() -> bool:
            return self.isVisible() and writing.can_open()

        return [
            Command(
                "open-draft",
                _("Open as a mail draft"),
                writing.open_it,
                "Ctrl+Return",
                "mail",
                one,
                group=group,
            ),
            Command("new-template", _("New template"), self.new_template, icon="mail-plus", group=group),
        ]

    def title(self) -> str:
        return _("Messages")

    def foot(self) -> QWidget | None:
        if self._part() == "templates":
            return self.templates.form.insert
        return next(
            (one for one in (self.writing.save_all, self.writing.open_draft) if one.isVisible()), None
        )

    def about(self) -> str:
        return _(
            "Here you write to one prospect or to many, from templates that fill themselves in. Nothing is sent from"
            " here: a draft opens in your mail program, or many are saved as files. To many, only those are written"
            " to who agreed to get email."
        )

    def load(self) -> None:
        if self._part() == "write":
            self.writing.load()
        else:
            self.templates.load()
            self.shown()

    def _part(self) -> str:
        return _PARTS[self._stack.currentIndex()]

    def _switched(self, value: str) -> None:
        self.show_part(value or self._part())

    def show_part(self, name: str) -> None:
        """Shows the message to write, or the templates; not where what is being typed was not taken."""
        if self.commit():
            self._stack.setCurrentIndex(_PARTS.index(name))
            self.load()
        self._switch.choose(self._part())

    def open(self, record: UUID | str) -> None:
        """What `asked.asked` understands begins a message; `templates`, or `template:` and an id, shows those."""
        if record == "templates":
            self.show_part("templates")
            return
        if isinstance(record, str) and record.startswith("template:"):
            self.show_part("templates")
            self.templates.open(UUID(record.removeprefix("template:")))
            return
        with self.desk.store.read() as reading:
            found = asked(reading, record)
        if found is None:
            self.desk.say(_("There is nobody to write to any more."))
            return
        if self.commit():
            self._came_from = found.prospect
            self._stack.setCurrentIndex(0)
            self._switch.choose("write")
            self.writing.show_asked(found)

    def new_template(self) -> None:
        """Adds a template to be written."""
        self.desk.go("messages", "templates")
        self.templates.ask_new()

    def _go_back(self) -> None:
        self.desk.go("prospects", self._came_from)

    def commit(self) -> bool:
        return self.templates.commit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        reason = Qt.FocusReason.OtherFocusReason
        if self._part() == "templates":
            self.templates.list.setFocus(reason)
        elif self.writing.open_draft.isVisible():
            self.writing.preview.body.setFocus(reason)
        else:
            self.writing.group.setFocus(reason)
