"""Taking back what the team answers to a hand-over: told field by field, then taken as one change."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo
from pathlib import Path
from typing import Final
from uuid import UUID

import click

from salesdesk.cli.deciding import decider, duplicates
from salesdesk.cli.documents import Document
from salesdesk.cli.session import PARTLY, Session, common, in_session
from salesdesk.cli.wording import Command, FileName
from salesdesk.clock import zone_name
from salesdesk.domain.drafts import Row
from salesdesk.domain.locally import long_day
from salesdesk.errors import UserError
from salesdesk.i18n import N_, _, ngettext
from salesdesk.services import answers, answers_new, answers_taking
from salesdesk.services.answer_fields import LISTS, Field, Outcome
from salesdesk.services.answers import Answered, Review
from salesdesk.services.drafting import Scene
from salesdesk.services.field_words import called
from salesdesk.services.hand_overs import Told
from salesdesk.store.database import Store

_OTHERS: Final = 5  # hand-overs that are named beside the one that was taken


@click.command(
    cls=Command,
    help=N_(
        "Take back FILE that someone edited to whom prospects were handed over: what only they changed is taken,"
        " what you changed too is listed and stays."
    ),
)
@common
@click.argument("file", type=FileName(dir_okay=False))
@click.option(
    "--hand-over",
    "hand_over",
    default="",
    metavar="ID",
    help=N_("The hand-over that it answers, as handovers lists them; without it the one that most rows fit."),
)
@click.option("--theirs", is_flag=True, help=N_("Where both changed a field, take theirs."))
@click.option("--mine", is_flag=True, help=N_("Where both changed a field, keep yours: as without it."))
@click.option(
    "--new",
    is_flag=True,
    help=N_(
        "Also bring in whom they added; who may be known already is kept in a file beside FILE, or as you say."
    ),
)
@duplicates
@click.option("--dry-run", is_flag=True, help=N_("Tell what would happen, and change nothing."))
@in_session
def answer(session: Session, file: Path, hand_over: str, doubtful: str | None, **told: bool) -> None:
    if told["theirs"] and told["mine"]:
        raise click.UsageError(_("Say either --theirs or --mine."))
    if doubtful and not told["new"]:
        raise click.UsageError(_("--duplicates is about whom they added: say --new too."))
    region = session.settings.region()
    batch: UUID | None = None
    kept: list[str] = []
    with session.store() as store:
        progress = session.progress(_("Read"))
        which = _ident(hand_over) if hand_over else None
        review = answers.look(
            store, file, region=region, hand_over=which, again=told["theirs"], progress=progress
        )
        chosen = review.chosen("theirs" if told["theirs"] else "mine")
        if not told["dry_run"]:
            batch, kept = _take(session, store, review, chosen)
        new = None
        if told["new"]:
            new = _new(session, store, file, review, doubtful, dry=told["dry_run"])
        zone = store.clock.zone()
    day = review.taken_at.astimezone(zone).date() if review.taken_at else None
    taken = {id(one) for one in chosen}
    document: Document = {
        "batch": str(batch) if batch else None,
        "file": str(file),
        "hand_over": _hand_over(review.hand_over.id, review.hand_over.to, review.hand_over.file),
        "others": [{**_hand_over(one.id, one.to, one.file), "rows": count} for one, count in review.others],
        "taken_on": day.isoformat() if day else None,
        "read": review.rows,
        "unchanged": review.unchanged,
        "prospects": _answered(review, taken),
        "unknown": _named(review.strangers),
        "new": new,
        "gone": _named(review.gone),
        "rejected": [
            {"where": one.where, "reason": one.reason} for one in (*review.refused, *review.follow_ups)
        ],
        "kept_yours": kept,
    }
    strangers = new["doubtful"] if new else review.strangers
    if strangers or review.gone or review.refused or review.follow_ups or _left(review, taken):
        session.code = PARTLY
    lines = [] if which else _as_likely(review, zone)
    lines += _lines(review, taken, long_day(day), dry=told["dry_run"])
    session.answer(document, "\n".join(lines + _added(review, new, dry=told["dry_run"])))


def _answered(review: Review, taken: set[int]) -> list[Document]:
    return [
        {
            "id": str(each.id),
            "name": each.name,
            "unsure": each.unsure,
            "fields": [_field(one, taken=id(one) in taken) for one in each.fields],
        }
        for each in review.people
    ]


def _new(
    session: Session, store: Store, file: Path, review: Review, doubtful: str | None, *, dry: bool
) -> Document:
    """Brings in whom they added: what became of them."""
    scene = Scene(
        now=store.clock.now().astimezone(store.clock.zone()),
        zone=zone_name(store.clock),
        region=session.settings.region(),
        store=store.path,
        currency=session.currency(""),
        met=False,
        trial=dry,
    )
    progress = session.progress(_("Read"))
    staged, written, kept = answers_new.bring_in(
        store, file, review, scene, progress, decide=decider(session, doubtful)
    )
    return {
        "batch": str(written.batch) if written and written.batch else None,
        "created": staged.created,
        "updated": staged.updated,
        "duplicates": staged.duplicates,
        "doubtful": _named([one.row for one in staged.aside]),
        "kept_in": str(kept) if kept else None,
        "kept_yours": staged.kept_yours,
    }


def _named(rows: Sequence[Row]) -> list[Document]:
    return [{"where": row.where, "name": row.draft.shown_name} for row in rows]


def _take(
    session: Session, store: Store, review: Review, chosen: list[Field]
) -> tuple[UUID | None, list[str]]:
    """Takes what was chosen: the batch, and what stays since it was changed meanwhile."""
    progress = session.progress(_("Written"))
    written = answers_taking.take(store, review, chosen, region=session.settings.region(), progress=progress)
    return written.batch, [word for left in written.skipped if (word := called(left.patch))]


def _ident(text: str) -> UUID:
    try:
        return UUID(text)
    except ValueError as error:
        raise UserError(
            _("There is no hand-over {id}.").format(id=text), _("Leave it out, and the file tells it.")
        ) from error


def _hand_over(one: UUID, to: str, file: str) -> Document:
    return {"id": str(one), "to": to, "file": file}


def _field(one: Field, *, taken: bool) -> Document:
    return {
        "field": one.name,
        "outcome": one.outcome.value,
        "handed": one.handed,
        "mine": one.mine,
        "theirs": one.theirs,
        "doubt": one.doubt or None,
        "taken": taken,
    }


def _left(review: Review, taken: set[int]) -> bool:
    """Whether something that they wrote is not taken; what they left out never is."""
    fields = (one for each in review.people for one in each.fields)
    return any(one.outcome is not Outcome.EMPTIED and id(one) not in taken for one in fields)


def _lines(review: Review, taken: set[int], day: str, *, dry: bool) -> list[str]:
    if review.taken_at:
        return [_("Already taken on {day}: nothing new.").format(day=day)]
    count = len(taken)
    told = (
        ngettext("{n} field would be taken of {name}.", "{n} fields would be taken of {name}.", count)
        if dry
        else ngettext("{n} field taken of {name}.", "{n} fields taken of {name}.", count)
    )
    lines = [told.format(n=count, name=review.hand_over.to)] if count else [_("Nothing new to take.")]
    lines += [
        f"{_who(each)}: {_line(one, taken=id(one) in taken)}  {each.id}"
        for each in review.people
        for one in each.fields
    ]
    lines += [_("{name} is not here any more.").format(name=row.draft.shown_name) for row in review.gone]
    return lines + [f"{one.where}: {one.reason}" for one in (*review.refused, *review.follow_ups)]


def _as_likely(review: Review, zone: tzinfo) -> list[str]:
    """Which hand-over the file was taken to answer, where others hold as many of its people."""
    others = [one for one, count in review.others if count >= review.fits]
    if not others:
        return []
    lines = [_("Taken as the answer to: {hand_over}").format(hand_over=_gone_out(review.hand_over, zone))]
    as_well = _("It may as well answer: {hand_over}. To say so: --hand-over {id}")
    return lines + [as_well.format(hand_over=_gone_out(one, zone), id=one.id) for one in others[:_OTHERS]]


def _gone_out(one: Told, zone: tzinfo) -> str:
    day = long_day(one.at.astimezone(zone).date()) if one.at else ""
    return ", ".join(filter(None, (one.to, day, one.file)))


def _who(each: Answered) -> str:
    return _("{name}: not certain that it is they").format(name=each.name) if each.unsure else each.name


def _added(review: Review, new: Document | None, *, dry: bool) -> list[str]:
    """What is told of those who were not handed over: who they are, or what became of them."""
    if not review.strangers:
        return []
    if new is None:
        who = ", ".join(row.draft.shown_name for row in review.strangers[:5])
        count = len(review.strangers)
        told = ngettext(
            "{n} not of this hand-over, left out: {names}. Bring them in with --new.",
            "{n} not of this hand-over, left out: {names}. Bring them in with --new.",
            count,
        )
        return [told.format(n=count, names=who + (" …" if count > 5 else ""))]
    known = max(0, new["duplicates"] - new["updated"])
    told = (
        ngettext("{n} new", "{n} new", new["created"]).format(n=new["created"]),
        ngettext("{n} added to", "{n} added to", new["updated"]).format(n=new["updated"]),
        ngettext("{n} known", "{n} known", known).format(n=known),
    )
    text = _("They would be brought in: {counts}.") if dry else _("Whom they added: {counts}.")
    lines = [text.format(counts=", ".join(told))]
    maybe = _("May be known already, left out: {name}.")
    lines += [maybe.format(name=one["name"]) for one in new["doubtful"]]
    if new["kept_in"]:
        lines.append(_("Kept in {file}").format(file=new["kept_in"]))
    if new["batch"]:
        lines.append(_("To take it back, now or later: salesdesk undo {batch}").format(batch=new["batch"]))
    return lines


def _line(one: Field, *, taken: bool) -> str:
    if one.outcome is Outcome.EMPTIED:
        return _("{field}: {mine} stays, they left it out").format(field=one.label, mine=one.mine)
    if taken and one.name in LISTS and one.part is None:
        return _("{field}: {theirs} comes in beside").format(field=one.label, theirs=one.theirs)
    if taken:
        return f"{one.label}: {one.mine} → {one.theirs}" if one.mine else f"{one.label}: {one.theirs}"
    told = _("{field}: yours is {mine}, theirs {theirs}; yours stays").format(
        field=one.label, mine=one.mine or _("nothing"), theirs=one.theirs
    )
    return f"{told}. {one.doubt}" if one.doubt else told


COMMANDS = {"answers": answer}
