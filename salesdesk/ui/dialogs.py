"""The few dialogs: what the machine refuses, what broke, and which file. Only this module opens boxes."""

from __future__ import annotations

import platform
import traceback
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from salesdesk import __version__
from salesdesk.errors import BrokeApart, SalesdeskError
from salesdesk.i18n import _
from salesdesk.ui.widgets.labels import plainly


def trouble(parent: QWidget | None, error: SalesdeskError, *, retry: bool) -> bool:
    """Tells what the machine refuses and what to do; True where the person wants to try again."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Warning)
    box.setWindowTitle(_("Salesdesk"))
    box.setText(plainly(error.message))
    box.setInformativeText(plainly(error.hint))
    again = box.addButton(_("Try again"), QMessageBox.ButtonRole.AcceptRole) if retry else None
    box.addButton(_("Leave it") if retry else _("Close"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return again is not None and box.clickedButton() is again


def crash(parent: QWidget | None, report_text: str, *, ends: bool = False) -> None:
    """Says that something broke, with a report to copy; the program goes on, or it `ends`."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Critical)
    box.setWindowTitle(_("Salesdesk"))
    box.setText(_("Something went wrong that should not have."))
    box.setInformativeText(
        _(
            "What you saved is kept, but the window has to close. A report helps to mend it; it holds none of your"
            " contacts."
        )
        if ends
        else _(
            "What you saved is kept. You can go on; a report helps to mend it. It holds none of your contacts."
        )
    )
    box.setDetailedText(report_text)
    copy = box.addButton(_("Copy the report"), QMessageBox.ButtonRole.ActionRole)
    box.addButton(_("Close") if ends else _("Go on"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(report_text)


def report(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> str:
    """What broke and where, without the words of the error itself: those may name people."""
    frames = traceback.extract_tb(trace)
    lines = [
        f"Salesdesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {platform.system()}",
        kind.__name__,
        *(f"  {_place(frame.filename)}:{frame.lineno} {frame.name}" for frame in frames),
    ]
    if isinstance(error.__cause__, BrokeApart):
        lines.append("in another process")
        lines += (f"  {_place(file)}:{line} {name}" for file, line, name in error.__cause__.frames)
    elif error.__cause__ is not None:
        lines.append(f"because of {type(error.__cause__).__name__}")
    return "\n".join(lines)


def _place(file: str) -> str:
    """The end of a path: the folders before the package name a person's own."""
    parts = Path(file).parts
    return "/".join(parts[-3:])


def contacts_to_open(parent: QWidget) -> list[Path]:
    """The files with contacts that a person chooses to bring in; none where they think better of it."""
    kinds = [_("Contacts (*.vcf *.csv *.tsv *.txt *.xlsx *.ods *.ldif *.ics *.zip)"), _("All files (*)")]
    return files_to_open(parent, _("Bring in contacts"), kinds)


def files_to_open(parent: QWidget, title: str, filters: Sequence[str]) -> list[Path]:
    """Files that the person chose; none where they thought better of it."""
    chosen, _filter = QFileDialog.getOpenFileNames(parent, title, "", ";;".join(filters))
    return [Path(one) for one in chosen]


def file_to_save(parent: QWidget, title: str, name: str, filters: Sequence[str]) -> Path | None:
    """Where to write to, with `name` proposed."""
    chosen, _filter = QFileDialog.getSaveFileName(parent, title, name, ";;".join(filters))
    return Path(chosen) if chosen else None


def folder(parent: QWidget, title: str) -> Path | None:
    """A folder that the person chose."""
    chosen = QFileDialog.getExistingDirectory(parent, title)
    return Path(chosen) if chosen else None


def sure(parent: QWidget, question: str, told: str, act: str) -> bool:
    """Asks before the one kind of act that undo cannot take back."""
    box = QMessageBox(parent)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(_("Salesdesk"))
    box.setText(question)
    box.setInformativeText(told)
    yes = box.addButton(act, QMessageBox.ButtonRole.AcceptRole)
    box.addButton(_("Leave it"), QMessageBox.ButtonRole.RejectRole)
    box.exec()
    return box.clickedButton() is yes
