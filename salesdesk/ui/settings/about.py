"""The program itself: whether the store is whole, which version this is, and what it is built on."""

from __future__ import annotations

from importlib import metadata
from typing import Final

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from salesdesk import __version__
from salesdesk.i18n import _
from salesdesk.services import checks
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ToneLabel, muted, secondary

# What is passed on with the program, and under which licence (docs/adr/0001-dependencies.md).
_BUILT_ON: Final = (
    ("PySide6-Essentials", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("alembic", "MIT"),
    ("platformdirs", "MIT"),
    ("click", "BSD-3-Clause"),
    ("Babel", "BSD-3-Clause"),
    ("phonenumbers", "Apache-2.0"),
    ("email-validator", "Unlicense"),
    ("rapidfuzz", "MIT"),
    ("python-calamine", "MIT"),
    ("XlsxWriter", "BSD-2-Clause"),
    ("icalendar", "BSD-2-Clause"),
    ("uuid-utils", "BSD-3-Clause"),
    ("Lucide", "ISC"),
)


class AboutCard(Card):
    """Checking changes nothing but what is made anew from the records: lists and the search."""

    grown = Signal(object)  # the part that came up, to be brought into sight

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        head = self.head(_("Salesdesk {version}").format(version=__version__))
        self.check = button(_("Check the store"), self.look_over, icon="shield-check")
        head.buttons.addWidget(self.check)
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(8)
        self.answer = ToneLabel("", "text", wrap=True)
        self.answer.hide()
        inside.addWidget(self.answer)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(secondary(_("Free to use and to pass on, under the MIT licence."), wrap=True), 1)
        self.more = button(_("What it is built on"), self._show_parts, kind="link")
        row.addWidget(self.more)
        inside.addLayout(row)
        self.parts = muted("", wrap=True)
        self.parts.hide()
        inside.addWidget(self.parts)
        self.body.addLayout(inside)

    def look_over(self) -> None:
        """Looks the whole store over, and says what was found."""
        self.check.setEnabled(False)
        store = self._desk.store

        def work(_progress: object) -> tuple[list[str], list[str]]:
            return checks.look_over(store), checks.hints(store)

        self._desk.run(
            work,
            parent=self,
            on_done=self._looked,
            on_error=self._failed,
            title=_("Looking the store over …"),
        )

    def _looked(self, found: tuple[list[str], list[str]]) -> None:
        problems, hints = found
        self.check.setEnabled(True)
        told = problems or [_("The store is whole: every record, its history and the search agree."), *hints]
        self.answer.setText("\n".join(told))
        self.answer.set_token("hot" if problems else "good")
        self.answer.show()
        self.grown.emit(self.answer)

    def _failed(self, error: BaseException) -> None:
        self.check.setEnabled(True)
        self._desk.tell(error)

    def _show_parts(self) -> None:
        if not self.parts.text():
            self.parts.setText(" · ".join(f"{name} {_version(name)}({of})" for name, of in _BUILT_ON))
        self.parts.setVisible(self.parts.isHidden())
        self.grown.emit(self.parts)


def _version(name: str) -> str:
    try:
        return f"{metadata.version(name)} "
    except metadata.PackageNotFoundError:  # a bundle has no list of packages, and the shapes are no package
        return ""
