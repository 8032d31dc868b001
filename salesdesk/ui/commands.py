"""Commands are data: menus, buttons, shortcuts, the palette and the page of shortcuts all read these."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from salesdesk.ui.icons import icon


def _always() -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Command:
    """Something a seller can do. `title` is translated already; `shortcut` is as `Ctrl+N`, or empty."""

    id: str
    title: str
    run: Callable[[], None]
    shortcut: str = ""
    icon: str = ""
    enabled: Callable[[], bool] = _always
    words: str = ""  # more words by which the palette finds it
    group: str = ""  # under which heading the page of shortcuts lists it


@dataclass(slots=True)
class Commands:
    """All commands of one window, in the order in which they came."""

    _known: dict[str, Command] = field(default_factory=dict[str, Command])

    def add(self, commands: Iterable[Command], *, on: QWidget) -> list[QAction]:
        """Makes commands known, and their shortcuts work in `on` and what it holds."""
        actions: list[QAction] = []
        for command in commands:
            self._known[command.id] = command
            actions.append(action_of(command, on))
        on.addActions(actions)
        return actions

    def all(self) -> list[Command]:
        """Those that can be done now."""
        return [command for command in self._known.values() if command.enabled()]

    def find(self, command: str) -> Command:
        """The command of this id."""
        return self._known[command]

    def listed(self) -> list[Command]:
        """All, whether they can be done now or not."""
        return list(self._known.values())


def action_of(command: Command, parent: QObject) -> QAction:
    """A command as Qt's own menus, buttons and shortcuts take it."""
    action = QAction(command.title, parent)
    if command.icon:
        action.setIcon(icon(command.icon))
    if command.shortcut:
        action.setShortcut(QKeySequence(command.shortcut))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(lambda: command.run() if command.enabled() else None)
    return action


def keys_shown(shortcut: str) -> str:
    """A shortcut as a key cap shows it: `Ctrl N`."""
    told = QKeySequence(shortcut).toString(QKeySequence.SequenceFormat.NativeText)
    return told if told == "+" else told.replace("+", " ")
