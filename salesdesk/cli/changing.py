"""Changing: add, set, done, delete, merge, undo, redo."""

from __future__ import annotations

import itertools
import sys
from typing import Any, Final
from uuid import UUID

import click

from salesdesk.cli import showing
from salesdesk.cli.coming_back import ask_when_parked
from salesdesk.cli.finding import SUBJECTS
from salesdesk.cli.session import PARTLY, Session, common, in_session
from salesdesk.cli.setting_many import found_by, named, set_many
from salesdesk.cli.wording import Command
from salesdesk.domain.followups import FollowUp
from salesdesk.errors import UserError
from salesdesk.exchange import encodings
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import (
    capturing,
    changes,
    complaints,
    duplicates,
    editing,
    followups,
    left_alone,
    lookup,
    prospects,
)
from salesdesk.services.changes import Outcome
from salesdesk.services.drafting import Scene
from salesdesk.services.matching import Hit
from salesdesk.store.database import Store

_NAMED: Final = 5  # of those that an undo left as they are


@click.command(
    cls=Command, help=N_("Take back the last change, or a batch; what was changed since stays and is listed.")
)
@common
@click.argument("batch", required=False)
@click.option("--force", is_flag=True, help=N_("Take back what was changed since, too."))
@in_session
def undo(session: Session, batch: str | None, force: bool) -> None:  # noqa: FBT001  (Click passes options so)
    with session.store() as store:
        wanted = None
        if batch:
            with store.read() as reading:
                wanted = lookup.batch(reading, batch)
        with store.read() as reading:
            wanted = changes.undone_next(reading, wanted, force=force).id
        outcome = changes.undo(store, wanted, force=force, progress=session.progress(_("Undone")))
        _tell(session, store, outcome, _("Undone"), undone=wanted)


@click.command(cls=Command, help=N_("Do again what was undone last."))
@common
@in_session
def redo(session: Session) -> None:
    with session.store() as store:
        outcome = changes.redo(store, progress=session.progress(_("Done again")))
        _tell(session, store, outcome, _("Done again"))


def _tell(session: Session, store: Store, outcome: Outcome, verb: str, *, undone: UUID | None = None) -> None:
    skipped = [
        {"id": str(one.record), "subject": one.subject, "fields": sorted(one.patch)}
        for one in outcome.skipped
    ]
    lines = [f"{verb}: {outcome.label}"]
    if skipped:
        lines += _left(store, outcome, undone)
        session.code = PARTLY
    document = {"label": outcome.label, "records": outcome.records, "skipped": skipped}
    session.answer({**document, "batch": str(outcome.batch) if outcome.batch else None}, "\n".join(lines))


def _left(store: Store, outcome: Outcome, undone: UUID | None) -> list[str]:
    """How many stay as they are, who the first of them are, and how they too are taken back."""
    with store.read() as reading:
        owners = left_alone.owners(reading, outcome.skipped)
        names = left_alone.names(reading, owners, _NAMED)
    told = ngettext(
        "{count} record was changed since and stays as it is.",
        "{count} records were changed since and stay as they are.",
        len(owners),
    )
    lines = [told.format(count=len(owners))]
    if names:
        more = len(owners) - len(names)
        rest = ngettext("and {n} more", "and {n} more", more).format(n=more) if more else ""
        lines.append("  " + " ".join(filter(None, (", ".join(names), rest))))
    if undone:
        lines.append(_("To take that back too: salesdesk undo {batch} --force").format(batch=undone))
    return lines


@click.command(
    cls=Command,
    help=N_("Capture a prospect from a line, a signature or a vCard; without TEXT it is read from stdin."),
)
@common
@click.argument("text", nargs=-1)
@click.option(
    "--fair", default="", help=N_("The fair where you met; without it, one that takes place today.")
)
@in_session
def add(session: Session, text: tuple[str, ...], fair: str) -> None:
    said = " ".join(text) or encodings.decode(sys.stdin.buffer.read()).text
    with session.store(making=True) as store:
        region = session.settings.region()
        made = capturing.from_text(store, said, region=region, fair=fair)
        with store.read() as reading:
            zone = store.clock.zone()
            who = lookup.by_id(reading, str(made.captured.prospect))
            todo = lookup.by_id(reading, str(made.captured.follow_up))
            document = {
                "prospect": showing.document(who, zone),
                "follow_up": showing.document(todo, zone),
                "duplicates": [_double(hit) for hit in made.likely],
            }
            lines = [*showing.card_lines(who.card, region=region), f"  {who.record.id}"] if who.card else []
            session.tell_of_country(
                phone.value for phone in who.card.phones if not phone.e164
            ) if who.card else None
    for doubt in made.doubts:
        session.tell(doubt)
    for hit in made.likely:
        reasons = " ".join(reason.text for reason in hit.match.reasons)
        lines.append(_("Maybe known already: {id} ({reasons})").format(id=hit.id, reasons=reasons))
    session.answer(document, "\n".join(lines))


