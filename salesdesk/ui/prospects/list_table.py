"""The table of prospects: copied as it is shown, dragged out as vCards."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QMimeData, QTemporaryDir, QUrl

from salesdesk.domain.text import fold
from salesdesk.i18n import _
from salesdesk.services import listing, scoring
from salesdesk.services.exports import cards_of
from salesdesk.services.listing import Line
from salesdesk.ui.copying import PART, as_lines
from salesdesk.ui.desk import Desk
from salesdesk.ui.prospects.columns import columns
from salesdesk.ui.tables import Column, RecordModel, RecordTable

AT_ONCE: Final = 40  # prospects read while the mouse is held; more of them are dragged as text alone


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
        data, rows = QMimeData(), [self.keys[place] for place in places[:PART]]
        data.setText("\n".join(as_lines(rows, self.columns, self._lines)))
        if len(places) <= AT_ONCE:
            self._attach_cards(data, [line for place in places if (line := self.row(place)) is not None])
        return data

    def fetcher(self) -> Callable[[Sequence[Any]], Mapping[Any, Line]]:
        """Whole lines, also where the table gets by with brief ones."""
        return self._lines

    def _lines(self, rows: Sequence[Any]) -> Mapping[Any, Line]:
        with self._store.read() as reading:
            return listing.fetch(reading, rows, scale=scoring.scale_of(reading))

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
        super().__init__(desk, model, name=name)

    def copied_columns(self) -> Sequence[Column[Line]]:
        return self.shown_columns()

    def shown_columns(self) -> list[Column[Line]]:
        """The columns that stand there now."""
        return [one for place, one in enumerate(self.records.columns) if not self.isColumnHidden(place)]
