"""The tokens: readable in both themes, and the only colours there are."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QListView,
    QPushButton,
    QRadioButton,
    QStyle,
    QStyleOptionFocusRect,
    QToolButton,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from salesdesk.ui import theme
from salesdesk.ui.notices import Notice
from salesdesk.ui.theme import DARK, LIGHT, Tokens
from salesdesk.ui.widgets import chips
from salesdesk.ui.widgets.fields import Field, line
from salesdesk.ui.widgets.labels import ToneLabel, muted

UI = Path(theme.__file__).parent
TEXTS = ("text", "secondary", "muted", "accent", "hot", "warm", "cold", "good")
GROUNDS = ("background", "panel", "side")
TONES = ("accent", "hot", "warm", "cold", "good")
# Names of colours, hex triples and numbers given to QColor; a token is asked for by its name instead.
LITERAL = re.compile(
    r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|rgba?\(|Qt\.GlobalColor\.(?!transparent)|QColor\(\d"
)


def luminance(color: str) -> float:
    """Relative luminance (WCAG 2.2, "relative luminance")."""
    shares = (QColor(color).redF(), QColor(color).greenF(), QColor(color).blueF())
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio (WCAG 2.2, success criterion 1.4.3)."""
    brighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_every_text_can_be_read_on_every_ground_it_stands_on(chosen: Tokens) -> None:
    pairs = [*product(TEXTS, GROUNDS), *((tone, f"{tone}_soft") for tone in TONES)]
    pairs += [("on_accent", "accent"), ("secondary", "faint"), ("muted", "faint"), ("text", "faint")]
    pairs += [(text, "accent_soft") for text in ("text", "secondary", "muted")]  # a chosen row
    pairs += [("background", "text")]  # a notice

    weak = {
        f"{text} on {ground}": round(contrast(getattr(chosen, text), getattr(chosen, ground)), 2)
        for text, ground in pairs
        if contrast(getattr(chosen, text), getattr(chosen, ground)) < 4.5
    }

    assert weak == {}


@pytest.mark.parametrize("chosen", [LIGHT, DARK], ids=["light", "dark"])
def test_what_one_types_and_ticks_in_has_an_edge_that_can_be_seen(chosen: Tokens) -> None:
    """WCAG 2.2, success criterion 1.4.11: 3 to 1 for the parts of a control."""
    assert all(contrast(chosen.control, getattr(chosen, ground)) >= 3 for ground in GROUNDS)
    assert all(contrast(chosen.accent, getattr(chosen, ground)) >= 3 for ground in GROUNDS)


def test_no_colour_is_named_outside_the_table_of_tokens() -> None:
    found = [
        f"{file.relative_to(UI)}:{number}: {line.strip()}"
        for file in sorted(UI.rglob("*.py"))
        if file.name != "theme.py"
        for number, line in enumerate(file.read_text("utf-8").splitlines(), start=1)
        if LITERAL.search(line.partition("  # ")[0])
    ]

    assert found == []


def test_light_and_dark_are_switched_while_the_program_runs(qapp: QApplication) -> None:
    theme.apply(qapp, "dark")
    dark = QApplication.palette().color(QPalette.ColorRole.Window).name()
    theme.apply(qapp, "light")

    assert dark.upper() == DARK.background
    assert theme.in_use() is LIGHT


def test_small_text_and_notices_can_be_read_after_a_switch_between_light_and_dark(
    qapp: QApplication, qtbot: QtBot
) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    column = QVBoxLayout(window)
    hint, field = muted("Ends with Enter"), Field("Næring", line())
    for part in (hint, field):
        column.addWidget(part)
    notice = Notice(window, lambda: None)
    window.show()
    try:
        for scheme, chosen in (("dark", DARK), ("light", LIGHT), ("dark", DARK)):
            theme.apply(qapp, scheme)
            notice.say("Łukasz was saved")
            said = notice.findChild(ToneLabel)
            assert said is not None
            shown = [
                label.palette().color(QPalette.ColorRole.WindowText) for label in (hint, field.label, said)
            ]

            assert shown == [QColor(chosen.muted), QColor(chosen.secondary), QColor(chosen.background)]
    finally:
        theme.apply(qapp, "light")


@pytest.mark.parametrize("tone", chips.TONES)
def test_every_tone_of_a_chip_has_its_colours(tone: str) -> None:
    assert all(QColor(color).isValid() for chosen in (LIGHT, DARK) for color in chips.colors(chosen, tone))


@pytest.mark.parametrize("kind", [QPushButton, QRadioButton, QCheckBox, QToolButton, QComboBox, QListView])
def test_no_dotted_frame_is_painted_around_what_has_the_keyboard(
    qapp: QApplication, qtbot: QtBot, kind: type[QWidget]
) -> None:
    widget = kind()
    qtbot.addWidget(widget)
    widget.resize(120, 40)
    widget.ensurePolished()
    option = QStyleOptionFocusRect()
    option.initFrom(widget)
    option.state |= QStyle.StateFlag.State_HasFocus | QStyle.StateFlag.State_KeyboardFocusChange
    option.rect = widget.rect().adjusted(4, 4, -4, -4)
    picture = QImage(widget.size(), QImage.Format.Format_ARGB32)
    picture.fill(0)
    painter = QPainter(picture)
    widget.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, widget)
    painter.end()

    painted = {(x, y) for x in range(picture.width()) for y in range(picture.height()) if picture.pixel(x, y)}

    assert not painted
