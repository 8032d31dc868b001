"""A page on paper: what is written as PDF, to be printed or sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from PySide6.QtCore import QBuffer, QFile, QIODevice, QMarginsF, QUrl
from PySide6.QtGui import QDesktopServices, QPageLayout, QPageSize, QPainter, QPdfWriter, QTextDocument

from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _
from salesdesk.services import output

_MARGIN: Final = 15.0  # millimetres
UNIT: Final = 10  # of what is painted by hand: to a point, 1/72 of an inch
WIDE, HIGH = 5953, 8419  # such units of an upright A4
_SHEET: Final = "body, td, th { font-size: 9pt; } h2 { font-size: 13pt; }"


def write_pdf(file: Path, text: str) -> None:
    """Writes HTML to `file` as pages of A4 on their side. Raises `EnvironmentTrouble` where the disk refuses."""
    target = QFile(str(file))
    if not target.open(QIODevice.OpenModeFlag.WriteOnly):
        raise EnvironmentTrouble(
            _("{file} cannot be written.").format(file=file),
            _("See whether the folder is there and may be written to, or name another place."),
        )
    writer = QPdfWriter(target)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageOrientation(QPageLayout.Orientation.Landscape)
    writer.setPageMargins(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    document.setDefaultStyleSheet(_SHEET)
    document.setHtml(text)
    document.print_(writer)
    target.close()


def write_pages(file: Path, pages: Sequence[Callable[[QPainter], None]], *, title: str) -> None:
    """Writes upright pages of A4 to `file`, whole or not at all; each is painted in tenths of a point, from the
    corner of the paper. Raises `EnvironmentTrouble` where the disk refuses."""
    target = QBuffer()
    target.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(target)
    writer.setTitle(title)
    writer.setCreator("Salesdesk")
    writer.setResolution(72 * UNIT)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0), QPageLayout.Unit.Point)
    painter = QPainter(writer)
    for place, page in enumerate(pages):
        if place:
            writer.newPage()
        page(painter)
    painter.end()
    target.close()
    output.put(file, bytes(target.data().data()))


def look_at(file: Path) -> None:
    """Opens a file with the program that the system has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(file)))
