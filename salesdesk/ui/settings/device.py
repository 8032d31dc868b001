"""What belongs to this laptop: language, country, currency, and how the window is painted."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from salesdesk.i18n import _
from salesdesk.ui.desk import Desk
from salesdesk.ui.settings.choices import Options
from salesdesk.ui.widgets.buttons import Option, Segmented
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.facts import Choice
from salesdesk.ui.widgets.fields import Field


class DeviceCard(Card):
    """Each choice is kept, and holds, as soon as it is made."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.head(_("This laptop"))
        self.choices = {key: Choice((), quiet=False) for key in ("language", "country", "currency")}
        for key, choice in self.choices.items():
            choice.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            choice.chosen.connect(partial(self._set, key))
        self.choices["country"].setToolTip(_("Of phone numbers that are written without a country code"))
        self.theme = Segmented(
            [
                Option("system", _("System")),
                Option("light", _("Light")),
                Option("dark", _("Dark")),
            ],
            name=_("Colours"),
        )
        self.theme.chosen.connect(self._paint)
        inside = QWidget()
        grid = QGridLayout(inside)
        grid.setContentsMargins(16, 12, 16, 16)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(12)
        fields = (
            Field(_("Language"), self.choices["language"]),
            Field(_("Colours"), self.theme),
            Field(_("Country"), self.choices["country"]),
            Field(_("Currency"), self.choices["currency"]),
        )
        for place, field in enumerate(fields):
            grid.addWidget(field, place // 2, place % 2, Qt.AlignmentFlag.AlignTop)
        for column in (0, 1):
            grid.setColumnStretch(column, 1)
        self.body.addWidget(inside)
        desk.settings_changed.connect(self.show_settings)

    def offer(self, options: Mapping[str, Options]) -> None:
        """Takes what there is to choose from, by key."""
        for key, choice in self.choices.items():
            choice.offer(options[key])
        self.show_settings()

    def show_settings(self) -> None:
        """Shows what is set."""
        for key, choice in self.choices.items():
            choice.setCurrentIndex(choice.findData(getattr(self._desk.settings, key)))
        self.theme.choose(self._desk.settings.theme or "system")

    def _set(self, key: str, value: str) -> None:
        if value != getattr(self._desk.settings, key):
            taken = self._desk.set(**{key: value})
            if taken and key == "language":
                self._desk.begin_again_asked.emit()
        self.show_settings()

    def _paint(self, scheme: str) -> None:
        wanted = "" if scheme in ("", "system") else scheme
        if wanted != self._desk.settings.theme:
            self._desk.set(theme=wanted)
        self.show_settings()
