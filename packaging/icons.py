"""Bakes the icons that the window names into resources/icons.json, and the program's own, from python-lucide.

Built like the catalogues, never committed: importing the package costs 0.14 s at each start, and it carries
some thousand icons that nobody sees.     python packaging/icons.py
"""

from __future__ import annotations

import ast
import json
import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "resources" / "icons.json"
MARK = ROOT / "resources" / "icon" / "salesdesk.svg"
DRAWING = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 48 48">
<rect x="2" y="2" width="44" height="44" rx="11" fill="{ground}"/>
<g transform="translate(9 9) scale(1.25)" fill="none" stroke="{color}" stroke-width="1.75"
 stroke-linecap="round" stroke-linejoin="round">{shape}</g>
</svg>
"""
INSIDE = re.compile(r"<svg[^>]*>(.*)</svg>", re.DOTALL)
NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def words_of_code() -> set[str]:
    """Every text of the window's code that could be the name of an icon."""
    return {
        node.value
        for file in sorted((ROOT / "salesdesk" / "ui").rglob("*.py"))
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and NAME.fullmatch(node.value)
    }


def shapes(words: set[str]) -> Iterator[tuple[str, str]]:
    """The name and the inside of the drawing of each icon among `words`."""
    from lucide import get_icon_list, lucide_icon

    for name in sorted(words & set(get_icon_list())):
        found = INSIDE.search(lucide_icon(name))
        if found is None:
            sys.exit(f"python-lucide draws {name} in a way that packaging/icons.py does not know")
        yield name, re.sub(r"\s+", " ", found[1]).strip()


def tokens_of_light() -> tuple[str, str]:
    """The accent and what stands on it, as the theme has them; read as text, since Qt is not needed here."""
    theme = (ROOT / "salesdesk" / "ui" / "theme.py").read_text(encoding="utf-8")
    light = theme[theme.index("LIGHT: Final") :]
    found = [re.search(rf'^    {name}="(#\w+)"', light, re.MULTILINE) for name in ("accent", "on_accent")]
    ground, color = (one[1] for one in found if one)
    return ground, color


def put(target: Path, text: str) -> None:
    """Write the file, unless it says the same already."""
    if not target.exists() or target.read_text(encoding="utf-8") != text:
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def bake() -> None:
    """Write both files."""
    drawn = dict(shapes(words_of_code()))
    put(TARGET, json.dumps(drawn, indent=0) + "\n")
    ground, color = tokens_of_light()
    put(MARK, DRAWING.format(ground=ground, color=color, shape=drawn["handshake"]))


if __name__ == "__main__":
    bake()
