"""The month to hang up: which month, with or without the names of customers, written as PDF to be printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Final

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from salesdesk.clock import today
from salesdesk.domain.figures.periods import Period, around
from salesdesk.i18n import _
from salesdesk.services import month_report
from salesdesk.services.goal_measuring import Asking
from salesdesk.ui import dialogs
from salesdesk.ui.commands import Command
from salesdesk.ui.currencies import own_currency
from salesdesk.ui.desk import Desk
from salesdesk.ui.month_report import sheet
from salesdesk.ui.month_report.words import month_named
from salesdesk.ui.widgets.menus import StayingMenu
from salesdesk.ui.widgets.paper import look_at

_BACK: Final = 6  # months that are offered, and the one that runs
_DOWN: Final = 60  # pixels from the top of the window


def report_commands(desk: Desk, page: QWidget) -> list[Command]:
    """The command, for a page that offers it: it asks for a month in a menu over the window, whatever page is shown."""
    return [
        Command(
            "month-report",
            _("The month to hang up…"),
            partial(ask, desk, page),
            icon="printer",
            words=_("report print month wall PDF"),
            group=_("Goals"),
        )
    ]


def ask(desk: Desk, page: QWidget) -> None:
    """Offers the last months, the one that runs, and to name customers; then asks for the file."""
    window = page.window()
    menu = StayingMenu(window)
    menu.aboutToHide.connect(menu.deleteLater)
    now = around(today(desk.clock), "month")
    months = [month_report.last_full(now.start)]
    while len(months) < _BACK:
        months.append(around(months[-1].start - timedelta(days=1), "month"))
    names = QAction(_("With the names of customers"), menu)
    names.setCheckable(True)

    def chosen(month: Period) -> None:
        _ask_file(desk, page, month, names=names.isChecked())

    for one in months:
        _entry(menu, month_named(one)).triggered.connect(partial(_go, chosen, one))
    menu.addSeparator()
    running = _("{month}, so far").format(month=month_named(now))
    _entry(menu, running).triggered.connect(partial(_go, chosen, now))
    menu.addSeparator()
    menu.addAction(names)
    menu.setActiveAction(menu.actions()[0])
    menu.popup(window.mapToGlobal(QPoint(window.width() - menu.sizeHint().width() - 20, _DOWN)))


def _entry(menu: QMenu, title: str) -> QAction:
    made = QAction(title, menu)
    menu.addAction(made)
    return made


def _go(chosen: Callable[[Period], None], month: Period, _on: object = None) -> None:
    chosen(month)


def _ask_file(desk: Desk, page: QWidget, month: Period, *, names: bool) -> None:
    proposed = _("{month} to hang up").format(month=month_named(month))
    file = dialogs.file_to_save(page, _("The month to hang up…"), f"{proposed}.pdf", [_("PDF (*.pdf)")])
    if file is not None:
        named = file.suffix.lower() == ".pdf"
        write(desk, page, month, file if named else file.with_name(f"{file.name}.pdf"), names=names)


def write(desk: Desk, page: QWidget, month: Period, file: Path, *, names: bool) -> None:
    """Writes the report of a month as PDF, and offers to open it."""
    store, own, country = desk.store, own_currency(desk.settings), desk.settings.region()

    def work(_progress: object) -> None:
        with store.read() as reading:
            found = month_report.read(Asking(reading, store.clock, own, country), month)
        sheet.write(file, found, names=names)

    def done(_none: None) -> None:
        said = _("Written to {file}").format(file=file.name)
        desk.say(said, act=_("Open"), on_act=partial(look_at, file))

    desk.run(work, parent=page, on_done=done, title=_("Writing {file} …").format(file=file.name))