def _double(hit: Hit) -> dict[str, Any]:
    reasons = [reason.text for reason in hit.match.reasons]
    return {"id": str(hit.id), "score": round(hit.match.score, 4), "reasons": reasons}


@click.command(
    name="set",
    cls=Command,
    help=N_(
        "Set fields of a record, or of many; an empty value empties the field, tag=-oak or email=-old@x.no takes one"
        " off, answer=“Who decides?=Her boss” keeps an answer."
    ),
)
@common
@click.argument("words", metavar="[ID…] FIELD=VALUE…", nargs=-1, required=True)
@click.option("--where", "query", metavar="QUERY", help=N_("Set them in all that this search finds."))
@click.option(
    "--of", "subject", type=click.Choice(SUBJECTS), default="prospects", help=N_("What to look for.")
)
@click.option(
    "--dry-run", is_flag=True, help=N_("Tell in how many it would change something; change nothing.")
)
@in_session
def set_(session: Session, words: tuple[str, ...], query: str | None, subject: str, dry_run: bool) -> None:  # noqa: FBT001  (Click passes options so)
    records = list(itertools.takewhile(lambda word: "=" not in word, words))
    told = _pairs(words[len(records) :])
    if bool(records) == (query is not None):
        raise click.UsageError(_("Give the ID of a record, or --where and a search."))
    with session.store() as store:
        if query is not None or dry_run or len(records) > 1:
            many = found_by(store, query, subject) if query is not None else named(store, records)
            set_many(session, store, many, told, dry_run=dry_run)
            return
        record = records[0]
        with store.read() as reading:
            found = lookup.by_id(reading, record)
        found.need_alive()
        now = store.clock.now().astimezone(store.clock.zone())
        scene = Scene(now=now, region=session.settings.region(), store=store.path)
        ask_when_parked(store, found.record, told, session)
        for doubt in editing.set_fields(store, found.record, found.name, told, scene):
            session.tell(doubt)
        session.tell_of_country(value for field, value in told if field == "phone")
        showing.give(session, store, found.record.id)


def _pairs(words: tuple[str, ...]) -> list[tuple[str, str]]:
    told: list[tuple[str, str]] = []
    for pair in words:
        field, equals, value = pair.partition("=")
        if not equals:
            raise click.UsageError(_("“{pair}” is not FIELD=VALUE.").format(pair=pair))
        told.append((field.strip().lower(), value))
    if not told:
        raise click.UsageError(_("Say what to set: FIELD=VALUE."))
    return told


@click.command(cls=Command, help=N_("Finish a follow-up or a complaint."))
@common
@click.argument("record", metavar="ID")
@click.option("--next", "following", metavar="TEXT", help=N_("What comes next: call friday."))
@click.option("--how", default="", metavar="TEXT", help=N_("What came of it, or what solved it."))
@in_session
def done(session: Session, record: str, following: str | None, how: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            found = lookup.by_id(reading, record)
        found.need_alive()
        if isinstance(found.record, FollowUp):
            draft = capturing.follow_up(store, following, "") if following else None
            if draft:
                draft = followups.titled(draft, found.card.name) if found.card else draft
            followups.finish(store, found.record.id, following=draft, outcome=how)
        elif found.record.subject == "complaints":
            complaints.resolve(store, found.record.id, how or following or "")
        else:
            raise UserError(
                _("Only follow-ups and complaints can be done."),
                _("Take the id from today, or from find --of."),
            )
        showing.give(session, store, found.record.id)


@click.command(cls=Command, help=N_("Delete a record; undo brings it back."))
@common
@click.argument("record", metavar="ID")
@in_session
def delete(session: Session, record: str) -> None:
    with session.store() as store:
        with store.read() as reading:
            found = lookup.by_id(reading, record)
        found.need_alive()
        prospects.delete(store, found.record, found.name)
        showing.give(session, store, found.record.id)


@click.command(
    cls=Command, help=N_("Make one prospect of several: KEEP stays, what it lacks is taken from the others.")
)
@common
@click.argument("keep", metavar="KEEP")
@click.argument("others", metavar="OTHER…", nargs=-1, required=True)
@in_session
def merge(session: Session, keep: str, others: tuple[str, ...]) -> None:
    with session.store() as store:
        with store.read() as reading:
            mine, *doubles = (lookup.by_id(reading, one) for one in (keep, *others))
        for found in (mine, *doubles):
            found.need_alive()
        batch = duplicates.merge(store, mine.record.id, [found.record.id for found in doubles])
    session.answer({"kept": str(mine.record.id), "batch": str(batch)}, _("Merged. Undo takes it back."))


COMMANDS = {
    "undo": undo,
    "redo": redo,
    "add": add,
    "set": set_,
    "done": done,
    "delete": delete,
    "merge": merge,
}
