"""The second step: which column of a table goes into which field, and how the file is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import Final

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from salesdesk.exchange.formats import Format
from salesdesk.i18n import N_, _
from salesdesk.services.import_preview import FileSeen
from salesdesk.services.import_reading import LEFT_OUT, TO_NOTE, Told
from salesdesk.ui.imports.wording import DELIMITERS, ENCODINGS, encoding_told
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field
from salesdesk.ui.widgets.labels import ElidedLabel, muted
from salesdesk.ui.widgets.scrolling import ScrollArea

FIELDS: Final = (
    ("name", N_("Name")), ("first_name", N_("First name")), ("last_name", N_("Last name")),
    ("company", N_("Company")), ("title", N_("Title")), ("phone", N_("Phone")), ("email", N_("Email")),
    ("web", N_("Web address")), ("street", N_("Street")), ("postal_code", N_("Postal code")),
    ("city", N_("City")), ("region", N_("Region")), ("country", N_("Country")),
    ("birthday", N_("Birthday")), ("note", N_("Note")), ("tags", N_("Tags")), ("source", N_("Source")),
    ("source_which", N_("Which source")), ("fair", N_("Fair")), ("stage", N_("Stage")),
    ("time_frame", N_("Time frame")), ("language", N_("Language")), ("trade", N_("Trade")),
    ("size", N_("Size")), ("segment_region", N_("Sales region")), ("consent", N_("Consent")),
    ("customer_since", N_("Customer since")), ("asked_about", N_("Asked about")),
    ("follow_up", N_("Follow-up")), ("follow_up_day", N_("Follow-up: day")),
    ("follow_up_time", N_("Follow-up: time")), ("follow_up_kind", N_("Follow-up: kind")),
    ("badge", N_("Badge number")),
)  # fmt: skip
_OTHERS: Final = {  # what programs write that is part of a field
    "id": N_("Known by its id"), "uid": N_("Known by its id"), "label": N_("Kind of what stands beside it"),
    "middle_name": N_("Middle name"), "street_more": N_("Street, further line"),
    "street_number": N_("House number"), "formatted": N_("Whole address"), "po_box": N_("Post box"),
    "birth_year": N_("Year of birth"), "birth_month": N_("Month of birth"), "birth_day": N_("Day of birth"),
    "courtesy": N_("Form of address"), "status": N_("Stage"), "met": N_("Met"),
}  # fmt: skip
_FIELD_WIDTH: Final = 270


class ColumnsView(QWidget):
    """The columns of one table at a time. `on_go` is told what was chosen, `on_reread` how else to read which file."""

    def __init__(
        self,
        on_back: Callable[[], None],
        on_go: Callable[[dict[str, Told]], None],
        on_reread: Callable[[dict[str, Told], str], None],
    ) -> None:
        super().__init__()
        self._go, self._again = on_go, on_reread
        self._files: list[FileSeen] = []
        self._told: dict[str, Told] = {}
        self.choices: list[Choice] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        self._reading = QHBoxLayout()
        self._reading.setSpacing(12)
        column.addLayout(self._reading)
        self._card = Card()
        self._scroll = ScrollArea()
        self._card.body.setContentsMargins(2, 4, 2, 4)
        self._card.body.addWidget(self._scroll)
        column.addWidget(self._card, 1)
        foot = QHBoxLayout()
        foot.setSpacing(8)
        foot.addWidget(muted(_("What you choose is remembered for files with the same columns."), step=0), 1)
        foot.addWidget(button(_("Back"), on_back))
        self.go_on = button(_("Look it over"), self._on, kind="main")
        foot.addWidget(self.go_on)
        column.addLayout(foot)
        self._arrange_reading()

    def _arrange_reading(self) -> None:
        self.file = Choice((), name=_("File"), quiet=False)
        self.encoding = Choice((), name=_("Letters"), quiet=False)
        signs = [(sign, _(name)) for sign, name in DELIMITERS]
        self.delimiter = Choice(signs, name=_("Between the cells"), quiet=False)
        heads = [("", _("The names of the columns")), ("1", _("A contact like the others"))]
        self.header = Choice(heads, name=_("The first row is"), quiet=False)
        self._fields = [
            Field(str(choice.accessibleName()), choice)
            for choice in (self.file, self.encoding, self.delimiter, self.header)
        ]
        for field in self._fields:
            self._reading.addWidget(field, 1)
        self.file.chosen.connect(self._other_file)
        self.encoding.chosen.connect(self._other_encoding)
        self.delimiter.chosen.connect(self._other_delimiter)
        self.header.chosen.connect(self._other_header)

    def show_files(self, files: Sequence[FileSeen], told: dict[str, Told], at: str = "") -> None:
        """Shows the tables among `files`, with what was told of them; `at` is the path of the one in front."""
        self._files = [one for one in files if one.columns]
        self._told = dict(told)
        self.file.offer([(one.path, one.name) for one in self._files])
        self.file.show_value(at or (self._files[0].path if self._files else ""))
        self._fields[0].setVisible(len(self._files) > 1)
        self._show()

    def _seen(self) -> FileSeen:
        return next(one for one in self._files if one.path == self.file.value())

    def _show(self) -> None:
        if not self._files:
            return
        seen = self._seen()
        code = next((c for c, name in ENCODINGS if name == encoding_told(seen.encoding)), seen.encoding)
        self.encoding.offer([*ENCODINGS])
        self.encoding.show_value(code, encoding_told(seen.encoding))
        self.delimiter.show_value(seen.delimiter, seen.delimiter)
        self.header.setCurrentIndex(1 if seen.headless else 0)
        for field in self._fields[1:3]:
            field.setVisible(seen.format == Format.CSV.value)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 12, 16, 12)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(8)
        for place, head in enumerate((_("In the file"), _("What stands there"), _("Goes into"))):
            grid.addWidget(muted(head), 0, place)
        self.choices = []
        for place, column in enumerate(seen.columns):
            choice = _choice(column.name, column.field)
            choice.chosen.connect(partial(self._choose, place))
            self.choices.append(choice)
            name = ElidedLabel(column.name)
            samples = ElidedLabel(", ".join(" ".join(one.split()) for one in column.samples), "muted")
            for n, part in enumerate((name, samples, choice)):
                grid.addWidget(part, place + 1, n)
        grid.setColumnStretch(0, 2)
        grid.setColumnStretch(1, 3)
        grid.setColumnMinimumWidth(2, _FIELD_WIDTH)
        grid.setRowStretch(len(seen.columns) + 1, 1)
        self._scroll.setWidget(inside)

    def _choose(self, place: int, field: str) -> None:
        path = self._seen().path
        told = self._told.get(path, Told())
        self._told[path] = replace(told, columns={**told.columns, place: field})

    def _other_file(self) -> None:
        self._show()

    def _other_encoding(self, said: str) -> None:
        self._reread(encoding=said)

    def _other_delimiter(self, said: str) -> None:
        self._reread(delimiter=said)

    def _other_header(self, said: str) -> None:
        self._reread(headless=bool(said))

    def _reread(
        self, *, encoding: str | None = None, delimiter: str | None = None, headless: bool | None = None
    ) -> None:
        """Another way of reading makes other columns: what was chosen for these is let go."""
        path = self._seen().path
        told = self._told.get(path, Told())
        self._told[path] = Told(
            encoding=told.encoding if encoding is None else encoding,
            delimiter=told.delimiter if delimiter is None else delimiter,
            headless=told.headless if headless is None else headless,
        )
        self._again(self._told, path)

    def _on(self) -> None:
        self._go(self._told)


def _choice(column: str, field: str) -> Choice:
    """The fields that a column may go into."""
    options = [
        (TO_NOTE, _("The note, under its own name")),
        (LEFT_OUT, _("Nowhere: leave it out")),
        *((one, _(name)) for one, name in FIELDS),
    ]
    made = Choice(options, name=_("Field for {column}").format(column=column), quiet=False)
    place = made.findData(field)
    if place < 0:
        made.show_value(field, _(_OTHERS[field]) if field in _OTHERS else field)
    else:
        made.setCurrentIndex(place)
    return made
