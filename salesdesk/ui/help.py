"""Help where one is: what this page is for, and which keys do what, as cards over the page."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QVBoxLayout, QWidget

from salesdesk.i18n import N_, _
from salesdesk.ui.commands import keys_shown
from salesdesk.ui.widgets.labels import KeyCap, secondary, strong

if TYPE_CHECKING:
    from salesdesk.ui.window import Window

# Keys that Qt or a list handles by itself and no command names.
_LISTS: Final = (
    ("↑ ↓", N_("Move in a list")),
    ("Enter", N_("Open what is chosen")),
    ("Space", N_("Mark a row")),
    ("Ctrl A", N_("Mark all rows")),
    ("Ctrl C", N_("Copy rows as a table")),
    ("Esc", N_("Leave a field as it was, close what lies on top")),
    ("Tab", N_("Go on to the next field")),
)


class _Sheet(QDialog):
    """A dialog that only tells, and closes with Escape."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 24)
        self.column.setSpacing(12)
        self.column.addWidget(strong(title, step=3))

    def ask(self) -> None:
        """Shows itself."""
        self.open()


class AboutPage(_Sheet):
    """What the page in front is for."""

    def __init__(self, window: Window) -> None:
        page = window.book.front()
        super().__init__(window, page.title() if page else "Salesdesk")
        text = secondary(page.about() if page else "", wrap=True)
        text.setMinimumWidth(420)
        self.column.addWidget(text)


class Shortcuts(_Sheet):
    """All keys that do something."""

    def __init__(self, window: Window) -> None:
        super().__init__(window, _("Keyboard shortcuts"))
        groups: dict[str, list[tuple[str, str]]] = defaultdict(list)
        if window.desk is not None:
            for command in window.desk.commands.listed():
                if command.shortcut:
                    groups[command.group or _("This page")].append(
                        (keys_shown(command.shortcut), command.title)
                    )
        groups[_("In lists and fields")] = [(keys, _(text)) for keys, text in _LISTS]
        grid = QGridLayout()
        grid.setHorizontalSpacing(24)
        grid.setVerticalSpacing(6)
        for column, (group, keys) in enumerate(groups.items()):
            grid.addWidget(strong(group), 0, column * 2, 1, 2)
            for row, (cap, text) in enumerate(keys, start=1):
                grid.addWidget(KeyCap(cap), row, column * 2, Qt.AlignmentFlag.AlignRight)
                grid.addWidget(secondary(text), row, column * 2 + 1)
        self.column.addLayout(grid)
