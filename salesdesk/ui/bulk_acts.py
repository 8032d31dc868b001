"""Buttons for what may be done with many: as many as there is room for, the rest under More."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QWidget

from salesdesk.i18n import _
from salesdesk.ui.widgets.buttons import button

_GAP: Final = 6


@dataclass(frozen=True, slots=True)
class Act:
    """Something done with all that are marked. `build` fills a menu of values; `asks` has one typed: what it is
    called, and an example; without either it is done at once."""

    name: str
    title: str
    build: Callable[[QMenu], None] | None = None
    kind: str = ""
    asks: tuple[str, str] | None = None


class Acts(QWidget):
    """Buttons for as many acts as there is room for; the rest is in the menu of the last."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._acts: Sequence[Act] = ()
        self._buttons: list[QPushButton] = []
        self._more = button(_("More"), self._ask_more, icon="ellipsis")
        self._more.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def offer(self, acts: Sequence[Act]) -> None:
        """Offers other acts."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._acts, self._buttons = acts, []
        before: QWidget | None = None
        for act in acts:
            made = button(act.title, partial(self._begin, act), kind=act.kind)
            made.setParent(self)
            self._buttons.append(made)
            if before is not None:
                QWidget.setTabOrder(before, made)
            before = made
        self.setFocusProxy(self._buttons[0])
        self._place()

    def sizeHint(self) -> QSize:
        return QSize(400, self._more.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        widths = [one.sizeHint().width() for one in self._buttons]
        room, left = self.width(), 0
        if sum(widths) + _GAP * (len(widths) - 1) > room:
            room -= self._more.sizeHint().width() + _GAP
        high = self._more.sizeHint().height()
        top, fits = (self.height() - high) // 2, True
        for one, wide in zip(self._buttons, widths, strict=True):
            fits = fits and left + wide <= room
            one.setVisible(fits)
            if fits:
                one.setGeometry(left, top, wide, high)
                left += wide + _GAP
        self._more.setVisible(not fits)
        self._more.setGeometry(left, top, self._more.sizeHint().width(), high)

    def _begin(self, act: Act, under: QWidget | None = None) -> None:
        if act.build is None:
            self.chosen.emit(act.name)
            return
        menu = QMenu(self)
        act.build(menu)
        over(menu, under or self._buttons[list(self._acts).index(act)])

    def _ask_more(self) -> None:
        menu = QMenu(self)
        for act, shown in zip(self._acts, self._buttons, strict=True):
            if not shown.isHidden():
                continue
            if act.build is None:
                menu.addAction(act.title).triggered.connect(partial(self._picked, act))
            else:
                act.build(menu.addMenu(act.title))
        over(menu, self._more)

    def _picked(self, act: Act, _checked: object = None) -> None:
        self.chosen.emit(act.name)


def over(menu: QMenu, widget: QWidget) -> None:
    """Shows a menu above a widget that stands at the foot."""
    menu.aboutToHide.connect(menu.deleteLater)
    menu.popup(widget.mapToGlobal(QPoint(0, -menu.sizeHint().height() - 2)))
