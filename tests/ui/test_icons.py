"""The icons: each one that the code names was baked."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QApplication

from salesdesk.ui import icons, theme
from salesdesk.ui.pages import PLACES

UI = Path(icons.__file__).parent
MADE_BY = {"icon", "made_icon", "IconTile", "EmptyState"}


def named_icons() -> Iterator[str]:
    """Every text of the code that is given as an icon: `icon="plus"`, `icon("plus")`, `EmptyState("users", …)`."""
    for file in sorted(UI.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            given = [keyword.value for keyword in node.keywords if keyword.arg == "icon"]
            given += node.args[:1] if called in MADE_BY else []
            given += node.args[4:5] if called == "Command" else []
            for value in given:
                if isinstance(value, ast.Constant) and isinstance(value.value, str) and value.value:
                    yield value.value


def test_every_icon_that_the_window_names_has_a_shape() -> None:
    names = {*named_icons(), *(place.icon for place in PLACES)}

    assert len(names) > 10
    assert {name for name in names if name not in icons._shapes()} == set()


def test_an_icon_takes_the_colour_of_its_token_in_the_theme_of_the_moment(qapp: QApplication) -> None:
    made = icons.icon("plus", "accent")

    def colour() -> str:
        image = made.pixmap(QSize(48, 48), 1.0, QIcon.Mode.Normal).toImage()
        return image.pixelColor(24, 24).name().upper()

    light = colour()
    theme.apply(qapp, "dark")
    dark = colour()
    theme.apply(qapp, "light")

    assert (light, dark) == (theme.LIGHT.accent, theme.DARK.accent)
