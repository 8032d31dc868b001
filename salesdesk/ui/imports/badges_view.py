"""What a look over an organiser's list of badges says: who of it was scanned, and at which fair, where that is open."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services.badge_lists import Counted, list_told
from salesdesk.services.import_preview import FileSeen
from salesdesk.ui.widgets.checks import CheckBox
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.labels import strong

_ASK = "?"  # of which fair the list is, as long as nobody said


class BadgesView(QWidget):
    """A row for each list; nothing where there is none. `said` tells the path of a list, of which fair it is (None: it
    is found out) and whether everyone on it is wanted."""

    said = Signal(str, object, bool)

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.rows: list[ListRow] = []

    def show_files(self, files: Sequence[FileSeen]) -> None:
        """Shows what is known of the lists among `files`."""
        for row in self.rows:
            self._column.removeWidget(row)
            row.deleteLater()
        lists = [(one.path, one.badges) for one in files if one.badges and one.badges.places]
        self.rows = [ListRow(counted, partial(self.said.emit, path)) for path, counted in lists]
        for row in self.rows:
            self._column.addWidget(row)
        self.setVisible(bool(self.rows))

    def met_at(self, fair: str) -> None:
        """It was said at which fair they were met, by its name: a list whose fair is open is of that one."""
        for row in self.rows:
            row.met_at(fair)


class ListRow(QWidget):
    """One list."""

    def __init__(self, counted: Counted, say: partial[None]) -> None:
        super().__init__()
        self._counted, self._say = counted, say
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.told = strong(list_told(counted))
        self.told.setWordWrap(True)
        row.addWidget(self.told, 1)
        self.fair = Choice(self._fairs(), name=_("The list is of"), quiet=False)
        self.fair.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.fair.show_value(counted.place.fair if counted.place else _ASK)
        self.fair.chosen.connect(self._fair_chosen)
        self.fair.setVisible(len(counted.places) > 1)
        row.addWidget(self.fair)
        self.everyone = CheckBox(_("Take everyone on the list"))
        self.everyone.setToolTip(_("Those whom you did not scan were not met, and have agreed to nothing."))
        self.everyone.setChecked(counted.everyone)
        self.everyone.clicked.connect(self._everyone_clicked)
        self.everyone.setVisible(counted.place is not None)
        row.addWidget(self.everyone)

    def _fairs(self) -> list[tuple[str, str]]:
        asked = [] if self._counted.place else [(_ASK, _("Which fair?"))]
        return [*asked, *((one.fair, f"{one.name} ({one.count})") for one in self._counted.places)]

    def met_at(self, fair: str) -> None:
        """Of the fair with this name, where it is one of those that it may be of."""
        found = [one.fair for one in self._counted.places if one.name == fair]
        if self._counted.place is None and len(found) == 1:
            self._fair_chosen(found[0])

    def _fair_chosen(self, fair: str) -> None:
        if fair != _ASK:
            self._say(fair, self._counted.everyone)

    def _everyone_clicked(self) -> None:
        place = self._counted.place
        self._say(place.fair if place else None, self.everyone.isChecked())
