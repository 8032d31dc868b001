"""A page on paper: what is written as PDF, to be printed or sent."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from PySide6.QtCore import QFile, QIODevice, QMarginsF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from salesdesk.errors import EnvironmentTrouble
from salesdesk.i18n import _

_MARGIN: Final = 15.0  # millimetres
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
