"""Bringing contacts in: import."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import click

from salesdesk.cli import brought
from salesdesk.cli.brought import Report
from salesdesk.cli.deciding import decider, duplicates
from salesdesk.cli.session import PARTLY, Session, common, could_be_local, in_session
from salesdesk.cli.wording import Command, FileName
from salesdesk.clock import zone_name
from salesdesk.errors import UserError
from salesdesk.exchange.formats import Format, detect
from salesdesk.i18n import N_, _
from salesdesk.services import packages, reading, rejects, sources
from salesdesk.services.drafting import Scene, parts
from salesdesk.services.import_tables import CONTACTS, IMPORTERS
from salesdesk.services.imports import Decide, Importer, Staged
from salesdesk.services.imports_by_subject import SubjectImporter
from salesdesk.store import batches
from salesdesk.store.batches import Written
from salesdesk.store.database import Store
from salesdesk.store.log import BatchRow


@click.command(
    name="import",
    cls=Command,
    help=N_(
        "Bring in contacts, a calendar or more: vCard, CSV, TSV, XLSX, ODS, LDIF, iCalendar or a data package;"
        " one batch, undoable for ever."
    ),
)
@common
@click.argument("files", metavar="FILE…", nargs=-1, required=True, type=FileName())
@click.option(
    "--as",
    "kind",
    type=click.Choice(["prospects", *IMPORTERS]),
    default="prospects",
    help=N_("What the file lists; all but prospects and calendar are tables."),
)
@click.option("--map", "pairs", metavar="FIELD=COLUMN", multiple=True, help=N_("Which column holds a field."))
@click.option(
    "--encoding",
    metavar="NAME",
    default="",
    help=N_(
        "What a CSV file is written in where its letters come out wrong: cp850, mac-roman, windows-1258 …"
    ),
)
@click.option("--fair", default="", help=N_("The fair where they were all met."))
@click.option("--source", default="", help=N_("Where they come from."))
@click.option(
    "--currency",
    metavar="CODE",
    default="",
    help=N_("The currency of amounts that name none: NOK; without it, that of your settings or country."),
)
@duplicates
@click.option(
    "--everyone",
    is_flag=True,
    help=N_("Of an organiser's list of badges take everyone, not only those whom you scanned."),
)
@click.option("--dry-run", is_flag=True, help=N_("Tell what would happen, and change nothing."))
@in_session
def import_(
    session: Session,
    files: tuple[Path, ...],
    kind: str,
    pairs: tuple[str, ...],
    doubtful: str | None,
    **told: Any,
) -> None:
    mapped = [_pair(pair) for pair in pairs]
    dry = bool(told["dry_run"])
    with session.store(making=True, trial=dry) as store:
        source = ""
        if told["source"].strip():
            with store.read() as looking:
                source = sources.known(looking, told["source"].strip())
        run = _Run(
            session,
            store,
            decider(session, doubtful),
            kind=kind,
            encoding=told["encoding"].strip(),
            dry=dry,
            everyone=bool(told["everyone"]),
        )
        scene = Scene(
            now=store.clock.now().astimezone(store.clock.zone()),
            zone=zone_name(store.clock),
            region=session.settings.region(),
            store=store.path,
            fair=told["fair"],
            source=source,
            currency=session.currency(told["currency"]),
            met=bool(told["fair"]),
            trial=dry,
        )
        run.read_all(files, mapped, scene)
        run.keep_rejected()
        unread = () if scene.region else tuple(islice(filter(could_be_local, run.unread_phones(scene)), 1))
        run.write()
        session.tell_of_country(unread)
    run.answer()


def _pair(pair: str) -> tuple[str, str]:
    field, equals, column = pair.partition("=")
    if not equals or not field.strip() or not column.strip():
        raise click.UsageError(_("“{pair}” is not FIELD=COLUMN.").format(pair=pair))
    return field.strip().lower().replace("-", "_"), column.strip()


class _Run:
    """One call of import: its files, and what became of them."""

    def __init__(
        self,
        session: Session,
        store: Store,
        decide: Decide,
        *,
        kind: str,
        encoding: str,
        dry: bool,
        everyone: bool,
    ) -> None:
        self._session, self._store, self._decide, self._kind, self._dry = session, store, decide, kind, dry
        self._everyone, self._encoding = everyone, encoding
        self._staged: list[Staged] = []
        self._kept: list[dict[str, Path]] = []
        self._reports: list[Report] = []
        self._refused: list[str] = []
        self._batches: list[str] = []  # in the order in which they were written
        self._packages: list[tuple[Path, bytes]] = []
        self._files = 0
        self._importer: Importer | SubjectImporter | None = None

    def read_all(self, files: tuple[Path, ...], pairs: list[tuple[str, str]], scene: Scene) -> None:
        """Reads every file; one that cannot be read is told, and the others go on."""
        self._files = len(files)
        if self._kind == CONTACTS and all(map(reading.is_calendar, files)):
            self._kind = reading.CALENDAR
        importer = IMPORTERS.get(self._kind, Importer)(self._store, scene, self._decide)
        self._importer = importer
        for file in files:
            try:
                data = reading.content(file)
                progress = self._session.progress(_("Read"))
                if isinstance(importer, SubjectImporter):
                    read, rows = reading.read_subject(file, data, self._kind, pairs, encoding=self._encoding)
                    self._staged.append(importer.stage(read, rows, progress))
                elif detect(data) is Format.PACKAGE:
                    self._package(file, data)
                else:
                    read = reading.read(file, data, pairs, encoding=self._encoding)
                    staged = importer.stage(read, progress, everyone=self._everyone)
                    _must_know_its_fair(staged)
                    self._staged.append(staged)
            except UserError as trouble:
                self._unread(file, trouble)

    def _package(self, file: Path, data: bytes) -> None:
        if self._dry:
            raise UserError(
                _("A data package cannot be tried out."), _("Bring it in; undo takes it back as a whole.")
            )
        self._packages.append((file, data))

    def keep_rejected(self) -> None:
        """Keeps what is not taken before anything is written, so that a crash in between loses nothing."""
        fallback = self._store.path.with_name("rejected")
        self._kept = [{} if self._dry else rejects.keep(staged, fallback) for staged in self._staged]

    def write(self) -> None:
        """Writes all that was read, all of it or nothing, or counts what would be written."""
        assert self._importer is not None
        if self._dry:
            for _group in self._importer.groups(self._staged):
                pass
        elif self._packages:
            with batches.in_one(self._store) as together:
                for file, data in self._packages:
                    self._take_in(file, data, together)
                if self._staged and isinstance(self._importer, Importer):
                    progress = self._session.progress(_("Written"))
                    self._note(self._importer.write(self._staged, progress, together=together))
        elif self._staged:
            self._note(self._importer.write(self._staged, self._session.progress(_("Written"))))
        told = zip(self._staged, self._kept, strict=True)
        self._reports += [brought.report(staged, kept) for staged, kept in told]

    def _note(self, written: Written) -> None:
        if written.batch:
            self._batches.append(str(written.batch))

    def _take_in(self, file: Path, data: bytes, together: list[BatchRow]) -> None:
        """Takes a data package in as one batch of those `together`; one that is damaged is told."""
        progress = self._session.progress(_("Written"))
        try:
            taken = packages.take_in(self._store, data, reading.name_of(file), progress, together=together)
        except UserError as trouble:
            self._unread(file, trouble)
            return
        self._note(taken.written)
        report = {
            "file": str(file),
            "format": "package",
            "encoding": "utf-8",
            "delimiter": ",",
            "read": taken.read,
        }
        more: Report = {"created": taken.created, "updated": 0, "duplicates": taken.known}
        more["records"] = {
            subject: {"created": made, "known": known}
            for subject, (made, known) in taken.by_subject.items()
            if subject in brought.SUBJECTS
        }
        self._reports.append({**report, **more, "rejected": [], "unmapped": [], "hints": []})

    def _unread(self, file: Path, trouble: UserError) -> None:
        """Keeps in mind a file that cannot be read, and goes on with the others, if there are any."""
        if self._files == 1:
            raise trouble
        self._refused.append(str(trouble))
        self._reports.append(brought.unread(file, trouble))

    def unread_phones(self, scene: Scene) -> Iterator[str]:
        """The phones of what was read that are no number for want of a country."""
        for staged in self._staged:
            for item in staged.items:
                for subject, patch in parts(item.draft, scene):
                    if subject == "phones" and not patch["e164"]:
                        yield str(patch["value"])

    def answer(self) -> None:
        """Tells what became of the files. 4 where something was not taken, 3 where nothing could be read."""
        taken = [one for one in self._reports if "error" not in one]
        if not taken:
            raise UserError(_("None of the files could be read."), "\n".join(self._refused))
        if self._session.as_json:  # a person reads it in the answer
            for trouble in self._refused:
                self._session.tell(trouble)
        if self._refused or any(one["rejected"] for one in taken):
            self._session.code = PARTLY
        text = "\n".join(line for one in self._reports for line in brought.lines(one))
        if self._dry:
            text += "\n" + _("Nothing was written: this was a trial.")
        for batch in reversed(self._batches):
            text += "\n" + _("To take it back, now or later: salesdesk undo {batch}").format(batch=batch)
        last = self._batches[-1] if self._batches else None
        self._session.answer({"batch": last, "files": self._reports}, text)


def _must_know_its_fair(staged: Staged) -> None:
    """Raises `UserError` where it cannot be told of which fair a list of badges is."""
    counted = staged.badges.counted() if staged.badges else None
    if counted is not None and counted.places and counted.place is None:
        fairs = ", ".join(one.name for one in counted.places)
        raise UserError(
            _("Badges with the numbers of {file} were scanned at: {fairs}.").format(
                file=staged.read.name, fairs=fairs
            ),
            _("Say of which fair the list is: --fair NAME."),
        )


COMMANDS = {"import": import_}
