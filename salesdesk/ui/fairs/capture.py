"""The capture itself, at the left: head, large buttons, the form, and what is saved with one key."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from salesdesk.i18n import _
from salesdesk.services.preferences import Preferences
from salesdesk.ui import theme
from salesdesk.ui.commands import Command, keys_shown
from salesdesk.ui.fairs.card_strip import CardStrip
from salesdesk.ui.fairs.form import CaptureForm
from salesdesk.ui.fairs.parts import KnownBar, Tile, key_hint
from salesdesk.ui.fairs.scan_line import ScanLine
from salesdesk.ui.widgets.buttons import button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import ElidedLabel
from salesdesk.ui.widgets.scrolling import ScrollArea

_LOW = 640  # a card lower than this closes up


class CaptureCard(Card):
    """`form` holds what is said; `scan_line` is where a badge is asked for."""

    def __init__(
        self,
        commands: Mapping[str, Command],
        usual: Preferences,
        today: date,
        fairs: Callable[[QWidget], None],
        scan_line: ScanLine,
    ) -> None:
        super().__init__()
        self.scan_line = scan_line
        self.form = CaptureForm(KnownBar(commands["capture-add"], commands["capture-keep"]), usual, today)
        self.body.setContentsMargins(0, 0, 0, 0)
        self._middle = QVBoxLayout()
        self.body.addLayout(self._head(fairs))
        self.body.addLayout(self._tiles(commands))
        self.body.addWidget(self._scroll(), 1)
        self.body.addLayout(self._foot(commands))
        self._close_up(low=False)
        self.form.rebuilt.connect(self.order)

    def order(self) -> None:
        """Puts all that takes the keyboard into the order of reading: chips and questions come and go."""
        last = [*self.form.consents.findChildren(QAbstractButton), self._clear, self.save_button]
        live, cards = self.scan_line.live, self.cards
        scanning = (
            *(self.scan_line.number, self.scan_line.picture),
            *(live.cameras, live.off, cards.wait, cards.look),
        )
        whole: list[QWidget] = [self._fairs, *self._big, *scanning, *self.form.in_order(), *last]
        for one, following in pairwise(whole):
            QWidget.setTabOrder(one, following)

    def _head(self, fairs: Callable[[QWidget], None]) -> QHBoxLayout:
        self._title = ElidedLabel("")
        self._title.setFont(theme.font(5, weight=QFont.Weight.DemiBold))
        self._fairs = button(_("Fairs"), lambda: fairs(self._fairs), icon="tent", tip=_("Choose the fair"))
        self._head_row = QHBoxLayout()
        self._head_row.setSpacing(12)
        self._head_row.addWidget(self._title, 1)
        self._hints = [
            key_hint(keys_shown("Enter"), _("next field")),
            key_hint(keys_shown("Ctrl+Enter"), _("save and start the next")),
        ]
        for hint in self._hints:
            self._head_row.addWidget(hint)
        self._head_row.addWidget(self._fairs)
        return self._head_row

    def _tiles(self, commands: Mapping[str, Command]) -> QVBoxLayout:
        self._tile_row = QHBoxLayout()
        self._tile_row.setSpacing(12)
        self._big = [Tile(commands[one]) for one in ("capture-scan", "capture-card", "capture-paste")]
        for tile in self._big:
            self._tile_row.addWidget(tile)
        self.scan_line.hide()
        self.cards = CardStrip()
        self.cards.said.connect(self._make_room_for_card)
        self._top = QVBoxLayout()
        self._top.setSpacing(12)
        self._top.addLayout(self._tile_row)
        self._top.addWidget(self.scan_line)
        self._top.addWidget(self.cards)
        return self._top

    def _scroll(self) -> QScrollArea:
        self._area = ScrollArea()
        self._inside = QWidget()
        self._column = QVBoxLayout(self._inside)
        self._column.addWidget(self.form)
        self._area.setWidget(self._inside)
        self._area.verticalScrollBar().rangeChanged.connect(self._make_room)
        self.form.went_to.connect(self._area.ensureWidgetVisible)
        return self._area

    def _foot(self, commands: Mapping[str, Command]) -> QHBoxLayout:
        self._foot_row = QHBoxLayout()
        self._foot_row.setSpacing(8)
        self._foot_row.addWidget(self.form.consents, 1)
        clear, save = commands["capture-clear"], commands["capture-save"]
        tips = [f"{one.title} ({keys_shown(one.shortcut)})" for one in (clear, save)]
        self._clear = button(_("Clear"), clear.run, kind="plain", tip=tips[0])
        self._foot_row.addWidget(self._clear)
        self.save_button = button(_("Save and next"), save.run, kind="main", tip=tips[1])
        self._foot_row.addWidget(self.save_button)
        return self._foot_row

    def say(self, *, at_fair: bool) -> None:
        """Asks the question of a fair, or offers a plain new prospect with a way to the fairs."""
        self._title.setText(_("Who did you meet?") if at_fair else _("Who is it?"))
        self._fairs.setVisible(not at_fair)
        self._show_hints(self.width() - 2 * self._side)

    def ask_for_scan(self) -> None:
        """Shows the line for a badge, with the keyboard in it."""
        self.scan_line.begin()

    def _make_room_for_card(self) -> None:
        """Shows one picture at a time: the camera goes on unseen while a card is looked at."""
        live = self.scan_line.live
        live.picture.setVisible(live.is_on and not self.cards.is_of_card)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.scan_line.isVisible():
            self.scan_line.hide()
            self.form.begin()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._close_up(low=self.height() < _LOW)

    def _close_up(self, *, low: bool) -> None:
        """Sets everything nearer where there is little height."""
        side, top = (20, 14) if low else (26, 22)
        gap = 8 if low else 14
        self._head_row.setContentsMargins(side, top, side, gap)
        self._top.setContentsMargins(side, 0, side, gap)
        self._side, self._gap = side, gap
        self._make_room(0, self._area.verticalScrollBar().maximum())
        self._foot_row.setContentsMargins(side, gap, side, top - 2)
        for tile in self._big:
            tile.setFixedHeight(34 if low else 46)
        self.save_button.setFixedHeight(34 if low else 40)
        self._show_hints(self.width() - 2 * side)
        self.form.set_spacing(8 if low else 14, high=34 if low else 40)

    def _show_hints(self, room: int) -> None:
        """Shows of the keys what the question beside them leaves room for."""
        room -= self._title.sizeHint().width()
        if not self._fairs.isHidden():
            room -= self._fairs.sizeHint().width() + self._head_row.spacing()
        for hint in reversed(self._hints):  # that of Enter can be guessed
            room -= hint.sizeHint().width() + self._head_row.spacing()
            hint.setVisible(room >= 0)

    def _make_room(self, _least: int, most: int) -> None:
        """Keeps the fields under the buttons where a scroll bar takes some of the width."""
        bar = self._area.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._column.setContentsMargins(self._side, 0, self._side - bar, self._gap)
        self.form.fit(self.width() - 2 * self._side)
