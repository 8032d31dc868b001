"""What a chart is painted with: the colours of a theme, tints mixed from them, fonts and how wide texts are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF

from salesdesk.ui import theme
from salesdesk.ui.theme import Tokens

READABLE: Final = 4.5  # WCAG 2.2, success criterion 1.4.3 (AA)
_PALEST, _DEEPEST = 0.08, 0.92  # how much of the accent is in the tint of 0 and of 1


def mixed(ground: str, color: str, amount: float) -> QColor:
    """`amount` (0 to 1) of `color` on `ground`, as a colour that nothing shines through."""
    below, above = QColor(ground), QColor(color)
    share = min(1.0, max(0.0, amount))
    return QColor.fromRgbF(
        below.redF() + (above.redF() - below.redF()) * share,
        below.greenF() + (above.greenF() - below.greenF()) * share,
        below.blueF() + (above.blueF() - below.blueF()) * share,
    )


def luminance(color: QColor) -> float:
    """Relative luminance (WCAG 2.2, "relative luminance"), 0 to 1."""
    shares = (color.redF(), color.greenF(), color.blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: QColor, other: QColor) -> float:
    """Contrast ratio (WCAG 2.2, success criterion 1.4.3), 1 to 21."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@dataclass(frozen=True)
class Ink:
    """Colours and fonts of one theme. On paper, thin lines grow with the page; on a screen they stay one dot."""

    chosen: Tokens
    on_screen: bool = True

    def color(self, token: str, amount: float = 1.0) -> QColor:
        """A token, or so much of it on the panel that a chart stands on."""
        return mixed(self.chosen.panel, getattr(self.chosen, token), amount)

    def readable(self, ground: QColor) -> QColor:
        """The one of the theme's texts and grounds that can be read best on `ground`."""
        offered = (self.chosen.text, self.chosen.on_accent, self.chosen.background)
        return max((QColor(one) for one in offered), key=lambda one: contrast(one, ground))

    def tint(self, share: float) -> QColor:
        """The ground of a cell by its share (0 to 1): deeper for more, and never one that no text is read on."""
        return self._tints[round(min(1.0, max(0.0, share)) * (len(self._tints) - 1))]

    @cached_property
    def _tints(self) -> tuple[QColor, ...]:
        made: list[QColor] = []
        amount = 0.0
        for step in range(51):
            amount = max(amount, _PALEST + (_DEEPEST - _PALEST) * step / 50)
            while (
                contrast(self.color("accent", amount), self.readable(self.color("accent", amount))) < READABLE
            ):
                amount += 0.01  # between too dark for dark text and too light for light text
            made.append(self.color("accent", amount))
        return tuple(made)

    @cached_property
    def small(self) -> Type:
        """The type of axes and notes."""
        return Type(theme.font(-2, tabular=True))

    @cached_property
    def plain(self) -> Type:
        """The type of what rows are called."""
        return Type(theme.font(tabular=True))

    @cached_property
    def strong(self) -> Type:
        """The type of figures."""
        return Type(theme.font(weight=QFont.Weight.DemiBold, tabular=True))


class Type:
    """A font and how much room its texts take, in pixels."""

    def __init__(self, font: QFont) -> None:
        self.font = font
        self._metrics = QFontMetricsF(font)
        self.height = self._metrics.height()

    def width(self, text: str) -> float:
        """How wide `text` is."""
        return self._metrics.horizontalAdvance(text) + 1 if text else 0.0  # fractions differ by scale

    def cut(self, text: str, room: float) -> str:
        """As much of `text` as there is room for."""
        if self.width(text) <= room:
            return text
        return self._metrics.elidedText(text, Qt.TextElideMode.ElideRight, max(0.0, room - 1))
