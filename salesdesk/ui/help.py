"""Help where one is: what this page is for, and which keys do what, as cards over the page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.i18n import N_, _
from salesdesk.ui.commands import keys_shown
from salesdesk.ui.widgets.labels import KeyCap, secondary, strong
from salesdesk.ui.widgets.scrolling import ScrollArea

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
_MARGIN: Final = 48  # pixels of the window that stay in sight around what lies over it
_CAPS, _TEXT = 96, 230  # pixels that keys and what they do take at least


class _Sheet(QDialog):
    """A dialog that only tells, and closes with Escape."""

    def __init__(self, parent: QWidget, title: str) -> None:
        super().__init__(parent)
        self._over = parent
        self.setWindowTitle(title)
        self.setModal(True)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(24, 20, 24, 24)
        self.column.setSpacing(12)
        self.column.addWidget(strong(title, step=3))

    def ask(self) -> None:
        """Shows itself over the middle of the window."""
        self.adjustSize()
        self.move(self._over.mapToGlobal(self._over.rect().center()) - self.rect().center())
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
        inside = QWidget()
        columns = QHBoxLayout(inside)
        columns.setContentsMargins(0, 0, 8, 0)
        columns.setSpacing(24)
        for some in _shared_out(groups):
            column = QVBoxLayout()
            column.setSpacing(16)
            for group in some:
                column.addWidget(_Group(group, groups[group]))
            column.addStretch(1)
            columns.addLayout(column, 1)
        area = ScrollArea(inside, keyboard=True)
        area.setAccessibleName(_("Keyboard shortcuts"))
        wanted = inside.sizeHint()
        area.setMinimumSize(
            min(wanted.width(), window.width() - 2 * _MARGIN),
            min(wanted.height(), window.height() - 3 * _MARGIN),
        )
        self.column.addWidget(area)


class _Group(QWidget):
    """The keys of one place, under its name."""

    def __init__(self, name: str, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(6)
        grid.setColumnMinimumWidth(0, _CAPS)
        grid.setColumnStretch(1, 1)
        grid.addWidget(strong(name), 0, 0, 1, 2)
        for row, (cap, text) in enumerate(keys, start=1):
            grid.addWidget(KeyCap(cap), row, 0, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            told = secondary(text, wrap=True)
            told.setMinimumWidth(_TEXT)
            grid.addWidget(told, row, 1)


def _shared_out(groups: Mapping[str, Sequence[object]]) -> tuple[list[str], list[str]]:
    """The names of the groups in two columns that are about as long as each other."""
    columns: tuple[list[str], list[str]] = ([], [])
    lengths = [0, 0]
    for name in sorted(groups, key=lambda one: len(groups[one]), reverse=True):
        shorter = lengths.index(min(lengths))
        columns[shorter].append(name)
        lengths[shorter] += len(groups[name]) + 2
    return columns
