"""A page on paper: what is written as PDF, to be printed or sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPainter, QPdfWriter

from salesdesk.services import output

UNIT: Final = 10  # of what is painted by hand: to a point, 1/72 of an inch
WIDE, HIGH = 5953, 8419  # such units of an upright A4


def write_pages(
    file: Path, pages: Sequence[Callable[[QPainter], None]], *, title: str, on_its_side: bool = False
) -> None:
    """Writes pages of A4 to `file`, whole or not at all; each is painted in tenths of a point, from the corner of
    the paper, and may raise to end it. Raises `EnvironmentTrouble` where the disk refuses."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setTitle(title)
    writer.setCreator("Salesdesk")
    writer.setResolution(72 * UNIT)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    if on_its_side:
        writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    painter = QPainter(writer)
    try:
        for place, page in enumerate(pages):
            if place:
                writer.newPage()
            page(painter)
    finally:
        painter.end()
    target.close()
    output.put(file, bytes(target.data().data()))


def look_at(file: Path) -> None:
    """Opens a file with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
