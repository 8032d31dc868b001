"""Handing over: export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from uuid import UUID

import click

from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command, FileName, in_a_folder
from salesdesk.exchange.vcard_older import VERSIONS
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import export_tables, exports


@click.command(
    cls=Command,
    help=N_(
        "Write FILE by its ending: .vcf, .csv, .xlsx, .ics (follow-ups), .zip (everything, to restore from)."
    ),
)
@common
@click.argument("file", type=FileName(dir_okay=False))
@click.option(
    "--of",
    "subject",
    type=click.Choice(["prospects", "followups", "complaints", *export_tables.SHAPES]),
    help=N_("What to write: prospects, or follow-ups where FILE ends in .ics."),
)
@click.option("--where", "query", default="", metavar="QUERY", help=N_("Only what this query finds."))
@click.option(
    "--vcard",
    "version",
    type=click.Choice(VERSIONS),
    default=None,
    help=N_("The version of a .vcf file: 4.0 where none is told, 3.0 and 2.1 for older phones and programs."),
)
@click.option("--consented", is_flag=True, help=N_("Leave out who did not consent to being handed over."))
@in_session
def export(
    session: Session, file: Path, subject: str | None, query: str, version: str | None, **told: bool
) -> None:
    with session.store() as store:
        done = exports.export(
            store,
            in_a_folder(file),
            of=subject or "",
            query=query,
            consented=told["consented"],
            card=version or "",
        )
    document = {
        "file": str(done.file),
        "written": done.written,
        "left_out": [{"id": str(one), "reason": reason} for one, reason in done.left_out],
        "hand_over": None,
        "cut": [{"id": str(one), "field": column} for one, column in done.cut],
    }
    lines = [
        ngettext("{n} record written to {file}", "{n} records written to {file}", done.written).format(
            n=done.written, file=done.file
        )
    ]
    if done.left_out:
        lines.append(
            ngettext("{n} left out: {reason}", "{n} left out: {reason}", len(done.left_out)).format(
                n=len(done.left_out), reason=_("no consent to being handed over")
            )
        )
    lines += _cut_lines(done.cut)
    session.answer(document, "\n".join(lines))


def _cut_lines(cut: Sequence[tuple[UUID, str]]) -> list[str]:
    """What is said where a spreadsheet could not take all of a text."""
    if not cut:
        return []
    told = ngettext(
        "{n} text is longer than the cell of a spreadsheet holds, and ends in […]. Write .csv to have all of it.",
        "{n} texts are longer than the cell of a spreadsheet holds, and end in […]. Write .csv to have all of them.",
        len(cut),
    )
    return [told.format(n=len(cut)), *(f"  {one}: {column}" for one, column in cut[:20])]


COMMANDS = {"export": export}
