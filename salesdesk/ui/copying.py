"""Rows of a table as text that a spreadsheet takes, read off the window's thread: there may be very many."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication

from salesdesk.i18n import _, ngettext
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk

if TYPE_CHECKING:
    from salesdesk.ui.tables import Column

Fetch = Callable[[Sequence[Any]], Mapping[Any, Any]]
PART: Final = 256  # rows read at once


def as_lines(
    keys: Sequence[Any],
    columns: Sequence[Column[Any]],
    fetch: Fetch,
    progress: Callable[[int], None] = lambda _done: None,
) -> Iterator[str]:
    """The head and the rows, with tabs between the columns. `fetch` reads some; those gone meanwhile are left out."""
    yield "\t".join(column.title for column in columns)
    for start in range(0, len(keys), PART):
        part = keys[start : start + PART]
        found = fetch(part)
        for key in part:
            if key in found:
                cells = (column.cell(found[key]).text for column in columns)
                yield "\t".join(" ".join(cell.split()) for cell in cells)
        progress(start + len(part))


def copy_rows(
    desk: Desk, parent: QObject, keys: Sequence[Any], columns: Sequence[Column[Any]], fetch: Fetch
) -> None:
    """Copies rows, and says how many. `fetch` is called on another thread."""

    def work(progress: Progress) -> str:
        return "\n".join(as_lines(keys, columns, fetch, lambda done: progress(done, len(keys))))

    def done(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        told = ngettext("Copied {number} row", "Copied {number} rows", len(keys))
        desk.say(told.format(number=len(keys)))

    if keys:
        desk.run(work, parent=parent, on_done=done, title=_("Copying …") if len(keys) > PART else "")
