"""Settings: this laptop, delays, calendar, quotes, backups, where things are kept; each saved by itself."""

from __future__ import annotations

from dataclasses import dataclass, replace
from uuid import UUID

from PySide6.QtCore import QTimer
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from salesdesk.domain.pipeline import Stage
from salesdesk.i18n import _
from salesdesk.services import backups, deal_stages, preferences
from salesdesk.services.backups import Backup
from salesdesk.services.preferences import Preferences
from salesdesk.ui.commands import Command
from salesdesk.ui.desk import Desk
from salesdesk.ui.page import Page
from salesdesk.ui.settings import choices
from salesdesk.ui.settings.about import AboutCard
from salesdesk.ui.settings.backups import BackupsCard
from salesdesk.ui.settings.calendar import CalendarCard
from salesdesk.ui.settings.choices import Options
from salesdesk.ui.settings.commission import CommissionCard
from salesdesk.ui.settings.delays import DelaysCard
from salesdesk.ui.settings.device import DeviceCard
from salesdesk.ui.settings.own import OwnCard
from salesdesk.ui.settings.places import PlacesCard
from salesdesk.ui.settings.rungs import RungsCard
from salesdesk.ui.settings.stages import StagesCard
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.scrolling import ScrollArea


@dataclass(frozen=True, slots=True)
class _Found:
    said: Preferences
    stages: list[Stage]
    backups: list[Backup]
    options: dict[str, Options]


class SettingsPage(Page):
    """Two columns of cards, or one where there is no room; all on one page, so that nothing need be looked for."""

    slug = "settings"
    subjects = ("preferences", "deal_stages", "questions", "commission_plans", "commission_tiers")

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.device = DeviceCard(desk)
        self.delays, self.calendar, self.own = DelaysCard(desk), CalendarCard(desk), OwnCard(desk)
        self.stages, self.rungs = StagesCard(desk), RungsCard(desk)
        self.commission = CommissionCard(desk)
        self.backups, self.places, self.program = BackupsCard(desk), PlacesCard(desk), AboutCard(desk)
        self._asked: QWidget | None = None  # the card to be brought into sight
        self._arrange()
        self.backups.grown.connect(self._show_part)
        self.program.grown.connect(self._show_part)
        told = _("Settings")
        back_up = Command("back-up", _("Back up now"), self.backups.back_up, icon="archive", group=told)
        check = Command("check", _("Check the store"), self._check, icon="shield-check", group=told)
        desk.commands.add([back_up, check], on=self)

    def _arrange(self) -> None:
        inside = QWidget()
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(20, 20, 20, 20)
        outer.setSpacing(16)
        self._columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._columns.setSpacing(16)
        self._sides: list[QWidget] = []
        left: tuple[Card, ...] = (self.device, self.delays, self.calendar, self.stages, self.rungs)
        for cards in (left, (self.backups, self.own, self.commission, self.places, self.program)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(16)
            for card in cards:
                column.addWidget(card)
            column.addStretch(1)
            self._columns.addWidget(side, 1)
            self._sides.append(side)
        outer.addLayout(self._columns)
        outer.addStretch(1)
        self._scroll = ScrollArea(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def title(self) -> str:
        return _("Settings")

    def about(self) -> str:
        return _(
            "How Salesdesk works for you: language and colours of this laptop, after how many days it reminds you,"
            " when you work, and where your data and its backups lie. What you change is kept at once."
        )

    def load(self) -> None:
        store, kept = self.desk.store, replace(self.desk.settings, language="", country="")
        country = self.desk.settings.region()

        def work(_progress: object) -> _Found:
            options = {
                "language": choices.languages(kept.tongue()),
                "country": choices.countries(kept.region()),
                "currency": choices.currencies(country),
            }
            with store.read() as reading:
                said, stages = preferences.read(reading), deal_stages.read(reading)
            return _Found(said, stages, backups.described(store), options)

        self.desk.run(work, parent=self, on_done=self._show)

    def _show(self, found: _Found) -> None:
        self.device.offer(found.options)
        self.delays.show_preferences(found.said)
        self.calendar.show_preferences(found.said)
        self.own.show_preferences(found.said)
        self.stages.show_stages(found.stages)
        self.commission.load()
        self.rungs.load()
        self.backups.show_backups(found.backups)
        self._fit()
        if self._asked is not None:  # the cards above it have grown
            self._show_part(self._asked)
            self._asked = None
        self.shown()

    def open(self, record: UUID | str) -> None:
        """Brings a card into sight: `backups`, `calendar`, `commission`, `delays`, `own`, `stages`, `rungs`."""
        card = {
            "backups": self.backups,
            "calendar": self.calendar,
            "commission": self.commission,
            "delays": self.delays,
            "own": self.own,
            "stages": self.stages,
            "rungs": self.rungs,
        }.get(str(record))
        if card is not None:
            self._asked = card
            self._show_part(card)
        if card is self.own:
            self.own.facts["name"].editor.setFocus()
            self._show_part(self.own.facts["name"])

    def _show_part(self, part: QWidget) -> None:
        """Brings a part into sight, once it has its place."""
        QTimer.singleShot(0, part, lambda: self._scroll.ensureWidgetVisible(part, 0, 20))

    def commit(self) -> bool:
        taken = [
            self.delays.commit(),
            self.calendar.commit(),
            self.own.commit(),
            self.stages.commit(),
            self.rungs.commit(),
            self.commission.commit(),
        ]  # each, whatever another says
        return all(taken)

    def _check(self) -> None:
        self._show_part(self.program)
        self.program.look_over()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.device.choices["language"].setFocus(event.reason())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Sets the two columns side by side where the words of both have room."""
        wide = 2 * max(side.minimumSizeHint().width() for side in self._sides)
        one = self.width() < wide + 2 * 20 + 16 + self._scroll.verticalScrollBar().sizeHint().width()
        direction = QBoxLayout.Direction.TopToBottom if one else QBoxLayout.Direction.LeftToRight
        self._columns.setDirection(direction)
