"""Icons: Lucide's shapes (ISC licence), baked by packaging/icons.py, tinted by a token when they are painted.

So an icon follows a switch of the theme, and is sharp at every scale, with no file for each colour or size.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Final

from PySide6.QtCore import QByteArray, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from salesdesk.paths import resource
from salesdesk.ui import theme

SIZE: Final = 16
STROKE: Final = 1.75


@cache
def _shapes() -> dict[str, str]:
    """The insides of the drawings by name, each on a ground of 24 × 24."""
    found: dict[str, str] = json.loads(resource("icons.json").read_text("utf-8"))
    return found


def icon(name: str, token: str = "secondary") -> QIcon:
    """The icon `name` in the colour of `token`; in the accent where it is switched on, muted where disabled."""
    return QIcon(_Engine(name, token))


def paint(painter: QPainter, name: str, where: QRect, color: str) -> None:
    """Paints the icon `name` into `where` in `color` (#RRGGBB)."""
    ratio = painter.device().devicePixelRatio()
    painter.drawPixmap(where.topLeft(), pixmap(name, where.size(), color, ratio))


def pixmap(name: str, size: QSize, color: str, ratio: float) -> QPixmap:
    """The icon `name`, `size` in device-independent pixels, sharp at `ratio` device pixels each."""
    key = f"salesdesk {name} {size.width()} {color} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    made = QPixmap(size * ratio)
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    _renderer(name, color).render(painter, QRectF(QRect(QPoint(0, 0), size)))
    painter.end()
    QPixmapCache.insert(key, made)
    return made


def _renderer(name: str, color: str) -> QSvgRenderer:
    # A name without a shape paints nothing: an error while painting would end the program; a test finds it.
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none" stroke-linecap="round"'
        f' stroke-linejoin="round" stroke="{color}" stroke-width="{STROKE}">{_shapes().get(name, "")}</svg>'
    )
    return QSvgRenderer(QByteArray(drawing.encode()))


class _Engine(QIconEngine):
    """Draws a shape in the colour of its token in the theme of the moment."""

    def __init__(self, name: str, token: str) -> None:
        super().__init__()
        self._name, self._token = name, token

    def clone(self) -> QIconEngine:
        return _Engine(self._name, self._token)

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        paint(painter, self._name, rect, self._color(mode, state))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return pixmap(self._name, size, self._color(mode, state), 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        return pixmap(self._name, size / scale, self._color(mode, state), scale)

    def _color(self, mode: QIcon.Mode, state: QIcon.State) -> str:
        token = self._token
        if mode == QIcon.Mode.Disabled:
            token = "muted"
        elif state == QIcon.State.On and token == "secondary":
            token = "accent"
        return str(getattr(theme.in_use(), token))
