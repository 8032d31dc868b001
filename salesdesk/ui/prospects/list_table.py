"""The table of prospects: copied as it is shown, dragged out as vCards."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final

from PySide6.QtCore import QMimeData, QObject, QTemporaryDir, QUrl
from PySide6.QtGui import QGuiApplication

from salesdesk.domain.text import fold
from salesdesk.i18n import _, ngettext
from salesdesk.services import listing
from salesdesk.services.exports import cards_of
from salesdesk.services.listing import Line
from salesdesk.store.database import Store
from salesdesk.ui.background import Progress
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.columns import columns
from salesdesk.ui.tables import Column, RecordModel, RecordTable

AT_ONCE: Final = 40  # prospects read while the mouse is held; more of them are dragged as text alone
_PART: Final = 256


class ProspectModel(RecordModel[Line]):
    """Rows of prospects by their row in the store."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(columns(desk.clock), marks=True)
        self._store = desk.store
        self._folder = QTemporaryDir()

    def dragged(self, places: Sequence[int]) -> QMimeData:
        """What is dragged: those marked where one of them is, as text and as a file of vCards."""
        keys = [self.keys[place] for place in places]
        if not self.marked.isdisjoint(keys):
            places = [place for place, key in enumerate(self.keys) if key in self.marked]
        data, rows = QMimeData(), [self.keys[place] for place in places[:_PART]]
        data.setText("\n".join(as_lines(self._store, rows, self.columns)))
        if len(places) <= AT_ONCE:
            self._attach_cards(data, [line for place in places if (line := self.row(place)) is not None])
        return data

    def _attach_cards(self, data: QMimeData, lines: Sequence[Line]) -> None:
        if not lines or not self._folder.isValid():
            return
        called = fold(lines[0].shown_name if len(lines) == 1 else _("prospects"))
        plain = "".join(c if c.isalnum() else "-" for c in called)[:40].strip("-")
        file = Path(self._folder.filePath(f"{plain or 'prospects'}.vcf"))
        content = cards_of(self._store, [line.id for line in lines])
        data.setData("text/vcard", content)
        with suppress(OSError):  # no room for the file: whoever takes the text or the card still gets it
            file.write_bytes(content)
            data.setUrls([QUrl.fromLocalFile(str(file))])


class ProspectTable(RecordTable):
    """Copies the columns that are shown, of however many rows."""

    def __init__(self, desk: Desk, model: ProspectModel, *, name: str) -> None:
        super().__init__(model, name=name)
        self._desk = desk

    def shown_columns(self) -> list[Column[Line]]:
        """The columns that stand there now."""
        return [one for place, one in enumerate(self.records.columns) if not self.isColumnHidden(place)]

    def copy(self) -> None:
        """Copies what is marked or selected as a table, and says so."""
        copy_rows(self._desk, self, self.taken(), self.shown_columns())


def copy_rows(desk: Desk, parent: QObject, rows: Sequence[int], shown: Sequence[Column[Line]]) -> None:
    """Copies rows as a spreadsheet takes them, off the window's thread, and says how many."""
    store = desk.store

    def work(progress: Progress) -> str:
        return "\n".join(as_lines(store, rows, shown, lambda done: progress(done, len(rows))))

    def done(text: str) -> None:
        QGuiApplication.clipboard().setText(text)
        told = ngettext("Copied {number} row", "Copied {number} rows", len(rows))
        desk.say(told.format(number=len(rows)))

    if rows:
        desk.run(work, parent=parent, on_done=done, title=_("Copying …") if len(rows) > _PART else "")


def as_lines(
    store: Store,
    rows: Sequence[int],
    shown: Sequence[Column[Line]],
    progress: Callable[[int], None] = lambda _done: None,
) -> Iterator[str]:
    """The head and the rows, with tabs between the columns."""
    yield "\t".join(column.title for column in shown)
    for start in range(0, len(rows), _PART):
        part = rows[start : start + _PART]
        with store.read() as reading:
            found = listing.fetch(reading, part)
        for row in part:
            if row in found:
                cells = (column.cell(found[row]).text for column in shown)
                yield "\t".join(" ".join(cell.split()) for cell in cells)
        progress(start + len(part))
