"""A figure opens its working: a panel over the window, beside what was clicked. Escape closes it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from salesdesk.clock import today
from salesdesk.domain.figures.figure import Figure
from salesdesk.domain.figures.periods import Period
from salesdesk.i18n import _
from salesdesk.services import figure_words
from salesdesk.services.figure_working import Found, Part, Working
from salesdesk.ui import theme
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.figures import goal
from salesdesk.ui.figures.asking import Asked
from salesdesk.ui.figures.body import Body, Records
from salesdesk.ui.figures.dividing import Parts, ranges
from salesdesk.ui.widgets.buttons import icon_button
from salesdesk.ui.widgets.cards import Card
from salesdesk.ui.widgets.labels import muted

_WIDE: Final = 452
_EDGE: Final = 8  # pixels between the panel and the window's edge
_TALLEST: Final = 392  # pixels of a list, before it scrolls
_PATIENCE: Final = 250  # milliseconds after which it is said that one waits
_SHADE: Final = 14  # pixels of shadow
_PAGES: Final = {
    "deals": "pipeline",
    "prospects": "prospects",
    "complaints": "complaints",
    "expenses": "expenses",
    "fairs": "capture",
}
_NO_SCOPE: Final[Mapping[str, str]] = {}


def show_working(
    desk: Desk, anchor: QWidget, *, figure: str, period: Period, scope: Mapping[str, str] = _NO_SCOPE
) -> WorkingPanel:
    """Opens the working of a figure beside `anchor`; `scope` keeps a part of it: {"source": "fair"}."""
    window = anchor.window()
    for old in window.findChildren(WorkingPanel):
        old.leave()
    panel = WorkingPanel(desk, window, anchor)
    panel.ask(Asked(figure, period, own_currency(desk.settings), dict(scope)))
    return panel


class WorkingPanel(QWidget):
    """Lies over the window; what it shows first can lead on to records, or to the parts of the figure and back."""

    def __init__(self, desk: Desk, window: QWidget, anchor: QWidget) -> None:
        super().__init__(window)
        self._desk, self._window, self._anchor = desk, window, anchor
        self._back_to = window.focusWidget() or anchor
        self._beside = QRect(anchor.mapTo(window, QPoint(0, 0)), anchor.size())
        self._trail: list[Callable[[], None]] = []  # what Back shows again
        self._content: QWidget | None = None
        self._asked: Asked | None = None
        self.card = Card(parent=self)
        self.card.setFixedWidth(_WIDE)
        self._head = self.card.head("")
        self.back = icon_button("arrow-left", self._go_back, _("Back"))
        self.off = icon_button("x", self.leave, _("Close"))
        self._head.buttons.addWidget(self.back)
        self._head.buttons.addWidget(self.off)
        self._switch: QWidget | None = None
        for watched in (window, anchor):
            watched.installEventFilter(self)
        self.hide()

    def ask(self, asked: Asked) -> None:
        """Reads a figure and shows its working."""
        self._asked = asked
        QTimer.singleShot(_PATIENCE, self, self._say_waiting)
        self._run(lambda: asked.working(self._desk.store), self._read)

    def _run(self, work: Callable[[], Any], show: Callable[[Any], None]) -> None:
        self._desk.run(lambda _progress: work(), parent=self, on_done=show, on_error=self._failed)

    def _failed(self, error: BaseException) -> None:
        self.leave()
        self._desk.tell(error)

    def _say_waiting(self) -> None:
        if self._content is None:
            waits = muted(_("Working it out …"))
            waits.setContentsMargins(16, 16, 16, 16)
            self._show(waits, keyboard=self.off)

    def _read(self, told: tuple[Working, str]) -> None:
        made, called = told
        assert self._asked is not None
        asked = self._asked = Asked(
            self._asked.figure, self._asked.period, self._asked.own, self._asked.scope, called
        )
        self._show_body(asked, made)

    def _show_body(self, asked: Asked, made: Working, place: int = 0) -> None:
        """Shows the figure; `place` is that of the link or button that has the keyboard."""
        self._asked = asked
        acts: list[QWidget] = []

        def open_part(part: Part) -> None:
            at = next((n for n, one in enumerate(acts) if one.hasFocus()), 0)
            self._trail.append(lambda: self._show_body(asked, made, at))
            self._show_records(asked, part)

        def open_by(by: str) -> None:
            at = next((n for n, one in enumerate(acts) if one.hasFocus()), 0)
            self._trail.append(lambda: self._show_body(asked, made, at))
            self._run(
                lambda: asked.parts(self._desk.store, by), lambda found: self._show_parts(asked, by, found)
            )

        wanted = goal.asked(asked.figure, asked.scope)
        on_goal = partial(self._go, "goals", wanted) if wanted else None
        body = Body(made, open_part, open_by, divided=tuple(asked.scope), on_goal=on_goal)
        acts.extend((*body.links, *body.divisions.values()))
        title = asked.title(today(self._desk.clock))
        self._head.say(title)
        spoken = (title, figure_words.shown(made.figure), figure_words.sure(made.figure))
        self.setAccessibleName(". ".join(filter(None, spoken)))
        self.card.setAccessibleName(self.accessibleName())
        self._show(body, keyboard=acts[min(place, len(acts) - 1)] if acts else self.off)

    def _show_records(self, asked: Asked, part: Part) -> None:
        def more() -> None:
            self._run(
                lambda: asked.records(self._desk.store, part.side, len(listed.found)),
                added,
            )

        def added(found: list[Found]) -> None:
            listed.add(found)
            if self._content is not listed:
                self._show(listed, keyboard=listed.list)
            self._place()

        now = today(self._desk.clock)
        listed = Records(part, self._open, more, tallest=min(_TALLEST, self._window.height() - 180), now=now)
        listed.setParent(self)
        listed.hide()
        more()

    def _show_parts(self, asked: Asked, by: str, found: list[tuple[Figure, str]]) -> None:
        """Shows a figure by its parts; one that is chosen shows its own working."""
        tallest = min(_TALLEST, self._window.height() - 160)
        shown = Parts(self._head_text(), ranges(asked.figure, found), tallest=tallest)

        def chosen(place: int) -> None:
            figure, name = found[place]
            self._trail.append(lambda: self._show_parts(asked, by, found))
            self.ask(asked.within(by, figure.group or "", name))

        shown.panel.chosen.connect(chosen)
        self._head.say(asked.title(today(self._desk.clock)))
        self._show(shown, keyboard=shown.panel.chart, switch=shown.panel.switch)

    def _head_text(self) -> str:
        return self._asked.title(today(self._desk.clock)) if self._asked else ""

    def _show(self, content: QWidget, *, keyboard: QWidget, switch: QWidget | None = None) -> None:
        for old in (self._content, self._switch):
            if old is not None and old is not content:
                old.hide()
                old.deleteLater()
        self._content, self._switch = content, switch
        if switch is not None:
            self._head.buttons.insertWidget(0, switch)
        self.card.body.addWidget(content)
        content.show()
        self.back.setVisible(bool(self._trail))
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._place()
        keyboard.setFocus(Qt.FocusReason.TabFocusReason)

    def _place(self) -> None:
        """Lays the panel under what was clicked, or above it, or where it has room."""
        body = self.card.body
        body.activate()
        high = body.totalHeightForWidth(_WIDE) if body.hasHeightForWidth() else body.totalSizeHint().height()
        high = min(high, self.height() - 2 * _EDGE)
        left = min(max(_EDGE, self._beside.left()), self.width() - _WIDE - _EDGE)
        top = self._beside.bottom() + _EDGE
        if top + high > self.height() - _EDGE:
            above = self._beside.top() - _EDGE - high
            top = above if above >= _EDGE else max(_EDGE, self.height() - _EDGE - high)
        self.card.setGeometry(left, top, _WIDE, high)
        self.update()

    def _go_back(self) -> None:
        if self._trail:
            self._trail.pop()()

    def _open(self, record: Found) -> None:
        page = _PAGES.get(record.opens)
        if page is None or record.target is None:
            return
        self._go(page, record.target)

    def _go(self, page: str, record: UUID | str) -> None:
        self.leave(keyboard=False)
        self._desk.go(page, record)

    def leave(self, *, keyboard: bool = True) -> None:
        """Closes, and puts the keyboard back where it was."""
        if self.isHidden() and self._content is None:
            self.deleteLater()
            return
        for watched in (self._window, self._anchor):
            watched.removeEventFilter(self)
        self.hide()
        if keyboard and self._back_to.isVisible():
            self._back_to.setFocus(Qt.FocusReason.OtherFocusReason)
        self.deleteLater()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002, FBT001  (Qt's own name and way)
        """Tab stays within the panel."""
        stops = [
            one
            for one in self.findChildren(QWidget)
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ]
        stops.sort(
            key=lambda one: (one.mapTo(self, QPoint(0, 0)).y() // 8, one.mapTo(self, QPoint(0, 0)).x())
        )
        now = self._window.focusWidget()
        at = stops.index(now) if now in stops else -1
        if stops:
            reason = Qt.FocusReason.TabFocusReason if next else Qt.FocusReason.BacktabFocusReason
            stops[(at + (1 if next else -1)) % len(stops)].setFocus(reason)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        elif event.key() == Qt.Key.Key_Backspace and self._trail:
            self._go_back()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.card.geometry().contains(event.position().toPoint()):
            self.leave()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() == QEvent.Type.Resize and self.isVisible():
            self.setGeometry(self._window.rect())
            self._place()
        if watched is self._anchor and event.type() == QEvent.Type.Hide:  # a key went to another page
            self.leave(keyboard=False)
        return super().eventFilter(watched, event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A soft shadow around the panel, in the darker colour of the theme."""
        chosen = theme.tokens(self)
        shade = min((chosen.color("text"), chosen.color("background")), key=QColor.lightness)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade.setAlpha(4)
        painter.setBrush(shade)
        for far in range(_SHADE):
            box = QRectF(self.card.geometry()).adjusted(-far, 3 - far, far, 3 + far)
            painter.drawRoundedRect(box, theme.CARD_RADIUS + far, theme.CARD_RADIUS + far)
