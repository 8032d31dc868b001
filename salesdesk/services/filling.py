"""What a row of a file adds to a record that is known: what was empty is filled, nothing is written over."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from salesdesk.domain.changes import Patch
from salesdesk.domain.text import fold

Value = int | str | None
_AS_GOOD_AS_EMPTY: Final = frozenset({("status", "open")})


def filled(mine: Mapping[str, Value], said: Mapping[str, Value]) -> tuple[Patch, list[str]]:
    """The fields of `said` that `mine` has not, and the names of those where it says something else.

    A note that says more is added to the note.
    """
    patch: Patch = {}
    kept: list[str] = []
    for name, value in said.items():
        old = mine[name]
        if value in {"", None} or value == old:
            continue
        if name == "note" and old:
            if str(value) not in str(old):
                patch[name] = f"{old}\n\n{value}"
        elif old in {"", None} or (name, old) in _AS_GOOD_AS_EMPTY:
            patch[name] = value
        elif not (isinstance(old, str) and isinstance(value, str) and fold(old) == fold(value)):
            kept.append(name)
    return patch, kept
