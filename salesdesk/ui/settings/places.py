"""Where things are kept: each place with a way to copy it and to look into it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QGridLayout, QWidget

from salesdesk import paths, settings
from salesdesk.i18n import _
from salesdesk.services import backups
from salesdesk.ui.desk import Desk
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel, secondary


class PlacesCard(Card):
    """Nothing of it leaves this laptop by itself."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.head(_("Where things are kept"), _("all on this laptop"))
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 8, 12, 10)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for row, (told, place) in enumerate(self._places()):
            path = ElidedLabel(str(place), "text")
            copy = button("", kind="quiet", icon="copy", name=_("Copy: {what}").format(what=told))
            look = button(
                "", kind="quiet", icon="folder-open", name=_("Open folder: {what}").format(what=told)
            )
            copy.clicked.connect(lambda _on=False, one=place: self._copy(one))
            look.clicked.connect(lambda _on=False, one=place: self._open(one))
            for column, part in enumerate((secondary(told), path, copy, look)):
                grid.addWidget(part, row, column)
        self.body.addWidget(inside)

    def _places(self) -> Sequence[tuple[str, Path]]:
        store = self._desk.store.path
        return (
            (_("Your data"), store),
            (_("Backups"), backups.folder(store)),
            (_("Attachments"), backups.attachments(store)),
            (_("Settings"), settings.file()),
            (_("Log"), paths.log_folder()),
        )

    def _copy(self, place: Path) -> None:
        QGuiApplication.clipboard().setText(str(place))
        self._desk.say(_("Copied: {text}").format(text=place))

    def _open(self, place: Path) -> None:
        """Opens the folder, or the nearest one above it that is there."""
        there = next((one for one in (place, *place.parents) if one.is_dir()), place)
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(there))):
            self._copy(there)
