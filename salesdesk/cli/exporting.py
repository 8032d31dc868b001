"""Handing contacts, follow-ups or everything over as a file: export."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import UUID

import click

from salesdesk.cli.session import Session, common, in_session
from salesdesk.cli.wording import Command, FileName, in_a_folder
from salesdesk.errors import UserError
from salesdesk.exchange import field_choice
from salesdesk.exchange.export_presets import PROGRAMS
from salesdesk.exchange.vcard_older import VERSIONS
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import export_tables, exports, hand_overs, handing_over, search
from salesdesk.services.exports import Form
from salesdesk.services.handing_over import Group
from salesdesk.store.database import Store


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
@click.option(
    "--to", "to", default="", metavar="NAME", help=N_("Whom it is for: it is kept who got whom, and when.")
)
@click.option(
    "--for",
    "program",
    type=click.Choice(PROGRAMS),
    default=None,
    help=N_("The program that is to take in a .csv file: its columns are called as it calls them."),
)
@click.option(
    "--fields",
    default="",
    metavar="NAMES",
    help=N_("Only these fields, with commas between: name,phone,city."),
)
@in_session
def export(
    session: Session, file: Path, subject: str | None, query: str, version: str | None, **told: Any
) -> None:
    form = Form(told["program"] or "", field_choice.known(told["fields"].split(",")))
    replaced = file.is_file()
    with session.store() as store:
        done = exports.export(
            store,
            in_a_folder(file),
            of=subject or "",
            query=query,
            consented=told["consented"],
            card=version or "",
            form=form,
        )
        kept = _kept(store, done, told["to"].strip())
        missing = not_agreed(session, store, done.prospects) if kept else None
        people = _people(store) if file.suffix.lower() == ".zip" else 0
    document: dict[str, Any] = {
        "file": str(done.file) if done.there else None,
        "written": done.written,
        "left_out": [{"id": str(one), "reason": reason} for one, reason in done.left_out],
        "hand_over": str(kept) if kept else None,
        "cut": [{"id": str(one), "field": column} for one, column in done.cut],
        "not_consented": missing,
        "replaced": replaced and done.there,
    }
    lines = [_told(done, people)]
    if replaced:
        taken, stays = (
            _("It took the place of the file of that name."),
            _("The file of that name stays as it was."),
        )
        lines.append(taken if done.there else stays)
    if done.left_out:
        lines.append(
            ngettext("{n} left out: {reason}", "{n} left out: {reason}", len(done.left_out)).format(
                n=len(done.left_out), reason=_("no consent to being handed over")
            )
        )
    lines += _cut_lines(done.cut)
    session.answer(document, "\n".join(lines))


def _people(store: Store) -> int:
    with store.read() as reading:
        return search.total(reading, search.ask(reading, "", subject="prospects", clock=store.clock))


def _told(done: exports.Exported, people: int) -> str:
    """How much was written where; of a package the prospects too, since records are more than a seller counts."""
    if not done.written and not done.left_out:
        nothing = _("Nothing matches: 0 records written to {file}.")
        none = _("Nothing matches: {file} was not written.")
        return (nothing if done.there else none).format(file=done.file)
    if not done.there:
        return _("{file} was not written: nobody is left to be in it.").format(file=done.file)
    told = ngettext("{n} record written to {file}", "{n} records written to {file}", done.written)
    if people:
        whole = ngettext(
            "{n} prospect and all that belongs to it", "{n} prospects and all that belongs to them", people
        )
        return f"{whole.format(n=people)}: {told.format(n=done.written, file=done.file)}"
    return told.format(n=done.written, file=done.file)


def _kept(store: Store, done: exports.Exported, to: str) -> UUID | None:
    """Keeps that `to` got the prospects of an export. Raises `UserError` where it is of something else."""
    if not to or not done.there:
        return None
    if not done.prospects:
        raise UserError(
            _("{file} holds no prospects, so it is not kept who got it.").format(file=done.file),
            _("It was written all the same. Leave out --to, or write prospects."),
        )
    return hand_overs.keep(store, [hand_overs.to_someone(store, done, to)])[0]


def not_agreed(session: Session, store: Store, prospects: Sequence[UUID]) -> int:
    """How many of those who went out have not consented to it, which is said beside the answer."""
    missing = handing_over.look(store, Group("", ids=tuple(prospects))).missing
    if missing:
        told = ngettext(
            "{n} of them has not consented to being handed over; --consented leaves them out.",
            "{n} of them have not consented to being handed over; --consented leaves them out.",
            missing,
        )
        session.tell(told.format(n=missing))
    return missing


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
