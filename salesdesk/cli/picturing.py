"""Pictures of the window; made by the other face, which is handed in from above."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command, FileName
from salesdesk.errors import EnvironmentTrouble, UserError
from salesdesk.i18n import N_, _, ngettext


@click.command(
    cls=Command, help=N_("Write a picture of every page, light and dark, into FOLDER; needs no screen.")
)
@common
@click.argument("folder", type=FileName(file_okay=False))
@click.option("--pages", default="", help=N_("Only these, divided by commas: today,prospects …"))
@in_session
def screenshots(session: Session, folder: Path, pages: str) -> None:
    if session.take_pictures is None:
        raise EnvironmentTrouble(_("There is no window in this program."), _("Call salesdesk itself."))
    if session.named and not session.named.exists():
        raise UserError(_("There is no store at {file}.").format(file=session.named), _("Look at the name."))
    wanted = tuple(filter(None, (page.strip() for page in pages.split(","))))
    made = session.take_pictures(folder, session.named, wanted)
    told = ngettext("{number} picture in {folder}", "{number} pictures in {folder}", len(made))
    session.answer([str(file) for file in made], told.format(number=len(made), folder=folder))


COMMANDS: Final = {"screenshots": screenshots}
