"""Finds, reads and uses what a program shows through the accessibility tree, as a screen reader does.

Runs under the system's own Python, which has the bindings of AT-SPI; so it knows nothing of the program, not even
how to import it. What it waits for it looks for again and again, until it is there or the patience is at its end.
"""

from __future__ import annotations

import importlib
import time
from collections.abc import Callable, Iterator
from typing import Any, Final

_gi: Any = importlib.import_module("gi")
_gi.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")
GLib: Any = importlib.import_module("gi.repository.GLib")

PATIENCE: Final = (
    20.0  # seconds until something counts as missing; a whole day takes less than two of them a step
)
DEEPEST: Final = 40
MOST_CHILDREN: Final = 200
Node = Any
State = Atspi.StateType


class MissingError(Exception):
    """What was looked for is not in the tree."""


class ScreenReader:
    """What is shown by the one program of this name."""

    def __init__(self, program: str) -> None:
        self._program = program
        self.heard: list[str] = []
        Atspi.set_timeout(4000, 8000)
        self._listener = Atspi.EventListener.new(self._hear)
        self._listener.register("object:announcement")

    def _hear(self, event: Node) -> None:
        self.heard.append(str(event.any_data))

    def until(self, seen: Callable[[], Any], what: str) -> Any:
        """Waits until `seen` gives something that is true, and gives it."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            while GLib.MainContext.default().iteration(may_block=False):
                pass
            try:
                found = seen()
            except GLib.Error:  # it went while it was looked at
                found = None
            if found:
                return found
            time.sleep(0.03)
        raise MissingError(f"{what}; shown is:\n{self.all_shown()}; heard was: {self.heard}")

    def _application(self) -> Node | None:
        desktop = Atspi.get_desktop(0)
        for place in range(desktop.get_child_count()):
            one = desktop.get_child_at_index(place)
            if one is not None and one.get_name() == self._program and one.get_child_count():
                one.set_cache_mask(Atspi.Cache.NONE)  # what was read before may have changed since
                return one
        return None

    def shown(self, root: Node | None = None, deep: int = 0) -> Iterator[Node]:
        """All that is shown, from the outside to the inside, in the order of the tree."""
        root = self._application() if root is None else root
        if root is None or deep > DEEPEST:
            return
        if deep and not root.get_state_set().contains(State.VISIBLE):
            return
        yield root
        for place in range(min(root.get_child_count(), MOST_CHILDREN)):
            child = root.get_child_at_index(place)
            if child is not None:
                yield from self.shown(child, deep + 1)

    def all_shown(self) -> str:
        """What is shown, a line each; for who reads why a step failed."""
        try:
            return "\n".join(self._told(one) for one in self.shown())
        except GLib.Error as error:
            return f"nothing that can be read ({error})"

    def _told(self, one: Node) -> str:
        state = one.get_state_set()
        marks = [name for name in ("ACTIVE", "FOCUSED", "CHECKED") if state.contains(getattr(State, name))]
        typed = self.text(one) if "EditableText" in one.get_interfaces() else ""
        return " | ".join([one.get_role_name(), one.get_name(), typed, *marks])

    def look(
        self, role: str, name: str, inside: Node | None = None, *, anywhere: bool = False
    ) -> Node | None:
        """What has this role and a name that begins so (`anywhere`: that holds these words), or None."""
        for one in self.shown(inside):
            if one.get_role_name() == role:
                called = one.get_name()
                if called.startswith(name) or (anywhere and name in called):
                    return one
        return None

    def find(self, role: str, name: str, inside: Node | None = None, *, anywhere: bool = False) -> Node:
        """Like `look`, waited for."""
        return self.until(
            lambda: self.look(role, name, inside, anywhere=anywhere), f"no {role} called “{name}”"
        )

    def active(self, role: str, name: str) -> None:
        """Waits until a window has the keyboard."""
        self.until(lambda: _is(self.look(role, name), State.ACTIVE), f"{name} does not have the keyboard")

    def is_selected(self, one: Node | None) -> bool:
        """Whether it is there and the chosen one of a list."""
        return _is(one, State.SELECTED)

    def gone(self) -> None:
        """Waits until the program has left the tree."""
        self.until(lambda: self._application() is None, f"{self._program} is still there")

    def press(self, role: str, name: str, inside: Node | None = None) -> None:
        """Does what pressing it would do, once it can be pressed."""
        self.do(self.usable(role, name, inside), "Press")

    def switch(self, role: str, name: str, inside: Node | None = None) -> None:
        """Switches it on, and waits until it is."""
        one = self.usable(role, name, inside)
        if not _is(one, State.CHECKED):
            self.do(one, "Toggle")
        self.until(lambda: _is(self.look(role, name, inside), State.CHECKED), f"“{name}” is not chosen")

    def usable(self, role: str, name: str, inside: Node | None = None) -> Node:
        """Like `find`, waited for until it can be used."""

        def seen() -> Node | None:
            one = self.look(role, name, inside)
            return one if _is(one, State.SENSITIVE) else None

        return self.until(seen, f"no {role} called “{name}” that can be used")

    def do(self, one: Node, act: str) -> None:
        """Does an act that it offers."""
        offered = [one.get_action_name(place) for place in range(one.get_n_actions())]
        if act not in offered:
            raise MissingError(f"{one.get_role_name()} “{one.get_name()}” offers {offered} and not {act}")
        one.do_action(offered.index(act))

    def write(self, name: str, text: str, inside: Node | None = None, *, role: str = "text") -> None:
        """Puts a text into a field, in place of what stood there, and waits until it stands there."""
        field = self.usable(role, name, inside)
        field.set_text_contents(text)
        self.until(lambda: self.text(field) == text, f"“{text}” does not stand in “{name}”")

    def text(self, field: Node) -> str:
        """What stands in a field."""
        return str(field.get_text(0, field.get_character_count()))

    def focus(self, one: Node) -> None:
        """Puts the keyboard there, and waits until it is there."""
        self.until(lambda: self._take(one), f"“{one.get_name()}” does not take the keyboard")

    def _take(self, one: Node) -> bool:
        if _is(one, State.FOCUSED):
            return True
        one.grab_focus()
        return False

    def hear(self, words: str) -> None:
        """Waits until something with these words was announced."""
        self.until(lambda: any(words in one for one in self.heard), f"“{words}” was not announced")


def _is(one: Node | None, state: Any) -> bool:
    return one is not None and bool(one.get_state_set().contains(state))
