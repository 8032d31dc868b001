"""Reads the lines of a Vietnamese card once more with tesseract's `vie`, where the system has it.

PP-OCR finds the lines and reads plain letters better; tesseract knows the marks. So its line is taken only where its
plain letters are nearly the same, and never for an address, a domain or a number.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Sequence
from dataclasses import replace
from functools import cache
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

from salesdesk.capture.cards.lines import Line
from salesdesk.domain.text import fold

_HEIGHT: Final = 48  # pixels of a line, which tesseract reads best
_ALIKE: Final = 0.75
_SECONDS: Final = 20.0  # that it may take; it is stopped after that


def read_again(laid: Any, lines: Sequence[Line]) -> tuple[Line, ...]:
    """`lines` of the straightened picture `laid`, with the letters that tesseract gives those it reads alike."""
    program = _program()
    asked = [i for i, line in enumerate(lines) if _has_words(line.text)]
    if not program or not asked:
        return tuple(lines)
    read = list(lines)
    for i, text in zip(asked, _read(program, [_crop(laid, lines[i]) for i in asked]), strict=False):
        if _alike(text, lines[i].text):
            read[i] = replace(
                lines[i], text=text if lines[i].text.endswith(".") else text.rstrip(" .,:;'’-_|")
            )
    return tuple(read)


def can_read() -> bool:
    """Whether this system has tesseract with `vie`."""
    return bool(_program())


def _has_words(text: str) -> bool:
    many_digits = sum(c.isdigit() for c in text) > 4
    return (
        bool(re.search(r"[^\W\d_]{2}", text)) and not many_digits and not re.search(r"@|www|\w\.\w{2,}", text)
    )


@cache
def _program() -> str:
    """Where tesseract lies, if it can read Vietnamese; else empty."""
    program = shutil.which("tesseract")
    if program is None:
        return ""
    told = subprocess.run(  # noqa: S603  (found by its name)
        [program, "--list-langs"], capture_output=True, text=True, check=False, timeout=_SECONDS
    )
    return program if "vie" in (told.stdout + told.stderr).split() else ""


def _crop(laid: Any, line: Line) -> Any:
    """A line dark on light, as high as tesseract likes it, with a rim."""
    cv2: Any = import_module("cv2")

    rim = line.box.height // 8
    piece = laid[
        max(0, line.box.top - rim) : line.box.bottom + rim, max(0, line.box.left - rim) : line.box.right + rim
    ]
    grey = cv2.cvtColor(piece, cv2.COLOR_BGR2GRAY)
    scale = _HEIGHT / grey.shape[0]
    grey = cv2.resize(grey, (max(1, round(grey.shape[1] * scale)), _HEIGHT), interpolation=cv2.INTER_CUBIC)
    grey = cv2.normalize(grey, None, 0, 255, cv2.NORM_MINMAX)
    _level, dark = cv2.threshold(grey, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if (dark == 0).mean() > 0.5:  # light on dark
        grey = 255 - grey
    return cv2.copyMakeBorder(grey, 12, 12, 12, 12, cv2.BORDER_CONSTANT, value=255)


def _read(program: str, pieces: Sequence[Any]) -> list[str]:
    """The text of each picture of a line; all in one call, since it takes long to begin. Empty where it fails."""
    cv2: Any = import_module("cv2")

    with TemporaryDirectory(prefix="salesdesk-card-") as folder:
        files = [Path(folder, f"{i}.png") for i in range(len(pieces))]
        for file, piece in zip(files, pieces, strict=True):
            file.write_bytes(cv2.imencode(".png", piece)[1].tobytes())
        listed = Path(folder, "all.txt")
        listed.write_text("\n".join(map(str, files)), "utf-8")
        told = [program, str(listed), "stdout", "-l", "vie", "--psm", "7", "--oem", "1"]
        try:
            run = subprocess.run(  # noqa: S603
                told,
                capture_output=True,
                check=True,
                timeout=_SECONDS,
                env={**os.environ, "OMP_THREAD_LIMIT": "1"},
            )
        except (subprocess.SubprocessError, OSError):
            return []
    return [" ".join(page.split()) for page in run.stdout.decode("utf-8", "replace").split("\f")]


def _alike(text: str, other: str) -> bool:
    """Whether the plain letters of both are nearly the same, of which `other` may lack some."""
    from rapidfuzz import fuzz

    one, two = ("".join(c for c in fold(each) if c.isalnum()) for each in (text, other))
    return bool(one) and bool(two) and len(one) >= len(two) and fuzz.ratio(one, two) >= 100 * _ALIKE
