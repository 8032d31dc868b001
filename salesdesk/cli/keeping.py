"""Keeping the store: backup, restore, check, demo, doctor."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click

from salesdesk.cli.session import PARTLY, Session, common, in_session
from salesdesk.cli.wording import Command, FileName, in_a_folder
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _


@click.command(cls=Command, help=N_("Write a whole copy of the store to FILE, or into the backups folder."))
@common
@click.argument("file", required=False, type=FileName(dir_okay=False))
@click.option("--force", is_flag=True, help=N_("Replace FILE even where it is no backup of Salesdesk."))
@in_session
def backup(session: Session, file: Path | None, force: bool) -> None:  # noqa: FBT001  (Click passes options so)
    from salesdesk.services import backups

    with session.store() as store:
        if file and not force and not backups.may_be_replaced(file):
            raise UserError(
                _("{file} is there already, and is no backup of Salesdesk.").format(file=file),
                _("Name another file, or replace it with --force."),
            )
        made = backups.make(store, in_a_folder(file) if file else None)
    session.answer(
        {"ok": True, "problems": [], "file": str(made)}, _("Backup written to {file}").format(file=made)
    )


@click.command(
    cls=Command, help=N_("Put a backup in the place of the store; the present one is kept as a backup first.")
)
@common
@click.argument("file", type=FileName(dir_okay=False))
@click.option("--new", is_flag=True, help=N_("Make the store that --store names, where there is none yet."))
@in_session
def restore(session: Session, file: Path, new: bool) -> None:  # noqa: FBT001  (Click passes options so)
    from salesdesk.services import backups

    if session.named and not new and not session.named.exists():
        raise UserError(
            _("There is no store at {file}.").format(file=session.named),
            _("Look at the name; to make it there, add --new."),
        )
    kept = backups.restore(session.path, file, session.clock)
    text = _("Restored from {file}.").format(file=file)
    if kept:
        text += " " + _("What was there is kept in {file}.").format(file=kept)
    session.answer({"ok": True, "problems": [], "kept": str(kept) if kept else None}, text)


@click.command(
    cls=Command,
    help=N_(
        "Look the store over: file, references, log, search index, attachments; mend what can be made anew."
    ),
)
@common
@in_session
def check(session: Session) -> None:
    from salesdesk.services import checks

    with session.store() as store:
        problems = checks.look_over(store)
        hints = checks.hints(store) if not problems else []  # of a damaged file nothing more can be said
    if problems:
        session.code = PARTLY
    lines = [*(problems or [_("All is well.")]), *hints]
    session.answer({"ok": not problems, "problems": problems, "hints": hints}, "\n".join(lines))


# What is counted for a person after `demo`; its JSON counts all subjects.
_COUNTED: Final = {
    "prospects": N_("prospects"),
    "companies": N_("companies"),
    "fairs": N_("fairs"),
    "followups": N_("follow-ups"),
    "activities": N_("activities"),
    "products": N_("products"),
    "competitors": N_("competitors"),
    "deals": N_("deals"),
    "offers": N_("offers of what goes along"),
    "complaints": N_("complaints"),
    "ratings": N_("ratings"),
    "expenses": N_("expenses"),
    "stints": N_("stints of prospecting"),
    "nurture_plans": N_("plans that keep in touch"),
    "nurturings": N_("prospects on a plan"),
    "techniques": N_("techniques"),
    "templates": N_("templates"),
    "teammates": N_("teammates"),
    "tags": N_("tags"),
    "questions": N_("questions"),
    "answers": N_("answers"),
    "consents": N_("consents"),
    "views": N_("saved views"),
}


@click.command(
    cls=Command, help=N_("Fill an empty store with a believable year of sales; undo takes it away.")
)
@common
@click.option("--prospects", type=click.IntRange(min=1), default=400, help=N_("How many prospects."))
@click.option("--seed", type=int, default=1, help=N_("Another number, another year."))
@in_session
def demo(session: Session, prospects: int, seed: int) -> None:
    from salesdesk.services import demo as sample

    with session.store(making=True) as store:
        counts = sample.fill(
            store,
            prospects=prospects,
            seed=seed,
            region=session.settings.region() or "NO",  # where the sample year was thought up
            progress=session.progress(_("Written")),
        )
    text = "\n".join(
        f"{counts[subject]:>8}  {_(name)}" for subject, name in _COUNTED.items() if counts.get(subject)
    )
    session.answer(counts, text)


@click.command(cls=Command, help=N_("Tell versions, paths, rights, time zone, and what is missing."))
@common
@in_session
def doctor(session: Session) -> None:
    from salesdesk.services import diagnosis

    found = diagnosis.examine(session.path, session.clock)
    ok = all(one.ok for one in found)
    lines = [f"{_('ok') if one.ok else _('LOOK')}  {one.name}: {one.told}" for one in found]
    if not ok:
        session.code = PARTLY
    document = {"ok": ok, "checks": [{"name": one.name, "ok": one.ok, "told": one.told} for one in found]}
    session.answer(document, "\n".join(lines))


COMMANDS = {"backup": backup, "restore": restore, "check": check, "demo": demo, "doctor": doctor}
